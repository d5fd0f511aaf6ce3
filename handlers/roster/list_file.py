"""A list as a workbook that is ready for the printer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from cases.lists.reading import Entry, Post, Wanted
from handlers.chat.names import CATEGORY_NAMES, category_name
from handlers.chat.record_view import STAFF
from handlers.roster.list_words import TITLES, post_name, said_of
from handlers.roster.missing_words import plain_clause
from handlers.roster.tables import HEADING_ROW, PrintedTable, table_pdf, table_xlsx
from i18n import Translator, mark, translator
from rules.norms.catalog import Catalogue
from rules.norms.loading import catalogue
from rules.roster.table import Value
from rules.vocabulary import Language
from workbooks.writing import SheetInPieces

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
class About:
    """What a list is. `narrowed`: the filters in plain words."""

    wanted: Wanted
    narrowed: tuple[str, ...]
    on: date
    language: Language


@dataclass(frozen=True, slots=True)
class ListFile:
    """What another process needs to know to write it."""

    about: About
    entries: tuple[Entry, ...]


def list_file(given: ListFile) -> bytes:
    """The bytes of an .xlsx: a line for each post, people counted in the first line."""
    return table_xlsx(_table(given))


def list_paper(given: ListFile) -> bytes:
    """The same as a PDF."""
    return table_pdf(_table(given))


def _table(given: ListFile) -> PrintedTable:
    about, tr = given.about, translator(given.about.language)
    posts = sum(len(each.posts) for each in given.entries)
    return PrintedTable(
        _title(about),
        first_line(about, len(given.entries), posts),
        tuple(tr.text(each) for each in HEADINGS),
        list(_rows(about, given.entries, 1)),
        WIDTHS,
        about.on,
        about.language,
    )


@dataclass(frozen=True, slots=True)
class LinesFile:
    """Rows that lie in the file `lines`, one a line as `line_of` makes them, to become a workbook
    in the file `book`; so that neither process holds more than a few of them."""

    about: About
    lines: str
    book: str


def lines_of_list(about: About, people: int, posts: int) -> str:
    """The lines above those of the people."""
    return "".join(map(line_of, _headings(about, people, posts)))


def lines_of_people(about: About, entries: Sequence[Entry], first: int) -> str:
    """A line for each post; `first`: the number of the first of these people."""
    return "".join(map(line_of, _rows(about, entries, first)))


def line_of(row: Sequence[Value]) -> str:
    """A row as a line of JSON, a day as a list with it alone."""
    plain = [[cell.isoformat()] if isinstance(cell, date) else cell for cell in row]
    return json.dumps(plain, ensure_ascii=False) + "\n"


def book_of_lines(given: LinesFile) -> None:
    """Writes the workbook, in another process."""
    sheet = SheetInPieces(
        _title(given.about), HEADING_ROW, len(HEADINGS), WIDTHS, for_printing=True
    )
    with Path(given.lines).open(encoding="utf-8") as lines:
        sheet.add(map(_row_of, lines))
    with Path(given.book).open("wb") as book:
        sheet.save(book)


def _row_of(line: str) -> list[Value]:
    return [
        date.fromisoformat(cell[0]) if isinstance(cell, list) else cell for cell in json.loads(line)
    ]


def _title(about: About) -> str:
    return without_sign(translator(about.language).text(TITLES[about.wanted.name]))


def _headings(about: About, people: int, posts: int) -> list[list[Value]]:
    tr = translator(about.language)
    return [[first_line(about, people, posts)], [tr.text(each) for each in HEADINGS]]


def _rows(about: About, entries: Iterable[Entry], first: int) -> Iterator[list[Value]]:
    """A row for each post; `first`: the number of the first of these people."""
    tr, norms = translator(about.language), catalogue()
    for number, entry in enumerate(entries, start=first):
        for post in entry.posts:
            yield _row(number, entry, post, about, norms, tr)


def first_line(about: About, people: int, posts: int) -> str:
    """What the list is, of whom, when, and how many people and posts."""
    tr = translator(about.language)
    parts = [
        _title(about),
        *about.narrowed,
        tr.date(about.on),
        tr.plural("{n} person", "{n} people", people),
        tr.plural("{n} post", "{n} posts", posts),
        tr.text("by the employer's record, no check"),
    ]
    return " · ".join(parts)


def _row(
    number: int, entry: Entry, post: Post, given: About, norms: Catalogue, tr: Translator
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
        "\n".join(without_sign(each) for each in said_of(post, given.wanted.name, tr)),
        "\n".join(asked_words(post, norms, given.on, tr)),
        post.judged_on,
    ]


def asked_words(post: Post, norms: Catalogue, on: date, tr: Translator) -> list[str]:
    """The clauses that a list tells of, in their words with where they stand."""
    position = norms.on(on).positions.get(post.position or "")
    if position is None or None not in position.checks:
        return []
    leaves = {leaf.id: leaf for leaf in norms.on(on).compiled(position.id, None).tree.leaves}
    asked = [leaves[each.clause] for each in post.clauses if each.clause in leaves]
    return [f"{leaf.text.of(tr.language)} ({plain_clause(leaf.source, tr)})" for leaf in asked]


def without_sign(words: str) -> str:
    """Words without the sign before them, which printers seldom have."""
    sign, _, rest = words.partition(" ")
    return words if any(letter.isalnum() for letter in sign) else rest
