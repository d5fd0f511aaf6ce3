"""The tables of what follows from a year of training: what fell behind, figures on a day, reports,
decisions of the management."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from rules.training.vocabulary import (
    CAUSES,
    FINDINGS,
    FOUND_HOW,
    RECHECKS,
    REMAINS,
    REPORT_LEVELS,
    Cause,
    Finding,
    FoundHow,
    Recheck,
    ReportLevel,
)
from rules.vocabulary import Json
from storage.json_column import JsonText
from storage.tables.base import CASCADE, PERSON, Base, BigId, one_of, table_of
from storage.tables.organisations import DEPARTMENT, NAME_LENGTH, SET_NULL
from storage.tables.register import EMPLOYEE
from storage.tables.training import PAPER_LENGTH, YEAR
from storage.tables.training_plans import ITEM, LONGEST_WORDS

DEADLINE = "deadline.id"


@dataclass(frozen=True, slots=True)
class Nonconformity:
    """Something that fell behind (procedure 602, clause 9.3). `item_id`, `employee_id`: what and
    whom it is about, None where it is about a unit; `about`: the same as one word, so that it is
    found once. `owner`: who acts, in words. `rechecked`: the last result; "cured" closes it.
    `words`: what is wrong, as somebody entered it; None where it was found by itself. `done_on`:
    when the owner said that it is done; `reopened_on`: when it was last opened again;
    `closed_name`: under whose name it was closed, as it was then."""

    id: int
    year_id: int
    department_id: int | None
    employee_id: int | None
    item_id: int | None
    finding: Finding
    about: str
    found_how: FoundHow
    found_on: date
    cause: Cause | None
    cause_words: str
    minutes_number: str
    action: str
    owner: str
    due: date | None
    rechecked: Recheck | None
    recheck_on: date | None
    closed_on: date | None
    closed_by: int | None
    words: str | None = None
    done_on: date | None = None
    reopened_on: date | None = None
    closed_name: str | None = None


@dataclass(frozen=True, slots=True)
class TrainingSnapshot:
    """Figures of a unit (the root: of the organisation) as they went to HR on a day, by quarter or
    on HR's own request; `confirmed_at` None: its head has not looked yet. It changes no more: what
    is counted anew is a later one of the same day.

    `author`: under whose name they were taken, None: at the quarter, by nobody. `wrong`: what
    somebody asked to have corrected, with their name and the moment. `confirmed_name`: under whose
    name they were found right.
    """

    id: int
    year_id: int
    department_id: int | None
    day: date
    requested: bool
    figures: Json
    made_at: datetime
    confirmed_by: int | None
    confirmed_at: datetime | None
    author: str | None = None
    confirmed_name: str | None = None
    wrong: str | None = None
    wrong_name: str | None = None
    wrong_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TrainingReport:
    """A report of a year, signed: of a person, a unit, an institute, the organisation.
    `resolution`: what the head decided on it; `digest`: of the figures (SHA-256). Who signs anew
    signs another one; the latest counts."""

    id: int
    year_id: int
    level: ReportLevel
    department_id: int | None
    employee_id: int | None
    figures: Json
    minutes_number: str
    minutes_on: date | None
    resolution: str
    signed_by: int | None
    signed_name: str
    signed_at: datetime
    digest: str | None = None


@dataclass(frozen=True, slots=True)
class ManagementDecision:
    """A decision of the management on the annual report (clause 11.6), with who answers for it, as
    HR calls them. `deadline_id`: the owner's deadline, None for whoever is not here."""

    id: int
    year_id: int
    words: str
    owner: str
    due: date
    done_on: date | None
    entered_at: datetime
    deadline_id: int | None = None


class NonconformityRow(Base, table=True):
    __tablename__ = "nonconformity"
    __table_args__ = (
        one_of("finding", FINDINGS),
        one_of("found_how", FOUND_HOW),
        one_of("cause", CAUSES),
        one_of("rechecked", RECHECKS),
        # What is found by itself is found once.
        UniqueConstraint("year_id", "finding", "about"),
        Index("ix_nonconformity_department_id", "department_id"),
        Index("ix_nonconformity_employee_id", "employee_id"),
        Index("ix_nonconformity_item_id", "item_id"),
        Index("ix_nonconformity_closed_by", "closed_by"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    year_id: int = Field(sa_type=BigId, foreign_key=YEAR, ondelete=CASCADE)
    department_id: int | None = Field(sa_type=BigId, foreign_key=DEPARTMENT, ondelete=SET_NULL)
    employee_id: int | None = Field(sa_type=BigId, foreign_key=EMPLOYEE, ondelete=CASCADE)
    item_id: int | None = Field(sa_type=BigId, foreign_key=ITEM, ondelete=CASCADE)
    finding: str = Field(max_length=12)
    about: str = Field(max_length=40)
    found_how: str = Field(max_length=7)
    found_on: date
    cause: str | None = Field(max_length=16)
    cause_words: str = Field(max_length=LONGEST_WORDS)
    minutes_number: str = Field(max_length=PAPER_LENGTH)
    action: str = Field(max_length=LONGEST_WORDS)
    owner: str = Field(max_length=NAME_LENGTH)
    due: date | None
    rechecked: str | None = Field(max_length=7)
    recheck_on: date | None
    closed_on: date | None
    closed_by: int | None = Field(sa_type=BigId, foreign_key=PERSON, ondelete=SET_NULL)
    words: str | None = Field(max_length=LONGEST_WORDS)
    done_on: date | None
    reopened_on: date | None
    closed_name: str | None = Field(max_length=NAME_LENGTH)


class NonconformityOwnerRow(Base, table=True):
    """Who answers for a finding, where the words name one person of the register."""

    __tablename__ = "nonconformity_owner"
    __table_args__ = (Index("ix_nonconformity_owner_employee_id", "employee_id"),)

    nonconformity_id: int = Field(
        sa_type=BigId, foreign_key="nonconformity.id", ondelete=CASCADE, primary_key=True
    )
    employee_id: int = Field(sa_type=BigId, foreign_key=EMPLOYEE, ondelete=CASCADE)


class TrainingSnapshotRow(Base, table=True):
    __tablename__ = "training_snapshot"
    __table_args__ = (
        Index("ix_training_snapshot_year_id_day", "year_id", "day"),
        Index("ix_training_snapshot_department_id", "department_id"),
        Index("ix_training_snapshot_confirmed_by", "confirmed_by"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    year_id: int = Field(sa_type=BigId, foreign_key=YEAR, ondelete=CASCADE)
    department_id: int | None = Field(sa_type=BigId, foreign_key=DEPARTMENT, ondelete=SET_NULL)
    day: date
    requested: bool
    figures: dict[str, Any] = Field(sa_type=JsonText)
    made_at: datetime
    confirmed_by: int | None = Field(sa_type=BigId, foreign_key=PERSON, ondelete=SET_NULL)
    confirmed_at: datetime | None
    author: str | None = Field(max_length=NAME_LENGTH)
    confirmed_name: str | None = Field(max_length=NAME_LENGTH)
    wrong: str | None = Field(max_length=LONGEST_WORDS)
    wrong_name: str | None = Field(max_length=NAME_LENGTH)
    wrong_at: datetime | None


class TrainingKeptRow(Base, table=True):
    """Until when what a year left behind is kept longer than it has to be."""

    __tablename__ = "training_kept"
    __table_args__ = (one_of("remains", REMAINS),)

    year_id: int = Field(sa_type=BigId, foreign_key=YEAR, ondelete=CASCADE, primary_key=True)
    remains: str = Field(max_length=8, primary_key=True)
    kept_until: date


class TrainingReportRow(Base, table=True):
    __tablename__ = "training_report"
    __table_args__ = (
        one_of("level", REPORT_LEVELS),
        Index("ix_training_report_year_id", "year_id"),
        Index("ix_training_report_department_id", "department_id"),
        Index("ix_training_report_employee_id", "employee_id"),
        Index("ix_training_report_signed_by", "signed_by"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    year_id: int = Field(sa_type=BigId, foreign_key=YEAR, ondelete=CASCADE)
    level: str = Field(max_length=12)
    department_id: int | None = Field(sa_type=BigId, foreign_key=DEPARTMENT, ondelete=SET_NULL)
    employee_id: int | None = Field(sa_type=BigId, foreign_key=EMPLOYEE, ondelete=CASCADE)
    figures: dict[str, Any] = Field(sa_type=JsonText)
    minutes_number: str = Field(max_length=PAPER_LENGTH)
    minutes_on: date | None
    resolution: str = Field(max_length=LONGEST_WORDS)
    signed_by: int | None = Field(sa_type=BigId, foreign_key=PERSON, ondelete=SET_NULL)
    signed_name: str = Field(max_length=NAME_LENGTH)
    signed_at: datetime
    digest: str | None = Field(max_length=64)


class ManagementDecisionRow(Base, table=True):
    __tablename__ = "management_decision"
    __table_args__ = (
        Index("ix_management_decision_year_id", "year_id"),
        Index("ix_management_decision_deadline_id", "deadline_id"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    year_id: int = Field(sa_type=BigId, foreign_key=YEAR, ondelete=CASCADE)
    words: str = Field(max_length=LONGEST_WORDS)
    owner: str = Field(max_length=NAME_LENGTH)
    due: date
    done_on: date | None
    entered_at: datetime
    deadline_id: int | None = Field(sa_type=BigId, foreign_key=DEADLINE, ondelete=SET_NULL)


nonconformity = table_of(NonconformityRow)
nonconformity_owner = table_of(NonconformityOwnerRow)
training_snapshot = table_of(TrainingSnapshotRow)
training_kept = table_of(TrainingKeptRow)
training_report = table_of(TrainingReportRow)
management_decision = table_of(ManagementDecisionRow)
