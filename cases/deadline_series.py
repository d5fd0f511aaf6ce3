"""Deadlines that come again: those of the year ahead are entered, the next ones in time."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from cases.deadline_rounds import begin_round, enter_small
from cases.deadline_standing import plan_watchers
from rules.dates import today
from storage.database import Work
from storage.tables.deadline_rounds import Round
from storage.tables.deadline_series import Repeats, Series
from storage.tables.organisations import Deadline

AHEAD: Final = timedelta(days=366)


async def begin_series(work: Work, held: Deadline, repeats: Repeats, now: datetime) -> list[Round]:
    """Makes a deadline the first of a series, and stores those of a year ahead, whose reminders are
    to be entered."""
    series = await work.deadline_series.begin(held.organisation_id, repeats, held.day)
    await work.deadline_series.put_in(series.id, held.id)
    return await _fill(work, series, held, now)


async def extend_one_series(work: Work, now: datetime) -> bool:
    """Enters what one series lacks of the year ahead; whether there was one. Nothing is caught up
    with: days that have passed meanwhile are passed over, and no reminder goes out at once."""
    series = await work.deadline_series.due(today(now) + AHEAD)
    if series is None:
        return False
    there = await work.deadline_series.occurrences(series.id)
    latest = None if not there else await work.deadlines.get(there[-1])
    if latest is None:
        await work.deadline_series.end(series.id)
    else:
        await enter_small(work, await _fill(work, series, latest, now), now)
    return True


async def later_ones(work: Work, held: Deadline) -> list[Deadline]:
    """The occurrences of the same series after this one, as they are entered."""
    if held.series_id is None:
        return []
    found = [
        await work.deadlines.get(number)
        for number in await work.deadline_series.occurrences(held.series_id)
    ]
    return [each for each in found if each is not None and each.day > held.day]


async def _fill(work: Work, series: Series, like: Deadline, now: datetime) -> list[Round]:
    begun: list[Round] = []
    until = today(now) + AHEAD
    held: Series | None = series
    while held is not None and held.next_day <= until:
        if held.next_day >= today(now):
            begun.append(await _enter(work, held, like, now))
        await work.deadline_series.step(held)
        held = await work.deadline_series.get(series.id)
    return begun


async def _enter(work: Work, series: Series, like: Deadline, now: datetime) -> Round:
    made = await work.deadlines.add(
        series.organisation_id,
        like.kind,
        like.title,
        series.next_day,
        like.days_before,
        like.entered_by,
        now,
        like.particulars,
    )
    await work.deadline_series.put_in(series.id, made.id)
    made = replace(made, series_id=series.id)
    await plan_watchers(work, made, now)
    return await begin_round(work, made, now)
