"""The recipients of a broadcast, worked out when it goes out, some members of it at a time."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Final

from cases.rights import reach
from cases.segments import people_short_of_hours
from rules.dates import today
from rules.norms.catalog import Catalogue
from rules.verdict.deadlines import Moment, allowed
from storage.database import Work
from storage.tables.outbound import Campaign
from storage.tables.segments import Segment

PIECE: Final = 500
"""Memberships in a piece: a press on SQLite waits for one at the most."""


async def halt_without_right(work: Work, now: datetime) -> list[Campaign]:
    """Pauses what is on its way without anybody's right behind it any more, and tells; the
    broadcasts whose recipients are still to be entered, the earliest first."""
    lacking: list[Campaign] = []
    for held in await work.campaign_pieces.running():
        if await as_far_as_allowed(work, held, now) is None:
            await work.campaign_pieces.halt(held.id)
            await _tell(work, held, now)
        elif held.made_at is None:
            lacking.append(held)
    return lacking


async def count_recipients(
    work: Work, held: Campaign, catalogue: Catalogue, now: datetime
) -> int | None:
    """How many there will be, of one whose first piece is to be entered; it only reads, since a
    whole organisation may have to be judged. None where that is counted already."""
    segment = await as_far_as_allowed(work, held, now)
    if held.made_to is not None or segment is None:
        return None
    on = today(now)
    short = await people_short_of_hours(work, held.organisation_id, segment, catalogue, on)
    return sum((await work.campaigns.count(held.organisation_id, segment, on, short)).values())


async def enter_piece(
    work: Work,
    campaign_id: int,
    catalogue: Catalogue,
    now: datetime,
    counted: int | None = None,
    at_once: int = PIECE,
) -> bool:
    """Enters the next recipients of one on its way; whether more are to come. `counted`: what
    `count_recipients` has found."""
    held = await work.campaigns.get(campaign_id)
    if held is None or held.state != "running" or held.made_at is not None:
        return False
    segment = await as_far_as_allowed(work, held, now)
    if segment is None:
        await work.campaign_pieces.halt(held.id)
        await _tell(work, held, now)
        return False
    if counted is not None:
        await work.campaign_pieces.counted(held.id, counted)
    low = held.made_to or 0
    high = await work.campaign_pieces.last_of_piece(held.organisation_id, low, at_once)
    if high is None:
        if not await work.campaign_pieces.complete(held.id, now):
            await _tell(work, held, now)
        return False
    if not await work.campaign_pieces.advance(held, high):
        return True
    on, between = today(now), (low, high)
    short = await people_short_of_hours(work, held.organisation_id, segment, catalogue, on, between)
    await work.campaign_pieces.enter(held, segment, between, on, short)
    return True


async def as_far_as_allowed(work: Work, held: Campaign, now: datetime) -> Segment | None:
    """Whom the broadcast means, as far as its author may write to them now; None where they may
    not, in part of the departments that it names or at all."""
    if not held.needs_right:
        return held.segment
    if held.created_by is None:
        return None
    may = await reach(work, held.created_by, "write", held.organisation_id, now)
    if not may or not all(map(may.covers, held.segment.departments)):
        return None
    if may.everywhere:
        return held.segment
    within = tuple(each for each in held.segment.within if may.covers(each))
    return replace(held.segment, within=within) if within else None


async def _tell(work: Work, held: Campaign, now: datetime) -> None:
    """The author and HR learn that it did not go out, in the morning if it is night."""
    due = allowed(now)
    for person_id in await _concerned(work, held, now):
        await work.reminders.plan(person_id, "message_held", held.id, today(due), (Moment(0, due),))


async def _concerned(work: Work, held: Campaign, now: datetime) -> Collection[int]:
    roles = await work.roles.of_organisation(held.organisation_id, today(now))
    found = {each.person_id for each in roles if each.kind in ("hr", "hr_director")}
    return sorted(found | ({held.created_by} if held.created_by is not None else set()))
