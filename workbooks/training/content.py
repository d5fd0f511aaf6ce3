"""What the forms hold, as plain data: it is frozen as it stands when a document is approved.

None and "" are what nobody has said. Days are days, hours hours of one course, sums whole tenge.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from rules.training.vocabulary import (
    FundingSource,
    ItemState,
    NeedReason,
    Risk,
    StaffCategory,
    TrainingArea,
    TrainingForm,
    TrainingKind,
)

Standing = Literal["live", "draft", "approved", "snapshot"]
Presence = Literal["main", "beside", "left"]
"""Somebody counts in the unit of their main post, and not once they have left."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: `office` in both languages; `name`, `number` and `day` where it is done."""

    office_kk: str
    office_ru: str
    name: str = ""
    number: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """What every form says above its table. `unit` "": the whole organisation. `minutes`: number
    and day of the meeting. `digests`: of the documents that this one was made of."""

    form: TrainingForm
    organisation: str
    year: str
    made_on: date
    standing: Standing
    institute: str = ""
    unit: str = ""
    revision: int = 0
    minutes: str = ""
    minutes_on: date | None = None
    signatures: tuple[Signature, ...] = ()
    digests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Course:
    """A course that is behind somebody; `issued` as far as the day is said."""

    topic: str
    hours: int | None
    issued: str
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the register in a unit; degrees and titles None: not known, empty: known to be
    none."""

    name: str
    post: str
    staff: StaffCategory | None
    degrees: tuple[str, ...] | None
    titles: tuple[str, ...] | None
    last: Course | None
    presence: Presence = "main"


@dataclass(frozen=True, slots=True)
class Item:
    """What is planned. `month`, `quarter`: None where no day is said; `proof`: number of contract,
    specification or consent; `approval`: the head's, which the kind "other" needs."""

    topic: str
    state: ItemState
    kind: TrainingKind | None = None
    direction: str = ""
    area: TrainingArea | None = None
    subject: str = ""
    reason: NeedReason | None = None
    provider: str = ""
    place: str = ""
    begins: date | None = None
    ends: date | None = None
    to_month: bool = False
    month: int | None = None
    quarter: int | None = None
    hours: int | None = None
    cost: int | None = None
    source: FundingSource | None = None
    proof: str = ""
    trip: bool | None = None
    paper: str = ""
    risks: tuple[Risk, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """A person with what is planned for them, perhaps nothing."""

    person: Person
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class UnitSchedule:
    """The schedule of one unit; `institute` "" where the unit stands below none."""

    institute: str
    unit: str
    people: tuple[Planned, ...]


@dataclass(frozen=True, slots=True)
class Schedule:
    """Form 602-01 with one unit, form 602-05 with all, in the order of the tree."""

    heading: Heading
    units: tuple[UnitSchedule, ...]
    months: tuple[int, ...]
    """The months of the year of plans, in their order."""


@dataclass(frozen=True, slots=True)
class Education:
    """`level`: of the profile's vocabulary, or "higher" where no more is said."""

    level: str
    field: str = ""
    place: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Norm:
    """What one clause of the person's own position asks of courses: hours of one course on a topic,
    or of the courses of a year (`per` "year")."""

    topic: str
    hours: int
    per: str = "course"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the register as forms 602-02 and 602-03 show them. None: not known.

    `rate` in hundredths; `main_job`: whether they mainly work here; service in whole months;
    `hours`: of all courses of the last three years; `longest`: of the longest of them. `norms`
    empty: no norm is known, which is no norm of 0; `norms_met`: whether all of them are, each by
    one course, None: open. `planned`: hours planned for the year.
    """

    person: Person
    rate: int | None = None
    main_job: bool | None = None
    education: tuple[Education, ...] | None = None
    service: int | None = None
    service_here: int | None = None
    pedagogical: int | None = None
    subjects: str = ""
    competition_on: date | None = None
    until: date | None = None
    hours: int | None = None
    longest: int | None = None
    norms: tuple[Norm, ...] = ()
    norms_met: bool | None = None
    fits: bool | None = None
    lesson_mark: str = ""
    young: bool | None = None
    reasons: tuple[NeedReason, ...] = ()
    planned: int | None = None


@dataclass(frozen=True, slots=True)
class StaffUnit:
    """The people of one part of the staff in one unit; those `beside` counted elsewhere."""

    staff: StaffCategory | None
    institute: str
    unit: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Composition:
    """Form 602-02 or 602-03: its parts follow each other, each with its units."""

    heading: Heading
    units: tuple[StaffUnit, ...]


@dataclass(frozen=True, slots=True)
class UnitYear:
    """What a year came to in one unit. People by category of staff in the order of `STAFF_ORDER`,
    the one without last; sums and items by source, kind and cause likewise, the unsaid last.

    `planned`: items of the plan, of which `done`, done `otherwise`, `missed`; the rest is not told
    yet. `beyond`: done without having been planned. `trained`: people with a course behind them.
    `marks`: how many courses were given one, `marks_sum` their sum.
    """

    institute: str
    unit: str
    staff: tuple[int, ...]
    trained: int
    planned: int
    done: int
    otherwise: int
    missed: int
    beyond: int
    missed_by_cause: tuple[int, ...]
    hours_planned: int
    hours_done: int
    cost_planned: tuple[int, ...]
    spent: tuple[int, ...]
    kinds_planned: tuple[int, ...]
    kinds_done: tuple[int, ...]
    heard_in_time: int
    heard_late: int
    not_heard: int
    marks: int
    marks_sum: int
    recommended: int
    found: int
    closed: int
    not_attended: int
    ineffective: int
    left: int
    to_pay_back: int


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision of the management on the report (clause 11.6)."""

    words: str
    owner: str
    due: date
    done_on: date | None


@dataclass(frozen=True, slots=True)
class Annual:
    """Form 602-06. `before`: the same figures of the year before, summed; None where that year was
    not kept here. `later`: the decisions as they are since the report was signed, None: the same as
    then."""

    heading: Heading
    units: tuple[UnitYear, ...]
    before: UnitYear | None
    year_before: str
    decisions: tuple[Decision, ...]
    later: tuple[Decision, ...] | None = None
