"""A deadline being entered or changed: kind, titles, day, and a last look before it is saved."""

from __future__ import annotations

from datetime import date
from typing import Final, cast

from cases import deadlines
from cases.deadlines import LATEST_MONTHS
from cases.rights import cleaned, require_hr
from handlers.chat.outcome import Button, Keyboard, Outcome, Screen
from handlers.chat.visit import Visit
from handlers.hr.buttons import back, press, shown
from handlers.hr.calendar import calendar_rows, read_day, typed_day
from handlers.hr.deadlines import KINDS, find, listed, title_lines
from handlers.hr.forms import Fields, await_words, begun_form, finish_form, keep_form
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


async def begin(visit: Visit, edit: int | None, organisation_id: int) -> Outcome:
    await require_hr(visit.unit, visit.person.id, organisation_id)
    return await _go_on(visit, edit, {"organisation": organisation_id, "deadline": NEW})


async def change(visit: Visit, edit: int | None, organisation_id: int, deadline_id: int) -> Outcome:
    held = await find(visit, organisation_id, deadline_id)
    fields: Fields = {
        "organisation": organisation_id,
        "deadline": deadline_id,
        "kind": held.kind,
        **{language: held.title.of(language) for language in LANGUAGES},
        "day": held.day.isoformat(),
    }
    return await _go_on(visit, edit, fields)


async def kind_pressed(
    visit: Visit, edit: int | None, organisation_id: int, number: int
) -> Outcome:
    fields = begun_form(visit, FORM, organisation_id)
    if fields is None or number >= len(DEADLINE_KINDS):
        return await _gone(visit, edit, organisation_id)
    return await _go_on(visit, edit, {**fields, "kind": DEADLINE_KINDS[number]})


async def usual_titles(visit: Visit, edit: int | None, organisation_id: int) -> Outcome:
    """The titles of the kind itself, in all three languages."""
    fields = begun_form(visit, FORM, organisation_id)
    if fields is None or "kind" not in fields:
        return await _gone(visit, edit, organisation_id)
    name = KINDS[cast(DeadlineKind, fields["kind"])]
    titles: Fields = {language: translator(language).text(name) for language in LANGUAGES}
    return await _go_on(visit, edit, {**fields, **titles})


async def without_english(visit: Visit, edit: int | None, organisation_id: int) -> Outcome:
    fields = begun_form(visit, FORM, organisation_id)
    if fields is None or "ru" not in fields:
        return await _gone(visit, edit, organisation_id)
    # What has been written meanwhile is not lost to an old button.
    return await _go_on(visit, edit, {"en": NOT_WRITTEN, **fields})


async def day_pressed(visit: Visit, edit: int | None, organisation_id: int, number: int) -> Outcome:
    """A step of the calendar, or the day itself."""
    fields = begun_form(visit, FORM, organisation_id)
    if fields is None:
        return await _gone(visit, edit, organisation_id)
    day = read_day(number)
    if day is None:
        return shown(_day_screen(visit, fields, number), edit)
    return await _go_on(visit, edit, {**fields, "day": day.isoformat()})


async def ask_part(visit: Visit, edit: int | None, organisation_id: int, number: int) -> Outcome:
    """Asks again for the kind, the titles or the day."""
    fields = begun_form(visit, FORM, organisation_id)
    if fields is None or number >= len(PARTS):
        return await _gone(visit, edit, organisation_id)
    kept = {name: value for name, value in fields.items() if name not in PARTS[number]}
    return await _go_on(visit, edit, kept)


async def words(visit: Visit, fields: Fields, typed: str) -> Outcome:
    """A title or the day, whichever is asked for."""
    for language in LANGUAGES:
        if language not in fields:
            title = cleaned(typed, f"title_{language}")
            return await _go_on(visit, None, {**fields, language: title})
    latest = add_months(visit.on, LATEST_MONTHS)
    day = typed_day(typed, visit.on, latest, visit.tr, "day_pick", fields["organisation"])
    if isinstance(day, date):
        return await _go_on(visit, None, {**fields, "day": day.isoformat()})
    said, rows = day
    screen = _day_screen(visit, fields, 0, note=said)
    await await_words(visit, FORM, fields)
    return shown(Screen(screen.text, (*rows, *screen.keyboard)), None)


async def save(visit: Visit, edit: int | None, organisation_id: int) -> Outcome:
    fields = begun_form(visit, FORM, organisation_id)
    if fields is None or not all(name in fields for part in PARTS for name in part):
        return await _gone(visit, edit, organisation_id)
    kind = cast(DeadlineKind, fields["kind"])
    title = _title(fields)
    day = date.fromisoformat(fields["day"])
    unit, actor = visit.unit, visit.person.id
    if fields["deadline"] == NEW:
        await deadlines.enter_deadline(unit, actor, organisation_id, kind, title, day, visit.now)
    else:
        held = await unit.deadlines.get(fields["deadline"])
        ahead = DAYS_BEFORE if held is None else held.days_before
        await deadlines.change_deadline(
            unit, actor, organisation_id, fields["deadline"], kind, title, day, visit.now, ahead
        )
    await finish_form(visit)
    toast = visit.tr.text("Saved; members are reminded of it.")
    return await listed(visit, edit, organisation_id, 0, toast=toast)


def _title(fields: Fields) -> Text:
    return Text(kk=fields["kk"], ru=fields["ru"], en=fields["en"])


async def _gone(visit: Visit, edit: int | None, organisation_id: int) -> Outcome:
    toast = visit.tr.text("This is saved or was left already.")
    return await listed(visit, edit, organisation_id, 0, toast=toast)


async def _go_on(visit: Visit, edit: int | None, fields: Fields) -> Outcome:
    """Asks for the first thing that is missing; then shows everything before it is saved."""
    await require_hr(visit.unit, visit.person.id, fields["organisation"])
    if "kind" not in fields:
        await keep_form(visit, FORM, fields)
        return shown(_kind_screen(visit, fields), edit)
    for language in LANGUAGES:
        if language not in fields:
            await await_words(visit, FORM, fields)
            return shown(_title_screen(visit, fields, language), edit)
    if "day" not in fields:
        await await_words(visit, FORM, fields)
        return shown(_day_screen(visit, fields, 0), edit)
    await keep_form(visit, FORM, fields)
    return shown(_last_look(visit, fields), edit)


def _kind_screen(visit: Visit, fields: Fields) -> Screen:
    tr, number = visit.tr, fields["organisation"]
    rows = tuple(
        (Button(tr.text(KINDS[cast(DeadlineKind, kind)]), press("day_kind", number, place)),)
        for place, kind in enumerate(DEADLINE_KINDS)
    )
    text = tr.text("<b>A deadline</b>\nWhat is it about?")
    return Screen(text, (*rows, back(tr, "days", number, 0)))


def _title_screen(visit: Visit, fields: Fields, language: Language) -> Screen:
    tr, number = visit.tr, fields["organisation"]
    rows: list[tuple[Button, ...]] = []
    if language == "kk" and fields["kind"] != "other":
        usual = tr.text(KINDS[cast(DeadlineKind, fields["kind"])])
        words = tr.text("Use: {name}", name=usual)
        rows.append((Button(words, press("day_usual", number)),))
    if language == "en":
        rows.append((Button(tr.text("Without English"), press("day_no_en", number)),))
    rows.append(back(tr, "days", number, 0))
    name = LANGUAGE_NAMES[language]
    lines = (
        tr.text("<b>The title</b>\nWrite it in this language: {name}.", name=name),
        tr.text("Kazakh and Russian are needed; English if you like."),
    )
    return Screen("\n".join(lines), tuple(rows))


def _day_screen(visit: Visit, fields: Fields, number: int, *, note: str = "") -> Screen:
    tr, organisation = visit.tr, fields["organisation"]
    latest = add_months(visit.on, LATEST_MONTHS)
    text = tr.text("<b>The day</b>\nPress it or write it, for example: 15.03.2027.")
    rows: Keyboard = (
        *calendar_rows(number, visit.on, latest, tr, "day_pick", organisation),
        back(tr, "days", organisation, 0),
    )
    return Screen(f"{text}\n\n{note}" if note else text, rows)


def _last_look(visit: Visit, fields: Fields) -> Screen:
    tr, number = visit.tr, fields["organisation"]
    lines = [
        f"<b>{tr.date(date.fromisoformat(fields['day']))}</b>",
        tr.text("Kind: {name}", name=tr.text(KINDS[cast(DeadlineKind, fields["kind"])])),
        *title_lines(_title(fields), tr),
    ]
    rows: Keyboard = (
        (Button(tr.text("✅ Save"), press("day_save", number)),),
        (
            Button(tr.text("Kind"), press("day_part", number, 0)),
            Button(tr.text("Titles"), press("day_part", number, 1)),
            Button(tr.text("Day"), press("day_part", number, 2)),
        ),
        back(tr, "days", number, 0),
    )
    return Screen("\n".join(lines), rows)
