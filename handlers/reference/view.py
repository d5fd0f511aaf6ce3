"""The reference as text: paragraphs word for word, ours marked as ours. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from handlers.chat.editions import edition_name
from handlers.chat.names import clause, clauses, short_name
from handlers.chat.phone import parts
from handlers.chat.telegram_text import shortened_at_word
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


def kind_parts(
    catalogue: Catalogue, position: str, kind: Kind, tr: Translator, official: bool = False
) -> list[str]:
    """What a document says of one kind about a position, as HTML, in parts.

    In our translation, which every part says of itself, where there is one in the person's
    language; with `official`, in the document's words all the same.
    """
    found = reference(position, catalogue)
    name = escape(short_name(catalogue, position, tr), quote=False)
    document = catalogue.documents[catalogue.positions[position].document]
    head = (
        f"<b>{name} · {tr.text(KIND_NAMES[kind])}</b>",
        f"<i>{where(found.of(kind), tr)} · {escape(edition_name(document, tr))}</i>",
    )
    if official or not is_translated(found.of(kind), tr.language):
        return parts(_official(catalogue, found, kind, tr), head=head)
    foot = ("", tr.text("<i>Our unofficial translation: the official text prevails.</i>"))
    return parts(_translated(found.of(kind), tr), head=head, foot=foot)


def is_translated(parts: tuple[Paragraph, ...], language: str) -> bool:
    """Whether there is our translation of all these paragraphs."""
    return all(language in part.translations for part in parts)


def where(parts: tuple[Paragraph, ...], tr: Translator) -> str:
    """The citation of paragraphs, each once, as HTML."""
    return clauses((part.source for part in parts), tr)


def hit_lines(hit: Hit, tr: Translator, letters: int | None = None) -> tuple[str, str]:
    """Where it stands and its words, as HTML; of the words so many letters."""
    kind = tr.text(KIND_NAMES[hit.kind])
    stands = escape(hit.source.paragraph) if hit.kind not in KINDS else clause(hit.source, tr)
    about = [kind, stands]
    if not hit.official:
        about.append(tr.text("our unofficial translation"))
    words = hit.snippet if letters is None else shortened_at_word(hit.snippet, letters)
    return f"<i>{' · '.join(about)}</i>", escape(words, quote=False)


def _official(catalogue: Catalogue, found: Reference, kind: Kind, tr: Translator) -> Iterator[str]:
    parts = found.of(kind)
    for number, part in enumerate(parts):
        yield from [""] if number else []
        yield f"<b>{clause(part.source, tr)}</b> ({tr.text(LANGUAGE_NOTES[part.language])})"
        yield from _lines(part.lines, kind)
    if kind not in _ITEMS and all(part.language != tr.language for part in parts):
        yield ""
        yield tr.text("<b>In short (our unofficial translation)</b>")
        yield from _in_short(catalogue.positions[found.position], kind, tr)


def _translated(parts: tuple[Paragraph, ...], tr: Translator) -> Iterator[str]:
    note = tr.text("our unofficial translation")
    for number, part in enumerate(parts):
        yield from [""] if number else []
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
