"""One row of the sheet a screen: its levels as buttons, or in words; then the next open row.

Buttons carry position, category, row and answer, so that old ones and those before a restart go
on working; the same press twice keeps the same answer.
"""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from cases.errors import BadValue, ConsentNeeded
from cases.portfolio import keep_entry
from handlers.chat import listening
from handlers.chat.buttons import Portfolio
from handlers.chat.outcome import Button, Outcome, Screen, Show, grid
from handlers.chat.press import pressed_message
from handlers.chat.visit import Visit
from handlers.my_checks.kept import nothing_kept
from handlers.portfolio.portfolio_view import numbers, row_lines
from handlers.portfolio.row_options import FIRST, SECOND, Asking, asking
from handlers.portfolio.row_words import read_option
from handlers.portfolio.showing import shown
from handlers.portfolio.standing import Standing, standing
from rules.attestation.portfolio.rows import Row
from rules.vocabulary import Json

LISTENS: Final = "portfolio.row"
UNKNOWN: Final = "x"
"""The code of "don't know", which takes back what was said."""
SKIP: Final = "k"


async def row_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    position, category, identifier = Portfolio.ROW.read(callback)
    edit = pressed_message(callback)
    found = await standing(visit, position, category)
    row = None if found is None else found.row(identifier)
    if found is None or row is None:
        return await shown(visit, position, category, edit)
    return await _ask(visit, found, row, edit)


async def _ask(
    visit: Visit,
    found: Standing,
    row: Row,
    edit: int | None,
    *,
    screen: str | None = None,
    note: str = "",
    toast: str | None = None,
) -> Outcome:
    tr, entry = visit.tr, found.said.get(row.id, {})
    ask = asking(row, found.portfolio.column, entry, tr, screen)
    noted = {"where": [*found.where, row.id], "screen": ask.screen}
    await listening.listen(visit, LISTENS, noted)
    say = partial(Portfolio.SAY, *found.where, row.id)
    buttons = [
        Button(f"{'● ' if each.taken else ''}{each.label}", say(each.code)) for each in ask.options
    ]
    # What is alone in its meaning ("none") stands alone, so that pairs stay side by side.
    first = [buttons.pop(0)] if len(buttons) % ask.width else []
    rows = (
        *grid(first, 1),
        *grid(buttons, ask.width),
        (Button(tr.text("Don't know"), say(UNKNOWN)), Button(tr.text("Skip ➡️"), say(SKIP))),
        (_behind(visit, found, row), Button(tr.text("📊 The sheet"), Portfolio.SHOW(*found.where))),
    )
    lines = [numbers(found.portfolio, tr), "", *row_lines(found, row, ask, tr)]
    if note:
        lines += ["", note]
    return Outcome((Show(Screen("\n".join(lines), rows), edit),), toast)


def _behind(visit: Visit, found: Standing, row: Row) -> Button:
    """Back to the row before; from the first one to the sheet."""
    ids = [each.row.id for each in found.asked]
    place = ids.index(row.id)
    data = Portfolio.SHOW(*found.where)
    if place:
        data = Portfolio.ROW(*found.where, ids[place - 1])
    return Button(visit.tr.text("⬅️ Back"), data)


async def said(callback: CallbackQuery, visit: Visit) -> Outcome:
    """Keeps an answer and goes on to the next open row."""
    position, category, identifier, code = Portfolio.SAY.read(callback)
    edit = pressed_message(callback)
    found = await standing(visit, position, category)
    row = None if found is None else found.row(identifier)
    if found is None or row is None:
        return await shown(visit, position, category, edit)
    if code in (FIRST, SECOND):
        return await _ask(visit, found, row, edit, screen=code)
    if code == SKIP:
        return await _after(visit, found, row, edit, None)
    if code == UNKNOWN:
        return await _keep(visit, found, row, None, edit)
    entry = found.said.get(row.id, {})
    for screen in (FIRST, SECOND):
        option = asking(row, found.portfolio.column, entry, visit.tr, screen).option(code)
        if option is not None:
            return await _keep(visit, found, row, option.said, edit)
    return await _ask(visit, found, row, edit)


async def _keep(
    visit: Visit, found: Standing, row: Row, more: Json | None, edit: int | None
) -> Outcome:
    """`more`: what is said besides; None takes everything back."""
    entry = {} if more is None else {**found.said.get(row.id, {}), **more}
    try:
        await keep_entry(visit.work, visit.person.id, row, entry, visit.now)
    except ConsentNeeded:
        return Outcome((Show(nothing_kept(visit), edit),))
    except BadValue:
        return await _ask(visit, found, row, edit)
    after = await standing(visit, *found.where)
    assert after is not None, "it was there a moment ago"
    toast = None if more is None else visit.tr.text("✔ Kept.")
    return await _after(visit, after, row, edit, toast, answered=more is not None)


async def _after(
    visit: Visit,
    found: Standing,
    row: Row,
    edit: int | None,
    toast: str | None,
    *,
    answered: bool = False,
) -> Outcome:
    """The row's second screen where it is still to be answered, the next open row, or the sheet."""
    state = next(each.state for each in found.asked if each.row.id == row.id)
    if answered and state == "open":
        return await _ask(visit, found, row, edit, toast=toast)
    following = found.next_open(row.id)
    if following is not None:
        return await _ask(visit, found, following, edit, toast=toast)
    return await shown(visit, *found.where, edit, toast)


async def typed(message: Message, visit: Visit, data: dict[str, Any]) -> Outcome:
    """An answer in words or as a number."""
    position, category, identifier = data["where"]
    found = await standing(visit, position, category)
    row = None if found is None else found.row(identifier)
    if found is None or row is None:
        return await shown(visit, position, category, None)
    entry = found.said.get(row.id, {})
    ask: Asking = asking(row, found.portfolio.column, entry, visit.tr, data["screen"])
    reading = read_option(message.text or "", ask, visit.tr)
    if reading.note:
        return await _ask(visit, found, row, None, screen=ask.screen, note=reading.note)
    return await _keep(visit, found, row, reading.said, None)


def router() -> Router:
    router = Router(name="rows of a portfolio")
    router.callback_query.register(row_pressed, Portfolio.ROW.pressed)
    router.callback_query.register(said, Portfolio.SAY.pressed)
    return router
