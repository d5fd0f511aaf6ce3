"""What the tests share: the edition, a sheet counted from plain entries, and answers at random."""

from __future__ import annotations

from typing import Any as AnyValue

from hypothesis import strategies as st

from rules.attestation.portfolio import (
    Portfolio,
    ScoringSheet,
    count,
    parse_entries,
    portfolio_editions,
)
from rules.attestation.portfolio.rows import (
    PLACES,
    TRENDS,
    CoverageRow,
    DoneRow,
    HoursRow,
    LevelRow,
    MeanRow,
    PercentRow,
    PublicationRow,
    Row,
    RowBase,
    SheetsRow,
    TrendRow,
)
from rules.vocabulary import Json

EDITION = portfolio_editions()[0]


def counted(position: str, category: str, entries: Json) -> Portfolio:
    sheet = EDITION.sheet_of(position)
    assert sheet is not None
    return count(EDITION, position, category, parse_entries(entries, sheet))


def states(portfolio: Portfolio) -> dict[str, str]:
    return {each.row.id: each.state for each in portfolio.rows}


def points(portfolio: Portfolio) -> dict[str, float]:
    return {each.row.id: float(each.points) for each in portfolio.rows}


def lowest(row: Row, column: int) -> Json:
    """The answer that just does for a category."""
    asked = row.asks[column]
    match row:
        case LevelRow():
            return {"level": asked}
        case TrendRow():
            return {"trend": asked}
        case MeanRow():
            return {"mean": asked, "sheets": row.sheets, "by_commission": True}
        case SheetsRow():
            return {"sheets": asked}
        case PublicationRow():
            return {"publication": "listed"}
        case CoverageRow():
            return {str(asked): row.at_least}
        case HoursRow():
            return {"hours": asked, "practice_paper": True}
        case PercentRow():
            return {"percent": asked}
        case DoneRow():
            return {"done": True}
    return {"years": 1}


_whole = st.integers(0, 9)
_answers: dict[str, st.SearchStrategy[AnyValue]] = {
    "level": st.sampled_from(PLACES),
    "winner": st.booleans(),
    "coauthors": st.booleans(),
    "trend": st.sampled_from(TRENDS),
    "mean": st.integers(0, 510).map(lambda fifths: fifths / 5),
    "sheets": st.integers(3, 8),
    "by_commission": st.booleans(),
    "publication": st.sampled_from(("none", "listed", "indexed")),
    "districts": _whole,
    "regions": _whole,
    "hours": st.sampled_from((0, 71, 72, 79, 80, 107, 108, 200)),
    "practice_paper": st.booleans(),
    "percent": st.integers(-5, 80),
    "done": st.booleans(),
    "bonus": st.booleans(),
    "years": _whole,
}


def entries_of(row: RowBase) -> st.SearchStrategy[Json]:
    """Any answer to a row, whole or in part."""
    fields = {key: _answers[key] for key in row.takes.model_fields}
    return st.fixed_dictionaries({}, optional=fields)


@st.composite
def sheets_of_entries(draw: st.DrawFn) -> tuple[str, str, Json]:
    """A position, a category of its sheet, and what is said of some of the rows."""
    position = draw(st.sampled_from(EDITION.positions))
    sheet = EDITION.sheet_of(position)
    assert isinstance(sheet, ScoringSheet)
    category = draw(st.sampled_from(sheet.categories))
    said = {row.id: entries_of(row) for row in sheet.rows}
    return position, category, draw(st.fixed_dictionaries({}, optional=said))
