"""Who of those a deadline is for has said that they are done with it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ScalarSelect, exists, func, select

from storage.repositories.segments import meant
from storage.tables.deadlines import reminder
from storage.tables.organisations import Deadline, department, membership
from storage.tables.purposes import purpose_said
from storage.tables.segments import Segment
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Standing:
    """`name` and `department` as the member has them now. `done_at` None: has not said so, or lets
    nobody see it, which is no "not done"."""

    name: str | None
    department: str | None
    done_at: datetime | None


class DeadlineReports:
    """Only what people say after they have agreed to this version of a purpose is read."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def count(
        self, held: Deadline, segment: Segment, purpose: str, version: str
    ) -> tuple[int, int]:
        """How many members the segment means, and how many of them are done."""
        done_at = _done_at(held, purpose, version).label("done_at")
        found = meant(held.organisation_id, segment, held.day).add_columns(done_at).subquery()
        query = select(func.count(), func.count(found.c.done_at)).select_from(found)
        people, done = (await self._transaction.execute(query)).one()
        return people, done

    async def people(
        self,
        held: Deadline,
        segment: Segment,
        purpose: str,
        version: str,
        first: int,
        limit: int,
    ) -> list[Standing]:
        """Those who are done first, by name, from place `first` (0) on."""
        done_at = _done_at(held, purpose, version).label("done_at")
        query = (
            meant(held.organisation_id, segment, held.day)
            .outerjoin(department, department.c.id == membership.c.department_id)
            .with_only_columns(membership.c.name, department.c.name, done_at)
            .order_by(done_at.is_(None), membership.c.name.is_(None), membership.c.name)
            .order_by(membership.c.id)
            .offset(first)
            .limit(limit)
        )
        return [Standing(*row) for row in await self._transaction.execute(query)]


def _done_at(held: Deadline, purpose: str, version: str) -> ScalarSelect[Any]:
    agreed = exists().where(
        purpose_said.c.person_id == reminder.c.person_id,
        purpose_said.c.purpose == purpose,
        purpose_said.c.version == version,
        purpose_said.c.agreed.is_(True),
        purpose_said.c.said_at <= reminder.c.answered_at,
    )
    return (
        select(func.max(reminder.c.answered_at))
        .where(
            reminder.c.subject == "deadline",
            reminder.c.subject_id == held.id,
            reminder.c.day == held.day,
            reminder.c.answer == "done",
            reminder.c.person_id == membership.c.person_id,
            agreed,
        )
        .correlate(membership)
        .scalar_subquery()
    )
