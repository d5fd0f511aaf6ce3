"""Who holds a step: the people behind the roles, and the right to act as them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from cases.errors import NotAllowed
from cases.purposes import REGISTER, agreed_among
from cases.rights import require
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
    if holder == "hr_director":
        await require(work, actor_id, "sign_year", organisation_id, now)
    elif holder in ("hr", "outside"):
        await require(work, actor_id, "organise", organisation_id, now)
    else:
        place = department_id
        if holder == "institute" and department_id is not None:
            tree = await work.organisations.departments(organisation_id)
            institute = institute_of(tree, department_id)
            place = None if institute is None else institute.id
        await require(work, actor_id, "approve", organisation_id, now, department_id=place)


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


async def hr_of(work: Work, organisation_id: int, now: datetime) -> list[int]:
    roles = await work.roles.of_organisation(organisation_id, today(now))
    return [role.person_id for role in roles if role.kind in HR_KINDS]


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


async def name_of(work: Work, actor_id: int, organisation_id: int) -> str:
    """What the colleagues call whoever acts, as it is now; "" where nobody has said."""
    for tie in await work.ties.of_person(actor_id):
        record = await work.register.get(tie.employee_id)
        here = record is not None and record.organisation_id == organisation_id
        if record is not None and here and tie.state == "confirmed":
            return record.name
    right = await work.hr.in_force(organisation_id, actor_id)
    return "" if right is None or right.name is None else right.name


def main_units(appointments: Iterable[Appointment]) -> dict[int, Appointment]:
    """Employee → the appointment that says their unit: the first that names a department, else the
    first."""
    found: dict[int, Appointment] = {}
    for each in appointments:
        held = found.get(each.employee_id)
        if held is None or (held.department_id is None and each.department_id is not None):
            found[each.employee_id] = each
    return found
