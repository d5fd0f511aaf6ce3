"""The head's analysis before the meeting (clause 7.3): who needs a course and why, as it stands,
and as it was when the unit approved its schedule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from cases.errors import NotThere
from cases.rights import require
from cases.training.holders import main_units
from cases.training.plans import lacks_of
from cases.training.units import UnitView, units_of
from cases.training.years import year_of
from cases.training_forms.known_courses import hours_of_years, known_courses
from cases.training_forms.staff import last_course
from rules.dates import today
from rules.norms.catalog import Catalogue
from rules.once import once
from rules.training.course_norm import course_norm
from rules.training.need import (
    HeadSaid,
    Missing,
    NeedStanding,
    missing,
    need_reasons,
    need_standing,
)
from rules.training.vocabulary import ItemState, NeedReason, StaffCategory
from rules.vocabulary import DEGREES, Json
from storage.database import Work
from storage.tables.register import Appointment, Employee
from storage.tables.training import TrainingDocument, TrainingYear
from storage.tables.training_needs import EmployeeNeed, Proposal, ProposalAnswer, head_said
from storage.tables.training_plans import TrainingItem
from workbooks.training.content import Course, Norm

KEPT: Final = "analysis"
"""Where the note stands among what is frozen with a schedule."""
ORDER: Final[tuple[NeedStanding, ...]] = ("never", "short", "open", "no_norm", "fine")


@dataclass(frozen=True, slots=True)
class Past:
    """What became of the courses of the year before; those that nobody told of are in none."""

    planned: int
    done: int
    otherwise: int
    missed: int


@dataclass(frozen=True, slots=True)
class Proposed:
    """A course that was proposed for the year; `answer` None: the person has not answered."""

    item: int
    answer: ProposalAnswer | None
    reason: str


@dataclass(frozen=True, slots=True)
class PersonNeed:
    """One person of a unit. None and "" are what nobody knows.

    `missing`: what one course has to have for the norm to hold to the end of the year; `norms`
    empty: none is known for the post. `past` None: no plan the year before. `hours`: planned for
    the year by courses that are not taken out. `covered`: something planned answers the need.
    """

    employee: int
    name: str
    post: str
    staff: StaffCategory | None
    standing: NeedStanding
    missing: Missing | None
    norms: tuple[Norm, ...]
    has_degree: bool | None
    trained: bool | None
    last: Course | None
    past: Past | None
    subjects: str
    lesson_mark: str
    said: HeadSaid
    reasons: tuple[NeedReason, ...]
    hours: int
    covered: bool
    proposed: tuple[Proposed, ...]

    @property
    def asks(self) -> bool:
        """Whether a course is to be proposed: there is a reason, nothing is planned for it, and
        none was declined."""
        declined = any(each.answer == "declined" for each in self.proposed)
        return bool(self.reasons) and not self.covered and not declined


@dataclass(frozen=True, slots=True)
class UnitNeed:
    """A unit on a day, whoever misses most first. `year_before`: the label of the year that `past`
    is about, "" where none is known here."""

    department_id: int
    name: str
    year: str
    year_before: str
    made_on: date
    people: tuple[PersonNeed, ...]

    def count(self, standing: NeedStanding) -> int:
        return sum(each.standing == standing for each in self.people)

    @property
    def asking(self) -> tuple[PersonNeed, ...]:
        return tuple(each for each in self.people if each.asks)


async def analysis_seen(
    work: Work,
    actor_id: int,
    organisation_id: int,
    year_id: int,
    department_id: int,
    catalogue: Catalogue,
    now: datetime,
) -> tuple[UnitNeed, UnitView]:
    """For heads, deputies and HR. Raises `NotAllowed`, `NotThere`."""
    await require(work, actor_id, "plan", organisation_id, now, department_id=department_id)
    year = await year_of(work, organisation_id, year_id)
    unit = next(
        (each for each in await units_of(work, year, now) if each.department_id == department_id),
        None,
    )
    if unit is None:
        raise NotThere
    return await analysis_of(work, year, unit, catalogue, now), unit


async def analysis_of(
    work: Work, year: TrainingYear, unit: UnitView, catalogue: Catalogue, now: datetime
) -> UnitNeed:
    """Whoever calls has looked at the right."""
    people = [each for each, _ in unit.people]
    numbers = [each.id for each in people]
    held = await work.register.appointments(numbers)
    posts = main_units(each for each in held if each.until is None or each.until >= today(now))
    said = await work.training_needs.of_year(year.id)
    items = await _items(work, year, numbers)
    proposals = await work.training_needs.proposals([e.id for each in items.values() for e in each])
    before = await year_before_of(work, year)
    past = {} if before is None else await _items(work, before, numbers)
    found = [
        _person(
            each,
            posts.get(each.id),
            said.get(each.id),
            [(item, proposals.get(item.id)) for item in items.get(each.id, ())],
            _past(past[each.id]) if each.id in past else None,
            catalogue,
            today(now),
            year.ends,
        )
        for each in people
    ]
    found.sort(key=_by_shortfall)
    label = "" if before is None else before.label
    return UnitNeed(
        unit.department_id, unit.name, year.label, label, today(now), tuple(found)
    )  # fmt: skip


def _by_shortfall(each: PersonNeed) -> tuple[int, int, int, str, int]:
    hours = 0 if each.missing is None else each.missing.hours
    return -hours, ORDER.index(each.standing), -len(each.reasons), each.name, each.employee


async def year_before_of(work: Work, year: TrainingYear) -> TrainingYear | None:
    years = await work.training_years.of_organisation(year.organisation_id)
    return next((each for each in years if each.begins < year.begins), None)


async def _items(
    work: Work, year: TrainingYear, employees: Sequence[int]
) -> dict[int, list[TrainingItem]]:
    """The items of each employee who has a plan of the year, withdrawn ones too."""
    wanted = set(employees)
    owner = {
        each.id: each.employee_id
        for each in await work.training_plans.of_year(year.id)
        if each.employee_id in wanted
    }
    found: dict[int, list[TrainingItem]] = {employee: [] for employee in owner.values()}
    for item in await work.training_plans.items(owner):
        found[owner[item.plan_id]].append(item)
    return found


def _past(items: Sequence[TrainingItem]) -> Past:
    counted: Counter[ItemState] = Counter(each.state for each in items if not each.new.unplanned)
    planned = sum(counted.values()) - counted["withdrawn"]
    return Past(planned, counted["done"], counted["otherwise"], counted["missed"])


def _person(
    employee: Employee,
    post: Appointment | None,
    need: EmployeeNeed | None,
    items: Sequence[tuple[TrainingItem, Proposal | None]],
    past: Past | None,
    catalogue: Catalogue,
    on: date,
    ends: date,
) -> PersonNeed:
    position = None if post is None else post.position
    courses = known_courses(employee.known)
    norm = course_norm(catalogue, position, courses, on)
    lacks = lacks_of(catalogue, employee, position, on, ends)
    standing, said = need_standing(norm, lacks, courses), head_said(need)
    hours = hours_of_years(courses, on)
    trained = None if hours is None else hours > 0
    misses = missing(norm, lacks)
    # Of whoever was never trained the missing hours say it all.
    untrained = trained is False and not (standing == "never" and misses is not None)
    reasons = need_reasons(said, misses=misses is not None, long_ago=untrained)
    planned = [item for item, _ in items if item.state != "withdrawn"]
    return PersonNeed(
        employee=employee.id,
        name=employee.name,
        post="" if post is None else post.post,
        staff=None if post is None else post.staff,
        standing=standing,
        missing=misses,
        norms=tuple(Norm(each.topic, each.hours, each.per) for each in norm.needs),
        has_degree=_has_degree(employee.known),
        trained=trained,
        last=last_course(employee.known),
        past=past,
        subjects="" if need is None else need.subjects,
        lesson_mark="" if need is None else need.lesson_mark,
        said=said,
        reasons=reasons,
        hours=sum(each.new.hours or 0 for each in planned),
        covered=any(_answers(each, reasons, misses) for each in planned),
        proposed=tuple(
            Proposed(each.item_id, each.answer, each.reason)
            for _, each in items
            if each is not None
        ),
    )


def _answers(item: TrainingItem, reasons: Sequence[NeedReason], misses: Missing | None) -> bool:
    """Whether a planned course is there for the need: it names one of the reasons, or has the hours
    that the norm misses."""
    if item.new.reason in reasons:
        return True
    return misses is not None and (item.new.hours or 0) >= misses.hours


def _has_degree(known: Mapping[str, Any]) -> bool | None:
    said = known.get("degrees")
    if not isinstance(said, list):
        return None
    held = {each.get("degree") if isinstance(each, dict) else each for each in said}
    return bool(held & set(DEGREES))


def note_of(unit: UnitNeed) -> Json:
    """The note of analysis as it is kept with a schedule."""
    kept: Json = _adapter().dump_python(unit, mode="json")
    return kept


async def kept_analysis(
    work: Work, actor_id: int, organisation_id: int, document_id: int, now: datetime
) -> tuple[UnitNeed, TrainingDocument]:
    """The note as it was when the unit approved its schedule. Raises `NotAllowed`, `NotThere`."""
    document = await work.training_documents.get(document_id)
    if document is None or document.department_id is None:
        raise NotThere
    await year_of(work, organisation_id, document.year_id)
    place = document.department_id
    await require(work, actor_id, "plan", organisation_id, now, department_id=place)
    found = thawed_note(document)
    if found is None:
        raise NotThere
    return found, document


def thawed_note(document: TrainingDocument | None) -> UnitNeed | None:
    """None: nothing is kept, or not in this shape."""
    if document is None or document.figures is None or KEPT not in document.figures:
        return None
    try:
        found: UnitNeed = _adapter().validate_python(document.figures[KEPT])
    except ValidationError:
        return None
    return found


@once
def _adapter() -> TypeAdapter[UnitNeed]:
    return TypeAdapter(UnitNeed)
