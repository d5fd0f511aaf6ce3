"""What heads and deputies of departments see of members, and to whom they may write.

Of members they see only those who have agreed to that (purpose `heads`): what was given for HR does
not reach them by itself.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from cases.errors import NotAllowed, NotThere
from cases.members import PAGE, MemberView, views_of
from cases.purposes import HEADS
from cases.register.ties import works_in
from cases.rights import note, require_some
from cases.tree import below
from rules.dates import today
from storage.database import Work
from storage.tables.organisations import Department, Membership
from storage.tables.segments import Segment


async def members_led(
    work: Work,
    actor_id: int,
    organisation_id: int,
    now: datetime,
    *,
    after: int = 0,
    limit: int = PAGE,
) -> list[MemberView]:
    """Members of the departments that the actor leads, of those who have agreed to it, in the order
    they joined; `after`: the last membership already seen. Raises `NotAllowed`, also for HR, who
    see members elsewhere."""
    found = await _open_to(work, actor_id, organisation_id, now, after, limit)
    thing = ("department", None)
    await note(work, actor_id, organisation_id, "members.read", thing, now, members=len(found))
    return await views_of(work, organisation_id, found)


async def member_led(
    work: Work, actor_id: int, organisation_id: int, membership_id: int, now: datetime
) -> MemberView:
    """One of them. Raises `NotAllowed`, `NotThere` (also for whoever has not agreed)."""
    found = await _open_to(work, actor_id, organisation_id, now, membership_id - 1, 1)
    if [each.id for each in found] != [membership_id]:
        raise NotThere
    thing = ("membership", membership_id)
    await note(work, actor_id, organisation_id, "member.read", thing, now)
    [view] = await views_of(work, organisation_id, found)
    return view


async def _open_to(
    work: Work, actor_id: int, organisation_id: int, now: datetime, after: int, limit: int
) -> list[Membership]:
    may = await require_some(work, actor_id, "see_shared", organisation_id, now)
    if may.everywhere:
        raise NotAllowed
    return await work.memberships.open_to(
        organisation_id, may.departments, today(now), HEADS.id, HEADS.version, after, limit
    )


async def is_led(work: Work, person_id: int, now: datetime) -> bool:
    """Whether somebody else leads a department where the person is a member or has a record."""
    for membership in await work.memberships.of_person(person_id):
        led = await _led_by_others(work, person_id, membership.organisation_id, now)
        if membership.department_id in led:
            return True
    for tie in await work.ties.of_person(person_id):
        record = await work.register.get(tie.employee_id)
        assert record is not None, "a tie goes with its record"
        led = await _led_by_others(work, person_id, record.organisation_id, now)
        if await works_in(work, tie.employee_id, led, now):
            return True
    return False


async def _led_by_others(
    work: Work, person_id: int, organisation_id: int, now: datetime
) -> frozenset[int]:
    tree = await work.organisations.departments(organisation_id)
    tops = {
        role.department_id
        for role in await work.roles.of_organisation(organisation_id, today(now))
        if role.kind in ("head", "deputy") and role.person_id != person_id
    }
    return frozenset().union(*(below(tree, top) for top in tops))


async def departments_to_write_to(
    work: Work, actor_id: int, organisation_id: int, now: datetime
) -> list[Department]:
    """The departments that a message of the actor may be for, by name. Raises `NotAllowed`."""
    may = await require_some(work, actor_id, "write", organisation_id, now)
    found = await work.organisations.departments(organisation_id)
    return [each for each in found if may.covers(each.id)]


async def within_reach(
    work: Work, actor_id: int, organisation_id: int, segment: Segment, now: datetime
) -> Segment:
    """The segment as far as the actor may write: for heads and deputies, who name no department,
    those that they lead.

    Conditions on what members share with HR are for HR alone: how many a message would reach tells
    of them. Raises `NotAllowed`, also for such a condition; `NotThere` for a department that is
    gone or out of reach.
    """
    may = await require_some(work, actor_id, "write", organisation_id, now)
    known = {each.id for each in await work.organisations.departments(organisation_id)}
    if not all(each in known and may.covers(each) for each in segment.departments):
        raise NotThere
    if may.everywhere:
        return segment
    plain = Segment(segment.languages, segment.departments, segment.positions)
    if segment != plain:
        raise NotAllowed
    return replace(plain, departments=plain.departments or tuple(sorted(may.departments & known)))
