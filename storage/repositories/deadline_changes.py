"""What people are to hear of a day that was moved or removed after they had been told of it."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    and_,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)  # fmt: skip

from rules.verdict.deadlines import allowed
from storage.repositories.parts import written_out
from storage.tables.conversation import person
from storage.tables.deadline_changes import Known, deadline_change
from storage.tables.deadlines import reminder
from storage.tables.organisations import Deadline, membership
from storage.tables.outbound import dispatch
from storage.transaction import Transaction

# A message in one of these states has arrived or may have.
HEARD = ("sending", "sent", "unknown")
BATCH = 500


class DeadlineChanges:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def known(self, held: Deadline, only: Collection[int] | None = None) -> list[Known]:
        """The present members who have been reminded of the deadline or told of its change, but
        not those who want no more of it or have blocked the bot; `only` of these people."""
        heard = _heard(held, only)
        query = select(heard.c.person_id, heard.c.day).where(heard.c.place == 1)
        return [Known(*row) for row in await self._transaction.execute(query)]

    async def count_known(self, held: Deadline) -> int:
        """How many they are."""
        heard = _heard(held, None)
        query = select(func.count()).where(heard.c.place == 1)
        return int((await self._transaction.execute(query)).scalar_one())

    async def forget_unsent(self, deadline_id: int, only: Collection[int] | None = None) -> None:
        """What was not told yet of earlier changes is not told any more; `only` to these people."""
        await self._transaction.execute(
            update(reminder)
            .where(
                reminder.c.subject == "deadline_change",
                reminder.c.subject_id.in_(_changes_of(deadline_id)),
                *_of(only),
                reminder.c.state.in_(("pending", "sending")),
            )
            .values(state="cancelled")
        )

    async def tell(
        self,
        held: Deadline,
        was: date,
        day: date | None,
        people: Collection[int],
        now: datetime,
        change_id: int | None = None,
    ) -> int:
        """Tells these people, who know the day `was`, of the new one; None: that it is removed.

        As soon as it may be, and not once both days have passed. The number of the change, which
        was begun with `change_id` where others have been told of it before.
        """
        number = change_id or await self._begin(held, was, day, now)
        one: dict[str, Any] = {
            "subject": "deadline_change",
            "subject_id": number,
            "day": was if day is None else max(was, day),
            "days_before": 0,
            "again": 0,
            "due_at": allowed(now),
            "state": "pending",
        }
        rows = [{"person_id": person_id, **one} for person_id in sorted(people)]
        for start in range(0, len(rows), BATCH):
            part = insert(reminder).values(rows[start : start + BATCH])
            await self._transaction.execute(part)
        return number

    async def _begin(self, held: Deadline, was: date, day: date | None, now: datetime) -> int:
        new = {
            "organisation_id": held.organisation_id,
            "deadline_id": held.id,
            "kind": held.kind,
            "title_kk": held.title.kk,
            "title_ru": held.title.ru,
            "title_en": held.title.en,
            "was": was,
            "day": day,
            "changed_at": now,
        }
        added = insert(deadline_change).returning(deadline_change.c.id)
        return int((await self._transaction.execute(added, new)).scalar_one())


def _heard(held: Deadline, only: Collection[int] | None) -> Subquery:
    """Person and day of each message about the deadline; `place` 1: that of the last one."""
    day_of_change = select(deadline_change.c.day).where(
        reminder.c.subject == "deadline_change", deadline_change.c.id == reminder.c.subject_id
    )
    latest = (dispatch.c.started_at.desc(), dispatch.c.id.desc())
    place = func.row_number().over(partition_by=reminder.c.person_id, order_by=latest)
    return (
        select(
            reminder.c.person_id,
            func.coalesce(day_of_change.scalar_subquery(), reminder.c.day).label("day"),
            place.label("place"),
        )
        .join(dispatch, dispatch.c.reminder_id == reminder.c.id)
        .join(person, person.c.id == reminder.c.person_id)
        .where(
            _about(held.id),
            *_of(only),
            dispatch.c.state.in_(HEARD),
            person.c.blocked_at.is_(None),
            _is_member(held.organisation_id),
            reminder.c.person_id.not_in(_stopped(held.id)),
        )
        .subquery()
    )


def _changes_of(deadline_id: int) -> Select[tuple[int]]:
    return select(deadline_change.c.id).where(deadline_change.c.deadline_id == deadline_id)


def _of(only: Collection[int] | None) -> list[ColumnElement[bool]]:
    return [] if only is None else [reminder.c.person_id.in_(written_out("of_people", only))]


def _about(deadline_id: int) -> ColumnElement[bool]:
    return or_(
        and_(reminder.c.subject == "deadline", reminder.c.subject_id == deadline_id),
        and_(
            reminder.c.subject == "deadline_change",
            reminder.c.subject_id.in_(_changes_of(deadline_id)),
        ),
    )


def _is_member(organisation_id: int) -> ColumnElement[bool]:
    return exists().where(
        membership.c.person_id == reminder.c.person_id,
        membership.c.organisation_id == organisation_id,
        membership.c.left_at.is_(None),
    )


def _stopped(deadline_id: int) -> Select[tuple[int]]:
    """Looked up once for all, not once for each message."""
    said = reminder.alias("said")
    return select(said.c.person_id).where(
        said.c.subject == "deadline", said.c.subject_id == deadline_id, said.c.answer == "stop"
    )
