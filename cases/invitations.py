"""Links into an organisation: made by HR, looked at and taken by whoever gets them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from cases.consent import require_consent
from cases.deadline_standing import renew_deadlines
from cases.errors import InvitationRefused, NotThere
from cases.reminders import plan_deadlines
from cases.rights import (
    Operators,
    cleaned,
    name_or_none,
    note,
    require_department,
    require_hr,
    require_hr_or_operator,
)
from storage.database import Work
from storage.tables.organisations import (
    Department,
    Invitation,
    InvitationKind,
    Membership,
    Organisation,
    Role,
    RoleKind,
    Shares,
)

HR_LINK_LASTS: Final = timedelta(days=2)
MEMBER_LINK_LASTS: Final = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Link:
    """A new invitation. `token` goes into the link and cannot be had again."""

    invitation: Invitation
    token: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What a link is good for, shown before it is taken."""

    kind: InvitationKind
    organisation: Organisation
    department: Department | None
    expires_at: datetime


async def invite_hr(
    work: Work,
    actor_id: int,
    operators: Operators,
    organisation_id: int,
    now: datetime,
    lasts: timedelta = HR_LINK_LASTS,
) -> Link:
    """A link that makes whoever takes it first an HR of the organisation.

    Raises `NotAllowed`; `NotThere` for an operator who names no organisation.
    """
    await require_hr_or_operator(work, actor_id, organisation_id, operators)
    return await _make(work, "hr", actor_id, organisation_id, None, now, lasts)


async def invite_members(
    work: Work,
    hr_id: int,
    organisation_id: int,
    department_id: int | None,
    now: datetime,
    lasts: timedelta = MEMBER_LINK_LASTS,
) -> Link:
    """A link by which any number of people join, into the department if one is named.

    Raises `NotAllowed`, `NotThere`.
    """
    await require_hr(work, hr_id, organisation_id)
    if department_id is not None:
        await require_department(work, organisation_id, department_id)
    return await _make(work, "member", hr_id, organisation_id, department_id, now, lasts)


async def valid_invitations(
    work: Work, hr_id: int, organisation_id: int, now: datetime
) -> list[Invitation]:
    """The links that still work, the newest first. Raises `NotAllowed`."""
    await require_hr(work, hr_id, organisation_id)
    return await work.invitations.valid(organisation_id, now)


async def withdraw_invitation(
    work: Work,
    actor_id: int,
    operators: Operators,
    organisation_id: int,
    invitation_id: int,
    now: datetime,
) -> None:
    """The link works no more. Raises `NotAllowed`, `NotThere`."""
    await require_hr_or_operator(work, actor_id, organisation_id, operators)
    invitation = await work.invitations.get(invitation_id)
    if invitation is None or invitation.organisation_id != organisation_id:
        raise NotThere
    await work.invitations.withdraw(invitation_id, now)
    thing = ("invitation", invitation_id)
    await note(work, actor_id, organisation_id, "invitation.withdraw", thing, now)


async def look(work: Work, operators: Operators, token: str, now: datetime) -> Offer:
    """What the link is good for; takes nothing. Raises `InvitationRefused`."""
    invitation = await _usable(work, operators, token, now)
    organisation = await work.organisations.get(invitation.organisation_id)
    assert organisation is not None, "an invitation goes with its organisation"
    department = None
    if invitation.department_id is not None:
        department = await work.organisations.department(invitation.department_id)
    return Offer(invitation.kind, organisation, department, invitation.expires_at)


async def accept_hr(
    work: Work,
    person_id: int,
    operators: Operators,
    token: str,
    now: datetime,
    name: str | None = None,
) -> Role:
    """The right that the link gives, once; whoever has it already keeps it and the link.

    The first HR of an organisation is its director: the link is the operator's, who may give that.
    `name`: what the colleagues may call the person, left out where it is none. Raises
    `InvitationRefused`.
    """
    invitation = await _usable(work, operators, token, now, "hr")
    organisation_id = invitation.organisation_id
    held = await work.hr.in_force(organisation_id, person_id)
    if held is not None:
        return held
    if not await work.invitations.use(invitation.id, person_id, now):
        raise InvitationRefused("used")
    called = name_or_none(name)
    kind: RoleKind = "hr" if await work.hr.has_been(organisation_id) else "hr_director"
    right = await work.hr.grant(
        organisation_id, person_id, invitation.created_by, now, called, kind
    )
    await renew_deadlines(work, person_id, organisation_id, now)
    thing = ("hr_right", right.id)
    await note(work, person_id, organisation_id, "hr.accept", thing, now, invitation=invitation.id)
    return right


async def join(
    work: Work,
    person_id: int,
    operators: Operators,
    token: str,
    now: datetime,
    *,
    name: str | None,
    position: str | None,
    shares: Shares,
) -> Membership:
    """The membership that a member's link gives, with reminders of what HR has entered.

    `name`: what HR may call the person; `position`: an identifier of the catalogue, checked by the
    caller. A member already gets these and the link's department. Raises `ConsentNeeded`,
    `BadValue("name")`, `InvitationRefused`.
    """
    await require_consent(work, person_id)
    called = None if name is None else cleaned(name, "name")
    invitation = await _usable(work, operators, token, now, "member")
    organisation_id, department_id = invitation.organisation_id, invitation.department_id
    held = await work.memberships.present(person_id, organisation_id)
    if held is None:
        made = await work.memberships.add(
            person_id, organisation_id, department_id, position, called, shares, now
        )
        await plan_deadlines(work, person_id, organisation_id, now)
        return made
    await work.memberships.set_details(held.id, position, called)
    await work.memberships.set_shares(held.id, shares)
    if department_id is not None:
        await work.memberships.set_department(held.id, department_id)
    await renew_deadlines(work, person_id, organisation_id, now)
    changed = await work.memberships.get(held.id)
    assert changed is not None
    return changed


async def _make(
    work: Work,
    kind: InvitationKind,
    actor_id: int,
    organisation_id: int,
    department_id: int | None,
    now: datetime,
    lasts: timedelta,
) -> Link:
    invitation, token = await work.invitations.add(
        kind, organisation_id, department_id, actor_id, now, now + lasts
    )
    thing = ("invitation", invitation.id)
    await note(work, actor_id, organisation_id, f"invitation.{kind}", thing, now)
    return Link(invitation, token)


async def _usable(
    work: Work,
    operators: Operators,
    token: str,
    now: datetime,
    kind: InvitationKind | None = None,
) -> Invitation:
    """The invitation, with its organisation held until the transaction ends."""
    found = await work.invitations.find(token)
    if found is None:
        raise InvitationRefused("unknown")
    await work.organisations.hold(found.organisation_id)
    invitation = await work.invitations.find(token)
    if invitation is None:
        raise InvitationRefused("unknown")
    if kind is not None and invitation.kind != kind:
        raise InvitationRefused("kind")
    if invitation.withdrawn_at is not None:
        raise InvitationRefused("withdrawn")
    if invitation.used_at is not None:
        raise InvitationRefused("used")
    if invitation.expires_at <= now:
        raise InvitationRefused("expired")
    if invitation.kind == "hr" and not await _may_appoint(work, operators, invitation):
        raise InvitationRefused("void")
    return invitation


async def _may_appoint(work: Work, operators: Operators, invitation: Invitation) -> bool:
    """Whether the link's maker could still appoint HR, now that it is taken."""
    maker = invitation.created_by
    if maker is None:
        return False
    return (
        maker in operators or await work.hr.in_force(invitation.organisation_id, maker) is not None
    )
