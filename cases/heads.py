"""What heads and deputies of departments see of members (whom they may write to: `audience`).

Of members they see only those who have agreed to that (purpose `heads`): what was given for HR does
not reach them by itself.
"""

from __future__ import annotations

from datetime import datetime

from cases.errors import NotAllowed, NotThere
from cases.members import PAGE, MemberView, views_of
from cases.purposes import HEADS
from cases.register.ties import works_in
from cases.rights import note, require_some
from cases.tree import below
from rules.dates import today
from storage.database import Work
from storage.tables.organisations import Membership


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
