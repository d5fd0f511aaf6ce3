"""The lines of the register kept up to date: who is due, what was worked out, figures of a year."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, and_, delete, exists, func, insert, or_, select

from rules.roster.lacking import ClauseStanding
from storage.repositories.parts import parts
from storage.tables.organisations import department
from storage.tables.register import StaffCategory, employee
from storage.tables.staff_lines import (
    Figure,
    FigureLine,
    NewLine,
    clause_line,
    line_due,
    staff_figure,
    staff_line,
)
from storage.transaction import Transaction, insert_into

TEACHING: Final[StaffCategory] = "teaching"


class StaffLines:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def due(self, organisation_id: int, limit: int) -> list[int]:
        """Employees there whose lines have to be worked out anew."""
        query = (
            select(line_due.c.employee_id)
            .where(line_due.c.organisation_id == organisation_id)
            .order_by(line_due.c.employee_id)
            .limit(limit)
        )
        return list((await self._transaction.execute(query)).scalars())

    async def count_due(self, organisation_id: int) -> int:
        query = select(func.count()).where(line_due.c.organisation_id == organisation_id)
        return int((await self._transaction.execute(query)).scalar_one())

    async def next_due(self) -> int | None:
        """An organisation with somebody who is due."""
        query = select(line_due.c.organisation_id).order_by(line_due.c.organisation_id).limit(1)
        found = (await self._transaction.execute(query)).scalar_one_or_none()
        return None if found is None else int(found)

    async def make_past_due(self, on: date, limit: int) -> int:
        """Makes due who was last worked out before a day, so many posts at most; how many."""
        query = (
            select(staff_line.c.employee_id, staff_line.c.organisation_id)
            .where(staff_line.c.judged_on < on)
            .order_by(staff_line.c.judged_on)
            .limit(limit)
        )
        past = {row[0]: row[1] for row in await self._transaction.execute(query)}
        await mark_due(self._transaction, past)
        return len(past)

    async def put(self, employee_ids: Collection[int], lines: Sequence[NewLine]) -> None:
        """Replaces all lines of these employees, who are due no more."""
        for part in parts(employee_ids):
            for table in (staff_line, line_due):
                await self._transaction.execute(delete(table).where(table.c.employee_id.in_(part)))
        rows = [asdict(each.line) for each in lines]
        clauses = [
            {"appointment_id": each.line.appointment_id, **asdict(clause)}
            for each in lines
            for clause in each.clauses
        ]
        if rows:
            await self._transaction.execute(insert(staff_line), rows)
        if clauses:
            await self._transaction.execute(insert(clause_line), clauses)

    async def clauses_of(self, appointment_ids: Collection[int]) -> dict[int, list[ClauseStanding]]:
        """By appointment, in the order of their names."""
        found: dict[int, list[ClauseStanding]] = {}
        for part in parts(appointment_ids):
            query = (
                select(
                    clause_line.c.appointment_id,
                    clause_line.c.clause,
                    clause_line.c.kind,
                    clause_line.c.state,
                    clause_line.c.short,
                    clause_line.c.until,
                )
                .where(clause_line.c.appointment_id.in_(part))
                .order_by(clause_line.c.appointment_id, clause_line.c.state, clause_line.c.clause)
            )
            for number, *clause in await self._transaction.execute(query):
                found.setdefault(number, []).append(ClauseStanding(*clause))
        return found

    async def figure_lines(self, organisation_id: int, on: date) -> list[FigureLine]:
        """The posts of teaching staff that are in force on a day."""
        line = staff_line.c
        query = select(
            line.department_id,
            line.employee_id,
            line.category,
            line.profile_education,
            line.trained,
        ).where(line.organisation_id == organisation_id, line.staff == TEACHING, is_in_force(on))
        return [FigureLine(*row) for row in await self._transaction.execute(query)]

    async def without_figures(self, on: date) -> int | None:
        """An organisation that has lines and no figures of a day; None where there is none."""
        taken = exists().where(
            staff_figure.c.department_id == department.c.id,
            staff_figure.c.year == on.year,
            staff_figure.c.taken_on == on,
        )
        has_lines = exists().where(
            staff_line.c.organisation_id == department.c.organisation_id,
            staff_line.c.staff == TEACHING,
            is_in_force(on),
        )
        query = (
            select(department.c.organisation_id)
            .where(department.c.parent_id.is_(None), has_lines, ~taken)
            .limit(1)
        )
        found: int | None = (await self._transaction.execute(query)).scalar_one_or_none()
        return found

    async def keep_figures(self, departments: Collection[int], figures: Iterable[Figure]) -> None:
        """Replaces the figures of a year (of the given figures) for these departments."""
        rows = [asdict(each) for each in figures]
        for year in {row["year"] for row in rows}:
            for part in parts(departments):
                await self._transaction.execute(
                    delete(staff_figure).where(
                        staff_figure.c.department_id.in_(part), staff_figure.c.year == year
                    )
                )
        if rows:
            await self._transaction.execute(insert(staff_figure), rows)

    async def figures(self, departments: Collection[int], year: int) -> list[Figure]:
        """The kept figures of these departments in a year."""
        found: list[Figure] = []
        for part in parts(departments):
            query = select(staff_figure).where(
                staff_figure.c.department_id.in_(part), staff_figure.c.year == year
            )
            found += [Figure(*row) for row in await self._transaction.execute(query)]
        return found


def is_in_force(on: date) -> ColumnElement[bool]:
    """A post that has begun, as far as that is known, and has not ended."""
    line = staff_line.c
    return and_(
        or_(line.since.is_(None), line.since <= on), or_(line.until.is_(None), line.until >= on)
    )


async def mark_due(transaction: Transaction, employees: Mapping[int, int]) -> None:
    """Notes of employees (number → organisation) that their lines have to be worked out anew."""
    for part in parts(employees):
        rows = [{"employee_id": number, "organisation_id": employees[number]} for number in part]
        new = insert_into(transaction.dialect, line_due).values(rows)
        await transaction.execute(new.on_conflict_do_nothing())


async def mark_employees_due(transaction: Transaction, employee_ids: Collection[int]) -> None:
    """As `mark_due`, of employees whose organisation is looked up."""
    for part in parts(employee_ids):
        query = select(employee.c.id, employee.c.organisation_id).where(employee.c.id.in_(part))
        await mark_due(transaction, {row[0]: row[1] for row in await transaction.execute(query)})
