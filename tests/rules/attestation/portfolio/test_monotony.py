"""A better answer to a row never lowers the points, and never makes enough less."""

from __future__ import annotations

from typing import Any as AnyValue
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.attestation.portfolio import Portfolio
from rules.attestation.portfolio.rows import PLACES, TRENDS
from rules.vocabulary import Json
from tests.rules.attestation.portfolio.sheets import EDITION, counted, sheets_of_entries
from tests.thoroughness import examples

RANKED: Final[dict[str, tuple[str, ...]]] = {
    "level": PLACES,
    "trend": TRENDS,
    "publication": ("none", "listed", "indexed"),
}
STEPS: Final[dict[str, tuple[AnyValue, ...]]] = {
    **RANKED,
    "mean": tuple(range(103)),
    "sheets": tuple(range(10)),
    "districts": tuple(range(6)),
    "regions": tuple(range(6)),
    "hours": (0, 71, 72, 79, 80, 107, 108, 500),
    "percent": (-10, 0, 2, 3, 4, 5, 49, 50, 59, 60, 69, 70, 100),
    "years": tuple(range(8)),
}
ENOUGH: Final = ("no", "sum_only", "yes")


def _better(key: str, value: AnyValue, draw: st.DrawFn) -> AnyValue:
    if key in RANKED:
        return draw(st.sampled_from(RANKED[key][RANKED[key].index(value) :]))
    if isinstance(value, bool):
        return key != "coauthors"
    if key == "mean":
        return draw(st.integers(int(value * 5), 510)) / 5
    highest = 100 if key == "percent" else value + 60
    return draw(st.integers(value, highest))


@st.composite
def bettered(draw: st.DrawFn) -> tuple[str, str, Json, Json]:
    """What is said of the rows, and the same with some answers better."""
    position, category, entries = draw(sheets_of_entries())
    better = {}
    for row, entry in entries.items():
        changed = {k: _better(k, v, draw) if draw(st.booleans()) else v for k, v in entry.items()}
        if draw(st.booleans()):
            changed.pop("coauthors", None)
        better[row] = changed
    return position, category, entries, better


def _held(portfolio: Portfolio) -> tuple[float, int, int]:
    return float(portfolio.points), portfolio.extra, ENOUGH.index(portfolio.enough)


@examples(600)
@given(bettered())
def test_a_better_level_never_lowers_points(said: tuple[str, str, Json, Json]) -> None:
    position, category, entries, better = said
    before, after = (counted(position, category, each) for each in (entries, better))
    for old, new in zip(before.rows, after.rows, strict=True):
        assert new.points >= old.points, old.row.id
    for low, high in zip(_held(before), _held(after), strict=True):
        assert high >= low


@examples(300)
@given(sheets_of_entries(), st.data())
def test_a_row_that_is_not_said_is_never_counted_for_it(
    said: tuple[str, str, Json], data: st.DataObject
) -> None:
    position, category, entries = said
    left = {key: each for key, each in entries.items() if data.draw(st.booleans(), label=key)}
    before, after = counted(position, category, left), counted(position, category, entries)
    assert before.points <= after.points
    assert {each.row.id for each in before.empty} <= {each.row.id for each in after.empty}
    if before.enough == "yes":
        assert after.enough == "yes"


@pytest.mark.parametrize("position", EDITION.positions)
def test_each_step_of_a_level_of_every_row_brings_no_less_than_the_one_before(
    position: str,
) -> None:
    sheet = EDITION.sheet_of(position)
    assert sheet is not None
    for category in sheet.categories:
        for row in sheet.rows:
            for key, steps in STEPS.items():
                if key in row.takes.model_fields:
                    whole = {"sheets": 9, "by_commission": True, "practice_paper": True}
                    rest = {k: v for k, v in whole.items() if k in row.takes.model_fields}
                    said = [{**rest, key: step} for step in steps]
                    found = [counted(position, category, {row.id: each}) for each in said]
                    held = [(float(each.points), each.extra) for each in found]
                    assert held == sorted(held), (row.id, key)
