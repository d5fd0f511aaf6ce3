"""Plans, figures of a day and reports that were kept as long as they must be: proposed to HR,
deleted by a press, never by themselves (R711)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cases.errors import NotThere
from cases.rights import note, require
from rules.dates import add_months, today
from rules.training.readings import figure_of
from rules.training.vocabulary import REMAINS, Remains
from storage.database import Work
from storage.tables.training import TrainingYear

A_YEAR = 12


@dataclass(frozen=True, slots=True)
class DueRemains:
    """What of a year may be deleted, `count` rows; `since`: the first day on which it might be."""

    year: TrainingYear
    what: Remains
    count: int
    since: date


async def due_remains(
    work: Work, hr_id: int, organisation_id: int, now: datetime
) -> list[DueRemains]:
    """The oldest year first. Raises `NotAllowed`."""
    await require(work, hr_id, "keep_register", organisation_id, now)
    on, found = today(now), []
    for year in reversed(await work.training_years.of_organisation(organisation_id)):
        since = add_months(year.ends, A_YEAR * figure_of("R711"))
        if since >= on:
            continue
        kept = await work.training_remains.kept(year.id)
        held = await work.training_remains.of_year(year.id)
        found += [
            DueRemains(year, what, held[what], since)
            for what in REMAINS
            if what in held and (what not in kept or kept[what] < on)
        ]
    return found


async def delete_remains(
    work: Work, hr_id: int, organisation_id: int, year_id: int, what: Remains, now: datetime
) -> int:
    """Deletes what is proposed at this moment; how many rows. Raises `NotAllowed`, `NotThere`."""
    due = await _chosen(work, hr_id, organisation_id, year_id, what, now)
    await work.training_remains.delete(year_id, what)
    thing = ("training_year", year_id)
    await note(work, hr_id, organisation_id, "training.clear", thing, now, what=what)
    return due.count


async def keep_remains(
    work: Work, hr_id: int, organisation_id: int, year_id: int, what: Remains, now: datetime
) -> None:
    """Proposes it no more for a year. Raises `NotAllowed`, `NotThere`."""
    await _chosen(work, hr_id, organisation_id, year_id, what, now)
    await work.training_remains.keep_until(year_id, what, add_months(today(now), A_YEAR))
    thing = ("training_year", year_id)
    await note(work, hr_id, organisation_id, "training.retain", thing, now, what=what)


async def _chosen(
    work: Work, hr_id: int, organisation_id: int, year_id: int, what: Remains, now: datetime
) -> DueRemains:
    for each in await due_remains(work, hr_id, organisation_id, now):
        if (each.year.id, each.what) == (year_id, what):
            return each
    raise NotThere
