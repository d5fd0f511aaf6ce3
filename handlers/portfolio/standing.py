"""How a person's portfolio stands: what they said of the rows, what is known, and the count."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.chat.visit import Visit
from handlers.portfolio.known import known_of
from rules.attestation.portfolio import (
    Counted,
    Portfolio,
    PortfolioEdition,
    category_in,
    count,
    parse_entries,
    parse_entry,
    portfolio_on,
)
from rules.attestation.portfolio.rows import Row
from rules.errors import BadInput
from rules.vocabulary import Json
from storage.tables.checks import Decision


@dataclass(frozen=True, slots=True)
class Standing:
    """The sheet of a position for a category. `said`: entries by row, with what is known from
    elsewhere; `known`: the latter alone; `papers`: what is gathered, by row."""

    position: str
    portfolio: Portfolio
    said: dict[str, Json]
    known: dict[str, Json]
    papers: dict[str, list[str]]

    @property
    def category(self) -> str:
        return self.portfolio.category

    @property
    def where(self) -> tuple[str, str]:
        """What its buttons carry."""
        return self.position, self.category

    @property
    def asked(self) -> tuple[Counted, ...]:
        """The rows that are asked of the post, in their order; the extra one too."""
        return tuple(
            each
            for each in self.portfolio.rows
            if each.state != "not_asked" or each.row.id in self.portfolio.group.if_available
        )

    def row(self, identifier: str) -> Row | None:
        """The row if it is one of those that are asked."""
        return next((each.row for each in self.asked if each.row.id == identifier), None)

    def next_open(self, after: str | None) -> Row | None:
        """The next row that nothing decides yet, after this one."""
        asked = self.asked
        ids = [each.row.id for each in asked]
        start = ids.index(after) + 1 if after in ids else 0
        return next((each.row for each in asked[start:] if self.is_open(each)), None)

    def is_open(self, counted: Counted) -> bool:
        """Whether the answer is still to be given, also of a row that nobody misses."""
        if counted.row.id in self.portfolio.group.if_available:
            return counted.row.id not in self.said
        return counted.state == "open"


def edition_of(visit: Visit) -> PortfolioEdition | None:
    return portfolio_on(visit.on)


async def standing(visit: Visit, position: str, category: str) -> Standing | None:
    """None where the sheets know no such position or category (any more)."""
    edition = edition_of(visit)
    sheet = None if edition is None else edition.sheet_of(position)
    if edition is None or sheet is None:
        return None
    try:
        category = category_in(sheet, category)
    except BadInput:
        return None
    decisions = await visit.work.decisions.of(visit.person.id)
    known = await known_of(visit, sheet, position, category, decisions)
    kept = await visit.work.portfolio_answers.of(visit.person.id)
    said, papers = {}, {}
    for row in sheet.rows:
        own = kept[row.id].entry if row.id in kept else {}
        entry = {**known.get(row.id, {}), **own}
        if entry and _still_fits(entry, row):
            said[row.id] = entry
        papers[row.id] = kept[row.id].papers if row.id in kept else []
    portfolio = count(edition, position, category, parse_entries(said, sheet))
    return Standing(position, portfolio, said, known, papers)


def _still_fits(entry: Json, row: Row) -> bool:
    """Whether a newer edition still has such an answer."""
    try:
        parse_entry(entry, row)
    except BadInput:
        return False
    return True


def last_checked(visit: Visit, decisions: list[Decision]) -> tuple[str, str | None] | None:
    """The position and category of the newest kept check that has a sheet."""
    edition = edition_of(visit)
    if edition is None:
        return None
    for decision in decisions:
        sheet = edition.sheet_of(decision.position)
        if sheet is not None:
            known = decision.category in sheet.categories
            return decision.position, decision.category if known else None
    return None
