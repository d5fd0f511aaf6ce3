"""Citations: the paragraph of the order, or the section of a document without numbers."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from i18n import Translator
from rules.norms.model import Source


def clause(source: Source, tr: Translator) -> str:
    """Where it stands, as HTML: "p. 286", "p. 301, section 18" or a section by its heading."""
    if not source.paragraph.isdecimal():
        return tr.text("section “{heading}”", heading=escape(source.paragraph, quote=False))
    number = escape(source.paragraph)
    if source.section is None:
        return tr.text("p. {paragraph}", paragraph=number)
    return tr.text("p. {paragraph}, section {section}", paragraph=number, section=source.section)


def in_brackets(source: Source, tr: Translator) -> str:
    """The paragraph after a line of a report; nothing where all lines stand in one section."""
    return f" ({clause(source, tr)})" if source.paragraph.isdecimal() else ""


def clauses(sources: Iterable[Source], tr: Translator) -> str:
    """Several citations, each once."""
    return "; ".join(dict.fromkeys(clause(source, tr) for source in sources))
