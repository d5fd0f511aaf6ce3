"""Reports of a year in the chat: of units, institutes and the whole, each signed in its turn."""

from __future__ import annotations

from html import escape
from typing import Final

from cases.errors import BadValue, CaseError
from cases.rights import reach
from cases.training.passing import Paper
from cases.training.reports import (
    PartsMissing,
    PeopleView,
    ReportView,
    people_of,
    remind_parts,
    report_seen,
    reports_seen,
    sign_made,
    sign_unit,
)
from cases.training.years import year_of
from cases.wholly import wholly
from handlers.chat.buttons import Training
from handlers.chat.outcome import Button, Outcome, Screen
from handlers.chat.telegram_text import shortened
from handlers.hr.buttons import NONE, page_of
from handlers.hr.forms import Fields, await_again, await_words
from handlers.hr.training_report_words import LONGEST_WORDS, figure_lines, signed_lines
from handlers.hr.training_words import NEEDS_PAPER, why
from handlers.hr.visit import HrVisit
from i18n import mark
from rules.training.said import read_paper

FORM: Final = "training_resolution"
ON_A_PAGE: Final = 8
LONGEST: Final = 60
MOST: Final = 5
NEEDS_RESOLUTION: Final = mark(
    "⚠️ The first line: number and day of the minutes, like № 4, 20.11.2026. Below it: what "
    "follows, at most 1000 characters."
)


async def listed(hr: HrVisit, year_id: int, page: int) -> Outcome:
    """The reports that the viewer may sign; the only one opens at once."""
    tr = hr.tr
    found = await reports_seen(hr.work, hr.actor, hr.organisation_id, year_id, hr.now)
    year = await year_of(hr.work, hr.organisation_id, year_id)
    organises = await reach(hr.work, hr.actor, "organise", hr.organisation_id, hr.now)
    if len(found) == 1 and not organises:
        return await show(hr, year_id, found[0].department_id or NONE)
    part, page, last = page_of(found, page, ON_A_PAGE)
    rows: list[tuple[Button, ...]] = []
    sign_words = tr.text("✍️ Sign")
    if organises:
        rows.append((hr.button(tr.text("📕 Annual report 602-06"), "year_rep", year_id),))
    rows += [
        (hr.button(shortened(f"{sign_words}: {_name(hr, each)}", LONGEST), "rep_sign",
                   year_id, each.department_id or NONE),)
        for each in found
        if page == 0 and each.level != "unit" and _waits(each)
    ]  # fmt: skip
    rows += [
        (hr.button(shortened(_named(hr, each), LONGEST), "rep", year_id,
                   each.department_id or NONE),)
        for each in part
    ]  # fmt: skip
    rows += [*hr.turns(page, last, "rep_list", year_id), hr.back("train_year", year_id)]
    title = tr.text("<b>Reports of {year}</b>", year=escape(year.label))
    lines = [title]
    if found:
        lines.append(tr.text("✍️ signed, ⚠️ changed since, ▫️ not yet"))
    else:
        lines.append(tr.text("There is nothing to report on."))
    return hr.show(Screen("\n".join(lines), tuple(rows)))


def _waits(view: ReportView) -> bool:
    """Whether all below it is signed and it is not, as it is now."""
    return not view.missing and view.figures is not None and not view.is_current


def _named(hr: HrVisit, view: ReportView) -> str:
    sign = "▫️" if view.report is None else "⚠️" if view.changed_after else "✍️"
    return f"{sign} {_name(hr, view)}"


def _name(hr: HrVisit, view: ReportView) -> str:
    return view.name or hr.tr.text("The whole organisation")


async def show(
    hr: HrVisit, year_id: int, department_id: int, *, toast: str | None = None
) -> Outcome:
    """A report with what it is made of (department 0: of the whole)."""
    here = (hr.work, hr.actor, hr.organisation_id, year_id)
    view = await report_seen(*here, department_id or None, hr.now)
    people = None
    if view.level == "unit":
        people = await people_of(*here, department_id, hr.now)
    lines = [f"<b>{escape(_name(hr, view))}</b>", *figure_lines(hr, view.figures)]
    lines += _parts(hr, view) if people is None else _people(hr, people)
    lines += signed_lines(hr, view)
    return hr.show_long(lines, await _rows(hr, year_id, view, people), toast)


def _parts(hr: HrVisit, view: ReportView) -> list[str]:
    tr = hr.tr
    if not view.parts:
        return []
    ready = len(view.parts) - len(view.missing)
    lines = [tr.text("Reports in: {ready} of {parts}", ready=tr.number(ready),
                     parts=tr.number(len(view.parts)))]  # fmt: skip
    lines += [escape(f"⏳ {shortened(each.name, LONGEST)}") for each in view.missing[:MOST]]
    left = len(view.missing) - MOST
    if left > 0:
        lines.append(tr.plural("and {n} more", "and {n} more", left))
    return lines


def _people(hr: HrVisit, people: PeopleView) -> list[str]:
    tr = hr.tr
    told = people.owing - len(people.missing)
    lines = [tr.text("Own reports: {told} of {people}", told=tr.number(told),
                     people=tr.number(people.owing))]  # fmt: skip
    return lines + [
        escape(f"💡 {shortened(each, LONGEST_WORDS)}") for each in people.improvements[:MOST]
    ]


async def _rows(
    hr: HrVisit, year_id: int, view: ReportView, people: PeopleView | None
) -> tuple[tuple[Button, ...], ...]:
    tr, about = hr.tr, (year_id, view.department_id or NONE)
    missing = len(view.missing if people is None else people.missing)
    rows: list[tuple[Button, ...]] = []
    if missing:
        words = tr.text("🔔 Remind {n}", n=tr.number(missing))
        rows.append((hr.button(words, "rep_bell", *about),))
    if people is not None and people.missing:
        rows.append((hr.button(tr.text("👥 Not confirmed"), "rep_who", *about, 0),))
    if _waits(view):
        rows.append((hr.button(tr.text("✍️ Sign"), "rep_sign", *about),))
    # The list of a single one opens it again.
    found = await reports_seen(hr.work, hr.actor, hr.organisation_id, year_id, hr.now)
    organises = await reach(hr.work, hr.actor, "organise", hr.organisation_id, hr.now)
    is_only = len(found) == 1 and not organises
    rows.append(hr.back("train_year", year_id) if is_only else hr.back("rep_list", year_id, 0))
    return tuple(rows)


async def who(hr: HrVisit, year_id: int, department_id: int, page: int) -> Outcome:
    """Whose own report is missing; for whoever is not here it is confirmed for them."""
    people = await people_of(hr.work, hr.actor, hr.organisation_id, year_id, department_id, hr.now)
    part, page, last = page_of(people.missing, page, ON_A_PAGE)
    rows = (
        *((Button(shortened(each.name, LONGEST), Training.REPORT(year_id, each.id)),)
          for each in part),
        *hr.turns(page, last, "rep_who", year_id, department_id),
        hr.back("rep", year_id, department_id),
    )  # fmt: skip
    text = hr.tr.text("They have not confirmed what came of their plans. A press opens it.")
    return hr.show(Screen(text, rows))


async def remind(hr: HrVisit, year_id: int, department_id: int) -> Outcome:
    here = (hr.work, hr.actor, hr.organisation_id, year_id, department_id or None)
    asked = await remind_parts(*here, hr.now)
    toast = hr.tr.text("Those of them who are here are reminded.")
    if asked is not None:
        toast = hr.tr.plural("{n} person is reminded.", "{n} people are reminded.", asked)
    return await show(hr, year_id, department_id, toast=toast)


async def sign(hr: HrVisit, year_id: int, department_id: int) -> Outcome:
    """Of a unit the minutes and the resolution are asked for; the others are signed at once."""
    here = (hr.work, hr.actor, hr.organisation_id, year_id, department_id or None)
    view = await report_seen(*here, hr.now)
    if view.level == "unit":
        await await_words(hr, FORM, {"year": year_id, "department": department_id})
        tr = hr.tr
        text = tr.text(
            "Write the number and the day of the minutes, and on the next line what follows from "
            "the report:\n<code>№ 4, {day}\n…</code>",
            day=f"{hr.on:%d.%m.%Y}",
        )
        title = f"<b>{escape(view.name)}</b>"
        return hr.show(Screen(f"{title}\n{text}", (hr.back("rep", year_id, department_id),)))
    try:
        await sign_made(*here, hr.now)
    except PartsMissing:
        toast = hr.tr.text("⚠️ Not all reports below it are signed yet.")
        return await show(hr, year_id, department_id, toast=toast)
    return await show(hr, year_id, department_id, toast=hr.tr.text("✍️ Signed"))


async def resolution_typed(hr: HrVisit, fields: Fields, words: str) -> Outcome:
    year_id, department_id = fields["year"], fields["department"]
    back = hr.back("rep", year_id, department_id)
    first, _, rest = words.strip().partition("\n")
    said = read_paper(first, hr.on)
    here = (hr.work, hr.actor, hr.organisation_id, year_id, department_id)
    try:
        if said is None:
            raise BadValue("number")
        async with wholly(hr.work):
            await sign_unit(*here, Paper(*said), rest, hr.now)
            return await show(hr, year_id, department_id, toast=hr.tr.text("✍️ Signed"))
    except BadValue as bad:
        await await_again(hr.visit)
        needed = NEEDS_PAPER if bad.field == "day" else NEEDS_RESOLUTION
        return hr.show(Screen(hr.tr.text(needed), (back,)))
    except CaseError as error:
        return hr.show(Screen(escape(why(error, hr.tr)), (back,)))
