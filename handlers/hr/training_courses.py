"""Courses that a unit hears: the minutes once, then a press for each (clause 11.3)."""

from __future__ import annotations

from html import escape
from typing import Final

from cases.errors import BadValue, CaseError
from cases.training.courses import HeardView, hear, improve, to_hear
from handlers.chat.outcome import Button, Outcome, Screen
from handlers.chat.telegram_text import shortened
from handlers.chat.training_view import topic_words
from handlers.hr.forms import Fields, await_again, await_words, begun_form, keep_form
from handlers.hr.training_words import NEEDS_PAPER, why
from handlers.hr.visit import HrVisit
from rules.training.said import read_paper
from storage.tables.training_plans import CourseResult

FORM: Final = "training_minutes"
HEARD: Final = "training_hearing"
IMPROVE: Final = "training_improve"
SHOWN: Final = 6
LONGEST_NAME: Final = 25
LONGEST_JUDGEMENT: Final = 120


async def listed(hr: HrVisit, year_id: int, *, toast: str | None = None) -> Outcome:
    """What waits to be heard; the minutes are asked for once."""
    tr = hr.tr
    waiting = await to_hear(hr.work, hr.actor, hr.organisation_id, year_id, hr.now)
    lines = [tr.text("<b>Courses to hear</b>"), *_lines(hr, waiting)]
    if any(each.result is not None for each in waiting):
        await await_words(hr, FORM, {"year": year_id})
        lines.append(tr.text("Write the number and the day of the minutes, like № 7, 20.11.2026"))
    return hr.show_long(lines, (hr.back("train_year", year_id),), toast)


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
        else:
            parts += _judgement(each.result)
        lines.append(escape("• " + ", ".join(parts)))
    if len(waiting) > SHOWN:
        lines.append(tr.plural("and {n} more", "and {n} more", len(waiting) - SHOWN))
    return lines


def _judgement(result: CourseResult) -> list[str]:
    """What the person thinks of the course."""
    mark = [] if result.mark is None else [f"{result.mark}/5"]
    words = f"«{shortened(result.judgement, LONGEST_JUDGEMENT)}»"
    return [*mark, words] if result.judgement else mark


async def minutes_typed(hr: HrVisit, fields: Fields, words: str) -> Outcome:
    year_id, said = fields["year"], read_paper(words, hr.on)
    if said is None:
        await await_again(hr.visit)
        back = hr.back("train_year", year_id)
        return hr.show(Screen(hr.tr.text(NEEDS_PAPER), (back,)))
    kept = {"year": year_id, "number": said[0], "day": said[1].isoformat(), "heard": []}
    await keep_form(hr, HEARD, kept)
    return await _choose(hr, kept)


async def _choose(
    hr: HrVisit, fields: Fields, toast: str | None = None, *, shown: bool = False
) -> Outcome:
    """For each course: recommended for attestation or not; `shown`: by what people showed."""
    tr, year_id = hr.tr, fields["year"]
    waiting = [
        each
        for each in await to_hear(hr.work, hr.actor, hr.organisation_id, year_id, hr.now)
        if each.result is not None
    ]
    if not waiting and fields.get("heard"):
        return await _ask_improvement(hr, fields, toast)
    rows: list[tuple[Button, ...]] = []
    for each in waiting[:SHOWN]:
        name = shortened(each.employee.name, LONGEST_NAME)
        rows.append(
            (
                hr.button(f"👍 {name}", "train_rec", each.item.id, 1 + 2 * shown),
                hr.button(f"▫️ {name}", "train_rec", each.item.id, 2 * shown),
            )
        )
    if len(waiting) > 1:
        count = tr.number(len(waiting))
        rows.append(
            (
                hr.button(tr.text("👍 All: {n}", n=count), "train_recs", year_id, 1 + 2 * shown,
                          len(waiting)),
                hr.button(tr.text("▫️ All: {n}", n=count), "train_recs", year_id, 2 * shown,
                          len(waiting)),
            )
        )  # fmt: skip
    if waiting:
        other = tr.text("👂 They were heard") if shown else tr.text("🛠 They showed their skills")
        rows.append((hr.button(other, "train_skill", year_id, int(not shown)),))
    if fields.get("heard"):
        rows.append((hr.button(tr.text("💡 What is improved"), "train_better", year_id),))
    rows.append(hr.back("train_year", year_id))
    number = escape(fields["number"])
    if shown:
        text = tr.text("Skills shown, minutes {number}. 👍 recommended for attestation, ▫️ not "
                       "recommended.", number=number)  # fmt: skip
    else:
        text = tr.text("Heard, minutes {number}. 👍 recommended for attestation, ▫️ not "
                       "recommended.", number=number)  # fmt: skip
    lines = [text, *_lines(hr, waiting)]
    return hr.show_long(lines, tuple(rows), toast)


async def skills(hr: HrVisit, year_id: int, shown: int) -> Outcome:
    """Whether the next presses say that skills were shown."""
    fields = begun_form(hr, HEARD)
    if fields is None or fields["year"] != year_id:
        return _minutes_again(hr)
    return await _choose(hr, fields, shown=bool(shown))


async def heard(hr: HrVisit, item_id: int, decided: int) -> Outcome:
    """`decided`: 1 recommended for attestation; 2 more where skills were shown."""
    fields = begun_form(hr, HEARD)
    if fields is None:
        return _minutes_again(hr)
    day, shown = hr.on.fromisoformat(fields["day"]), decided in (2, 3)
    try:
        await hear(
            hr.work, hr.actor, hr.organisation_id, item_id, fields["number"], day,
            decided in (1, 3), hr.now, shown=shown,
        )  # fmt: skip
    except CaseError as error:
        return await _choose(hr, fields, why(error, hr.tr), shown=shown)
    before = [each for each in fields.get("heard", []) if each != item_id]
    fields = {**fields, "heard": [*before, item_id]}
    await keep_form(hr, HEARD, fields)
    return await _choose(hr, fields, hr.tr.text("✔ Kept."), shown=shown)


async def all_heard(hr: HrVisit, year_id: int, decided: int, count: int) -> Outcome:
    """All that wait with something told, or the rest of them; `decided` as for one, `count`: how
    many the button named. Where they are others by now they are shown again, and nothing is heard.
    """
    fields = begun_form(hr, HEARD)
    if fields is None or fields["year"] != year_id:
        return _minutes_again(hr)
    found = await to_hear(hr.work, hr.actor, hr.organisation_id, year_id, hr.now)
    waiting = [each for each in found if each.result is not None]
    shown = decided in (2, 3)
    if len(waiting) != count:
        return await _choose(hr, fields, shown=shown)
    heard_now: list[int] = []
    toast = hr.tr.text("✔ Kept.")
    for each in waiting:
        try:
            await hear(
                hr.work, hr.actor, hr.organisation_id, each.item.id, fields["number"],
                hr.on.fromisoformat(fields["day"]), decided in (1, 3), hr.now, shown=shown,
            )  # fmt: skip
        except CaseError as error:
            # One that ended after the day of the minutes; the others are heard.
            toast = why(error, hr.tr)
            continue
        heard_now.append(each.item.id)
    before = [each for each in fields.get("heard", []) if each not in heard_now]
    fields = {**fields, "heard": [*before, *heard_now]}
    await keep_form(hr, HEARD, fields)
    return await _choose(hr, fields, toast, shown=shown)


def _minutes_again(hr: HrVisit) -> Outcome:
    text = hr.tr.text("Please write the number and the day of the minutes again.")
    return hr.show(Screen(text, (hr.back("train"),)))


async def better(hr: HrVisit, year_id: int) -> Outcome:
    """What the unit improves, asked for before everything is heard."""
    fields = begun_form(hr, HEARD)
    if fields is None or fields["year"] != year_id:
        return _minutes_again(hr)
    return await _ask_improvement(hr, fields, None)


async def _ask_improvement(hr: HrVisit, fields: Fields, toast: str | None) -> Outcome:
    """Once for all that was heard with these minutes."""
    await await_words(hr, IMPROVE, fields)
    lines = (
        hr.tr.text("What does the unit improve in its training? Write it, or go on."),
        hr.tr.text("It stands in the unit's report."),
    )
    later = (hr.button(hr.tr.text("⏭ Nothing now"), "train_hear", fields["year"]),)
    return hr.show(Screen("\n".join(lines), (later,)), toast)


async def improvement_typed(hr: HrVisit, fields: Fields, words: str) -> Outcome:
    year_id = fields["year"]
    try:
        await improve(hr.work, hr.actor, hr.organisation_id, fields.get("heard", []), words, hr.now)
    except BadValue as bad:
        await await_again(hr.visit)
        text = hr.tr.text("⚠️ At most {most} characters, please.", most=bad.high)
        return hr.show(Screen(text, (hr.back("train_hear", year_id),)))
    await keep_form(hr, HEARD, fields)
    waiting = await to_hear(hr.work, hr.actor, hr.organisation_id, year_id, hr.now)
    if any(each.result is not None for each in waiting):
        return await _choose(hr, fields, hr.tr.text("✔ Kept."))
    return await listed(hr, year_id, toast=hr.tr.text("✔ Kept."))
