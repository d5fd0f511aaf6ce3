"""The counting against a second evaluation, written from the words of the annexes alone."""

from __future__ import annotations

import pytest
from hypothesis import given

from bot.commands.portfolio import answer
from rules.vocabulary import Json
from tests.rules.attestation.portfolio.by_hand import SHEETS, evaluated
from tests.rules.attestation.portfolio.sheets import EDITION, counted, sheets_of_entries
from tests.thoroughness import examples

CELLS = [
    (sheet["id"], row["id"], category, row["cells"][column])
    for sheet in SHEETS
    for row in sheet["rows"]
    for column, category in enumerate(sheet["categories"])
]


@examples(1500)
@given(sheets_of_entries())
def test_two_evaluations_agree_on_any_answers(said: tuple[str, str, Json]) -> None:
    position, category, entries = said
    found = answer(counted(position, category, entries), "en")
    expected = evaluated(position, category, entries)
    assert {row["id"]: row["state"] for row in found["rows"]} == expected["states"]
    assert {row["id"]: row["points"] for row in found["rows"]} == expected["row_points"]
    for key in ("threshold", "points", "extra", "enough", "empty"):
        assert found[key] == expected[key], key


def test_the_rows_of_every_sheet_are_those_of_the_annexes_in_their_order() -> None:
    for sheet, annex in zip(EDITION.sheets, SHEETS, strict=True):
        assert sheet.id == annex["id"]
        assert sheet.categories == annex["categories"]
        assert [row.id for row in sheet.rows] == [row["id"] for row in annex["rows"]]


@pytest.mark.parametrize(("sheet", "row", "category", "cell"), CELLS)
def test_the_lowest_figure_of_a_cell_is_that_of_the_annex(
    sheet: str, row: str, category: str, cell: list[object]
) -> None:
    [found] = [each for each in EDITION.sheets if each.id == sheet]
    [held] = [each for each in found.rows if each.id == row]
    assert held.points[found.categories.index(category)] == cell[1]
