"""The tables of what a person must not miss: certificates, ends of categories, reminders."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from rules.vocabulary import TOPICS
from storage.deadline_records import (
    DATE_KINDS,
    FILE_KINDS,
    REMINDER_ANSWERS,
    REMINDER_STATES,
    SUBJECTS,
)
from storage.tables import CASCADE, PERSON, Base, BigId, one_of, table_of

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
