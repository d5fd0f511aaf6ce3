"""The sheet counted: points, threshold, and the rows that are empty, open or not asked.

The text leaves open whether one empty row refuses, so both are said: whether the sum is there, and
whether no row is empty. What only the commission can say is never counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from rules.attestation.portfolio.edition import (
    PortfolioEdition,
    PortfolioThreshold,
    ScoringSheet,
    portfolio_editions,
)
from rules.attestation.portfolio.entries import Entries
from rules.attestation.portfolio.rows import Entry, ExtraRow, LevelRow, Points, Question, Row
from rules.errors import BadInput

State = Literal["met", "empty", "open", "not_asked", "ask"]
Enough = Literal["yes", "sum_only", "no"]
# A head's or deputy's category by the names of their own rules (clause 35: old titles are equal).
_ALIASES: Final = {
    "deputy_3": "third",
    "deputy_2": "second",
    "deputy_1": "first",
    "head_organizer": "third",
    "head_manager": "second",
    "head_leader": "first",
}


@dataclass(frozen=True, slots=True)
class Counted:
    """A row as it stands. `extra`: points apart from the sum; `most`: the best it could bring;
    `higher`: the answer is of a higher level than the category asks for."""

    row: Row
    state: State
    points: Points = 0
    extra: int = 0
    most: int = 0
    higher: bool = False


@dataclass(frozen=True, slots=True)
class Portfolio:
    """One person's sheet for one category. `threshold` is the printed sum of the category."""

    edition: PortfolioEdition
    sheet: ScoringSheet
    group: PortfolioThreshold
    category: str
    rows: tuple[Counted, ...]

    @property
    def column(self) -> int:
        return self.sheet.categories.index(self.category)

    @property
    def threshold(self) -> int:
        return self.group.points[self.column]

    @property
    def rows_make(self) -> int | None:
        """What the lowest figures of the rows make, where that is not the printed sum."""
        made = self.threshold if self.group.rows_make is None else self.group.rows_make[self.column]
        return None if made == self.threshold else made

    @property
    def points(self) -> Points:
        return sum((each.points for each in self.rows), 0)

    @property
    def extra(self) -> int:
        return sum(each.extra for each in self.rows)

    @property
    def empty(self) -> tuple[Counted, ...]:
        return tuple(each for each in self.rows if each.state == "empty")

    @property
    def open(self) -> tuple[Counted, ...]:
        """Rows that belong to the sum and of which not enough is said."""
        return tuple(each for each in self.rows if is_open(each))

    @property
    def enough(self) -> Enough:
        """`yes` only where every row that is asked is known to be met: what is open is no more
        met than empty."""
        if self.points < self.threshold:
            return "no"
        return "sum_only" if self.empty or self.open else "yes"

    @property
    def questions(self) -> Iterator[tuple[Row | None, Question]]:
        """What to ask the commission: of the sheet, of the post, of a row."""
        for question in (*self.sheet.questions, *self.group.questions):
            if self._concerns(question, self.rows):
                yield None, question
        for counted in self.rows:
            # A publication is asked about also where the category does without.
            if counted.state != "not_asked" or counted.row.kind == "publication":
                found = (q for q in counted.row.questions if self._concerns(q, (counted,)))
                yield from ((counted.row, question) for question in found)

    def _concerns(self, question: Question, rows: tuple[Counted, ...]) -> bool:
        if question.categories is not None and self.category not in question.categories:
            return False
        if question.when == "higher":
            return any(each.higher for each in rows)
        if question.when == "best":
            return any(each.state == "met" and each.points == each.most for each in rows)
        return True


def is_open(counted: Counted) -> bool:
    return counted.state == "open" and counted.row.kind != "extra"


def sheet_for(edition: PortfolioEdition, position: str) -> tuple[ScoringSheet, PortfolioThreshold]:
    """The sheet and threshold of a position. Raises BadInput where it has none."""
    sheet = edition.sheet_of(position)
    group = None if sheet is None else sheet.threshold_of(position)
    if sheet is None or group is None:
        raise BadInput("position", f"has no portfolio; one of {', '.join(edition.positions)}")
    return sheet, group


def category_in(sheet: ScoringSheet, category: str) -> str:
    """The sheet's own name of a category. Raises BadInput for one that it lacks."""
    named = _ALIASES.get(category, category)
    if named not in sheet.categories:
        raise BadInput("category", f"one of {', '.join(sheet.categories)}")
    return named


def sheet_category(position: str, category: str) -> str | None:
    """The name of the category on the newest sheet of the position; None where it has none."""
    sheet = portfolio_editions()[-1].sheet_of(position)
    named = _ALIASES.get(category, category)
    return named if sheet is not None and named in sheet.categories else None


def count(edition: PortfolioEdition, position: str, category: str, entries: Entries) -> Portfolio:
    """Raises BadInput for a position without a portfolio, or a category that its sheet lacks."""
    sheet, group = sheet_for(edition, position)
    named = category_in(sheet, category)
    column = sheet.categories.index(named)
    rows = tuple(_counted(row, group, column, entries) for row in sheet.rows)
    return Portfolio(edition, sheet, group, named, rows)


def _counted(row: Row, group: PortfolioThreshold, column: int, entries: Entries) -> Counted:
    if row.id in group.without:
        return Counted(row, "not_asked")
    if not row.is_asked(column):
        return _beside(row, column, entries)
    entry = entries.get(row.id)
    reached = None if entry is None else row.is_reached(entry, column)
    most = row.most(column)
    if isinstance(row, ExtraRow):
        years = None if entry is None or reached is None else row.brings(entry, column)
        return Counted(row, "open") if years is None else Counted(row, "ask", extra=years)
    if reached and entry is not None:
        higher = _is_higher(row, entry, column)
        return Counted(row, "met", row.brings(entry, column), most=most, higher=higher)
    if row.id in group.if_available:
        return Counted(row, "not_asked", most=most)
    return Counted(row, "open" if reached is None else "empty", most=most)


def _beside(row: Row, column: int, entries: Entries) -> Counted:
    """A row that the category leaves out. The note on publications gives points all the same, but
    not how many."""
    entry = entries.get(row.id)
    if row.kind == "publication" and entry is not None and row.is_reached(entry, column):
        return Counted(row, "ask")
    return Counted(row, "not_asked")


def _is_higher(row: Row, entry: Entry, column: int) -> bool:
    """Whether the answer would already do for the category above."""
    above = column + 1
    return (
        isinstance(row, LevelRow) and above < len(row.asks) and bool(row.is_reached(entry, above))
    )
