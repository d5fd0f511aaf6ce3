"""Reminders: one row for each time a person is to be reminded of a day.

They are planned when the day becomes known or changes; the ledger sends those that are due and
tells what became of them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import (
    ColumnElement,
    Exists,
    FromClause,
    Select,
    and_,
    exists,
    literal,
    literal_column,
    null,
    or_,
    select,
    update,
)

from rules.verdict.deadlines import Moment
from storage.repositories.parts import parts, written_out
from storage.repositories.segments import meant
from storage.repositories.stated import stated
from storage.tables.conversation import person
from storage.tables.deadline_changes import deadline_change
from storage.tables.deadlines import Reminder, ReminderAnswer, Subject, reminder
from storage.tables.organisations import Deadline, deadline
from storage.tables.outbound import dispatch
from storage.transaction import Transaction, insert_into

BATCH = 500
OCCURRENCE = ("person_id", "subject", "subject_id", "day", "days_before", "again")


class Reminders:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def plan(
        self,
        person_id: int,
        subject: Subject,
        subject_id: int,
        day: date,
        moments: Iterable[Moment],
    ) -> None:
        """Reminds the person of `day` at these moments and of no other day of this subject.

        Not where the person has said "done" to this day or "stop" to this subject; and what was
        sent already is not sent again.
        """
        await self.plan_days(person_id, subject, subject_id, {day: moments})

    async def plan_days(
        self,
        person_id: int,
        subject: Subject,
        subject_id: int,
        days: Mapping[date, Iterable[Moment]],
    ) -> None:
        """The same of several days of one subject."""
        await self._transaction.lock(person_id)
        of_another = reminder.c.day.not_in(list(days))
        await self._cancel(
            _about(subject, subject_id), reminder.c.person_id == person_id, of_another
        )
        who = select(person.c.id).where(person.c.id == person_id)
        for day, moments in days.items():
            for moment in moments:
                await self._insert(who, subject, subject_id, day, moment)

    async def plan_each(
        self,
        people: Collection[int],
        subject: Subject,
        subject_id: int,
        day: date,
        moments: Iterable[Moment],
    ) -> None:
        """As `plan`, for each of these people."""
        held = list(moments)
        for part in parts(people):
            who = select(person.c.id).where(person.c.id.in_(written_out("planned_for", part)))
            await self._transaction.hold(who.order_by(person.c.id))
            theirs = reminder.c.person_id.in_(written_out("of_people", part))
            await self._cancel(_about(subject, subject_id), theirs, reminder.c.day != day)
            for moment in held:
                await self._insert(who, subject, subject_id, day, moment)

    async def plan_members(
        self, held: Deadline, moments: Iterable[Moment], only: Collection[int] | None = None
    ) -> None:
        """The same for all members whom a deadline means, and for nobody else; `only`: as far as
        these people are concerned."""
        who, about = _members(held, only), _about("deadline", held.id)
        if only is not None:
            about = and_(about, reminder.c.person_id.in_(written_out("of_people", only)))
        # What people have put off themselves stays, unless the day has moved.
        outdated = or_(
            reminder.c.day != held.day, reminder.c.again == 0, reminder.c.person_id.not_in(who)
        )
        await self._cancel(about, outdated)
        for moment in moments:
            await self._insert(who, "deadline", held.id, held.day, moment)

    async def plan_watchers(
        self, held: Deadline, people: Collection[int], moments: Iterable[Moment]
    ) -> None:
        """Tells these people, who keep an eye on a deadline, how far it is at these moments and on
        no other day."""
        outdated = and_(_about("deadline_watch", held.id), reminder.c.day != held.day)
        await self._cancel(outdated)
        for moment in moments:
            who = select(person.c.id).where(person.c.id.in_(people))
            await self._insert(who, "deadline_watch", held.id, held.day, moment)

    async def not_reminded(
        self, held: Deadline, days_before: int, only: Collection[int] | None = None
    ) -> list[int]:
        """The members for whom a reminder so long before the day of `held` is neither planned nor
        was sent, but not those who want no more of it or have blocked the bot; `only` of these."""
        said = reminder.alias("said")
        same = (_about("deadline", held.id), reminder.c.day == held.day,
                reminder.c.days_before == days_before, reminder.c.again == 0)  # fmt: skip
        is_over = and_(reminder.c.state == "cancelled", reminder.c.answer.is_(None))
        # Each looked up once for all, not once for each member.
        reminded = select(reminder.c.person_id).where(*same, ~is_over)
        arrived = (
            select(reminder.c.person_id)
            .join(dispatch, dispatch.c.reminder_id == reminder.c.id)
            .where(*same, is_over, dispatch.c.state == "sent")
        )
        refused = select(said.c.person_id).where(_said_no(said, "deadline", held.id, held.day))
        if only is not None:
            theirs = reminder.c.person_id.in_(written_out("theirs", only))
            reminded, arrived = reminded.where(theirs), arrived.where(theirs)
            refused = refused.where(said.c.person_id.in_(written_out("refused", only)))
        query = _members(held, only).where(
            person.c.blocked_at.is_(None),
            person.c.id.not_in(refused),
            person.c.id.not_in(reminded),
            person.c.id.not_in(arrived),
        )
        # Sorted by the database, SQLite would go through everybody there is.
        return sorted((await self._transaction.execute(query)).scalars())

    async def remind_members(
        self, people: Sequence[int], deadline_id: int, day: date, moment: Moment
    ) -> None:
        """One reminder more, of a deadline, for these people."""
        for start in range(0, len(people), BATCH):
            who = select(person.c.id).where(person.c.id.in_(people[start : start + BATCH]))
            await self._insert(who, "deadline", deadline_id, day, moment)

    async def cancel(
        self, subject: Subject, subject_id: int, only: Collection[int] | None = None
    ) -> None:
        """Sends nobody, or none of these, any more reminders of this subject: it is gone."""
        about = _about(subject, subject_id)
        if only is not None:
            about = and_(about, reminder.c.person_id.in_(written_out("of_people", only)))
        await self._cancel(about)

    async def cancel_deadlines(self, person_id: int, organisation_id: int) -> None:
        """Sends the person no more of this organisation's deadlines, nor that one has moved."""
        for subject, table in (("deadline", deadline), ("deadline_change", deadline_change)):
            theirs = select(table.c.id).where(table.c.organisation_id == organisation_id)
            await self._cancel(
                reminder.c.person_id == person_id,
                reminder.c.subject == subject,
                reminder.c.subject_id.in_(theirs),
            )

    async def get(self, person_id: int, reminder_id: int) -> Reminder | None:
        """The person's reminder of this number."""
        await self._transaction.lock(person_id)
        query = select(reminder).where(
            reminder.c.id == reminder_id, reminder.c.person_id == person_id
        )
        row = (await self._transaction.execute(query)).first()
        return None if row is None else Reminder(*row)

    async def of(self, person_id: int) -> list[Reminder]:
        """All reminders of the person, the earliest due first."""
        await self._transaction.lock(person_id)
        query = (
            select(reminder)
            .where(reminder.c.person_id == person_id)
            .order_by(reminder.c.due_at, reminder.c.id)
        )
        return [Reminder(*row) for row in await self._transaction.execute(query)]

    async def due(self, now: datetime, limit: int) -> list[Reminder]:
        """Pending reminders whose moment has come, the earliest first."""
        query = (
            select(reminder)
            .where(stated(reminder.c.state, "pending"), reminder.c.due_at <= now)
            .order_by(reminder.c.due_at, reminder.c.id)
            .limit(limit)
        )
        return [Reminder(*row) for row in await self._transaction.execute(query)]

    async def answer(
        self, held: Reminder, answer: ReminderAnswer, now: datetime, again_at: datetime | None
    ) -> None:
        """Notes what the person said to a reminder and acts on it.

        "done" cancels what is still to come of this day, "stop" of this subject whatever the day.
        "later" reminds once more at `again_at`; None: not any more.
        """
        await self._transaction.lock(held.person_id)
        await self._transaction.execute(
            update(reminder).where(reminder.c.id == held.id).values(answer=answer, answered_at=now)
        )
        if answer == "later":
            if again_at is not None:
                who = select(person.c.id).where(person.c.id == held.person_id)
                moment = Moment(held.days_before, again_at)
                await self._insert(
                    who, held.subject, held.subject_id, held.day, moment, held.again + 1
                )
            return
        of_person = reminder.c.person_id == held.person_id
        of_day = reminder.c.day == held.day
        about = _about(held.subject, held.subject_id)
        await self._cancel(of_person, about, *([of_day] if answer == "done" else []))

    async def allow_again(self, person_id: int, subject: Subject, subject_id: int) -> None:
        """Takes back "done" and "stop" for this subject; plan it again afterwards."""
        await self._transaction.lock(person_id)
        await self._transaction.execute(
            update(reminder)
            .where(
                reminder.c.person_id == person_id,
                _about(subject, subject_id),
                reminder.c.answer.in_(("done", "stop")),
            )
            .values(answer=None, answered_at=None)
        )

    async def stopped(self, person_id: int, subject: Subject, subject_id: int) -> bool:
        """Whether the person has said "stop" to reminders of this subject."""
        query = select(reminder.c.id).where(
            reminder.c.person_id == person_id,
            _about(subject, subject_id),
            reminder.c.answer == "stop",
        )
        return (await self._transaction.execute(query.limit(1))).first() is not None

    async def _cancel(self, *which: ColumnElement[bool]) -> None:
        # One whose call is under way arrives or not; but it is not tried again.
        coming = reminder.c.state.in_(("pending", "sending"))
        await self._transaction.execute(
            update(reminder).where(coming, *which).values(state="cancelled")
        )

    async def _insert(
        self,
        who: Select[tuple[int]],
        subject: Subject,
        subject_id: int,
        day: date,
        moment: Moment,
        again: int = 0,
    ) -> None:
        # Whoever is just being forgotten is waited for, and then is not there.
        asked = who.where(~_refused(subject, subject_id, day)).with_for_update(
            read=True, key_share=True, of=person
        )
        values = {
            "subject": subject,
            "subject_id": subject_id,
            "day": day,
            "days_before": moment.days_before,
            "again": again,
            "due_at": moment.due_at,
            "state": "pending",
        }
        columns = [literal(value, reminder.c[name].type) for name, value in values.items()]
        new = insert_into(self._transaction.dialect, reminder).from_select(
            ["person_id", *values], asked.add_columns(*columns)
        )
        revived = new.on_conflict_do_update(
            index_elements=[reminder.c[name] for name in OCCURRENCE],
            set_={"state": "pending", "due_at": new.excluded.due_at},
            where=and_(reminder.c.state == "cancelled", reminder.c.answer.is_(null()), ~_arrived()),
        )
        await self._transaction.execute(revived)


def _members(held: Deadline, only: Collection[int] | None = None) -> Select[tuple[int]]:
    """Whom the deadline means, `only` of these people; no condition of its audience asks for a
    day."""
    found = meant(held.organisation_id, held.particulars.audience, held.day)
    if only is not None:
        found = found.where(person.c.id.in_(written_out("people", only)))
    return found.with_only_columns(person.c.id)


def _about(subject: Subject, subject_id: int) -> ColumnElement[bool]:
    return and_(reminder.c.subject == subject, reminder.c.subject_id == subject_id)


def _arrived() -> Exists:
    """It was under way when it was cancelled, and has come through; for ON CONFLICT only."""
    # The row in conflict; as a column of the table it would mean any reminder.
    conflicting: ColumnElement[int] = literal_column("reminder.id")
    return exists().where(dispatch.c.reminder_id == conflicting, dispatch.c.state == "sent")


def _refused(subject: Subject, subject_id: int, day: date) -> ColumnElement[bool]:
    said = reminder.alias("said")
    return exists().where(said.c.person_id == person.c.id, _said_no(said, subject, subject_id, day))


def _said_no(said: FromClause, subject: Subject, subject_id: int, day: date) -> ColumnElement[bool]:
    return and_(
        said.c.subject == subject,
        said.c.subject_id == subject_id,
        or_(said.c.answer == "stop", and_(said.c.answer == "done", said.c.day == day)),
    )
