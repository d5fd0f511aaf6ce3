"""What comes next, and the fewest rows that make up the sum: proven against all sets of rows."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rules.attestation.portfolio import (
    Gain,
    Portfolio,
    PortfolioThreshold,
    fewest_rows,
    next_rows,
)
from rules.attestation.portfolio.rows import Points
from rules.vocabulary import Json
from tests.rules.attestation.portfolio.sheets import EDITION, counted, lowest, sheets_of_entries
from tests.thoroughness import examples

# Of more rows there are too many sets to try them all.
MANY = 12
GROUPS = [group for sheet in EDITION.sheets for group in sheet.thresholds]
EXPERT: Json = {
    "t-1.1": {"trend": "level"},
    "t-1.2": {"mean": 76, "sheets": 5, "by_commission": True},
    "t-2.1": {"level": "district"},
    "t-2.2": {"level": "none"},
    "t-3.1": {"level": "organisation"},
    "t-3.2": {"level": "district"},
    "t-4.1": {"hours": 60, "practice_paper": False},
}


def _ids(gains: tuple[Gain, ...]) -> list[str]:
    return [gain.row.id for gain in gains]


def test_empty_rows_come_before_those_that_are_not_said_each_the_easiest_first() -> None:
    found = next_rows(counted("tvet-teacher", "expert", EXPERT))
    assert _ids(found) == ["t-4.1", "t-3.1", "t-2.2", "t-3.4"]
    assert [gain.points for gain in found] == [1, 2, 2, 2]


def test_nothing_comes_next_where_every_row_is_met() -> None:
    whole = {
        **EXPERT,
        "t-2.2": {"level": "district"},
        "t-3.1": {"level": "district"},
        "t-3.4": {"level": "district"},
        "t-4.1": {"hours": 72, "practice_paper": True},
    }
    found = counted("tvet-teacher", "expert", whole)
    assert (next_rows(found), fewest_rows(found)) == ((), ())


def test_an_empty_row_comes_next_also_where_the_sum_is_there() -> None:
    better = {**EXPERT, "t-1.2": {"mean": 80, "sheets": 5, "by_commission": True}}
    found = counted("tvet-teacher", "expert", {**better, "t-3.4": {"level": "republic"}})
    assert found.points >= found.threshold
    assert _ids(next_rows(found)) == ["t-4.1", "t-3.1", "t-2.2"]
    assert fewest_rows(found) == ()


def test_a_point_lost_to_co_authors_is_made_up_by_what_is_met_already() -> None:
    researcher: Json = {
        "t-1.1": {"trend": "growth_1"},
        "t-1.2": {"mean": 81, "sheets": 5, "by_commission": True},
        "t-2.1": {"level": "region"},
        "t-2.2": {"level": "region"},
        "t-3.1": {"level": "region", "coauthors": True},
        "t-3.2": {"level": "region"},
        "t-3.3": {"publication": "listed"},
        "t-3.4": {"level": "region"},
        "t-3.5": {"districts": 3, "regions": 0},
        "t-4.1": {"hours": 80, "practice_paper": True},
    }
    found = counted("tvet-teacher", "researcher", researcher)
    assert found.threshold - found.points == 1
    assert _ids(next_rows(found)) == ["t-3.1", "t-2.2", "t-3.3", "t-2.1", "t-1.2"]
    assert _ids(fewest_rows(found)) == ["t-3.1"]


def _every_gain(portfolio: Portfolio) -> dict[str, tuple[int, Points]]:
    """By hand: what each row could still bring, and how hard that is."""
    found = {}
    for each in portfolio.rows:
        gain = each.most - each.points
        if each.state in ("empty", "open") and each.row.kind != "extra":
            gain = each.row.points[portfolio.column] or 0
        elif each.state != "met":
            continue
        if gain > 0:
            found[each.row.id] = (each.row.ease, gain)
    return found


def _brute_force(portfolio: Portfolio) -> list[str] | None:
    """The set of fewest rows that makes up the sum; of equals the one whose hardest row is the
    easiest, and so on. None: no set does."""
    gains = _every_gain(portfolio)
    need = portfolio.threshold - portfolio.points
    for size in range(len(gains) + 1):
        fitting = [
            chosen
            for chosen in combinations(gains, size)
            if sum(gains[key][1] for key in chosen) >= need
        ]
        if fitting:

            def hardest(chosen: tuple[str, ...]) -> list[tuple[int, str]]:
                return sorted(((gains[key][0], key) for key in chosen), reverse=True)

            return [key for _, key in reversed(hardest(min(fitting, key=hardest)))]
    return None


@examples(200)
@given(sheets_of_entries())
def test_no_smaller_and_no_easier_set_of_rows_makes_up_the_sum(
    said: tuple[str, str, Json],
) -> None:
    found = counted(*said)
    assume(len(_every_gain(found)) <= MANY)
    expected = _brute_force(found)
    assert expected is not None, "whoever meets every row has the sum"
    assert _ids(fewest_rows(found)) == expected


@pytest.mark.parametrize("group", GROUPS)
@examples(60)
@given(data=st.data())
def test_the_fewest_rows_of_every_sheet_are_those_of_all_sets(
    group: PortfolioThreshold, data: st.DataObject
) -> None:
    """Nearly everything is met: so a long sheet too has few enough sets to try them all."""
    position = group.positions[0]
    sheet = EDITION.sheet_of(position)
    assert sheet is not None
    column = data.draw(st.integers(0, len(sheet.categories) - 1))
    asked = [row for row in sheet.rows if row.is_asked(column) and row.id not in group.without]
    missing = data.draw(st.sets(st.sampled_from([row.id for row in asked]), max_size=6))
    coauthors = data.draw(st.booleans())
    said = {row.id: lowest(row, column) for row in asked if row.id not in missing}
    for key in ("t-3.1", "m-3.1", "h-4.2", "d-4.1"):
        if key in said:
            said[key] = {**said[key], "coauthors": coauthors}
    found = counted(position, sheet.categories[column], said)
    expected = _brute_force(found)
    assert expected is not None
    assert _ids(fewest_rows(found)) == expected


@examples(200)
@given(sheets_of_entries())
def test_one_row_less_never_makes_up_the_sum(said: tuple[str, str, Json]) -> None:
    found = counted(*said)
    size = len(fewest_rows(found))
    every = sorted((points for _, points in _every_gain(found).values()), reverse=True)
    need = found.threshold - found.points
    assert need <= 0 or sum(every[: size - 1]) < need <= sum(every[:size])


@examples(200)
@given(sheets_of_entries())
def test_what_comes_next_fills_every_row_and_reaches_the_sum(said: tuple[str, str, Json]) -> None:
    found = counted(*said)
    gains = next_rows(found)
    assert {each.row.id for each in (*found.empty, *found.open)} <= set(_ids(gains))
    assert found.points + sum(gain.points for gain in gains) >= found.threshold
    assert (not gains) == (found.enough == "yes")
