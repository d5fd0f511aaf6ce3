"""The register as a table: narrowed, ordered, a slice at a time, for whoever may see people."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Final, get_args

from cases.errors import NotThere
from cases.register.comparing import same
from cases.register.exporting import StaffLine, staff_lines
from cases.register.people import places_within
from cases.rights import Reach, note, require_some
from rules.dates import today
from storage.database import Work
from storage.repositories.staff_lists import Narrowed, Order
from storage.tables.organisations import Department
from storage.tables.register import Appointment, Employee

ORDERS: Final[tuple[Order, ...]] = get_args(Order)
ROWS: Final = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for. `department_id` with those below it; `category` "": nothing is known;
    `words`: beginnings of names; None everywhere: all of them."""

    department_id: int | None = None
    position: str | None = None
    category: str | None = None
    words: str | None = None
    order: Order = "name"


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A person with the appointments in force."""

    employee: Employee
    appointments: tuple[Appointment, ...]


@dataclass(frozen=True, slots=True)
class StaffTable:
    """A slice of the table, how many there are in all, and what it can be narrowed by: the
    departments that the viewer sees, and the positions that people hold."""

    rows: tuple[StaffRow, ...]
    total: int
    more: bool
    departments: dict[int, Department]
    positions: tuple[str, ...]


async def staff_table(
    work: Work,
    actor_id: int,
    organisation_id: int,
    wanted: Wanted,
    now: datetime,
    *,
    after: int = 0,
) -> StaffTable:
    """`after`: the last person of the slice before. Raises `NotAllowed`, `NotThere` (department,
    person)."""
    may = await require_some(work, actor_id, "see_register", organisation_id, now)
    narrowed = await _narrowed(work, organisation_id, may, wanted, now)
    on = today(now)
    lists = work.staff_lists
    if after:
        last = await work.register.get(after)
        if last is None or last.organisation_id != organisation_id:
            raise NotThere
    people = await lists.slice(organisation_id, on, narrowed, wanted.order, after, ROWS + 1)
    total = await lists.count(organisation_id, on, narrowed)
    seen = None if may.everywhere else may.departments
    positions = await lists.positions(organisation_id, on, seen)
    tree = await work.organisations.departments(organisation_id)
    shown = people[:ROWS]
    thing = ("department", wanted.department_id)
    await note(work, actor_id, organisation_id, "staff.read", thing, now, people=len(shown))
    return StaffTable(
        await _rows(work, shown, seen, now),
        total,
        len(people) > ROWS,
        {each.id: each for each in tree if may.covers(each.id)},
        tuple(sorted(positions)),
    )


async def staff_file(
    work: Work, actor_id: int, organisation_id: int, wanted: Wanted, now: datetime
) -> list[StaffLine]:
    """The same people as lines of a file, as far as the right to take lists goes. Raises
    `NotAllowed`, `NotThere`."""
    may = await require_some(work, actor_id, "export", organisation_id, now)
    narrowed = await _narrowed(work, organisation_id, may, wanted, now)
    found = await work.staff_lists.slice(
        organisation_id, today(now), narrowed, wanted.order, 0, EVERYBODY
    )
    places = narrowed.departments
    chosen = {each.id: at for at, each in enumerate(found)}
    lines = [
        line
        for line in await staff_lines(work, organisation_id, now, places)
        if line.employee.id in chosen
    ]
    lines.sort(key=lambda line: chosen[line.employee.id])
    thing = ("register", None)
    await note(work, actor_id, organisation_id, "staff.export", thing, now, lines=len(lines))
    return lines


EVERYBODY: Final = 1_000_000


async def _narrowed(
    work: Work, organisation_id: int, may: Reach, wanted: Wanted, now: datetime
) -> Narrowed:
    places = await places_within(work, organisation_id, may, wanted.department_id)
    people = None
    if wanted.words is not None:
        names = await work.register.names(organisation_id, today(now), places)
        people = _named(names, wanted.words)
    return Narrowed(places, wanted.position, wanted.category, people)


def _named(names: list[tuple[int, str]], words: str) -> list[int]:
    """Whoever has all the words, or their beginnings, in the name."""
    begun = same(words).split()
    return [
        number
        for number, name in names
        if all(any(part.startswith(word) for part in same(name).split()) for word in begun)
    ]


async def _rows(
    work: Work, people: list[Employee], places: frozenset[int] | None, now: datetime
) -> tuple[StaffRow, ...]:
    on = today(now)
    held: dict[int, list[Appointment]] = defaultdict(list)
    for each in await work.register.appointments([person.id for person in people]):
        begun = each.since is None or each.since <= on
        lasts = each.until is None or each.until >= on
        if begun and lasts and (places is None or each.department_id in places):
            held[each.employee_id].append(each)
    return tuple(StaffRow(person, tuple(held[person.id])) for person in people)
