"""Forms 602-01 and 602-05: what is planned for whom, unit by unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from cases.training_forms.staff import Post, Staff, main_of, person_of, staff_on
from rules.dates import today
from rules.training.planned import Leaving, risks_of
from rules.training.planned import Planned as Said
from rules.training.vocabulary import Risk
from storage.database import Work
from storage.tables.register import Appointment
from storage.tables.training import TrainingYear
from storage.tables.training_needs import EmployeeNeed
from storage.tables.training_plans import CourseResult, NewItem, TrainingItem, TrainingPlan
from workbooks.training import names
from workbooks.training.content import Item, Planned, UnitSchedule

MONTHS_OF_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class PlansOfYear:
    """The plans of a year with their items, without those that were taken off, and what became of
    the items. `approved`: the units whose schedule is. `needs`: what heads or HR entered of
    people for the year."""

    year: TrainingYear
    plans: Mapping[int, TrainingPlan]
    items: Mapping[int, Sequence[TrainingItem]]
    results: Mapping[int, CourseResult]
    approved: frozenset[int | None]
    needs: Mapping[int, EmployeeNeed]


def day_of(year: TrainingYear, now: datetime) -> date:
    """The day whose register a form of the year shows: today, once the year is over its last."""
    return min(today(now), year.ends)


def months_of(year: TrainingYear) -> tuple[int, ...]:
    first = year.begins.month
    return tuple((first - 1 + n) % MONTHS_OF_A_YEAR + 1 for n in range(MONTHS_OF_A_YEAR))


def quarter_of(year: TrainingYear, day: date) -> int:
    """By the days of the quarters as they were entered; what comes after the last is in it."""
    before = sum(end < day for end in year.quarters)
    return min(before + 1, 4)


async def plans_of_year(work: Work, year: TrainingYear) -> PlansOfYear:
    """By employee for plans and needs, by plan for items, by item for results."""
    plans = {each.employee_id: each for each in await work.training_plans.of_year(year.id)}
    items: dict[int, list[TrainingItem]] = defaultdict(list)
    for each in await work.training_plans.items([plan.id for plan in plans.values()]):
        if each.state != "withdrawn":
            items[each.plan_id].append(each)
    numbers = [each.id for held in items.values() for each in held]
    documents = await work.training_documents.of_year(year.id, "602-01")
    approved = frozenset(each.department_id for each in documents if each.state == "approved")
    results = await work.training_plans.results(numbers)
    needs = await work.training_needs.of_year(year.id)
    return PlansOfYear(year, plans, items, results, approved, needs)


async def with_leavers(work: Work, organisation_id: int, plans: PlansOfYear, on: date) -> Staff:
    """Everybody of the day, and whoever has left since but has something planned."""
    staff = await staff_on(work, organisation_id, on)
    here = staff.main
    gone = [
        number
        for number, plan in plans.plans.items()
        if number not in here and plans.items.get(plan.id)
    ]
    held: dict[int, list[Appointment]] = defaultdict(list)
    for each in await work.register.appointments(gone):
        held[each.employee_id].append(each)
    left = [
        Post(staff.employees[number], main_of(appointments), False)
        for number, appointments in held.items()
    ]
    return Staff(staff.employees, [*(p for p in staff.posts if p.main), *left], staff.units)


async def unit_schedules(
    work: Work,
    organisation_id: int,
    year: TrainingYear,
    now: datetime,
    places: Collection[int] | None = None,
    *,
    approving: Collection[int] = (),
) -> tuple[UnitSchedule, ...]:
    """The schedule of every unit that has people or plans; `places`: of these departments only;
    `approving`: those whose schedule is being approved now."""
    on = day_of(year, now)
    plans = await plans_of_year(work, year)
    plans = replace(plans, approved=plans.approved | frozenset(approving))
    staff = await with_leavers(work, organisation_id, plans, on)
    people = people_by_unit(staff, plans)
    return tuple(
        UnitSchedule(unit.institute, unit.name, tuple(_planned(p, plans, on) for p in here))
        for unit in staff.units
        if (here := people.get(unit.number)) and (places is None or unit.number in places)
    )


def people_by_unit(staff: Staff, plans: PlansOfYear) -> dict[int | None, list[Post]]:
    """Everybody in the unit in whose schedule their plan is; without a plan in that of their
    main post."""
    known = {unit.number for unit in staff.units}
    found: dict[int | None, list[Post]] = defaultdict(list)
    for post in staff.posts:
        plan = plans.plans.get(post.employee.id)
        place = post.appointment.department_id
        if plan is not None and plan.department_id is not None:
            place = plan.department_id
        found[place if place in known else None].append(post)
    return found


def _planned(post: Post, plans: PlansOfYear, on: date) -> Planned:
    plan = plans.plans.get(post.employee.id)
    items = () if plan is None else plans.items.get(plan.id, ())
    approved = plan is not None and plan.department_id in plans.approved
    return Planned(
        person_of(post, "main" if post.main else "left"),
        tuple(
            _item(each, post, plans, on, approved=approved)
            for each in items
            if not each.new.unplanned
        ),
    )


def _item(item: TrainingItem, post: Post, plans: PlansOfYear, on: date, *, approved: bool) -> Item:
    new, result = item.new, plans.results.get(item.id)
    begins = new.first_day
    return Item(
        topic=new.topic,
        state=item.state,
        kind=new.kind,
        direction=new.direction,
        area=new.area,
        subject=new.subject,
        reason=new.reason,
        provider=new.provider,
        place=new.place,
        begins=begins,
        ends=new.last_day,
        to_month=new.to_month,
        month=None if begins is None else begins.month,
        quarter=None if begins is None else quarter_of(plans.year, begins),
        hours=new.hours,
        cost=new.cost,
        source=new.source,
        proof=_proof(new),
        trip=new.trip,
        paper=new.paper,
        risks=_risks(item, post, plans, on, approved=approved),
        why=_why(result),
    )


def _proof(new: NewItem) -> str:
    """Numbers of contract, specification and consent, and the grounds of the kind "other"."""
    consent = new.consent_number
    if consent and new.consent_on is not None:
        consent = f"{consent} ({new.consent_on:%d.%m.%Y})"
    parts = (new.contract_number, new.specification, consent, new.grounds)
    return "\n".join(part for part in parts if part)


def _why(result: CourseResult | None) -> str:
    if result is None:
        return ""
    cause = "" if result.cause is None else names.CAUSES[result.cause].line
    return "\n".join(part for part in (cause, result.why) if part)


def _risks(
    item: TrainingItem, post: Post, plans: PlansOfYear, on: date, *, approved: bool
) -> tuple[Risk, ...]:
    new, result = item.new, plans.results.get(item.id)
    said = Said(
        topic=new.topic, kind=new.kind, area=new.area, reason=new.reason, hours=new.hours,
        first_day=new.first_day, last_day=new.last_day, place=new.place, cost=new.cost,
        source=new.source, fits=new.fits, doubtful=new.doubtful,
    )  # fmt: skip
    found = risks_of(
        said,
        Leaving(post.appointment.competition_on, new.payback),
        on,
        approved=approved,
        approve_by=plans.year.meetings_due,
        mark=None if result is None else result.mark,
    )
    return tuple(risk for risk in names.RISKS if risk in found)
