"""The register as lines of a table, as far as the right to take lists goes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from cases.rights import note, require_some
from rules.dates import today
from storage.database import Work
from storage.tables.organisations import Department
from storage.tables.register import Appointment, Employee


@dataclass(frozen=True, slots=True)
class StaffLine:
    """One appointment of one person. `units`: kind and name, from the widest department to the one
    that the person is appointed to."""

    employee: Employee
    appointment: Appointment
    units: tuple[tuple[str, str], ...]


async def export_staff(
    work: Work, actor_id: int, organisation_id: int, now: datetime
) -> list[StaffLine]:
    """Everybody who works there, of all departments that the right covers, by name.

    Raises `NotAllowed`.
    """
    may = await require_some(work, actor_id, "export", organisation_id, now)
    places = None if may.everywhere else may.departments
    lines = await staff_lines(work, organisation_id, now, places)
    thing = ("register", None)
    await note(work, actor_id, organisation_id, "staff.export", thing, now, lines=len(lines))
    return lines


async def staff_lines(
    work: Work, organisation_id: int, now: datetime, places: Collection[int] | None = None
) -> list[StaffLine]:
    """`places`: only who is appointed to one of these departments. Whoever calls has looked at the
    right."""
    held: dict[int, list[Appointment]] = defaultdict(list)
    for each in await work.register.all_appointments(organisation_id, today(now)):
        if places is None or each.department_id in places:
            held[each.employee_id].append(each)
    departments = {each.id: each for each in await work.organisations.departments(organisation_id)}
    people = sorted(await work.register.all(organisation_id), key=lambda each: (each.name, each.id))
    return [
        StaffLine(employee, appointment, _path(departments, appointment.department_id))
        for employee in people
        for appointment in held.get(employee.id, ())
    ]


def _path(departments: dict[int, Department], number: int | None) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    while number is not None and number in departments:
        department = departments[number]
        found.append((department.kind, department.name))
        number = department.parent_id
    return tuple(reversed(found))
