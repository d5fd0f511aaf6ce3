"""People of the register as HR, heads and deputies see them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from cases.errors import NotThere
from cases.purposes import HEADS, REGISTER, agreed_among
from cases.register.comparing import same
from cases.rights import Reach, note, note_reading, require_some
from cases.tree import below
from rules.dates import today
from storage.database import Work
from storage.tables.organisations import Department
from storage.tables.register import Appointment, Employee, Tie

PAGE = 8
MOST_FOUND = 30


@dataclass(frozen=True, slots=True)
class RecordView:
    """One record: `appointments` in force first, then those that have ended; `departments` by
    number; `tie` that is proposed or confirmed, as far as the viewer may know of it; `agreed`:
    whether the person has agreed to be tied, without which it shows nothing."""

    employee: Employee
    appointments: tuple[Appointment, ...]
    departments: dict[int, Department]
    tie: Tie | None
    agreed: bool

    @property
    def tied(self) -> bool:
        """Whether the tie is in force: confirmed, and agreed to."""
        return self.tie is not None and self.tie.state == "confirmed" and self.agreed


@dataclass(frozen=True, slots=True)
class StaffSlice:
    """Some people of a department and those below it, by name, and how many there are in all."""

    people: tuple[Employee, ...]
    total: int
    more: bool


async def staff_of(
    work: Work,
    actor_id: int,
    organisation_id: int,
    now: datetime,
    *,
    department_id: int | None = None,
    after: int = 0,
) -> StaffSlice:
    """Who works in a department and those below it; None: everywhere the right goes.

    `after`: the last employee seen. Raises `NotAllowed`, `NotThere`.
    """
    may = await require_some(work, actor_id, "see_register", organisation_id, now)
    places = await places_within(work, organisation_id, may, department_id)
    last = await work.register.get(after) if after else None
    from_name = ("", 0) if last is None else (last.name, last.id)
    on = today(now)
    found = await work.register.working(organisation_id, on, places, from_name, PAGE + 1)
    total = await work.register.count(organisation_id, on, places)
    thing = ("department", department_id)
    await note_reading(
        work, actor_id, organisation_id, "staff.read", thing, now,
        is_further=bool(after), people=total,
    )  # fmt: skip
    return StaffSlice(tuple(found[:PAGE]), total, len(found) > PAGE)


async def search_staff(
    work: Work, actor_id: int, organisation_id: int, words: str, now: datetime
) -> list[Employee]:
    """Who works there and has all the words, or their beginnings, in the name; 30 at most.

    Raises `NotAllowed`.
    """
    may = await require_some(work, actor_id, "see_register", organisation_id, now)
    wanted = same(words).split()
    places = await places_within(work, organisation_id, may, None)
    names = await work.register.names(organisation_id, today(now), places)
    fitting = [
        number
        for number, name in names
        if all(any(part.startswith(word) for part in same(name).split()) for word in wanted)
    ]
    people = [await work.register.get(number) for number in fitting[:MOST_FOUND]]
    thing = ("register", None)
    await note(work, actor_id, organisation_id, "staff.search", thing, now, people=len(people))
    return [each for each in people if each is not None]


async def record_of(
    work: Work, actor_id: int, organisation_id: int, employee_id: int, now: datetime
) -> RecordView:
    """One person of the register, as far as the right goes. Raises `NotAllowed`, `NotThere`."""
    may = await require_some(work, actor_id, "see_register", organisation_id, now)
    view = await view_of(work, organisation_id, employee_id, now)
    here = [each.department_id for each in view.appointments if _in_force(each, now)]
    if not may.everywhere and not any(may.covers(each) for each in here):
        raise NotThere
    thing = ("employee", employee_id)
    await note(work, actor_id, organisation_id, "staff.record", thing, now)
    if view.tie is None or may.everywhere:
        return view
    shown = await agreed_among(work, [view.tie.person_id], HEADS)
    return view if shown else replace(view, tie=None, agreed=False)


async def view_of(work: Work, organisation_id: int, employee_id: int, now: datetime) -> RecordView:
    """One record with all that belongs to it; whoever calls has looked at the right. Raises
    `NotThere`."""
    found = await work.register.get(employee_id)
    if found is None or found.organisation_id != organisation_id:
        raise NotThere
    appointments = await work.register.appointments([employee_id])
    appointments.sort(key=lambda each: (not _in_force(each, now), each.id))
    departments = {each.id: each for each in await work.organisations.departments(organisation_id)}
    tie = await work.ties.of_employee(employee_id)
    agreed = tie is not None and bool(await agreed_among(work, [tie.person_id], REGISTER))
    return RecordView(found, tuple(appointments), departments, tie, agreed)


def _in_force(each: Appointment, now: datetime) -> bool:
    return each.until is None or each.until >= today(now)


async def places_within(
    work: Work, organisation_id: int, may: Reach, department_id: int | None
) -> frozenset[int] | None:
    """The departments to look in; None: all, with those who are in none."""
    if department_id is None:
        return None if may.everywhere else may.departments
    tree = await work.organisations.departments(organisation_id)
    if department_id not in {each.id for each in tree} or not may.covers(department_id):
        raise NotThere
    return below(tree, department_id)
