"""Whom of the employer's register a later edition judges otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cases.register.exporting import StaffLine, staff_lines
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


async def affected_staff(
    work: Work, organisation_id: int, norms: Catalogue, now: datetime
) -> list[Affected]:
    """Everybody who works there by name, each appointment judged as a staff list is.

    Whoever calls has looked at the right.
    """
    across = AcrossEditions(norms, today(now))
    found: list[Affected] = []
    for line in await staff_lines(work, organisation_id, now):
        employee, post = line.employee, line.appointment
        person = person_kept(employee.name, post.post, post.position, employee.known)
        found += [Affected(line, kind) for kind in across.kinds_of(person)]
    return found
