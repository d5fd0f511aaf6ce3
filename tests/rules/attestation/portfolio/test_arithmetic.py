"""The rows add up to the printed sums, column by column; where they do not, the file says so.

The expected figures are written here by hand, from annexes 12 and 13.
"""

from __future__ import annotations

from datetime import date
from typing import Any as AnyValue

import pytest
from ruamel.yaml import YAML

from rules.attestation import attested_positions
from rules.attestation.portfolio import (
    portfolio_editions,
    portfolio_on,
    read_portfolio,
    validated,
)
from rules.attestation.portfolio.edition import FOLDER
from rules.attestation.portfolio.validation import problems, sums
from rules.errors import BadRules
from tests.rules.attestation.portfolio.sheets import EDITION

PRINTED = {
    "ordinary": [68, 84, 113, 133],
    "ordinary-by-default": [68, 84, 113, 133],
    "special": [66, 80, 107, 125],
    "assistant": [66, 80, 107, 125],
    "methodists": [10, 15, 35, 47],
    "heads-of-departments": [10, 15, 35, 47],
    "college": [38, 53, 65],
    "academic": [24, 39, 51],
    "educational": [22, 37, 47],
    "production": [24, 39, 51],
    "training": [24, 39, 51],
    "digital": [24, 39, 51],
    "methodical": [22, 38, 47],
    "methodical-union": [22, 38, 47],
}
# Printed and made by the rows differ: one point for two deputies, more for the methodical one.
MADE = {
    "production": [24, 40, 51],
    "training": [24, 40, 51],
    "digital": [24, 40, 51],
    "methodical": [26, 43, 55],
    "methodical-union": [26, 43, 55],
}


def test_the_printed_sums_are_those_of_the_annexes() -> None:
    found = {each.id: each.points for sheet in EDITION.sheets for each in sheet.thresholds}
    assert found == PRINTED


@pytest.mark.parametrize("group", PRINTED)
def test_the_lowest_figures_of_the_rows_make_the_sum_or_the_file_says_what_they_make(
    group: str,
) -> None:
    [(sheet, threshold)] = [
        (sheet, each) for sheet in EDITION.sheets for each in sheet.thresholds if each.id == group
    ]
    assert sums(sheet, threshold) == MADE.get(group, PRINTED[group])


def test_the_whole_sheets_make_what_the_order_prints_for_schools() -> None:
    head, deputy = EDITION.sheets[2], EDITION.sheets[3]
    everything: dict[str, list[str]] = {"without": [], "if_available": []}
    assert sums(head, head.thresholds[0].model_copy(update=everything)) == [40, 56, 69]
    # Printed: 30/47/61. The difference is that of row 1.2, so the file calls it uncertain.
    assert sums(deputy, deputy.thresholds[0].model_copy(update=everything)) == [30, 48, 63]
    [partners] = [row for row in deputy.rows if row.id == "d-1.2"]
    assert partners.certainty == "uncertain"


def test_every_attested_position_has_one_sheet() -> None:
    assert sorted(EDITION.positions) == sorted(attested_positions())


def test_the_editions_of_this_checkout_have_no_fault() -> None:
    assert "add up" in validated()


@pytest.fixture
def content() -> AnyValue:
    return YAML(typ="safe").load(FOLDER / "2025-02-25.yaml")


def _row(content: AnyValue, identifier: str) -> AnyValue:
    rows = [row for sheet in content["sheets"] for row in sheet["rows"]]
    return next(row for row in rows if row["id"] == identifier)


def test_a_wrong_figure_in_one_cell_is_found(content: AnyValue) -> None:
    _row(content, "t-3.4")["points"] = [1, 2, 3, 5]
    faults = list(problems(read_portfolio(content, "wrong")))
    assert len(faults) == 4
    assert all("ordinary" in each or "special" in each or "assistant" in each for each in faults)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"name": "nothing"}, "there is no text row.nothing"),
        ({"papers": ["nothing"]}, "there is no text paper.nothing"),
        ({"points": [1, 2, 3]}, "one value for each of 4 categories"),
        ({"id": "t-3.2"}, "t-3.2 stands 2 times"),
    ],
)
def test_a_fault_of_a_row_names_it_and_the_remedy(
    content: AnyValue, change: dict[str, AnyValue], fault: str
) -> None:
    _row(content, "t-3.4").update(change)
    found = list(problems(read_portfolio(content, "wrong")))
    assert any(fault in each for each in found)


def test_what_is_out_of_shape_is_refused(content: AnyValue) -> None:
    _row(content, "t-3.4")["ease"] = "soon"
    with pytest.raises(BadRules, match="ease"):
        read_portfolio(content, "wrong")


def test_a_newer_edition_is_a_dated_file(content: AnyValue) -> None:
    content["id"] = "newer"
    content["in_force"] = {"from": "2026-09-01", "until": None}
    newer = read_portfolio(content, "newer")
    known = (*portfolio_editions(), newer)
    assert portfolio_on(date(2026, 8, 31), known) == EDITION
    assert portfolio_on(date(2026, 9, 1), known) == newer
    assert portfolio_on(date(2025, 2, 24), known) is None
