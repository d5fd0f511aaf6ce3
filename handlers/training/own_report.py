"""At the end of a year: what became of each course of one's plan, confirmed by one press."""

from __future__ import annotations

from html import escape
from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery

from cases.errors import CaseError
from cases.training.own_reports import OwnReport, Untold, confirm_own, own_report
from cases.training.plans import own_years
from handlers.chat.buttons import Training
from handlers.chat.outcome import Button, Outcome, Screen, Show
from handlers.chat.press import pressed_message
from handlers.chat.telegram_text import pages, shortened
from handlers.chat.training_view import CAUSES, STATES, topic_words
from handlers.chat.visit import Visit
from handlers.training.agreeing import ask_of_own
from handlers.training.item import refused
from handlers.training.plan import home
from storage.tables.training_plans import CourseResult, TrainingItem

LONGEST: Final = 60
SIGNS: Final = {"done": "✔", "otherwise": "✔", "missed": "✖️", "planned": "❓"}


async def mine(callback: CallbackQuery, visit: Visit) -> Outcome:
    """From a message that names the year alone."""
    [year_id] = Training.MY_REPORT.read(callback)
    for year, employee in await own_years(visit.work, visit.person.id, visit.now):
        if year.id == year_id:
            return await _opened(callback, visit, year_id, employee.id)
    return await home(callback, visit)


async def shown(callback: CallbackQuery, visit: Visit) -> Outcome:
    year_id, employee_id = Training.REPORT.read(callback)
    return await _opened(callback, visit, year_id, employee_id)


async def _opened(callback: CallbackQuery, visit: Visit, year_id: int, employee_id: int) -> Outcome:
    edit, here = pressed_message(callback), Training.REPORT(year_id, employee_id)
    asked = await ask_of_own(visit, employee_id, here, edit)
    return asked or await _report(visit, year_id, employee_id, edit)


async def confirmed(callback: CallbackQuery, visit: Visit) -> Outcome:
    year_id, employee_id = Training.CONFIRM.read(callback)
    edit, tr = pressed_message(callback), visit.tr
    try:
        await confirm_own(visit.work, visit.person.id, year_id, employee_id, visit.now)
    except Untold:
        toast = tr.text("⚠️ First say how every course went.")
        return await _report(visit, year_id, employee_id, edit, toast)
    except CaseError as error:
        return refused(visit, error, edit)
    return await _report(visit, year_id, employee_id, edit, tr.text("✅ Confirmed"))


async def _report(
    visit: Visit, year_id: int, employee_id: int, edit: int | None, toast: str | None = None
) -> Outcome:
    try:
        seen = await own_report(visit.work, visit.person.id, year_id, employee_id, visit.now)
    except CaseError as error:
        return refused(visit, error, edit)
    *before, last = pages(_lines(visit, seen))
    first, *others = (*(Screen(text) for text in before), Screen(last, _rows(visit, seen)))
    return Outcome((Show(first, edit), *map(Show, others)), toast)


def _lines(visit: Visit, seen: OwnReport) -> list[str]:
    tr = visit.tr
    title = tr.text("Report on the plan {year}", year=seen.year.label)
    lines = [f"<b>{escape(title)}</b>", escape(seen.employee.name)]
    lines += [_line(visit, item, result) for item, result in seen.items]
    if not seen.items:
        lines.append(tr.text("Nothing was planned."))
    if seen.untold:
        lines.append(tr.text("❓ Please say how it went."))
    elif seen.confirmed and seen.report is not None:
        day = tr.date(seen.report.signed_at.date())
        lines.append(tr.text("✅ Confirmed on {day}", day=day))
    elif seen.report is not None:
        lines.append(tr.text("Something has changed since it was confirmed."))
    return lines


def _line(visit: Visit, item: TrainingItem, result: CourseResult | None) -> str:
    tr = visit.tr
    hours = item.new.hours if result is None else result.hours
    parts = [topic_words(item.new, tr)]
    if item.state != "missed" and hours is not None:
        parts.append(tr.hours(hours))
    parts.append(tr.text(STATES[item.state]))
    if result is not None and result.cause is not None:
        parts.append(tr.text(CAUSES[result.cause]))
    return escape(f"{SIGNS[item.state]} {', '.join(parts)}")


def _rows(visit: Visit, seen: OwnReport) -> tuple[tuple[Button, ...], ...]:
    tr, about = visit.tr, (seen.year.id, seen.employee.id)
    rows: list[tuple[Button, ...]] = [
        (Button(shortened(f"❓ {topic_words(item.new, tr)}", LONGEST), Training.TOLD(item.id)),)
        for item in seen.untold
    ]
    if seen.items and not seen.untold and not seen.confirmed:
        rows.append((Button(tr.text("✅ Confirm"), Training.CONFIRM(*about), style="primary"),))
    rows.append((Button(tr.text("⬅️ Back"), Training.PLAN(*about)),))
    return tuple(rows)


def router() -> Router:
    router = Router(name="training report")
    for button, handler in (
        (Training.MY_REPORT, mine),
        (Training.REPORT, shown),
        (Training.CONFIRM, confirmed),
    ):
        router.callback_query.register(handler, button.pressed)
    return router
