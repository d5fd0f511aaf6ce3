"""What would help most among the positions that somebody has checked."""

from __future__ import annotations

from html import escape
from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.chat.buttons import MyChecks
from handlers.chat.names import target_name
from handlers.chat.outcome import Button, Outcome, Screen, Show
from handlers.chat.press import pressed_message
from handlers.chat.tappable import tappable_day
from handlers.chat.visit import Visit
from handlers.my_checks.kept import latest_decisions, nothing_kept, sheets_of
from handlers.report.route_words import element_words
from i18n import Translator
from rules.norms.catalog import Catalogue
from rules.questionnaire.helping import Help, Opened, all_met, helps

THINGS: Final = 3
CHECKS: Final = 2


async def pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    edit = pressed_message(callback)
    if not visit.consents:
        return Outcome((Show(nothing_kept(visit), edit),))
    sheets = await sheets_of(visit, await latest_decisions(visit))
    screen = helping_screen(visit.desk.catalogue, helps(sheets), visit.tr, met=all_met(sheets))
    return Outcome((Show(screen, edit),))


def helping_screen(
    catalogue: Catalogue, found: tuple[Help, ...], tr: Translator, *, met: bool
) -> Screen:
    """The things that help most, and what each does for which check; `met`: nothing is missing."""
    lines = [tr.text("<b>💡 What would help most</b>")]
    for number, each in enumerate(found[:THINGS], start=1):
        position = catalogue.positions[each.opened[0].position]
        lines += ["", f"{number}. <b>{element_words(each.element, position, tr)}</b>"]
        lines += [_line(catalogue, opened, tr) for opened in each.opened[:CHECKS]]
    if met:
        lines += ["", tr.text("✅ You meet all that you have checked.")]
    elif not found:
        lines += ["", tr.text("Nothing to obtain is on your nearest ways: time is enough.")]
    return Screen("\n".join(lines), ((Button(tr.text("⬅️ Back"), MyChecks.LIST(0)),),))


def _line(catalogue: Catalogue, opened: Opened, tr: Translator) -> str:
    name = escape(target_name(catalogue, opened.position, opened.category, tr))
    if opened.day is not None:
        return tr.text("• {name}: on {day}", name=name, day=tappable_day(opened.day, tr))
    left = tr.plural("{n} step left", "{n} steps left", opened.left)
    return f"• {name}: {left}"


def router() -> Router:
    router = Router(name="helping")
    router.callback_query.register(pressed, MyChecks.HELPS.pressed)
    return router
