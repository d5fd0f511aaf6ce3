"""The tables of the register: who works in an organisation as the employer knows it.

A row of `employee` is the employer's and names nobody of the bot; only a tie does, and it goes with
the person.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, get_args

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from rules.training.vocabulary import STAFF_CATEGORIES, StaffCategory
from rules.vocabulary import Json
from storage.json_column import JsonText
from storage.tables.base import CASCADE, PERSON, Base, BigId, one_of, table_of
from storage.tables.organisations import DEPARTMENT, NAME_LENGTH, ORGANISATION, SET_NULL

TieState = Literal["proposed", "confirmed", "undone"]

TIE_STATES: tuple[str, ...] = get_args(TieState)
WHOLE_RATE = 100
"""A rate of one whole post: rates are kept in hundredths."""
NUMBER_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Employee:
    """Somebody who works there. `number`: HR's own, "" where there is none.

    `known`: what the employer says of education, degrees, service, category and courses, in the
    profile's shape with the licences of a list: a day as far as it is said, a course without a
    topic, `category_date`, `category_until`, and `as_of`, the day on which service was counted.
    What a list leaves open has no key.
    """

    id: int
    organisation_id: int
    number: str
    name: str
    known: Json
    created_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Appointment:
    """A post that an employee holds. `department_id` None: the list names none.

    `position`: an identifier of the catalogue, None for another post; `post`: in the list's words.
    `rate` in hundredths of a post. `until`: the last day. None: not known, for `until`: no end.
    """

    id: int
    employee_id: int
    department_id: int | None
    position: str | None
    post: str
    staff: StaffCategory | None
    rate: int | None
    since: date | None
    until: date | None
    competition_on: date | None


@dataclass(frozen=True, slots=True)
class Tie:
    """That a person of the bot is an employee; it shows nothing until it is confirmed.

    `correction_asked_at`: when the person has asked HR to look at what the employer holds; None
    where that is settled.
    """

    id: int
    employee_id: int
    person_id: int
    state: TieState
    proposed_by: int | None
    proposed_at: datetime
    settled_by: int | None
    settled_at: datetime | None
    correction_asked_at: datetime | None


@dataclass(frozen=True, slots=True)
class PersonalLink:
    """A link for one employee, known by the hash of its token. `wrong_names`: how often another
    family name was given; `closed_at`: used, withdrawn, or tried too often."""

    id: int
    employee_id: int
    token_hash: str
    created_by: int | None
    created_at: datetime
    expires_at: datetime
    wrong_names: int
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class StaffImport:
    """A list that HR is looking through before it is brought into the register; `data` is the
    case's."""

    id: int
    organisation_id: int
    person_id: int
    data: Json
    made_at: datetime


EMPLOYEE = "employee.id"
NOT_UNDONE = "state <> 'undone'"
NUMBERED = "number <> ''"


class EmployeeRow(Base, table=True):
    __tablename__ = "employee"
    __table_args__ = (
        Index("ix_employee_organisation_id_name", "organisation_id", "name"),
        Index(
            "uq_employee_organisation_id_number",
            "organisation_id",
            "number",
            unique=True,
            sqlite_where=text(NUMBERED),
            postgresql_where=text(NUMBERED),
        ),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    organisation_id: int = Field(sa_type=BigId, foreign_key=ORGANISATION, ondelete=CASCADE)
    number: str = Field(max_length=NUMBER_LENGTH)
    name: str = Field(max_length=NAME_LENGTH)
    known: dict[str, Any] = Field(sa_type=JsonText)
    created_at: datetime
    changed_at: datetime


class AppointmentRow(Base, table=True):
    __tablename__ = "appointment"
    __table_args__ = (
        one_of("staff", STAFF_CATEGORIES),
        Index("ix_appointment_employee_id", "employee_id"),
        Index("ix_appointment_department_id", "department_id"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    employee_id: int = Field(sa_type=BigId, foreign_key=EMPLOYEE, ondelete=CASCADE)
    department_id: int | None = Field(sa_type=BigId, foreign_key=DEPARTMENT, ondelete=SET_NULL)
    position: str | None = Field(max_length=80)
    post: str = Field(max_length=NAME_LENGTH)
    staff: str | None = Field(max_length=14)
    rate: int | None
    since: date | None
    until: date | None
    competition_on: date | None


class TieRow(Base, table=True):
    __tablename__ = "tie"
    __table_args__ = (
        one_of("state", TIE_STATES),
        Index(
            "uq_tie_employee_id",
            "employee_id",
            unique=True,
            sqlite_where=text(NOT_UNDONE),
            postgresql_where=text(NOT_UNDONE),
        ),
        Index("ix_tie_employee_id", "employee_id"),
        Index("ix_tie_person_id", "person_id"),
        Index("ix_tie_proposed_by", "proposed_by"),
        Index("ix_tie_settled_by", "settled_by"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    employee_id: int = Field(sa_type=BigId, foreign_key=EMPLOYEE, ondelete=CASCADE)
    person_id: int = Field(sa_type=BigId, foreign_key=PERSON, ondelete=CASCADE)
    state: str = Field(max_length=9)
    proposed_by: int | None = Field(sa_type=BigId, foreign_key=PERSON, ondelete=SET_NULL)
    proposed_at: datetime
    settled_by: int | None = Field(sa_type=BigId, foreign_key=PERSON, ondelete=SET_NULL)
    settled_at: datetime | None
    correction_asked_at: datetime | None


class PersonalLinkRow(Base, table=True):
    __tablename__ = "personal_link"
    __table_args__ = (
        UniqueConstraint("token_hash"),
        Index("ix_personal_link_employee_id", "employee_id"),
        Index("ix_personal_link_created_by", "created_by"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    employee_id: int = Field(sa_type=BigId, foreign_key=EMPLOYEE, ondelete=CASCADE)
    token_hash: str = Field(max_length=64)
    created_by: int | None = Field(sa_type=BigId, foreign_key=PERSON, ondelete=SET_NULL)
    created_at: datetime
    expires_at: datetime
    wrong_names: int
    closed_at: datetime | None


class StaffImportRow(Base, table=True):
    __tablename__ = "staff_import"
    __table_args__ = (
        UniqueConstraint("organisation_id", "person_id"),
        Index("ix_staff_import_person_id", "person_id"),
        Index("ix_staff_import_made_at", "made_at"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    organisation_id: int = Field(sa_type=BigId, foreign_key=ORGANISATION, ondelete=CASCADE)
    person_id: int = Field(sa_type=BigId, foreign_key=PERSON, ondelete=CASCADE)
    data: dict[str, Any] = Field(sa_type=JsonText)
    made_at: datetime


employee = table_of(EmployeeRow)
appointment = table_of(AppointmentRow)
tie = table_of(TieRow)
personal_link = table_of(PersonalLinkRow)
staff_import = table_of(StaffImportRow)
