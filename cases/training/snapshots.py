"""Figures of a year at any moment, and as they went to HR on a day (clauses 8.1 and 8.2)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from cases.errors import BadValue, NotThere
from cases.register.people import places_within
from cases.rights import note, require, require_some
from cases.training.holders import heads_of
from cases.training.messages import ask_no_more, ask_now
from cases.training.signers import name_of
from cases.training.years import year_of
from cases.training_forms.kept_figures import plain
from cases.training_forms.year_figures import summed, year_figures
from rules.dates import today
from storage.database import Work
from storage.tables.training import TrainingYear
from storage.tables.training_outcomes import TrainingSnapshot
from storage.tables.training_plans import LONGEST_WORDS
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
    """Takes the figures of every quarter that is over and of every day that HR has asked for, where
    there are none yet: all units and the whole, and asks the heads. How many days. Whoever is late
    takes those of the moment: the figures say when."""
    await work.organisations.hold(year.organisation_id)
    held = await work.training_figures.snapshots(year.id)
    taken = {(each.day, each.requested) for each in held}
    wanted = [(day, False, None) for day in year.quarters]
    due = [
        each
        for each in [*wanted, *((day, True, author) for day, author in year.requested)]
        if each[0] <= today(now) and each[:2] not in taken
    ]
    for day, requested, author in due:
        await _take(work, year, day, now, requested=requested, author=author)
    return len(due)


async def request(
    work: Work, hr_id: int, organisation_id: int, year: TrainingYear, day: date, now: datetime
) -> None:
    """HR asks for the figures of a day of its own: taken on that day, today's at once. Raises
    `NotAllowed`, `BadValue` ("day")."""
    await require(work, hr_id, "organise", organisation_id, now)
    on = today(now)
    if not 0 <= (day - on).days <= 366:
        raise BadValue("day", on, None)
    author = await name_of(work, hr_id, organisation_id)
    if day == on:
        await _take(work, year, day, now, requested=True, author=author)
    elif day not in {each for each, _ in year.requested}:
        requested = tuple(sorted((*year.requested, (day, author))))
        await work.training_years.change(replace(year, requested=requested))
    thing = ("training_year", year.id)
    await note(work, hr_id, organisation_id, "training.request", thing, now)


def current(snapshots: Collection[TrainingSnapshot]) -> list[TrainingSnapshot]:
    """The last of each department, day and kind; those before it were counted anew."""
    last = {(each.day, each.requested, each.department_id): each.id for each in snapshots}
    return [each for each in snapshots if each.id in set(last.values())]


async def snapshots_seen(
    work: Work, actor_id: int, organisation_id: int, year_id: int, now: datetime
) -> list[TrainingSnapshot]:
    """The figures of units as they stand, the earliest day first, as far as the right goes. Raises
    `NotAllowed`, `NotThere`."""
    may = await require_some(work, actor_id, "approve", organisation_id, now)
    await year_of(work, organisation_id, year_id)
    root = await work.organisations.root(organisation_id)
    return [
        each
        for each in current(await work.training_figures.snapshots(year_id))
        if each.department_id not in (None, root) and may.covers(each.department_id)
    ]


async def waiting(
    work: Work, actor_id: int, organisation_id: int, year: TrainingYear, now: datetime
) -> list[TrainingSnapshot]:
    """Figures of units that nobody has confirmed and the actor may. Raises `NotAllowed`."""
    seen = await snapshots_seen(work, actor_id, organisation_id, year.id, now)
    return [each for each in seen if each.confirmed_at is None]


async def snapshot_seen(
    work: Work, actor_id: int, organisation_id: int, number: int, now: datetime
) -> TrainingSnapshot:
    """Figures of a unit, those before the last too. Raises `NotAllowed`, `NotThere`."""
    await require_some(work, actor_id, "approve", organisation_id, now)
    held = await work.training_figures.snapshot(number)
    if held is None or held.department_id is None:
        raise NotThere
    await year_of(work, organisation_id, held.year_id)
    place = held.department_id
    await require(work, actor_id, "approve", organisation_id, now, department_id=place)
    return held


async def confirm(
    work: Work, actor_id: int, organisation_id: int, number: int, now: datetime
) -> TrainingSnapshot:
    """The head has looked: the figures are right. A second press changes nothing. Raises
    `NotAllowed`, `NotThere` (also where they were counted anew since)."""
    held = await _current(work, actor_id, organisation_id, number, now)
    if held.confirmed_at is None:
        name = await name_of(work, actor_id, organisation_id)
        await work.training_figures.confirm_snapshot(number, actor_id, name, now)
        await work.reminders.cancel("training_figures", number)
        thing = ("training_snapshot", number)
        await note(work, actor_id, organisation_id, "training.confirm", thing, now)
    return held


async def say_wrong(
    work: Work, actor_id: int, organisation_id: int, number: int, words: str, now: datetime
) -> TrainingSnapshot:
    """The head asks to have the figures corrected, and says what is wrong. Raises `NotAllowed`,
    `NotThere`, `BadValue` ("wrong")."""
    held = await _current(work, actor_id, organisation_id, number, now)
    said = words.strip()
    if not 1 <= len(said) <= LONGEST_WORDS:
        raise BadValue("wrong", 1, LONGEST_WORDS)
    name = await name_of(work, actor_id, organisation_id)
    await work.training_figures.say_wrong(number, said, name, now)
    await work.reminders.cancel("training_figures", number)
    thing = ("training_snapshot", number)
    await note(work, actor_id, organisation_id, "training.correct", thing, now)
    return held


async def anew(
    work: Work, actor_id: int, organisation_id: int, number: int, now: datetime
) -> TrainingSnapshot:
    """Counts a unit's figures again after the register was mended: figures of the same day, made
    now. Those before stay as they were; where HR counts, the heads are asked. Raises `NotAllowed`,
    `NotThere`."""
    held = await _current(work, actor_id, organisation_id, number, now)
    assert held.department_id is not None, "those of units are current"
    year = await year_of(work, organisation_id, held.year_id)
    places = frozenset({held.department_id})
    found = summed(await year_figures(work, organisation_id, year, now, places))
    if found is None:
        raise NotThere
    author = await name_of(work, actor_id, organisation_id)
    new = TrainingSnapshot(
        0, held.year_id, held.department_id, held.day, held.requested, plain(found), now, None,
        None, author,
    )  # fmt: skip
    added = await work.training_figures.add_snapshot(new)
    await work.reminders.cancel("training_figures", number)
    thing = ("training_snapshot", added.id)
    await note(work, actor_id, organisation_id, "training.anew", thing, now)
    heads = await heads_of(work, organisation_id, held.department_id, now)
    if actor_id not in heads:
        await ask_now(work, heads, "training_figures", added.id, today(now), now)
    return added


async def remind_rest(
    work: Work, hr_id: int, organisation_id: int, year_id: int, day: date, requested: bool,
    now: datetime,
) -> int:  # fmt: skip
    """Asks the heads of all units that have not answered once more, once a day at the most; how
    many units. Raises `NotAllowed`, `NotThere`."""
    await require(work, hr_id, "organise", organisation_id, now)
    silent = [
        each
        for each in await snapshots_seen(work, hr_id, organisation_id, year_id, now)
        if (each.day, each.requested) == (day, requested)
        and each.confirmed_at is None
        and each.wrong is None
    ]
    for each in silent:
        await _ask_heads(work, organisation_id, each, now)
    thing = ("training_year", year_id)
    await note(work, hr_id, organisation_id, "training.ask", thing, now, units=len(silent))
    return len(silent)


async def _ask_heads(
    work: Work, organisation_id: int, held: TrainingSnapshot, now: datetime
) -> None:
    if held.department_id is None:
        return
    heads = await heads_of(work, organisation_id, held.department_id, now)
    await ask_now(work, heads, "training_figures", held.id, today(now), now)


async def _current(
    work: Work, actor_id: int, organisation_id: int, number: int, now: datetime
) -> TrainingSnapshot:
    held = await snapshot_seen(work, actor_id, organisation_id, number, now)
    await work.organisations.hold(organisation_id)
    kept = current(await work.training_figures.snapshots(held.year_id))
    root = await work.organisations.root(organisation_id)
    for each in kept:
        if each.id == number and each.department_id != root:
            return each
    await ask_no_more(work, actor_id, "training_figures", number)
    raise NotThere


async def _take(
    work: Work, year: TrainingYear, day: date, now: datetime, *, requested: bool, author: str | None
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
        new = TrainingSnapshot(
            0, year.id, place, day, requested, plain(figures), now, None, None, author
        )
        added = await work.training_figures.add_snapshot(new)
        if place != root:
            await _ask_heads(work, here, added, now)
