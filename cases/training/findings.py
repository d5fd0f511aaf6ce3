"""What fell behind: found by itself, with its cause, an action, its owner and day, looked at again
(clauses 9.2 and 9.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from cases.errors import BadValue, NotThere
from cases.rights import Reach, cleaned, note, require, require_some
from cases.training.holders import chain, heads_of, main_units, people_behind
from cases.training.messages import ask_now
from cases.training.reports import missing_reports
from cases.training.signers import name_of
from cases.training.units import UnitView, units_of
from cases.training.years import year_of
from rules.dates import today
from rules.training.behind import FOUND_BY_ITSELF, MADE_UP_FOR, ItemOf, PlanOf, behind
from rules.training.found import FindingState, state_of
from rules.training.vocabulary import Cause, FoundHow
from rules.verdict.deadlines import reminders
from storage.database import Work
from storage.tables.deadlines import Subject
from storage.tables.organisations import NAME_LENGTH
from storage.tables.register import Employee
from storage.tables.training import TrainingYear
from storage.tables.training_outcomes import Nonconformity
from storage.tables.training_plans import LONGEST_WORDS, TrainingItem

LONGEST_AHEAD: Final = 366
"""Days within which something is put right."""
BEFORE_RECHECK: Final = (3, 0)
SUBJECTS: Final[tuple[Subject, ...]] = ("nonconformity", "training_owner")


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding with whom and what it is about; None and "" where it is about a unit. `owner`: who
    answers for it, where that is somebody of the register."""

    found: Nonconformity
    unit: str
    employee: Employee | None
    item: TrainingItem | None
    owner: Employee | None
    state: FindingState


async def find_behind(work: Work, year: TrainingYear, now: datetime) -> int:
    """Enters what fell behind in a year and is not entered yet; how many. Everything is found
    once; what was made up for meanwhile is noted as done, to be looked at again."""
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
    reports = await missing_reports(work, year, now) if steps["report"].active else []
    late = behind(on, plans_due, year.meetings_due, plans, _unapproved(units), courses, reports)
    entered = 0
    for each in late:
        new = Nonconformity(
            id=0, year_id=year.id, department_id=each.department_id, employee_id=each.employee_id,
            item_id=each.item_id, finding=each.finding, about=each.about,
            found_how=FOUND_BY_ITSELF[each.finding], found_on=on, cause=None, cause_words="",
            minutes_number="", action="", owner="", due=None, rechecked=None, recheck_on=None,
            closed_on=None, closed_by=None,
        )  # fmt: skip
        number = await work.nonconformities.find(new)
        if number is None:
            continue
        entered += 1
        if each.item_id is not None:
            # Of plans and schedules they were reminded; of a course they learn by this.
            held = replace(new, id=number)
            heads = await _heads(work, year.organisation_id, held, now)
            await ask_now(work, heads, "nonconformity", number, on, now)
    still = {(each.finding, each.about) for each in late}
    for held in await work.nonconformities.of_year(year.id):
        untouched = held.closed_on is None and held.done_on is None and held.rechecked is None
        made_up_for = held.finding in MADE_UP_FOR and (held.finding, held.about) not in still
        if untouched and made_up_for:
            await work.nonconformities.say_done(held.id, on)
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
    work: Work,
    actor_id: int,
    organisation_id: int,
    year_id: int,
    now: datetime,
    department_id: int | None = None,
) -> list[FindingView]:
    """What fell behind, found anew, as far as the right goes, or of one department; open ones
    first. Raises `NotAllowed`, `NotThere`."""
    may = await require_some(work, actor_id, "approve", organisation_id, now)
    year = await year_of(work, organisation_id, year_id)
    await find_behind(work, year, now)
    held = [
        each
        for each in await work.nonconformities.of_year(year_id)
        if may.covers(each.department_id)
        and (department_id is None or each.department_id == department_id)
    ]
    return await _views(work, organisation_id, held, now)


async def finding_seen(
    work: Work, actor_id: int, organisation_id: int, number: int, now: datetime
) -> FindingView:
    """Raises `NotAllowed`, `NotThere`."""
    held = await held_finding(work, actor_id, organisation_id, number, now)
    [found] = await _views(work, organisation_id, [held], now)
    return found


async def about_finding(work: Work, number: int) -> tuple[str, str]:
    """Whose it is and which course, for a message; "" where it is about a unit, or is gone."""
    held = await work.nonconformities.get(number)
    if held is None or held.employee_id is None:
        return "", ""
    employee = await work.register.get(held.employee_id)
    item = None if held.item_id is None else await work.training_plans.item(held.item_id)
    return "" if employee is None else employee.name, "" if item is None else item.new.topic or ""


async def say_cause(
    work: Work, actor_id: int, organisation_id: int, number: int, cause: Cause, now: datetime
) -> Nonconformity:
    """Raises `NotAllowed`, `NotThere`."""
    held = await held_finding(work, actor_id, organisation_id, number, now)
    if held.due is None and held.done_on is None:
        # It was asked for.
        await work.reminders.cancel("nonconformity", number)
    return await _change(work, actor_id, organisation_id, replace(held, cause=cause), now)


async def say_how(
    work: Work, actor_id: int, organisation_id: int, number: int, how: FoundHow, now: datetime
) -> Nonconformity:
    """In which of the five ways it was found. Raises `NotAllowed`, `NotThere`."""
    held = await held_finding(work, actor_id, organisation_id, number, now)
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
    held = await held_finding(work, actor_id, organisation_id, number, now)
    changed = with_action(held, action, owner, due, now)
    await _change(work, actor_id, organisation_id, changed, now)
    await answer_for(work, actor_id, organisation_id, changed, now)
    return changed


def with_action(
    held: Nonconformity, action: str, owner: str, due: date, now: datetime
) -> Nonconformity:
    """Raises `BadValue` ("action", "owner", "due")."""
    words = action.strip()
    if not 1 <= len(words) <= LONGEST_WORDS:
        raise BadValue("action", 1, LONGEST_WORDS)
    if not 0 <= (due - today(now)).days <= LONGEST_AHEAD:
        raise BadValue("due", today(now), None)
    name = cleaned(owner, "owner")[:NAME_LENGTH]
    return replace(held, action=words, owner=name, due=due, done_on=None)


async def answer_for(
    work: Work, actor_id: int, organisation_id: int, held: Nonconformity, now: datetime
) -> None:
    """The owner is reminded of the day, and whoever looks at it again then."""
    assert held.due is not None, "an action has its day"
    may = await require_some(work, actor_id, "approve", organisation_id, now)
    owner = await owner_named(work, organisation_id, may, held.owner, now)
    await work.nonconformities.put_owner(held.id, None if owner is None else owner.id)
    looking = await _heads(work, organisation_id, held, now) or [actor_id]
    moments = reminders(held.due, now, BEFORE_RECHECK)
    for person_id in looking:
        await work.reminders.plan(person_id, "nonconformity", held.id, held.due, moments)
    await work.reminders.cancel("training_owner", held.id)
    people = {} if owner is None else await people_behind(work, organisation_id, [owner.id])
    for person_id in set(people.values()) - set(looking):
        await work.reminders.plan(person_id, "training_owner", held.id, held.due, moments)


async def owner_named(
    work: Work, organisation_id: int, may: Reach, words: str, now: datetime
) -> Employee | None:
    """The one who works there and is meant by a typed name: each of its words begins a word of
    theirs. None where it is nobody's, or that of several."""
    typed = [each.strip(".") for each in words.casefold().split()]
    posts = main_units(await work.register.all_appointments(organisation_id, today(now)))
    found = [
        each
        for each in await work.register.all(organisation_id)
        if each.id in posts
        and may.covers(posts[each.id].department_id, each.id)
        and _is_named(each.name.casefold().split(), typed)
    ]
    return found[0] if len(found) == 1 else None


def _is_named(name: list[str], typed: list[str]) -> bool:
    return bool(typed) and all(
        word and any(part.startswith(word) for part in name) for word in typed
    )


async def recheck(
    work: Work, actor_id: int, organisation_id: int, number: int, cured: bool, now: datetime
) -> Nonconformity:
    """Looked at again: cured closes it, not yet leaves it open, or opens it again. Raises
    `NotAllowed`, `NotThere`."""
    held = await held_finding(work, actor_id, organisation_id, number, now)
    on = today(now)
    if cured and held.closed_on is not None:
        return held
    if cured:
        changed = replace(
            held, rechecked="cured", recheck_on=on, closed_on=on, closed_by=actor_id,
            closed_name=await name_of(work, actor_id, organisation_id),
        )  # fmt: skip
        for subject in SUBJECTS:
            await work.reminders.cancel(subject, number)
    else:
        reopened = held.reopened_on if held.closed_on is None else on
        changed = replace(
            held, rechecked="not_yet", recheck_on=on, closed_on=None, closed_by=None,
            closed_name=None, done_on=None, reopened_on=reopened,
        )  # fmt: skip
    return await _change(work, actor_id, organisation_id, changed, now)


async def _heads(work: Work, organisation_id: int, held: Nonconformity, now: datetime) -> list[int]:
    if held.department_id is None:
        return []
    return await heads_of(work, organisation_id, held.department_id, now)


async def held_finding(
    work: Work, actor_id: int, organisation_id: int, number: int, now: datetime
) -> Nonconformity:
    """Raises `NotAllowed`, `NotThere`."""
    # What is changed is written whole: nobody else may change it between.
    await work.organisations.hold(organisation_id)
    held = await work.nonconformities.get(number)
    if held is None:
        raise NotThere
    await year_of(work, organisation_id, held.year_id)
    await require(work, actor_id, "approve", organisation_id, now, department_id=held.department_id)
    return held


def _state(held: Nonconformity, now: datetime) -> FindingState:
    looked_at = held.recheck_on if held.rechecked == "not_yet" else None
    return state_of(today(now), held.due, held.done_on, looked_at, held.closed_on)


async def _change(
    work: Work, actor_id: int, organisation_id: int, changed: Nonconformity, now: datetime
) -> Nonconformity:
    await work.nonconformities.change(changed)
    thing = ("nonconformity", changed.id)
    await note(work, actor_id, organisation_id, "training.finding", thing, now)
    return changed


async def _views(
    work: Work, organisation_id: int, held: Sequence[Nonconformity], now: datetime
) -> list[FindingView]:
    departments = await work.organisations.departments(organisation_id)
    units = {each.id: each.name for each in departments}
    employees = {each.id: each for each in await work.register.all(organisation_id)}
    owners: dict[int, int] = {}
    for year_id in {each.year_id for each in held}:
        owners |= await work.nonconformities.owners(year_id)
    return [
        FindingView(
            each,
            units.get(each.department_id or 0, ""),
            employees.get(each.employee_id or 0),
            None if each.item_id is None else await work.training_plans.item(each.item_id),
            employees.get(owners.get(each.id, 0)),
            _state(each, now),
        )
        for each in held
    ]
