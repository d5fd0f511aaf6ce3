"""The official text of a position, word for word, and our short translation. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from handlers.chat.editions import edition_name
from handlers.chat.names import clause, in_brackets
from handlers.chat.phone import parts
from i18n import Translator, mark
from rules.norms.catalog import Catalogue
from rules.norms.model import Position, Source, leaves_of

LANGUAGE_NOTES = {
    "kk": mark("official text, Kazakh"),
    "ru": mark("official text, Russian"),
    "en": mark("official text, English"),
}


def official_parts(catalogue: Catalogue, position: str, tr: Translator) -> list[str]:
    """The paragraphs as HTML, in parts; what is ours is marked as an unofficial translation."""
    return parts(official_blocks(catalogue, catalogue.positions[position], tr))


def official_blocks(catalogue: Catalogue, position: Position, tr: Translator) -> Iterator[str]:
    """The same line by line."""
    document = catalogue.documents[position.document]
    yield f"<b>{escape(document.title.of(tr.language))}</b>"
    yield f"<i>{escape(edition_name(document, tr))}</i>"
    for part in position.official:
        yield ""
        where = clause(Source(position.document, part.paragraph), tr)
        yield f"<b>{where}</b> ({tr.text(LANGUAGE_NOTES[part.language])})"
        for line in part.text.splitlines():
            yield escape(line, quote=False)
    if all(part.language != tr.language for part in position.official):
        yield from _translation(position, tr)


def _translation(position: Position, tr: Translator) -> Iterator[str]:
    yield ""
    yield tr.text("<b>In short (our unofficial translation)</b>")
    trees = [check.tree for check in position.checks.values()]
    leaves = {leaf.id: leaf for tree in trees for leaf in leaves_of(tree)}
    for leaf in (*leaves.values(), *position.preferences):
        yield f"• {escape(leaf.text.of(tr.language))}{in_brackets(leaf.source, tr)}"
