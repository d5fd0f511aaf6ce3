"""Reminders on their way into the ledger, and what each of them is about."""

from datetime import datetime
from typing import Any

from sqlalchemy import and_, exists, func, insert, literal, select

from storage.deadline_tables import certificate, personal_date, reminder
from storage.organisation_tables import deadline, organisation
from storage.outbound_records import ReminderContent
from storage.outbound_tables import dispatch
from storage.transaction import Transaction

DISPATCH_COLUMNS = ("reminder_id", "person_id", "occurrence", "state", "attempts", "resent",
                    "not_before")  # fmt: skip
BATCH = 500


class DueReminders:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def enter(self, now: datetime) -> int:
        """Enters reminders that are due into the ledger, each once; returns how many."""
        entered = exists().where(dispatch.c.reminder_id == reminder.c.id)
        due = (
            select(
                reminder.c.id, reminder.c.person_id, literal(1), literal("pending"), literal(0),
                literal(False), reminder.c.due_at,
            )
            .where(reminder.c.state == "pending", reminder.c.due_at <= now, ~entered)
            .order_by(reminder.c.due_at, reminder.c.id)
            .limit(BATCH)
            .with_for_update(of=reminder, skip_locked=True)
        )  # fmt: skip
        # Selected first: an INSERT … SELECT cannot lock what it reads.
        rows = (await self._transaction.execute(due)).all()
        if rows:
            values = [dict(zip(DISPATCH_COLUMNS, row, strict=True)) for row in rows]
            await self._transaction.execute(insert(dispatch).values(values))
        return len(rows)

    async def content(self, reminder_id: int) -> ReminderContent | None:
        """What the reminder is about; None when that is gone."""
        row = (await self._transaction.execute(_content(reminder_id))).first()
        if row is None or row.kind is None:
            return None
        return ReminderContent(
            id=reminder_id,
            subject=row.subject,
            kind=row.kind,
            day=row.day,
            days_before=row.days_before,
            value=row.value,
            hours=row.hours,
            titles=None
            if row.title_kk is None
            else {"kk": row.title_kk, "ru": row.title_ru, "en": row.title_en},
            organisation=row.organisation,
        )


def _content(reminder_id: int) -> Any:
    about = (
        (certificate, "certificate"),
        (personal_date, "personal_date"),
        (deadline, "deadline"),
    )
    joined: Any = reminder
    for table, subject in about:
        joined = joined.outerjoin(
            table, and_(reminder.c.subject == subject, reminder.c.subject_id == table.c.id)
        )
    joined = joined.outerjoin(organisation, organisation.c.id == deadline.c.organisation_id)
    kind = func.coalesce(certificate.c.topic, personal_date.c.kind, deadline.c.kind)
    return (
        select(
            reminder.c.subject,
            reminder.c.day,
            reminder.c.days_before,
            kind.label("kind"),
            personal_date.c.value,
            certificate.c.hours,
            deadline.c.title_kk,
            deadline.c.title_ru,
            deadline.c.title_en,
            organisation.c.name.label("organisation"),
        )
        .select_from(joined)
        .where(reminder.c.id == reminder_id)
    )
