"""When a broadcast goes out: at once, or at an hour of a day in Almaty."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Final

from cases.broadcasts import LATEST_START
from cases.rights import require_hr
from handlers.chat.outcome import Button, Keyboard, Outcome, Screen, grid
from handlers.chat.visit import Visit
from handlers.hr import writing
from handlers.hr.buttons import back, press, shown
from handlers.hr.calendar import calendar_rows, day_number, moment_words, read_day, typed_day
from handlers.hr.draft import BroadcastDraft, load, store
from handlers.hr.forms import Fields, await_words
from rules.dates import ALMATY, today

FORM: Final = "draft_when"
HOURS: Final = range(9, 21)
CLOCK: Final = re.compile(r"(?<![\d.])([01]?\d|2[0-3]):([0-5]\d)(?![\d:])")


async def ask(visit: Visit, edit: int | None, organisation_id: int, number: int) -> Outcome:
    """Steps of the calendar; a day asks for its hour."""
    await require_hr(visit.unit, visit.person.id, organisation_id)
    draft = await load(visit, organisation_id)
    if draft is None:
        return await writing.gone(visit, edit, organisation_id)
    await await_words(visit, FORM, {"organisation": organisation_id})
    day = read_day(number)
    if day is not None:
        return shown(_hours(visit, draft, day), edit)
    return shown(_days(visit, draft, number), edit)


async def words(visit: Visit, fields: Fields, typed: str) -> Outcome:
    """A day, with its hour ("20.11.2026 10:00") or without."""
    number = fields["organisation"]
    await require_hr(visit.unit, visit.person.id, number)
    draft = await load(visit, number)
    if draft is None:
        return await writing.gone(visit, None, number)
    clock = CLOCK.search(typed)
    rest = CLOCK.sub(" ", typed).strip(" ,") or "сегодня"
    day = typed_day(rest, visit.on, _latest(visit), visit.tr, "when", number)
    if not isinstance(day, date):
        said, rows = day
        await await_words(visit, FORM, fields)
        screen = _days(visit, draft, 0)
        return shown(Screen(f"{screen.text}\n\n{said}", (*rows, *screen.keyboard)), None)
    if clock is None:
        await await_words(visit, FORM, fields)
        return shown(_hours(visit, draft, day), None)
    return await _chosen(visit, None, draft, day, time(int(clock[1]), int(clock[2])))


async def hour_pressed(
    visit: Visit, edit: int | None, organisation_id: int, number: int, hour: int
) -> Outcome:
    await require_hr(visit.unit, visit.person.id, organisation_id)
    draft, day = await load(visit, organisation_id), read_day(number)
    if draft is None or day is None or hour not in HOURS:
        return await writing.gone(visit, edit, organisation_id)
    return await _chosen(visit, edit, draft, day, time(hour))


async def at_once(visit: Visit, edit: int | None, organisation_id: int) -> Outcome:
    await require_hr(visit.unit, visit.person.id, organisation_id)
    draft = await load(visit, organisation_id)
    if draft is None:
        return await writing.gone(visit, edit, organisation_id)
    return await writing.go_on(visit, edit, await store(visit, replace(draft, at=None)))


async def _chosen(
    visit: Visit, edit: int | None, draft: BroadcastDraft, day: date, clock: time
) -> Outcome:
    at = datetime.combine(day, clock, ALMATY).astimezone(UTC)
    if not visit.now < at <= visit.now + LATEST_START:
        await await_words(visit, FORM, {"organisation": draft.organisation})
        screen = _days(visit, draft, 0)
        said = visit.tr.text("⚠️ That moment has passed or is over a year away.")
        return shown(Screen(f"{screen.text}\n\n{said}", screen.keyboard), edit)
    return await writing.go_on(visit, edit, await store(visit, replace(draft, at=at)))


def _latest(visit: Visit) -> date:
    return today(visit.now + LATEST_START)


def _days(visit: Visit, draft: BroadcastDraft, number: int) -> Screen:
    tr, organisation = visit.tr, draft.organisation
    lines = [
        tr.text("<b>When does it go out?</b>"),
        tr.text("Now set: {moment}", moment=moment_words(draft.at, tr)),
        tr.text("Press a day or write it with the hour, for example: 15.03.2027 10:00 (Almaty)."),
    ]
    rows: Keyboard = (
        (Button(tr.text("At once"), press("when_now", organisation)),),
        *calendar_rows(number, visit.on, _latest(visit), tr, "when", organisation),
        back(tr, "draft", organisation),
    )
    return Screen("\n".join(lines), rows)


def _hours(visit: Visit, draft: BroadcastDraft, day: date) -> Screen:
    tr, organisation = visit.tr, draft.organisation
    buttons = [
        Button(f"{hour}:00", press("when_hour", organisation, day_number(day), hour))
        for hour in HOURS
        if datetime.combine(day, time(hour), ALMATY) > visit.now
    ]
    text = tr.text("<b>{day}</b>\nAt which hour (Almaty)?", day=tr.date(day))
    return Screen(text, (*grid(buttons, 4), back(tr, "when", organisation, 0)))
