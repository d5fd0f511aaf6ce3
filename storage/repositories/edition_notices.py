"""Notices of a later edition: who has been told, who is not to be, and what a message holds."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import and_, exists, func, insert, or_, select

from rules.dates import today
from rules.verdict.deadlines import Moment, allowed
from storage.repositories.reminders import Reminders
from storage.tables.checks import decision
from storage.tables.conversation import person
from storage.tables.deadlines import reminder
from storage.tables.edition_notices import (
    NewNotice,
    NoticeCheck,
    NoticeContent,
    NoticePart,
    OfRecord,
    edition_notice,
    edition_told,
)
from storage.tables.register import tie
from storage.transaction import Transaction

SUBJECT: Final = "edition"
TARGET: Final = (
    func.coalesce(decision.c.position, edition_told.c.position).label("position"),
    func.coalesce(decision.c.category, edition_told.c.category).label("category"),
)


class EditionNotices:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._reminders = Reminders(transaction)

    async def wants_none(self, person_id: int) -> bool:
        """Whether the person has said "stop" below a message about an edition, withdrawn consent,
        or blocked the bot. What is found stays true until the transaction ends."""
        await self._transaction.lock(person_id)
        stopped = exists().where(
            reminder.c.person_id == person.c.id,
            reminder.c.subject == SUBJECT,
            reminder.c.answer == "stop",
        )
        query = select(person.c.id).where(
            person.c.id == person_id,
            person.c.blocked_at.is_(None),
            person.c.consent_version.is_not(None),
            ~stopped,
        )
        return (await self._transaction.execute(query)).first() is None

    async def told(self, person_id: int, since: date) -> set[tuple[str, str | None]]:
        """The positions and categories of which the person was told for that first day."""
        await self._transaction.lock(person_id)
        query = (
            select(*TARGET)
            .select_from(edition_told)
            .outerjoin(decision, decision.c.id == edition_told.c.decision_id)
            .join(edition_notice, edition_notice.c.id == edition_told.c.notice_id)
            .where(edition_told.c.person_id == person_id, edition_notice.c.since == since)
        )
        return {(row.position, row.category) for row in await self._transaction.execute(query)}

    async def add(self, new: NewNotice, now: datetime) -> int:
        """The number of the notice, of which nobody is told yet."""
        added = insert(edition_notice).values(
            since=new.since,
            approved_by=new.approved_by,
            texts=[dict(texts) for texts in new.texts],
            created_at=now,
        )
        returned = await self._transaction.execute(added.returning(edition_notice.c.id))
        return int(returned.scalar_one())

    async def tell(
        self, person_id: int, notice_id: int, parts: Sequence[NoticePart], now: datetime
    ) -> None:
        """Enters one message with all parts, for when people may be written to."""
        await self._transaction.lock(person_id)
        rows = [
            {
                "person_id": person_id,
                "notice_id": notice_id,
                **_told_of(part.of),
                "place": part.place,
                "created_at": now,
            }
            for part in parts
        ]
        added = insert(edition_told).returning(edition_told.c.id, sort_by_parameter_order=True)
        first, *_ = (await self._transaction.execute(added, rows)).scalars()
        due = allowed(now)
        await self._reminders.plan(person_id, SUBJECT, first, today(due), (Moment(0, due),))

    async def content(self, told_id: int) -> NoticeContent | None:
        """What the message says: of those checks that are still the person's latest of their
        position and category, and of records that are still theirs. None when there are none."""
        this = edition_told.alias("this")
        query: Any = (
            select(edition_notice.c.since, edition_notice.c.texts, edition_told.c.place,
                   decision.c.id, *TARGET)
            .select_from(edition_told)
            .join(edition_notice, edition_notice.c.id == edition_told.c.notice_id)
            .outerjoin(decision, decision.c.id == edition_told.c.decision_id)
            .join(
                this,
                and_(
                    this.c.person_id == edition_told.c.person_id,
                    this.c.notice_id == edition_told.c.notice_id,
                ),
            )
            .where(this.c.id == told_id, ~_checked_since(), _still_theirs())
            .order_by(edition_told.c.decision_id.desc().nulls_last(), edition_told.c.id)
        )  # fmt: skip
        rows = (await self._transaction.execute(query)).all()
        if not rows:
            return None
        checks = tuple(
            NoticeCheck(row.id, row.position, row.category, row.texts[row.place]) for row in rows
        )
        return NoticeContent(rows[0].since, checks)


def _told_of(of: int | OfRecord) -> dict[str, Any]:
    if isinstance(of, OfRecord):
        return {"decision_id": None, **asdict(of)}
    return {"decision_id": of, "employee_id": None, "position": None, "category": None}


def _checked_since() -> Any:
    """Whether the person has checked the same since: of a record, the position at all."""
    later = decision.alias("later")
    again = and_(
        later.c.position == decision.c.position,
        later.c.category.is_not_distinct_from(decision.c.category),
        later.c.id > decision.c.id,
    )
    by_themselves = and_(
        edition_told.c.decision_id.is_(None), later.c.position == edition_told.c.position
    )
    return exists().where(later.c.person_id == edition_told.c.person_id, or_(again, by_themselves))


def _still_theirs() -> Any:
    """Whether a record is still tied to the person."""
    tied = exists().where(
        tie.c.employee_id == edition_told.c.employee_id,
        tie.c.person_id == edition_told.c.person_id,
        tie.c.state == "confirmed",
    )
    return or_(edition_told.c.employee_id.is_(None), tied)
