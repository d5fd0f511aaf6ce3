"""A list as a workbook that is ready for the printer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from cases.lists.reading import Entry, Post, Wanted
from handlers.chat.names import CATEGORY_NAMES, category_name
from handlers.chat.record_view import STAFF
from handlers.roster.list_words import TITLES, post_name, said_of
from handlers.roster.missing_words import plain_clause
from handlers.roster.tables import PrintedTable, table_pdf, table_xlsx
from i18n import Translator, mark, translator
from rules.norms.catalog import Catalogue
from rules.norms.loading import catalogue
from rules.roster.table import Value
from rules.vocabulary import Language

HEADINGS: Final = (
    mark("No."),
    mark("Personnel No."),
    mark("Full name"),
    mark("Department"),
    mark("Position held"),
    mark("Category of staff"),
    mark("Qualification category"),
    mark("Category until"),
    mark("Courses until"),
    mark("What the list says"),
    mark("Clause"),
    mark("By the record on"),
)
WIDTHS: Final = (6, 10, 30, 26, 26, 16, 18, 12, 12, 34, 44, 12)


@dataclass(frozen=True, slots=True)
class ListFile:
    """What another process needs to know to write it. `narrowed`: the filters in plain words."""

    wanted: Wanted
    narrowed: tuple[str, ...]
    entries: tuple[Entry, ...]
    on: date
    language: Language


def list_file(given: ListFile) -> bytes:
    """The bytes of an .xlsx: a line for each post, people counted in the first line."""
    return table_xlsx(_table(given))


def list_paper(given: ListFile) -> bytes:
    """The same as a PDF."""
    return table_pdf(_table(given))


def _table(given: ListFile) -> PrintedTable:
    tr, norms = translator(given.language), catalogue()
    rows = [
        _row(number, entry, post, given, norms, tr)
        for number, entry in enumerate(given.entries, start=1)
        for post in entry.posts
    ]
    return PrintedTable(
        _without_sign(tr.text(TITLES[given.wanted.name])),
        first_line(given, tr),
        tuple(tr.text(each) for each in HEADINGS),
        rows,
        WIDTHS,
        given.on,
        given.language,
    )


def first_line(given: ListFile, tr: Translator) -> str:
    """What the list is, of whom, when, and how many people and posts."""
    posts = sum(len(entry.posts) for entry in given.entries)
    parts = [
        _without_sign(tr.text(TITLES[given.wanted.name])),
        *given.narrowed,
        tr.date(given.on),
        tr.plural("{n} person", "{n} people", len(given.entries)),
        tr.plural("{n} post", "{n} posts", posts),
        tr.text("by the employer's record, no check"),
    ]
    return " · ".join(parts)


def _row(
    number: int, entry: Entry, post: Post, given: ListFile, norms: Catalogue, tr: Translator
) -> list[Value]:
    category = post.category or ""
    return [
        number,
        entry.number,
        entry.name,
        post.department,
        post_name(post, norms, tr),
        "" if post.staff is None else tr.text(STAFF[post.staff]),
        category_name(category, tr) if category in CATEGORY_NAMES else "",
        post.category_ends,
        post.training_ends,
        "\n".join(_without_sign(each) for each in said_of(post, given.wanted.name, tr)),
        "\n".join(_clauses(post, norms, given.on, tr)),
        post.judged_on,
    ]


def _clauses(post: Post, norms: Catalogue, on: date, tr: Translator) -> list[str]:
    """The clauses in their words with where they stand."""
    position = norms.on(on).positions.get(post.position or "")
    if position is None or None not in position.checks:
        return []
    leaves = {leaf.id: leaf for leaf in norms.on(on).compiled(position.id, None).tree.leaves}
    asked = [leaves[each.clause] for each in post.clauses if each.clause in leaves]
    return [f"{leaf.text.of(tr.language)} ({plain_clause(leaf.source, tr)})" for leaf in asked]


def _without_sign(words: str) -> str:
    """Words without the sign before them, which printers seldom have."""
    sign, _, rest = words.partition(" ")
    return words if any(letter.isalnum() for letter in sign) else rest
