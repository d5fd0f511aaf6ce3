"""Courses that a unit hears: the minutes once, then a press for each (clause 11.3)."""

from __future__ import annotations

from html import escape
from typing import Final

from cases.errors import CaseError
from cases.training.courses import HeardView, hear, to_hear
from handlers.chat.outcome import Button, Outcome, Screen
from handlers.chat.telegram_text import shortened
from handlers.chat.training_view import topic_words
from handlers.hr.forms import Fields, await_again, await_words, begun_form, keep_form
from handlers.hr.training_words import NEEDS_PAPER, why
from handlers.hr.visit import HrVisit
from rules.training.said import read_paper

FORM: Final = "training_minutes"
HEARD: Final = "training_hearing"
SHOWN: Final = 6
LONGEST_NAME: Final = 25


async def listed(hr: HrVisit, year_id: int) -> Outcome:
    """What waits to be heard; the minutes are asked for once."""
    tr = hr.tr
    waiting = await to_hear(hr.work, hr.actor, hr.organisation_id, year_id, hr.now)
    lines = [tr.text("<b>Courses to hear</b>"), *_lines(hr, waiting)]
    if any(each.result is not None for each in waiting):
        await await_words(hr, FORM, {"year": year_id})
        lines.append(tr.text("Write the number and the day of the minutes, like № 7, 20.11.2026"))
    return hr.show_long(lines, (hr.back("train_year", year_id),))


def _lines(hr: HrVisit, waiting: list[HeardView]) -> list[str]:
    tr = hr.tr
    if not waiting:
        return [tr.text("Nothing waits to be heard.")]
    lines = []
    for each in waiting[:SHOWN]:
        about = ", ".join((each.employee.name, topic_words(each.item.new, tr)))
        due = tr.text("by {day}", day=tr.date(each.due))
        parts = [shortened(about, 90), due]
        if each.result is None:
            parts.append(tr.text("(nothing told yet)"))
        lines.append(escape("• " + ", ".join(parts)))
    if len(waiting) > SHOWN:
        lines.append(tr.plural("and {n} more", "and {n} more", len(waiting) - SHOWN))
    return lines


async def minutes_typed(hr: HrVisit, fields: Fields, words: str) -> Outcome:
    year_id, said = fields["year"], read_paper(words, hr.on)
    if said is None:
        await await_again(hr.visit)
        back = hr.back("train_year", year_id)
        return hr.show(Screen(hr.tr.text(NEEDS_PAPER), (back,)))
    kept = {"year": year_id, "number": said[0], "day": said[1].isoformat()}
    await keep_form(hr, HEARD, kept)
    return await _choose(hr, kept)


async def _choose(hr: HrVisit, fields: Fields, toast: str | None = None) -> Outcome:
    """For each course: recommended for attestation or not."""
    tr, year_id = hr.tr, fields["year"]
    waiting = [
        each
        for each in await to_hear(hr.work, hr.actor, hr.organisation_id, year_id, hr.now)
        if each.result is not None
    ]
    rows: list[tuple[Button, ...]] = []
    for each in waiting[:SHOWN]:
        name = shortened(each.employee.name, LONGEST_NAME)
        rows.append(
            (
                hr.button(f"👍 {name}", "train_rec", each.item.id, 1),
                hr.button(f"▫️ {name}", "train_rec", each.item.id, 0),
            )
        )
    rows.append(hr.back("train_year", year_id))
    text = tr.text("Heard, minutes {number}. 👍 recommended for attestation, ▫️ not recommended.",
                   number=escape(fields["number"]))  # fmt: skip
    lines = [text, *_lines(hr, waiting)]
    return hr.show_long(lines, tuple(rows), toast)


async def heard(hr: HrVisit, item_id: int, recommended: int) -> Outcome:
    fields = begun_form(hr, HEARD)
    if fields is None:
        text = hr.tr.text("Please write the number and the day of the minutes again.")
        return hr.show(Screen(text, (hr.back("train"),)))
    day = hr.on.fromisoformat(fields["day"])
    try:
        await hear(
            hr.work, hr.actor, hr.organisation_id, item_id, fields["number"], day,
            bool(recommended), hr.now,
        )  # fmt: skip
    except CaseError as error:
        return await _choose(hr, fields, why(error, hr.tr))
    return await _choose(hr, fields, hr.tr.text("✔ Kept."))
