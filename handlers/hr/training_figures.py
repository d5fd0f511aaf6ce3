"""Figures of a year of training: as they are, and as they go to HR by quarter or on its request."""

from __future__ import annotations

from html import escape
from typing import Final

from cases.errors import CaseError, NotThere
from cases.rights import reach, require_some
from cases.training import snapshots
from handlers.chat.outcome import Button, Outcome, Screen
from handlers.chat.telegram_text import shortened
from handlers.hr.buttons import NONE
from handlers.hr.training_figure_words import figure_lines
from handlers.hr.visit import HrVisit
from storage.tables.training import TrainingYear
from storage.tables.training_outcomes import TrainingSnapshot

MOST: Final = 8
LONGEST: Final = 60


async def show(
    hr: HrVisit, year_id: int, department_id: int, *, toast: str | None = None
) -> Outcome:
    """The figures of the moment, below them those that wait to be confirmed, each by a press."""
    tr, year = hr.tr, await _year(hr, year_id)
    found = await snapshots.live_figures(
        hr.work, hr.actor, hr.organisation_id, year, department_id or None, hr.now
    )
    lines = [tr.text("<b>Figures of {year}</b>", year=escape(year.label))]
    lines += [tr.text("Nobody works here.")] if found is None else figure_lines(found, tr)
    waiting = await _waiting(hr, year)
    if waiting:
        lines += ["", tr.text("These figures go to HR. Press what is right.")]
    names = {e.id: e.name for e in await hr.work.organisations.departments(hr.organisation_id)}
    rows: list[tuple[Button, ...]] = [
        (hr.button(_named(each, names, hr), "figs_yes", year_id, each.id),
         hr.button(tr.text("✏️ Correct"), "figs_no", each.id))
        for each in waiting[:MOST]
    ]  # fmt: skip
    if await reach(hr.work, hr.actor, "organise", hr.organisation_id, hr.now):
        rows.append((hr.button(tr.text("🔄 Figures of today"), "figs_now", year_id),
                     hr.button(tr.text("📅 Another day"), "figs_ask", year_id)))  # fmt: skip
    if await reach(hr.work, hr.actor, "approve", hr.organisation_id, hr.now):
        rows.append((hr.button(tr.text("🗓 As they went to HR"), "figs_days", year_id),))
    rows.append(hr.back("forms_in", year_id, department_id))
    return hr.show(Screen("\n".join(lines), tuple(rows)), toast)


async def confirm(hr: HrVisit, year_id: int, number: int) -> Outcome:
    """A head, or HR, has found a unit's figures right."""
    await _year(hr, year_id)
    await snapshots.confirm(hr.work, hr.actor, hr.organisation_id, number, hr.now)
    return await show(hr, year_id, NONE, toast=hr.tr.text("✅ Confirmed"))


async def ask_today(hr: HrVisit, year_id: int) -> Outcome:
    """HR wants the figures of today: a record of its own, which heads confirm."""
    year = await _year(hr, year_id)
    await snapshots.request(hr.work, hr.actor, hr.organisation_id, year, hr.on, hr.now)
    return await show(hr, year_id, NONE)


async def _year(hr: HrVisit, year_id: int) -> TrainingYear:
    await require_some(hr.work, hr.actor, "plan", hr.organisation_id, hr.now)
    year = await hr.work.training_years.get(year_id)
    if year is None or year.organisation_id != hr.organisation_id:
        raise NotThere
    return year


async def _waiting(hr: HrVisit, year: TrainingYear) -> list[TrainingSnapshot]:
    try:
        return await snapshots.waiting(hr.work, hr.actor, hr.organisation_id, year, hr.now)
    except CaseError:
        return []


def _named(each: TrainingSnapshot, names: dict[int, str], hr: HrVisit) -> str:
    unit = names.get(each.department_id or 0, "")
    return shortened(f"✅ {hr.tr.date(each.day)} · {unit}", LONGEST)
