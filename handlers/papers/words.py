"""Lines that the card and the file share."""

from __future__ import annotations

from handlers.clauses import clause
from handlers.corrected import corrected_lines
from handlers.editions import before_the_first, edition_used
from handlers.papers.paper import Paper
from handlers.papers.plain_words import plain
from rules.norms.model import Source


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
