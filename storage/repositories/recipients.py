"""People whom a broadcast has reached, with what they said to it: read, or an answer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, literal, or_, select

from storage.name_keys import NO_NAME
from storage.repositories.parts import written_out
from storage.repositories.purposes import has_agreed
from storage.repositories.questions import is_about
from storage.tables.organisations import membership
from storage.tables.outbound import campaign, dispatch, receipt
from storage.tables.questions import question_answer
from storage.tables.register import appointment, employee, tie
from storage.transaction import Transaction

RecipientOrder = Literal["name", "name_down", "department", "day"]
REACHED = dispatch.c.state.in_(("sent", "unknown"))
PRESENT = membership.c.left_at.is_(None)


@dataclass(frozen=True, slots=True)
class Recipient:
    """A member. `said_at` None: has said nothing. `choice`: the answer to a question."""

    membership_id: int
    name: str | None
    department_id: int | None
    said_at: datetime | None
    choice: int | None


@dataclass(frozen=True, slots=True)
class AnswerCount:
    """So many people of a department (None: of none, or not members any more) chose this answer;
    None: have not answered."""

    department_id: int | None
    choice: int | None
    people: int


@dataclass(frozen=True, slots=True)
class RecipientQuery:
    """Present members whom a message has reached and who have `said` something to it, or have not:
    an answer where it `asks`, else that they have read it, which is told of those who agreed to
    the purpose `receipts`, with its version.

    `open_to`: a purpose to which they agreed or (not `is_open`) did not; None: whoever they are.
    `departments`: of these alone; `words`: all of them in the name, as in `name_key`. `ranks`: the
    departments in the order of a list by department.
    """

    campaign_id: int
    organisation_id: int
    asks: bool
    said: bool
    receipts: tuple[str, str]
    open_to: tuple[str, str] | None = None
    is_open: bool = True
    departments: frozenset[int] | None = None
    words: tuple[str, ...] = ()
    order: RecipientOrder = "name"
    ranks: tuple[int, ...] = ()


class Recipients:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def page(self, asked: RecipientQuery, first: int, limit: int | None) -> list[Recipient]:
        """From place `first` (0) on; `limit` None: all."""
        query = (await self._members(asked)).with_only_columns(
            membership.c.id, membership.c.name, _department(), *_of_what_was_said(asked)
        )
        ordered = query.order_by(*_in_order(asked)).offset(first).limit(limit)
        return [Recipient(*row) for row in await self._transaction.execute(ordered)]

    async def count(self, asked: RecipientQuery) -> int:
        query = (await self._members(asked)).with_only_columns(func.count())
        return int((await self._transaction.execute(query)).scalar_one())

    async def by_department(self, asked: RecipientQuery) -> dict[int | None, int]:
        """How many of them are in each department; None: in none."""
        place = _department().label("place")
        query = (await self._members(asked)).with_only_columns(place, func.count())
        found = await self._transaction.execute(query.group_by(place))
        return {row[0]: row[1] for row in found}

    async def results(self, question_id: int) -> list[AnswerCount]:
        """Everybody who was asked and is still a member or has answered, counted."""
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
            PRESENT,
        )
        of_person = and_(
            question_answer.c.campaign_id == question_id,
            question_answer.c.person_id == asked.c.person_id,
        )
        place, choice = _department().label("place"), question_answer.c.choice
        query = (
            select(place, choice, func.count())
            .select_from(asked)
            .outerjoin(membership, of_sender)
            .outerjoin(question_answer, of_person)
            .where(or_(membership.c.id.is_not(None), choice.is_not(None)))
            .group_by(place, choice)
        )
        return [AnswerCount(*row) for row in await self._transaction.execute(query)]

    async def _members(self, asked: RecipientQuery) -> Select[Any]:
        """Out of the members, one after the other by name: of a page no more are looked at than
        stand before its end."""
        about = is_about(asked.campaign_id) if asked.asks else campaign.c.id == asked.campaign_id
        messages = await self._transaction.execute(select(campaign.c.id).where(about))
        reached = exists().where(
            dispatch.c.campaign_id.in_(list(messages.scalars())),
            dispatch.c.person_id == membership.c.person_id,
            REACHED,
        )
        table, of_member = _said(asked)
        said = table.c.person_id.is_not(None) if asked.said else table.c.person_id.is_(None)
        conditions = [membership.c.organisation_id == asked.organisation_id, PRESENT, reached, said]
        if asked.open_to is not None:
            agreed = has_agreed(membership.c.person_id, *asked.open_to)
            conditions.append(agreed if asked.is_open else ~agreed)
        if asked.departments is not None:
            conditions.append(_department().in_(written_out("places", asked.departments)))
        conditions += [
            membership.c.name_key.contains(" " + each, autoescape=True) for each in asked.words
        ]
        joined = membership.outerjoin(table, of_member)
        return select(membership.c.id).select_from(joined).where(*conditions)


def _said(asked: RecipientQuery) -> tuple[Any, ColumnElement[bool]]:
    """Where it is kept that somebody has said something, and which row is a member's."""
    if asked.asks:
        return question_answer, and_(
            question_answer.c.campaign_id == asked.campaign_id,
            question_answer.c.person_id == membership.c.person_id,
        )
    return receipt, and_(
        receipt.c.campaign_id == asked.campaign_id,
        receipt.c.person_id == membership.c.person_id,
        has_agreed(receipt.c.person_id, *asked.receipts),
    )


def _of_what_was_said(asked: RecipientQuery) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    if asked.asks:
        return question_answer.c.answered_at, question_answer.c.choice
    return receipt.c.read_at, literal(None)


def _in_order(asked: RecipientQuery) -> list[ColumnElement[Any]]:
    """Whoever gave no name comes last, in either direction."""
    key, number = membership.c.name_key, membership.c.id
    if asked.order == "name_down":
        return [key == NO_NAME, key.desc(), number.desc()]
    if asked.order == "department" and asked.ranks:
        places = {place: rank for rank, place in enumerate(asked.ranks, 1)}
        # Those of no department come first.
        return [case(places, value=_department(), else_=0), key, number]
    if asked.order == "day" and asked.said:
        return [_of_what_was_said(asked)[0], key, number]
    return [key, number]


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
