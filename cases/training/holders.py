"""Who holds a step: the people behind the roles, and the right to act as them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from cases.errors import NotAllowed
from cases.purposes import REGISTER, agreed_among
from cases.rights import Right, require
from rules.dates import today
from rules.training.chain import chain_of
from rules.training.vocabulary import Holder, Step
from storage.database import Work
from storage.tables.organisations import HR_KINDS, Department
from storage.tables.register import Appointment


async def chain(work: Work, organisation_id: int) -> tuple[Step, ...]:
    """The chain of the organisation, settled or usual: a college's is shorter."""
    departments = await work.organisations.departments(organisation_id)
    has_institutes = any(each.kind == "institute" for each in departments)
    settled = await work.training_years.steps(organisation_id)
    return chain_of(settled, has_institutes=has_institutes)


def above(departments: Sequence[Department], number: int) -> list[Department]:
    """The department and what it is a part of, up to the root."""
    by_number = {each.id: each for each in departments}
    found: list[Department] = []
    here: int | None = number
    while here is not None and here in by_number:
        found.append(by_number[here])
        here = by_number[here].parent_id
    return found


def institute_of(departments: Sequence[Department], number: int) -> Department | None:
    """The institute that a department is, or is a part of."""
    return next((each for each in above(departments, number) if each.kind == "institute"), None)


async def require_holder(
    work: Work,
    actor_id: int,
    organisation_id: int,
    holder: Holder,
    department_id: int | None,
    now: datetime,
) -> None:
    """The right to do a step of this holder for a department's schedule (None: the whole one).

    HR may do what heads and institutes do, with the paper; and records what is done outside.
    Raises `NotAllowed`.
    """
    tree = await work.organisations.departments(organisation_id)
    right, place = right_of(holder, department_id, tree)
    await require(work, actor_id, right, organisation_id, now, department_id=place)


def right_of(
    holder: Holder, department_id: int | None, tree: Sequence[Department]
) -> tuple[Right, int | None]:
    """The right that a step of this holder takes, and where (None: the whole organisation)."""
    if holder == "hr_director":
        return "sign_year", None
    if holder in ("hr", "outside"):
        return "organise", None
    if holder == "institute" and department_id is not None:
        institute = institute_of(tree, department_id)
        return "approve", None if institute is None else institute.id
    return "approve", department_id


async def holds(
    work: Work,
    actor_id: int,
    organisation_id: int,
    step: Step | None,
    department_id: int | None,
    now: datetime,
) -> bool:
    """Whether the actor may do this step; nobody does one that is not there."""
    if step is None:
        return False
    try:
        await require_holder(work, actor_id, organisation_id, step.holder, department_id, now)
    except NotAllowed:
        return False
    return True


async def heads_of(
    work: Work, organisation_id: int, department_id: int, now: datetime
) -> list[int]:
    """The heads of a department; where it has none, those of what it is a part of."""
    roles = await work.roles.of_organisation(organisation_id, today(now))
    tree = await work.organisations.departments(organisation_id)
    for each in above(tree, department_id):
        found = [
            role.person_id
            for role in roles
            if role.kind == "head" and role.department_id == each.id
        ]
        if found:
            return found
    return []


async def heads_at(
    work: Work, organisation_id: int, department_id: int, now: datetime
) -> list[int]:
    """The heads of this very department."""
    roles = await work.roles.of_organisation(organisation_id, today(now))
    return [
        role.person_id
        for role in roles
        if role.kind == "head" and role.department_id == department_id
    ]


async def hr_of(work: Work, organisation_id: int, now: datetime) -> list[int]:
    roles = await work.roles.of_organisation(organisation_id, today(now))
    return [role.person_id for role in roles if role.kind in HR_KINDS]


async def acting_for(
    work: Work, organisation_id: int, holder: Holder, department_id: int | None, now: datetime
) -> list[int]:
    """Who is told that a step of this holder is next: of what is done outside HR, which enters it;
    where nobody leads the place, nobody."""
    if holder == "hr_director":
        roles = await work.roles.of_organisation(organisation_id, today(now))
        return [role.person_id for role in roles if role.kind == "hr_director"]
    if holder in ("hr", "outside"):
        return await hr_of(work, organisation_id, now)
    if department_id is None:
        return []
    place = department_id
    if holder == "institute":
        institute = institute_of(await work.organisations.departments(organisation_id), place)
        if institute is None:
            return []
        place = institute.id
    return await heads_of(work, organisation_id, place, now)


async def people_behind(
    work: Work, organisation_id: int, employee_ids: Iterable[int]
) -> dict[int, int]:
    """Employee → person, of those whose tie is confirmed and agreed to."""
    wanted = set(employee_ids)
    ties = [
        tie
        for tie in await work.ties.of_organisation(organisation_id)
        if tie.state == "confirmed" and tie.employee_id in wanted
    ]
    agreed = await agreed_among(work, [tie.person_id for tie in ties], REGISTER)
    return {tie.employee_id: tie.person_id for tie in ties if tie.person_id in agreed}


def main_units(appointments: Iterable[Appointment]) -> dict[int, Appointment]:
    """Employee → the appointment that says their unit: the first that names a department, else the
    first."""
    found: dict[int, Appointment] = {}
    for each in appointments:
        held = found.get(each.employee_id)
        if held is None or (held.department_id is None and each.department_id is not None):
            found[each.employee_id] = each
    return found
