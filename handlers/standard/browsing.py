"""/standard: the cards, their parts, and what has changed in them."""

from __future__ import annotations

from functools import partial

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.chat.buttons import Menu, Standard
from handlers.chat.filters import command
from handlers.chat.in_parts import one_part
from handlers.chat.outcome import Button, Outcome, Screen, Show, column
from handlers.chat.press import pressed_message
from handlers.chat.standard_edition import edition_words
from handlers.chat.visit import Visit
from handlers.standard.card_view import card_parts, changes_parts, post_name
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
            words = f"{card.n}. {post_name(card, tr)}"
            buttons.append(Button(words, Standard.CARD(card.n, 0)))
    lines += ["", tr.text("Read a card, or judge by it what you can do.")]
    rows = (*column(*buttons), (Button(tr.text("⬅️ Menu"), Menu.HOME()),))
    return Screen("\n".join(lines), rows)


def card_today(visit: Visit, number: int) -> tuple[Card, StandardEdition] | None:
    """The card of that number by the edition of today; None where there is none."""
    edition = edition_on(visit.on)
    cards = cards_on(visit.on, number)
    return (cards[0], edition) if edition is not None and cards else None


def no_card(visit: Visit) -> Outcome:
    return Outcome(toast=visit.tr.text("This button no longer works. /standard shows the cards."))


async def card_page(callback: CallbackQuery, visit: Visit) -> Outcome:
    """A page of a card with what can be done with the card."""
    number, page = Standard.CARD.read(callback)
    found = card_today(visit, number)
    if found is None:
        return no_card(visit)
    tr = visit.tr
    rows = (
        (Button(tr.text("📝 Judge myself"), Standard.JUDGE(number)),),
        (
            Button(tr.text("📊 My result"), Standard.RESULT(number)),
            Button(tr.text("🔀 What changed"), Standard.CHANGES(number, 0)),
        ),
        (Button(tr.text("⬅️ Back"), Standard.HOME()),),
    )
    screen = one_part(card_parts(*found, tr), page, partial(Standard.CARD, number), tr, rows)
    return Outcome((Show(screen, pressed_message(callback)),))


async def changed(callback: CallbackQuery, visit: Visit) -> Outcome:
    """A page of what the amendments changed in a card."""
    number, page = Standard.CHANGES.read(callback)
    found = card_today(visit, number)
    if found is None:
        return no_card(visit)
    tr = visit.tr
    back = (Button(tr.text("⬅️ Back"), Standard.CARD(number, 0)),)
    turn = partial(Standard.CHANGES, number)
    screen = one_part(changes_parts(found[0], tr), page, turn, tr, (back,))
    return Outcome((Show(screen, pressed_message(callback)),))


def router() -> Router:
    router = Router(name="standard")
    router.message.register(standard, command("standard"))
    router.callback_query.register(standard_pressed, Standard.HOME.pressed)
    router.callback_query.register(card_page, Standard.CARD.pressed)
    router.callback_query.register(changed, Standard.CHANGES.pressed)
    return router
