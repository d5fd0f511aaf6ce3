"""The tables of what people plan to learn in a year, and of what became of it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from rules.training.vocabulary import (
    CAUSES,
    COURSE_OUTCOMES,
    FUNDING_SOURCES,
    ITEM_STATES,
    NEED_REASONS,
    PLAN_ORIGINS,
    PLAN_STATES,
    TRAINING_AREAS,
    TRAINING_KINDS,
    Cause,
    CourseOutcome,
    FundingSource,
    ItemState,
    NeedReason,
    PlanOrigin,
    PlanState,
    TrainingArea,
    TrainingKind,
)
from storage.tables.base import CASCADE, PERSON, Base, BigId, one_of, table_of
from storage.tables.deadlines import FILE_KINDS, FileKind
from storage.tables.organisations import DEPARTMENT, NAME_LENGTH, SET_NULL
from storage.tables.register import EMPLOYEE
from storage.tables.training import PAPER_LENGTH, YEAR

LONGEST_WORDS = 1000
"""Letters of what people write in sentences."""


@dataclass(frozen=True, slots=True)
class TrainingPlan:
    """What an employee plans for a year; one of each year. `department_id`: the unit whose schedule
    it is in, None once that department is removed."""

    id: int
    year_id: int
    employee_id: int
    department_id: int | None
    state: PlanState
    given_at: datetime | None
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class NewItem:
    """What is planned. None and "": not said, which is never taken for no or nought.

    `hours` 1 to 2000. `cost` in whole tenge. `to_month`: of the days only the month is known, they
    are its first and last. `paper`: what will prove it. `approved_by_head`: that the head has
    approved the grounds of the kind "other". `payback`: whether the contract has a clause on
    paying back. `unplanned`: done without having been planned. `fits`: whether it fits the subjects
    that the person teaches; `doubtful`: whether its organiser is.
    """

    origin: PlanOrigin
    topic: str = ""
    kind: TrainingKind | None = None
    direction: str = ""
    area: TrainingArea | None = None
    subject: str = ""
    reason: NeedReason | None = None
    provider: str = ""
    place: str = ""
    hours: int | None = None
    first_day: date | None = None
    last_day: date | None = None
    to_month: bool = False
    cost: int | None = None
    source: FundingSource | None = None
    contract_number: str = ""
    specification: str = ""
    consent_number: str = ""
    consent_on: date | None = None
    grounds: str = ""
    approved_by_head: bool = False
    trip: bool | None = None
    paper: str = ""
    payback: bool | None = None
    unplanned: bool = False
    fits: bool | None = None
    doubtful: bool | None = None


@dataclass(frozen=True, slots=True)
class TrainingItem:
    """An item of a plan with its number and state."""

    id: int
    plan_id: int
    state: ItemState
    new: NewItem
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class CourseResult:
    """What became of an item, one each.

    `hours`, `ended_on`, `spent`: as it was. `mark` 1 to 5, `judgement`: the person's, of the
    course. `heard_due`: the day by which it is heard; `heard_on`, `minutes_number`,
    `recommended`, `improvement`: what the unit decided, None and "" before; `skills_shown`: whether
    the person showed what the course taught and was not heard only. `in_register_at`:
    when the course was entered in the employer's record; `in_own_at`: in the person's own.
    """

    id: int
    item_id: int
    outcome: CourseOutcome
    cause: Cause | None
    why: str
    hours: int | None
    ended_on: date | None
    spent: int | None
    mark: int | None
    judgement: str
    file_id: str | None
    file_kind: FileKind | None
    told_at: datetime
    heard_due: date | None
    heard_on: date | None
    minutes_number: str
    recommended: bool | None
    improvement: str
    heard_by: int | None
    in_register_at: datetime | None
    in_own_at: datetime | None
    skills_shown: bool | None = None


PLAN = "training_plan.id"
ITEM = "training_item.id"


class TrainingPlanRow(Base, table=True):
    __tablename__ = "training_plan"
    __table_args__ = (
        UniqueConstraint("year_id", "employee_id"),
        one_of("state", PLAN_STATES),
        Index("ix_training_plan_employee_id", "employee_id"),
        Index("ix_training_plan_department_id", "department_id"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    year_id: int = Field(sa_type=BigId, foreign_key=YEAR, ondelete=CASCADE)
    employee_id: int = Field(sa_type=BigId, foreign_key=EMPLOYEE, ondelete=CASCADE)
    department_id: int | None = Field(sa_type=BigId, foreign_key=DEPARTMENT, ondelete=SET_NULL)
    state: str = Field(max_length=8)
    given_at: datetime | None
    changed_at: datetime


class TrainingItemRow(Base, table=True):
    __tablename__ = "training_item"
    __table_args__ = (
        one_of("state", ITEM_STATES),
        one_of("origin", PLAN_ORIGINS),
        one_of("kind", TRAINING_KINDS),
        one_of("area", TRAINING_AREAS),
        one_of("reason", NEED_REASONS),
        one_of("source", FUNDING_SOURCES),
        Index("ix_training_item_plan_id", "plan_id"),
        Index("ix_training_item_last_day", "last_day"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    plan_id: int = Field(sa_type=BigId, foreign_key=PLAN, ondelete=CASCADE)
    state: str = Field(max_length=9)
    origin: str = Field(max_length=9)
    topic: str = Field(max_length=NAME_LENGTH)
    kind: str | None = Field(max_length=13)
    direction: str = Field(max_length=NAME_LENGTH)
    area: str | None = Field(max_length=10)
    subject: str = Field(max_length=NAME_LENGTH)
    reason: str | None = Field(max_length=18)
    provider: str = Field(max_length=NAME_LENGTH)
    place: str = Field(max_length=NAME_LENGTH)
    hours: int | None
    first_day: date | None
    last_day: date | None
    to_month: bool
    cost: int | None = Field(sa_type=BigId)
    source: str | None = Field(max_length=10)
    contract_number: str = Field(max_length=PAPER_LENGTH)
    specification: str = Field(max_length=PAPER_LENGTH)
    consent_number: str = Field(max_length=PAPER_LENGTH)
    consent_on: date | None
    grounds: str = Field(max_length=LONGEST_WORDS)
    approved_by_head: bool
    trip: bool | None
    paper: str = Field(max_length=NAME_LENGTH)
    payback: bool | None
    unplanned: bool
    changed_at: datetime
    fits: bool | None
    doubtful: bool | None


class CourseResultRow(Base, table=True):
    __tablename__ = "course_result"
    __table_args__ = (
        UniqueConstraint("item_id"),
        one_of("outcome", COURSE_OUTCOMES),
        one_of("cause", CAUSES),
        one_of("file_kind", FILE_KINDS),
        CheckConstraint("mark BETWEEN 1 AND 5", name="mark"),
        Index("ix_course_result_heard_by", "heard_by"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    item_id: int = Field(sa_type=BigId, foreign_key=ITEM, ondelete=CASCADE)
    outcome: str = Field(max_length=9)
    cause: str | None = Field(max_length=16)
    why: str = Field(max_length=LONGEST_WORDS)
    hours: int | None
    ended_on: date | None
    spent: int | None = Field(sa_type=BigId)
    mark: int | None
    judgement: str = Field(max_length=LONGEST_WORDS)
    file_id: str | None = Field(max_length=200)
    file_kind: str | None = Field(max_length=8)
    told_at: datetime
    heard_due: date | None
    heard_on: date | None
    minutes_number: str = Field(max_length=PAPER_LENGTH)
    recommended: bool | None
    improvement: str = Field(max_length=LONGEST_WORDS)
    heard_by: int | None = Field(sa_type=BigId, foreign_key=PERSON, ondelete=SET_NULL)
    in_register_at: datetime | None
    in_own_at: datetime | None
    skills_shown: bool | None


training_plan = table_of(TrainingPlanRow)
training_item = table_of(TrainingItemRow)
course_result = table_of(CourseResultRow)
