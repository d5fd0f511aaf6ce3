"""A staff list brought into the register: looked through first, then applied in one work."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from cases.errors import NotThere
from cases.register.comparing import Choice, Comparison, Entry, Held, compare, same
from cases.register.list_rows import ListRow, StaffRows
from cases.rights import note, require
from rules.dates import today
from rules.training.vocabulary import StaffCategory
from storage.database import Work
from storage.tables.organisations import DepartmentKind
from storage.tables.register import Appointment, StaffImport

ASKED = frozenset({"same", "new", "skip"})


@dataclass(frozen=True, slots=True)
class Preview:
    """A list beside the register. `is_applied`: it has been brought in; what is doubtful or missing
    may still be looked through."""

    import_id: int
    list: StaffRows
    found: Comparison
    choices: Mapping[int, Choice]
    is_applied: bool


@dataclass(frozen=True, slots=True)
class Applied:
    """How many people were added and changed, how many departments were made."""

    added: int
    changed: int
    departments: int
    open: int
    """Rows that nobody has decided on: not brought in."""


async def begin_import(
    work: Work, hr_id: int, organisation_id: int, found: StaffRows, now: datetime
) -> Preview:
    """Keeps the rows of a list for a day, so that they can be looked through.

    Raises `NotAllowed`.
    """
    await require(work, hr_id, "keep_register", organisation_id, now)
    data = {**found.to_json(), "choices": {}, "applied": False}
    made = await work.staff_imports.put(organisation_id, hr_id, data, now)
    return await _preview(work, made, now)


async def preview(
    work: Work, hr_id: int, organisation_id: int, import_id: int, now: datetime
) -> Preview:
    """The list beside the register as it is now. Raises `NotAllowed`, `NotThere`."""
    return await _preview(work, await _own(work, hr_id, organisation_id, import_id, now), now)


async def choose(
    work: Work,
    hr_id: int,
    organisation_id: int,
    import_id: int,
    row: int,
    choice: Choice,
    now: datetime,
) -> Preview:
    """What HR says of a doubtful row. Raises `NotAllowed`, `NotThere`."""
    held = await _own(work, hr_id, organisation_id, import_id, now)
    if choice not in ASKED or not 0 <= row < len(_rows(held)):
        raise NotThere
    data = {**held.data, "choices": {**_dict(held.data["choices"]), str(row): choice}}
    await work.staff_imports.change(import_id, data)
    return await preview(work, hr_id, organisation_id, import_id, now)


async def apply_import(
    work: Work, hr_id: int, organisation_id: int, import_id: int, now: datetime
) -> Applied:
    """Brings in what is new and changed; nobody is ended. A second time changes nothing more.

    Raises `NotAllowed`, `NotThere`.
    """
    held = await _own(work, hr_id, organisation_id, import_id, now)
    seen = await _preview(work, held, now)
    applied = await bring_in(work, hr_id, organisation_id, seen.found, now)
    await work.staff_imports.change(import_id, {**held.data, "applied": True})
    return applied


async def drop_import(
    work: Work, hr_id: int, organisation_id: int, import_id: int, now: datetime
) -> None:
    """Forgets the list. Raises `NotAllowed`, `NotThere`."""
    await _own(work, hr_id, organisation_id, import_id, now)
    await work.staff_imports.remove(import_id)


async def end_missing(
    work: Work,
    hr_id: int,
    organisation_id: int,
    import_id: int,
    now: datetime,
    only: Collection[int] | None = None,
) -> int:
    """Ends the appointments that the list lacks as of yesterday, or of them only some; how many.

    Raises `NotAllowed`, `NotThere`.
    """
    seen = await preview(work, hr_id, organisation_id, import_id, now)
    ids = [each.id for each in seen.found.missing if only is None or each.id in only]
    await end_appointments(work, hr_id, organisation_id, ids, now)
    return len(ids)


async def end_appointments(
    work: Work, actor_id: int, organisation_id: int, ids: Sequence[int], now: datetime
) -> None:
    """Ends appointments as of yesterday; whoever calls has looked at the right."""
    await work.register.end_appointments(ids, today(now) - timedelta(days=1))
    await work.audit.add_all(
        actor_id, organisation_id, "appointment.end", "appointment", ids, {}, now
    )


async def held_by(work: Work, organisation_id: int, now: datetime) -> Held:
    """The register of an organisation as a list is compared with it."""
    return Held(
        await work.register.all(organisation_id),
        await work.register.all_appointments(organisation_id, today(now)),
        await work.organisations.departments(organisation_id),
    )


async def bring_in(
    work: Work, actor_id: int, organisation_id: int, found: Comparison, now: datetime
) -> Applied:
    """Writes what a comparison found new and changed; whoever calls has looked at the right."""
    units = await _units(work, actor_id, organisation_id, found, now)
    writer = _Writer(found, units)
    new, changed = found.new, found.changed
    added = await work.register.add(
        organisation_id, [(each.number, each.name, each.known) for each in new], now
    )
    appointments = [
        writer.appointment(number, place)
        for number, entry in zip(added, new, strict=True)
        for place in entry.rows
    ]
    for entry in changed:
        appointments += await _change(work, writer, entry, now)
    await work.register.appoint(appointments)
    numbers = [entry.employee.id for entry in changed if entry.employee is not None]
    for action, ids in (("employee.add", added), ("employee.change", numbers)):
        await work.audit.add_all(actor_id, organisation_id, action, "employee", ids, {}, now)
    applied = Applied(len(new), len(changed), len(found.new_units), len(found.doubtful))
    thing = ("register", None)
    await note(
        work, actor_id, organisation_id, "register.import", thing, now,
        added=applied.added, changed=applied.changed, departments=applied.departments,
    )  # fmt: skip
    return applied


async def _change(work: Work, writer: _Writer, entry: Entry, now: datetime) -> list[Appointment]:
    """Writes what is new of somebody known; the appointments that begin."""
    held = entry.employee
    assert held is not None, "only somebody known is changed"
    if (held.name, held.number, held.known) != (entry.name, entry.number, entry.known):
        await work.register.change(held.id, entry.number, entry.name, entry.known, now)
    for appointment in entry.kept:
        await work.register.change_appointment(appointment)
    begun = list(entry.new)
    for ended, place in entry.moved:
        await work.register.end_appointments([ended.id], today(now) - timedelta(days=1))
        begun.append(place)
    return [writer.appointment(held.id, place) for place in begun]


class _Writer:
    """Makes appointments of rows. `units`: numbers of departments by name."""

    def __init__(self, found: Comparison, units: Mapping[str, int]) -> None:
        self._rows, self._units = found.rows, units

    def appointment(self, employee_id: int, place: int) -> Appointment:
        row = self._rows[place]
        return Appointment(
            id=0,
            employee_id=employee_id,
            department_id=self._units[same(row.units[-1].name)] if row.units else None,
            position=row.position,
            post=row.post,
            staff=cast(StaffCategory | None, row.staff),
            rate=row.rate,
            since=row.since,
            until=None,
            competition_on=row.competition_on,
        )


async def _units(
    work: Work, actor_id: int, organisation_id: int, found: Comparison, now: datetime
) -> dict[str, int]:
    """The departments by name, those that the list names anew made first."""
    held = await work.organisations.departments(organisation_id)
    numbers = {same(each.name): each.id for each in held}
    made = []
    for row in found.rows:
        above: int | None = None
        for unit in row.units:
            key = same(unit.name)
            if key not in numbers:
                kind = cast(DepartmentKind, unit.kind)
                new = await work.organisations.add_department(
                    organisation_id, unit.name, now, kind, above
                )
                assert new is not None, "no department has this name"
                numbers[key] = new.id
                made.append(new.id)
            above = numbers[key]
    await work.audit.add_all(
        actor_id, organisation_id, "department.add", "department", made, {}, now
    )
    return numbers


async def _own(
    work: Work, hr_id: int, organisation_id: int, import_id: int, now: datetime
) -> StaffImport:
    await require(work, hr_id, "keep_register", organisation_id, now)
    held = await work.staff_imports.get(import_id)
    if held is None or (held.organisation_id, held.person_id) != (organisation_id, hr_id):
        raise NotThere
    return held


async def _preview(work: Work, held: StaffImport, now: datetime) -> Preview:
    found = StaffRows.from_json(held.data)
    choices = {int(row): cast(Choice, said) for row, said in _dict(held.data["choices"]).items()}
    compared = compare(found.rows, await held_by(work, held.organisation_id, now), choices)
    return Preview(held.id, found, compared, choices, bool(held.data["applied"]))


def _rows(held: StaffImport) -> list[ListRow]:
    rows: Any = held.data["rows"]
    return cast(list[ListRow], rows)


def _dict(value: object) -> dict[str, Any]:
    return cast(dict[str, Any], value)
