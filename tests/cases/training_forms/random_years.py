"""Random years of an organisation, written row by row, for what the forms say of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Final

from hypothesis import strategies as st

from rules.training.vocabulary import (
    CAUSES,
    FUNDING_SOURCES,
    ITEM_STATES,
    STAFF_CATEGORIES,
    TRAINING_KINDS,
    Cause,
    FundingSource,
    ItemState,
    StaffCategory,
    TrainingKind,
)
from storage.database import Work
from storage.tables.organisations import Organisation
from storage.tables.register import Appointment
from storage.tables.training import TrainingYear
from storage.tables.training_plans import CourseResult, NewItem
from tests.cases.college import NOW, TODAY

DAYS: Final = (date(2026, 1, 1), date(2026, 12, 31))
QUARTERS: Final = (date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31))
NUMBERS: Final = count(1)


@dataclass(frozen=True)
class Post:
    """`place`: 0 none, 1 an institute, 2 and 3 its chairs, 4 a department outside of it."""

    place: int
    staff: StaffCategory | None
    over: bool


@dataclass(frozen=True)
class Course:
    state: ItemState
    kind: TrainingKind | None
    source: FundingSource | None
    hours: int | None
    cost: int | None
    first: date | None
    unplanned: bool
    mark: int | None
    cause: Cause | None
    spent: int | None
    trip: bool | None


@dataclass(frozen=True)
class Somebody:
    posts: tuple[Post, ...]
    plan: tuple[Course, ...] | None
    other_unit: bool


posts = st.builds(
    Post, st.integers(0, 4), st.none() | st.sampled_from(STAFF_CATEGORIES), st.booleans()
)
courses = st.builds(
    Course,
    state=st.sampled_from(ITEM_STATES),
    kind=st.none() | st.sampled_from(TRAINING_KINDS),
    source=st.none() | st.sampled_from(FUNDING_SOURCES),
    hours=st.none() | st.integers(1, 300),
    cost=st.none() | st.integers(0, 500_000),
    first=st.none() | st.dates(DAYS[0], DAYS[1] - timedelta(days=5)),
    unplanned=st.booleans(),
    mark=st.none() | st.integers(1, 5),
    cause=st.none() | st.sampled_from(CAUSES),
    spent=st.none() | st.integers(0, 500_000),
    trip=st.none() | st.booleans(),
)
courses_of_a_person = st.lists(courses, max_size=3)
somebody = st.builds(
    Somebody,
    posts=st.lists(posts, max_size=2).map(tuple),
    plan=st.none() | st.lists(courses, max_size=3).map(tuple),
    other_unit=st.booleans(),
)
years = st.lists(somebody, max_size=8)


async def written(work: Work, people: list[Somebody]) -> tuple[Organisation, TrainingYear]:
    """The people in an organisation of their own, with a year of plans."""
    organisation = await work.organisations.add(f"Үлгі {next(NUMBERS)}", NOW)
    assert organisation is not None
    here = organisation.id
    places: list[int | None] = [None]
    for name, kind, above in (
        ("Институт", "institute", 0), ("К1", "chair", 1), ("К2", "chair", 1),
        ("Бөлім", "department", 0),
    ):  # fmt: skip
        parent = places[above]
        made = await work.organisations.add_department(here, name, NOW, kind, parent)  # type: ignore[arg-type]
        assert made is not None
        places.append(made.id)
    year = await _year(work, here, 2026)
    for number, each in enumerate(people):
        await add_person(work, year, places, f"Мысал {number}", each)
    return organisation, year


async def _year(work: Work, organisation: int, number: int) -> TrainingYear:
    days, quarters = ([day.replace(year=number) for day in held] for held in (DAYS, QUARTERS))
    new = TrainingYear(
        0, organisation, str(number), "calendar", days[0], days[1], None, None, tuple(quarters),
        None, None, NOW,
    )  # fmt: skip
    return await work.training_years.add(new)


async def year_before(
    work: Work, year: TrainingYear, plans: list[list[Course]], number: int
) -> TrainingYear:
    """A year before of the same people, with other plans."""
    earlier = await _year(work, year.organisation_id, number)
    employees = [plan.employee_id for plan in await work.training_plans.of_year(year.id)]
    for employee, courses in zip(employees, plans, strict=False):
        plan = await work.training_plans.add(earlier.id, employee, None, NOW)
        for course in courses:
            await _add_course(work, plan.id, course)
    return earlier


async def add_person(
    work: Work, year: TrainingYear, places: list[int | None], name: str, each: Somebody
) -> None:
    [employee] = await work.register.add(year.organisation_id, [("", name, {})], NOW)
    await work.register.appoint([
        Appointment(0, employee, places[post.place], None, "лауазым", post.staff, 100, None,
                    TODAY - timedelta(days=9) if post.over else None, None)
        for post in each.posts
    ])  # fmt: skip
    if each.plan is None:
        return
    place = places[4] if each.other_unit else places[each.posts[0].place] if each.posts else None
    plan = await work.training_plans.add(year.id, employee, place, NOW)
    for course in each.plan:
        await _add_course(work, plan.id, course)


async def _add_course(work: Work, plan_id: int, course: Course) -> None:
    last = None if course.first is None else course.first + timedelta(days=3)
    new = NewItem(
        origin="typed", topic="=1+1", kind=course.kind, hours=course.hours,
        first_day=course.first, last_day=last, cost=course.cost, source=course.source,
        trip=course.trip, unplanned=course.unplanned,
    )  # fmt: skip
    item = await work.training_plans.add_item(plan_id, new, NOW)
    await work.training_plans.set_item_state(item.id, course.state, NOW)
    if course.state in ("done", "otherwise", "missed"):
        missed = course.state == "missed"
        await work.training_plans.add_result(
            CourseResult(
                id=0, item_id=item.id, outcome="missed" if missed else "done",
                cause=course.cause if missed else None, why="", hours=course.hours, ended_on=last,
                spent=course.spent, mark=course.mark, judgement="", file_id=None, file_kind=None,
                told_at=NOW, heard_due=None, heard_on=None, minutes_number="", recommended=None,
                improvement="", heard_by=None, in_register_at=None, in_own_at=None,
            )
        )  # fmt: skip
