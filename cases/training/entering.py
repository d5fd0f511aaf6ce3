"""A finding that somebody enters (clause 9.2: five ways), and what its owner says of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from cases.errors import BadValue, NotThere
from cases.rights import note, require, require_some
from cases.training.findings import (
    BEFORE_RECHECK,
    FindingView,
    answer_for,
    finding_seen,
    with_action,
)
from cases.training.holders import heads_of, hr_of
from cases.training.units import UnitView, units_seen
from cases.training.years import year_of
from rules.dates import today
from rules.training.vocabulary import Cause, FoundHow
from rules.verdict.deadlines import Moment, allowed, reminders
from storage.database import Work
from storage.tables.register import Employee
from storage.tables.training_outcomes import Nonconformity
from storage.tables.training_plans import LONGEST_WORDS, TrainingItem


@dataclass(frozen=True, slots=True)
class Action:
    """What is done about it, by whom, by which day."""

    words: str
    owner: str
    due: date


@dataclass(frozen=True, slots=True)
class OwnFinding:
    """A finding that somebody answers for, as they see it."""

    found: Nonconformity
    organisation_id: int


async def places(
    work: Work, actor_id: int, organisation_id: int, year_id: int, now: datetime
) -> list[UnitView]:
    """The units for which the actor may enter a finding. Raises `NotAllowed`, `NotThere`."""
    may = await require_some(work, actor_id, "approve", organisation_id, now)
    units = await units_seen(work, actor_id, organisation_id, year_id, now)
    return [each for each in units if may.covers(each.department_id)]


async def courses_of(
    work: Work, actor_id: int, organisation_id: int, year_id: int, department_id: int, now: datetime
) -> list[tuple[TrainingItem, Employee]]:
    """The courses of a unit that a finding may be about, by the name of whose they are. Raises
    `NotAllowed`, `NotThere`."""
    await require(work, actor_id, "approve", organisation_id, now, department_id=department_id)
    year = await year_of(work, organisation_id, year_id)
    plans = {e.id: e for e in await work.training_plans.of_year(year.id, [department_id])}
    people = {each.id: each for each in await work.register.all(organisation_id)}
    found = [
        (each, people[plans[each.plan_id].employee_id])
        for each in await work.training_plans.items(plans)
        if each.state != "withdrawn"
    ]
    return sorted(found, key=lambda each: (each[1].name, each[0].id))


async def enter(
    work: Work,
    actor_id: int,
    organisation_id: int,
    year_id: int,
    department_id: int,
    item_id: int | None,
    how: FoundHow,
    cause: Cause | None,
    words: str,
    now: datetime,
    action: Action | None = None,
) -> FindingView:
    """Enters what somebody found of a unit, or of one of its courses. The same words of the same on
    the same day are entered once.

    Raises `NotAllowed`, `NotThere`, `BadValue` ("words", and those of an action).
    """
    courses = await courses_of(work, actor_id, organisation_id, year_id, department_id, now)
    employees = {each.id: employee.id for each, employee in courses}
    if item_id is not None and item_id not in employees:
        raise NotThere
    said = words.strip()
    if not 1 <= len(said) <= LONGEST_WORDS:
        raise BadValue("words", 1, LONGEST_WORDS)
    about = _about(department_id, item_id, today(now), said)
    new = Nonconformity(
        id=0, year_id=year_id, department_id=department_id,
        employee_id=None if item_id is None else employees[item_id], item_id=item_id,
        finding="other", about=about, found_how=how, found_on=today(now), cause=cause,
        cause_words="", minutes_number="", action="", owner="", due=None, rechecked=None,
        recheck_on=None, closed_on=None, closed_by=None, words=said,
    )  # fmt: skip
    if action is not None:
        new = with_action(new, action.words, action.owner, action.due, now)
    number = await work.nonconformities.find(new)
    if number is None:
        held = await work.nonconformities.of_year(year_id, [department_id])
        number = next(each.id for each in held if each.about == about)
        return await finding_seen(work, actor_id, organisation_id, number, now)
    thing = ("nonconformity", number)
    await note(work, actor_id, organisation_id, "training.finding", thing, now)
    found = await finding_seen(work, actor_id, organisation_id, number, now)
    if action is not None:
        await answer_for(work, actor_id, organisation_id, found.found, now)
    return await finding_seen(work, actor_id, organisation_id, number, now)


def _about(department_id: int, item_id: int | None, on: date, words: str) -> str:
    same = f"{department_id} {item_id} {on} {words.casefold()}"
    return f"hand:{hashlib.sha256(same.encode()).hexdigest()[:32]}"


async def own_finding(work: Work, person_id: int, number: int) -> OwnFinding:
    """What somebody answers for, by their confirmed tie. Raises `NotThere`."""
    held = await work.nonconformities.get(number)
    year = None if held is None else await work.training_years.get(held.year_id)
    if held is None or year is None:
        raise NotThere
    owner = (await work.nonconformities.owners(year.id)).get(number)
    ties = await work.ties.of_person(person_id)
    if not any(tie.state == "confirmed" and tie.employee_id == owner for tie in ties):
        raise NotThere
    return OwnFinding(held, year.organisation_id)


async def say_done(work: Work, person_id: int, number: int, now: datetime) -> OwnFinding:
    """The owner says that it is done: whoever looks at it again is asked at once. A second press
    changes nothing. Raises `NotThere`."""
    own = await own_finding(work, person_id, number)
    await work.organisations.hold(own.organisation_id)
    own = await own_finding(work, person_id, number)
    held, here, on = own.found, own.organisation_id, today(now)
    if held.closed_on is not None or held.done_on is not None or held.due is None:
        return own
    await work.nonconformities.say_done(number, on)
    await work.reminders.cancel("training_owner", number)
    await note(work, person_id, here, "training.finding", ("nonconformity", number), now)
    heads = []
    if held.department_id is not None:
        heads = await heads_of(work, here, held.department_id, now)
    at_once = (Moment(0, allowed(now)),)
    for each in heads or await hr_of(work, here, now):
        days: dict[date, tuple[Moment, ...]] = {on: at_once}
        if held.due > on:
            days[held.due] = tuple(reminders(held.due, now, BEFORE_RECHECK))
        await work.reminders.plan_days(each, "nonconformity", number, days)
    return await own_finding(work, person_id, number)
