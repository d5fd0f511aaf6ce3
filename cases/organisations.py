"""Organisations, their departments, and who acts for their HR."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cases.errors import BadValue, ChangedMeanwhile, NameTaken, NotThere
from cases.rights import (
    Operators,
    cleaned,
    note,
    require,
    require_department,
    require_hr,
    require_hr_or_operator,
    require_operator,
)
from cases.tree import below
from rules.dates import today
from storage.database import Work
from storage.tables.audit import AuditEntry
from storage.tables.organisations import Department, DepartmentKind, Organisation

AUDIT_PAGE = 50


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who acts for HR, by the name they gave for it, else the one they gave as a member;
    None: neither."""

    right_id: int
    name: str | None
    granted_at: datetime
    is_self: bool
    is_director: bool


async def create_organisation(
    work: Work, operator_id: int, operators: Operators, name: str, now: datetime
) -> Organisation:
    """Raises `NotAllowed`, `BadValue("name")`, `NameTaken`."""
    require_operator(operator_id, operators)
    made = await work.organisations.add(cleaned(name, "name"), now)
    if made is None:
        raise NameTaken
    await note(work, operator_id, made.id, "organisation.create", ("organisation", made.id), now)
    return made


async def all_organisations(
    work: Work, operator_id: int, operators: Operators
) -> list[Organisation]:
    """By name. Raises `NotAllowed`."""
    require_operator(operator_id, operators)
    return await work.organisations.all()


async def organisations_of_hr(work: Work, person_id: int) -> list[Organisation]:
    """The organisations whose HR the person is now; empty for everybody else."""
    found = [
        await work.organisations.get(right.organisation_id)
        for right in await work.hr.of_person(person_id)
    ]
    return [organisation for organisation in found if organisation is not None]


async def organisations_led(work: Work, person_id: int, now: datetime) -> list[Organisation]:
    """The organisations where the person has any role now, as HR, head or deputy."""
    held = await work.roles.of_person(person_id, today(now))
    found = [
        await work.organisations.get(number)
        for number in dict.fromkeys(role.organisation_id for role in held)
    ]
    return [organisation for organisation in found if organisation is not None]


async def rename_organisation(
    work: Work,
    hr_id: int,
    organisation_id: int,
    name: str,
    now: datetime,
    *,
    seen: str | None = None,
) -> None:
    """`seen`: the name that whoever renames had before them.

    Raises `NotAllowed`, `BadValue("name")`, `NameTaken`, `ChangedMeanwhile` (with the name).
    """
    await require_hr(work, hr_id, organisation_id)
    wanted = cleaned(name, "name")
    held = await work.organisations.get(organisation_id)
    assert held is not None, "whoever acts has a right there"
    _require_seen(held.name, seen, wanted)
    other = await work.organisations.named(wanted)
    if other is not None and other.id != organisation_id:
        raise NameTaken
    await work.organisations.rename(organisation_id, wanted)
    thing = ("organisation", organisation_id)
    await note(work, hr_id, organisation_id, "organisation.rename", thing, now)


async def departments(work: Work, hr_id: int, organisation_id: int) -> list[Department]:
    """By name. Raises `NotAllowed`."""
    await require_hr(work, hr_id, organisation_id)
    return await work.organisations.departments(organisation_id)


async def add_department(
    work: Work, hr_id: int, organisation_id: int, name: str, now: datetime
) -> Department:
    """Raises `NotAllowed`, `BadValue("name")`, `NameTaken`."""
    await require_hr(work, hr_id, organisation_id)
    made = await work.organisations.add_department(organisation_id, cleaned(name, "name"), now)
    if made is None:
        raise NameTaken
    await note(work, hr_id, organisation_id, "department.add", ("department", made.id), now)
    return made


async def rename_department(
    work: Work,
    hr_id: int,
    organisation_id: int,
    department_id: int,
    name: str,
    now: datetime,
    *,
    seen: str | None = None,
) -> None:
    """`seen`: the name that whoever renames had before them.

    Raises `NotAllowed`, `NotThere`, `BadValue("name")`, `NameTaken`, `ChangedMeanwhile` (with the
    name).
    """
    await require_hr(work, hr_id, organisation_id)
    held = await require_department(work, organisation_id, department_id)
    wanted = cleaned(name, "name")
    _require_seen(held.name, seen, wanted)
    others = await work.organisations.departments(organisation_id)
    if any(other.name == wanted and other.id != department_id for other in others):
        raise NameTaken
    await work.organisations.rename_department(department_id, wanted)
    thing = ("department", department_id)
    await note(work, hr_id, organisation_id, "department.rename", thing, now)


def _require_seen(held: str, seen: str | None, wanted: str) -> None:
    """A name is not put in the place of one that nobody has looked at. Raises `ChangedMeanwhile`"""
    if seen is not None and held not in (seen, wanted):
        raise ChangedMeanwhile(held)


async def place_department(
    work: Work,
    hr_id: int,
    organisation_id: int,
    department_id: int,
    now: datetime,
    *,
    kind: DepartmentKind | None = None,
    parent_id: int | None = None,
) -> None:
    """What a department is, and what it is a part of (the root's number: of nothing else); None:
    as before.

    Raises `NotAllowed`, `NotThere`, `BadValue("above")` for the department itself and its parts.
    """
    await require_hr(work, hr_id, organisation_id)
    held = await require_department(work, organisation_id, department_id)
    if parent_id is not None and parent_id != await work.organisations.root(organisation_id):
        await require_department(work, organisation_id, parent_id)
        if parent_id in below(await work.organisations.departments(organisation_id), held.id):
            raise BadValue("above")
    wanted = (kind or held.kind, parent_id or held.parent_id)
    if wanted == (held.kind, held.parent_id):
        return
    await work.organisations.set_place(held.id, *wanted)
    thing = ("department", held.id)
    await note(
        work, hr_id, organisation_id, "department.place", thing, now,
        kind=wanted[0], parent=wanted[1],
    )  # fmt: skip


async def remove_department(
    work: Work, hr_id: int, organisation_id: int, department_id: int, now: datetime
) -> None:
    """Its members stay in the organisation. Raises `NotAllowed`, `NotThere`."""
    await require_hr(work, hr_id, organisation_id)
    await require_department(work, organisation_id, department_id)
    await work.organisations.remove_department(department_id)
    thing = ("department", department_id)
    await note(work, hr_id, organisation_id, "department.remove", thing, now)


async def colleagues(
    work: Work, actor_id: int, operators: Operators, organisation_id: int
) -> list[Colleague]:
    """Who acts for this HR, the longest first; for HR and operators. Raises `NotAllowed`."""
    await require_hr_or_operator(work, actor_id, organisation_id, operators)
    found = []
    for right in await work.hr.of_organisation(organisation_id):
        name = right.name or await _name_as_member(work, organisation_id, right.person_id)
        is_self, is_director = right.person_id == actor_id, right.kind == "hr_director"
        found.append(Colleague(right.id, name, right.granted_at, is_self, is_director))
    return found


async def name_of_actor(work: Work, organisation_id: int, person_id: int) -> str | None:
    """What HR of this organisation may call somebody in its log, also when their right has ended;
    None for whoever gave no name, and for operators."""
    right = await work.hr.latest(organisation_id, person_id)
    if right is not None and right.name is not None:
        return right.name
    return await _name_as_member(work, organisation_id, person_id)


async def _name_as_member(work: Work, organisation_id: int, person_id: int) -> str | None:
    membership = await work.memberships.present(person_id, organisation_id)
    return None if membership is None else membership.name


async def name_oneself(
    work: Work, hr_id: int, organisation_id: int, name: str, now: datetime
) -> None:
    """What colleagues call whoever acts for HR. Raises `NotAllowed`, `BadValue("name")`."""
    right = await require_hr(work, hr_id, organisation_id)
    await work.hr.set_name(right.id, cleaned(name, "name"))
    await note(work, hr_id, organisation_id, "hr.name", ("hr_right", right.id), now)


async def organisations_of_only_hr(work: Work, person_id: int) -> list[Organisation]:
    """The organisations whose HR the person is and nobody else."""
    own = await organisations_of_hr(work, person_id)
    return [each for each in own if await work.hr.count(each.id) == 1]


async def require_other_hr(work: Work, organisation_id: int, right_id: int) -> None:
    """Raises `BadValue("last_hr")` where nobody else acts for this HR without an end: without the
    last one nobody would look after the organisation."""
    lasting = [each.id for each in await work.hr.of_organisation(organisation_id) if not each.until]
    if not set(lasting) - {right_id}:
        raise BadValue("last_hr")


async def withdraw_right(
    work: Work,
    actor_id: int,
    operators: Operators,
    organisation_id: int,
    right_id: int,
    now: datetime,
) -> None:
    """Ends a right of HR, one's own too, with the draft that it was for; links its holder made for
    new HR die with it.

    Raises `NotAllowed`, `NotThere` (also when it was withdrawn before), `BadValue("last_hr")`.
    """
    await require_hr_or_operator(work, actor_id, organisation_id, operators)
    right = await work.hr.get(right_id)
    if right is None or right.organisation_id != organisation_id or right.withdrawn_at is not None:
        raise NotThere
    await require_other_hr(work, organisation_id, right_id)
    if right.kind == "hr_director":
        await require(work, actor_id, "give_director", organisation_id, now, operators=operators)
    await work.hr.withdraw(right_id, now)
    await note(work, actor_id, organisation_id, "hr.withdraw", ("hr_right", right_id), now)


async def audit_log(
    work: Work,
    actor_id: int,
    organisation_id: int,
    now: datetime,
    *,
    before: int | None = None,
    limit: int = AUDIT_PAGE,
    about: Sequence[str] = (),
) -> list[AuditEntry]:
    """What HR and operators did in this organisation, the latest first; for its HR.

    `before`: the number of the last entry already seen. `about`: only actions with one of these
    words before the dot; none: all. Raises `NotAllowed`.
    """
    await require_hr(work, actor_id, organisation_id)
    entries = await work.audit.of_organisation(organisation_id, limit, before, about)
    thing = ("audit", None)
    await note(work, actor_id, organisation_id, "audit.read", thing, now, entries=len(entries))
    return entries
