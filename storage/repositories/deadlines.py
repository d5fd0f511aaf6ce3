"""The days of the year that HR has entered for its organisation."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from rules.norms.model import Text
from storage.repositories.segments import meant
from storage.tables.organisations import (
    NO_PARTICULARS,
    NO_WORDS,
    Deadline,
    DeadlineKind,
    Particulars,
    deadline,
    membership,
)
from storage.tables.segments import Segment
from storage.transaction import Transaction


class Deadlines:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(
        self,
        organisation_id: int,
        kind: DeadlineKind,
        title: Text,
        day: date,
        days_before: tuple[int, ...],
        entered_by: int | None,
        now: datetime,
        particulars: Particulars = NO_PARTICULARS,
    ) -> Deadline:
        new = {
            "organisation_id": organisation_id,
            "entered_by": entered_by,
            "entered_at": now,
            **_values(kind, title, day, days_before, particulars),
        }
        added = insert(deadline).returning(*deadline.c)
        return _deadline((await self._transaction.execute(added, new)).one())

    async def get(self, deadline_id: int) -> Deadline | None:
        query = select(deadline).where(deadline.c.id == deadline_id)
        row = (await self._transaction.execute(query)).first()
        return None if row is None else _deadline(row)

    async def of_organisation(self, organisation_id: int, since: date) -> list[Deadline]:
        """The organisation's deadlines on `since` and later, the nearest first."""
        query = (
            select(deadline)
            .where(deadline.c.organisation_id == organisation_id, deadline.c.day >= since)
            .order_by(deadline.c.day, deadline.c.id)
        )
        return [_deadline(row) for row in await self._transaction.execute(query)]

    async def past(self, organisation_id: int, before: date) -> list[Deadline]:
        """The organisation's deadlines before that day, the latest first."""
        query = (
            select(deadline)
            .where(deadline.c.organisation_id == organisation_id, deadline.c.day < before)
            .order_by(deadline.c.day.desc(), deadline.c.id.desc())
        )
        return [_deadline(row) for row in await self._transaction.execute(query)]

    async def of_person(self, person_id: int, since: date) -> list[Deadline]:
        """Those for this person, of all organisations that they are a member of now, the nearest
        first."""
        joined = select(membership.c.organisation_id).where(
            membership.c.person_id == person_id, membership.c.left_at.is_(None)
        )
        query = (
            select(deadline)
            .where(deadline.c.organisation_id.in_(joined), deadline.c.day >= since)
            .order_by(deadline.c.day, deadline.c.id)
        )
        found = [_deadline(row) for row in await self._transaction.execute(query)]
        return [each for each in found if await self.is_for(each, person_id, since)]

    async def is_for(self, held: Deadline, person_id: int, on: date) -> bool:
        """Whether the person is one of the members whom the deadline means."""
        segment = held.particulars.audience
        query = meant(held.organisation_id, segment, on).where(membership.c.person_id == person_id)
        return (await self._transaction.execute(query.limit(1))).first() is not None

    async def change(
        self,
        deadline_id: int,
        kind: DeadlineKind,
        title: Text,
        day: date,
        days_before: tuple[int, ...],
        particulars: Particulars = NO_PARTICULARS,
    ) -> None:
        await self._transaction.execute(
            update(deadline)
            .where(deadline.c.id == deadline_id)
            .values(**_values(kind, title, day, days_before, particulars))
        )

    async def remove(self, deadline_id: int) -> None:
        await self._transaction.execute(delete(deadline).where(deadline.c.id == deadline_id))


def _values(
    kind: DeadlineKind,
    title: Text,
    day: date,
    days_before: tuple[int, ...],
    particulars: Particulars,
) -> dict[str, Any]:
    note = particulars.note
    return {
        "kind": kind,
        "title_kk": title.kk,
        "title_ru": title.ru,
        "title_en": title.en,
        "day": day,
        "days_before": list(days_before),
        "audience": particulars.audience.to_json(),
        "note": {"kk": note.kk, "ru": note.ru, "en": note.en},
        "link": particulars.link or None,
    }


def _deadline(row: Row[Any]) -> Deadline:
    values = dict(row._mapping)
    title = Text(*(values.pop(f"title_{language}") for language in ("kk", "ru", "en")))
    days_before = tuple(values.pop("days_before"))
    particulars = _particulars(values.pop("audience"), values.pop("note"), values.pop("link"))
    return Deadline(title=title, days_before=days_before, particulars=particulars, **values)


def _particulars(audience: Any, note: Any, link: str | None) -> Particulars:
    words = NO_WORDS if note is None else Text(**note)
    return Particulars(Segment.from_json(audience or {}), words, link or "")
