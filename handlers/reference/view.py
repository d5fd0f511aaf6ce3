"""The reference as text: paragraphs word for word, ours marked as ours. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import chain
from typing import Final

from cases.texts import shown_length
from handlers.chat.editions import edition_name
from handlers.chat.names import clause, clauses, position_name
from handlers.chat.telegram_text import LIMIT, pages
from handlers.reference.short import short_competences, short_lines
from handlers.report.official_view import LANGUAGE_NOTES
from i18n import Translator, mark
from rules.norms.catalog import Catalogue
from rules.norms.model import Position
from rules.reference import KINDS, Kind, Paragraph, Reference, reference
from rules.reference.search import Hit

KIND_NAMES: Final[dict[str, str]] = {
    "duties": mark("Duties"),
    "knowledge": mark("What you must know"),
    "qualification": mark("Requirements"),
    "competences": mark("Categories and competences"),
    "attestation": mark("Rules of attestation"),
}
_ITEMS: Final = ("duties", "knowledge")


def kind_pages(
    catalogue: Catalogue, position: str, kind: Kind, tr: Translator, official: bool = False
) -> list[str]:
    """What a document says of one kind about a position, as HTML messages.

    In our translation, which every message says of itself, where there is one in the person's
    language; with `official`, in the document's words all the same.
    """
    found = reference(position, catalogue)
    head = _head(catalogue, position, kind, tr)
    if official or not is_translated(found.of(kind), tr.language):
        return pages(chain(head, _official(catalogue, found, kind, tr)))
    foot = "\n\n" + tr.text("<i>Our unofficial translation: the official text prevails.</i>")
    blocks = chain(head, _translated(found.of(kind), tr))
    return [page + foot for page in pages(blocks, LIMIT - shown_length(foot))]


def is_translated(parts: tuple[Paragraph, ...], language: str) -> bool:
    """Whether there is our translation of all these paragraphs."""
    return all(language in part.translations for part in parts)


def where(parts: tuple[Paragraph, ...], tr: Translator) -> str:
    """The citation of paragraphs, each once, as HTML."""
    return clauses((part.source for part in parts), tr)


def hit_lines(hit: Hit, tr: Translator) -> tuple[str, str]:
    """Where it stands and its words, as HTML."""
    kind = tr.text(KIND_NAMES[hit.kind])
    stands = escape(hit.source.paragraph) if hit.kind not in KINDS else clause(hit.source, tr)
    about = [kind, stands]
    if not hit.official:
        about.append(tr.text("our unofficial translation"))
    return f"<i>{' · '.join(about)}</i>", escape(hit.snippet, quote=False)


def _head(catalogue: Catalogue, position: str, kind: Kind, tr: Translator) -> Iterator[str]:
    document = catalogue.documents[catalogue.positions[position].document]
    yield f"<b>{escape(position_name(catalogue, position, tr), quote=False)}</b>"
    yield f"<b>{tr.text(KIND_NAMES[kind])}</b>"
    yield f"<i>{escape(edition_name(document, tr))}</i>"


def _official(catalogue: Catalogue, found: Reference, kind: Kind, tr: Translator) -> Iterator[str]:
    parts = found.of(kind)
    for part in parts:
        yield ""
        yield f"<b>{clause(part.source, tr)}</b> ({tr.text(LANGUAGE_NOTES[part.language])})"
        yield from _lines(part.lines, kind)
    if kind not in _ITEMS and all(part.language != tr.language for part in parts):
        yield ""
        yield tr.text("<b>In short (our unofficial translation)</b>")
        yield from _in_short(catalogue.positions[found.position], kind, tr)


def _translated(parts: tuple[Paragraph, ...], tr: Translator) -> Iterator[str]:
    note = tr.text("our unofficial translation")
    for part in parts:
        yield ""
        yield f"<b>{clause(part.source, tr)}</b> ({note})"
        yield from _lines(part.translations[tr.language], part.kind)


def _lines(lines: tuple[str, ...], kind: Kind) -> Iterator[str]:
    sign = "• " if kind in _ITEMS else ""
    for line in lines:
        yield f"{sign}{escape(line, quote=False)}"


def _in_short(position: Position, kind: Kind, tr: Translator) -> Iterator[str]:
    if kind == "competences":
        return short_competences(position, tr)
    return short_lines(position, tr)
