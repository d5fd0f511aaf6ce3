"""Whom somebody may write to, and who is meant: the one place where the reach of a message is
decided."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from cases.errors import BadValue, NotAllowed, NotThere
from cases.lists.chosen import require_within
from cases.rights import Reach, require, require_department, require_some
from cases.segments import people_short_of_hours
from rules.dates import today
from rules.norms.catalog import Catalogue
from rules.vocabulary import Language
from storage.database import Work
from storage.tables.organisations import Department
from storage.tables.segments import Segment


async def bounded(
    work: Work, writer_id: int, organisation_id: int, segment: Segment, now: datetime
) -> Segment:
    """The segment, bound to the departments that the writer's right to write covers.

    Conditions on what members share with HR are for HR alone: how many a message would reach tells
    of them. Heads name members only where they know them (`require_within`). Raises `NotAllowed`,
    also for such a condition of others; `NotThere` for a department that is gone or out of reach,
    and for an earlier message of others.
    """
    reach = await require_some(work, writer_id, "write", organisation_id, now)
    if segment.unanswered_of is not None:
        return await _of_question(work, writer_id, organisation_id, reach, segment)
    for department_id in segment.departments:
        await require_department(work, organisation_id, department_id)
        if not reach.covers(department_id):
            raise NotThere
    for campaign_id in (segment.rest_of, segment.failed_of):
        earlier = None if campaign_id is None else await work.campaigns.get(campaign_id)
        if campaign_id is not None and (
            earlier is None or earlier.organisation_id != organisation_id
        ):
            raise NotThere
    if reach.everywhere:
        return replace(segment, within=())
    plain = Segment(
        segment.languages, segment.departments, segment.positions, segment.roles, segment.members
    )
    if replace(segment, within=()) != plain:
        raise NotAllowed
    if segment.members:
        await require_within(work, organisation_id, reach, segment.members, now)
    return replace(plain, within=tuple(sorted(reach.departments)))


async def _of_question(
    work: Work, writer_id: int, organisation_id: int, reach: Reach, segment: Segment
) -> Segment:
    """Everybody who has not answered a question of the writer's, and nobody is chosen out of them:
    how many would be reached tells who has answered. Raises `NotThere`, `BadValue("rest")`."""
    rest = Segment(unanswered_of=segment.unanswered_of)
    asked = await work.campaigns.get(segment.unanswered_of or 0)
    if asked is None or asked.organisation_id != organisation_id or asked.question is None:
        raise NotThere
    if not reach.everywhere and asked.created_by != writer_id:
        raise NotThere
    if replace(segment, within=()) != rest:
        raise BadValue("rest")
    return rest if reach.everywhere else replace(rest, within=tuple(sorted(reach.departments)))


async def departments_to_choose(
    work: Work, writer_id: int, organisation_id: int, now: datetime
) -> list[Department]:
    """Those that the writer may write to, by name. Raises `NotAllowed`."""
    reach = await require_some(work, writer_id, "write", organisation_id, now)
    found = await work.organisations.departments(organisation_id)
    return [each for each in found if reach.covers(each.id)]


async def named_members(
    work: Work, writer_id: int, organisation_id: int, now: datetime
) -> Sequence[tuple[int, str]]:
    """Membership and name of the members who have given one, by name. Raises `NotAllowed`: the
    names were given to HR."""
    await require(work, writer_id, "organise", organisation_id, now)
    return await work.segments.named(organisation_id, Segment(), today(now))


async def count_meant(
    work: Work,
    writer_id: int,
    organisation_id: int,
    segment: Segment,
    now: datetime,
    catalogue: Catalogue,
) -> dict[Language, int]:
    """How many would get a message now, by language; for heads also who wants none: whether
    somebody does is HR's, and of one person a number tells it. Raises `NotAllowed`, `NotThere` (a
    department)."""
    held = await bounded(work, writer_id, organisation_id, segment, now)
    may = await require_some(work, writer_id, "write", organisation_id, now)
    on = today(now)
    short = await people_short_of_hours(work, organisation_id, held, catalogue, on)
    return await work.campaigns.count(
        organisation_id, held, on, short, all_meant=not may.everywhere
    )


async def members_on_list(
    work: Work,
    writer_id: int,
    organisation_id: int,
    segment: Segment,
    now: datetime,
    catalogue: Catalogue,
) -> tuple[int, ...]:
    """The memberships that conditions which change by themselves mean today: a list to be kept.

    Raises `NotAllowed`, `NotThere`, `BadValue("segment")` for an empty one, which would mean
    everybody.
    """
    held = await bounded(work, writer_id, organisation_id, segment, now)
    on = today(now)
    short = await people_short_of_hours(work, organisation_id, held, catalogue, on)
    found = tuple(await work.segments.memberships(organisation_id, held, on, short))
    if not found:
        raise BadValue("segment")
    return found
