"""A file with a staff list judged: bytes in, bytes and what was read out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from handlers.roster.result import Result
from i18n import Translator
from rules.norms.catalog import Catalogue
from rules.roster.judging import Judged, Standing, standing
from rules.roster.person import StaffList
from rules.roster.reading import forget_cells, read_list
from rules.vocabulary import Json
from workbooks.reading import Book, read_table
from workbooks.unreadable import Unreadable
from workbooks.writing import workbook


@dataclass(frozen=True, slots=True)
class JudgedList:
    """A judged list: the workbook to give back, and what was read."""

    content: bytes
    found: StaffList
    standings: tuple[Standing, ...]

    def to_json(self) -> Json:
        """What `python -m bot roster --json` prints."""
        asked = [d for d in self.found.all_doubts if d.asked and d.cell]
        return {
            "organisation": self.found.organisation,
            "as_of": self.found.as_of or None,
            "people": [_person(each) for each in self.standings],
            "asked": [f"{d.sheet}!{d.cell}" if d.sheet else d.cell for d in asked],
        }


def judge_list(
    content: bytes,
    catalogue: Catalogue,
    on: date,
    tr: Translator,
    organisation: str | None = None,
    going_on: Callable[[int, int], None] = lambda done, total: None,
) -> JudgedList:
    """Read a file, judge everybody in it on the day `on`, write the result in a language.

    `going_on` is told how many of how many people are done; what it raises stops the work.
    Raises Unreadable, with "no_table" also where no list of people is found in the file.
    """
    book = read_table(content)
    try:
        return _judged(book, catalogue, on, tr, organisation, going_on)
    finally:
        forget_cells()


def _judged(
    book: Book,
    catalogue: Catalogue,
    on: date,
    tr: Translator,
    organisation: str | None,
    going_on: Callable[[int, int], None],
) -> JudgedList:
    found = read_list(book.sheets, on, organisation, book.hidden)
    people = found.people
    if not people:
        raise Unreadable("no_table")
    standings: list[Standing] = []
    for number, person in enumerate(people):
        going_on(number, len(people))
        standings.append(standing(catalogue, person, on))
    by_row = {(each.person.sheet, each.person.row): each for each in standings}
    result = Result(catalogue, found, book.sheets, by_row, on, tr)
    return JudgedList(workbook(result.sheets()), found, tuple(standings))


def _person(found: Standing) -> Json:
    shown = found.person.to_json()
    post = found.post
    shown["verdict"] = None if post is None else post.verdict
    shown["route"] = [] if post is None else list(post.route)
    shown["eligible_on"] = None if post is None else _day(post.eligible_on)
    shown["next"] = None if found.following is None else _next(found.following)
    shown["category_ends"] = _day(found.category_ends)
    shown["course_leaves"] = _day(found.course_leaves)
    return shown


def _next(judged: Judged) -> Json:
    return {
        "category": judged.category,
        "verdict": judged.verdict,
        "route": list(judged.route),
        "eligible_on": _day(judged.eligible_on),
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
