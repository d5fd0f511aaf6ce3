"""Ties of people to the employer's records: proposed by HR or a personal link, confirmed, undone.

Until HR or the person's head has confirmed a tie, and the person has agreed to it, the person sees
nothing of the record. Heads learn of ties only of those who have agreed to that too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from cases.errors import CaseError, NameTaken, NotThere
from cases.purposes import HEADS, REGISTER, agreed_among, require_purpose
from cases.register.comparing import same
from cases.register.people import RecordView, view_of
from cases.rights import note, require, require_some
from rules.dates import today
from storage.database import Work
from storage.tables.organisations import Membership, Organisation
from storage.tables.register import Employee, PersonalLink, Tie

LINK_LASTS: Final = timedelta(days=14)
MOST_WRONG_NAMES: Final = 3
LinkRefusal = Literal["unknown", "expired", "closed", "name"]


class LinkRefused(CaseError):
    """The personal link does not work. `reason`: "name" for another family name, which counts;
    "closed": used, withdrawn, or tried too often."""

    def __init__(self, reason: LinkRefusal) -> None:
        super().__init__(reason)
        self.reason: LinkRefusal = reason


@dataclass(frozen=True, slots=True)
class Proposal:
    """A member who may be an employee: the only ones of this name on both sides."""

    membership: Membership
    employee: Employee


@dataclass(frozen=True, slots=True)
class OpenTie:
    """A tie that waits for somebody: to be confirmed, or a correction to be looked at."""

    tie: Tie
    employee: Employee


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """What an employer holds on the person who looks. `view` None: not confirmed, or agreed to,
    yet."""

    organisation: Organisation
    tie: Tie
    view: RecordView | None


async def proposals(work: Work, hr_id: int, organisation_id: int, now: datetime) -> list[Proposal]:
    """Members without a tie beside the employees of their name, by name.

    A name that several have on either side is proposed to nobody: the personal link is for them.
    Raises `NotAllowed`.
    """
    await require(work, hr_id, "keep_register", organisation_id, now)
    ties = await work.ties.of_organisation(organisation_id)
    tied_records = {each.employee_id for each in ties}
    tied_people = {each.person_id for each in ties}
    records: dict[str, list[Employee]] = defaultdict(list)
    for employee in await work.register.all(organisation_id):
        if employee.id not in tied_records:
            records[same(employee.name)].append(employee)
    members: dict[str, list[Membership]] = defaultdict(list)
    for member in await work.memberships.all_of_organisation(organisation_id):
        if member.person_id not in tied_people and member.name:
            members[same(member.name)].append(member)
    return [
        Proposal(held[0], records[name][0])
        for name, held in sorted(members.items())
        if len(held) == 1 and len(records.get(name, ())) == 1
    ]


async def tie_proposed(
    work: Work,
    hr_id: int,
    organisation_id: int,
    now: datetime,
    only: Collection[int] | None = None,
) -> int:
    """Ties those who are proposed, or of them only some records; how many. HR's press is the
    confirmation; it shows nothing until the person agrees. Raises `NotAllowed`."""
    done = 0
    for each in await proposals(work, hr_id, organisation_id, now):
        if only is not None and each.employee.id not in only:
            continue
        tie = await work.ties.propose(each.employee.id, each.membership.person_id, hr_id, now)
        await _settle(work, hr_id, organisation_id, tie, "confirmed", now)
        done += 1
    return done


async def open_ties(
    work: Work, actor_id: int, organisation_id: int, now: datetime
) -> list[OpenTie]:
    """Ties to confirm and corrections that are asked for, the oldest first; for HR, and for heads
    those of their departments who have agreed to it. Raises `NotAllowed`."""
    may = await require_some(work, actor_id, "approve", organisation_id, now)
    found = []
    waiting = [
        tie
        for tie in await work.ties.of_organisation(organisation_id)
        if tie.state == "proposed" or tie.correction_asked_at is not None
    ]
    shown = await agreed_among(
        work, [tie.person_id for tie in waiting], REGISTER if may.everywhere else HEADS
    )
    for tie in waiting:
        if tie.person_id not in shown:
            continue
        record = await work.register.get(tie.employee_id)
        assert record is not None, "a tie goes with its record"
        if may.everywhere or await works_in(work, tie.employee_id, may.departments, now):
            found.append(OpenTie(tie, record))
    return found


async def confirm_tie(
    work: Work, actor_id: int, organisation_id: int, tie_id: int, now: datetime
) -> None:
    """Raises `NotAllowed`, `NotThere`."""
    tie = await tie_to_settle(work, actor_id, organisation_id, tie_id, now)
    if tie.state == "proposed":
        await _settle(work, actor_id, organisation_id, tie, "confirmed", now)


async def undo_tie(
    work: Work, actor_id: int, organisation_id: int, tie_id: int, now: datetime
) -> None:
    """The person sees the record no more; both records stay. Raises `NotAllowed`, `NotThere`."""
    tie = await tie_to_settle(work, actor_id, organisation_id, tie_id, now)
    await _settle(work, actor_id, organisation_id, tie, "undone", now)


async def settle_correction(
    work: Work, actor_id: int, organisation_id: int, tie_id: int, now: datetime
) -> None:
    """HR has looked at what the person asked for. Raises `NotAllowed`, `NotThere`."""
    await require(work, actor_id, "keep_register", organisation_id, now)
    tie = await tie_to_settle(work, actor_id, organisation_id, tie_id, now)
    await work.ties.ask_correction(tie.id, None)
    await note(work, actor_id, organisation_id, "tie.correct", ("tie", tie.id), now)


async def personal_link(
    work: Work, hr_id: int, organisation_id: int, employee_id: int, now: datetime
) -> tuple[PersonalLink, str]:
    """A link for one employee, once, for 14 days, and its token; older ones work no more.

    Raises `NotAllowed`, `NotThere`, `NameTaken` for whoever is tied already.
    """
    await require(work, hr_id, "keep_register", organisation_id, now)
    view = await view_of(work, organisation_id, employee_id, now)
    if view.tie is not None:
        raise NameTaken
    made = await work.ties.add_link(employee_id, hr_id, now, now + LINK_LASTS)
    thing = ("employee", employee_id)
    await note(work, hr_id, organisation_id, "link.personal", thing, now)
    return made


async def look_at_link(work: Work, token: str, now: datetime) -> Organisation:
    """The organisation that a personal link leads to; nobody's name. Raises `LinkRefused`."""
    _, employee = await _usable(work, token, now)
    organisation = await work.organisations.get(employee.organisation_id)
    assert organisation is not None, "a record goes with its organisation"
    return organisation


async def take_link(
    work: Work, person_id: int, token: str, family_name: str, now: datetime
) -> LinkRefusal | None:
    """Proposes the tie where the family name is the record's; else why not.

    A wrong name is counted, so the transaction has to be stored; the third closes the link. Raises
    `ConsentNeeded`, also without the agreement to the register, and `LinkRefused`.
    """
    await require_purpose(work, person_id, REGISTER)
    link, employee = await _usable(work, token, now)
    if same(family_name).split()[:1] != same(employee.name).split()[:1]:
        await work.ties.count_wrong_name(link.id)
        if link.wrong_names + 1 >= MOST_WRONG_NAMES:
            await work.ties.close_link(link.id, now)
            return "closed"
        return "name"
    if await work.ties.of_employee(employee.id) is not None:
        raise LinkRefused("closed")
    for tie in await work.ties.of_person(person_id):
        held = await work.register.get(tie.employee_id)
        if held is not None and held.organisation_id == employee.organisation_id:
            raise LinkRefused("closed")
    tie = await work.ties.propose(employee.id, person_id, link.created_by, now)
    await work.ties.close_link(link.id, now)
    thing = ("tie", tie.id)
    await note(work, person_id, employee.organisation_id, "tie.propose", thing, now)
    return None


async def own_records(work: Work, person_id: int, now: datetime) -> list[OwnRecord]:
    """What employers hold on the person, as far as the ties are confirmed and agreed to."""
    found = []
    agreed = bool(await agreed_among(work, [person_id], REGISTER))
    for tie in await work.ties.of_person(person_id):
        record = await work.register.get(tie.employee_id)
        assert record is not None, "a tie goes with its record"
        organisation = await work.organisations.get(record.organisation_id)
        assert organisation is not None, "a record goes with its organisation"
        view = None
        if tie.state == "confirmed" and agreed:
            view = await view_of(work, organisation.id, record.id, now)
        found.append(OwnRecord(organisation, tie, view))
    return found


async def ask_correction(work: Work, person_id: int, tie_id: int, now: datetime) -> None:
    """Puts the record on HR's list. Raises `NotThere` for a tie that is not the person's own and
    confirmed."""
    tie = await work.ties.get(tie_id)
    if not await agreed_among(work, [person_id], REGISTER):
        raise NotThere
    if tie is None or tie.person_id != person_id or tie.state != "confirmed":
        raise NotThere
    await work.ties.ask_correction(tie_id, now)


async def _usable(work: Work, token: str, now: datetime) -> tuple[PersonalLink, Employee]:
    link = await work.ties.find_link(token)
    if link is None:
        raise LinkRefused("unknown")
    if link.closed_at is not None:
        raise LinkRefused("closed")
    if link.expires_at <= now:
        raise LinkRefused("expired")
    employee = await work.register.get(link.employee_id)
    assert employee is not None, "a link goes with its record"
    await work.organisations.hold(employee.organisation_id)
    return link, employee


async def tie_to_settle(
    work: Work, actor_id: int, organisation_id: int, tie_id: int, now: datetime
) -> Tie:
    """A tie that the actor may settle; never one's own as a head only. Raises `NotAllowed`,
    `NotThere`."""
    may = await require_some(work, actor_id, "approve", organisation_id, now)
    tie = await work.ties.get(tie_id)
    record = None if tie is None else await work.register.get(tie.employee_id)
    if tie is None or record is None or record.organisation_id != organisation_id:
        raise NotThere
    if tie.state == "undone":
        raise NotThere
    if not may.everywhere:
        own = tie.person_id == actor_id
        shown = await agreed_among(work, [tie.person_id], HEADS)
        if own or not shown or not await works_in(work, tie.employee_id, may.departments, now):
            raise NotThere
    return tie


async def works_in(
    work: Work, employee_id: int, departments: frozenset[int], now: datetime
) -> bool:
    """Whether the employee is appointed to one of the departments today."""
    on = today(now)
    return any(
        each.department_id in departments and (each.until is None or each.until >= on)
        for each in await work.register.appointments([employee_id])
    )


async def _settle(
    work: Work,
    actor_id: int,
    organisation_id: int,
    tie: Tie,
    state: Literal["confirmed", "undone"],
    now: datetime,
) -> None:
    await work.ties.settle(tie.id, state, actor_id, now)
    action = "tie.confirm" if state == "confirmed" else "tie.undo"
    await note(work, actor_id, organisation_id, action, ("tie", tie.id), now)
