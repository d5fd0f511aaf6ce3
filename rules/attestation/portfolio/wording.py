"""The words of the scoring sheets in three languages; all of them are ours, so unofficial."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from rules.attestation.portfolio.edition import ScoringSheet
from rules.attestation.portfolio.rows import (
    CoverageRow,
    LevelRow,
    MeanRow,
    Row,
    TrendRow,
)
from rules.norms.model import Text
from rules.norms.schema import TextIn, load, shaped

PATH = Path(__file__).parent / "texts.yaml"


@cache
def texts() -> Mapping[str, Text]:
    """Every text by its key. Raises BadRules for a faulty file."""
    return {
        key: shaped(TextIn, given, f"portfolio/{PATH.name}: {key}").frozen()
        for key, given in load(PATH).items()
    }


def words(key: str, lang: str) -> str:
    """Raises KeyError for an unknown key."""
    return texts()[key].of(lang)


def row_name(row: Row, lang: str) -> str:
    return words(f"row.{row.name}", lang)


def hint(row: Row, lang: str) -> str | None:
    """What to look at when answering; None where the name says it."""
    found = texts().get(f"hint.{row.name}")
    return None if found is None else found.of(lang)


def needed(row: Row, column: int, lang: str) -> str | None:
    """What the row asks for a category; None where it asks for nothing."""
    if not row.is_asked(column):
        return None
    key, asked = _need(row, column)
    said = words(key, lang)
    if isinstance(row, MeanRow):
        said = said.replace("{upper}", str(row.upper[column]))
    if isinstance(row, CoverageRow):
        return said.replace("{n}", str(row.at_least))
    return said.replace("{n}", str(asked))


def _need(row: Row, column: int) -> tuple[str, object]:
    """The text of what is asked for, and the value that it names."""
    asked = row.asks[column]
    if isinstance(row, LevelRow):
        return f"{row.scale}.{asked}", asked
    if isinstance(row, TrendRow):
        return f"trend.{'growth' if row.any_growth and asked == 'growth_1' else asked}", asked
    if isinstance(row, CoverageRow):
        return f"need.{asked}", asked
    return f"need.{row.kind}", asked


def keys_of(sheet: ScoringSheet) -> Iterator[str]:
    """Every text that a sheet needs."""
    yield from (f"ask.{each.id}" for each in sheet.questions)
    for group in sheet.thresholds:
        yield from (f"ask.{each.id}" for each in group.questions)
    for row in sheet.rows:
        yield f"row.{row.name}"
        yield from (f"paper.{paper}" for paper in row.papers)
        yield from (f"ask.{each.id}" for each in row.questions)
        asked = (n for n in range(len(sheet.categories)) if row.is_asked(n))
        yield from (_need(row, column)[0] for column in asked)
