"""What may be left out of a deadline: its own days of reminders, a text, a link."""

from __future__ import annotations

import re
from html import escape
from typing import Final

from cases.deadline_words import LONGEST_NOTE, checked_link, checked_note
from cases.deadlines import MOST_REMINDERS
from cases.errors import BadValue
from cases.rights import require_hr
from handlers.chat.outcome import Button, Keyboard, Outcome, Screen, grid
from handlers.hr import audience
from handlers.hr.chooser import OF_DEADLINE
from handlers.hr.deadline_look import ASKED, FORM, LEFT_OUT, gone, last_look, plain
from handlers.hr.deadlines import REPEATS
from handlers.hr.forms import Fields, await_words, begun_form, keep_form
from handlers.hr.visit import HrVisit
from i18n import LANGUAGE_NAMES, LANGUAGES
from rules.verdict.deadlines import LONGEST_BEFORE
from storage.tables.deadline_series import STEP, Repeats

OFFERED: Final = (90, 60, 30, 14, 7, 3, 1, 0)
CHOICES: Final[tuple[Repeats | None, ...]] = (None, *STEP)


async def ask_ahead(hr: HrVisit) -> Outcome:
    """How many days before it people are reminded; any numbers can be typed."""
    fields = await _form(hr)
    if fields is None:
        return await gone(hr)
    await await_words(hr, FORM, {**fields, ASKED: "ahead"})
    return hr.show(_ahead_screen(hr, fields))


async def ahead_pressed(hr: HrVisit, days: int, wanted: int) -> Outcome:
    fields = await _form(hr)
    if fields is None:
        return await gone(hr)
    chosen = set(fields["ahead"]) - {days}
    if wanted and days <= LONGEST_BEFORE and len(chosen) < MOST_REMINDERS:
        chosen.add(days)
    fields = {**fields, "ahead": sorted(chosen, reverse=True)}
    await await_words(hr, FORM, {**fields, ASKED: "ahead"})
    return hr.show(_ahead_screen(hr, fields))


def _ahead_screen(hr: HrVisit, fields: Fields) -> Screen:
    tr, chosen = hr.tr, fields["ahead"]
    lines = [
        tr.text("<b>How many days before are they reminded?</b>"),
        ", ".join(map(str, chosen)) or tr.text("Not at all."),
        tr.text("Press, or write your own: 45, 10, 2. 0 is the day itself."),
    ]
    every = sorted({*OFFERED, *chosen}, reverse=True)
    buttons = [
        hr.button(f"{'✅' if each in chosen else '▫️'} {each}", "day_ahead_set", each,
                  int(each not in chosen))
        for each in every
    ]  # fmt: skip
    return Screen("\n".join(lines), (*grid(buttons, 4), _done(hr)))


async def ask_note(hr: HrVisit, place: int) -> Outcome:
    """The text in the language of this place."""
    fields = await _form(hr)
    if fields is None or place >= len(LANGUAGES):
        return await gone(hr)
    return await _ask_note(hr, fields, place)


async def _ask_note(hr: HrVisit, fields: Fields, place: int) -> Outcome:
    tr, language = hr.tr, LANGUAGES[place]
    await await_words(hr, FORM, {**fields, ASKED: f"note_{language}"})
    name = LANGUAGE_NAMES[language]
    lines = [
        tr.text("<b>A text below the reminder</b>"),
        tr.text("Write it in this language: {name}.", name=f"<b>{name}</b>"),
    ]
    if fields["note"][language]:
        lines += ["", tr.text("So far:"), escape(fields["note"][language], quote=False)]
    rows: list[tuple[Button, ...]] = []
    if language == "en":
        rows.append((hr.button(tr.text("Without English"), "day_save"),))
    if any(fields["note"].values()):
        rows.append((hr.button(tr.text("🗑 Without a text"), "day_note_none"),))
    return hr.show(Screen("\n".join(lines), (*rows, _done(hr))))


async def without_note(hr: HrVisit) -> Outcome:
    fields = await _form(hr)
    if fields is None:
        return await gone(hr)
    return await last_look(hr, {**fields, "note": LEFT_OUT["note"]})


async def ask_link(hr: HrVisit) -> Outcome:
    fields = await _form(hr)
    if fields is None:
        return await gone(hr)
    tr = hr.tr
    await await_words(hr, FORM, {**fields, ASKED: "link"})
    lines = [tr.text("<b>A link below the reminder</b>\nWrite it: https://…")]
    rows: Keyboard = (_done(hr),)
    if fields["link"]:
        lines.append(escape(fields["link"], quote=False))
        rows = ((hr.button(tr.text("🗑 Without a link"), "day_link_none"),), *rows)
    return hr.show(Screen("\n".join(lines), rows))


async def without_link(hr: HrVisit) -> Outcome:
    fields = await _form(hr)
    if fields is None:
        return await gone(hr)
    return await last_look(hr, {**fields, "link": ""})


async def repeat(hr: HrVisit, number: int) -> Outcome:
    """Whether it comes again: 0 asks, the others choose."""
    fields = await _form(hr)
    if fields is None:
        return await gone(hr)
    if 0 < number <= len(CHOICES):
        return await last_look(hr, {**fields, "repeats": CHOICES[number - 1] or ""})
    tr = hr.tr
    rows = tuple(
        (
            hr.button(
                tr.text(REPEATS[choice]) if choice else tr.text("Only once"), "day_repeat", place
            ),
        )
        for place, choice in enumerate(CHOICES, start=1)
    )
    text = tr.text(
        "<b>Does it come again?</b>\nThe days of a year ahead are entered at once, later ones in "
        "time. Each can be changed alone."
    )
    return hr.show(Screen(text, (*rows, _done(hr))))


async def words(hr: HrVisit, fields: Fields, typed: str) -> Outcome:
    """Words for whichever was asked for last."""
    await require_hr(hr.work, hr.actor, hr.organisation_id)
    asked, kept = fields[ASKED], {**LEFT_OUT, **plain(fields)}
    if asked == "name":
        return await audience.name_typed(hr, typed, OF_DEADLINE)
    if asked == "ahead":
        return await last_look(hr, {**kept, "ahead": _numbers(typed)})
    if asked == "link":
        return await last_look(hr, {**kept, "link": checked_link(typed)})
    language = asked.removeprefix("note_")
    note = {**kept["note"], language: checked_note(typed, language)}
    if not note[language]:
        raise BadValue(f"note_{language}", 1, LONGEST_NOTE)
    kept = {**kept, "note": note}
    place = next((n for n, each in enumerate(LANGUAGES) if not note[each]), None)
    return await last_look(hr, kept) if place is None else await _ask_note(hr, kept, place)


def _numbers(typed: str) -> list[int]:
    """Raises `BadValue("days_before")`."""
    found = {int(each) for each in re.findall(r"\d{1,4}", typed)}
    if not 1 <= len(found) <= MOST_REMINDERS or max(found) > LONGEST_BEFORE:
        raise BadValue("days_before", 0, LONGEST_BEFORE)
    return sorted(found, reverse=True)


async def _form(hr: HrVisit) -> Fields | None:
    """The form with all that may be left out; None where it was saved or left."""
    await require_hr(hr.work, hr.actor, hr.organisation_id)
    fields = begun_form(hr, FORM)
    if fields is None:
        return None
    kept = {**LEFT_OUT, **plain(fields)}
    await keep_form(hr, FORM, kept)
    return kept


def _done(hr: HrVisit) -> tuple[Button, ...]:
    return (hr.button(hr.tr.text("✅ Done"), "day_save"),)
