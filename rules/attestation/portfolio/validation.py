"""Checks the editions of the scoring sheets: shape, ids, columns, texts, and their arithmetic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from rules.attestation.portfolio.edition import (
    PortfolioEdition,
    PortfolioThreshold,
    ScoringSheet,
    portfolio_editions,
)
from rules.attestation.portfolio.rows import ExtraRow, LevelRow, MeanRow
from rules.attestation.portfolio.wording import keys_of, texts
from rules.errors import BadRules


def validated() -> str:
    """The validator's report. Raises BadRules with every fault of this checkout's editions."""
    known = portfolio_editions()
    faults = [fault for edition in known for fault in problems(edition)]
    for earlier, later in pairwise(known):
        if earlier.until is None or earlier.until >= later.since:
            faults.append(f"{earlier.id} has not ended when {later.id} begins; mend the days")
    if faults:
        raise BadRules(faults)
    rows = sum(len(sheet.rows) for edition in known for sheet in edition.sheets)
    sums = sum(len(sheet.thresholds) for edition in known for sheet in edition.sheets)
    return f"{rows} rows of scoring sheets add up to {sums} printed sums, or say why not"


def problems(edition: PortfolioEdition) -> Iterator[str]:
    """Every fault of an edition, one line each: what is wrong, what to do."""
    for sheet in edition.sheets:
        misshapen = list(_rows(sheet))
        for fault in misshapen or _thresholds(sheet):
            yield f"{edition.id}: {sheet.id}: {fault}"
        if not misshapen:
            for key in keys_of(sheet):
                if key not in texts():
                    yield f"{edition.id}: there is no text {key}; add it to texts.yaml"
    for position, times in Counter(edition.positions).items():
        if times > 1:
            yield f"{edition.id}: {position} has {times} thresholds; keep one"


def _rows(sheet: ScoringSheet) -> Iterator[str]:
    width = len(sheet.categories)
    for identifier, times in Counter(row.id for row in sheet.rows).items():
        if times > 1:
            yield f"{identifier} stands {times} times; keep one"
    for row in sheet.rows:
        columns = [row.asks, row.points]
        columns += [row.upper] if isinstance(row, MeanRow) else []
        if isinstance(row, LevelRow) and row.with_coauthors:
            columns.append(row.with_coauthors)
        if any(len(column) != width for column in columns):
            yield f"{row.id} has not one value for each of {width} categories; add or remove some"
        elif [a is None for a in row.asks] != [p is None for p in row.points]:
            yield f"{row.id} asks for something without points, or the other way round; mend it"


def _thresholds(sheet: ScoringSheet) -> Iterator[str]:
    known = {row.id for row in sheet.rows}
    for group in sheet.thresholds:
        for missing in {*group.without, *group.if_available} - known:
            yield f"{group.id} leaves out {missing}, which is no row; mend it"
        found = sums(sheet, group)
        expected = group.rows_make or group.points
        if len(group.points) != len(sheet.categories):
            yield f"{group.id} has not one sum for each category; mend it"
        elif found != expected:
            yield (
                f"the rows of {group.id} make {found}, not {expected}; "
                "mend them, or say in `rows_make` what they make"
            )


def sums(sheet: ScoringSheet, group: PortfolioThreshold) -> list[int]:
    """What the lowest figures of the rows asked of these posts make, per category."""
    left_out = {*group.without, *group.if_available}
    rows = [r for r in sheet.rows if r.id not in left_out and not isinstance(r, ExtraRow)]
    columns = range(len(sheet.categories))
    return [sum(row.points[column] or 0 for row in rows) for column in columns]
