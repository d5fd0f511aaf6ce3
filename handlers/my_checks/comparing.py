"""Two of somebody's checks side by side: choosing them, and how they stand on one screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from html import escape, unescape
from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.chat.buttons import Menu, MyChecks
from handlers.chat.names import target_name
from handlers.chat.outcome import Button, Outcome, Screen, Show, page_turns
from handlers.chat.phone import height
from handlers.chat.press import pressed_message
from handlers.chat.telegram_text import shortened_at_word
from handlers.chat.visit import Visit
from handlers.my_checks.kept import (
    gone,
    latest_decisions,
    nothing_kept,
    numbered_decision,
    sheets_of,
)
from handlers.report.report_view import verdict_words, when_reached
from handlers.report.route_words import route_words
from i18n import Translator
from rules.norms.catalog import Catalogue
from rules.questionnaire.comparing import SideBySide, side_by_side
from storage.tables.checks import Decision

LINES: Final = 20
ON_A_PAGE: Final = 6
FEWEST: Final = 2
"""Below this many checks there is nothing to compare."""


@dataclass(frozen=True, slots=True)
class _Room:
    """How much is shown: names of what is missing, steps that serve both, letters of a step."""

    names: int
    steps: int
    letters: int


_ROOMS: Final = tuple(
    _Room(names, steps, letters)
    for names, steps in ((5, 3), (4, 3), (3, 3), (2, 3), (2, 2), (1, 2), (1, 1))
    for letters in (100, 60)
)


async def first(callback: CallbackQuery, visit: Visit) -> Outcome:
    """Choosing the first; of two checks there is nothing to choose."""
    [page] = MyChecks.FIRST.read(callback)
    edit = pressed_message(callback)
    if not visit.consents:
        return Outcome((Show(nothing_kept(visit), edit),))
    latest = await latest_decisions(visit)
    if len(latest) == FEWEST:
        return await _compared(visit, latest[0], latest[1], edit)
    tr = visit.tr
    text = tr.text("<b>↔️ Side by side</b>\nWhich check first?")
    return _choice(visit, latest, text, MyChecks.FIRST, _then_second, page, edit)


def _then_second(number: int) -> str:
    return MyChecks.SECOND(number, 0)


async def second(callback: CallbackQuery, visit: Visit) -> Outcome:
    number, page = MyChecks.SECOND.read(callback)
    chosen = await numbered_decision(visit, number)
    if chosen is None or not visit.consents:
        return gone(visit)
    others = [each for each in await latest_decisions(visit) if _target(each) != _target(chosen)]
    name = escape(_name(visit, chosen))
    text = visit.tr.text("<b>↔️ Side by side</b>\n{name} – and which other?", name=name)
    turn, choose = partial(MyChecks.SECOND, number), partial(MyChecks.BOTH, number)
    return _choice(visit, others, text, turn, choose, page, pressed_message(callback))


def _choice(
    visit: Visit,
    decisions: list[Decision],
    text: str,
    turn: Callable[[int], str],
    choose: Callable[[int], str],
    page: int,
    edit: int,
) -> Outcome:
    """A page of checks. `turn`: to another page; `choose`: a check by its number."""
    tr = visit.tr
    if not decisions:
        text = tr.text("Two checks are needed: check another position or category first.")
        row = (Button(tr.text("🔎 Check a position"), Menu.CHECK()),)
        return Outcome((Show(Screen(text, (row, _back(tr))), edit),))
    last = (len(decisions) - 1) // ON_A_PAGE
    page = min(page, last)
    shown = decisions[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    rows = [(Button(_name(visit, each), choose(each.id)),) for each in shown]
    keyboard = (*rows, *page_turns(page, last, turn), _back(tr))
    return Outcome((Show(Screen(text, keyboard), edit),))


def _back(tr: Translator) -> tuple[Button, ...]:
    return (Button(tr.text("⬅️ Back"), MyChecks.LIST(0)),)


def _target(decision: Decision) -> tuple[str, str | None]:
    return decision.position, decision.category


def _name(visit: Visit, decision: Decision) -> str:
    return target_name(visit.desk.catalogue, decision.position, decision.category, visit.tr)


async def both(callback: CallbackQuery, visit: Visit) -> Outcome:
    one, other = [await numbered_decision(visit, n) for n in MyChecks.BOTH.read(callback)]
    if one is None or other is None or not visit.consents:
        return gone(visit)
    return await _compared(visit, one, other, pressed_message(callback))


async def _compared(visit: Visit, one: Decision, other: Decision, edit: int) -> Outcome:
    known = {_target(each) for each in await latest_decisions(visit)}
    if not {_target(one), _target(other)} <= known:
        return gone(visit)
    sheets = await sheets_of(visit, (one, other))
    tr = visit.tr
    text = compared_text(visit.desk.catalogue.on(visit.on), side_by_side(*sheets), tr)
    keyboard = (
        *((Button(_name(visit, each), MyChecks.OPEN(each.id)),) for each in (one, other)),
        (Button(tr.text("↔️ Other two"), MyChecks.FIRST(0)), *_back(tr))
        if len(known) > FEWEST
        else _back(tr),
    )
    return Outcome((Show(Screen(text, keyboard), edit),))


def compared_text(catalogue: Catalogue, found: SideBySide, tr: Translator) -> str:
    """Both checks as HTML of at most `LINES` lines on a phone; `catalogue`: that of their day."""
    text = ""
    for room in _ROOMS:
        text = "\n".join(_lines(catalogue, found, tr, room))
        if height(text) <= LINES:
            break
    return text


def _lines(catalogue: Catalogue, found: SideBySide, tr: Translator, room: _Room) -> Iterator[str]:
    yield tr.text("<b>↔️ Side by side, as of today</b>")
    for report in (found.first, found.second):
        yield ""
        name = target_name(catalogue, report.position, report.category, tr)
        yield f"<b>{escape(name)}</b>"
        yield verdict_words(catalogue, report, tr, room.names)
        if report.verdict == "not_eligible":
            yield when_reached(report, tr)
    if {found.first.verdict, found.second.verdict} != {"not_eligible"}:
        return
    yield ""
    position = catalogue.positions[found.first.position]
    steps = route_words(found.both, position, tr)
    yield tr.text("🤝 What serves both:") if steps else tr.text("🤝 No single step serves both.")
    for step in steps[: room.steps]:
        words = escape(shortened_at_word(unescape(step), room.letters), quote=False)
        yield f"• {words}"
    others = len(steps) - room.steps
    if others > 0:
        yield tr.plural("…and {n} more step", "…and {n} more steps", others)


def router() -> Router:
    router = Router(name="comparing")
    router.callback_query.register(first, MyChecks.FIRST.pressed)
    router.callback_query.register(second, MyChecks.SECOND.pressed)
    router.callback_query.register(both, MyChecks.BOTH.pressed)
    return router
