"""Forms 602-02 and 602-03: the staff as it is on a day, from the register alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Final

from cases.training_forms.known_courses import hours_of_years, known_courses, longest_of_years
from cases.training_forms.schedules import PlansOfYear, day_of, plans_of_year
from cases.training_forms.staff import Post, person_of, staff_on
from rules.norms.catalog import Catalogue
from rules.training.course_norm import course_norm
from rules.training.need import need_reasons
from rules.training.vocabulary import NEED_REASONS, NeedReason, StaffCategory
from rules.vocabulary import Json
from storage.database import Work
from storage.tables.register import WHOLE_RATE
from storage.tables.training import TrainingYear
from storage.tables.training_needs import EmployeeNeed, head_said
from workbooks.training.content import Education, Member, Norm, StaffUnit

PARTS: Final[dict[str, tuple[StaffCategory | None, ...]]] = {
    "602-02": ("administrative", "support", "service", None),
    "602-03": ("teaching", "research"),
}
"""Which staff is in which form, its parts in their order (R705)."""
MONTHS: Final = 12


async def staff_units(
    work: Work,
    catalogue: Catalogue,
    organisation_id: int,
    year: TrainingYear,
    form: str,
    now: datetime,
    places: Collection[int] | None = None,
) -> tuple[StaffUnit, ...]:
    """The parts of the form with their units. `places`: of these departments only."""
    on = day_of(year, now)
    staff = await staff_on(work, organisation_id, on)
    plans = await plans_of_year(work, year)
    known = {unit.number for unit in staff.units}
    held: dict[tuple[StaffCategory | None, int | None], list[Member]] = defaultdict(list)
    for post in staff.posts:
        place = post.appointment.department_id
        place = place if place in known else None
        if places is None or place in places:
            key = (post.appointment.staff, place)
            held[key].append(member_of(post, plans, catalogue, on))
    return tuple(
        StaffUnit(category, unit.institute, unit.name, tuple(members))
        for category in PARTS[form]
        for unit in staff.units
        if (members := held.get((category, unit.number)))
    )


def member_of(post: Post, plans: PlansOfYear, catalogue: Catalogue, on: date) -> Member:
    """All that the register says of somebody in a post, with the norm of that post, and what was
    entered of them for the year."""
    known, held = post.employee.known, post.appointment
    courses = known_courses(known)
    norm = course_norm(catalogue, held.position, courses, on)
    service = known.get("experience") or {}
    need = plans.needs.get(post.employee.id)
    return Member(
        person=person_of(post, "main" if post.main else "beside"),
        rate=held.rate,
        main_job=_main_job(post),
        education=_education(known),
        service=_until(service.get("total"), known, on),
        service_here=None if held.since is None else _months(held.since, on),
        pedagogical=_until(service.get("scientific_pedagogical"), known, on),
        subjects="" if need is None else need.subjects,
        competition_on=held.competition_on,
        until=held.until,
        hours=hours_of_years(courses, on),
        longest=longest_of_years(courses, on),
        norms=tuple(Norm(need.topic, need.hours, need.per) for need in norm.needs),
        norms_met=norm.met,
        fits=None if need is None else need.fits,
        lesson_mark="" if need is None else need.lesson_mark,
        young=None if need is None else need.young,
        reasons=_reasons(post, plans, need, short=norm.met is False),
        planned=_planned(post, plans),
    )


def _main_job(post: Post) -> bool | None:
    """Beside another post it is part-time; a rate of less than a whole post leaves it open."""
    if not post.main:
        return False
    rate = post.appointment.rate
    return True if rate is not None and rate >= WHOLE_RATE else None


def _education(known: Json) -> tuple[Education, ...] | None:
    said = known.get("education")
    if not isinstance(said, list):
        return None
    return tuple(
        Education(
            level=str(each["level"]),
            field=str(each.get("field") or ""),
            place=str(each.get("place") or ""),
            year=each.get("year"),
        )
        for each in said
    )


def _until(counted: object, known: Json, on: date) -> int | None:
    """Service that was counted on a day and went on since. Unknown without that day."""
    as_of = known.get("as_of")
    if not isinstance(counted, int) or not as_of:
        return None
    return counted + max(0, _months(date.fromisoformat(str(as_of)), on))


def _months(since: date, on: date) -> int:
    """Whole months from a day to another."""
    return (on.year - since.year) * MONTHS + on.month - since.month - (on.day < since.day)


def _reasons(
    post: Post, plans: PlansOfYear, need: EmployeeNeed | None, *, short: bool
) -> tuple[NeedReason, ...]:
    """What the norm says, what was entered of the person, what the plan names."""
    named: Sequence[NeedReason | None] = []
    plan = plans.plans.get(post.employee.id)
    if plan is not None and post.main:
        named = [each.new.reason for each in plans.items.get(plan.id, ())]
    found = {*named, *need_reasons(head_said(need), misses=short, long_ago=None)}
    return tuple(reason for reason in NEED_REASONS if reason in found)


def _planned(post: Post, plans: PlansOfYear) -> int | None:
    """Hours planned for the year; None: there is no plan, or an item names none."""
    plan = plans.plans.get(post.employee.id)
    if plan is None or not post.main:
        return None
    hours = [each.new.hours for each in plans.items.get(plan.id, ()) if not each.new.unplanned]
    return None if None in hours else sum(each or 0 for each in hours)
