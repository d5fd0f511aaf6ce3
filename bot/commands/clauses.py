"""Clause, requirement and question side by side, for whoever reads them against the law again.

`python -m bot.commands.clauses > docs/clauses.md` writes the table of all positions; no network, no
database.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from handlers.chat.said_words import said
from i18n import LANGUAGES, Translator, translator
from rules.norms.coverage import all_leaves, normal
from rules.norms.loading import catalogue
from rules.norms.model import Leaf, Position, Text
from rules.questionnaire.wording import QUESTIONS

HEAD = """# Clause, requirement and question

Made by `python -m bot.commands.clauses > docs/clauses.md`; do not edit it by hand. Every
requirement and preference of every position stands beside the words of the official text that it is
for and beside the question that asks for it, in Kazakh, Russian and English. Read a row from the
left: the requirement must say no more and no less than the clause, the question no more and no less
than the requirement. A condition is named in brackets. An item of the checklist is asked in the
words of the requirement.
"""
CHECKLIST = "(checklist)"
COLUMNS = ("clause", "official words", "requirement", "question")


def table() -> Iterator[str]:
    """The lines of the table, position by position in the order of the contract."""
    yield from HEAD.splitlines()
    spoken = tuple(translator(language) for language in LANGUAGES)
    for position in catalogue().positions.values():
        yield ""
        yield f"## `{position.id}`: {position.names.ru}"
        yield ""
        yield _row(COLUMNS)
        yield _row(["---"] * len(COLUMNS))
        for leaf in all_leaves(position):
            yield _row(_cells(position, leaf, spoken))


def _cells(position: Position, leaf: Leaf, spoken: tuple[Translator, ...]) -> Iterator[str]:
    condition = f" ({leaf.condition})" if leaf.condition else ""
    section = f", {leaf.source.section}" if leaf.source.section else ""
    yield f"{leaf.source.paragraph}{section}<br>`{leaf.id}`{condition}"
    words = leaf.words.get(position.official[0].language, ())
    yield "<br>".join(f"«{normal(each)}»" for each in words)
    yield _in_all_languages(leaf.text)
    yield "<br>".join(dict.fromkeys(question_of(leaf, tr) for tr in spoken))


def question_of(leaf: Leaf, tr: Translator) -> str:
    """The question that asks for a leaf, in the language of `tr`; none of its own for an item of
    the checklist, which asks in the words of the requirement."""
    fact = leaf.need.fact
    if fact == "competences":
        return CHECKLIST
    if leaf.asking is not None and leaf.asking.question is not None:
        return leaf.asking.question.of(tr.language)
    keys = (fact,) if fact in QUESTIONS else _PARTS[fact]
    return " ".join(said(QUESTIONS[key].question, tr) for key in keys)


# The questions of one item of a list, as far as they bear on a requirement.
_PARTS = {
    "education": ("education.level", "education.fields"),
    "honours": ("honours.honour",),
    "degrees": ("degrees.degree", "degrees.in_profile"),
    "certificates": ("certificates.topic", "certificates.hours"),
    "publications": ("publications.index",),
}


def _in_all_languages(text: Text) -> str:
    return "<br>".join(text.of(language) for language in LANGUAGES)


def _row(cells: Iterator[str] | list[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


if __name__ == "__main__":
    sys.stdout.write("\n".join(table()) + "\n")
