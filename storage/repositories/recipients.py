"""People whom a broadcast has reached, with what they said to it: read, or an answer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, select

from storage.repositories.purposes import has_agreed
from storage.repositories.questions import is_about
from storage.tables.organisations import membership
from storage.tables.outbound import campaign, dispatch, receipt
from storage.tables.questions import question_answer
from storage.tables.register import appointment, employee, tie
from storage.transaction import Transaction

REACHED = dispatch.c.state.in_(("sent", "unknown"))


@dataclass(frozen=True, slots=True)
class Recipient:
    """`membership_id` None: not a member any more, and then without name and department. `said_at`
    None: has said nothing. `choice`: the answer to a question. `open`: has agreed to the purpose
    that was asked for."""

    membership_id: int | None
    name: str | None
    department_id: int | None
    said_at: datetime | None
    choice: int | None
    open: bool


class Recipients:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def of_message(self, campaign_id: int, purpose: str, version: str) -> list[Recipient]:
        """Present members whom it has reached; that it was read is told of those who agreed to the
        purpose."""
        person_id = dispatch.c.person_id
        of_reader = and_(
            receipt.c.campaign_id == dispatch.c.campaign_id,
            receipt.c.person_id == person_id,
            has_agreed(receipt.c.person_id, purpose, version),
        )
        query = (
            select(
                membership.c.id, membership.c.name, _department(), receipt.c.read_at,
                literal(None), literal(True),
            )
            .select_from(dispatch)
            .join(campaign, campaign.c.id == dispatch.c.campaign_id)
            .join(membership, _is_there())
            .outerjoin(receipt, of_reader)
            .where(dispatch.c.campaign_id == campaign_id, REACHED)
        )  # fmt: skip
        return await self._found(query)

    async def of_question(self, question_id: int, purpose: str, version: str) -> list[Recipient]:
        """Everybody who was asked, once each; of those who have left what they answered."""
        asked = (
            select(dispatch.c.person_id, campaign.c.organisation_id)
            .join(campaign, campaign.c.id == dispatch.c.campaign_id)
            .where(is_about(question_id), dispatch.c.person_id.is_not(None), REACHED)
            .distinct()
            .subquery()
        )
        of_sender = and_(
            membership.c.person_id == asked.c.person_id,
            membership.c.organisation_id == asked.c.organisation_id,
            membership.c.left_at.is_(None),
        )
        of_person = and_(
            question_answer.c.campaign_id == question_id,
            question_answer.c.person_id == asked.c.person_id,
        )
        agreed = has_agreed(asked.c.person_id, purpose, version)
        query = (
            select(
                membership.c.id, membership.c.name, _department(),
                question_answer.c.answered_at, question_answer.c.choice,
                case((agreed, True), else_=False),
            )
            .select_from(asked)
            .outerjoin(membership, of_sender)
            .outerjoin(question_answer, of_person)
        )  # fmt: skip
        return await self._found(query)

    async def _found(self, query: Select[Any]) -> list[Recipient]:
        rows = await self._transaction.execute(query)
        return [Recipient(*row) for row in rows]


def _department() -> ColumnElement[Any]:
    """Where the member was put; else where the record is appointed that they are tied to."""
    appointed = (
        select(func.min(appointment.c.department_id))
        .join(employee, employee.c.id == appointment.c.employee_id)
        .join(tie, tie.c.employee_id == employee.c.id)
        .where(
            tie.c.person_id == membership.c.person_id,
            tie.c.state == "confirmed",
            employee.c.organisation_id == membership.c.organisation_id,
            appointment.c.until.is_(None),
        )
        .correlate(membership)
        .scalar_subquery()
    )
    return func.coalesce(membership.c.department_id, appointed)


def _is_there() -> ColumnElement[bool]:
    return and_(
        membership.c.person_id == dispatch.c.person_id,
        membership.c.organisation_id == campaign.c.organisation_id,
        membership.c.left_at.is_(None),
    )
