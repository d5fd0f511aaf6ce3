"""The reference as text: paragraphs word for word, ours marked as ours. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from handlers.clauses import clause, clauses
from handlers.names import position_name
from handlers.official_view import LANGUAGE_NOTES
from handlers.reference.short import short_competences, short_lines
from handlers.telegram_text import pages
from i18n import Translator, mark
from rules.catalog import Catalogue
from rules.model import Position
from rules.reference import Kind, Paragraph, Reference, reference

KIND_NAMES: Final[dict[str, str]] = {
    "duties": mark("Duties"),
    "knowledge": mark("What one must know"),
    "qualification": mark("Requirements"),
    "competences": mark("Categories and competences"),
    "attestation": mark("Rules of attestation"),
}
_ITEMS: Final = ("duties", "knowledge")


def kind_pages(catalogue: Catalogue, position: str, kind: Kind, tr: Translator) -> list[str]:
    """What a document says of one kind about a position, as HTML messages."""
    return pages(_blocks(catalogue, reference(position), kind, tr))


def where(parts: tuple[Paragraph, ...], tr: Translator) -> str:
    """The citation of paragraphs, each once, as HTML."""
    return clauses((part.source for part in parts), tr)


def _blocks(catalogue: Catalogue, found: Reference, kind: Kind, tr: Translator) -> Iterator[str]:
    position = catalogue.positions[found.position]
    parts = found.of(kind)
    yield f"<b>{escape(position_name(catalogue, position.id, tr), quote=False)}</b>"
    yield f"<b>{tr.text(KIND_NAMES[kind])}</b>"
    yield f"<i>{escape(catalogue.documents[position.document].edition.of(tr.language))}</i>"
    for part in parts:
        yield ""
        yield f"<b>{clause(part.source, tr)}</b> ({tr.text(LANGUAGE_NOTES[part.language])})"
        sign = "• " if kind in _ITEMS else ""
        for line in part.lines:
            yield f"{sign}{escape(line, quote=False)}"
    if all(part.language != tr.language for part in parts):
        yield ""
        yield from _ours(position, kind, tr)


def _ours(position: Position, kind: Kind, tr: Translator) -> Iterator[str]:
    if kind in _ITEMS:
        yield tr.text("<i>There is no translation of this paragraph.</i>")
        return
    yield tr.text("<b>In short, an unofficial translation of ours</b>")
    yield from (
        short_competences(position, tr) if kind == "competences" else short_lines(position, tr)
    )
