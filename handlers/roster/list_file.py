"""A list as a workbook that is ready for the printer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO, Final

from cases.lists.reading import Entry, Post, Wanted
from handlers.chat.names import CATEGORY_NAMES, category_name
from handlers.chat.record_view import STAFF
from handlers.roster.list_words import TITLES, post_name, said_of
from handlers.roster.missing_words import plain_clause
from i18n import Translator, mark, translator
from rules.norms.catalog import Catalogue
from rules.norms.loading import catalogue
from rules.roster.table import Value
from rules.vocabulary import Language
from workbooks.writing import SheetInPieces, SheetOut, workbook

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
HEADING_ROW: Final = 2


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
    about = given.about
    people, posts = len(given.entries), sum(len(each.posts) for each in given.entries)
    rows = [*_headings(about, people, posts), *_rows(about, given.entries, 1)]
    return workbook([SheetOut(_title(about), rows, HEADING_ROW, WIDTHS, for_printing=True)])


class ListBook:
    """The same file written piece by piece, so that no more of the list than a piece is held; each
    call in a thread, since it takes a while."""

    def __init__(self, about: About, people: int, posts: int) -> None:
        self._about, self._next = about, 1
        self._sheet = SheetInPieces(
            _title(about), HEADING_ROW, len(HEADINGS), WIDTHS, for_printing=True
        )
        self._sheet.add(_headings(about, people, posts))

    def add(self, entries: Sequence[Entry]) -> None:
        self._sheet.add(_rows(self._about, entries, self._next))
        self._next += len(entries)

    def save(self, to: IO[bytes]) -> None:
        self._sheet.save(to)


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


def without_sign(words: str) -> str:
    """Words without the sign before them, which printers seldom have."""
    sign, _, rest = words.partition(" ")
    return words if any(letter.isalnum() for letter in sign) else rest
