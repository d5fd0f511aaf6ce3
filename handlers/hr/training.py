"""A year of training for heads and HR: the years, their days, the units, the people in them."""

from __future__ import annotations

from html import escape
from typing import Final

from cases.errors import BadValue, CaseError, NotThere
from cases.rights import reach
from cases.training.holders import holds
from cases.training.receipts import to_receive
from cases.training.schedules import to_sign
from cases.training.units import UnitView, chase, unit_seen, units_seen
from cases.training.years import DAYS, add_year, current_of, set_days, year_of, years_seen
from handlers.chat.buttons import Training
from handlers.chat.outcome import Button, Outcome, Screen
from handlers.chat.telegram_text import shortened
from handlers.hr.buttons import page_of
from handlers.hr.forms import Fields, await_again, await_words
from handlers.hr.training_words import (
    DAY_WORDS,
    passage_line,
    standing_line,
    unit_sign,
    why,
)
from handlers.hr.visit import HrVisit
from rules.training.said import read_days_typed, read_year_typed
from storage.tables.training import TrainingYear

NEW_YEAR: Final = "training_year"
NEW_DAY: Final = "training_day"
ON_A_PAGE: Final = 8
LONGEST: Final = 60
FEW: Final = 3
"""Whose plans are missing: so many are named on the screen of the unit itself."""
STATE_SIGNS: Final = {"": "▫️", "draft": "▫️", "given": "📥", "approved": "✅"}


async def home(hr: HrVisit) -> Outcome:
    """For HR the years of the organisation, and a year to be begun; for others the current one."""
    years = await years_seen(hr.work, hr.actor, hr.organisation_id, hr.now)
    current = current_of(years, hr.on)
    if current is not None and not await _organises(hr):
        return await show_year(hr, current.id)
    return await list_years(hr)


async def list_years(hr: HrVisit) -> Outcome:
    tr = hr.tr
    years = await years_seen(hr.work, hr.actor, hr.organisation_id, hr.now)
    organises = await _organises(hr)
    rows: list[tuple[Button, ...]] = [
        (hr.button(f"🎓 {each.label}", "train_year", each.id),) for each in years
    ]
    lines = [tr.text("<b>Training</b>")]
    if not years:
        lines.append(tr.text("No year of training is entered yet."))
    if organises:
        rows.append((hr.button(tr.text("➕ A year"), "train_new"),))
        rows.append((hr.button(tr.text("🔗 Who does what"), "train_chain"),))
    rows.append(hr.back("staff"))
    return hr.show(Screen("\n".join(lines), tuple(rows)))


async def _organises(hr: HrVisit) -> bool:
    return bool(await reach(hr.work, hr.actor, "organise", hr.organisation_id, hr.now))


async def ask_year(hr: HrVisit) -> Outcome:
    if not await _organises(hr):
        return await home(hr)
    await await_words(hr, NEW_YEAR)
    text = hr.tr.text(
        "Write the name of the year, its first and its last day:\n"
        "<code>2027, 01.01.2027 – 31.12.2027</code>"
    )
    return hr.show(Screen(text, (hr.back("train"),)))


async def year_typed(hr: HrVisit, fields: Fields, words: str) -> Outcome:
    said = read_year_typed(words)
    if said is None:
        await await_again(hr.visit)
        text = hr.tr.text("⚠️ Like this: 2027, 01.01.2027 – 31.12.2027. A year at the most.")
        return hr.show(Screen(text, (hr.back("train"),)))
    label, begins, ends = said
    try:
        year = await add_year(hr.work, hr.actor, hr.organisation_id, label, begins, ends, hr.now)
    except BadValue:
        await await_again(hr.visit)
        text = hr.tr.text("⚠️ Like this: 2027, 01.01.2027 – 31.12.2027. A year at the most.")
        return hr.show(Screen(text, (hr.back("train"),)))
    return await show_year(hr, year.id)


async def show_year(hr: HrVisit, year_id: int, *, toast: str | None = None) -> Outcome:
    tr = hr.tr
    units = await units_seen(hr.work, hr.actor, hr.organisation_id, year_id, hr.now)
    year = await year_of(hr.work, hr.organisation_id, year_id)
    people = sum(len(each.people) for each in units)
    title = tr.text("Training {year}", year=year.label)
    lines = [
        f"<b>{escape(title)}</b>",
        tr.text(
            "Plans: {given} of {people}",
            given=tr.number(sum(each.given for each in units)),
            people=tr.number(people),
        ),
        tr.text(
            "Schedules ready: {ready} of {units}",
            ready=tr.number(sum(each.ready for each in units)),
            units=tr.number(len(units)),
        ),
        *_day_lines(hr, year),
    ]
    organises = await _organises(hr)
    rows: list[tuple[Button, ...]] = [(hr.button(tr.text("🗂 Units"), "train_units", year_id, 0),)]
    if len(units) == 1 and not organises:
        lines.append(standing_line(units[0].standing, tr))
        rows += await _acts_on_unit(hr, year_id, units[0])
    document_id = await to_receive(hr.work, hr.actor, hr.organisation_id, year_id, hr.now)
    if document_id is not None:
        rows.append((hr.button(tr.text("📬 Received"), "train_got", document_id),))
    waiting = await to_sign(hr.work, hr.actor, hr.organisation_id, year_id, hr.now)
    if waiting:
        words = tr.text("✍️ Sign all: {n}", n=tr.number(len(waiting)))
        rows.append((hr.button(words, "train_sign", year_id),))
    if await reach(hr.work, hr.actor, "approve", hr.organisation_id, hr.now):
        rows.append((hr.button(tr.text("👂 Courses to hear"), "train_hear", year_id),))
        rows.append((hr.button(tr.text("⚠️ Fell behind"), "train_finds", year_id, 0),))
        rows.append((hr.button(tr.text("📕 Reports"), "rep_list", year_id, 0),))
    if await reach(hr.work, hr.actor, "export", hr.organisation_id, hr.now):
        rows.append((hr.button(tr.text("📑 Forms of training"), "forms", year_id, 0),))
    if organises:
        rows.append((hr.button(tr.text("📚 The whole schedule"), "train_all", year_id),))
        rows.append((hr.button(tr.text("✈️ Trips"), "train_trips", year_id, 0),))
        rows.append((hr.button(tr.text("📅 Days of the year"), "train_days", year_id),))
        rows.append(hr.back("train"))
    else:
        if len(await years_seen(hr.work, hr.actor, hr.organisation_id, hr.now)) > 1:
            rows.append((hr.button(tr.text("🎓 Other years"), "train_other"),))
        rows.append(hr.back("staff"))
    return hr.show_long(lines, tuple(rows), toast)


def _day_lines(hr: HrVisit, year: TrainingYear) -> list[str]:
    tr = hr.tr
    lines = []
    for which in DAYS:
        held = getattr(year, which)
        days = held if isinstance(held, tuple) else (held,) if held else ()
        said = ", ".join(tr.date(each) for each in days) or tr.text("not entered")
        lines.append(f"{tr.text(DAY_WORDS[which])}: {said}")
    return lines


async def ask_days(hr: HrVisit, year_id: int) -> Outcome:
    year = await year_of(hr.work, hr.organisation_id, year_id)
    if not await _organises(hr):
        return await show_year(hr, year_id)
    rows = (
        *((hr.button(hr.tr.text(DAY_WORDS[which]), "train_day", year_id, place),)
          for place, which in enumerate(DAYS)),
        hr.back("train_year", year_id),
    )  # fmt: skip
    return hr.show(Screen("\n".join(_day_lines(hr, year)), rows))


async def ask_day(hr: HrVisit, year_id: int, place: int) -> Outcome:
    tr = hr.tr
    if place >= len(DAYS):
        raise NotThere
    await year_of(hr.work, hr.organisation_id, year_id)
    await await_words(hr, NEW_DAY, {"year": year_id, "place": place})
    text = tr.text("Write the day, like 31.03.2027.")
    if DAYS[place] == "quarters":
        text = tr.text("Write the days with commas, like 31.03.2027, 30.06.2027.")
    title = f"<b>{tr.text(DAY_WORDS[DAYS[place]])}</b>"
    return hr.show(Screen(f"{title}\n{text}", (hr.back("train_days", year_id),)))


async def day_typed(hr: HrVisit, fields: Fields, words: str) -> Outcome:
    year_id, place = fields["year"], fields["place"]
    days = read_days_typed(words)
    try:
        if days is None:
            raise BadValue("days")
        await set_days(hr.work, hr.actor, hr.organisation_id, year_id, DAYS[place], days, hr.now)
    except BadValue:
        await await_again(hr.visit)
        text = hr.tr.text("⚠️ Write the day, like 31.03.2027.")
        return hr.show(Screen(text, (hr.back("train_days", year_id),)))
    return await ask_days(hr, year_id)


async def list_units(hr: HrVisit, year_id: int, page: int) -> Outcome:
    tr = hr.tr
    units = await units_seen(hr.work, hr.actor, hr.organisation_id, year_id, hr.now)
    if len(units) == 1:
        return await show_unit(hr, year_id, units[0].department_id)
    part, page, last = page_of(units, page, ON_A_PAGE)
    rows = (
        *((hr.button(shortened(_unit_words(each), LONGEST), "train_unit", year_id,
                     each.department_id),)
          for each in part),
        *hr.turns(page, last, "train_units", year_id),
        hr.back("train_year", year_id),
    )  # fmt: skip
    text = tr.text("<b>Units</b>\nPlans handed in, of all people of the unit.")
    return hr.show(Screen(text, rows))


def _unit_words(unit: UnitView) -> str:
    return f"{unit_sign(unit)} {unit.given}/{len(unit.people)} {unit.name}"


async def show_unit(
    hr: HrVisit, year_id: int, department_id: int, *, toast: str | None = None
) -> Outcome:
    """A unit's schedule: who is in, who is missing, what was done, what is next."""
    tr = hr.tr
    unit = await unit_seen(hr.work, hr.actor, hr.organisation_id, year_id, department_id, hr.now)
    about = (year_id, department_id)
    lines = [
        f"<b>{escape(unit.name)}</b>",
        tr.text(
            "Plans: {given} of {people}",
            given=tr.number(unit.given),
            people=tr.number(len(unit.people)),
        ),
    ]
    if unit.document is not None and unit.document.revision > 1:
        number = tr.number(unit.document.revision)
        reason = escape(unit.document.reason)
        lines.append(tr.text("Edition {n}: {reason}", n=number, reason=reason))
    lines += [passage_line(each, tr) for each in unit.passages]
    lines.append(standing_line(unit.standing, tr))
    rows: list[tuple[Button, ...]] = [(hr.button(tr.text("👥 People"), "train_who", *about, 0),)]
    rows.append((hr.button(tr.text("🔎 Who needs training"), "train_need", *about),))
    rows += await _acts_on_unit(hr, year_id, unit)
    if len(unit.missing) <= FEW and not unit.standing.over:
        # Whoever has no Telegram is planned for: those who are left need no list.
        rows += [
            (Button(shortened(f"{STATE_SIGNS[state]} {employee.name}", LONGEST),
                    Training.PLAN(year_id, employee.id)),)
            for employee, state in unit.people
            if state in ("", "draft")
        ]  # fmt: skip
    rows.append(hr.back("train_year", year_id))
    return hr.show_long(lines, tuple(rows), toast)


async def _acts_on_unit(hr: HrVisit, year_id: int, unit: UnitView) -> list[tuple[Button, ...]]:
    """What the viewer may do now with a unit's schedule."""
    tr, about = hr.tr, (year_id, unit.department_id)
    rows: list[tuple[Button, ...]] = []
    if unit.missing and not unit.standing.over:
        words = tr.text("🔔 Remind {n}", n=tr.number(len(unit.missing)))
        rows.append((hr.button(words, "train_chase", *about),))
    step = unit.standing.next
    acts = await holds(hr.work, hr.actor, hr.organisation_id, step, unit.department_id, hr.now)
    if acts:
        rows.append((hr.button(tr.text("✔ Next step"), "train_ok", *about),))
    begun = unit.document is not None and unit.document.state == "open" and unit.passages
    sends_back = acts if step is not None else await _organises(hr)
    if unit.document is not None and begun and sends_back and not unit.standing.sent_back:
        back = tr.text("↩️ Send back")
        rows.append((hr.button(back, "train_back", unit.document.id),))
    if unit.document is not None and unit.document.state == "approved":
        words = tr.text("✏️ A new edition")
        rows.append((hr.button(words, "train_redo", unit.document.id),))
    return rows


async def chased(hr: HrVisit, year_id: int, department_id: int) -> Outcome:
    tr = hr.tr
    try:
        told = await chase(hr.work, hr.actor, hr.organisation_id, year_id, department_id, hr.now)
    except CaseError as error:
        return await show_unit(hr, year_id, department_id, toast=why(error, tr))
    if told is None:
        toast = tr.text("Those of them who are here are reminded.")
        return await show_unit(hr, year_id, department_id, toast=toast)
    asked, unreached = told
    toast = tr.plural("{n} person is reminded.", "{n} people are reminded.", asked)
    if unreached:
        not_here = tr.plural("{n} is not here.", "{n} are not here.", unreached)
        toast = f"{toast} {not_here}"
    return await show_unit(hr, year_id, department_id, toast=toast)


async def list_people(hr: HrVisit, year_id: int, department_id: int, page: int) -> Outcome:
    """Everybody of a unit with the state of their plan; a press opens it."""
    unit = await unit_seen(hr.work, hr.actor, hr.organisation_id, year_id, department_id, hr.now)
    part, page, last = page_of(unit.people, page, ON_A_PAGE)
    rows = (
        *((Button(shortened(f"{STATE_SIGNS[state]} {employee.name}", LONGEST),
                  Training.PLAN(year_id, employee.id)),)
          for employee, state in part),
        *hr.turns(page, last, "train_who", year_id, department_id),
        hr.back("train_unit", year_id, department_id),
    )  # fmt: skip
    text = hr.tr.text("📥 handed in, ✅ approved, ▫️ missing")
    return hr.show(Screen(f"<b>{escape(unit.name)}</b>\n{text}", rows))
