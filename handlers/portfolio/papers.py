"""The papers of a row: what is gathered is ticked off, and kept."""

from __future__ import annotations

from functools import partial

from aiogram import Router
from aiogram.types import CallbackQuery

from cases.errors import ConsentNeeded
from cases.portfolio import keep_paper
from handlers.chat.buttons import Portfolio
from handlers.chat.outcome import Button, Outcome, Screen, Show, grid
from handlers.chat.press import pressed_message
from handlers.chat.visit import Visit
from handlers.my_checks.kept import nothing_kept
from handlers.portfolio.portfolio_view import TICKS, gathered, row_paper_lines
from handlers.portfolio.showing import shown
from handlers.portfolio.standing import Standing, standing
from rules.attestation.portfolio.rows import Row


async def papers_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    position, category, identifier = Portfolio.PAPERS.read(callback)
    edit = pressed_message(callback)
    found = await standing(visit, position, category)
    row = None if found is None else found.row(identifier)
    if found is None or row is None:
        return await shown(visit, position, category, edit)
    return _papers(visit, found, row, edit)


def _papers(
    visit: Visit, found: Standing, row: Row, edit: int, toast: str | None = None
) -> Outcome:
    tr, there = visit.tr, gathered(found, row)
    tick = partial(Portfolio.TICK, *found.where, row.id)
    # The button says what it makes of it, so that the same press twice does the same.
    buttons = [
        Button(
            f"{TICKS[paper in there]} {place + 1}",
            tick(f"{place}{'n' if paper in there else 'y'}"),
        )
        for place, paper in enumerate(row.papers)
    ]
    back = Button(tr.text("⬅️ Back"), Portfolio.PART(*found.where, "papers"))
    text = "\n".join(row_paper_lines(found, row, tr))
    return Outcome((Show(Screen(text, (*grid(buttons, 4), (back,))), edit),), toast)


async def ticked(callback: CallbackQuery, visit: Visit) -> Outcome:
    position, category, identifier, mark = Portfolio.TICK.read(callback)
    edit = pressed_message(callback)
    found = await standing(visit, position, category)
    row = None if found is None else found.row(identifier)
    place = int(mark[0])
    if found is None or row is None or place >= len(row.papers):
        return await shown(visit, position, category, edit)
    paper, gathered_now = row.papers[place], mark[1] == "y"
    try:
        await keep_paper(visit.work, visit.person.id, row, paper, gathered_now, visit.now)
    except ConsentNeeded:
        return Outcome((Show(nothing_kept(visit), edit),))
    after = await standing(visit, *found.where)
    assert after is not None, "it was there a moment ago"
    return _papers(visit, after, row, edit, visit.tr.text("✔ Kept."))


def router() -> Router:
    router = Router(name="papers of a portfolio")
    router.callback_query.register(papers_pressed, Portfolio.PAPERS.pressed)
    router.callback_query.register(ticked, Portfolio.TICK.pressed)
    return router
