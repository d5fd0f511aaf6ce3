"""What the repositories of certificates and reminders hand out."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

FileKind = Literal["document", "photo"]
DateKind = Literal["category", "management_category", "language"]
Subject = Literal["certificate", "personal_date", "deadline", "wish", "correction"]
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

    `file_id` is Telegram's, with `file_kind`; both are None when no file was sent.
    """

    id: int
    person_id: int
    topic: str
    hours: int
    issued: date
    file_id: str | None
    file_kind: FileKind | None
    added_at: datetime


@dataclass(frozen=True, slots=True)
class PersonalDate:
    """The day something of a person ends: `value` is the category or the language level."""

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
