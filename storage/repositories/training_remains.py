"""What a year of training leaves behind beside its documents, counted, kept longer and deleted."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import delete, func, select, update

from rules.training.vocabulary import REMAINS, Remains
from storage.tables.training_outcomes import (
    nonconformity,
    training_kept,
    training_report,
    training_snapshot,
)
from storage.tables.training_plans import training_item, training_plan
from storage.transaction import Transaction, insert_into

TABLES: dict[Remains, Any] = {
    "plans": training_plan,
    "figures": training_snapshot,
    "reports": training_report,
}


class TrainingRemains:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def of_year(self, year_id: int) -> dict[Remains, int]:
        """How many rows of each there are; what there is none of is left out."""
        found: dict[Remains, int] = {}
        for each in REMAINS:
            table = TABLES[each]
            query = select(func.count()).select_from(table).where(table.c.year_id == year_id)
            number = int((await self._transaction.execute(query)).scalar_one())
            if number:
                found[each] = number
        return found

    async def kept(self, year_id: int) -> dict[Remains, date]:
        """Until when each is kept longer than it has to be."""
        query = select(training_kept).where(training_kept.c.year_id == year_id)
        return {row.remains: row.kept_until for row in await self._transaction.execute(query)}

    async def keep_until(self, year_id: int, what: Remains, day: date) -> None:
        new = insert_into(self._transaction.dialect, training_kept).values(
            year_id=year_id, remains=what, kept_until=day
        )
        keys = [training_kept.c.year_id, training_kept.c.remains]
        put = new.on_conflict_do_update(index_elements=keys, set_={"kept_until": day})
        await self._transaction.execute(put)

    async def delete(self, year_id: int, what: Remains) -> None:
        """Plans go with their courses and what became of them; what fell behind stays, and names no
        course any more."""
        if what == "plans":
            plans = select(training_plan.c.id).where(training_plan.c.year_id == year_id)
            items = select(training_item.c.id).where(training_item.c.plan_id.in_(plans))
            await self._transaction.execute(
                update(nonconformity).where(nonconformity.c.item_id.in_(items)).values(item_id=None)
            )
        table = TABLES[what]
        await self._transaction.execute(delete(table).where(table.c.year_id == year_id))
