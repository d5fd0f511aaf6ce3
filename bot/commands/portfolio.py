"""The command `portfolio`: the commission's scoring sheet counted (contract, section 1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from bot.commands.rules import json_file
from rules.attestation.portfolio import (
    Counted,
    Gain,
    Portfolio,
    PortfolioEdition,
    category_in,
    count,
    fewest_rows,
    next_rows,
    parse_entries,
    portfolio_on,
    sheet_for,
)
from rules.attestation.portfolio.rows import Points, Row
from rules.attestation.portfolio.wording import needed, row_name, words
from rules.dates import today
from rules.errors import BadInput
from rules.vocabulary import LANGUAGES, Json


def counted(position: str | None, category: str | None, entries: str | None, lang: str) -> Json:
    """By the edition of today; `entries` is a path, or "-". Raises BadInput."""
    if position is None or category is None:
        raise BadInput("--position" if position is None else "--category", "is needed")
    if lang not in LANGUAGES:
        raise BadInput("lang", f"one of {', '.join(LANGUAGES)}")
    edition = _edition()
    sheet, _ = sheet_for(edition, position)
    named = category_in(sheet, category)
    given = parse_entries(json_file(entries, "entries"), sheet)
    return {"position": position, **answer(count(edition, position, named, given), lang)}


def _edition() -> PortfolioEdition:
    edition = portfolio_on(today(datetime.now(UTC)))
    if edition is None:
        raise BadInput("position", "no edition of the sheets is known for today")
    return edition


def answer(portfolio: Portfolio, lang: str) -> Json:
    """Besides the contract: `way`, the fewest rows that make up the sum; `asks`, what only the
    commission can say; `texts`, the rows in words (unofficial)."""
    return {
        "category": portfolio.category,
        "sheet": portfolio.sheet.id,
        "threshold": portfolio.threshold,
        "points": _number(portfolio.points),
        "extra": portfolio.extra,
        "enough": portfolio.enough,
        "rows": [_row(each) for each in portfolio.rows],
        "empty": [each.row.id for each in portfolio.empty],
        "next": [_gain(gain) for gain in next_rows(portfolio)],
        "way": [_gain(gain) for gain in fewest_rows(portfolio)],
        "certainty": portfolio.group.certainty,
        "asks": list(_asks(portfolio, lang)),
        "texts": {each.row.id: _texts(each.row, portfolio, lang) for each in portfolio.rows},
        "edition": {
            "id": portfolio.edition.id,
            "name": portfolio.edition.name.frozen().of(lang),
            "from": portfolio.edition.in_force.since,
        },
        "unofficial": True,
    }


def _row(counted: Counted) -> Json:
    return {"id": counted.row.id, "points": _number(counted.points), "state": counted.state}


def _gain(gain: Gain) -> Json:
    return {"id": gain.row.id, "points": _number(gain.points)}


def _asks(portfolio: Portfolio, lang: str) -> Iterator[Json]:
    for row, question in portfolio.questions:
        text = words(f"ask.{question.id}", lang)
        yield {"row": None if row is None else row.id, "id": question.id, "text": text}


def _texts(row: Row, portfolio: Portfolio, lang: str) -> Json:
    return {
        "name": row_name(row, lang),
        "asks": needed(row, portfolio.column, lang),
        "papers": [words(f"paper.{paper}", lang) for paper in row.papers],
        "source": {"annex": portfolio.sheet.annex, "row": row.id.partition("-")[2]},
        "certainty": row.certainty,
    }


def _number(points: Points) -> int | float:
    """A whole number where it is one: the mean of five lessons may not be."""
    return int(points) if points == int(points) else float(points)
