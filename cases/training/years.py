"""Years of training as the organisation enters them, and its chain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final, Literal

from cases.errors import BadValue, NameTaken, NotThere
from cases.rights import cleaned, note, require, require_some
from cases.training.holders import chain
from cases.training.messages import plan_year
from rules.training.chain import may_hold, may_switch
from rules.training.days import quarters_of
from rules.training.vocabulary import ChainStep, Holder, Step, YearKind
from storage.database import Work
from storage.tables.training import LABEL_LENGTH, TrainingYear

LONGEST_YEAR: Final = 400
"""Days: a year and a little."""
PLANNED_BEFORE: Final = timedelta(days=60)
"""Before its first day a year is already worked on."""
DayOfYear = Literal["plans_due", "meetings_due", "quarters", "reports_due", "annual_due"]
DAYS: Final[tuple[DayOfYear, ...]] = (
    "plans_due", "meetings_due", "quarters", "reports_due", "annual_due",
)  # fmt: skip


async def add_year(
    work: Work,
    actor_id: int,
    organisation_id: int,
    label: str,
    begins: date,
    ends: date,
    now: datetime,
) -> TrainingYear:
    """A year of plans; its quarters are those of the calendar until others are entered (R707).

    Raises `NotAllowed`, `NameTaken`, `BadValue` ("label", "days").
    """
    await require(work, actor_id, "organise", organisation_id, now)
    name = cleaned(label, "label")
    if len(name) > LABEL_LENGTH:
        raise BadValue("label", 1, LABEL_LENGTH)
    if not 0 < (ends - begins).days <= LONGEST_YEAR:
        raise BadValue("days", begins, ends)
    if any(
        each.label == name for each in await work.training_years.of_organisation(organisation_id)
    ):
        raise NameTaken
    kind: YearKind = "calendar" if begins.year == ends.year else "study"
    year = TrainingYear(
        0, organisation_id, name, kind, begins, ends, None, None,
        quarters_of(begins, ends), None, None, now,
    )  # fmt: skip
    added = await work.training_years.add(year)
    await note(work, actor_id, organisation_id, "training.year", ("training_year", added.id), now)
    await plan_year(work, added, now)
    return added


async def set_days(
    work: Work,
    actor_id: int,
    organisation_id: int,
    year_id: int,
    which: DayOfYear,
    days: tuple[date, ...],
    now: datetime,
) -> TrainingYear:
    """Enters a day of the year, or the days of the quarters. They may lie after its end: reports
    come later. Raises `NotAllowed`, `NotThere`, `BadValue("days")`."""
    await require(work, actor_id, "organise", organisation_id, now)
    year = await year_of(work, organisation_id, year_id)
    if not days or (which != "quarters" and len(days) != 1):
        raise BadValue("days", year.begins, year.ends)
    changed = _with_days(year, which, days)
    await work.training_years.change(changed)
    thing = ("training_year", year.id)
    await note(work, actor_id, organisation_id, "training.days", thing, now, which=which)
    await plan_year(work, changed, now)
    return changed


def _with_days(year: TrainingYear, which: DayOfYear, days: tuple[date, ...]) -> TrainingYear:
    match which:
        case "quarters":
            return replace(year, quarters=tuple(sorted(set(days))))
        case "plans_due":
            return replace(year, plans_due=days[0])
        case "meetings_due":
            return replace(year, meetings_due=days[0])
        case "reports_due":
            return replace(year, reports_due=days[0])
    return replace(year, annual_due=days[0])


async def years_seen(
    work: Work, actor_id: int, organisation_id: int, now: datetime
) -> list[TrainingYear]:
    """The years of an organisation, the latest first; for HR, heads and deputies. Raises
    `NotAllowed`."""
    await require_some(work, actor_id, "see_register", organisation_id, now)
    return await work.training_years.of_organisation(organisation_id)


def current_of(years: Sequence[TrainingYear], on: date) -> TrainingYear | None:
    """The year that people work on: the latest that has begun, or is planned because it begins
    soon; the first of all where none has."""
    by_begin = sorted(years, key=lambda each: each.begins)
    near = [each for each in by_begin if each.begins - on <= PLANNED_BEFORE]
    return next(iter(near[-1:] or by_begin), None)


async def year_of(work: Work, organisation_id: int, year_id: int) -> TrainingYear:
    """Raises `NotThere`, also for a year of another organisation."""
    year = await work.training_years.get(year_id)
    if year is None or year.organisation_id != organisation_id:
        raise NotThere
    return year


async def set_step(
    work: Work,
    actor_id: int,
    organisation_id: int,
    name: ChainStep,
    now: datetime,
    *,
    active: bool | None = None,
    holder: Holder | None = None,
    outside: str | None = None,
) -> Step:
    """Switches a step, or gives it to another holder. Raises `NotAllowed`, `BadValue` ("step")."""
    await require(work, actor_id, "organise", organisation_id, now)
    steps = {each.name: each for each in await chain(work, organisation_id)}
    step = steps[name]
    if active is not None:
        step = replace(step, active=active)
    if holder is not None:
        step = replace(step, holder=holder, outside="")
    if outside is not None:
        step = replace(step, outside=cleaned(outside, "outside"))
    if not may_switch(name, active=step.active) or not may_hold(name, step.holder):
        raise BadValue("step")
    await work.training_years.put_steps(organisation_id, [step])
    thing = ("training_step", None)
    await note(
        work, actor_id, organisation_id, "training.chain", thing, now,
        step=name, active=step.active, holder=step.holder,
    )  # fmt: skip
    return step
