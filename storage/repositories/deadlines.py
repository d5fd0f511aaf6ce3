"""The days of the year that HR has entered for its organisation."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from rules.norms.model import Text
from storage.tables.organisations import Deadline, DeadlineKind, deadline, membership
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
    ) -> Deadline:
        new = {
            "organisation_id": organisation_id,
            "entered_by": entered_by,
            "entered_at": now,
            **_values(kind, title, day, days_before),
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

    async def of_person(self, person_id: int, since: date) -> list[Deadline]:
        """Those of all organisations that the person is a member of now, the nearest first."""
        joined = select(membership.c.organisation_id).where(
            membership.c.person_id == person_id, membership.c.left_at.is_(None)
        )
        query = (
            select(deadline)
            .where(deadline.c.organisation_id.in_(joined), deadline.c.day >= since)
            .order_by(deadline.c.day, deadline.c.id)
        )
        return [_deadline(row) for row in await self._transaction.execute(query)]

    async def change(
        self,
        deadline_id: int,
        kind: DeadlineKind,
        title: Text,
        day: date,
        days_before: tuple[int, ...],
    ) -> None:
        await self._transaction.execute(
            update(deadline)
            .where(deadline.c.id == deadline_id)
            .values(**_values(kind, title, day, days_before))
        )

    async def remove(self, deadline_id: int) -> None:
        await self._transaction.execute(delete(deadline).where(deadline.c.id == deadline_id))


def _values(
    kind: DeadlineKind, title: Text, day: date, days_before: tuple[int, ...]
) -> dict[str, Any]:
    return {
        "kind": kind,
        "title_kk": title.kk,
        "title_ru": title.ru,
        "title_en": title.en,
        "day": day,
        "days_before": list(days_before),
    }


def _deadline(row: Row[Any]) -> Deadline:
    values = dict(row._mapping)
    title = Text(*(values.pop(f"title_{language}") for language in ("kk", "ru", "en")))
    days_before = tuple(values.pop("days_before"))
    return Deadline(title=title, days_before=days_before, **values)
