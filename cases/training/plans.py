"""Plans of people: proposed, as last year, or typed; asked about until nothing is open; given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any, Final

from cases.errors import BadValue, CaseError, NotThere
from cases.rights import note, reach
from cases.training.holders import main_units
from cases.training.messages import ask_no_more
from cases.training.years import year_of
from cases.wholly import whole
from rules.dates import today
from rules.norms.catalog import Catalogue
from rules.profile import Certificate
from rules.training.chain import is_locked
from rules.training.plan_line import PlanLine, read_plan_line
from rules.training.planned import Asked, Planned, still_open
from rules.training.shortfall import Shortfall, shortfall
from storage.database import Work
from storage.tables.register import Employee
from storage.tables.training import TrainingDocument, TrainingYear
from storage.tables.training_plans import NewItem, TrainingItem, TrainingPlan

MOST_ITEMS: Final = 20
ALIKE: Final = tuple(each.name for each in fields(Planned))


class Locked(CaseError):
    """The unit's schedule is approved: what is in it changes by a revision only."""


@dataclass(frozen=True, slots=True)
class PlanView:
    """Somebody's plan of a year; `plan` None: not begun. `locked`: the unit's schedule is approved.
    `items` without those that were withdrawn. `lacks`: what the norm of the post misses, as far as
    the employer's list of courses is whole; `last_year`: how many courses the year before had.
    `from_unit`: the unit whose people the reader looks through; None for one's own plan."""

    year: TrainingYear
    employee: Employee
    plan: TrainingPlan | None
    items: tuple[TrainingItem, ...]
    locked: bool
    lacks: Shortfall | None
    last_year: int
    from_unit: int | None


def planned_of(new: NewItem) -> Planned:
    """What the rules look at."""
    return Planned(**{name: getattr(new, name) for name in ALIKE})


async def is_own(work: Work, person_id: int, employee_id: int) -> bool:
    """Whether the employer's record is, by a confirmed tie, that of the person."""
    ties = await work.ties.of_person(person_id)
    return any(tie.employee_id == employee_id and tie.state == "confirmed" for tie in ties)


async def own_years(
    work: Work, person_id: int, now: datetime
) -> list[tuple[TrainingYear, Employee]]:
    """The years that are not over of every organisation that the person is tied to."""
    found: list[tuple[TrainingYear, Employee]] = []
    for tie in await work.ties.of_person(person_id):
        record = await work.register.get(tie.employee_id)
        if tie.state != "confirmed" or record is None:
            continue
        may = await reach(work, person_id, "plan", record.organisation_id, now)
        if not may.covers(None, record.id):
            continue
        years = await work.training_years.of_organisation(record.organisation_id)
        # Reports of a year come after it.
        found += [(each, record) for each in years if not _is_over(each, today(now))]
    return found


async def concerned(work: Work, person_id: int, now: datetime) -> bool:
    """Whether a year that is not over asks a plan of the person, or of those whom they lead."""
    if await own_years(work, person_id, now):
        return True
    for number in {
        role.organisation_id for role in await work.roles.of_person(person_id, today(now))
    }:
        years = await work.training_years.of_organisation(number)
        if not all(_is_over(each, today(now)) for each in years):
            return True
    return False


def _is_over(year: TrainingYear, on: date) -> bool:
    return on > max(filter(None, (year.ends, year.reports_due, year.annual_due)))


async def plan_of(
    work: Work,
    actor_id: int,
    year_id: int,
    employee_id: int,
    catalogue: Catalogue,
    now: datetime,
) -> PlanView:
    """Raises `NotThere`, also for what is not the actor's to see."""
    year, employee, department_id = await place_of(work, actor_id, year_id, employee_id, now)
    plan = await work.training_plans.of_employee(year_id, employee_id)
    items = [] if plan is None else await work.training_plans.items([plan.id])
    last = await _last_year(work, year, employee_id)
    return PlanView(
        year,
        employee,
        plan,
        tuple(each for each in items if each.state != "withdrawn"),
        await is_unit_locked(work, year, department_id),
        await _lacks(work, employee, year, catalogue, now),
        len(last),
        None if await is_own(work, actor_id, employee_id) else department_id,
    )


@whole
async def add_typed(
    work: Work, actor_id: int, year_id: int, employee_id: int, line: str, now: datetime
) -> tuple[TrainingItem, PlanLine]:
    """An item of one typed line, with what of it was not read. Raises `NotThere`, `Locked`,
    `BadValue("line")` where it names no topic."""
    year, employee, department_id = await place_of(work, actor_id, year_id, employee_id, now)
    said = read_plan_line(line, year.begins, year.ends)
    if said is None:
        raise BadValue("line")
    own = await reach(work, actor_id, "plan", year.organisation_id, now)
    new = NewItem(
        origin="typed" if employee_id in own.employees else "head",
        topic=said.topic, kind=said.kind, subject=said.subject, provider=said.provider,
        place=said.place, hours=said.hours, first_day=said.first_day, last_day=said.last_day,
        to_month=said.to_month, cost=said.cost, source=said.source,
    )  # fmt: skip
    [item] = await add_items(work, actor_id, year, employee, department_id, [new], now)
    return item, said


@whole
async def add_proposed(
    work: Work, actor_id: int, year_id: int, employee_id: int, catalogue: Catalogue, now: datetime
) -> TrainingItem:
    """An item of what the norm misses; its topic is still to be said. Raises `NotThere`,
    `Locked`."""
    year, employee, department_id = await place_of(work, actor_id, year_id, employee_id, now)
    lacks = await _lacks(work, employee, year, catalogue, now)
    if lacks is None:
        raise NotThere
    new = NewItem(origin="proposed", hours=lacks.hours, reason="norm_hours")
    plan = await work.training_plans.of_employee(year_id, employee_id)
    held = [] if plan is None else await work.training_plans.items([plan.id])
    for each in held:
        if each.state == "planned" and each.new.origin == "proposed":
            return each
    [item] = await add_items(work, actor_id, year, employee, department_id, [new], now)
    return item


@whole
async def add_as_last_year(
    work: Work, actor_id: int, year_id: int, employee_id: int, now: datetime
) -> int:
    """The courses of the year before, without their days and papers, which are still to be said;
    how many. One that is in the plan already is left. Raises `NotThere`, `Locked`."""
    year, employee, department_id = await place_of(work, actor_id, year_id, employee_id, now)
    plan = await work.training_plans.of_employee(year_id, employee_id)
    held = [] if plan is None else await work.training_plans.items([plan.id])
    there = {each.new.topic for each in held if each.state != "withdrawn"}
    new = [
        NewItem(
            origin="last_year",
            topic=each.new.topic,
            kind=each.new.kind,
            direction=each.new.direction,
            area=each.new.area,
            subject=each.new.subject,
            reason=each.new.reason,
            provider=each.new.provider,
            place=each.new.place,
            hours=each.new.hours,
            cost=each.new.cost,
            source=each.new.source,
            trip=each.new.trip,
        )
        for each in await _last_year(work, year, employee_id)
        if each.new.topic not in there
    ]
    return len(await add_items(work, actor_id, year, employee, department_id, new, now))


async def say(work: Work, actor_id: int, item_id: int, now: datetime, **said: Any) -> TrainingItem:
    """Says something of an item: fields of `NewItem`. Raises `NotThere`, `Locked`."""
    item, _, year = await item_to_change(work, actor_id, item_id, now)
    new = replace(item.new, **said)
    await work.training_plans.change_item(item_id, new, now)
    names = ",".join(sorted(said))
    thing = ("training_item", item_id)
    await note(work, actor_id, year.organisation_id, "training.item", thing, now, fields=names)
    return replace(item, new=new)


async def withdraw(work: Work, actor_id: int, item_id: int, now: datetime) -> TrainingPlan:
    """Takes an item out of the plan; it stays known. Raises `NotThere`, `Locked`."""
    item, plan, year = await item_to_change(work, actor_id, item_id, now)
    if item.state == "planned":
        await work.training_plans.set_item_state(item_id, "withdrawn", now)
        await work.reminders.cancel("training_course", item_id)
        await work.reminders.cancel("training_proposal", item_id)
        thing = ("training_item", item_id)
        await note(work, actor_id, year.organisation_id, "training.withdraw", thing, now)
    return plan


@whole
async def give(
    work: Work, actor_id: int, year_id: int, employee_id: int, now: datetime
) -> TrainingPlan:
    """Hands the plan in, also one with nothing in it. Raises `NotThere`, `Locked`."""
    year, employee, department_id = await place_of(work, actor_id, year_id, employee_id, now)
    plan = await _plan(work, year, employee, department_id, now)
    if plan.state != "draft":
        return plan
    if await is_unit_locked(work, year, department_id):
        raise Locked
    await work.training_plans.place(plan.id, department_id)
    await work.training_plans.set_state([plan.id], "given", now, now)
    await note(
        work, actor_id, year.organisation_id, "training.give", ("training_plan", plan.id), now
    )
    tie = await work.ties.of_employee(employee_id)
    if tie is not None:
        await ask_no_more(work, tie.person_id, "training_plan", year.id)
    return replace(plan, state="given", given_at=now)


def open_questions(item: TrainingItem, put_off: Iterable[str] = ()) -> tuple[Asked, ...]:
    """What is still to be asked of an item; `put_off`: what the person says later."""
    return tuple(each for each in still_open(planned_of(item.new)) if each not in put_off)


async def item_seen(
    work: Work, actor_id: int, item_id: int, now: datetime
) -> tuple[TrainingItem, TrainingPlan, TrainingYear]:
    """An item that the actor may see and say things of. Raises `NotThere`."""
    item = await work.training_plans.item(item_id)
    plan = None if item is None else await work.training_plans.get(item.plan_id)
    if item is None or plan is None:
        raise NotThere
    year, *_ = await place_of(work, actor_id, plan.year_id, plan.employee_id, now)
    return item, plan, year


async def item_to_change(
    work: Work, actor_id: int, item_id: int, now: datetime
) -> tuple[TrainingItem, TrainingPlan, TrainingYear]:
    """Raises `NotThere`, `Locked`."""
    item, plan, year = await item_seen(work, actor_id, item_id, now)
    if plan.department_id is not None and await is_unit_locked(work, year, plan.department_id):
        raise Locked
    return item, plan, year


async def place_of(
    work: Work, actor_id: int, year_id: int, employee_id: int, now: datetime
) -> tuple[TrainingYear, Employee, int | None]:
    """The year, the employee and their unit, where the actor may plan for them. Raises
    `NotThere`."""
    employee = await work.register.get(employee_id)
    if employee is None:
        raise NotThere
    year = await year_of(work, employee.organisation_id, year_id)
    held = await work.register.appointments([employee_id])
    lasting = [each for each in held if each.until is None or each.until >= today(now)]
    unit = main_units(lasting).get(employee_id)
    department_id = None if unit is None else unit.department_id
    may = await reach(work, actor_id, "plan", employee.organisation_id, now)
    if not may.covers(department_id, employee_id):
        raise NotThere
    return year, employee, department_id


async def _plan(
    work: Work, year: TrainingYear, employee: Employee, department_id: int | None, now: datetime
) -> TrainingPlan:
    held = await work.training_plans.of_employee(year.id, employee.id)
    return held or await work.training_plans.add(year.id, employee.id, department_id, now)


async def add_items(
    work: Work,
    actor_id: int,
    year: TrainingYear,
    employee: Employee,
    department_id: int | None,
    new: list[NewItem],
    now: datetime,
) -> list[TrainingItem]:
    """Puts items into somebody's plan; whoever calls has looked at the right. Raises `Locked`,
    `BadValue("items")`."""
    if await is_unit_locked(work, year, department_id):
        raise Locked
    plan = await _plan(work, year, employee, department_id, now)
    held = await work.training_plans.items([plan.id])
    if len([each for each in held if each.state != "withdrawn"]) + len(new) > MOST_ITEMS:
        raise BadValue("items", 0, MOST_ITEMS)
    added = [await work.training_plans.add_item(plan.id, each, now) for each in new]
    thing = ("training_plan", plan.id)
    await note(work, actor_id, year.organisation_id, "training.plan", thing, now, items=len(added))
    return added


async def is_unit_locked(work: Work, year: TrainingYear, department_id: int | None) -> bool:
    """Whether the unit's schedule is approved, so that its plans change by a revision only."""
    if department_id is None:
        return False
    documents = [
        each
        for each in await work.training_documents.of_year(year.id, "602-01")
        if each.department_id == department_id
    ]
    if not documents:
        return False
    return await is_settled(work, documents[-1])


async def is_settled(work: Work, schedule: TrainingDocument) -> bool:
    """Whether a unit's latest schedule holds: what is in it changes by a revision only."""
    if schedule.state != "open":
        return True
    passages = await work.training_documents.passages([schedule.id])
    return is_locked([(each.step, each.outcome) for each in passages[schedule.id]])


async def _last_year(work: Work, year: TrainingYear, employee_id: int) -> list[TrainingItem]:
    """The courses of the latest year before this one in which the employee had a plan."""
    for each in await work.training_years.of_organisation(year.organisation_id):
        if each.begins >= year.begins:
            continue
        plan = await work.training_plans.of_employee(each.id, employee_id)
        if plan is not None:
            items = await work.training_plans.items([plan.id])
            return [item for item in items if item.state != "withdrawn" and item.new.topic]
    return []


async def _lacks(
    work: Work, employee: Employee, year: TrainingYear, catalogue: Catalogue, now: datetime
) -> Shortfall | None:
    appointments = await work.register.appointments([employee.id])
    unit = main_units(
        [each for each in appointments if each.until is None or each.until >= today(now)]
    ).get(employee.id)
    position = None if unit is None else unit.position
    return lacks_of(catalogue, employee, position, today(now), year.ends)


def lacks_of(
    catalogue: Catalogue, employee: Employee, position: str | None, on: date, ends: date
) -> Shortfall | None:
    """What the norm of a post misses by `ends`, as far as the employer's list of courses is whole:
    of what it leaves open nothing follows."""
    known = employee.known
    courses = known.get("certificates")
    if position is None or not isinstance(courses, list):
        return None
    if not known.get("certificates_complete", True):
        return None
    held = []
    for each in courses:
        issued = each.get("issued")
        if each.get("hours") is None or not issued or len(issued) != len("2026-01-01"):
            return None
        held.append(Certificate(each.get("topic", ""), each["hours"], date.fromisoformat(issued)))
    return shortfall(catalogue, position, held, on, ends)
