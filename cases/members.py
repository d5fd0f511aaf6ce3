"""What HR sees of its members, and does with them: what each agreed to, and no more."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Literal

from cases.deadline_standing import renew_deadlines
from cases.errors import ChangedMeanwhile, NotThere
from cases.rights import note, note_reading, require_department, require_hr
from storage.database import Work
from storage.tables.organisations import Membership, SharedCertificate, SharedVerdict

PAGE = 50


@dataclass(frozen=True, slots=True)
class MemberView:
    """A member as HR sees them. None: not shared; an empty tuple: shared, and there is nothing."""

    membership_id: int
    name: str | None
    department_id: int | None
    position: str | None
    joined_at: datetime
    verdicts: tuple[SharedVerdict, ...] | None
    certificates: tuple[SharedCertificate, ...] | None


async def count_members(
    work: Work, hr_id: int, organisation_id: int, department_id: int | None = None
) -> int:
    """How many there are, of one department or of all. Raises `NotAllowed`."""
    await require_hr(work, hr_id, organisation_id)
    return await work.memberships.count(organisation_id, department_id)


async def members(
    work: Work,
    hr_id: int,
    organisation_id: int,
    now: datetime,
    *,
    department_id: int | None = None,
    after: int = 0,
    limit: int = PAGE,
) -> list[MemberView]:
    """A page of members in the order they joined; `after`: the last membership already seen.

    Raises `NotAllowed`.
    """
    await require_hr(work, hr_id, organisation_id)
    found = await work.memberships.of_organisation(organisation_id, department_id, after, limit)
    thing = ("department", department_id)
    total = await work.memberships.count(organisation_id, department_id)
    await note_reading(
        work, hr_id, organisation_id, "members.read", thing, now,
        is_further=bool(after), members=total,
    )  # fmt: skip
    return await views_of(work, organisation_id, found)


async def member(
    work: Work, hr_id: int, organisation_id: int, membership_id: int, now: datetime
) -> MemberView:
    """One member. Raises `NotAllowed`, `NotThere` (also for whoever has left)."""
    await require_hr(work, hr_id, organisation_id)
    found = await _present(work, organisation_id, membership_id)
    thing = ("membership", membership_id)
    await note(work, hr_id, organisation_id, "member.read", thing, now)
    [view] = await views_of(work, organisation_id, [found])
    return view


async def move_member(
    work: Work,
    hr_id: int,
    organisation_id: int,
    membership_id: int,
    department_id: int | None,
    now: datetime,
    *,
    seen: int | Literal["any"] | None = "any",
) -> None:
    """Into a department, or (None) into none. `seen`: where whoever moves has found them.

    Raises `NotAllowed`, `NotThere`, `ChangedMeanwhile` (with the department's number or None).
    """
    await require_hr(work, hr_id, organisation_id)
    held = await _present(work, organisation_id, membership_id)
    if seen != "any" and held.department_id not in (seen, department_id):
        raise ChangedMeanwhile(held.department_id)
    if department_id is not None:
        await require_department(work, organisation_id, department_id)
    await work.memberships.set_department(membership_id, department_id)
    await renew_deadlines(work, held.person_id, organisation_id, now)
    thing = ("membership", membership_id)
    await note(work, hr_id, organisation_id, "member.move", thing, now, department=department_id)


async def department_of_member(
    work: Work, hr_id: int, organisation_id: int, membership_id: int
) -> int | None:
    """Raises `NotAllowed`, `NotThere`."""
    await require_hr(work, hr_id, organisation_id)
    return (await _present(work, organisation_id, membership_id)).department_id


async def end_membership(
    work: Work, hr_id: int, organisation_id: int, membership_id: int, now: datetime
) -> None:
    """For whoever works there no more, as if they had left. Raises `NotAllowed`, `NotThere`."""
    await require_hr(work, hr_id, organisation_id)
    found = await _present(work, organisation_id, membership_id)
    await work.memberships.leave(membership_id, now)
    await work.reminders.cancel_deadlines(found.person_id, organisation_id)
    await note(work, hr_id, organisation_id, "member.end", ("membership", membership_id), now)


async def _present(work: Work, organisation_id: int, membership_id: int) -> Membership:
    found = await work.memberships.get(membership_id)
    if found is None or found.organisation_id != organisation_id or found.left_at is not None:
        raise NotThere
    return found


async def views_of(work: Work, organisation_id: int, found: list[Membership]) -> list[MemberView]:
    """What present members share, in their order; whoever calls has looked at the right."""
    ids = [membership.id for membership in found]
    verdicts = {
        number: tuple(group)
        for number, group in groupby(
            await work.memberships.shared_verdicts(organisation_id, ids),
            key=lambda shared: shared.membership_id,
        )
    }
    certificates = {
        number: tuple(group)
        for number, group in groupby(
            await work.memberships.shared_certificates(organisation_id, ids),
            key=lambda shared: shared.membership_id,
        )
    }
    return [
        MemberView(
            membership_id=each.id,
            name=each.name,
            department_id=each.department_id,
            position=each.position,
            joined_at=each.joined_at,
            verdicts=verdicts.get(each.id, ()) if each.shares.verdicts else None,
            certificates=certificates.get(each.id, ()) if each.shares.certificates else None,
        )
        for each in found
    ]
