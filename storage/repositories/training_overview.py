"""A year of training in numbers, and slices of its lists: counted by the database, so that a page
of ten thousand people reads a handful of rows."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    and_,
    case,
    extract,
    func,
    literal,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import aliased

from rules.training.vocabulary import TrainingForm
from storage.repositories.register import in_force
from storage.tables.register import appointment, employee
from storage.tables.training import TrainingDocument, training_document
from storage.tables.training_outcomes import Nonconformity, nonconformity
from storage.tables.training_plans import course_result, training_item, training_plan
from storage.transaction import Transaction

HANDED_IN: Final = ("given", "approved")
ENDED: Final = ("done", "otherwise")
Month = tuple[int, int]
"""Year and month."""


class TrainingOverview:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def people(
        self, organisation_id: int, year_id: int, on: date
    ) -> dict[int, tuple[int, int]]:
        """Department → how many people have their main post there, and how many of them have handed
        in a plan. The main post: the first in force that names a department."""
        main = (
            select(func.min(appointment.c.id).label("id"))
            .join(employee, employee.c.id == appointment.c.employee_id)
            .where(
                employee.c.organisation_id == organisation_id,
                appointment.c.department_id.is_not(None),
                in_force(on),
            )
            .group_by(appointment.c.employee_id)
            .subquery()
        )
        given = func.sum(case((training_plan.c.state.in_(HANDED_IN), 1), else_=0))
        query = (
            select(appointment.c.department_id, func.count(), given)
            .join(main, main.c.id == appointment.c.id)
            .outerjoin(training_plan, _plan_of(appointment.c.employee_id, year_id))
            .group_by(appointment.c.department_id)
        )
        rows = await self._transaction.execute(query)
        return {number: (int(people), int(handed)) for number, people, handed in rows}

    async def people_of(
        self,
        department_id: int,
        year_id: int,
        on: date,
        after: tuple[str, int] | None,
        limit: int,
    ) -> list[tuple[int, str, str]]:
        """Number, name and state of the plan ("": none) of those whose main post is in a
        department, by name; a slice after a name and number."""
        earlier = aliased(appointment)
        before = select(literal(1)).where(
            earlier.c.employee_id == appointment.c.employee_id,
            earlier.c.id < appointment.c.id,
            earlier.c.department_id.is_not(None),
            or_(earlier.c.since.is_(None), earlier.c.since <= on),
            or_(earlier.c.until.is_(None), earlier.c.until >= on),
        )
        query = (
            select(employee.c.id, employee.c.name, func.coalesce(training_plan.c.state, ""))
            .join(appointment, appointment.c.employee_id == employee.c.id)
            .outerjoin(training_plan, _plan_of(employee.c.id, year_id))
            .where(appointment.c.department_id == department_id, in_force(on), ~before.exists())
            .order_by(employee.c.name, employee.c.id)
            .limit(limit)
        )
        if after is not None:
            query = query.where(tuple_(employee.c.name, employee.c.id) > tuple_(*after))
        rows = await self._transaction.execute(query)
        return [(number, name, state) for number, name, state in rows]

    async def documents(self, year_id: int, form: TrainingForm) -> dict[int, TrainingDocument]:
        """Department → the latest edition of its document, without the rows that it was closed
        with, which take long to read."""
        of = training_document.c
        query = (
            select(*(each for each in of if each.name != "figures"))
            .where(of.year_id == year_id, of.form == form, of.department_id.is_not(None))
            .order_by(of.revision)
        )
        rows = (await self._transaction.execute(query)).mappings()
        return {row["department_id"]: TrainingDocument(**row, figures=None) for row in rows}

    async def planned(self, year_id: int) -> dict[tuple[int | None, Month | None], int]:
        """Department and month of the last day (None: not said) → how many courses are planned."""
        ends = training_item.c.last_day
        query = _counted(ends).where(
            training_plan.c.year_id == year_id,
            training_item.c.state != "withdrawn",
            training_item.c.unplanned.is_(False),
        )
        return await self._by_month(query)

    async def done(self, year_id: int) -> dict[tuple[int | None, Month | None], int]:
        """As `planned`: how many courses of the year are behind somebody, by the month in which
        they ended, those that nobody had planned too."""
        ends = func.coalesce(course_result.c.ended_on, training_item.c.last_day)
        query = (
            _counted(ends)
            .outerjoin(course_result, course_result.c.item_id == training_item.c.id)
            .where(training_plan.c.year_id == year_id, training_item.c.state.in_(ENDED))
        )
        return await self._by_month(query)

    async def trained(self, year_id: int) -> dict[int | None, int]:
        """Department → how many people of its schedule have a course behind them."""
        people = func.count(func.distinct(training_plan.c.employee_id))
        query = (
            select(training_plan.c.department_id, people)
            .join(training_item, training_item.c.plan_id == training_plan.c.id)
            .where(training_plan.c.year_id == year_id, training_item.c.state.in_(ENDED))
            .group_by(training_plan.c.department_id)
        )
        return {place: int(n) for place, n in await self._transaction.execute(query)}

    async def university_money(self, year_id: int) -> bool:
        """Whether any course uses the employer's money; a cost that nobody said is not nought."""
        query = (
            select(training_item.c.id)
            .join(training_plan, training_plan.c.id == training_item.c.plan_id)
            .where(
                training_plan.c.year_id == year_id,
                training_item.c.state != "withdrawn",
                training_item.c.source == "university",
                or_(training_item.c.cost.is_(None), training_item.c.cost != 0),
            )
            .limit(1)
        )
        return (await self._transaction.execute(query)).first() is not None

    async def findings(
        self,
        year_id: int,
        departments: Collection[int] | None,
        after: int,
        limit: int,
        *,
        closed: bool,
    ) -> list[tuple[Nonconformity, str, str]]:
        """What fell behind, put right or not yet, with the name of the person ("": about a unit)
        and the topic of the course; a slice after a number."""
        query = (
            select(
                *nonconformity.c,
                func.coalesce(employee.c.name, ""),
                func.coalesce(training_item.c.topic, ""),
            )
            .outerjoin(employee, employee.c.id == nonconformity.c.employee_id)
            .outerjoin(training_item, training_item.c.id == nonconformity.c.item_id)
            .where(*_found(year_id, departments, closed=closed), nonconformity.c.id > after)
            .order_by(nonconformity.c.id)
            .limit(limit)
        )
        return [_finding(row) for row in await self._transaction.execute(query)]

    async def count_findings(
        self, year_id: int, departments: Collection[int] | None, *, closed: bool
    ) -> int:
        query = select(func.count()).where(*_found(year_id, departments, closed=closed))
        return int((await self._transaction.execute(query)).scalar_one())

    async def _by_month(self, query: Select[Any]) -> dict[tuple[int | None, Month | None], int]:
        found: dict[tuple[int | None, Month | None], int] = {}
        for place, year, month, number in await self._transaction.execute(query):
            found[place, None if year is None else (int(year), int(month))] = int(number)
        return found


def _plan_of(employee_id: ColumnElement[int], year_id: int) -> ColumnElement[bool]:
    return and_(training_plan.c.employee_id == employee_id, training_plan.c.year_id == year_id)


def _counted(ends: ColumnElement[Any]) -> Select[Any]:
    """Courses by department, year and month of a day."""
    year, month = extract("year", ends), extract("month", ends)
    place = training_plan.c.department_id
    return (
        select(place, year, month, func.count())
        .select_from(training_plan)
        .join(training_item, training_item.c.plan_id == training_plan.c.id)
        .group_by(place, year, month)
    )


def _found(
    year_id: int, departments: Collection[int] | None, *, closed: bool
) -> list[ColumnElement[bool]]:
    of = nonconformity.c
    wanted = [
        of.year_id == year_id,
        of.closed_on.is_not(None) if closed else of.closed_on.is_(None),
    ]
    if departments is not None:
        wanted.append(of.department_id.in_(sorted(departments)))
    return wanted


def _finding(row: Row[Any]) -> tuple[Nonconformity, str, str]:
    values = tuple(row)
    return Nonconformity(*values[:-2]), values[-2], values[-1]
