"""Whom of the employer's register a later edition judges otherwise."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from cases.purposes import REGISTER, agreed_among
from cases.register.exporting import StaffLine, staff_lines
from cases.rights import note, require_some
from rules.dates import today
from rules.norms.catalog import Catalogue
from rules.roster.across_editions import AcrossEditions
from rules.roster.kept import person_kept
from rules.verdict.edition_kinds import Kind
from storage.database import Work


@dataclass(frozen=True, slots=True)
class Affected:
    """One appointment that a later edition judges otherwise, in one way."""

    line: StaffLine
    kind: Kind


@dataclass(frozen=True, slots=True)
class StaffToJudge:
    """The register as somebody may take it along. `tied`: records of people whom the bot can tell,
    None for who may not see that."""

    lines: tuple[StaffLine, ...]
    tied: frozenset[int] | None


async def staff_to_judge(
    work: Work, actor_id: int, organisation_id: int, now: datetime
) -> StaffToJudge:
    """Of all departments that the right to take lists covers. Raises `NotAllowed`."""
    may = await require_some(work, actor_id, "export", organisation_id, now)
    places = None if may.everywhere else may.departments
    lines = await staff_lines(work, organisation_id, now, places)
    people = await tied_people(work, organisation_id) if may.everywhere else None
    thing = ("register", None)
    await note(work, actor_id, organisation_id, "staff.effects", thing, now, lines=len(lines))
    return StaffToJudge(tuple(lines), None if people is None else frozenset(people))


def affected_among(lines: Collection[StaffLine], norms: Catalogue, on: date) -> list[Affected]:
    """Each appointment judged as a staff list is, by editions that begin after `on`; by department,
    clause and name. Takes about ten milliseconds for each person whose position changes."""
    across = AcrossEditions(norms, on)
    found: list[Affected] = []
    for line in lines:
        employee, post = line.employee, line.appointment
        person = person_kept(employee.name, post.post, post.position, employee.known)
        found += [Affected(line, kind) for kind in across.kinds_of(person)]
    return sorted(found, key=_by_department_and_clause)


def _by_department_and_clause(each: Affected) -> tuple[object, ...]:
    kind, line = each.kind, each.line
    units = [name for _, name in line.units]
    return units, kind.since, kind.position, kind.clauses, line.employee.name, kind.category or ""


async def affected_staff(
    work: Work, organisation_id: int, norms: Catalogue, now: datetime
) -> list[Affected]:
    """Everybody who works there. Whoever calls has looked at the right."""
    return affected_among(await staff_lines(work, organisation_id, now), norms, today(now))


async def tied_people(work: Work, organisation_id: int) -> dict[int, int]:
    """Employee -> person, by confirmed ties of those who have agreed to it."""
    ties = await work.ties.of_organisation(organisation_id)
    held = {each.employee_id: each.person_id for each in ties if each.state == "confirmed"}
    agreed = await agreed_among(work, held.values(), REGISTER)
    return {employee: person for employee, person in held.items() if person in agreed}
