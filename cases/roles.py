"""Roles of an organisation: given, limited and ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from cases.deadline_standing import renew_deadlines
from cases.errors import BadValue, NameTaken, NotThere
from cases.organisations import require_other_hr
from cases.purposes import REGISTER, agreed_among
from cases.rights import (
    Operators,
    Right,
    name_or_none,
    note,
    reach,
    require,
    require_department,
    require_some,
)
from rules.dates import today
from storage.database import Work
from storage.tables.organisations import HR_KINDS, Role, RoleKind

GIVES: Final[dict[RoleKind, Right]] = {
    "hr_director": "give_director",
    "hr": "give_hr",
    "head": "give_head",
    "deputy": "give_head",
}
"""The right that it takes to give and to end a role."""


@dataclass(frozen=True, slots=True)
class RoleView:
    """A role with the names to show: of its holder (None: none is known) and of the department ("":
    the whole organisation)."""

    role: Role
    name: str | None
    department: str
    is_self: bool


async def roles_of_organisation(
    work: Work, actor_id: int, organisation_id: int, now: datetime
) -> list[RoleView]:
    """All roles in force, the oldest first; for HR. Raises `NotAllowed`."""
    await require(work, actor_id, "organise", organisation_id, now)
    found = await work.roles.of_organisation(organisation_id, today(now))
    return [await _view(work, each, actor_id) for each in found]


async def role_of_organisation(
    work: Work, actor_id: int, organisation_id: int, role_id: int, now: datetime
) -> RoleView:
    """Raises `NotAllowed`, `NotThere` (also when it has ended)."""
    found = await roles_of_organisation(work, actor_id, organisation_id, now)
    for each in found:
        if each.role.id == role_id:
            return each
    raise NotThere


async def give_role(
    work: Work,
    actor_id: int,
    operators: Operators,
    organisation_id: int,
    person_id: int,
    kind: RoleKind,
    department_id: int | None,
    now: datetime,
    *,
    until: date | None = None,
) -> Role:
    """`department_id`: for heads and deputies; roles of HR are for the whole organisation.

    Who has another role for the same department gets this one instead. Raises `NotAllowed`,
    `NotThere` (no such department; the person belongs to the organisation in no way),
    `BadValue("until")`, `NameTaken` for the very same role.
    """
    await require(work, actor_id, GIVES[kind], organisation_id, now, operators=operators)
    place = await _place(work, organisation_id, kind, department_id)
    _require_future(until, now)
    name = await _belongs(work, organisation_id, person_id)
    for held in await work.roles.held(organisation_id, person_id, today(now)):
        if held.department_id != place:
            continue
        if (held.kind, held.until) == (kind, until):
            raise NameTaken
        await require(work, actor_id, GIVES[held.kind], organisation_id, now, operators=operators)
        if held.kind in HR_KINDS and until is not None:
            await require_other_hr(work, organisation_id, held.id)
        await work.roles.change(held.id, kind, until)
        await renew_deadlines(work, person_id, organisation_id, now)
        await _note(work, actor_id, held, "role.change", now, kind)
        return held
    made = await work.roles.give(
        organisation_id, person_id, kind, place, until, actor_id, now, name_or_none(name)
    )
    await renew_deadlines(work, person_id, organisation_id, now)
    await _note(work, actor_id, made, "role.give", now, kind)
    return made


async def set_director(
    work: Work,
    actor_id: int,
    operators: Operators,
    organisation_id: int,
    role_id: int,
    now: datetime,
    *,
    director: bool,
) -> None:
    """Makes somebody of HR its director, or a director one of HR again; the last day stays.

    Raises `NotAllowed`, `NotThere`.
    """
    may: Right = "give_director"
    await require(work, actor_id, may, organisation_id, now, operators=operators)
    held = await work.roles.get(role_id)
    if (
        held is None
        or held.organisation_id != organisation_id
        or held.withdrawn_at is not None
        or held.kind not in HR_KINDS
    ):
        raise NotThere
    wanted: RoleKind = "hr_director" if director else "hr"
    if held.kind != wanted:
        await work.roles.change(held.id, wanted, held.until)
        await _note(work, actor_id, held, "role.change", now, wanted)


async def limit_role(
    work: Work,
    actor_id: int,
    operators: Operators,
    organisation_id: int,
    role_id: int,
    until: date | None,
    now: datetime,
) -> None:
    """Sets the last day of a role, or (None) takes it away.

    Raises `NotAllowed`, `NotThere`, `BadValue("until")`, `BadValue("last_hr")`.
    """
    held = await _held(work, actor_id, operators, organisation_id, role_id, now)
    _require_future(until, now)
    if held.kind in HR_KINDS and until is not None:
        await require_other_hr(work, organisation_id, role_id)
    await work.roles.change(role_id, held.kind, until)
    await _note(work, actor_id, held, "role.limit", now, held.kind)


async def end_role(
    work: Work,
    actor_id: int,
    operators: Operators,
    organisation_id: int,
    role_id: int,
    now: datetime,
) -> None:
    """Ends a role, one's own too. Raises `NotAllowed`, `NotThere`, `BadValue("last_hr")`."""
    held = await _held(work, actor_id, operators, organisation_id, role_id, now)
    if held.kind in HR_KINDS:
        await require_other_hr(work, organisation_id, role_id)
    await work.roles.end(role_id, now)
    await renew_deadlines(work, held.person_id, organisation_id, now)
    await _note(work, actor_id, held, "role.end", now, held.kind)


async def departments_led(
    work: Work, person_id: int, organisation_id: int, now: datetime
) -> frozenset[int] | None:
    """The departments that the person sees as head or deputy, with those below; None: all, as HR.

    Raises `NotAllowed`.
    """
    found = await require_some(work, person_id, "see_register", organisation_id, now)
    return None if found.everywhere else found.departments


async def _held(
    work: Work,
    actor_id: int,
    operators: Operators,
    organisation_id: int,
    role_id: int,
    now: datetime,
) -> Role:
    held = await work.roles.get(role_id)
    wanted: Right = GIVES[held.kind] if held is not None else "give_hr"
    may = await reach(work, actor_id, wanted, organisation_id, now, operators)
    # One's own role may always be given up.
    if not may.everywhere and (held is None or held.person_id != actor_id):
        await require(work, actor_id, wanted, organisation_id, now, operators=operators)
    if (
        held is None
        or held.organisation_id != organisation_id
        or held.withdrawn_at is not None
        or (held.until is not None and held.until < today(now))
    ):
        raise NotThere
    return held


async def _place(
    work: Work, organisation_id: int, kind: RoleKind, department_id: int | None
) -> int:
    if kind in HR_KINDS:
        return await work.organisations.root(organisation_id)
    if department_id is None:
        raise NotThere
    return (await require_department(work, organisation_id, department_id)).id


async def _belongs(work: Work, organisation_id: int, person_id: int) -> str | None:
    """The name of somebody of the organisation. Raises `NotThere` for anybody else."""
    agreed = bool(await agreed_among(work, [person_id], REGISTER))
    for tie in await work.ties.of_person(person_id) if agreed else ():
        record = await work.register.get(tie.employee_id)
        confirmed = tie.state == "confirmed"
        if confirmed and record is not None and record.organisation_id == organisation_id:
            return record.name
    membership = await work.memberships.present(person_id, organisation_id)
    if membership is not None:
        return membership.name
    right = await work.hr.in_force(organisation_id, person_id)
    if right is None:
        raise NotThere
    return right.name


async def _view(work: Work, role: Role, actor_id: int) -> RoleView:
    department = await work.organisations.department(role.department_id)
    name = role.name
    if name is None:
        membership = await work.memberships.present(role.person_id, role.organisation_id)
        name = None if membership is None else membership.name
    called = "" if department is None else department.name
    return RoleView(role, name, called, role.person_id == actor_id)


def _require_future(until: date | None, now: datetime) -> None:
    if until is not None and until < today(now):
        raise BadValue("until", today(now))


async def _note(
    work: Work, actor_id: int, role: Role, action: str, now: datetime, kind: RoleKind
) -> None:
    thing = ("role", role.id)
    await note(
        work, actor_id, role.organisation_id, action, thing, now,
        kind=kind, department=role.department_id,
    )  # fmt: skip
