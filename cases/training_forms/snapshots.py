"""Figures of a year at any moment, and as they went to HR on a day (clauses 8.1 and 8.2)."""

from __future__ import annotations

from datetime import date, datetime

from cases.errors import NotThere
from cases.register.people import places_within
from cases.rights import note, require, require_some
from cases.training_forms.kept_figures import plain
from cases.training_forms.year_figures import summed, year_figures
from rules.dates import today
from storage.database import Work
from storage.tables.training import TrainingYear
from storage.tables.training_outcomes import TrainingSnapshot
from workbooks.training.content import UnitYear


async def live_figures(
    work: Work,
    actor_id: int,
    organisation_id: int,
    year: TrainingYear,
    department_id: int | None,
    now: datetime,
) -> UnitYear | None:
    """What the year came to up to this moment in a department with those below it (None: as far as
    the right goes); None where there is nobody. Raises `NotAllowed`, `NotThere`."""
    may = await require_some(work, actor_id, "see_register", organisation_id, now)
    places = await places_within(work, organisation_id, may, department_id)
    return summed(await year_figures(work, organisation_id, year, now, places))


async def take_due(work: Work, year: TrainingYear, now: datetime) -> int:
    """Takes the figures of every quarter that is over and has none yet, all units and the whole;
    how many quarters. Whoever is late takes those of the moment: the figures say when."""
    await work.organisations.hold(year.organisation_id)
    taken = {
        each.day for each in await work.training_figures.snapshots(year.id) if not each.requested
    }
    due = [day for day in year.quarters if day <= today(now) and day not in taken]
    for day in due:
        await _take(work, year, day, now, requested=False)
    return len(due)


async def request(
    work: Work, hr_id: int, organisation_id: int, year: TrainingYear, now: datetime
) -> None:
    """Takes the figures of today because HR asks for them. Raises `NotAllowed`."""
    await require(work, hr_id, "organise", organisation_id, now)
    await _take(work, year, today(now), now, requested=True)
    thing = ("training_year", year.id)
    await note(work, hr_id, organisation_id, "training.request", thing, now)


async def waiting(
    work: Work, actor_id: int, organisation_id: int, year: TrainingYear, now: datetime
) -> list[TrainingSnapshot]:
    """Figures of units that nobody has confirmed and the actor may. Raises `NotAllowed`."""
    may = await require_some(work, actor_id, "approve", organisation_id, now)
    root = await work.organisations.root(organisation_id)
    return [
        each
        for each in await work.training_figures.snapshots(year.id)
        if each.confirmed_at is None
        and each.department_id not in (None, root)
        and may.covers(each.department_id)
    ]


async def confirm(
    work: Work, actor_id: int, organisation_id: int, year: TrainingYear, number: int, now: datetime
) -> None:
    """The head has looked: the figures are right. A second press changes nothing. Raises
    `NotAllowed`, `NotThere`."""
    await require_some(work, actor_id, "approve", organisation_id, now)
    held = {each.id: each for each in await work.training_figures.snapshots(year.id)}
    if number not in held or held[number].department_id is None:
        raise NotThere
    place = held[number].department_id
    await require(work, actor_id, "approve", organisation_id, now, department_id=place)
    if held[number].confirmed_at is None:
        await work.training_figures.confirm_snapshot(number, actor_id, now)
        thing = ("training_snapshot", number)
        await note(work, actor_id, organisation_id, "training.confirm", thing, now)


async def _take(
    work: Work, year: TrainingYear, day: date, now: datetime, *, requested: bool
) -> None:
    here = year.organisation_id
    units = await year_figures(work, here, year, now)
    numbers = {each.name: each.id for each in await work.organisations.departments(here)}
    root = await work.organisations.root(here)
    rows = [(numbers[each.unit], each) for each in units if each.unit in numbers]
    whole = summed(units)
    if whole is not None:
        rows.append((root, whole))
    for place, figures in rows:
        await work.training_figures.add_snapshot(
            TrainingSnapshot(0, year.id, place, day, requested, plain(figures), now, None, None)
        )
