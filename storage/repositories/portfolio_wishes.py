"""Wishes to be reminded of the portfolio in January.

A wish and its reminders come and go together, so both are dealt with here.
"""

from datetime import datetime

from sqlalchemy import delete, select

from rules.verdict.deadlines import januaries
from storage.repositories.reminders import Reminders
from storage.tables.portfolio import PortfolioWish, portfolio_wish
from storage.transaction import Transaction, insert_into

TABLE = portfolio_wish


class PortfolioWishes:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._reminders = Reminders(transaction)

    async def add(self, person_id: int, position: str, category: str, now: datetime) -> None:
        """Notes the wish and plans its reminders. There is one of a person: that for another sheet
        takes the place of the earlier and keeps its number."""
        await self._transaction.lock(person_id)
        new = insert_into(self._transaction.dialect, TABLE).values(
            person_id=person_id, position=position, category=category, created_at=now
        )
        kept = new.on_conflict_do_update(
            index_elements=[TABLE.c.person_id],
            set_={name: new.excluded[name] for name in ("position", "category")},
        )
        number = (await self._transaction.execute(kept.returning(TABLE.c.id))).scalar_one()
        await self._reminders.plan_days(person_id, "portfolio", number, januaries(now))

    async def remove(self, person_id: int) -> bool:
        """Takes the wish back; False when there was none."""
        await self._transaction.lock(person_id)
        gone = delete(TABLE).where(TABLE.c.person_id == person_id).returning(TABLE.c.id)
        number = (await self._transaction.execute(gone)).scalar()
        if number is not None:
            await self._reminders.cancel("portfolio", number)
        return number is not None

    async def of(self, person_id: int) -> PortfolioWish | None:
        await self._transaction.lock(person_id)
        row = (
            await self._transaction.execute(select(TABLE).where(TABLE.c.person_id == person_id))
        ).first()
        return None if row is None else PortfolioWish(*row)
