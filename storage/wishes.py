"""Wishes to be reminded on the day on which the requirements will be met."""

from datetime import date, datetime

from sqlalchemy import delete, select

from storage.share_records import Wish
from storage.share_tables import wish
from storage.transaction import Transaction, insert_into


class Wishes:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, person_id: int, decision_id: int, day: date, now: datetime) -> bool:
        """Notes the wish; False when it was noted already."""
        await self._transaction.lock(person_id)
        new = {
            "person_id": person_id,
            "decision_id": decision_id,
            "day": day,
            "created_at": now,
        }
        added = insert_into(self._transaction.dialect, wish).on_conflict_do_nothing(
            index_elements=[wish.c.decision_id]
        )
        return (await self._transaction.execute(added.values(new))).rowcount == 1

    async def remove(self, person_id: int, decision_id: int) -> bool:
        """Takes the wish back; False when there was none."""
        await self._transaction.lock(person_id)
        gone = delete(wish).where(wish.c.person_id == person_id, wish.c.decision_id == decision_id)
        return (await self._transaction.execute(gone)).rowcount == 1

    async def of(self, person_id: int) -> list[Wish]:
        """The person's wishes, the earliest day first."""
        query = select(wish).where(wish.c.person_id == person_id).order_by(wish.c.day, wish.c.id)
        return [Wish(*row) for row in await self._transaction.execute(query)]
