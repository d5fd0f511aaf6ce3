"""/reference: a position, its paragraphs page by page, and the search by typed words."""

from __future__ import annotations

import asyncio
from functools import partial
from html import escape
from typing import Any, Final

from aiogram import Bot, Router
from aiogram.types import CallbackQuery, Message

from handlers.chat import listening
from handlers.chat.buttons import Choosing, Menu, Reference
from handlers.chat.editions import edition_name, editions_behind
from handlers.chat.filters import command
from handlers.chat.in_parts import one_part
from handlers.chat.names import position_name, short_name
from handlers.chat.outcome import NOTHING, Button, Outcome, Screen, Show, page_turns
from handlers.chat.position_lists import listed
from handlers.chat.press import pressed_message
from handlers.chat.telegram_text import shortened
from handlers.chat.visit import Visit
from handlers.check.choosing import ON_A_PAGE
from handlers.reference.cards import articles
from handlers.reference.links import ReferenceLink, forward, link
from handlers.reference.view import KIND_NAMES, hit_lines, is_translated, kind_parts, where
from i18n import Translator
from rules.reference import KINDS, Kind, reference
from rules.reference.search import Hit, prepare, search

LISTENS: Final = "reference"
SHOWN: Final = 4
LONGEST_HIT: Final = 64
SHOWN_BACK: Final = 60


def _home_screen(visit: Visit, above: str = "") -> Screen:
    tr = visit.tr
    text = tr.text(
        "<b>📚 Reference</b>\nChoose a position, or write what you look for, for example: who "
        "coordinates curators."
    )
    rows = (
        (
            Button(tr.text("🏫 College"), Reference.LIST("tvet", 0)),
            Button(tr.text("🎓 University"), Reference.LIST("uni", 0)),
        ),
        (Button(tr.text("⬅️ Menu"), Menu.HOME()),),
    )
    return Screen(f"{above}\n\n{text}" if above else text, rows)


async def _home(visit: Visit, edit: int | None, above: str = "") -> Outcome:
    await listening.listen(visit, LISTENS)
    return Outcome((Show(_home_screen(visit, above), edit),))


async def asked(message: Message, visit: Visit) -> Outcome:
    return await _home(visit, None)


async def home_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    return await _home(visit, pressed_message(callback))


async def browse(callback: CallbackQuery, visit: Visit) -> Outcome:
    """One page of a list of positions."""
    await listening.listen(visit, LISTENS)
    group, page = Reference.LIST.read(callback)
    tr, catalogue = visit.tr, visit.desk.catalogue
    ids = listed(catalogue, group)
    last = (len(ids) - 1) // ON_A_PAGE
    page = min(page, last)
    shown = ids[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    rows = (
        *((Button(short_name(catalogue, one, tr), Reference.POSITION(one)),) for one in shown),
        *page_turns(page, last, partial(Reference.LIST, group)),
        (Button(tr.text("⬅️ Back"), Reference.HOME()),),
    )
    text = tr.text(
        "<b>Choose the position</b> (page {page} of {pages})", page=page + 1, pages=last + 1
    )
    return Outcome((Show(Screen(text, tuple(filter(None, rows))), pressed_message(callback)),))


def position_screen(visit: Visit, position: str) -> Screen:
    """The card of a position: its documents' paragraphs to open, the check, and the link to it."""
    tr, catalogue = visit.tr, visit.desk.catalogue
    found = catalogue.positions[position]
    document = catalogue.documents[found.document]
    lines = [
        f"<b>{escape(position_name(catalogue, position, tr))}</b>",
        escape(document.title.of(tr.language)),
        f"<i>{escape(edition_name(document, tr))}</i>",
    ]
    rows = []
    for kind in KINDS:
        parts = reference(position, catalogue).of(kind)
        if parts:
            name = tr.text(KIND_NAMES[kind])
            lines.append(f"• {name} · {where(parts, tr)}")
            rows.append((Button(name, Reference.PAGE("r", position, kind[0], 0)),))
    rows.append((Button(tr.text("🔎 Check a position"), Choosing.POSITION(position)),))
    rows.append((Button(tr.text("📨 Send it on"), url=forward(link(visit.bot_name, position))),))
    rows.append((Button(tr.text("⬅️ Back"), Reference.HOME()),))
    return Screen("\n".join(lines), tuple(rows))


async def position_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    await listening.listen(visit, LISTENS)
    [position] = Reference.POSITION.read(callback)
    if position not in visit.desk.catalogue.positions:
        return await _none(visit, pressed_message(callback))
    return Outcome((Show(position_screen(visit, position), pressed_message(callback)),))


async def _none(visit: Visit, edit: int | None) -> Outcome:
    return await _home(visit, edit, visit.tr.text("There is no such paragraph in the reference."))


def _page_screen(
    visit: Visit, position: str, kind: Kind, number: int, official: bool = False
) -> Screen:
    """One page of the paragraphs of a kind, with the link to them; from our translation a button
    leads to the official words, and back."""
    tr = visit.tr
    parts = reference(position, visit.desk.catalogue).of(kind)
    texts = kind_parts(visit.desk.catalogue, position, kind, tr, official)
    address = link(visit.bot_name, position, parts[0].source)
    data = partial(Reference.PAGE, "o" if official else "r", position, kind[0])
    rows = (
        _other_words(tr, position, kind, official) if is_translated(parts, tr.language) else (),
        (Button(tr.text("📨 Send it on"), url=forward(address)),),
        (
            Button(tr.text("⬅️ Back"), Reference.POSITION(position)),
            Button(tr.text("⬅️ Menu"), Menu.HOME()),
        ),
    )
    return one_part(texts, number, data, tr, tuple(filter(None, rows)))


def _other_words(tr: Translator, position: str, kind: Kind, official: bool) -> tuple[Button, ...]:
    """The button to the official words, or from them to our translation."""
    if official:
        data = Reference.PAGE("r", position, kind[0], 0)
        return (Button(tr.text("🌐 Our translation"), data),)
    data = Reference.PAGE("o", position, kind[0], 0)
    return (Button(tr.text("📜 Official words (Russian)"), data),)


async def page_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    await listening.listen(visit, LISTENS)
    words, position, letter, number = Reference.PAGE.read(callback)
    edit = pressed_message(callback)
    norms = visit.desk.catalogue
    known = position in norms.positions
    kind = next((kind for kind in KINDS if kind[0] == letter), None)
    if not known or kind is None or not reference(position, norms).of(kind):
        return await _none(visit, edit)
    screen = _page_screen(visit, position, kind, number, official=words == "o")
    return Outcome((Show(screen, edit),))


async def linked(message: Message, visit: Visit, position: str, paragraph: str | None) -> Outcome:
    """Somebody followed a link: the paragraph, the position, or that there is no such one."""
    await listening.listen(visit, LISTENS)
    if position not in visit.desk.catalogue.positions:
        return await _none(visit, None)
    if paragraph is None:
        return Outcome((Show(position_screen(visit, position)),))
    parts = reference(position, visit.desk.catalogue).paragraphs
    kind = next((part.kind for part in parts if part.source.paragraph == paragraph), None)
    if kind is None:
        return await _none(visit, None)
    return Outcome((Show(_page_screen(visit, position, kind, 0)),))


async def searched(message: Message, visit: Visit, _: dict[str, Any]) -> Outcome:
    """The paragraphs nearest to the typed words, each with the button that opens it."""
    await listening.listen(visit, LISTENS)
    await asyncio.to_thread(prepare)
    tr, words = visit.tr, message.text or ""
    hits = search(words, SHOWN, tr.language)
    said = escape(shortened(" ".join(words.split()), SHOWN_BACK))
    if not hits:
        return await _home(visit, None, tr.text("I found nothing about “{words}”.", words=said))
    lines = [tr.text("<b>About “{words}”</b>", words=said)]
    rows: list[tuple[Button, ...]] = []
    for number, hit in enumerate(hits, start=1):
        name = short_name(visit.desk.catalogue, hit.position, tr)
        lines += [f"<b>{number}. {escape(name)}</b>", *hit_lines(hit, tr, LONGEST_HIT)]
        rows.append((Button(f"{number}. {name}", _opens(visit, hit)),))
    rows.append(
        (Button(tr.text("⬅️ Back"), Reference.HOME()), Button(tr.text("⬅️ Menu"), Menu.HOME()))
    )
    found = ((hit.position, visit.on) for hit in hits)
    lines += editions_behind(visit.desk.catalogue, found, tr)
    return Outcome((Show(Screen("\n".join(lines), tuple(rows))),))


def _opens(visit: Visit, hit: Hit) -> str:
    """The part of the paragraphs in which the words that were found stand."""
    if hit.kind not in KINDS:
        return Reference.POSITION(hit.position)
    texts = kind_parts(visit.desk.catalogue, hit.position, hit.kind, visit.tr)
    words = escape(hit.snippet.strip("…")[:LONGEST_HIT], quote=False)
    page = next((number for number, text in enumerate(texts) if words in text), 0)
    return Reference.PAGE("r", hit.position, hit.kind[0], page)


async def _by_way_of_us(message: Message, bot: Bot) -> bool:
    return message.via_bot is not None and message.via_bot.id == bot.id


async def chosen(message: Message, visit: Visit) -> Outcome:
    """An inline result that was sent into the chat with the bot itself: these are our own words."""
    await listening.keep(visit)
    return NOTHING


def inline_chosen() -> Router:
    """Before all that takes words."""
    router = Router(name="chosen inline results")
    router.message.register(chosen, _by_way_of_us)
    return router


def router() -> Router:
    router = Router(name="reference")
    router.message.register(linked, ReferenceLink())
    router.message.register(asked, command("reference"))
    router.callback_query.register(home_pressed, Reference.HOME.pressed)
    router.callback_query.register(browse, Reference.LIST.pressed)
    router.callback_query.register(position_pressed, Reference.POSITION.pressed)
    router.callback_query.register(page_pressed, Reference.PAGE.pressed)
    router.inline_query.register(articles)
    return router
