"""What fell behind: found by itself, with its cause, an action, its owner and day, looked at again
(clauses 9.2 and 9.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from cases.errors import BadValue, NotThere
from cases.rights import Reach, cleaned, note, require, require_some
from cases.training.holders import chain, heads_of
from cases.training.messages import ask_no_more
from cases.training.units import UnitView, units_of
from cases.training.years import year_of
from rules.dates import today
from rules.training.behind import FOUND_BY_ITSELF, ItemOf, PlanOf, behind
from rules.training.vocabulary import Cause, FoundHow
from rules.verdict.deadlines import reminders
from storage.database import Work
from storage.tables.organisations import NAME_LENGTH
from storage.tables.register import Employee
from storage.tables.training import TrainingYear
from storage.tables.training_outcomes import Nonconformity
from storage.tables.training_plans import LONGEST_WORDS, TrainingItem

LONGEST_AHEAD: Final = 366
"""Days within which something is put right."""
BEFORE_RECHECK: Final = (3, 0)


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding with whom and what it is about; None and "" where it is about a unit."""

    found: Nonconformity
    unit: str
    employee: Employee | None
    item: TrainingItem | None


async def find_behind(work: Work, year: TrainingYear, now: datetime) -> int:
    """Enters what fell behind in a year and is not entered yet; how many. Everything is found
    once."""
    on = today(now)
    units = await units_of(work, year, now)
    plans = [
        PlanOf(employee.id, unit.department_id, state not in ("", "draft"))
        for unit in units
        for employee, state in unit.people
    ]
    steps = {each.name: each for each in await chain(work, year.organisation_id)}
    plans_due = year.plans_due if steps["plan"].active else None
    courses = await _courses(work, year)
    late = behind(on, plans_due, year.meetings_due, plans, _unapproved(units), courses)
    entered = 0
    for each in late:
        new = Nonconformity(
            id=0, year_id=year.id, department_id=each.department_id, employee_id=each.employee_id,
            item_id=each.item_id, finding=each.finding, about=each.about,
            found_how=FOUND_BY_ITSELF[each.finding], found_on=on, cause=None, cause_words="",
            minutes_number="", action="", owner="", due=None, rechecked=None, recheck_on=None,
            closed_on=None, closed_by=None,
        )  # fmt: skip
        entered += await work.nonconformities.find(new) is not None
    return entered


def _unapproved(units: Sequence[UnitView]) -> list[int]:
    return [
        each.department_id
        for each in units
        if each.document is None or any(step.name == "approve_unit" for step in each.standing.ahead)
    ]


async def _courses(work: Work, year: TrainingYear) -> list[ItemOf]:
    plans = {each.id: each for each in await work.training_plans.of_year(year.id)}
    items = [each for each in await work.training_plans.items(plans) if each.state != "withdrawn"]
    results = await work.training_plans.results([each.id for each in items])
    found = []
    for item in items:
        plan, result = plans[item.plan_id], results.get(item.id)
        found.append(
            ItemOf(
                item.id,
                plan.employee_id,
                plan.department_id,
                item.new.last_day,
                None if result is None else result.outcome,
                None if result is None else result.mark,
                None if result is None else result.ended_on,
                None if result is None else result.heard_on,
            )
        )
    return found


async def findings_seen(
    work: Work, actor_id: int, organisation_id: int, year_id: int, now: datetime
) -> list[FindingView]:
    """What fell behind, found anew, as far as the right goes; open ones first. Raises
    `NotAllowed`, `NotThere`."""
    may = await require_some(work, actor_id, "approve", organisation_id, now)
    year = await year_of(work, organisation_id, year_id)
    await find_behind(work, year, now)
    return [
        await _view(work, each)
        for each in await work.nonconformities.of_year(year_id)
        if _covers(may, each)
    ]


async def finding_seen(
    work: Work, actor_id: int, organisation_id: int, number: int, now: datetime
) -> FindingView:
    """Raises `NotAllowed`, `NotThere`."""
    return await _view(work, await _held(work, actor_id, organisation_id, number, now))


async def say_cause(
    work: Work, actor_id: int, organisation_id: int, number: int, cause: Cause, now: datetime
) -> Nonconformity:
    """Raises `NotAllowed`, `NotThere`."""
    held = await _held(work, actor_id, organisation_id, number, now)
    return await _change(work, actor_id, organisation_id, replace(held, cause=cause), now)


async def say_how(
    work: Work, actor_id: int, organisation_id: int, number: int, how: FoundHow, now: datetime
) -> Nonconformity:
    """In which of the five ways it was found. Raises `NotAllowed`, `NotThere`."""
    held = await _held(work, actor_id, organisation_id, number, now)
    return await _change(work, actor_id, organisation_id, replace(held, found_how=how), now)


async def plan_action(
    work: Work,
    actor_id: int,
    organisation_id: int,
    number: int,
    action: str,
    owner: str,
    due: date,
    now: datetime,
) -> Nonconformity:
    """What is done about it, by whom and by when; on that day it is looked at again.

    Raises `NotAllowed`, `NotThere`, `BadValue` ("action", "owner", "due").
    """
    held = await _held(work, actor_id, organisation_id, number, now)
    words = action.strip()
    if not 1 <= len(words) <= LONGEST_WORDS:
        raise BadValue("action", 1, LONGEST_WORDS)
    if not 0 <= (due - today(now)).days <= LONGEST_AHEAD:
        raise BadValue("due", today(now), None)
    name = cleaned(owner, "owner")[:NAME_LENGTH]
    changed = replace(held, action=words, owner=name, due=due)
    await _change(work, actor_id, organisation_id, changed, now)
    for person_id in await _heads(work, organisation_id, held, now):
        moments = reminders(due, now, BEFORE_RECHECK)
        await work.reminders.plan(person_id, "nonconformity", number, due, moments)
    return changed


async def recheck(
    work: Work, actor_id: int, organisation_id: int, number: int, cured: bool, now: datetime
) -> Nonconformity:
    """Looked at again: cured closes it, not yet leaves it open. Raises `NotAllowed`, `NotThere`."""
    held = await _held(work, actor_id, organisation_id, number, now)
    on = today(now)
    if cured:
        changed = replace(
            held, rechecked="cured", recheck_on=on, closed_on=held.closed_on or on,
            closed_by=held.closed_by or actor_id,
        )  # fmt: skip
    else:
        changed = replace(held, rechecked="not_yet", recheck_on=on, closed_on=None, closed_by=None)
    await _change(work, actor_id, organisation_id, changed, now)
    if cured:
        for person_id in await _heads(work, organisation_id, held, now):
            await ask_no_more(work, person_id, "nonconformity", number)
    return changed


async def _heads(work: Work, organisation_id: int, held: Nonconformity, now: datetime) -> list[int]:
    if held.department_id is None:
        return []
    return await heads_of(work, organisation_id, held.department_id, now)


async def _held(
    work: Work, actor_id: int, organisation_id: int, number: int, now: datetime
) -> Nonconformity:
    held = await work.nonconformities.get(number)
    if held is None:
        raise NotThere
    await year_of(work, organisation_id, held.year_id)
    await require(work, actor_id, "approve", organisation_id, now, department_id=held.department_id)
    return held


def _covers(may: Reach, held: Nonconformity) -> bool:
    return may.covers(held.department_id)


async def _change(
    work: Work, actor_id: int, organisation_id: int, changed: Nonconformity, now: datetime
) -> Nonconformity:
    await work.nonconformities.change(changed)
    thing = ("nonconformity", changed.id)
    await note(work, actor_id, organisation_id, "training.finding", thing, now)
    return changed


async def _view(work: Work, held: Nonconformity) -> FindingView:
    department = None
    if held.department_id is not None:
        department = await work.organisations.department(held.department_id)
    employee = None
    if held.employee_id is not None:
        employee = await work.register.get(held.employee_id)
    item = None if held.item_id is None else await work.training_plans.item(held.item_id)
    return FindingView(held, "" if department is None else department.name, employee, item)
