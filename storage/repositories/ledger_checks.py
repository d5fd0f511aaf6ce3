"""What may stand against sending a claimed message, looked at right before the call."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, exists, func, select

from rules.dates import today
from rules.verdict.deadlines import allowed, is_allowed
from storage.repositories.deadline_rounds import being_entered
from storage.tables.conversation import person
from storage.tables.deadlines import reminder
from storage.tables.organisations import membership
from storage.tables.outbound import (
    BLOCKED,
    CANCELLED,
    FORGOTTEN,
    OPTED_OUT,
    TOO_LATE,
    Claim,
    Settlement,
    campaign,
    dispatch,
    send_rate,
)
from storage.transaction import Transaction

# Telegram takes one message a second for one chat; a little more, since calls may come early.
CHAT_INTERVAL = timedelta(seconds=1.1)
LOOK_AGAIN = timedelta(seconds=5)

NEWS_ON_ANY_DAY = (
    "wish", "correction", "silence", "objection", "objected", "edition", "training_course",
    "training_step", "training_receipt", "training_proposal", "training_figures", "hr_answer",
    "message_held",
)  # fmt: skip

TAKEN = "another worker has taken it"
STOPPED = "the broadcast is not running"
TOO_SOON = "another message has just gone to this person"
PAUSED = "Telegram asked to wait"
NOT_YET = "it was planned anew for later"
ENTERED_ANEW = "the reminders of its deadline are being entered"
NIGHT = "nobody is reminded at night"


@dataclass(frozen=True, slots=True)
class Hindrance:
    """`settles`: the end of the message. `drops`: it has no business in the ledger any more.
    Otherwise it waits, until `not_before` if that is set."""

    reason: str
    settles: Settlement | None = None
    not_before: datetime | None = None
    drops: bool = False


async def refusal(
    transaction: Transaction, claim: Claim, owner: str, bot_id: int, now: datetime
) -> Hindrance | None:
    """The first thing that stands against sending this message now; None when nothing does."""
    row = (await transaction.execute(_situation(claim, bot_id))).first()
    if row is None or row.lease_owner != owner or row.state not in ("pending", "sending"):
        return Hindrance(TAKEN)
    of_origin = _of_broadcast(row) if claim.reminder_id is None else _of_reminder(row, now)
    return _of_person(row) or of_origin or _of_moment(row, now)


def _of_person(row: Row[Any]) -> Hindrance | None:
    if row.person_id is None:
        return Hindrance(FORGOTTEN, "failed")
    if row.blocked_at is not None:
        return Hindrance(BLOCKED, "blocked")
    return None


def _of_broadcast(row: Row[Any]) -> Hindrance | None:
    if row.campaign_state != "running":
        return Hindrance(STOPPED)
    if not row.wants_messages:
        return Hindrance(OPTED_OUT, "failed")
    return None


def _of_reminder(row: Row[Any], now: datetime) -> Hindrance | None:
    if row.reminder_state not in ("pending", "sending"):
        # It may be planned anew and then enters the ledger again; but one that was perhaps sent
        # stays there, or it might arrive a third time.
        return Hindrance(CANCELLED, "unknown") if row.resent else Hindrance(CANCELLED, drops=True)
    if row.being_entered:
        return Hindrance(ENTERED_ANEW, not_before=now + LOOK_AGAIN)
    if row.due_at > now:
        return Hindrance(NOT_YET, not_before=row.due_at)
    # A deadline that is over is no news; that an answer has become another still is,
    # and so is whatever an operator writes, and what waits for somebody in a year of training.
    if row.day < today(now) and row.subject not in NEWS_ON_ANY_DAY:
        return Hindrance(TOO_LATE, "failed")
    if not is_allowed(now):
        return Hindrance(NIGHT, not_before=allowed(now))
    return None


def _of_moment(row: Row[Any], now: datetime) -> Hindrance | None:
    if row.paused_until is not None and row.paused_until > now:
        return Hindrance(PAUSED, not_before=row.paused_until)
    if row.last_to_person is not None and row.last_to_person + CHAT_INTERVAL > now:
        return Hindrance(TOO_SOON, not_before=row.last_to_person + CHAT_INTERVAL)
    return None


def _situation(claim: Claim, bot_id: int) -> Any:
    other = dispatch.alias("other")
    last_to_person = (
        select(func.max(other.c.started_at))
        .where(other.c.person_id == claim.person_id, other.c.id != claim.id)
        .scalar_subquery()
    )
    wants_messages = exists().where(
        membership.c.person_id == claim.person_id,
        membership.c.organisation_id == campaign.c.organisation_id,
        membership.c.left_at.is_(None),
        membership.c.hr_messages.is_(True),
    )
    paused_until = (
        select(send_rate.c.paused_until).where(send_rate.c.bot_id == bot_id).scalar_subquery()
    )
    return (
        select(
            dispatch.c.state,
            dispatch.c.lease_owner,
            dispatch.c.person_id,
            dispatch.c.resent,
            person.c.blocked_at,
            campaign.c.state.label("campaign_state"),
            reminder.c.state.label("reminder_state"),
            reminder.c.subject,
            reminder.c.due_at,
            reminder.c.day,
            being_entered().label("being_entered"),
            wants_messages.label("wants_messages"),
            last_to_person.label("last_to_person"),
            paused_until.label("paused_until"),
        )
        .outerjoin(person, person.c.id == dispatch.c.person_id)
        .outerjoin(campaign, campaign.c.id == dispatch.c.campaign_id)
        .outerjoin(reminder, reminder.c.id == dispatch.c.reminder_id)
        .where(dispatch.c.id == claim.id)
    )
