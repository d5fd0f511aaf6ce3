"""A deadline being entered or changed: kind, titles, day, and a last look before it is saved."""

from __future__ import annotations

from datetime import date
from typing import Final, cast

from cases import deadlines
from cases.deadlines import LATEST_MONTHS
from cases.rights import cleaned, require_hr
from handlers.chat.outcome import Button, Keyboard, Outcome, Screen
from handlers.hr.calendar import calendar_rows, read_day, typed_day
from handlers.hr.deadlines import KINDS, find, listed, title_lines
from handlers.hr.forms import Fields, await_words, begun_form, finish_form, keep_form
from handlers.hr.visit import HrVisit
from i18n import LANGUAGE_NAMES, LANGUAGES, Language, translator
from rules.dates import add_months
from rules.norms.model import Text
from rules.verdict.deadlines import DAYS_BEFORE
from storage.tables.organisations import DEADLINE_KINDS, DeadlineKind

FORM: Final = "deadline"
NEW: Final = 0
NOT_WRITTEN: Final = ""
# What the buttons "change kind, titles, day" empty, so that it is asked again.
PARTS: Final = (("kind",), ("kk", "ru", "en"), ("day",))


async def begin(hr: HrVisit) -> Outcome:
    await require_hr(hr.work, hr.actor, hr.organisation_id)
    return await _go_on(hr, {"deadline": NEW})


async def change(hr: HrVisit, deadline_id: int) -> Outcome:
    held = await find(hr, deadline_id)
    fields: Fields = {
        "deadline": deadline_id,
        "kind": held.kind,
        **{language: held.title.of(language) for language in LANGUAGES},
        "day": held.day.isoformat(),
    }
    return await _go_on(hr, fields)


async def kind_pressed(hr: HrVisit, number: int) -> Outcome:
    fields = begun_form(hr, FORM)
    if fields is None or number >= len(DEADLINE_KINDS):
        return await _gone(hr)
    return await _go_on(hr, {**fields, "kind": DEADLINE_KINDS[number]})


async def usual_titles(hr: HrVisit) -> Outcome:
    """The titles of the kind itself, in all three languages."""
    fields = begun_form(hr, FORM)
    if fields is None or "kind" not in fields:
        return await _gone(hr)
    name = KINDS[cast(DeadlineKind, fields["kind"])]
    titles: Fields = {language: translator(language).text(name) for language in LANGUAGES}
    return await _go_on(hr, {**fields, **titles})


async def without_english(hr: HrVisit) -> Outcome:
    fields = begun_form(hr, FORM)
    if fields is None or "ru" not in fields:
        return await _gone(hr)
    # What has been written meanwhile is not lost to an old button.
    return await _go_on(hr, {"en": NOT_WRITTEN, **fields})


async def day_pressed(hr: HrVisit, number: int) -> Outcome:
    """A step of the calendar, or the day itself."""
    fields = begun_form(hr, FORM)
    if fields is None:
        return await _gone(hr)
    day = read_day(number)
    if day is None:
        return hr.show(_day_screen(hr, fields, number))
    return await _go_on(hr, {**fields, "day": day.isoformat()})


async def ask_part(hr: HrVisit, number: int) -> Outcome:
    """Asks again for the kind, the titles or the day."""
    fields = begun_form(hr, FORM)
    if fields is None or number >= len(PARTS):
        return await _gone(hr)
    kept = {name: value for name, value in fields.items() if name not in PARTS[number]}
    return await _go_on(hr, kept)


async def words(hr: HrVisit, fields: Fields, typed: str) -> Outcome:
    """A title or the day, whichever is asked for."""
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


async def save(hr: HrVisit) -> Outcome:
    fields = begun_form(hr, FORM)
    if fields is None or not all(name in fields for part in PARTS for name in part):
        return await _gone(hr)
    kind = cast(DeadlineKind, fields["kind"])
    title = _title(fields)
    day = date.fromisoformat(fields["day"])
    work, actor = hr.work, hr.actor
    if fields["deadline"] == NEW:
        await deadlines.enter_deadline(work, actor, hr.organisation_id, kind, title, day, hr.now)
    else:
        held = await work.deadlines.get(fields["deadline"])
        ahead = DAYS_BEFORE if held is None else held.days_before
        await deadlines.change_deadline(
            work, actor, hr.organisation_id, fields["deadline"], kind, title, day, hr.now, ahead
        )
    await finish_form(hr)
    toast = hr.tr.text("Saved; members are reminded of it.")
    return await listed(hr, 0, toast=toast)


def _title(fields: Fields) -> Text:
    return Text(kk=fields["kk"], ru=fields["ru"], en=fields["en"])


async def _gone(hr: HrVisit) -> Outcome:
    toast = hr.tr.text("This is saved or was left already.")
    return await listed(hr, 0, toast=toast)


async def _go_on(hr: HrVisit, fields: Fields) -> Outcome:
    """Asks for the first thing that is missing; then shows everything before it is saved."""
    await require_hr(hr.work, hr.actor, hr.organisation_id)
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
    await keep_form(hr, FORM, fields)
    return hr.show(_last_look(hr, fields))


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


def _last_look(hr: HrVisit, fields: Fields) -> Screen:
    tr = hr.tr
    lines = [
        f"<b>{tr.date(date.fromisoformat(fields['day']))}</b>",
        tr.text("Kind: {name}", name=tr.text(KINDS[cast(DeadlineKind, fields["kind"])])),
        *title_lines(_title(fields), tr),
    ]
    rows: Keyboard = (
        (hr.button(tr.text("✅ Save"), "day_save"),),
        (
            hr.button(tr.text("Kind"), "day_part", 0),
            hr.button(tr.text("Titles"), "day_part", 1),
            hr.button(tr.text("Day"), "day_part", 2),
        ),
        hr.back("days", 0),
    )
    return Screen("\n".join(lines), rows)
