"""Sheets as an .xlsx that prints as it stands: A4 across, one page wide, headings on every page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Final

from workbooks.training.layout import LETTERS, Cell, Column, Format, Formula, Kind, Line, Sheet
from workbooks.writing import is_like_formula, writable

if TYPE_CHECKING:
    from openpyxl.cell import Cell as ExcelCell
    from openpyxl.worksheet.worksheet import Worksheet

A4: Final = 9
FONT: Final = "Calibri"
SIZES: Final[dict[Kind, float]] = {"title": 13, "about": 10}
USUAL_SIZE: Final = 9.0
NUMBER_FORMATS: Final[dict[Format, str]] = {
    "text": "@",
    "whole": "#,##0",
    "money": "#,##0",
    "share": "0.0%",
    "mark": "0.0",
    "rate": "0.00",
    "day": "dd.mm.yyyy",
    "people": '#,##0" адам · чел."',
    "items": '#,##0" оқу · обуч."',
}
OVER_ALL: Final[frozenset[Kind]] = frozenset({"title", "about", "group", "note", "sign"})
LINE_HEIGHT: Final = 12.5
"""Points of one line of the usual size."""
GREY, LIGHT = "FFD9D9D9", "FFF2F2F2"


def printed(sheets: Iterable[Sheet], made_on: date) -> bytes:
    """The bytes of the workbook; `made_on` is kept as the day on which it was made."""
    from openpyxl import Workbook

    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    for sheet in sheets:
        _write(book.create_sheet(sheet.title), sheet)
    book.calculation.fullCalcOnLoad = True
    book.properties.creator = "Biliktilik"
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _write(out: Worksheet, sheet: Sheet) -> None:
    last = LETTERS[len(sheet.columns) - 1]
    for letter, column in zip(LETTERS, sheet.columns, strict=False):
        out.column_dimensions[letter].width = column.width
    for number, line in enumerate(sheet.lines, start=1):
        if line.kind in OVER_ALL:
            out.merge_cells(f"A{number}:{last}{number}")
            _put(out[f"A{number}"], line.text, "text", line.kind)
            out.row_dimensions[number].height = _height(line, sheet.columns)
        else:
            _write_cells(out, sheet, number, line)
    _set_up(out, sheet, last)


def _write_cells(out: Worksheet, sheet: Sheet, number: int, line: Line) -> None:
    if line.kind == "gap":
        return
    if line.kind == "heading":
        out.row_dimensions[number].height = _height(line, sheet.columns)
    for letter, column in zip(LETTERS, sheet.columns, strict=False):
        kept = line.formats.get(column.key, column.format)
        _put(out[f"{letter}{number}"], line.cells.get(column.key), kept, line.kind)


def _put(cell: ExcelCell, value: Cell, kept: Format, kind: Kind) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    bold = kind in ("title", "heading", "group", "total")
    cell.font = Font(name=FONT, size=SIZES.get(kind, USUAL_SIZE), bold=bold)
    number = isinstance(value, int | float | Formula)
    centred = kind in ("title", "heading") or isinstance(value, date)
    cell.alignment = Alignment(
        horizontal="center" if centred else "right" if number else "left",
        vertical="center" if kind in ("title", "heading", "group") else "top",
        wrap_text=True,
    )
    if kind in ("heading", "group", "row", "total"):
        line = Side(style="thin", color="FF7F7F7F")
        cell.border = Border(line, line, line, line)
    if kind in ("heading", "group"):
        cell.fill = PatternFill("solid", start_color=GREY if kind == "heading" else LIGHT)
    _fill_in(cell, value, kept)


def _fill_in(cell: ExcelCell, value: Cell, kept: Format) -> None:
    if isinstance(value, Formula):
        cell.value = f"={value.text}"
        cell.number_format = NUMBER_FORMATS["whole" if kept == "text" else kept]
    elif isinstance(value, str):
        text = writable(value)
        cell.value = text or None
        cell.number_format = NUMBER_FORMATS["text"] if is_like_formula(text) else "General"
        if is_like_formula(text):
            cell.data_type = "s"
            cell.quotePrefix = True
    elif value is not None:
        cell.value = value
        cell.number_format = NUMBER_FORMATS["day" if isinstance(value, date) else kept]


def _height(line: Line, columns: Sequence[Column]) -> float:
    """The height that the words need: a merged line and a heading do not grow by themselves."""
    size = SIZES.get(line.kind, USUAL_SIZE)
    if line.kind == "heading":
        rows = max(_rows(str(line.cells[each.key]), each.width - 1) for each in columns)
    else:
        rows = _rows(line.text, sum(each.width for each in columns))
    return rows * LINE_HEIGHT * size / USUAL_SIZE + 3


def _rows(text: str, width: float) -> int:
    """How many rows a text takes in so many letters; a word that is too long is broken."""
    rows = 0
    for part in text.split("\n"):
        rows, left = rows + 1, width
        for word in part.split(" "):
            taken = len(word) * 1.05
            if taken > left and left < width:
                rows, left = rows + 1, width
            rows += int(taken // (width + 0.01))
            left -= taken % (width + 0.01) + 1
    return rows


def _set_up(out: Worksheet, sheet: Sheet, last: str) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    out.page_setup.orientation = "landscape"
    out.page_setup.paperSize = A4
    out.page_setup.fitToWidth = 1
    out.page_setup.fitToHeight = 0
    out.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = out.page_margins
    margins.left = margins.right = 0.4
    margins.top = margins.bottom = 0.5
    margins.header = margins.footer = 0.25
    out.print_area = f"A1:{last}{len(sheet.lines)}"
    foot = out.oddFooter
    assert foot is not None
    foot.left.text, foot.right.text = sheet.title, "&P / &N"
    foot.left.size = foot.right.size = 8
    if sheet.heading:
        out.print_title_rows = f"{sheet.heading}:{sheet.heading}"
        out.freeze_panes = f"{LETTERS[sheet.frozen]}{sheet.heading + 1}"
