"""The words of the chat on paper: without tags and without the pictures that fonts lack."""

from __future__ import annotations

import re
from html import unescape

from handlers.chat.editions import before_the_first, edition_used
from handlers.chat.names import clause
from handlers.papers.paper import Paper
from handlers.report.corrected import corrected_lines
from handlers.report.report_view import verdict_words
from rules.norms.model import Source

_TAG = re.compile("<[^>]+>")
_PICTURES = re.compile(r"^[^\w(«“\"„]+")
_BOLD = re.compile(r"<b>(.*?)</b>[:.]?\s*(.*)", re.DOTALL)


def plain(html: str) -> str:
    """A line of the chat as plain text; the picture it begins with is left out."""
    return _PICTURES.sub("", unescape(_TAG.sub("", html)).strip())


def headline(html: str) -> tuple[str, str]:
    """What a line of the chat says in bold, and what follows it."""
    found = _BOLD.search(html)
    if found is None:
        return plain(html), ""
    rest = plain(found[2])
    return plain(found[1]), rest[:1].upper() + rest[1:]


def verdict_said(paper: Paper) -> tuple[str, str, list[str]]:
    """What stands large at the head of a paper, its detail, and what has become of it since. An
    answer that has become another is not said large again: somebody may read no further."""
    became = became_lines(paper)
    if paper.is_another_now:
        return became[0], "", became[1:]
    return *headline(verdict_words(paper.catalogue, paper.report, paper.tr)), became


def guidance(paper: Paper) -> str:
    """That the answer is guidance, and by which edition; the section where there are no numbers."""
    tr, position = paper.tr, paper.position
    edition = edition_used(paper.catalogue, position.id, paper.on, tr)
    heading = position.paragraphs[0]
    if not heading.isdecimal():
        edition = f"{edition}; {plain(clause(Source(position.document, heading), tr))}"
    return tr.text("Guidance ({edition}); the employer or the commission decides.", edition=edition)


def early_words(paper: Paper) -> str | None:
    """That the day of the check lies before the first edition that is known, where it does."""
    words = before_the_first(paper.catalogue, paper.position.id, paper.on, paper.tr)
    return None if words is None else plain(words)


def became_lines(paper: Paper) -> list[str]:
    """That the rules of the decision were corrected since, and what those of today make of it."""
    if paper.became is None:
        return []
    lines = corrected_lines(paper.became.rules, paper.became.found, paper.tr, plain)
    return [plain(line) for line in lines]


def operator_line(paper: Paper) -> str | None:
    if not paper.operator:
        return None
    return paper.tr.text("The bot is run by: {operator}", operator=paper.operator)
