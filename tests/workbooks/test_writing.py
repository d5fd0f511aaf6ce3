"""Workbooks that are given back: values as they were, never a formula."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from rules.roster.table import Value
from workbooks.writing import SheetOut, workbook


def _back(sheets: list[SheetOut]) -> list[tuple[str, list[list[object]]]]:
    book = load_workbook(BytesIO(workbook(sheets)))
    return [(sheet.title, [[c.value for c in row] for row in sheet.iter_rows()]) for sheet in book]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1"])
def test_nothing_that_begins_like_a_formula_becomes_one(text: str) -> None:
    book = load_workbook(BytesIO(workbook([SheetOut("1", [[text], ["head"]], 2)])))
    cell = book.worksheets[0]["A1"]
    assert cell.data_type == "s"
    assert str(cell.value).strip() == text.strip()
    assert cell.quotePrefix


@given(st.lists(st.text(max_size=60), min_size=1, max_size=5))
def test_any_text_can_be_written_and_none_is_a_formula(texts: list[str]) -> None:
    book = load_workbook(BytesIO(workbook([SheetOut("1", [texts])])))
    assert all(c.data_type in ("s", "n") for row in book.worksheets[0].iter_rows() for c in row)


def test_values_come_back_as_they_were() -> None:
    rows: list[list[Value]] = [["a", 5, 2.5, None, date(2024, 5, 20)]]
    [(title, found)] = _back([SheetOut("Список", rows)])
    assert title == "Список"
    assert found == [["a", 5, 2.5, None, datetime(2024, 5, 20)]]  # noqa: DTZ001


def test_titles_are_made_fit_and_different() -> None:
    titles = ["a/b:c", "A B C", "x" * 40, "x" * 40, "", "'"]
    found = [title for title, _ in _back([SheetOut(t, [["1"]]) for t in titles])]
    assert len({title.lower() for title in found}) == len(titles)
    assert all(0 < len(title) <= 31 for title in found)


def test_the_headings_stay_in_sight_and_can_be_filtered() -> None:
    content = workbook([SheetOut("1", [["line"], ["a", "b"], ["c", "d"]], 2, (10, 20))])
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A3", "A2:B3")
    assert sheet["A2"].font.bold


def test_a_sheet_for_the_printer_is_across_and_repeats_its_headings() -> None:
    rows: list[list[Value]] = [["Title"], ["Name", "Post"]]
    rows += [["a", "b"] for _ in range(100)]
    sheet = load_workbook(BytesIO(workbook([SheetOut("x", rows, 2, for_printing=True)])))["x"]
    setup, fits, foot = sheet.page_setup, sheet.sheet_properties.pageSetUpPr, sheet.oddFooter
    assert (setup.orientation, setup.paperSize) == ("landscape", 9)
    assert (setup.fitToWidth, setup.fitToHeight) == (1, 0)
    assert fits is not None
    assert fits.fitToPage
    assert sheet.print_title_rows == "$2:$2"
    assert foot is not None
    assert foot.center.text == "&P / &N"
