"""People who have been silent for two years: told once, and thirty days later forgotten."""

from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import (
    ColumnElement,
    delete,
    exists,
    insert,
    literal,
    select,
    update,
)

from rules.dates import add_months, today
from rules.verdict.deadlines import allowed
from storage.tables.conversation import Person, person, waiting_update
from storage.tables.deadlines import reminder
from storage.transaction import Transaction

SILENT_MONTHS: Final = 24
NOTICE: Final = timedelta(days=30)
BATCH: Final = 500
# Whoever comes back sooner than this has not been told of anything.
NOT_YET_TOLD: Final = timedelta(days=600)


class Silence:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def broken(self, by: Person, on: date) -> None:
        """The person writes or presses something for the first time on that day: what they were
        told of their silence no longer holds."""
        await self._transaction.lock(by.id)
        await self._transaction.execute(
            update(person).where(person.c.id == by.id).values(seen_on=on)
        )
        if by.seen_on is not None and on - by.seen_on > NOT_YET_TOLD:
            await self._transaction.execute(
                delete(reminder).where(reminder.c.person_id == by.id, _of_silence())
            )

    async def tell(self, now: datetime) -> int:
        """Enters the notice for whoever will have been silent for two years in thirty days;
        returns for how many."""
        on = today(now)
        due = allowed(now)
        values = {
            "subject": "silence",
            "subject_id": 0,
            "day": on + NOTICE,
            "days_before": NOTICE.days,
            "again": 0,
            "due_at": due,
            "state": "pending",
        }
        columns = [literal(value, reminder.c[name].type) for name, value in values.items()]
        told = exists().where(reminder.c.person_id == person.c.id, _of_silence())
        who = (
            select(person.c.id, *columns)
            .where(person.c.seen_on <= _two_years_before(on + NOTICE), ~told)
            .limit(BATCH)
            .with_for_update(key_share=True, skip_locked=True, of=person)
        )
        new = insert(reminder).from_select(["person_id", *values], who)
        return (await self._transaction.execute(new)).rowcount

    async def forget(self, now: datetime) -> int:
        """Deletes people who have been silent for two years and were told of it thirty days ago,
        or could not be told: with all that is theirs, as `People.forget` does. Returns how many."""
        told = exists().where(
            reminder.c.person_id == person.c.id,
            _of_silence(),
            reminder.c.settled_at <= now - NOTICE,
        )
        query = (
            select(person.c.id)
            .where(person.c.seen_on <= _two_years_before(today(now)), told)
            .limit(BATCH)
            .with_for_update(skip_locked=True)
        )
        people = (await self._transaction.execute(query)).scalars().all()
        for table, whose in ((waiting_update, waiting_update.c.person_id), (person, person.c.id)):
            await self._transaction.execute(delete(table).where(whose.in_(people)))
        return len(people)


def _of_silence() -> ColumnElement[bool]:
    return reminder.c.subject == "silence"


def _two_years_before(day: date) -> date:
    return add_months(day, -SILENT_MONTHS)
