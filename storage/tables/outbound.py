"""The tables of what goes out: broadcasts, the ledger of all messages, the rate of the token.

A message in the ledger outlives its person without naming them, so that a broadcast's totals still
add up after somebody was forgotten.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Literal, get_args

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Index,
    PrimaryKeyConstraint,
    UniqueConstraint,
    text,
)
from sqlmodel import Field

from rules.norms.model import Text
from rules.vocabulary import Json, Language
from storage.json_column import JsonText
from storage.tables.base import CASCADE, PERSON, Base, BigId, one_of, table_of
from storage.tables.organisations import ORGANISATION, SET_NULL
from storage.tables.questions import Question
from storage.tables.segments import Segment

CampaignState = Literal["queued", "running", "paused", "cancelled", "done"]
DispatchState = Literal["pending", "sending", "sent", "blocked", "failed", "unknown"]
Settlement = Literal["sent", "blocked", "failed", "unknown"]

Halt = Literal["right", "nobody"]
"""Why a broadcast did not go out: its author's right had ended, or it meant nobody then."""
MediaKind = Literal["photo", "document"]
Formats = Mapping[Language, list[dict[str, Any]]]
"""Language → Telegram's entities of the text in it: type, offset and length in UTF-16 units."""

NO_FORMATS: Final[Formats] = {}
CAMPAIGN_STATES: tuple[str, ...] = get_args(CampaignState)
DISPATCH_STATES: tuple[str, ...] = get_args(DispatchState)


@dataclass(frozen=True, slots=True)
class Media:
    """A picture or a file that Telegram has already, for the bot of one token."""

    kind: MediaKind
    file_id: str


@dataclass(frozen=True, slots=True)
class Campaign:
    """A broadcast of an organisation's HR.

    `texts`: language → what was written, kk and ru always; `formats` and `media` what it looks
    like. `created_by` is a Telegram id; None for a script, or once that person is forgotten;
    `needs_right`: it goes out only as long as that person may write to these people. `audience`:
    for how many it is, as counted when it was written, and again when its recipients are worked
    out. `made_to`: the last membership that was looked at for that, None before the first;
    `made_at`: when all had been. `halted`: why it did not go out. `organisation` is the name.
    `asks_receipt`: readers are asked to confirm that they have read it. `question` goes
    out with it; `question_of`: its answers are those of that earlier broadcast, of which this one
    reminds; `question_closed_at`: none since.
    """

    id: int
    organisation_id: int
    organisation: str
    created_by: int | None
    texts: Mapping[Language, str]
    segment: Segment
    state: CampaignState
    created_at: datetime
    scheduled_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    audience: int | None
    asks_receipt: bool
    formats: Formats
    media: Media | None
    needs_right: bool
    made_to: int | None
    made_at: datetime | None
    halted: Halt | None
    question: Question | None = None
    question_of: int | None = None
    question_closed_at: datetime | None = None

    @property
    def asked_by(self) -> int:
        """The broadcast that the answers below this one belong to."""
        return self.question_of or self.id


@dataclass(frozen=True, slots=True)
class CampaignStatus:
    """How far a broadcast is. `total` is the sum of the five numbers after it.

    `pending`: not settled yet, those under way and those not entered included; after a cancellation
    they stay unsent. `uncertain`: the message may have arrived; it is not sent again. `unmade`: how
    many of the pending are not entered in the ledger yet.
    """

    id: int
    state: CampaignState
    total: int
    sent: int
    blocked: int
    failed: int
    uncertain: int
    pending: int
    unmade: int = 0


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """How many recipients of a broadcast ended in this state for this reason."""

    state: DispatchState
    reason: str | None
    count: int


@dataclass(frozen=True, slots=True)
class Claim:
    """A message that one worker holds for now, to one person in their language.

    Either `campaign_id` or `reminder_id` is set. `attempts`: failed ones so far. `resent`: a
    reminder whose first attempt ended unknown.
    """

    id: int
    person_id: int
    language: Language
    campaign_id: int | None
    reminder_id: int | None
    attempts: int
    resent: bool


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a claimed message must not be sent now. `paused_until`: Telegram asked to wait."""

    reason: str
    paused_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Moments:
    """When calls may be made, in order; none before `paused_until`, the end of a flood limit.

    `following`: the moment that whoever asks next will get.
    """

    at: tuple[datetime, ...]
    following: datetime
    paused_until: datetime | None


@dataclass(frozen=True, slots=True)
class ObjectionWords:
    """What somebody holds against the check with this code, and the answer, "" for none yet."""

    code: str
    text: str
    answer: str


@dataclass(frozen=True, slots=True)
class ReminderContent:
    """What a reminder is about.

    `subject` with its number; `kind` its topic or kind, `value` the category or language level,
    `hours` of the course, `title` of a deadline, whose `en` may be empty. Of a wish or a correction
    `kind` is the position, `value` the category, `decision_id` and `judged_on` tell the (first)
    check it was made for; of a portfolio they are those of its sheet. `day` is the day it is about,
    `days_before` how long ahead it was planned. Of a deadline that was moved or removed, `was` is
    the day before, `moved_to` the new one or None. Of an `objection` and its answer `kind` is the
    position too; a notice of "silence" has nothing but its day. Of a year of training `kind` is its
    label (of "training_year" `value` says which of its days), of an item its topic, of a document
    its form and of a nonconformity what was found, with the unit's name as `value`; of a trip
    `value` is how many travel, of a course that was proposed the reason of need; of figures of a
    day its year, with the unit as `value` and the `figures` themselves, `counted_on` that day and
    `quarter` its number within the year (from 1), None where HR asked for the day. `note`
    and `link` are those of a deadline. `reply`: what a member wrote to HR, and HR's answer.
    `action`: what is done
    about a nonconformity; `words`: what is wrong, as it was entered.
    `year_id`: the year of training that it is of. `cause`: that of a nonconformity, as far as it is
    said. `plans`: of a head's units, how many plans are in, how many there should be, how many
    are waited for, and the unit where that is one only.
    """

    id: int
    subject: str
    subject_id: int
    kind: str
    day: date
    days_before: int
    value: str | None
    hours: int | None
    title: Text | None
    organisation: str | None
    decision_id: int | None
    judged_on: date | None
    was: date | None = None
    moved_to: date | None = None
    objection: ObjectionWords | None = None
    organisation_id: int | None = None
    note: Text | None = None
    link: str = ""
    reply: tuple[str, str] | None = None
    figures: Json | None = None
    action: str = ""
    words: str = ""
    year_id: int | None = None
    cause: str | None = None
    plans: tuple[int, int, int, int | None] | None = None
    counted_on: date | None = None
    quarter: int | None = None


class CampaignRow(Base, table=True):
    __tablename__ = "campaign"
    __table_args__ = (
        one_of("state", CAMPAIGN_STATES),
        Index("ix_campaign_organisation_id", "organisation_id"),
        Index("ix_campaign_created_by", "created_by"),
        Index("ix_campaign_question_of", "question_of"),
        Index(
            "ix_campaign_scheduled_at_open",
            "scheduled_at",
            sqlite_where=text("state IN ('queued', 'running')"),
            postgresql_where=text("state IN ('queued', 'running')"),
        ),
        Index(
            "ix_campaign_finished_at_done",
            "finished_at",
            sqlite_where=text("state = 'done'"),
            postgresql_where=text("state = 'done'"),
        ),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    organisation_id: int = Field(sa_type=BigId, foreign_key=ORGANISATION, ondelete=CASCADE)
    created_by: int | None = Field(sa_type=BigId, foreign_key=PERSON, ondelete=SET_NULL)
    texts: dict[str, str] = Field(sa_type=JsonText)
    segment: dict[str, object] = Field(sa_type=JsonText)
    state: str = Field(max_length=10)
    created_at: datetime
    scheduled_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    audience: int | None
    asks_receipt: bool | None
    formats: dict[str, Any] | None = Field(sa_type=JsonText)
    media: dict[str, str] | None = Field(sa_type=JsonText)
    needs_right: bool | None
    made_to: int | None = Field(sa_type=BigInteger)
    made_at: datetime | None
    halted: str | None = Field(max_length=10)
    question: dict[str, object] | None = Field(sa_type=JsonText)
    # What was sent goes with its organisation only, so that the number stays somebody's.
    question_of: int | None = Field(sa_type=BigId)
    question_closed_at: datetime | None


class ReceiptRow(Base, table=True):
    """Somebody has confirmed that they have read a broadcast."""

    __tablename__ = "receipt"
    __table_args__ = (
        PrimaryKeyConstraint("campaign_id", "person_id"),
        Index("ix_receipt_person_id", "person_id"),
    )

    campaign_id: int = Field(
        sa_type=BigId, primary_key=True, foreign_key="campaign.id", ondelete=CASCADE
    )
    person_id: int = Field(sa_type=BigId, primary_key=True, foreign_key=PERSON, ondelete=CASCADE)
    read_at: datetime


FORGOTTEN_PENDING = "state = 'pending' AND person_id IS NULL"


class DispatchRow(Base, table=True):
    """One message to one person: of a broadcast, or a reminder."""

    __tablename__ = "dispatch"
    __table_args__ = (
        one_of("state", DISPATCH_STATES),
        CheckConstraint("(campaign_id IS NULL) <> (reminder_id IS NULL)", name="origin"),
        UniqueConstraint("campaign_id", "person_id", "occurrence", name="uq_dispatch_recipient"),
        UniqueConstraint("reminder_id", "occurrence", name="uq_dispatch_reminder"),
        Index("ix_dispatch_person_id_started_at", "person_id", "started_at"),
        # With the number, or the oldest would be looked for among all that are due.
        Index("ix_dispatch_campaign_id_state", "campaign_id", "state", "not_before", "id"),
        Index(
            "ix_dispatch_id_forgotten",
            "id",
            sqlite_where=text(FORGOTTEN_PENDING),
            postgresql_where=text(FORGOTTEN_PENDING),
        ),
        Index(
            "ix_dispatch_started_at_state",
            "started_at",
            "state",
            sqlite_where=text("started_at IS NOT NULL"),
            postgresql_where=text("started_at IS NOT NULL"),
        ),
        Index(
            "ix_dispatch_not_before_reminders",
            "not_before",
            sqlite_where=text("state = 'pending' AND campaign_id IS NULL"),
            postgresql_where=text("state = 'pending' AND campaign_id IS NULL"),
        ),
        Index(
            "ix_dispatch_lease_until_sending",
            "lease_until",
            sqlite_where=text("state = 'sending'"),
            postgresql_where=text("state = 'sending'"),
        ),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    campaign_id: int | None = Field(sa_type=BigId, foreign_key="campaign.id", ondelete=CASCADE)
    reminder_id: int | None = Field(sa_type=BigId, foreign_key="reminder.id", ondelete=CASCADE)
    person_id: int | None = Field(sa_type=BigId, foreign_key=PERSON, ondelete=SET_NULL)
    occurrence: int
    state: str = Field(max_length=10)
    attempts: int
    resent: bool
    not_before: datetime
    lease_owner: str | None = Field(max_length=64)
    lease_until: datetime | None
    started_at: datetime | None
    settled_at: datetime | None
    message_id: int | None = Field(sa_type=BigInteger)
    reason: str | None = Field(max_length=200)


class SendRateRow(Base, table=True):
    """The rate of one bot's token, shared by all that send with it."""

    __tablename__ = "send_rate"

    bot_id: int = Field(sa_type=BigId, primary_key=True, sa_column_kwargs={"autoincrement": False})
    next_at: datetime
    paused_until: datetime | None
    answering_until: datetime | None


campaign = table_of(CampaignRow)
dispatch = table_of(DispatchRow)
receipt = table_of(ReceiptRow)
send_rate = table_of(SendRateRow)


FORGOTTEN: Final = "forgotten"
LOST: Final = "the worker stopped before the answer came"
BLOCKED: Final = "the bot is blocked"
OPTED_OUT: Final = "no longer wants messages of this organisation"
CANCELLED: Final = "cancelled"
TOO_LATE: Final = "the day is over"
GONE: Final = "what it was about is gone"
NO_CONNECTION: Final = "no connection"
OUT_OF_ORDER: Final = "Telegram is out of order"
NO_ANSWER: Final = "no answer"
"""Followed by the name of the error in brackets."""
