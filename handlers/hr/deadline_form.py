"""A deadline being entered or changed: kind, titles and day are asked for."""

from __future__ import annotations

from datetime import date
from typing import Final, cast

from cases.deadlines import LATEST_MONTHS
from cases.rights import cleaned, require_hr
from handlers.chat.outcome import Button, Keyboard, Outcome, Screen
from handlers.hr import deadline_parts
from handlers.hr.calendar import calendar_rows, read_day, typed_day
from handlers.hr.deadline_look import ASKED, FORM, NEW, PARTS, as_fields, gone, last_look, plain
from handlers.hr.deadlines import KINDS, find
from handlers.hr.forms import Fields, await_words, begun_form, keep_form
from handlers.hr.visit import HrVisit
from i18n import LANGUAGE_NAMES, LANGUAGES, Language, translator
from rules.dates import add_months
from storage.tables.organisations import DEADLINE_KINDS, DeadlineKind

NOT_WRITTEN: Final = ""


async def begin(hr: HrVisit) -> Outcome:
    await require_hr(hr.work, hr.actor, hr.organisation_id)
    return await _go_on(hr, {"deadline": NEW})


async def change(hr: HrVisit, deadline_id: int) -> Outcome:
    held = await find(hr, deadline_id)
    fields = as_fields(held)
    series = held.series_id is not None
    return await _go_on(hr, {"deadline": deadline_id, **fields, "seen": fields, "series": series})


async def kind_pressed(hr: HrVisit, number: int) -> Outcome:
    fields = begun_form(hr, FORM)
    if fields is None or number >= len(DEADLINE_KINDS):
        return await gone(hr)
    return await _go_on(hr, {**fields, "kind": DEADLINE_KINDS[number]})


async def usual_titles(hr: HrVisit) -> Outcome:
    """The titles of the kind itself, in all three languages."""
    fields = begun_form(hr, FORM)
    if fields is None or "kind" not in fields:
        return await gone(hr)
    name = KINDS[cast(DeadlineKind, fields["kind"])]
    titles: Fields = {language: translator(language).text(name) for language in LANGUAGES}
    return await _go_on(hr, {**fields, **titles})


async def without_english(hr: HrVisit) -> Outcome:
    fields = begun_form(hr, FORM)
    if fields is None or "ru" not in fields:
        return await gone(hr)
    # What has been written meanwhile is not lost to an old button.
    return await _go_on(hr, {"en": NOT_WRITTEN, **fields})


async def day_pressed(hr: HrVisit, number: int) -> Outcome:
    """A step of the calendar, or the day itself."""
    fields = begun_form(hr, FORM)
    if fields is None:
        return await gone(hr)
    day = read_day(number)
    if day is None:
        return hr.show(_day_screen(hr, fields, number))
    return await _go_on(hr, {**fields, "day": day.isoformat()})


async def ask_part(hr: HrVisit, number: int) -> Outcome:
    """Asks again for the kind, the titles or the day."""
    fields = begun_form(hr, FORM)
    if fields is None or number >= len(PARTS):
        return await gone(hr)
    kept = {name: value for name, value in fields.items() if name not in PARTS[number]}
    return await _go_on(hr, kept)


async def words(hr: HrVisit, fields: Fields, typed: str) -> Outcome:
    """A title or the day, whichever is asked for, or what may be left out."""
    if ASKED in fields:
        return await deadline_parts.words(hr, fields, typed)
    for language in LANGUAGES:
        if language not in fields:
            title = cleaned(typed, f"title_{language}")
            return await _go_on(hr, {**fields, language: title})
    latest = add_months(hr.on, LATEST_MONTHS)
    day = typed_day(hr, typed, latest, "day_pick")
    if isinstance(day, date):
        return await _go_on(hr, {**fields, "day": day.isoformat()})
    said, rows = day
    screen = _day_screen(hr, fields, 0, note=said)
    await await_words(hr, FORM, fields)
    return hr.show(Screen(screen.text, (*rows, *screen.keyboard)))


async def _go_on(hr: HrVisit, fields: Fields) -> Outcome:
    """Asks for the first thing that is missing; then shows everything before it is saved."""
    await require_hr(hr.work, hr.actor, hr.organisation_id)
    fields = plain(fields)
    if "kind" not in fields:
        await keep_form(hr, FORM, fields)
        return hr.show(_kind_screen(hr, fields))
    for language in LANGUAGES:
        if language not in fields:
            await await_words(hr, FORM, fields)
            return hr.show(_title_screen(hr, fields, language))
    if "day" not in fields:
        await await_words(hr, FORM, fields)
        return hr.show(_day_screen(hr, fields, 0))
    return await last_look(hr, fields)


def _kind_screen(hr: HrVisit, fields: Fields) -> Screen:
    tr = hr.tr
    rows = tuple(
        (hr.button(tr.text(KINDS[cast(DeadlineKind, kind)]), "day_kind", place),)
        for place, kind in enumerate(DEADLINE_KINDS)
    )
    text = tr.text("<b>A deadline</b>\nWhat is it about?")
    return Screen(text, (*rows, hr.back("days", 0)))


def _title_screen(hr: HrVisit, fields: Fields, language: Language) -> Screen:
    tr = hr.tr
    rows: list[tuple[Button, ...]] = []
    if language == "kk" and fields["kind"] != "other":
        usual = tr.text(KINDS[cast(DeadlineKind, fields["kind"])])
        words = tr.text("Use: {name}", name=usual)
        rows.append((hr.button(words, "day_usual"),))
    if language == "en":
        rows.append((hr.button(tr.text("Without English"), "day_no_en"),))
    rows.append(hr.back("days", 0))
    name = LANGUAGE_NAMES[language]
    lines = (
        tr.text("<b>The title</b>\nWrite it in this language: {name}.", name=name),
        tr.text("Kazakh and Russian are needed; English if you like."),
    )
    return Screen("\n".join(lines), tuple(rows))


def _day_screen(hr: HrVisit, fields: Fields, number: int, *, note: str = "") -> Screen:
    tr = hr.tr
    latest = add_months(hr.on, LATEST_MONTHS)
    text = tr.text("<b>The day</b>\nPress it or write it, for example: 15.03.2027.")
    rows: Keyboard = (*calendar_rows(hr, number, hr.on, latest, "day_pick"), hr.back("days", 0))
    return Screen(f"{text}\n\n{note}" if note else text, rows)
