"""Deadlines that come again, and the occurrences of each."""

from datetime import date

from sqlalchemy import delete, insert, select, update

from rules.dates import add_months
from storage.tables.deadline_series import STEP, Repeats, Series, deadline_series
from storage.tables.organisations import deadline
from storage.transaction import Transaction


class DeadlineSeries:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def begin(self, organisation_id: int, repeats: Repeats, first_day: date) -> Series:
        """A series with its first occurrence."""
        new = {
            "organisation_id": organisation_id,
            "repeats": repeats,
            "first_day": first_day,
            "made": 1,
            "next_day": add_months(first_day, STEP[repeats]),
        }
        added = insert(deadline_series).returning(*deadline_series.c)
        return Series(*(await self._transaction.execute(added, new)).one())

    async def get(self, series_id: int) -> Series | None:
        query = select(deadline_series).where(deadline_series.c.id == series_id)
        row = (await self._transaction.execute(query)).first()
        return None if row is None else Series(*row)

    async def due(self, until: date) -> Series | None:
        """One whose next occurrence is on `until` or before; held until the transaction ends."""
        query = (
            select(deadline_series)
            .where(deadline_series.c.next_day <= until)
            .order_by(deadline_series.c.next_day, deadline_series.c.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        row = (await self._transaction.execute(query)).first()
        return None if row is None else Series(*row)

    async def step(self, held: Series) -> None:
        """The next occurrence is entered, or is passed over."""
        made = held.made + 1
        following = add_months(held.first_day, STEP[held.repeats] * made)
        await self._transaction.execute(
            update(deadline_series)
            .where(deadline_series.c.id == held.id)
            .values(made=made, next_day=following)
        )

    async def put_in(self, series_id: int, deadline_id: int) -> None:
        await self._transaction.execute(
            update(deadline).where(deadline.c.id == deadline_id).values(series_id=series_id)
        )

    async def occurrences(self, series_id: int) -> list[int]:
        """The deadlines of a series that are there, by day."""
        query = (
            select(deadline.c.id)
            .where(deadline.c.series_id == series_id)
            .order_by(deadline.c.day, deadline.c.id)
        )
        return list((await self._transaction.execute(query)).scalars())

    async def end(self, series_id: int) -> None:
        """No more of it comes; what is entered stays."""
        await self._transaction.execute(
            delete(deadline_series).where(deadline_series.c.id == series_id)
        )
