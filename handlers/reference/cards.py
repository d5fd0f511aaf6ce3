"""Inline mode: the card of a position, to be put into any chat."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from html import escape
from typing import Final

from aiogram.types import InlineQuery

from handlers.names import position_name, short_name
from handlers.outcome import Article, Button
from handlers.reference.links import link
from handlers.reference.short import short_lines
from handlers.reference.view import KIND_NAMES, where
from handlers.telegram_text import pages, shortened
from i18n import Translator
from rules.catalog import Catalogue
from rules.matching import match
from rules.model import leaves_of
from rules.reference import reference
from rules.reference.search import prepare, search

MOST: Final = 10
_LONGEST_CARD: Final = 1500
_LONGEST_DESCRIPTION: Final = 120


async def articles(
    query: InlineQuery, catalogue: Catalogue, tr: Translator, bot_name: str
) -> tuple[Article, ...]:
    """The positions that the typed words mean, or those whose paragraphs say something about
    them; the first of the list where nothing is typed yet."""
    positions = await _positions(query.query, catalogue, tr)
    return tuple(_article(catalogue, position, tr, bot_name) for position in positions)


async def _positions(text: str, catalogue: Catalogue, tr: Translator) -> tuple[str, ...]:
    if not text.strip():
        return tuple(catalogue.positions)[:MOST]
    found = tuple(result.position for result in match(text).results)
    if not found:
        await asyncio.to_thread(prepare)
        found = tuple(dict.fromkeys(hit.position for hit in search(text, MOST, tr.language)))
    return found[:MOST]


def _article(catalogue: Catalogue, position: str, tr: Translator, bot_name: str) -> Article:
    requirements = reference(position).qualification
    leaf = next(leaves_of(catalogue.positions[position].checks[None].tree))
    return Article(
        id=f"p_{position}",
        title=short_name(catalogue, position, tr),
        description=shortened(leaf.text.of(tr.language), _LONGEST_DESCRIPTION),
        text=pages(_card(catalogue, position, tr), _LONGEST_CARD)[0],
        button=Button(
            tr.text("📚 Open in the reference"),
            url=link(bot_name, position, requirements[0].source),
        ),
    )


def _card(catalogue: Catalogue, position: str, tr: Translator) -> Iterator[str]:
    """The requirements in short: the document's words in its language, otherwise ours."""
    known = catalogue.positions[position]
    parts = reference(position).qualification
    yield f"<b>{escape(position_name(catalogue, position, tr), quote=False)}</b>"
    yield f"<i>{escape(catalogue.documents[known.document].title.of(tr.language))}</i>"
    asked = KIND_NAMES["qualification"]
    yield f"<b>{tr.text(asked)}, {where(parts, tr)}</b>"
    official = [part for part in parts if part.language == tr.language]
    for part in official:
        yield from (escape(line, quote=False) for line in part.lines)
    if not official:
        yield tr.text("<b>In short, an unofficial translation of ours</b>")
        yield from short_lines(known, tr)
