"""/standard: the cards, their pages, and what has changed in them."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.chat.filters import Exactly, Pressed, pressed_message
from handlers.chat.outcome import Button, Keyboard, Outcome, Screen, Show, grid, page_turns
from handlers.chat.standard_edition import edition_words
from handlers.chat.visit import Visit
from handlers.standard.card_view import card_pages, changes_pages, in_both
from rules.standard import Card, StandardEdition, cards_on, edition_on


async def standard(message: Message, visit: Visit) -> Outcome:
    return Outcome((Show(_cards(visit)),))


async def standard_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    return Outcome((Show(_cards(visit), pressed_message(callback)),))


def _cards(visit: Visit) -> Screen:
    """The cards of today's edition to choose from."""
    tr = visit.tr
    edition = edition_on(visit.on)
    lines = [tr.text("<b>Professional standard of university teachers</b>")]
    buttons = []
    if edition is not None:
        lines.append(edition_words(edition, tr))
        for card in edition.cards.values():
            number = tr.text("Card {n}", n=card.n)
            lines += ["", f"<b>{number}</b>. {in_both(card.position, tr)}"]
            buttons.append(Button(number, f"std:c:{card.n}:0"))
    lines += ["", tr.text("Read a card, or judge by it what you can do.")]
    rows = (*grid(buttons, 3), (Button(tr.text("⬅️ Menu"), "m:home"),))
    return Screen("\n".join(lines), rows)


def card_today(visit: Visit, number: str) -> tuple[Card, StandardEdition] | None:
    """The card of that number by the edition of today; None where there is none."""
    edition = edition_on(visit.on)
    cards = cards_on(visit.on, int(number))
    return (cards[0], edition) if edition is not None and cards else None


def no_card(visit: Visit) -> Outcome:
    return Outcome(toast=visit.tr.text("This button no longer works. /standard shows the cards."))


async def card_page(callback: CallbackQuery, visit: Visit) -> Outcome:
    """A page of a card with what can be done with the card."""
    _, _, number, page = (callback.data or "").split(":")
    found = card_today(visit, number)
    if found is None:
        return no_card(visit)
    tr = visit.tr
    texts = card_pages(*found, tr)
    last = len(texts) - 1
    rows = (
        *page_turns(min(int(page), last), last, f"std:c:{number}"),
        (Button(tr.text("📝 Judge myself"), f"std:new:{number}"),),
        (
            Button(tr.text("📊 My result"), f"std:mine:{number}"),
            Button(tr.text("🔀 What changed"), f"std:diff:{number}:0"),
        ),
        (Button(tr.text("⬅️ Back"), "std:home"),),
    )
    return _page(callback, texts, int(page), rows)


async def changed(callback: CallbackQuery, visit: Visit) -> Outcome:
    """A page of what the amendments changed in a card."""
    _, _, number, page = (callback.data or "").split(":")
    found = card_today(visit, number)
    if found is None:
        return no_card(visit)
    texts = changes_pages(found[0], visit.tr)
    back = (Button(visit.tr.text("⬅️ Back"), f"std:c:{number}:0"),)
    last = len(texts) - 1
    rows = (*page_turns(min(int(page), last), last, f"std:diff:{number}"), back)
    return _page(callback, texts, int(page), rows)


def _page(callback: CallbackQuery, texts: list[str], page: int, rows: Keyboard) -> Outcome:
    text = texts[min(page, len(texts) - 1)]
    return Outcome((Show(Screen(text, rows), pressed_message(callback)),))


def router() -> Router:
    router = Router(name="standard")
    router.message.register(standard, Command("standard"))
    router.callback_query.register(standard_pressed, Exactly("std:home"))
    router.callback_query.register(card_page, Pressed(r"^std:c:\d{1,3}:\d{1,3}$"))
    router.callback_query.register(changed, Pressed(r"^std:diff:\d{1,3}:\d{1,3}$"))
    return router
