"""A course that is proved, by its certificate or because the unit heard it, in the employer's
record: once, and as it was told last."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from storage.database import Work
from storage.tables.training_plans import CourseResult, TrainingPlan

Course = dict[str, Any]


async def into_register(
    work: Work, plan: TrainingPlan, result: CourseResult, now: datetime
) -> CourseResult:
    """The course stands among the employer's own, once. Without hours or a last day it cannot be
    counted."""
    course = _course(result)
    if result.in_register_at is not None or course is None:
        return result
    await _change(work, plan, None, course, now)
    return replace(result, in_register_at=now)


async def told_anew(
    work: Work, plan: TrainingPlan, before: CourseResult, told: CourseResult, now: datetime
) -> CourseResult:
    """What was told of a course has changed, and the record with it: a course that was in it is
    there as it is told now, or no more. Its certificate stays and counts again where the course is
    told to have happened after all."""
    if before.in_register_at is None:
        proved = told.file_id is not None and told.outcome != "missed"
        return await into_register(work, plan, told, now) if proved else told
    old, new = _course(before), _course(told)
    if old != new:
        await _change(work, plan, old, new, now)
    return replace(told, in_register_at=None if new is None else before.in_register_at)


def _course(result: CourseResult) -> Course | None:
    """As the employer's record keeps it; None where it does not count."""
    if result.outcome == "missed" or result.hours is None or result.ended_on is None:
        return None
    return {"hours": result.hours, "issued": result.ended_on.isoformat()}


async def _change(
    work: Work, plan: TrainingPlan, old: Course | None, new: Course | None, now: datetime
) -> None:
    """`old` goes, where it still stands there as it was entered, and `new` comes."""
    employee = await work.register.get(plan.employee_id)
    assert employee is not None, "a plan goes with its employee"
    known = {**employee.known}
    courses = list(known.get("certificates", []))
    if old in courses:
        courses.remove(old)
    if new is not None:
        # Of somebody whose courses were never listed this is not all there is.
        if "certificates" not in known:
            known["certificates_complete"] = False
        courses.append(new)
    known["certificates"] = courses
    if not courses and known.get("certificates_complete") is False:
        # Nothing that is not all there is says nothing.
        del known["certificates"], known["certificates_complete"]
    await work.register.change(employee.id, employee.number, employee.name, known, now)
