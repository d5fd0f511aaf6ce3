"""What was entered for the analysis of the year before, for whom this year has nothing yet."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from cases.errors import NotThere
from cases.rights import note, require
from cases.training.analysis import year_before_of
from cases.training.units import units_of
from cases.training.years import year_of
from rules.training.need import HeadSaid
from storage.database import Work
from storage.tables.training import TrainingYear
from storage.tables.training_needs import EmployeeNeed, head_said


async def needs_to_carry(
    work: Work, year: TrainingYear, employees: Collection[int]
) -> list[EmployeeNeed]:
    """The entries of the year before of those for whom nothing was ever entered this year: what was
    taken back this year stays taken back. Whoever calls has looked at the right."""
    before = await year_before_of(work, year)
    if before is None:
        return []
    told, now_told = (
        await work.training_needs.of_year(before.id),
        await work.training_needs.of_year(year.id),
    )
    open_ones = [told[each] for each in sorted(set(employees)) if each in told.keys() - now_told]
    return [each for each in open_ones if _says_something(each)]


async def carry_needs(
    work: Work,
    actor_id: int,
    organisation_id: int,
    year_id: int,
    department_id: int,
    now: datetime,
) -> int:
    """Takes over the entries of the year before for all of a unit who are still there; how many.

    Raises `NotAllowed`, `NotThere`.
    """
    await require(work, actor_id, "approve", organisation_id, now, department_id=department_id)
    year = await year_of(work, organisation_id, year_id)
    units = await units_of(work, year, now)
    unit = next((each for each in units if each.department_id == department_id), None)
    if unit is None:
        raise NotThere
    carried = await needs_to_carry(work, year, [each.id for each, _ in unit.people])
    for need in carried:
        await work.training_needs.put(
            replace(need, year_id=year.id, entered_by=actor_id, entered_at=now)
        )
        thing = ("employee", need.employee_id)
        await note(
            work, actor_id, organisation_id, "training.need", thing, now,
            year=year.id, carried_from=need.year_id,
        )  # fmt: skip
    return len(carried)


def _says_something(need: EmployeeNeed) -> bool:
    return bool(need.subjects or need.lesson_mark) or head_said(need) != HeadSaid()
