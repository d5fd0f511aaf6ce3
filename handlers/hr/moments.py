"""When a broadcast goes out: at once, or at an hour of a day in Almaty."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Final

from cases.broadcasts import LATEST_START
from handlers.chat.outcome import Keyboard, Outcome, Screen, grid
from handlers.hr.calendar import calendar_rows, day_number, moment_words, read_day, typed_day
from handlers.hr.draft import BroadcastDraft, DraftGone, draft_of, store
from handlers.hr.draft_texts import go_on
from handlers.hr.forms import Fields, await_words
from handlers.hr.visit import HrVisit
from rules.dates import ALMATY, today

FORM: Final = "draft_when"
HOURS: Final = range(9, 21)
CLOCK: Final = re.compile(r"(?<![\d.])([01]?\d|2[0-3]):([0-5]\d)(?![\d:])")
# An hour alone, as people write it: «завтра в 10», "tomorrow at 10", «ертең сағат 10-да».
HOUR: Final = re.compile(
    r"\b(?:в|at|сағат)\s+([01]?\d|2[0-3])(?:-?[дт][ае]\b)?(?:\s+час(?:а|ов)?\b)?(?![\w.:])()", re.I
)


async def ask(hr: HrVisit, number: int) -> Outcome:
    """Steps of the calendar; a day asks for its hour."""
    draft = await draft_of(hr)
    await await_words(hr, FORM)
    day = read_day(number)
    if day is not None:
        return hr.show(_hours(hr, day))
    return hr.show(_days(hr, draft, number))


async def words(hr: HrVisit, fields: Fields, typed: str) -> Outcome:
    """A day, with its hour ("20.11.2026 10:00") or without."""
    draft = await draft_of(hr)
    clock = CLOCK.search(typed) or HOUR.search(typed)
    rest = (typed if clock is None else typed.replace(clock[0], " ")).strip(" ,") or "сегодня"
    day = typed_day(hr, rest, _latest(hr), "when")
    if not isinstance(day, date):
        said, rows = day
        await await_words(hr, FORM)
        screen = _days(hr, draft, 0)
        return hr.show(Screen(f"{screen.text}\n\n{said}", (*rows, *screen.keyboard)))
    if clock is None:
        await await_words(hr, FORM)
        return hr.show(_hours(hr, day))
    return await _chosen(hr, draft, day, time(int(clock[1]), int(clock[2] or 0)))


async def hour_pressed(hr: HrVisit, number: int, hour: int) -> Outcome:
    draft, day = await draft_of(hr), read_day(number)
    if day is None or hour not in HOURS:
        raise DraftGone
    return await _chosen(hr, draft, day, time(hour))


async def at_once(hr: HrVisit) -> Outcome:
    draft = await draft_of(hr)
    return await go_on(hr, await store(hr, replace(draft, at=None)))


async def _chosen(hr: HrVisit, draft: BroadcastDraft, day: date, clock: time) -> Outcome:
    at = datetime.combine(day, clock, ALMATY).astimezone(UTC)
    if not hr.now < at <= hr.now + LATEST_START:
        await await_words(hr, FORM)
        screen = _days(hr, draft, 0)
        said = hr.tr.text("⚠️ That moment has passed or is over a year away.")
        return hr.show(Screen(f"{screen.text}\n\n{said}", screen.keyboard))
    return await go_on(hr, await store(hr, replace(draft, at=at)))


def _latest(hr: HrVisit) -> date:
    return today(hr.now + LATEST_START)


def _days(hr: HrVisit, draft: BroadcastDraft, number: int) -> Screen:
    tr = hr.tr
    lines = [
        tr.text("<b>When does it go out?</b>"),
        tr.text("Now set: {moment}", moment=moment_words(draft.at, tr)),
        tr.text("Press a day or write it with the hour, for example: 15.03.2027 10:00 (Almaty)."),
    ]
    rows: Keyboard = (
        (hr.button(tr.text("At once"), "when_now"),),
        *calendar_rows(hr, number, hr.on, _latest(hr), "when"),
        hr.back("draft"),
    )
    return Screen("\n".join(lines), rows)


def _hours(hr: HrVisit, day: date) -> Screen:
    tr = hr.tr
    buttons = [
        hr.button(f"{hour}:00", "when_hour", day_number(day), hour)
        for hour in HOURS
        if datetime.combine(day, time(hour), ALMATY) > hr.now
    ]
    text = tr.text("<b>{day}</b>\nAt which hour (Almaty)?", day=tr.date(day))
    return Screen(text, (*grid(buttons, 4), hr.back("when", 0)))
