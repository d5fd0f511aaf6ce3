"""The tables that lists of the register are read from: how each post of each employee stands.

All of it is worked out of the register and may be worked out anew at any time; nothing here is the
answer of a check.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from sqlalchemy import Index, PrimaryKeyConstraint
from sqlmodel import Field

from rules.roster.lacking import ClauseStanding, ClauseState
from rules.training.vocabulary import STAFF_CATEGORIES, StaffCategory
from storage.json_column import JsonText
from storage.tables.base import CASCADE, Base, BigId, one_of, table_of
from storage.tables.organisations import DEPARTMENT, NAME_KEY, ORGANISATION, SET_NULL
from storage.tables.register import EMPLOYEE

LineState = Literal["short", "open", "nothing_short", "not_judged"]
FigureSubject = Literal["category", "education", "training"]

LINE_STATES: tuple[str, ...] = get_args(LineState)
CLAUSE_STATES: tuple[str, ...] = get_args(ClauseState)
FIGURE_SUBJECTS: tuple[str, ...] = get_args(FigureSubject)


@dataclass(frozen=True, slots=True)
class StaffLine:
    """One post of an employee as the employer's record says it on the day `judged_on`.

    `name_key`: the name for sorting and searching, the same in both databases. `state`:
    "nothing_short" where nothing is surely short and nothing open; "not_judged" where the post is
    none of the catalogue. `category_ends`, `training_ends`: the last day of the category, and the
    last day on which the courses do; None: not known or none. `profile_education`, `trained`
    (a course within three years): None where the record does not say.
    """

    appointment_id: int
    organisation_id: int
    employee_id: int
    department_id: int | None
    name_key: str
    position: str | None
    staff: StaffCategory | None
    since: date | None
    until: date | None
    state: LineState
    category: str | None
    category_ends: date | None
    training_ends: date | None
    profile_education: bool | None
    trained: bool | None
    judged_on: date


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line with the clauses that it tells of."""

    line: StaffLine
    clauses: tuple[ClauseStanding, ...]


@dataclass(frozen=True, slots=True)
class FigureLine:
    """What the year's figures count of one post; see `StaffLine`."""

    department_id: int | None
    employee_id: int
    category: str | None
    profile_education: bool | None
    trained: bool | None


@dataclass(frozen=True, slots=True)
class Figure:
    """How many people of a department and those below it (`department_id` of the root: of all) had
    this value in a year; as of `taken_on`, the last day of the year that it was counted on."""

    department_id: int
    year: int
    subject: FigureSubject
    value: str
    people: int
    taken_on: date


APPOINTMENT = "appointment.id"


class StaffLineRow(Base, table=True):
    __tablename__ = "staff_line"
    __table_args__ = (
        one_of("staff", STAFF_CATEGORIES),
        one_of("state", LINE_STATES),
        Index("ix_staff_line_organisation_id_name_key", "organisation_id", "name_key",
              "employee_id"),
        Index("ix_staff_line_employee_id", "employee_id"),
        Index("ix_staff_line_department_id", "department_id"),
        Index("ix_staff_line_judged_on", "judged_on"),
    )  # fmt: skip

    appointment_id: int = Field(
        sa_type=BigId,
        primary_key=True,
        foreign_key=APPOINTMENT,
        ondelete=CASCADE,
        sa_column_kwargs={"autoincrement": False},
    )
    organisation_id: int = Field(sa_type=BigId, foreign_key=ORGANISATION, ondelete=CASCADE)
    employee_id: int = Field(sa_type=BigId, foreign_key=EMPLOYEE, ondelete=CASCADE)
    department_id: int | None = Field(sa_type=BigId, foreign_key=DEPARTMENT, ondelete=SET_NULL)
    name_key: str = Field(sa_type=NAME_KEY)
    position: str | None = Field(max_length=80)
    staff: str | None = Field(max_length=14)
    since: date | None
    until: date | None
    state: str = Field(max_length=13)
    category: str | None = Field(max_length=40)
    category_ends: date | None
    training_ends: date | None
    profile_education: bool | None
    trained: bool | None
    judged_on: date


class ClauseLineRow(Base, table=True):
    """`clause` is "" for the three years of courses where the post asks for none."""

    __tablename__ = "clause_line"
    __table_args__ = (
        PrimaryKeyConstraint("appointment_id", "state", "clause"),
        one_of("state", CLAUSE_STATES),
    )

    appointment_id: int = Field(
        sa_type=BigId, primary_key=True, foreign_key="staff_line.appointment_id", ondelete=CASCADE
    )
    state: str = Field(max_length=7, primary_key=True)
    clause: str = Field(max_length=100, primary_key=True)
    kind: str = Field(max_length=20)
    short: dict[str, Any] = Field(sa_type=JsonText)
    until: date | None


class LineDueRow(Base, table=True):
    """An employee whose lines have to be worked out anew."""

    __tablename__ = "line_due"
    __table_args__ = (Index("ix_line_due_organisation_id", "organisation_id", "employee_id"),)

    employee_id: int = Field(
        sa_type=BigId,
        primary_key=True,
        foreign_key=EMPLOYEE,
        ondelete=CASCADE,
        sa_column_kwargs={"autoincrement": False},
    )
    organisation_id: int = Field(sa_type=BigId, foreign_key=ORGANISATION, ondelete=CASCADE)


class StaffFigureRow(Base, table=True):
    __tablename__ = "staff_figure"
    __table_args__ = (
        PrimaryKeyConstraint("department_id", "year", "subject", "value"),
        one_of("subject", FIGURE_SUBJECTS),
    )

    department_id: int = Field(
        sa_type=BigId, primary_key=True, foreign_key=DEPARTMENT, ondelete=CASCADE
    )
    year: int = Field(primary_key=True)
    subject: str = Field(max_length=9, primary_key=True)
    value: str = Field(max_length=40, primary_key=True)
    people: int
    taken_on: date


staff_line = table_of(StaffLineRow)
clause_line = table_of(ClauseLineRow)
line_due = table_of(LineDueRow)
staff_figure = table_of(StaffFigureRow)
