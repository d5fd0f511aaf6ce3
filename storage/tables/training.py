"""The tables of a year of training: its days, the employer's chain, documents and their way.

All of it is the employer's. Who of the bot did a step is set to NULL when that person is forgotten;
the name that the step was done under stays with the document.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from rules.training.vocabulary import (
    CHAIN_STEPS,
    DOCUMENT_STATES,
    HOLDERS,
    PASSAGE_OUTCOMES,
    TRAINING_FORMS,
    YEAR_KINDS,
    ChainStep,
    DocumentState,
    PassageOutcome,
    TrainingForm,
    YearKind,
)
from rules.vocabulary import Json
from storage.json_column import JsonText
from storage.tables.base import CASCADE, PERSON, Base, BigId, one_of, table_of
from storage.tables.deadlines import FILE_KINDS, FileKind
from storage.tables.organisations import DEPARTMENT, NAME_LENGTH, ORGANISATION, SET_NULL

LABEL_LENGTH = 20
PAPER_LENGTH = 80
"""Numbers of minutes, orders, contracts."""


@dataclass(frozen=True, slots=True)
class TrainingYear:
    """A year of plans as the organisation entered it; `label` ("2027", "2026/27") is unique there.

    All days are entered, None: not yet. `quarters`: the days on which data go to HR; `requested`:
    days of HR's own on which they do too, each with the name of who asked.
    """

    id: int
    organisation_id: int
    label: str
    kind: YearKind
    begins: date
    ends: date
    plans_due: date | None
    meetings_due: date | None
    quarters: tuple[date, ...]
    reports_due: date | None
    annual_due: date | None
    created_at: datetime
    requested: tuple[tuple[date, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TrainingDocument:
    """A form of a year in one edition: the schedule of a unit (602-01), the consolidated schedule
    (602-05, of the root department) or another form that was frozen. `department_id` None: that
    department was removed since.

    `figures`: the rows as they were when the document was closed, None while it is open; `digest`:
    of these rows (SHA-256). `reason`: why a revision after the first was made, "" for the first.
    `kept_until`: the day to which HR keeps it longer than it has to, None: no longer.
    """

    id: int
    year_id: int
    form: TrainingForm
    department_id: int | None
    revision: int
    state: DocumentState
    reason: str
    figures: Json | None
    digest: str
    made_at: datetime
    frozen_at: datetime | None
    kept_until: date | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A step that a document took, or that sent it back. `name`: who did it, as it was then;
    `number`, `day`: of the minutes or the order, "" and None where there is none; `file_id`: the
    scan's in Telegram, with `file_kind`."""

    id: int
    document_id: int
    step: ChainStep
    outcome: PassageOutcome
    done_by: int | None
    name: str
    number: str
    day: date | None
    reason: str
    file_id: str | None
    file_kind: FileKind | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Receipt:
    """That the head of a department has received an approved schedule."""

    document_id: int
    department_id: int
    received_by: int | None
    received_at: datetime


YEAR = "training_year.id"
DOCUMENT = "training_document.id"


class TrainingYearRow(Base, table=True):
    __tablename__ = "training_year"
    __table_args__ = (
        UniqueConstraint("organisation_id", "label"),
        one_of("kind", YEAR_KINDS),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    organisation_id: int = Field(sa_type=BigId, foreign_key=ORGANISATION, ondelete=CASCADE)
    label: str = Field(max_length=LABEL_LENGTH)
    kind: str = Field(max_length=8)
    begins: date
    ends: date
    plans_due: date | None
    meetings_due: date | None
    quarters: list[str] = Field(sa_type=JsonText)
    reports_due: date | None
    annual_due: date | None
    created_at: datetime
    requested: list[list[str]] | None = Field(sa_type=JsonText)


class TrainingStepRow(Base, table=True):
    __tablename__ = "training_step"
    __table_args__ = (one_of("step", CHAIN_STEPS), one_of("holder", HOLDERS))

    organisation_id: int = Field(
        sa_type=BigId, foreign_key=ORGANISATION, ondelete=CASCADE, primary_key=True
    )
    step: str = Field(max_length=12, primary_key=True)
    active: bool
    holder: str = Field(max_length=11)
    outside: str = Field(max_length=NAME_LENGTH)


class TrainingDocumentRow(Base, table=True):
    __tablename__ = "training_document"
    __table_args__ = (
        one_of("form", TRAINING_FORMS),
        one_of("state", DOCUMENT_STATES),
        UniqueConstraint("year_id", "form", "department_id", "revision"),
        # One edition at a time is on its way.
        Index(
            "uq_training_document_year_id_form_department_id_open",
            "year_id",
            "form",
            "department_id",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
        Index("ix_training_document_department_id", "department_id"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    year_id: int = Field(sa_type=BigId, foreign_key=YEAR, ondelete=CASCADE)
    form: str = Field(max_length=6)
    department_id: int | None = Field(sa_type=BigId, foreign_key=DEPARTMENT, ondelete=SET_NULL)
    revision: int
    state: str = Field(max_length=8)
    reason: str = Field(max_length=1000)
    figures: dict[str, Any] | None = Field(sa_type=JsonText)
    digest: str = Field(max_length=64)
    made_at: datetime
    frozen_at: datetime | None
    kept_until: date | None


class PassageRow(Base, table=True):
    __tablename__ = "training_passage"
    __table_args__ = (
        one_of("step", CHAIN_STEPS),
        one_of("outcome", PASSAGE_OUTCOMES),
        one_of("file_kind", FILE_KINDS),
        Index("ix_training_passage_document_id", "document_id"),
        Index("ix_training_passage_done_by", "done_by"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    document_id: int = Field(sa_type=BigId, foreign_key=DOCUMENT, ondelete=CASCADE)
    step: str = Field(max_length=12)
    outcome: str = Field(max_length=4)
    done_by: int | None = Field(sa_type=BigId, foreign_key=PERSON, ondelete=SET_NULL)
    name: str = Field(max_length=NAME_LENGTH)
    number: str = Field(max_length=PAPER_LENGTH)
    day: date | None
    reason: str = Field(max_length=1000)
    file_id: str | None = Field(max_length=200)
    file_kind: str | None = Field(max_length=8)
    at: datetime


class ReceiptRow(Base, table=True):
    __tablename__ = "training_receipt"
    __table_args__ = (
        Index("ix_training_receipt_department_id", "department_id"),
        Index("ix_training_receipt_received_by", "received_by"),
    )

    document_id: int = Field(
        sa_type=BigId, foreign_key=DOCUMENT, ondelete=CASCADE, primary_key=True
    )
    department_id: int = Field(
        sa_type=BigId, foreign_key=DEPARTMENT, ondelete=CASCADE, primary_key=True
    )
    received_by: int | None = Field(sa_type=BigId, foreign_key=PERSON, ondelete=SET_NULL)
    received_at: datetime


training_year = table_of(TrainingYearRow)
training_step = table_of(TrainingStepRow)
training_document = table_of(TrainingDocumentRow)
training_passage = table_of(PassageRow)
training_receipt = table_of(ReceiptRow)
