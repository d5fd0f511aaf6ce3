"""A newer edition being entered: its numbers, its day, its name, and a last look before review."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Final

from cases import editions
from cases.editions import before, days_possible, newest
from cases.errors import BadValue
from cases.rights import cleaned
from handlers.chat.outcome import Button, Keyboard, Outcome, Screen, grid
from handlers.chat.visit import Visit
from handlers.hr.buttons import back, press, shown
from handlers.hr.calendar import MONTHS_SHOWN, calendar_rows, read_day, typed_day
from handlers.hr.editions import all_lines, changed_lines, heading, listed, number_name
from handlers.hr.forms import Fields, await_words, begun_form, finish_form, keep_form
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


async def begin(visit: Visit, edit: int | None, organisation_id: int) -> Outcome:
    found, _ = await _known(visit, organisation_id)
    if found:
        return await listed(visit, edit, organisation_id, toast=_waits(visit))
    return await _go_on(visit, edit, {"organisation": organisation_id, "numbers": {}})


async def _known(visit: Visit, organisation_id: int) -> tuple[bool, Known]:
    """Whether a proposal is waiting there, and the editions that count. Raises `NotAllowed`."""
    found, known = await editions.editions_of_organisation(
        visit.unit, visit.person.id, organisation_id
    )
    return any(each.state == "proposed" for each in found), known


def _waits(visit: Visit) -> str:
    return visit.tr.text("⚠️ One proposal is waiting already: decide on it first.")


async def number_pressed(
    visit: Visit, edit: int | None, organisation_id: int, place: int
) -> Outcome:
    """Asks for the number at this place of the list."""
    fields = begun_form(visit, FORM, organisation_id)
    _, known = await _known(visit, organisation_id)
    numbers = numbers_of(newest(known))
    if fields is None or place >= len(numbers):
        return await _gone(visit, edit, organisation_id)
    wanted = {**fields, "asked": numbers[place].key}
    return await _ask_number(visit, edit, wanted, numbers[place])


async def _ask_number(
    visit: Visit, edit: int | None, fields: Fields, number: Number, note: str = ""
) -> Outcome:
    await await_words(visit, FORM, fields)
    tr = visit.tr
    lines = [
        f"<b>{heading(number.of, tr)}: {number_name(number, tr)}</b>",
        tr.text("Today: {value}", value=number.value),
        tr.text("Write the new number, from {low} to {high}.", low=number.low, high=number.high),
    ]
    if note:
        lines += ["", note]
    rows = (back(tr, "edition_part", fields["organisation"], 0),)
    return shown(Screen("\n".join(lines), rows), edit)


async def numbers_done(visit: Visit, edit: int | None, organisation_id: int) -> Outcome:
    fields = begun_form(visit, FORM, organisation_id)
    if fields is None:
        return await _gone(visit, edit, organisation_id)
    return await _go_on(visit, edit, {**fields, "done": True})


async def day_pressed(visit: Visit, edit: int | None, organisation_id: int, number: int) -> Outcome:
    """A step of the calendar, or the day itself."""
    fields = begun_form(visit, FORM, organisation_id)
    if fields is None:
        return await _gone(visit, edit, organisation_id)
    _, known = await _known(visit, organisation_id)
    day = read_day(number)
    if day is None:
        return shown(_day_screen(visit, fields, known, number), edit)
    return await _day_chosen(visit, edit, fields, known, day)


async def without_english(visit: Visit, edit: int | None, organisation_id: int) -> Outcome:
    fields = begun_form(visit, FORM, organisation_id)
    if fields is None or "ru" not in fields:
        return await _gone(visit, edit, organisation_id)
    return await _go_on(visit, edit, {**fields, "en": fields["ru"]})


async def ask_part(visit: Visit, edit: int | None, organisation_id: int, number: int) -> Outcome:
    """Asks again for the numbers, the day or the name."""
    fields = begun_form(visit, FORM, organisation_id)
    if fields is None or number >= len(PARTS):
        return await _gone(visit, edit, organisation_id)
    left_out = (*PARTS[number], "asked")
    return await _go_on(visit, edit, {k: v for k, v in fields.items() if k not in left_out})


async def words(visit: Visit, fields: Fields, typed: str) -> Outcome:
    """The number, the day or a name, whichever is asked for."""
    _, known = await _known(visit, fields["organisation"])
    if "asked" in fields:
        return await _number_typed(visit, fields, known, typed)
    if "day" not in fields:
        return await _day_typed(visit, fields, known, typed)
    language = next(each for each in LANGUAGES if each not in fields)
    name = cleaned(typed, f"title_{language}")
    return await _go_on(visit, None, {**fields, language: name})


async def _number_typed(visit: Visit, fields: Fields, known: Known, typed: str) -> Outcome:
    asked = (n for n in numbers_of(newest(known)) if n.key == fields["asked"])
    number = next(asked, None)
    if number is None:
        # The rule files were exchanged meanwhile.
        return await _gone(visit, None, fields["organisation"])
    reading = read_number(typed.replace("%", " "), number.low, number.high)
    if isinstance(reading, Choose) and len(reading.options) == 1:
        # "96 hours", "about 96": the last look shows what was taken for it.
        reading = Understood(reading.options[0])
    tr = visit.tr
    if isinstance(reading, Understood):
        changes = {**fields["numbers"], number.key: reading.value}
        kept = {key: value for key, value in fields.items() if key != "asked"}
        return await _go_on(visit, None, {**kept, "numbers": changes})
    note = tr.text("⚠️ I did not understand. Please write a number.")
    if isinstance(reading, OutOfRange):
        note = tr.text(
            "⚠️ A number from {low} to {high} is needed.", low=number.low, high=number.high
        )
    return await _ask_number(visit, None, fields, number, note)


async def _day_typed(visit: Visit, fields: Fields, known: Known, typed: str) -> Outcome:
    """An order is often entered after it came into force, so a passed day will do too."""
    passed = read_date(typed, visit.on)
    if isinstance(passed, Understood):
        return await _day_chosen(visit, None, fields, known, passed.value)
    _, latest = days_possible(known, visit.now)
    number = fields["organisation"]
    day = typed_day(typed, visit.on, latest, visit.tr, "edition_day", number)
    if isinstance(day, date):
        return await _day_chosen(visit, None, fields, known, day)
    said, rows = day
    await await_words(visit, FORM, fields)
    screen = _day_screen(visit, fields, known, _page_of_today(visit, known), note=said)
    return shown(Screen(screen.text, (*rows, *screen.keyboard)), None)


async def _day_chosen(
    visit: Visit, edit: int | None, fields: Fields, known: Known, day: date
) -> Outcome:
    first, latest = days_possible(known, visit.now)
    if not first <= day <= latest:
        raise BadValue("day", first, latest)
    return await _go_on(visit, edit, {**fields, "day": day.isoformat()})


async def send(visit: Visit, edit: int | None, organisation_id: int) -> Outcome:
    fields = begun_form(visit, FORM, organisation_id)
    if fields is None or not all(name in fields for part in PARTS for name in part):
        return await _gone(visit, edit, organisation_id)
    name = Text(kk=fields["kk"], ru=fields["ru"], en=fields["en"])
    await editions.propose_edition(
        visit.unit,
        visit.person.id,
        organisation_id,
        fields["numbers"],
        date.fromisoformat(fields["day"]),
        name,
        visit.now,
    )
    await finish_form(visit)
    toast = visit.tr.text("Sent: now a colleague of your HR looks through it.")
    return await listed(visit, edit, organisation_id, toast=toast)


async def _gone(visit: Visit, edit: int | None, organisation_id: int) -> Outcome:
    toast = visit.tr.text("This is saved or was left already.")
    return await listed(visit, edit, organisation_id, toast=toast)


async def _go_on(visit: Visit, edit: int | None, fields: Fields) -> Outcome:
    """Asks for the first thing that is missing; then shows everything before it is sent."""
    _, known = await _known(visit, fields["organisation"])
    if "done" not in fields:
        await keep_form(visit, FORM, fields)
        return shown(_numbers_screen(visit, fields, known), edit)
    if "day" not in fields:
        await await_words(visit, FORM, fields)
        return shown(_day_screen(visit, fields, known, _page_of_today(visit, known)), edit)
    for language in LANGUAGES:
        if language not in fields:
            await await_words(visit, FORM, fields)
            return shown(_name_screen(visit, fields, language), edit)
    await keep_form(visit, FORM, fields)
    return shown(_last_look(visit, fields, known), edit)


def _numbers_screen(visit: Visit, fields: Fields, known: Known) -> Screen:
    tr, organisation = visit.tr, fields["organisation"]
    base = newest(known)
    lines = [
        tr.text("<b>A newer edition: its numbers</b>"),
        tr.text("Press what is different now; all else stays as it is."),
        *all_lines(base, fields["numbers"], tr),
    ]
    buttons = [
        Button(f"{place + 1}", press("edition_number", organisation, place))
        for place in range(len(numbers_of(base)))
    ]
    rows: Keyboard = (
        *grid(buttons, 7),
        (Button(tr.text("➡️ Done"), press("edition_done", organisation)),),
        back(tr, "editions", organisation),
    )
    return Screen("\n".join(lines), rows)


def _page_of_today(visit: Visit, known: Known) -> int:
    first, _ = days_possible(known, visit.now)
    return max(0, (visit.on.year - first.year) * 12 + visit.on.month - first.month) // MONTHS_SHOWN


def _day_screen(
    visit: Visit, fields: Fields, known: Known, number: int, *, note: str = ""
) -> Screen:
    tr, organisation = visit.tr, fields["organisation"]
    first, latest = days_possible(known, visit.now)
    text = tr.text(
        "<b>From which day is it in force?</b>\nPress it or write it, for example: 15.03.2027."
    )
    rows: Keyboard = (
        *calendar_rows(number, first, latest, tr, "edition_day", organisation),
        back(tr, "edition_part", organisation, 0),
    )
    return Screen(f"{text}\n\n{note}" if note else text, rows)


def _name_screen(visit: Visit, fields: Fields, language: Language) -> Screen:
    tr, number = visit.tr, fields["organisation"]
    rows: list[tuple[Button, ...]] = []
    if language == "en":
        rows.append((Button(tr.text("Without English"), press("edition_no_en", number)),))
    rows.append(back(tr, "edition_part", number, 1))
    text = tr.text(
        "<b>The name of the edition</b>\nThe order and the order that amends it, with their "
        "numbers and days. Write it in this language: {name}.",
        name=LANGUAGE_NAMES[language],
    )
    return Screen(text, tuple(rows))


def _last_look(visit: Visit, fields: Fields, known: Known) -> Screen:
    tr, number = visit.tr, fields["organisation"]
    day = date.fromisoformat(fields["day"])
    lines = [
        tr.text("In force from: {day}", day=tr.date(day)),
        *(f"{LANGUAGE_NAMES[each]}: {escape(fields[each])}" for each in LANGUAGES),
        "",
        tr.text("<b>What changes</b>"),
        *changed_lines(before(day, known), fields["numbers"], tr),
    ]
    rows: Keyboard = (
        (Button(tr.text("📨 Send to a colleague for review"), press("edition_send", number)),),
        (
            Button(tr.text("Numbers"), press("edition_part", number, 0)),
            Button(tr.text("Day"), press("edition_part", number, 1)),
            Button(tr.text("Titles"), press("edition_part", number, 2)),
        ),
        back(tr, "editions", number),
    )
    return Screen("\n".join(lines), rows)
