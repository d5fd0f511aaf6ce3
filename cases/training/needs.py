"""What the register lacks and the analysis asks for, entered by heads or HR (clause 7.3)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from cases.errors import BadValue, NotThere
from cases.rights import note, reach
from cases.texts import in_one_line
from cases.training.holders import main_units
from cases.training.years import year_of
from rules.dates import today
from rules.training.need import Said
from storage.database import Work
from storage.tables.organisations import NAME_LENGTH
from storage.tables.training_needs import MARK_LENGTH, EmployeeNeed

SAID: Final[tuple[Said, ...]] = ("fits", "lessons", "young", "methods", "quality")
LONGEST: Final = {"subjects": NAME_LENGTH, "lesson_mark": MARK_LENGTH}


async def enter_needs(
    work: Work,
    actor_id: int,
    organisation_id: int,
    year_id: int,
    employees: Collection[int],
    now: datetime,
    **said: Any,
) -> None:
    """Enters the same of one or of many people for a year: `subjects` and `lesson_mark` in words,
    "" to take them back; those of `SAID` True, False, or None to take it back.

    Raises `NotAllowed`, `NotThere` for whoever is not within reach, `BadValue` (the field).
    """
    year = await year_of(work, organisation_id, year_id)
    told = {name: _cleaned(name, value) for name, value in said.items()}
    may = await reach(work, actor_id, "approve", organisation_id, now)
    held = await work.register.appointments(employees)
    posts = main_units(each for each in held if each.until is None or each.until >= today(now))
    for number in sorted(set(employees)):
        employee, post = await work.register.get(number), posts.get(number)
        if employee is None or employee.organisation_id != organisation_id:
            raise NotThere
        if not may.covers(None if post is None else post.department_id):
            raise NotThere
        before = await work.training_needs.get(year.id, number)
        need = before or EmployeeNeed(
            year.id, number, "", "", None, None, None, None, None, None, now
        )
        entered = replace(need, **told, entered_by=actor_id, entered_at=now)
        if before is not None and replace(before, **told) == before:
            continue
        await work.training_needs.put(entered)
        thing, names = ("employee", number), ",".join(sorted(told))
        await note(
            work, actor_id, organisation_id, "training.need", thing, now,
            year=year.id, fields=names,
        )  # fmt: skip


def _cleaned(name: str, value: Any) -> Any:
    if name not in LONGEST:
        return value
    words = in_one_line(value)
    if len(words) > LONGEST[name]:
        raise BadValue(name, 0, LONGEST[name])
    return words
