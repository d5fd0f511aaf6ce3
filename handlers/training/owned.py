"""What fell behind, for whoever answers for putting it right: what it is, and that it is done."""

from __future__ import annotations

from html import escape

from aiogram import Router
from aiogram.types import CallbackQuery

from cases.errors import CaseError
from cases.training.entering import OwnFinding, own_finding, say_done
from handlers.chat.buttons import Menu, Training
from handlers.chat.outcome import Button, Outcome, Screen, Show
from handlers.chat.press import pressed_message
from handlers.chat.visit import Visit
from handlers.hr.training_words import FINDINGS


async def show(callback: CallbackQuery, visit: Visit) -> Outcome:
    [number] = Training.OWNER.read(callback)
    edit = pressed_message(callback)
    try:
        own = await own_finding(visit.work, visit.person.id, number)
    except CaseError:
        return _gone(visit, edit)
    return _shown(visit, own, edit)


async def done(callback: CallbackQuery, visit: Visit) -> Outcome:
    [number] = Training.OWNER_DONE.read(callback)
    edit = pressed_message(callback)
    try:
        own = await say_done(visit.work, visit.person.id, number, visit.now)
    except CaseError:
        return _gone(visit, edit)
    return _shown(visit, own, edit)


def _shown(visit: Visit, own: OwnFinding, edit: int | None) -> Outcome:
    tr, held = visit.tr, own.found
    lines = [f"<b>{escape(held.words or tr.text(FINDINGS[held.finding]))}</b>"]
    if held.due is not None:
        lines.append(escape(f"{held.action}: {tr.date(held.due)}"))
    rows: list[tuple[Button, ...]] = []
    if held.closed_on is not None:
        lines.append(tr.text("✔ Cured, {day}", day=tr.date(held.closed_on)))
    elif held.done_on is not None:
        lines.append(tr.text("Said to be done: {day}", day=tr.date(held.done_on)))
        lines.append(tr.text("Whoever leads the unit looks at it now."))
    elif held.due is not None:
        rows.append((Button(tr.text("✔ It is done"), Training.OWNER_DONE(held.id)),))
    rows.append((Button(tr.text("⬅️ Menu"), Menu.HOME()),))
    return Outcome((Show(Screen("\n".join(lines), tuple(rows)), edit),))


def _gone(visit: Visit, edit: int | None) -> Outcome:
    text = visit.tr.text("This is no longer yours to answer for.")
    rows = ((Button(visit.tr.text("⬅️ Menu"), Menu.HOME()),),)
    return Outcome((Show(Screen(text, rows), edit),))


def router() -> Router:
    router = Router(name="owned findings")
    router.callback_query.register(show, Training.OWNER.pressed)
    router.callback_query.register(done, Training.OWNER_DONE.pressed)
    return router
