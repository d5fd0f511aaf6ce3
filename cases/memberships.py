"""What a person decides about their own memberships; each counts from the next query on."""

from dataclasses import dataclass
from datetime import datetime

from cases.deadline_standing import renew_deadlines
from cases.errors import NotAllowed
from cases.rights import cleaned
from storage.database import Work
from storage.tables.organisations import Department, Membership, Organisation, Shares


@dataclass(frozen=True, slots=True)
class OwnMembership:
    """A membership with the names to show."""

    membership: Membership
    organisation: Organisation
    department: Department | None


async def memberships_of(work: Work, person_id: int) -> list[OwnMembership]:
    """Where the person is a member now, the oldest membership first."""
    found = []
    for membership in await work.memberships.of_person(person_id):
        organisation = await work.organisations.get(membership.organisation_id)
        assert organisation is not None, "a membership goes with its organisation"
        department = None
        if membership.department_id is not None:
            department = await work.organisations.department(membership.department_id)
        found.append(OwnMembership(membership, organisation, department))
    return found


async def set_shares(work: Work, person_id: int, organisation_id: int, shares: Shares) -> None:
    """What HR may see from now on. Raises `NotAllowed` for no member."""
    membership = await _own(work, person_id, organisation_id)
    await work.memberships.set_shares(membership.id, shares)


async def set_hr_messages(work: Work, person_id: int, organisation_id: int, wanted: bool) -> None:
    """Whether broadcasts of this HR are wanted. Raises `NotAllowed` for no member."""
    membership = await _own(work, person_id, organisation_id)
    await work.memberships.set_hr_messages(membership.id, wanted)


async def set_details(
    work: Work,
    person_id: int,
    organisation_id: int,
    position: str | None,
    name: str | None,
    now: datetime,
) -> None:
    """The position (checked by the caller) and what HR may call the person.

    Raises `NotAllowed` for no member, `BadValue("name")`.
    """
    membership = await _own(work, person_id, organisation_id)
    called = None if name is None else cleaned(name, "name")
    await work.memberships.set_details(membership.id, position, called)
    if position != membership.position:
        await renew_deadlines(work, person_id, organisation_id, now)


async def leave(work: Work, person_id: int, organisation_id: int, now: datetime) -> None:
    """Ends the membership, what HR sees, and reminders of the organisation's deadlines.

    Raises `NotAllowed` for no member.
    """
    membership = await _own(work, person_id, organisation_id)
    await work.memberships.leave(membership.id, now)
    await work.reminders.cancel_deadlines(person_id, organisation_id)


async def _own(work: Work, person_id: int, organisation_id: int) -> Membership:
    # Whoever is looked up is held first, the organisation next: everywhere in this order.
    await work.people.get(person_id)
    await work.organisations.hold(organisation_id)
    membership = await work.memberships.present(person_id, organisation_id)
    if membership is None:
        raise NotAllowed
    return membership
