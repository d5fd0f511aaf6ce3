"""What heads enter for their analysis, what they propose, and orders for trips."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict

from sqlalchemy import Table, select

from storage.repositories.parts import parts
from storage.tables.training_needs import (
    EmployeeNeed,
    Proposal,
    TripOrder,
    training_need,
    training_proposal,
    trip_order,
)
from storage.transaction import Transaction, insert_into


class TrainingNeeds:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def of_year(self, year_id: int) -> dict[int, EmployeeNeed]:
        """By employee."""
        query = select(training_need).where(training_need.c.year_id == year_id)
        rows = await self._transaction.execute(query)
        return {row.employee_id: EmployeeNeed(*row) for row in rows}

    async def get(self, year_id: int, employee_id: int) -> EmployeeNeed | None:
        query = select(training_need).where(
            training_need.c.year_id == year_id, training_need.c.employee_id == employee_id
        )
        row = (await self._transaction.execute(query)).first()
        return None if row is None else EmployeeNeed(*row)

    async def of_employee(self, employee_id: int) -> list[EmployeeNeed]:
        """What was entered in all years, the oldest first."""
        query = select(training_need).where(training_need.c.employee_id == employee_id)
        rows = await self._transaction.execute(query.order_by(training_need.c.year_id))
        return [EmployeeNeed(*row) for row in rows]

    async def put(self, need: EmployeeNeed) -> None:
        await self._put(training_need, asdict(need), "year_id", "employee_id")

    async def put_proposal(self, proposal: Proposal) -> None:
        await self._put(training_proposal, asdict(proposal), "item_id")

    async def proposal(self, item_id: int) -> Proposal | None:
        return (await self.proposals([item_id])).get(item_id)

    async def proposals(self, item_ids: Collection[int]) -> dict[int, Proposal]:
        """By the number of the item."""
        found: dict[int, Proposal] = {}
        for part in parts(item_ids):
            query = select(training_proposal).where(training_proposal.c.item_id.in_(part))
            for row in await self._transaction.execute(query):
                found[row.item_id] = Proposal(*row)
        return found

    async def put_order(self, order: TripOrder) -> None:
        """The order of a trip; one that it had before is replaced."""
        await self._put(trip_order, asdict(order), "item_id")

    async def orders(self, item_ids: Collection[int]) -> dict[int, TripOrder]:
        """By the number of the item."""
        found: dict[int, TripOrder] = {}
        for part in parts(item_ids):
            query = select(trip_order).where(trip_order.c.item_id.in_(part))
            for row in await self._transaction.execute(query):
                found[row.item_id] = TripOrder(*row)
        return found

    async def _put(self, table: Table, values: dict[str, object], *keys: str) -> None:
        new = insert_into(self._transaction.dialect, table).values(**values)
        told = {name: value for name, value in values.items() if name not in keys}
        await self._transaction.execute(
            new.on_conflict_do_update(index_elements=[table.c[key] for key in keys], set_=told)
        )
