"""Figures as they went to HR on a day: right, or to be corrected; who has answered, for HR."""

from __future__ import annotations

from collections import Counter
from datetime import date
from html import escape
from typing import Final

from cases.errors import BadValue, NotThere
from cases.rights import reach
from cases.training import snapshots
from cases.training.years import year_of
from handlers.chat.outcome import Button, Outcome, Screen
from handlers.chat.telegram_text import shortened
from handlers.hr import training_figures
from handlers.hr.buttons import NONE, page_of
from handlers.hr.forms import Fields, await_again, await_words, finish_form
from handlers.hr.training_figure_words import figure_lines
from handlers.hr.visit import HrVisit
from rules.training.said import read_days_typed
from storage.tables.training_outcomes import TrainingSnapshot

DAY_FORM: Final = "training_request"
WRONG_FORM: Final = "training_wrong"
ON_A_PAGE: Final = 8
LONGEST: Final = 60


def moment_of(each: TrainingSnapshot) -> int:
    """The day and kind of figures in one number, as a button carries it."""
    return each.day.toordinal() * 2 + each.requested


def day_of(moment: int) -> date:
    """Raises `NotThere` for a number that no figures made."""
    if not 1 <= moment // 2 <= date.max.toordinal():
        raise NotThere
    return date.fromordinal(moment // 2)


async def ask_day(hr: HrVisit, year_id: int) -> Outcome:
    """Of which day to come HR wants figures."""
    await year_of(hr.work, hr.organisation_id, year_id)
    await await_words(hr, DAY_FORM, {"year": year_id})
    text = hr.tr.text("Of which day? Write a day to come, like 31.03.2027.")
    return hr.show(Screen(text, (hr.back("figs", year_id, NONE),)))


async def day_typed(hr: HrVisit, fields: Fields, words: str) -> Outcome:
    year_id, days = fields["year"], read_days_typed(words)
    year = await year_of(hr.work, hr.organisation_id, year_id)
    try:
        if days is None or len(days) != 1:
            raise BadValue("day")
        await snapshots.request(hr.work, hr.actor, hr.organisation_id, year, days[0], hr.now)
    except BadValue:
        await await_again(hr.visit)
        text = hr.tr.text("⚠️ A day to come, within a year, like 31.03.2027.")
        return hr.show(Screen(text, (hr.back("figs", year_id, NONE),)))
    await finish_form(hr)
    return await training_figures.show(hr, year_id, NONE, toast=hr.tr.text("✔ Kept."))


async def list_days(hr: HrVisit, year_id: int) -> Outcome:
    """Every day of which there are figures, the latest first; a press shows who has answered."""
    tr = hr.tr
    year = await year_of(hr.work, hr.organisation_id, year_id)
    seen = await snapshots.snapshots_seen(hr.work, hr.actor, hr.organisation_id, year_id, hr.now)
    units = Counter(moment_of(each) for each in seen)
    right = Counter(moment_of(each) for each in seen if each.confirmed_at is not None)
    rows: list[tuple[Button, ...]] = []
    for moment in sorted(units, reverse=True)[:ON_A_PAGE]:
        day = day_of(moment)
        words = f"{tr.date(day)} · ✅ {right[moment]}/{units[moment]}"
        rows.append((hr.button(words, "figs_who", year_id, moment, 0),))
    lines = [tr.text("<b>Figures of {year}</b>", year=escape(year.label))]
    if not rows:
        lines.append(tr.text("No figures have gone to HR yet."))
    lines += [
        tr.text("Asked for: {day}", day=tr.date(day)) for day, _ in year.requested if day > hr.on
    ]
    rows.append(hr.back("figs", year_id, NONE))
    return hr.show(Screen("\n".join(lines), tuple(rows)))


async def list_units(
    hr: HrVisit, year_id: int, moment: int, page: int, *, toast: str | None = None
) -> Outcome:
    """Who has found the figures of a day right, who asks to correct them, who is silent."""
    tr = hr.tr
    seen = await _of_moment(hr, year_id, moment)
    names = {e.id: e.name for e in await hr.work.organisations.departments(hr.organisation_id)}
    part, page, last = page_of(sorted(seen, key=_silent_first), page, ON_A_PAGE)
    rows: list[tuple[Button, ...]] = [
        (hr.button(shortened(f"{_sign(each)} {names.get(each.department_id or 0, '')}", LONGEST),
                   "figs_one", each.id),)
        for each in part
    ]  # fmt: skip
    rows += hr.turns(page, last, "figs_who", year_id, moment)
    silent = sum(_sign(each) == "⏳" for each in seen)
    if silent and await reach(hr.work, hr.actor, "organise", hr.organisation_id, hr.now):
        words = tr.text("🔔 Remind {n}", n=tr.number(silent))
        rows.append((hr.button(words, "figs_rest", year_id, moment),))
    rows.append(hr.back("figs_days", year_id))
    counted = Counter(_sign(each) for each in seen)
    lines = [
        f"<b>{tr.date(day_of(moment))}</b>",
        tr.text("✅ right: {n}", n=tr.number(counted["✅"])),
        tr.text("✏️ to be corrected: {n}", n=tr.number(counted["✏️"])),
        tr.text("⏳ no answer: {n}", n=tr.number(counted["⏳"])),
    ]
    return hr.show(Screen("\n".join(lines), tuple(rows)), toast)


async def _of_moment(hr: HrVisit, year_id: int, moment: int) -> list[TrainingSnapshot]:
    seen = await snapshots.snapshots_seen(hr.work, hr.actor, hr.organisation_id, year_id, hr.now)
    return [each for each in seen if moment_of(each) == moment]


def _sign(each: TrainingSnapshot) -> str:
    if each.confirmed_at is not None:
        return "✅"
    return "⏳" if each.wrong is None else "✏️"


def _silent_first(each: TrainingSnapshot) -> tuple[int, int]:
    return ("✏️⏳✅".index(_sign(each)), each.id)


async def remind_rest(hr: HrVisit, year_id: int, moment: int) -> Outcome:
    day, requested = day_of(moment), bool(moment % 2)
    here = (hr.work, hr.actor, hr.organisation_id)
    asked = await snapshots.remind_rest(*here, year_id, day, requested, hr.now)
    toast = hr.tr.plural("{n} unit is reminded.", "{n} units are reminded.", asked)
    return await list_units(hr, year_id, moment, 0, toast=toast)


async def show_one(hr: HrVisit, number: int, *, toast: str | None = None) -> Outcome:
    """The figures of a unit as they were taken, and what was said of them."""
    tr = hr.tr
    held = await snapshots.snapshot_seen(hr.work, hr.actor, hr.organisation_id, number, hr.now)
    rows: list[tuple[Button, ...]] = []
    if held.confirmed_at is None:
        rows.append((hr.button(tr.text("✅ Right"), "figs_yes", held.year_id, number),
                     hr.button(tr.text("✏️ Correct"), "figs_no", number)))  # fmt: skip
    rows.append(hr.back("figs_who", held.year_id, moment_of(held), 0))
    return hr.show_long(await _lines(hr, held), tuple(rows), toast)


async def _lines(hr: HrVisit, held: TrainingSnapshot) -> list[str]:
    tr = hr.tr
    department = await hr.work.organisations.department(held.department_id or 0)
    name = "" if department is None else department.name
    taken = tr.text("Counted: {day}", day=tr.date(held.made_at.date()))
    lines = [
        f"<b>{escape(name)}, {tr.date(held.day)}</b>",
        escape(", ".join(each for each in (taken, held.author or "") if each)),
        *figure_lines(held.figures, tr),
    ]
    if held.wrong is not None:
        who = f" ({held.wrong_name})" if held.wrong_name else ""
        lines.append(f"✏️ <i>{escape(held.wrong)}</i>{escape(who)}")
    if held.confirmed_at is not None:
        said = tr.text("✅ Right: {day}", day=tr.date(held.confirmed_at.date()))
        lines.append(escape(", ".join(each for each in (said, held.confirmed_name or "") if each)))
    return lines


async def ask_wrong(hr: HrVisit, number: int) -> Outcome:
    """What is wrong: in words, or the lists are opened, mended and counted anew."""
    tr = hr.tr
    held = await snapshots.snapshot_seen(hr.work, hr.actor, hr.organisation_id, number, hr.now)
    await await_words(hr, WRONG_FORM, {"figures": number})
    place = held.department_id or NONE
    text = tr.text("Write what is wrong, for HR. Or open the list, mend it and count anew.")
    rows = (
        (hr.button(tr.text("👥 People and courses"), "train_who", held.year_id, place, 0),),
        (hr.button(tr.text("👂 Courses to hear"), "train_hear", held.year_id),),
        (hr.button(tr.text("🔄 Count anew"), "figs_anew", number),),
        hr.back("figs_one", number),
    )
    return hr.show_long([*await _lines(hr, held), "", text], rows)


async def wrong_typed(hr: HrVisit, fields: Fields, words: str) -> Outcome:
    number = fields["figures"]
    try:
        await snapshots.say_wrong(hr.work, hr.actor, hr.organisation_id, number, words, hr.now)
    except BadValue:
        await await_again(hr.visit)
        text = hr.tr.text("⚠️ Write what is wrong, in at most 1000 characters.")
        return hr.show(Screen(text, (hr.back("figs_one", number),)))
    await finish_form(hr)
    return await show_one(hr, number, toast=hr.tr.text("✔ HR sees it."))


async def confirm(hr: HrVisit, number: int) -> Outcome:
    """From the message that asks: the figures stay in sight."""
    await snapshots.confirm(hr.work, hr.actor, hr.organisation_id, number, hr.now)
    return await show_one(hr, number, toast=hr.tr.text("✅ Confirmed"))


async def anew(hr: HrVisit, number: int) -> Outcome:
    new = await snapshots.anew(hr.work, hr.actor, hr.organisation_id, number, hr.now)
    return await show_one(hr, new.id, toast=hr.tr.text("✔ Counted anew."))
