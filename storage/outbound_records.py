"""What the repositories of broadcasts and of the outbound ledger hand out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from rules.norms.model import Text
from storage.records import Language
from storage.segments import Segment

CampaignState = Literal["queued", "running", "paused", "cancelled", "done"]
DispatchState = Literal["pending", "sending", "sent", "blocked", "failed", "unknown"]
Settlement = Literal["sent", "blocked", "failed", "unknown"]

CAMPAIGN_STATES: tuple[str, ...] = get_args(CampaignState)
DISPATCH_STATES: tuple[str, ...] = get_args(DispatchState)


@dataclass(frozen=True, slots=True)
class Campaign:
    """A broadcast of an organisation's HR.

    `texts`: language → what was written, kk and ru always. `created_by` is a Telegram id; None for
    a script, or once that person is forgotten. `organisation` is the name.
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


@dataclass(frozen=True, slots=True)
class CampaignStatus:
    """How far a broadcast is. `total` is the sum of the five numbers after it.

    `pending`: not settled yet, those under way included; after a cancellation they stay unsent.
    `uncertain`: the message may have arrived; it is not sent again.
    """

    id: int
    state: CampaignState
    total: int
    sent: int
    blocked: int
    failed: int
    uncertain: int
    pending: int


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
class ReminderContent:
    """What a reminder is about.

    `subject`: certificate, personal_date, deadline, wish or correction, with its number; `kind` its
    topic or kind, `value` the category or language level, `hours` of the course, `title` of a
    deadline, whose `en` may be empty. Of a wish or a correction `kind` is the position, `value` the
    category, `decision_id` and `judged_on` tell the (first) check it was made for. `day` is the day
    it is about, `days_before` how long ahead it was planned.
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
