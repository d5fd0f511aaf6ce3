"""What a person must not miss: certificates, ends of categories, reminders."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from rules.vocabulary import TOPICS
from storage.json_column import JsonText
from storage.tables.base import CASCADE, PERSON, Base, BigId, one_of, table_of

FileKind = Literal["document", "photo"]
DateKind = Literal["category", "management_category", "language", "portfolio"]
Subject = Literal[
    "certificate", "personal_date", "deadline", "wish", "correction", "deadline_change",
    "portfolio", "silence", "objection", "objected", "deadline_watch", "hr_answer",
    "training_plan", "training_course", "training_heard", "training_year", "training_step",
    "training_receipt", "training_trip", "nonconformity", "edition", "message_held",
    "training_proposal", "training_report", "training_signing", "training_figures",
    "training_owner",
]  # fmt: skip
ReminderState = Literal["pending", "sending", "sent", "blocked", "failed", "unknown", "cancelled"]
ReminderAnswer = Literal["done", "later", "stop"]

FILE_KINDS: tuple[str, ...] = get_args(FileKind)
DATE_KINDS: tuple[str, ...] = get_args(DateKind)
SUBJECTS: tuple[str, ...] = get_args(Subject)
REMINDER_STATES: tuple[str, ...] = get_args(ReminderState)
REMINDER_ANSWERS: tuple[str, ...] = get_args(ReminderAnswer)


@dataclass(frozen=True, slots=True)
class Certificate:
    """A course a person has taken: topic as in the contract's profile, hours, day of issue.

    `file_id` is Telegram's, with `file_kind`; both are None when no file was sent. `more_pages`:
    the ids of the files after it, of the same kind, where an album was sent.
    """

    id: int
    person_id: int
    topic: str
    hours: int
    issued: date
    file_id: str | None
    file_kind: FileKind | None
    added_at: datetime
    more_pages: list[str] | None


@dataclass(frozen=True, slots=True)
class PersonalDate:
    """The day something of a person ends: `value` is the category or the language level. Of
    `portfolio`, the college's last day for it, it is the one word "college"."""

    id: int
    person_id: int
    kind: DateKind
    value: str
    ends: date
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder to one person of one day, sent once.

    `day` is the day it is about. `again` counts how often the person has put it off. `state`,
    `reason` and `settled_at` are told by the ledger that sends it.
    """

    id: int
    person_id: int
    subject: Subject
    subject_id: int
    day: date
    days_before: int
    again: int
    due_at: datetime
    state: ReminderState
    reason: str | None
    settled_at: datetime | None
    answer: ReminderAnswer | None
    answered_at: datetime | None


PENDING = "state = 'pending'"


class CertificateRow(Base, table=True):
    __tablename__ = "certificate"
    __table_args__ = (
        one_of("topic", TOPICS),
        one_of("file_kind", FILE_KINDS),
        CheckConstraint("hours BETWEEN 1 AND 2000", name="hours"),
        CheckConstraint("(file_id IS NULL) = (file_kind IS NULL)", name="file"),
        Index("ix_certificate_person_id", "person_id"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    person_id: int = Field(sa_type=BigId, foreign_key=PERSON, ondelete=CASCADE)
    topic: str = Field(max_length=40)
    hours: int
    issued: date
    file_id: str | None = Field(max_length=300)
    file_kind: str | None = Field(max_length=10)
    added_at: datetime
    more_pages: list[str] | None = Field(sa_type=JsonText)


class PersonalDateRow(Base, table=True):
    __tablename__ = "personal_date"
    __table_args__ = (
        UniqueConstraint("person_id", "kind"),
        one_of("kind", DATE_KINDS),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    person_id: int = Field(sa_type=BigId, foreign_key=PERSON, ondelete=CASCADE)
    kind: str = Field(max_length=20)
    value: str = Field(max_length=40)
    ends: date
    changed_at: datetime


class ReminderRow(Base, table=True):
    __tablename__ = "reminder"
    __table_args__ = (
        UniqueConstraint(
            "person_id",
            "subject",
            "subject_id",
            "day",
            "days_before",
            "again",
            name="uq_reminder_occurrence",
        ),
        one_of("subject", SUBJECTS),
        one_of("state", REMINDER_STATES),
        one_of("answer", REMINDER_ANSWERS),
        Index("ix_reminder_subject_subject_id", "subject", "subject_id"),
        Index(
            "ix_reminder_due_at_pending",
            "due_at",
            sqlite_where=text(PENDING),
            postgresql_where=text(PENDING),
        ),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    person_id: int = Field(sa_type=BigId, foreign_key=PERSON, ondelete=CASCADE)
    subject: str = Field(max_length=20)
    subject_id: int = Field(sa_type=BigId)
    day: date
    days_before: int
    again: int
    due_at: datetime
    state: str = Field(max_length=10)
    reason: str | None = Field(max_length=200)
    settled_at: datetime | None
    answer: str | None = Field(max_length=10)
    answered_at: datetime | None


certificate = table_of(CertificateRow)
personal_date = table_of(PersonalDateRow)
reminder = table_of(ReminderRow)
