"""What people plan to learn in a year, and what became of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update

from rules.training.vocabulary import ItemState, PlanState
from storage.repositories.parts import parts
from storage.tables.training_plans import (
    CourseResult,
    NewItem,
    TrainingItem,
    TrainingPlan,
    course_result,
    training_item,
    training_plan,
)
from storage.transaction import Transaction

SAID = tuple(each.name for each in fields(NewItem))
KEPT = tuple(each.name for each in fields(CourseResult) if each.name != "id")


class TrainingPlans:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(
        self, year_id: int, employee_id: int, department_id: int | None, now: datetime
    ) -> TrainingPlan:
        new = TrainingPlan(0, year_id, employee_id, department_id, "draft", None, now)
        added = insert(training_plan).values(
            year_id=year_id, employee_id=employee_id, department_id=department_id, state="draft",
            given_at=None, changed_at=now,
        )  # fmt: skip
        number = (await self._transaction.execute(added.returning(training_plan.c.id))).scalar_one()
        return replace(new, id=number)

    async def get(self, plan_id: int) -> TrainingPlan | None:
        query = select(training_plan).where(training_plan.c.id == plan_id)
        row = (await self._transaction.execute(query)).first()
        return None if row is None else TrainingPlan(*row)

    async def of_employee(self, year_id: int, employee_id: int) -> TrainingPlan | None:
        query = select(training_plan).where(
            training_plan.c.year_id == year_id, training_plan.c.employee_id == employee_id
        )
        row = (await self._transaction.execute(query)).first()
        return None if row is None else TrainingPlan(*row)

    async def of_year(
        self, year_id: int, departments: Collection[int] | None = None
    ) -> list[TrainingPlan]:
        """All plans of a year, or of these departments only."""
        query = select(training_plan).where(training_plan.c.year_id == year_id)
        if departments is not None:
            query = query.where(training_plan.c.department_id.in_(sorted(departments)))
        rows = await self._transaction.execute(query.order_by(training_plan.c.id))
        return [TrainingPlan(*row) for row in rows]

    async def set_state(
        self, plan_ids: Collection[int], state: PlanState, given_at: datetime | None, now: datetime
    ) -> None:
        for part in parts(plan_ids):
            await self._transaction.execute(
                update(training_plan)
                .where(training_plan.c.id.in_(part))
                .values(state=state, given_at=given_at, changed_at=now)
            )

    async def place(self, plan_id: int, department_id: int | None) -> None:
        """The unit in whose schedule the plan is."""
        await self._transaction.execute(
            update(training_plan)
            .where(training_plan.c.id == plan_id)
            .values(department_id=department_id)
        )

    async def add_item(self, plan_id: int, new: NewItem, now: datetime) -> TrainingItem:
        added = insert(training_item).values(
            plan_id=plan_id, state="planned", changed_at=now, **asdict(new)
        )
        number = (await self._transaction.execute(added.returning(training_item.c.id))).scalar_one()
        return TrainingItem(number, plan_id, "planned", new, now)

    async def add_many(self, year_id: int, places: Mapping[int, int | None], now: datetime) -> None:
        """Plans of several employees, each with the unit whose schedule it is in."""
        rows = [
            {"year_id": year_id, "employee_id": employee, "department_id": place,
             "state": "draft", "given_at": None, "changed_at": now}
            for employee, place in places.items()
        ]  # fmt: skip
        if rows:
            await self._transaction.execute(insert(training_plan), rows)

    async def add_to_each(self, plan_ids: Collection[int], new: NewItem, now: datetime) -> None:
        """The same item to each of these plans."""
        said = {"state": "planned", "changed_at": now, **asdict(new)}
        rows = [{"plan_id": each, **said} for each in plan_ids]
        if rows:
            await self._transaction.execute(insert(training_item), rows)

    async def change_item(self, item_id: int, new: NewItem, now: datetime) -> None:
        await self._transaction.execute(
            update(training_item)
            .where(training_item.c.id == item_id)
            .values(changed_at=now, **asdict(new))
        )

    async def set_item_state(self, item_id: int, state: ItemState, now: datetime) -> None:
        await self._transaction.execute(
            update(training_item)
            .where(training_item.c.id == item_id)
            .values(state=state, changed_at=now)
        )

    async def item(self, item_id: int) -> TrainingItem | None:
        query = select(training_item).where(training_item.c.id == item_id)
        row = (await self._transaction.execute(query)).first()
        return None if row is None else _item(row)

    async def items(self, plan_ids: Collection[int]) -> list[TrainingItem]:
        """All items of these plans, withdrawn ones too, by number."""
        found: list[TrainingItem] = []
        for part in parts(plan_ids):
            query = select(training_item).where(training_item.c.plan_id.in_(part))
            rows = await self._transaction.execute(query.order_by(training_item.c.id))
            found += [_item(row) for row in rows]
        return found

    async def result(self, item_id: int) -> CourseResult | None:
        query = select(course_result).where(course_result.c.item_id == item_id)
        row = (await self._transaction.execute(query)).first()
        return None if row is None else CourseResult(*row)

    async def results(self, item_ids: Collection[int]) -> dict[int, CourseResult]:
        """By the number of the item."""
        found: dict[int, CourseResult] = {}
        for part in parts(item_ids):
            query = select(course_result).where(course_result.c.item_id.in_(part))
            for row in await self._transaction.execute(query):
                found[row.item_id] = CourseResult(*row)
        return found

    async def add_result(self, new: CourseResult) -> CourseResult:
        """Its own number is given by the database."""
        added = insert(course_result).values(**_kept(new)).returning(course_result.c.id)
        number = (await self._transaction.execute(added)).scalar_one()
        return replace(new, id=number)

    async def change_result(self, changed: CourseResult) -> None:
        await self._transaction.execute(
            update(course_result).where(course_result.c.id == changed.id).values(**_kept(changed))
        )


def _item(row: Row[Any]) -> TrainingItem:
    new = NewItem(**{name: getattr(row, name) for name in SAID})
    return TrainingItem(row.id, row.plan_id, row.state, new, row.changed_at)


def _kept(result: CourseResult) -> dict[str, object]:
    return {name: getattr(result, name) for name in KEPT}
