"""Names of positions, categories and clauses in a person's language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Final

from i18n import Translator, mark
from rules.norms.catalog import Catalogue
from rules.norms.model import Source

NO_BREAK: Final = "\N{NO-BREAK SPACE}"
_BEFORE_NUMBER = re.compile(r" (?=\d)")

CATEGORY_NAMES: Final[dict[str, str]] = {
    "teacher": mark("teacher (first step)"),
    "moderator": mark("teacher-moderator"),
    "expert": mark("teacher-expert"),
    "researcher": mark("teacher-researcher"),
    "master": mark("teacher-master"),
}


# Sections of the university's text, which is in Kazakh, are called after the posts.
SECTION_NAMES: Final[dict[str, str]] = {
    "Институт директоры": mark("Institute director"),
    "Институт директорының академиялық жұмыс жөніндегі орынбасары": mark(
        "Deputy director of the institute for academic work"
    ),
    "Институт директорының ғылыми жұмыс жөніндегі орынбасары": mark(
        "Deputy director of the institute for research"
    ),
    "Кафедра меңгерушісі": mark("Head of department"),
    "Профессор": mark("Professor"),
    "Қауымдастырылған профессор (доцент)": mark("Associate professor (docent)"),
    "Аға оқытушы": mark("Senior lecturer"),
    "Оқытушы": mark("Lecturer"),
    "Ассистент": mark("Assistant"),
}


def position_name(catalogue: Catalogue, position: str, tr: Translator) -> str:
    """The position's name as the document has it."""
    return catalogue.positions[position].names.of(tr.language)


def short_name(catalogue: Catalogue, position: str, tr: Translator) -> str:
    """The position's name for a button."""
    return catalogue.positions[position].short.of(tr.language)


def category_name(category: str, tr: Translator) -> str:
    return tr.text(CATEGORY_NAMES[category])


def target_name(catalogue: Catalogue, position: str, category: str | None, tr: Translator) -> str:
    """The position, and the category that is checked."""
    name = short_name(catalogue, position, tr)
    return name if category is None else f"{name} · {category_name(category, tr)}"


def clause(source: Source, tr: Translator, *, says_ours: bool = True) -> str:
    """Where it stands, as HTML: "p. 286", "p. 301, section 18" or a section by its heading, which
    for whoever reads another language is translated and, with `says_ours`, says so."""
    if not source.paragraph.isdecimal():
        ours = SECTION_NAMES.get(source.paragraph)
        heading = source.paragraph if ours is None else tr.text(ours)
        if heading != source.paragraph and says_ours:
            return tr.text("section “{heading}” (our translation)", heading=heading)
        return tr.text("section “{heading}”", heading=escape(heading, quote=False))
    number = escape(source.paragraph)
    if source.section is None:
        return tr.text("p. {paragraph}", paragraph=number)
    return tr.text("p. {paragraph}, section {section}", paragraph=number, section=source.section)


def in_brackets(source: Source, tr: Translator) -> str:
    """The paragraph after a line of a report; nothing where all lines stand in one section."""
    return f" ({untorn_clause(source, tr)})" if source.paragraph.isdecimal() else ""


def untorn_clause(source: Source, tr: Translator) -> str:
    """The same as `clause` for a line of the chat: it does not end between "p." and the number."""
    words = clause(source, tr)
    return _BEFORE_NUMBER.sub(NO_BREAK, words) if source.paragraph.isdecimal() else words


def clauses(sources: Iterable[Source], tr: Translator) -> str:
    """Several citations, each once."""
    return "; ".join(dict.fromkeys(untorn_clause(source, tr) for source in sources))
