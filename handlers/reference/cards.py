"""Inline mode: the card of a position, to be put into any chat."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from html import escape
from itertools import chain
from typing import Final

from aiogram.types import InlineQuery

from handlers.chat.editions import edition_name
from handlers.chat.names import position_name, short_name
from handlers.chat.outcome import Article, Button
from handlers.chat.telegram_text import pages, shortened
from handlers.reference.links import link
from handlers.reference.short import short_lines
from handlers.reference.view import KIND_NAMES, hit_lines, where
from i18n import Translator
from rules.matching import match
from rules.norms.catalog import Catalogue
from rules.norms.model import leaves_of
from rules.reference import KINDS, reference
from rules.reference.search import Hit, prepare, search

MOST: Final = 10
_LONGEST_CARD: Final = 1500
_LONGEST_DESCRIPTION: Final = 120


async def articles(
    query: InlineQuery, catalogue: Catalogue, tr: Translator, bot_name: str
) -> tuple[Article, ...]:
    """The positions that the typed words mean, or those whose paragraphs say something about
    them, with what they say; the first of the list where nothing is typed yet."""
    words = query.query.strip()
    named = tuple(r.position for r in match(words).results) if words else tuple(catalogue.positions)
    if named:
        return tuple(_of_position(catalogue, one, tr, bot_name) for one in named[:MOST])
    await asyncio.to_thread(prepare)
    first: dict[str, Hit] = {}
    for hit in search(words, MOST, tr.language):
        first.setdefault(hit.position, hit)
    return tuple(_of_hit(catalogue, hit, tr, bot_name) for hit in first.values())


def _of_position(catalogue: Catalogue, position: str, tr: Translator, bot_name: str) -> Article:
    leaf = next(leaves_of(catalogue.positions[position].checks[None].tree))
    address = link(bot_name, position, reference(position, catalogue).qualification[0].source)
    text = leaf.text.of(tr.language)
    return _article(catalogue, position, tr, text, _requirements(catalogue, position, tr), address)


def _of_hit(catalogue: Catalogue, hit: Hit, tr: Translator, bot_name: str) -> Article:
    address = link(bot_name, hit.position, hit.source if hit.kind in KINDS else None)
    return _article(catalogue, hit.position, tr, hit.snippet, hit_lines(hit, tr), address)


def _article(
    catalogue: Catalogue,
    position: str,
    tr: Translator,
    description: str,
    lines: Iterable[str],
    address: str,
) -> Article:
    card = chain(_head(catalogue, position, tr), lines)
    return Article(
        id=f"p_{position}",
        title=short_name(catalogue, position, tr),
        description=shortened(description, _LONGEST_DESCRIPTION),
        text=pages(card, _LONGEST_CARD)[0],
        button=Button(tr.text("📚 Open in the reference"), url=address),
    )


def _head(catalogue: Catalogue, position: str, tr: Translator) -> Iterator[str]:
    document = catalogue.documents[catalogue.positions[position].document]
    yield f"<b>{escape(position_name(catalogue, position, tr), quote=False)}</b>"
    yield f"<i>{escape(document.title.of(tr.language))}: {escape(edition_name(document, tr))}</i>"


def _requirements(catalogue: Catalogue, position: str, tr: Translator) -> Iterator[str]:
    """The requirements in short: the document's words in its language, otherwise ours."""
    parts = reference(position, catalogue).qualification
    asked = KIND_NAMES["qualification"]
    yield f"<b>{tr.text(asked)}, {where(parts, tr)}</b>"
    official = [part for part in parts if part.language == tr.language]
    for part in official:
        yield from (escape(line, quote=False) for line in part.lines)
    if not official:
        yield tr.text("<b>In short (our unofficial translation)</b>")
        yield from short_lines(catalogue.positions[position], tr)
