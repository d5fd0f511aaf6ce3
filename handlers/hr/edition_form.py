"""A newer edition being entered: its numbers, its day, its name, and a last look before review."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Final

from cases import editions
from cases.editions import before, days_possible, newest
from cases.errors import BadValue, ChangedMeanwhile
from cases.rights import cleaned
from handlers.chat.outcome import Button, Keyboard, Outcome, Screen, grid
from handlers.hr.calendar import MONTHS_SHOWN, calendar_rows, read_day, typed_day
from handlers.hr.editions import all_lines, changed_lines, heading, listed, number_name
from handlers.hr.forms import Fields, await_words, begun_form, finish_form, keep_form
from handlers.hr.meanwhile import meanwhile
from handlers.hr.visit import HrVisit
from i18n import LANGUAGE_NAMES, LANGUAGES, Language
from rules.attestation import AttestationEdition, Number, numbers_of
from rules.norms.model import Text
from rules.typed.dates import read_date
from rules.typed.numbers import read_number
from rules.typed.outcome import Choose, OutOfRange, Understood

FORM: Final = "edition"
Known = tuple[AttestationEdition, ...]
# What the buttons "numbers, day, name" empty, so that it is asked again.
PARTS: Final = (("done",), ("day",), LANGUAGES)


async def begin(hr: HrVisit) -> Outcome:
    found, known = await _known(hr)
    if found:
        return await listed(hr, toast=_waits(hr))
    return await _go_on(hr, {"numbers": {}, "seen": newest(known).id})


async def _known(hr: HrVisit) -> tuple[bool, Known]:
    """Whether a proposal is waiting there, and the editions that count. Raises `NotAllowed`."""
    found, known = await editions.editions_of_organisation(hr.work, hr.actor, hr.organisation_id)
    return any(each.state == "proposed" for each in found), known


def _waits(hr: HrVisit) -> str:
    return hr.tr.text("⚠️ One proposal is waiting already: decide on it first.")


async def number_pressed(hr: HrVisit, place: int) -> Outcome:
    """Asks for the number at this place of the list."""
    fields = begun_form(hr, FORM)
    _, known = await _known(hr)
    numbers = numbers_of(newest(known))
    if fields is None or place >= len(numbers):
        return await _gone(hr)
    wanted = {**fields, "asked": numbers[place].key}
    return await _ask_number(hr, wanted, numbers[place])


async def _ask_number(hr: HrVisit, fields: Fields, number: Number, note: str = "") -> Outcome:
    await await_words(hr, FORM, fields)
    tr = hr.tr
    lines = [
        f"<b>{heading(number.of, tr)}: {number_name(number, tr)}</b>",
        tr.text("Today: {value}", value=number.value),
        tr.text("Write the new number, from {low} to {high}.", low=number.low, high=number.high),
    ]
    if note:
        lines += ["", note]
    rows = (hr.back("edition_part", 0),)
    return hr.show(Screen("\n".join(lines), rows))


async def numbers_done(hr: HrVisit) -> Outcome:
    fields = begun_form(hr, FORM)
    if fields is None:
        return await _gone(hr)
    return await _go_on(hr, {**fields, "done": True})


async def day_pressed(hr: HrVisit, number: int) -> Outcome:
    """A step of the calendar, or the day itself."""
    fields = begun_form(hr, FORM)
    if fields is None:
        return await _gone(hr)
    _, known = await _known(hr)
    day = read_day(number)
    if day is None:
        return hr.show(_day_screen(hr, fields, known, number))
    return await _day_chosen(hr, fields, known, day)


async def without_english(hr: HrVisit) -> Outcome:
    fields = begun_form(hr, FORM)
    if fields is None or "ru" not in fields:
        return await _gone(hr)
    return await _go_on(hr, {**fields, "en": fields["ru"]})


async def ask_part(hr: HrVisit, number: int) -> Outcome:
    """Asks again for the numbers, the day or the name."""
    fields = begun_form(hr, FORM)
    if fields is None or number >= len(PARTS):
        return await _gone(hr)
    left_out = (*PARTS[number], "asked")
    return await _go_on(hr, {k: v for k, v in fields.items() if k not in left_out})


async def words(hr: HrVisit, fields: Fields, typed: str) -> Outcome:
    """The number, the day or a name, whichever is asked for."""
    _, known = await _known(hr)
    if "asked" in fields:
        return await _number_typed(hr, fields, known, typed)
    if "day" not in fields:
        return await _day_typed(hr, fields, known, typed)
    language = next(each for each in LANGUAGES if each not in fields)
    name = cleaned(typed, f"title_{language}")
    return await _go_on(hr, {**fields, language: name})


async def _number_typed(hr: HrVisit, fields: Fields, known: Known, typed: str) -> Outcome:
    asked = (n for n in numbers_of(newest(known)) if n.key == fields["asked"])
    number = next(asked, None)
    if number is None:
        # The rule files were exchanged meanwhile.
        return await _gone(hr)
    reading = read_number(typed.replace("%", " "), number.low, number.high)
    if isinstance(reading, Choose) and len(reading.options) == 1:
        # "96 hours", "about 96": the last look shows what was taken for it.
        reading = Understood(reading.options[0])
    tr = hr.tr
    if isinstance(reading, Understood):
        changes = {**fields["numbers"], number.key: reading.value}
        kept = {key: value for key, value in fields.items() if key != "asked"}
        return await _go_on(hr, {**kept, "numbers": changes})
    note = tr.text("⚠️ I did not understand. Please write a number.")
    if isinstance(reading, OutOfRange):
        note = tr.text(
            "⚠️ A number from {low} to {high} is needed.", low=number.low, high=number.high
        )
    return await _ask_number(hr, fields, number, note)


async def _day_typed(hr: HrVisit, fields: Fields, known: Known, typed: str) -> Outcome:
    """An order is often entered after it came into force, so a passed day will do too."""
    passed = read_date(typed, hr.on)
    if isinstance(passed, Understood):
        return await _day_chosen(hr, fields, known, passed.value)
    _, latest = days_possible(known, hr.now)
    day = typed_day(hr, typed, latest, "edition_day")
    if isinstance(day, date):
        return await _day_chosen(hr, fields, known, day)
    said, rows = day
    await await_words(hr, FORM, fields)
    screen = _day_screen(hr, fields, known, _page_of_today(hr, known), note=said)
    return hr.show(Screen(screen.text, (*rows, *screen.keyboard)))


async def _day_chosen(hr: HrVisit, fields: Fields, known: Known, day: date) -> Outcome:
    first, latest = days_possible(known, hr.now)
    if not first <= day <= latest:
        raise BadValue("day", first, latest)
    return await _go_on(hr, {**fields, "day": day.isoformat()})


async def send(hr: HrVisit) -> Outcome:
    fields = begun_form(hr, FORM)
    if fields is None or not all(name in fields for part in PARTS for name in part):
        return await _gone(hr)
    name = Text(kk=fields["kk"], ru=fields["ru"], en=fields["en"])
    try:
        await editions.propose_edition(
            hr.work,
            hr.actor,
            hr.organisation_id,
            fields["numbers"],
            date.fromisoformat(fields["day"]),
            name,
            hr.now,
            seen=fields.get("seen"),
        )
    except ChangedMeanwhile as changed:
        _, known = await _known(hr)
        kept = {**fields, "seen": changed.held}
        await keep_form(hr, FORM, kept)
        return _last_look(hr, kept, known, above=(meanwhile(hr.tr), ""))
    await finish_form(hr)
    toast = hr.tr.text("Sent: now an HR colleague of yours reviews it.")
    return await listed(hr, toast=toast)


async def _gone(hr: HrVisit) -> Outcome:
    toast = hr.tr.text("This is saved or was left already.")
    return await listed(hr, toast=toast)


async def _go_on(hr: HrVisit, fields: Fields) -> Outcome:
    """Asks for the first thing that is missing; then shows everything before it is sent."""
    _, known = await _known(hr)
    if "done" not in fields:
        await keep_form(hr, FORM, fields)
        return hr.show(_numbers_screen(hr, fields, known))
    if "day" not in fields:
        await await_words(hr, FORM, fields)
        return hr.show(_day_screen(hr, fields, known, _page_of_today(hr, known)))
    for language in LANGUAGES:
        if language not in fields:
            await await_words(hr, FORM, fields)
            return hr.show(_name_screen(hr, fields, language))
    await keep_form(hr, FORM, fields)
    return _last_look(hr, fields, known)


def _numbers_screen(hr: HrVisit, fields: Fields, known: Known) -> Screen:
    tr = hr.tr
    base = newest(known)
    lines = [
        tr.text("<b>A newer edition: its figures</b>"),
        tr.text("Press what is different now; all else stays as it is."),
        *all_lines(base, fields["numbers"], tr),
    ]
    buttons = [
        hr.button(f"{place + 1}", "edition_number", place) for place in range(len(numbers_of(base)))
    ]
    rows: Keyboard = (
        *grid(buttons, 7),
        (hr.button(tr.text("➡️ Done"), "edition_done"),),
        hr.back("editions"),
    )
    return Screen("\n".join(lines), rows)


def _page_of_today(hr: HrVisit, known: Known) -> int:
    first, _ = days_possible(known, hr.now)
    return max(0, (hr.on.year - first.year) * 12 + hr.on.month - first.month) // MONTHS_SHOWN


def _day_screen(
    hr: HrVisit, fields: Fields, known: Known, number: int, *, note: str = ""
) -> Screen:
    tr = hr.tr
    first, latest = days_possible(known, hr.now)
    text = tr.text(
        "<b>From which day is it in force?</b>\nPress it or write it, for example: 15.03.2027."
    )
    rows: Keyboard = (
        *calendar_rows(hr, number, first, latest, "edition_day"),
        hr.back("edition_part", 0),
    )
    return Screen(f"{text}\n\n{note}" if note else text, rows)


def _name_screen(hr: HrVisit, fields: Fields, language: Language) -> Screen:
    tr = hr.tr
    rows: list[tuple[Button, ...]] = []
    if language == "en":
        rows.append((hr.button(tr.text("Without English"), "edition_no_en"),))
    rows.append(hr.back("edition_part", 1))
    text = tr.text(
        "<b>The name of the edition</b>\nThe order and the order that amends it, with their "
        "numbers and days. Write it in this language: {name}.",
        name=LANGUAGE_NAMES[language],
    )
    return Screen(text, tuple(rows))


def _last_look(
    hr: HrVisit, fields: Fields, known: Known, *, above: tuple[str, ...] = ()
) -> Outcome:
    tr = hr.tr
    day = date.fromisoformat(fields["day"])
    lines = [
        *above,
        tr.text("In force from: {day}", day=tr.date(day)),
        *(f"{LANGUAGE_NAMES[each]}: {escape(fields[each])}" for each in LANGUAGES),
        "",
        tr.text("<b>What changes</b>"),
        *changed_lines(before(day, known), fields["numbers"], tr),
    ]
    rows: Keyboard = (
        (hr.button(tr.text("📨 Send to a colleague for review"), "edition_send"),),
        (
            hr.button(tr.text("Numbers"), "edition_part", 0),
            hr.button(tr.text("Day"), "edition_part", 1),
            hr.button(tr.text("Titles"), "edition_part", 2),
        ),
        hr.back("editions"),
    )
    return hr.show_long(lines, rows)
