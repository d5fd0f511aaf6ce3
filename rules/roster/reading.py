"""A whole staff list: its tables, its people, and what was not understood, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import zip_longest

from rules.roster.courses import read_course_text
from rules.roster.days import days_in
from rules.roster.layout import Table, tables
from rules.roster.lines import Line, lines
from rules.roster.person import Listed, Person, Shown, StaffList
from rules.roster.posts import kind_of_organisation, read_post
from rules.roster.private import doubt
from rules.roster.ranks import read_rank_text
from rules.roster.rows import RowReader
from rules.roster.service import length_in_words
from rules.roster.table import (
    Doubt,
    Sheet,
    Value,
    cell_name,
    filled,
    one_line,
    pattern,
    plain,
    text_of,
)

_AS_OF = pattern(
    r"(?<!\w)на\s+\S*\d", "состояни", "жағдай", "as of", r"\d\s*(?:г\w*|ж\w*)?\.?\s*жағдай"
)
_HIDDEN = "hidden_sheet"


def read_list(
    sheets: Sequence[Sheet], on: date, organisation: str | None = None, hidden: Iterable[str] = ()
) -> StaffList:
    """What a list says on the day `on`.

    `organisation`: "college" or "university"; None: as the list itself shows. `hidden`: the names
    of sheets that nobody sees and that are told of only.
    """
    found = [(sheet, table) for sheet in sheets for table in tables(sheet)]
    kind = organisation or kind_of_organisation(_titles(sheets, found), _posts(found))
    as_of = _as_of(found, on)
    day = date.fromisoformat(as_of) if as_of and as_of <= on.isoformat() else on
    read = [_table(sheet, table, kind, on, day) for sheet, table in found]
    told = [doubt(name, "", name, _HIDDEN, asked=False) for name in hidden]
    return StaffList(tuple(each for each in read if each is not None), kind, as_of, tuple(told))


def _titles(sheets: Sequence[Sheet], found: list[tuple[Sheet, Table]]) -> list[str]:
    if not found:
        return [text for sheet in sheets for row in sheet.rows[:10] for text in filled(row)]
    sheet, table = found[0]
    above = [text for row in sheet.rows[: table.heading.start] for text in filled(row)]
    return [*above, *(each.name or "" for each in sheets)]


def _posts(found: list[tuple[Sheet, Table]]) -> list[str]:
    posts: list[str] = []
    for sheet, table in found:
        place = table.one("position")
        if place is not None:
            posts += [text_of(sheet.at(row, place)) for row in range(table.first, table.last)]
    return [post for post in posts if post]


def _as_of(found: list[tuple[Sheet, Table]], on: date) -> str:
    """The day that the titles above a list name, as a whole day."""
    for sheet, table in found:
        for row in sheet.rows[: table.heading.start]:
            for text in map(plain, filled(row)):
                days, _ = days_in(text, on) if _AS_OF.search(text) else ((), "")
                whole = [day for day in days if len(day) == 10]
                if whole:
                    return whole[-1]
    return ""


def _table(sheet: Sheet, table: Table, organisation: str, on: date, as_of: date) -> Listed | None:
    rows = lines(sheet, table)
    if any(line.kind == "rest" for line in rows):
        return _table(_put_together(sheet, rows), table, organisation, on, as_of)
    people = [line for line in rows if line.kind == "person"]
    if not people:
        return None
    reader = RowReader(sheet, table, [line.row for line in people], organisation, on, as_of)
    read: list[Person] = []
    for place, line in enumerate(rows):
        if line.kind == "person":
            read.append(reader.person(line, _more(rows, place)))
    doubts = [*_above(sheet, table), *reader.column_doubts(), *reader.doubts, *_passed(sheet, rows)]
    return Listed(sheet.name, tuple(read), tuple(doubts), _shown(table))


def _put_together(sheet: Sheet, found: list[Line]) -> Sheet:
    """The sheet with the rest of cells that are written over several rows moved up to their
    beginning; the rows it stood in are left empty."""
    rows = list(sheet.rows)
    begun = 0
    for line in found:
        if line.kind == "person":
            begun = line.row
        elif line.kind == "rest":
            rows[begun] = _joined(rows[begun], rows[line.row])
            rows[line.row] = ()
    return Sheet(sheet.name, tuple(rows))


def _joined(above: tuple[Value, ...], below: tuple[Value, ...]) -> tuple[Value, ...]:
    pairs = zip_longest(above, below)
    return tuple(f"{text_of(a)}\n{text_of(b)}".strip() if text_of(b) else a for a, b in pairs)


def _more(rows: list[Line], place: int) -> list[int]:
    """The rows that go on with the person of a row."""
    found: list[int] = []
    for line in rows[place + 1 :]:
        if line.kind != "more":
            break
        found.append(line.row)
    return found


def _above(sheet: Sheet, table: Table) -> list[Doubt]:
    """The rows above the heading, as far as they are filled."""
    found = []
    for row in range(table.heading.start):
        said = filled(sheet.rows[row])
        if said:
            place = next(n for n, value in enumerate(sheet.rows[row]) if text_of(value))
            text = one_line(" · ".join(dict.fromkeys(said)))
            found.append(doubt(sheet.name, cell_name(row, place), text, "title", asked=False))
    return found


def _passed(sheet: Sheet, rows: list[Line]) -> list[Doubt]:
    """The rows that are no people, and why."""
    found = []
    for line in rows:
        if line.kind in ("person", "more", "empty"):
            continue
        place = next(n for n, value in enumerate(sheet.rows[line.row]) if text_of(value))
        cell = cell_name(line.row, place)
        found.append(doubt(sheet.name, cell, line.text, line.kind, asked=line.kind == "no_name"))
    return found


def _shown(table: Table) -> tuple[Shown, ...]:
    return tuple(
        Shown(column.index, column.title, column.role == "private") for column in table.columns
    )


def forget_cells() -> None:
    """Forget the texts of cells that the readers keep for a list: nothing of it stays in memory."""
    for reader in (read_post, read_rank_text, read_course_text, days_in, length_in_words):
        reader.cache_clear()
