"""Conditions of a segment that the rules judge, not a query."""

from datetime import date

from rules.norms.catalog import Catalogue
from rules.verdict.short_of_hours import ShortOfHours
from storage.database import Work
from storage.tables.segments import Segment


async def people_short_of_hours(
    work: Work,
    organisation_id: int,
    segment: Segment,
    catalogue: Catalogue,
    on: date,
    between: tuple[int, int] | None = None,
) -> frozenset[int] | None:
    """Members who lack hours by the clause of their own position (R25), of those who share
    certificates and have named one; None where the segment does not ask for them. `between`: of
    memberships after the first number, up to the second."""
    if not segment.short_of_hours:
        return None
    judging = ShortOfHours(catalogue, on)
    return frozenset(
        each.person_id
        for each in await work.campaigns.courses_of_members(organisation_id, between)
        if judging.holds(each.position, each.courses)
    )
