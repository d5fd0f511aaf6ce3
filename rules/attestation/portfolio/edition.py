"""The editions of the scoring sheets: rows and thresholds, read from dated files."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from rules.attestation.edition import Announced, InForce, Month
from rules.attestation.portfolio.rows import Question, Row
from rules.norms.schema import Strict, TextIn, read_shaped, shaped
from rules.vocabulary import JsonValue

FOLDER = Path(__file__).parent / "editions"


class PortfolioThreshold(Strict):
    """The printed sum per category for some posts, and the rows that are not asked of them.

    `if_available`: rows that count for whoever has them and are missing to nobody. `certainty`:
    `default` where the text does not name the posts. `rows_make`: what the rows add up to, where
    that is not the printed sum.
    """

    id: str
    points: list[int]
    rows_make: list[int] | None = None
    certainty: Literal["certain", "points_only", "default"]
    without: list[str] = Field(default_factory=list)
    if_available: list[str] = Field(default_factory=list)
    positions: list[str] = Field(min_length=1)
    questions: list[Question] = Field(default_factory=list)


class ScoringSheet(Strict):
    """One sheet of an annex; `categories` from the lowest up."""

    id: str
    annex: str
    number: int
    categories: list[str] = Field(min_length=1)
    questions: list[Question] = Field(default_factory=list)
    rows: list[Row] = Field(min_length=1)
    thresholds: list[PortfolioThreshold] = Field(min_length=1)

    def threshold_of(self, position: str) -> PortfolioThreshold | None:
        return next((each for each in self.thresholds if position in each.positions), None)


class PortfolioEdition(Strict):
    """One edition of the sheets; `known_until`: later amendments are not in it."""

    id: str
    name: TextIn
    in_force: InForce
    known_until: Month
    announced: Announced | None = None
    sheets: list[ScoringSheet] = Field(min_length=1)

    @property
    def since(self) -> date:
        return date.fromisoformat(self.in_force.since)

    @property
    def until(self) -> date | None:
        """The last day in force; None: no end is known."""
        end = self.in_force.until
        return None if end is None else date.fromisoformat(end)

    def sheet_of(self, position: str) -> ScoringSheet | None:
        """None for a position that has no portfolio."""
        return next((each for each in self.sheets if each.threshold_of(position)), None)

    @property
    def positions(self) -> list[str]:
        """Those that have a portfolio, in the order of the sheets."""
        thresholds = [each for sheet in self.sheets for each in sheet.thresholds]
        return [position for each in thresholds for position in each.positions]


def read_portfolio(content: JsonValue, name: str) -> PortfolioEdition:
    """An edition from plain values; `name` is for the problems. Raises BadRules."""
    return shaped(PortfolioEdition, content, name)


@cache
def portfolio_editions() -> tuple[PortfolioEdition, ...]:
    """The editions of this checkout, oldest first. Raises BadRules for a file out of shape."""
    found = [read_shaped(PortfolioEdition, path) for path in FOLDER.glob("*.yaml")]
    return tuple(sorted(found, key=lambda edition: edition.since))


def portfolio_on(
    day: date, known: tuple[PortfolioEdition, ...] | None = None
) -> PortfolioEdition | None:
    """The edition in force on `day` among `known` (default: this checkout's), or None."""
    among = portfolio_editions() if known is None else known
    fitting = [e for e in among if e.since <= day and (e.until is None or day <= e.until)]
    return max(fitting, key=lambda edition: edition.since, default=None)
