"""A course proposed for several people at once: an item in the plan of each of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from cases.errors import BadValue
from cases.rights import require_some
from cases.training.holders import main_units
from cases.training.plans import MOST_ITEMS, is_settled
from cases.training.years import year_of
from rules.dates import today
from rules.training.plan_line import read_plan_line
from storage.database import Work
from storage.tables.training import TrainingYear
from storage.tables.training_plans import NewItem, TrainingItem


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a line says (`unread`: the parts that were not understood), and of how many people it
    is so: `added` it is put into their plans;
    `there` a course of this name is in them already; `locked` their unit's schedule is approved;
    `full` their plan has room for no more; `beyond` they are not the actor's to plan for."""

    new: NewItem
    unread: tuple[str, ...]
    added: int
    there: int
    locked: int
    full: int
    beyond: int


async def propose_course(
    work: Work,
    actor_id: int,
    organisation_id: int,
    year_id: int,
    employees: Collection[int],
    line: str,
    now: datetime,
    *,
    only_look: bool = False,
) -> Proposed:
    """Puts a typed course into the plans of these people; done again it adds nothing more.

    `only_look`: what it would come to, and nothing is changed. Raises `NotAllowed`, `NotThere`,
    `BadValue("line")` where it names no topic.
    """
    may = await require_some(work, actor_id, "plan", organisation_id, now)
    year = await year_of(work, organisation_id, year_id)
    said = read_plan_line(line, year.begins, year.ends)
    if said is None or not said.topic:
        raise BadValue("line")
    new = NewItem(
        origin="head", topic=said.topic, kind=said.kind, subject=said.subject,
        provider=said.provider, place=said.place, hours=said.hours, first_day=said.first_day,
        last_day=said.last_day, to_month=said.to_month, cost=said.cost, source=said.source,
    )  # fmt: skip
    units = main_units(await work.register.all_appointments(organisation_id, today(now)))
    places = {each: units[each].department_id for each in employees if each in units}
    own = {each: place for each, place in places.items() if may.covers(place)}
    locked_units = await _locked(work, year)
    free = {each: place for each, place in own.items() if place not in locked_units}
    held = await items_of(work, year, free)
    there = {each for each in free if any(said.topic == i.new.topic for i in held.get(each, ()))}
    full = {each for each in free if len(held.get(each, ())) >= MOST_ITEMS} - there
    to_add = {each: place for each, place in free.items() if each not in there | full}
    if not only_look:
        await _add(work, actor_id, year, to_add, new, now)
    return Proposed(
        new, said.unread, len(to_add), len(there), len(own) - len(free), len(full),
        len(employees) - len(own),
    )  # fmt: skip


async def _locked(work: Work, year: TrainingYear) -> frozenset[int]:
    """The units whose latest schedule holds."""
    documents = await work.training_documents.of_year(year.id, "602-01")
    latest = {each.department_id: each for each in documents if each.department_id is not None}
    return frozenset([unit for unit, each in latest.items() if await is_settled(work, each)])


async def items_of(
    work: Work, year: TrainingYear, employees: Collection[int]
) -> dict[int, list[TrainingItem]]:
    """Employee → what is planned for them, without what was withdrawn."""
    plans = {
        each.id: each.employee_id
        for each in await work.training_plans.of_year(year.id)
        if each.employee_id in employees
    }
    found: dict[int, list[TrainingItem]] = {}
    for item in await work.training_plans.items(plans):
        if item.state != "withdrawn":
            found.setdefault(plans[item.plan_id], []).append(item)
    return found


async def _add(
    work: Work,
    actor_id: int,
    year: TrainingYear,
    places: dict[int, int | None],
    new: NewItem,
    now: datetime,
) -> None:
    plans = list((await begun(work, year, places, now)).values())
    await work.training_plans.add_to_each(plans, new, now)
    await work.audit.add_all(
        actor_id, year.organisation_id, "training.plan", "training_plan", plans, {"items": 1}, now
    )


async def begun(
    work: Work, year: TrainingYear, places: Mapping[int, int | None], now: datetime
) -> dict[int, int]:
    """Employee → their plan; it begins now where there is none yet. `places`: their units."""
    there = {each.employee_id for each in await work.training_plans.of_year(year.id)}
    lacking = {each: place for each, place in places.items() if each not in there}
    await work.training_plans.add_many(year.id, lacking, now)
    every = await work.training_plans.of_year(year.id)
    return {each.employee_id: each.id for each in every if each.employee_id in places}
