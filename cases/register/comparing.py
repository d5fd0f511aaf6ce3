"""A list beside the register: who is new, changed, doubtful, and who is missing from the list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal, cast

from cases.register.list_rows import ListRow
from cases.tree import below
from rules.roster.table import plain
from rules.training.vocabulary import StaffCategory
from rules.vocabulary import Json
from storage.tables.organisations import Department
from storage.tables.register import Appointment, Employee

Choice = Literal["same", "new", "skip"]
Why = Literal["other_post", "several", "other_name", "twice"]
SAME_AS_ROW: Final = 0
"""Of a row that may be the person of an earlier one, whom the register does not know yet."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the register holds of one organisation; `appointments` in force only."""

    employees: Sequence[Employee]
    appointments: Sequence[Appointment]
    departments: Sequence[Department]


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A row that may be somebody who is known. `employee_id`: who; `SAME_AS_ROW` for the person of
    the row `earlier` of the same list."""

    row: int
    why: Why
    employee_id: int
    earlier: int | None = None


@dataclass(slots=True)
class Entry:
    """One person of the list, with the record that there is, and what the list would make of it.

    `moved`: an appointment that ends, and the row of the one that begins in its place.
    """

    rows: list[int]
    employee: Employee | None
    known: Json = field(default_factory=dict)
    name: str = ""
    number: str = ""
    new: list[int] = field(default_factory=list)
    kept: list[Appointment] = field(default_factory=list)
    moved: list[tuple[Appointment, int]] = field(default_factory=list)
    left_over: list[Appointment] = field(default_factory=list)

    @property
    def is_changed(self) -> bool:
        held = self.employee
        if held is None or self.new or self.moved or self.kept:
            return True
        return (held.name, held.number, held.known) != (self.name, self.number, self.known)


@dataclass(frozen=True, slots=True)
class Comparison:
    """`missing`: appointments of people, or second posts of people, that the list lacks in the
    departments that it covers. `new_units`: names of departments that there are not yet."""

    rows: tuple[ListRow, ...]
    entries: tuple[Entry, ...]
    doubtful: tuple[Doubtful, ...]
    missing: tuple[Appointment, ...]
    new_units: tuple[str, ...]

    @property
    def new(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.employee is None]

    @property
    def changed(self) -> list[Entry]:
        return [e for e in self.entries if e.employee is not None and e.is_changed]


def compare(
    rows: Sequence[ListRow], held: Held, choices: Mapping[int, Choice] | None = None
) -> Comparison:
    """`choices`: what HR has said of doubtful rows, by their place in `rows`; those that nothing
    is said of are in no entry."""
    return _Comparing(rows, held, choices or {}).done()


class _Comparing:
    def __init__(self, rows: Sequence[ListRow], held: Held, choices: Mapping[int, Choice]) -> None:
        self._rows, self._held, self._choices = rows, held, choices
        self._names_units = any(row.units for row in rows)
        self._unit_of = {each.id: same(each.name) for each in held.departments}
        self._of: dict[int, list[Appointment]] = defaultdict(list)
        for appointment in held.appointments:
            self._of[appointment.employee_id].append(appointment)
        self._by_number = {each.number: each for each in held.employees if each.number}
        self._by_name: dict[str, list[Employee]] = defaultdict(list)
        for each in held.employees:
            self._by_name[same(each.name)].append(each)
        self._entries: dict[str, Entry] = {}
        self._earlier: dict[str, int] = {}
        self._doubtful: list[Doubtful] = []

    def done(self) -> Comparison:
        for place, row in enumerate(self._rows):
            self._place(place, row)
        for entry in self._entries.values():
            self._finish(entry)
        names = {same(each.name): each.name for each in self._held.departments}
        units = {same(u.name): u.name for row in self._rows for u in row.units}
        return Comparison(
            tuple(self._rows),
            tuple(self._entries.values()),
            tuple(self._doubtful),
            tuple(self._missing()),
            tuple(name for key, name in units.items() if key not in names),
        )

    def _place(self, place: int, row: ListRow) -> None:
        found = self._whose(place, row)
        if isinstance(found, Doubtful):
            choice = self._choices.get(place)
            if choice is None:
                self._doubtful.append(found)
            elif choice == "same":
                self._same(place, row, found)
            elif choice == "new":
                self._put(f"row {place}", place, None)
            return
        self._put(_key(found, place, row), place, found)

    def _same(self, place: int, row: ListRow, found: Doubtful) -> None:
        if found.earlier is not None:
            key = next(k for k, e in self._entries.items() if found.earlier in e.rows)
            self._entries[key].rows.append(place)
            return
        known = next(e for e in self._held.employees if e.id == found.employee_id)
        self._put(_key(known, place, row), place, known)

    def _put(self, key: str, place: int, employee: Employee | None) -> None:
        entry = self._entries.setdefault(key, Entry([], employee))
        entry.rows.append(place)
        self._earlier.setdefault(same(self._rows[place].name), place)

    def _whose(self, place: int, row: ListRow) -> Employee | Doubtful | None:
        """The record of a row, None for somebody new."""
        by_number = self._by_number.get(row.number) if row.number else None
        if by_number is not None:
            alike = _alike(by_number.name, row.name)
            return by_number if alike else Doubtful(place, "other_name", by_number.id)
        of_number = self._entries.get(f"number {row.number}") if row.number else None
        if of_number is not None:
            first = of_number.rows[0]
            alike = _alike(self._rows[first].name, row.name)
            return None if alike else Doubtful(place, "other_name", SAME_AS_ROW, first)
        named = [
            each
            for each in self._by_name.get(same(row.name), ())
            if not (row.number and each.number)
        ]
        there = [e for e in named if any(self._agrees(row, a) for a in self._of[e.id])]
        if len(there) == 1:
            return there[0]
        if named:
            why: Why = "several" if there else "other_post"
            return Doubtful(place, why, (there or named)[0].id)
        earlier = self._earlier.get(same(row.name))
        if earlier is not None and not (row.number and self._rows[earlier].number):
            return Doubtful(place, "twice", SAME_AS_ROW, earlier)
        return None

    def _agrees(self, row: ListRow, appointment: Appointment) -> bool:
        """Whether it is this appointment that a row tells of: the same post in the same unit."""
        if row.units and self._unit_of.get(appointment.department_id or 0) != same(
            row.units[-1].name
        ):
            return False
        return not row.post or same(appointment.post) == same(row.post)

    def _finish(self, entry: Entry) -> None:
        rows = [self._rows[place] for place in entry.rows]
        held = entry.employee
        entry.name = rows[-1].name
        entry.number = next((row.number for row in rows if row.number), held.number if held else "")
        entry.known = dict(held.known) if held else {}
        for row in rows:
            entry.known |= row.known
        open_posts = list(self._of[held.id]) if held else []
        for place in entry.rows:
            row = self._rows[place]
            kept = next((each for each in open_posts if self._agrees(row, each)), None)
            if kept is None:
                entry.new.append(place)
                continue
            open_posts.remove(kept)
            made = self._brought(row, kept)
            if made != kept:
                entry.kept.append(made)
        if len(entry.new) == 1 and len(open_posts) == 1 and len(entry.rows) == 1:
            entry.moved.append((open_posts.pop(), entry.new.pop()))
        entry.left_over = open_posts

    def _brought(self, row: ListRow, kept: Appointment) -> Appointment:
        """The appointment with what a row says more of it; what the row leaves open stays."""
        return replace(
            kept,
            position=row.position or kept.position,
            staff=cast(StaffCategory | None, row.staff) or kept.staff,
            rate=row.rate if row.rate is not None else kept.rate,
            since=row.since or kept.since,
            competition_on=row.competition_on or kept.competition_on,
        )

    def _missing(self) -> Iterable[Appointment]:
        covered = self._covered()
        listed = {e.employee.id: e for e in self._entries.values() if e.employee is not None}
        asked = {each.employee_id for each in self._doubtful}
        for appointment in self._held.appointments:
            number = appointment.employee_id
            if number in asked or (
                covered is not None and appointment.department_id not in covered
            ):
                continue
            entry = listed.get(number)
            if entry is None or appointment in entry.left_over:
                yield appointment

    def _covered(self) -> frozenset[int] | None:
        """The departments that the list is about, with those below them; None: all."""
        if not self._names_units or not all(row.units for row in self._rows):
            return None
        named = {same(unit.name) for row in self._rows for unit in row.units[-1:]}
        tops = [each.id for each in self._held.departments if same(each.name) in named]
        return frozenset().union(*(below(self._held.departments, top) for top in tops))


def same(text: str) -> str:
    """A name of a person, a post or a unit, for comparing."""
    return plain(text).replace("«", '"').replace("»", '"').rstrip(" .,;")


def _alike(one: str, other: str) -> bool:
    """Whether two names have a word in common, as those of a person who has married."""
    return bool(set(same(one).split()) & set(same(other).split()))


def _key(found: Employee | None, place: int, row: ListRow) -> str:
    if found is not None:
        return f"employee {found.id}"
    return f"number {row.number}" if row.number else f"row {place}"
