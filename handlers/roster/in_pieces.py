"""A staff list dealt with in the workshop, piece by piece: papers go in between, and between two
pieces it can be told how far it is, or stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from cases.register.list_rows import StaffRows
from cases.register.reading import read_rows
from handlers.chat.workshop import Workshop
from handlers.roster.result import Result
from i18n import translator
from rules.norms.loading import catalogue
from rules.roster.judging import Standing, standing
from rules.roster.person import Person, StaffList
from rules.roster.reading import forget_cells, read_list
from rules.roster.table import Sheet
from rules.vocabulary import Language
from workbooks.reading import read_table
from workbooks.unreadable import Unreadable
from workbooks.writing import workbook

AT_ONCE: Final = 50
"""People of a piece: about half a second."""
LONGEST_SECONDS: Final = 240.0
"""Of processor time for reading or writing 20 000 rows."""
Told = Callable[[int, int], None]
"""How many of how many people are done."""


@dataclass(frozen=True, slots=True)
class CheckedList:
    """The workbook to give back, how many people it judged, and how many cells it asks about."""

    content: bytes
    people: int
    asked: int


@dataclass(frozen=True, slots=True)
class _Read:
    sheets: tuple[Sheet, ...]
    found: StaffList


@dataclass(frozen=True, slots=True)
class _ToWrite:
    read: _Read
    standings: tuple[Standing, ...]
    on: date
    language: Language


async def check_list(
    workshop: Workshop, content: bytes, on: date, language: Language, told: Told
) -> CheckedList:
    """The same rows with verdicts. Raises `Unreadable`, `NoRoom`, `Cut`."""
    read = await workshop.do(_read, (content, on), LONGEST_SECONDS)
    people = read.found.people
    standings: list[Standing] = []
    for start in range(0, len(people), AT_ONCE):
        told(start, len(people))
        standings += await workshop.do(_judged, (people[start : start + AT_ONCE], on))
    told(len(people), len(people))
    to_write = _ToWrite(read, tuple(standings), on, language)
    written = await workshop.do(_written, to_write, LONGEST_SECONDS)
    asked = sum(doubt.asked for doubt in read.found.all_doubts)
    return CheckedList(written, len(people), asked)


async def rows_of_file(workshop: Workshop, content: bytes, on: date) -> StaffRows:
    """What the register takes of a file. Raises `Unreadable`, `NoRoom`, `Cut`."""
    return await workshop.do(_rows, (content, on), LONGEST_SECONDS)


def _rows(given: tuple[bytes, date]) -> StaffRows:
    return read_rows(*given)


def _read(given: tuple[bytes, date]) -> _Read:
    content, on = given
    book = read_table(content)
    try:
        found = read_list(book.sheets, on, None, book.hidden)
    finally:
        forget_cells()
    if not found.people:
        raise Unreadable("no_table")
    return _Read(tuple(book.sheets), found)


def _judged(given: tuple[list[Person], date]) -> list[Standing]:
    people, on = given
    rules = catalogue().on(on)
    return [standing(rules, person, on) for person in people]


def _written(given: _ToWrite) -> bytes:
    by_row = {(each.person.sheet, each.person.row): each for each in given.standings}
    rules, read = catalogue().on(given.on), given.read
    result = Result(rules, read.found, read.sheets, by_row, given.on, translator(given.language))
    return workbook(result.sheets())
