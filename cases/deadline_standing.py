"""Who is done with a deadline, for HR and heads: looked at, and told before the day by itself.

Somebody is done by name only who said so after agreeing that HR sees it; of all others nothing is
known. Heads see those who have agreed to that besides (purpose `heads`).
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from cases.errors import NotAllowed, NotThere
from cases.purposes import HEADS, RECEIPTS
from cases.rights import note_reading, require_some
from rules.dates import today
from rules.verdict.deadlines import coming_reminders
from storage.database import Work
from storage.repositories.deadline_reports import Standing
from storage.tables.organisations import Deadline
from storage.tables.segments import EVERYBODY, Segment

# Those who keep an eye on a day hear of it when there is still time to ask people, and at the end.
WATCH_BEFORE: Final = (7, 1)
# No condition would mean everybody; memberships are numbered from 1.
NOBODY: Final = (0,)


@dataclass(frozen=True, slots=True)
class StandingView:
    """`people`: how many it is for, within the reach of whoever looks; `done` of them have said so;
    `shown`: a slice of them."""

    deadline: Deadline
    people: int
    done: int
    shown: tuple[Standing, ...]


async def standing_of(
    work: Work,
    viewer_id: int,
    organisation_id: int,
    deadline_id: int,
    now: datetime,
    *,
    first: int = 0,
    limit: int = 0,
) -> StandingView:
    """Also of a day that is over. Raises `NotAllowed`, `NotThere`."""
    held, segment = await _seen(work, viewer_id, organisation_id, deadline_id, now)
    people, done = await work.deadline_reports.count(held, segment, *_receipts())
    shown: list[Standing] = []
    if limit:
        shown = await work.deadline_reports.people(held, segment, *_receipts(), first, limit)
        thing = ("deadline", deadline_id)
        await note_reading(
            work, viewer_id, organisation_id, "deadline.read", thing, now, is_further=True
        )
    return StandingView(held, people, done, tuple(shown))


async def watched(
    work: Work, viewer_id: int, deadline_id: int, now: datetime
) -> tuple[int, int] | None:
    """How many a deadline is for and how many are done, for whoever keeps an eye on it; None where
    it is gone, the right is, or it concerns nobody of theirs."""
    held = await work.deadlines.get(deadline_id)
    if held is None:
        return None
    try:
        view = await standing_of(work, viewer_id, held.organisation_id, deadline_id, now)
    except (NotAllowed, NotThere):
        return None
    return (view.people, view.done) if view.people else None


async def plan_watchers(
    work: Work, held: Deadline, now: datetime, only: Collection[int] | None = None
) -> None:
    """Reminders for those who hold a role; `only`: as far as these people are concerned."""
    moments = coming_reminders(held.day, now, WATCH_BEFORE)
    roles = await work.roles.of_organisation(held.organisation_id, today(now))
    people = {each.person_id for each in roles}
    await work.reminders.plan_watchers(
        held, people if only is None else people & set(only), moments
    )


async def renew_deadlines(work: Work, person_id: int, organisation_id: int, now: datetime) -> None:
    """After somebody has another department, position or role: the reminders that are theirs now.

    Nothing is caught up with.
    """
    for held in await work.deadlines.of_organisation(organisation_id, today(now)):
        if held.particulars.audience != EVERYBODY:
            moments = coming_reminders(held.day, now, held.days_before)
            await work.reminders.plan_members(held, moments, [person_id])
        await plan_watchers(work, held, now, [person_id])


async def _seen(
    work: Work, viewer_id: int, organisation_id: int, deadline_id: int, now: datetime
) -> tuple[Deadline, Segment]:
    reach = await require_some(work, viewer_id, "write", organisation_id, now)
    held = await work.deadlines.get(deadline_id)
    if held is None or held.organisation_id != organisation_id:
        raise NotThere
    audience = held.particulars.audience
    if reach.everywhere:
        return held, audience
    if audience.from_shared:
        # Who is on it was told to HR, and stays as it was when somebody shares it no more.
        raise NotThere
    open_to_heads = await work.memberships.open_to(
        organisation_id, reach.departments, today(now), HEADS.id, HEADS.version
    )
    seen = {each.id for each in open_to_heads}
    if audience.members:
        seen &= set(audience.members)
    within = tuple(sorted(reach.departments))
    return held, replace(audience, within=within, members=tuple(sorted(seen)) or NOBODY)


def _receipts() -> tuple[str, str]:
    return RECEIPTS.id, RECEIPTS.version
