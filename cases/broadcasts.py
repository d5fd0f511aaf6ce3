"""Broadcasts of HR: count whom one reaches, begin, pause, go on, cancel, report."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from cases.audience import bounded, count_meant
from cases.errors import BadValue, NotThere
from cases.purposes import RECEIPTS
from cases.rights import note, reach, require, require_some
from cases.texts import LONGEST_TEXT, fits, longest_text
from rules.norms.catalog import Catalogue
from rules.vocabulary import Language
from storage.database import Work
from storage.repositories.campaign_reports import Recipient
from storage.repositories.campaigns import REQUIRED_LANGUAGES
from storage.tables.outbound import (
    NO_FORMATS,
    Campaign,
    CampaignState,
    CampaignStatus,
    Formats,
    Media,
    ReasonCount,
)
from storage.tables.questions import Question
from storage.tables.segments import Segment

LATEST_START: Final = timedelta(days=366)
LISTED: Final = 20


@dataclass(frozen=True, slots=True)
class BroadcastView:
    """A broadcast, how far it is, what became of its recipients, and how many answers there are;
    `read`: how many have confirmed that they have read it.

    `state` is that of the broadcast as people see it: one whose time has come is on its way, even
    if no worker has begun it yet. `by_name`: whether whoever looks may know who answered and who
    got it: HR, to whom members gave their names. For all others `status.failed` is all that did not
    arrive, without the causes.
    """

    campaign: Campaign
    status: CampaignStatus
    reasons: list[ReasonCount]
    replies: int
    state: CampaignState
    read: int
    by_name: bool = True


async def begin_broadcast(
    work: Work,
    hr_id: int,
    organisation_id: int,
    texts: Mapping[Language, str],
    segment: Segment,
    now: datetime,
    catalogue: Catalogue,
    at: datetime | None = None,
    *,
    asks_receipt: bool = False,
    instead_of: int | None = None,
    formats: Formats = NO_FORMATS,
    media: Media | None = None,
    question: Question | None = None,
    question_of: int | None = None,
) -> int:
    """The number of the broadcast, which goes out at the moment `at`, else now.

    `texts` and their `formats` as they were written (`cases.written`). `instead_of`: one that
    waits for its time and is replaced by this one. `question` goes out with it; `question_of`: its
    answers belong to that earlier broadcast. It goes no further than the right to write, and
    whom it means is worked out when it goes out. Raises `NotAllowed`, `NotThere` (a department),
    `BadValue`: "begun" (what was to be replaced is on its way or gone), "closed", "text_kk",
    "text_ru", "text_en" (Kazakh and Russian are needed; below a picture or file they are shorter),
    "at" (from now to a year ahead), "segment" (at once, and means nobody).
    """
    segment = await bounded(work, hr_id, organisation_id, segment, now)
    written = checked_texts(texts, longest_text(media, asks=bool(question or question_of)))
    check_moment(at, now)
    counted = await count_meant(work, hr_id, organisation_id, segment, now, catalogue)
    audience = sum(counted.values())
    if not audience and at is None:
        raise BadValue("segment")
    if instead_of is not None:
        await find_broadcast(work, hr_id, organisation_id, instead_of, now)
        if not await work.campaigns.drop_unsent(instead_of):
            raise BadValue("begun")
        thing = ("campaign", instead_of)
        await note(work, hr_id, organisation_id, "broadcast.replace", thing, now)
    number = await work.campaigns.create(
        organisation_id, hr_id, written, segment, now, at,
        audience=audience, asks_receipt=asks_receipt, formats=formats, media=media,
        question=await _asked(work, hr_id, organisation_id, question, question_of, now),
        question_of=question_of,
    )  # fmt: skip
    await note(work, hr_id, organisation_id, "broadcast.begin", ("campaign", number), now)
    return number


def checked_texts(texts: Mapping[Language, str], most: int = LONGEST_TEXT) -> dict[Language, str]:
    """The texts without those that are empty. Raises `BadValue` ("text_kk" …)."""
    written = {language: text for language, text in texts.items() if text.strip()}
    for language in REQUIRED_LANGUAGES:
        if language not in written:
            raise BadValue(f"text_{language}", 1, most)
    for language, text in written.items():
        if not fits(text, most):
            raise BadValue(f"text_{language}", 1, most)
    return written


def check_moment(at: datetime | None, now: datetime) -> None:
    """That a message may go out then (None: now). Raises `BadValue("at")`."""
    if at is not None and not now <= at <= now + LATEST_START:
        raise BadValue("at", now, now + LATEST_START)


async def _asked(
    work: Work,
    hr_id: int,
    organisation_id: int,
    question: Question | None,
    question_of: int | None,
    now: datetime,
) -> Question | None:
    """The question as it goes out. A reminder asks what was asked, as long as it is open; who asks
    is written down for those who are asked. Raises `NotThere`, `BadValue("closed")`."""
    if question_of is not None:
        earlier = await find_broadcast(work, hr_id, organisation_id, question_of, now)
        if earlier.question is None or earlier.question_of is not None:
            raise NotThere
        if earlier.question_closed_at is not None:
            raise BadValue("closed")
        return earlier.question
    if question is None:
        return None
    may = await require_some(work, hr_id, "write", organisation_id, now)
    return replace(question, by_head=not may.everywhere)


async def broadcasts_of(
    work: Work,
    hr_id: int,
    organisation_id: int,
    now: datetime,
    *,
    after: int = 0,
    limit: int = LISTED,
) -> list[Campaign]:
    """The latest first, without the `after` first ones; heads see their own. Raises `NotAllowed`"""
    may = await require_some(work, hr_id, "write", organisation_id, now)
    by = None if may.everywhere else hr_id
    return await work.campaigns.of(organisation_id, limit, after, by)


def state_at(campaign: Campaign, now: datetime) -> CampaignState:
    """Whether it waits is said only of a broadcast whose time has not come."""
    if campaign.state == "queued" and campaign.scheduled_at <= now:
        return "running"
    return campaign.state


async def broadcast(
    work: Work, hr_id: int, organisation_id: int, campaign_id: int, now: datetime
) -> BroadcastView:
    """Raises `NotAllowed`, `NotThere`."""
    campaign = await find_broadcast(work, hr_id, organisation_id, campaign_id, now)
    by_name = bool(await reach(work, hr_id, "organise", organisation_id, now))
    status = await work.campaigns.status(campaign_id)
    assert status is not None, "the broadcast is there"
    reasons = await work.campaigns.reasons(campaign_id)
    if not by_name:
        status, reasons = _without_causes(status), []
    return BroadcastView(
        campaign,
        status,
        reasons,
        await work.replies.count(organisation_id, campaign_id) if by_name else 0,
        state_at(campaign, now),
        await work.receipts.count(campaign_id, RECEIPTS.id, RECEIPTS.version) if by_name else 0,
        by_name,
    )


async def may_look(work: Work, person_id: int, held: Campaign, now: datetime) -> bool:
    """Whether somebody may open this broadcast."""
    may = await reach(work, person_id, "write", held.organisation_id, now)
    return may.everywhere or (bool(may.departments) and held.created_by == person_id)


def _without_causes(status: CampaignStatus) -> CampaignStatus:
    """What did not arrive in one number. Whether somebody has blocked the bot or wants no messages
    is shown to HR alone, and with one recipient a number is a name."""
    lost = status.blocked + status.failed + status.uncertain
    return replace(status, blocked=0, failed=lost, uncertain=0)


async def recipients_of(
    work: Work, hr_id: int, organisation_id: int, campaign_id: int, now: datetime
) -> list[Recipient]:
    """What became of each recipient, by the names that members gave to HR, which alone sees them.
    Raises `NotAllowed`, `NotThere`."""
    await require(work, hr_id, "organise", organisation_id, now)
    await find_broadcast(work, hr_id, organisation_id, campaign_id, now)
    found = await work.campaign_reports.recipients(campaign_id)
    thing = ("campaign", campaign_id)
    await note(work, hr_id, organisation_id, "broadcast.report", thing, now, people=len(found))
    return found


async def pause_broadcast(
    work: Work, hr_id: int, organisation_id: int, campaign_id: int, now: datetime
) -> bool:
    """Whether it was going or waiting for its time until now. Raises `NotAllowed`, `NotThere`."""
    await find_broadcast(work, hr_id, organisation_id, campaign_id, now)
    done = await work.campaigns.pause(campaign_id)
    return await _noted(work, hr_id, organisation_id, "broadcast.pause", campaign_id, now, done)


async def resume_broadcast(
    work: Work, hr_id: int, organisation_id: int, campaign_id: int, now: datetime
) -> bool:
    """Whether it was paused until now. One that was halted goes on by the right of whoever lets
    it. Raises `NotAllowed`, `NotThere`."""
    held = await find_broadcast(work, hr_id, organisation_id, campaign_id, now)
    if held.halted is None:
        done = await work.campaigns.resume(campaign_id)
    else:
        segment = await as_goes_on(work, hr_id, held, now)
        done = await work.campaigns.resume_as(campaign_id, hr_id, segment)
    return await _noted(work, hr_id, organisation_id, "broadcast.resume", campaign_id, now, done)


async def as_goes_on(work: Work, actor_id: int, held: Campaign, now: datetime) -> Segment:
    """Whom a broadcast means where this person goes on with it: HR with a head's to the departments
    that the head had, and no further."""
    segment = held.segment
    if not segment.within or not await reach(work, actor_id, "organise", held.organisation_id, now):
        return segment
    if segment.unanswered_of is not None:
        # None but those whom the head has asked, and out of them nobody is chosen.
        return replace(segment, within=())
    return replace(segment, departments=segment.departments or segment.within, within=())


async def cancel_broadcast(
    work: Work, hr_id: int, organisation_id: int, campaign_id: int, now: datetime
) -> bool:
    """Whether it had not ended before. Raises `NotAllowed`, `NotThere`."""
    await find_broadcast(work, hr_id, organisation_id, campaign_id, now)
    done = await work.campaigns.cancel(campaign_id, now)
    return await _noted(work, hr_id, organisation_id, "broadcast.cancel", campaign_id, now, done)


async def _noted(
    work: Work,
    hr_id: int,
    organisation_id: int,
    action: str,
    campaign_id: int,
    now: datetime,
    done: bool,
) -> bool:
    if done:
        await note(work, hr_id, organisation_id, action, ("campaign", campaign_id), now)
    return done


async def find_broadcast(
    work: Work, actor_id: int, organisation_id: int, campaign_id: int, now: datetime
) -> Campaign:
    """A broadcast there; of heads only their own. Raises `NotAllowed`, `NotThere`."""
    may = await require_some(work, actor_id, "write", organisation_id, now)
    found = await work.campaigns.get(campaign_id)
    if found is None or found.organisation_id != organisation_id:
        raise NotThere
    if not may.everywhere and found.created_by != actor_id:
        raise NotThere
    return found
