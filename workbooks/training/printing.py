"""Sheets as an .xlsx that prints as it stands: A4 across, one page wide, headings on every page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Final, Literal

from workbooks.training.layout import (
    LETTERS,
    UNKNOWN,
    Cell,
    Column,
    Format,
    Formula,
    Kind,
    Line,
    Sheet,
)
from workbooks.training.pages import last_lines
from workbooks.writing import is_like_formula, writable

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell as ExcelCell
    from openpyxl.styles.cell_style import StyleArray
    from openpyxl.worksheet.worksheet import Worksheet

A4: Final = 9
ACROSS: Final = 153.0
"""Letters of the columns' measure on the width of A4 between the margins."""
DOWN: Final = 523.0
"""Points on the height of A4 between the margins."""
NEARLY: Final = 0.98
"""Programs shrink by whole per cents and round heights to their own measure."""
FONT: Final = "Arial"
SIZES: Final[dict[Kind, float]] = {"title": 12, "about": 9}
USUAL_SIZE: Final = 8.0
SPACED: Final = "_ "
"""A space behind figures: the words of the next column begin at their own border."""
NUMBER_FORMATS: Final[dict[Format, str]] = {
    "text": "@",
    "ordinal": "0",
    "whole": f"#,##0{SPACED}",
    "money": f"#,##0{SPACED}",
    "share": f"0.0%{SPACED}",
    "mark": f"0.0{SPACED}",
    "rate": f"0.00{SPACED}",
    "day": "dd.mm.yyyy",
    "people": '#,##0" адам · чел."',
    "items": '#,##0" оқу · обуч."',
}
OVER_ALL: Final[frozenset[Kind]] = frozenset({"title", "about", "group", "note", "sign"})
LINE_HEIGHT: Final = 9.8
"""Points of one line of the usual size."""
LINED: Final[frozenset[Kind]] = frozenset({"heading", "group", "row", "total"})
LETTERS_TO_WIDTH: Final = 1.2
"""Letters of the usual size in the width that columns are measured in; capitals are wider."""
EDGES: Final = 0.7
"""What programs keep free on both sides of a cell, in the same width."""
BOLD: Final = 1.12
TALLEST: Final = 409.0
"""Points: no row is taller."""
NO_FIGURE: Final = (UNKNOWN, "–")
"""What stands in a column of figures for none."""
Across = Literal["center", "right", "left"]
FILLED: Final[dict[Kind, str]] = {"heading": "FFD9D9D9", "group": "FFF2F2F2"}


def printed(sheets: Iterable[Sheet]) -> bytes:
    """The bytes of the workbook."""
    from openpyxl import Workbook

    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    _measured_in(book)
    looks = _Looks()
    for sheet in sheets:
        _write(book.create_sheet(sheet.title), sheet, looks)
    book.calculation.fullCalcOnLoad = True
    book.properties.creator = "Biliktilik"
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _measured_in(book: Workbook) -> None:
    """Widths are in figures of the usual font of the book: Calibri is not everywhere, and what
    stands for it may be much wider."""
    from openpyxl.styles import Font

    usual = next(style for style in book._named_styles if style.name == "Normal")  # type: ignore[attr-defined]
    usual.font = Font(name=FONT, size=10)
    book._fonts[0] = usual.font  # type: ignore[attr-defined]


def _write(out: Worksheet, sheet: Sheet, looks: _Looks) -> None:
    last = LETTERS[len(printed_columns(sheet.columns)) - 1]
    for letter, column in zip(LETTERS, sheet.columns, strict=False):
        out.column_dimensions[letter].width = column.width
    heights = [_height(line, sheet.columns) for line in sheet.lines]
    for number, line in enumerate(sheet.lines, start=1):
        out.row_dimensions[number].height = heights[number - 1]
        if line.kind in OVER_ALL:
            out.merge_cells(f"A{number}:{last}{number}")
            looks.put(out[f"A{number}"], line.text, "text", line.kind)
        else:
            _write_cells(out, sheet, number, line, looks)
    _set_up(out, sheet, last)
    _break(out, sheet, heights)


def printed_columns(columns: Sequence[Column]) -> list[Column]:
    return [each for each in columns if each.printed]


def shrunk(columns: Sequence[Column]) -> float:
    """How much a sheet is shrunk to be one page wide, at most 1: letters of the usual size are
    printed in `USUAL_SIZE` times this many points."""
    return min(1.0, ACROSS / sum(each.width for each in printed_columns(columns)))


def _break(out: Worksheet, sheet: Sheet, heights: Sequence[float]) -> None:
    from openpyxl.worksheet.pagebreak import Break

    kinds = [line.kind for line in sheet.lines]
    room = DOWN * NEARLY / shrunk(sheet.columns)
    repeated = heights[sheet.heading - 1] if sheet.heading else 0.0
    for number in last_lines(kinds, heights, room, repeated):
        out.row_breaks.append(Break(id=number))


def _write_cells(out: Worksheet, sheet: Sheet, number: int, line: Line, looks: _Looks) -> None:
    if line.kind == "gap":
        return
    for letter, column in zip(LETTERS, sheet.columns, strict=False):
        looks.put(out[f"{letter}{number}"], line.cells.get(column.key), column.format, line.kind)


class _Looks:
    """How the cells of one book look: worked out once for each look, since the library compares
    every part of a style for every cell."""

    def __init__(self) -> None:
        self._kept: dict[tuple[Kind, Across, str, bool], StyleArray] = {}

    def put(self, cell: ExcelCell, value: Cell, kept: Format, kind: Kind) -> None:
        text = writable(value) if isinstance(value, str) else ""
        quoted = is_like_formula(text)
        if isinstance(value, Formula):
            cell.value = f"={value.text}"
        elif isinstance(value, str):
            cell.value, cell.data_type = text or None, "s" if text else "n"
        else:
            cell.value = value
        look = (kind, _across(value, kind, kept), _number_format(value, kept, quoted), quoted)
        if look not in self._kept:
            _dress(cell, *look)
            self._kept[look] = cell._style  # type: ignore[attr-defined]
        cell._style = copy(self._kept[look])  # type: ignore[attr-defined]


def _across(value: Cell, kind: Kind, kept: Format) -> Across:
    if kind in ("title", "heading") or kept == "ordinal":
        return "center"
    if isinstance(value, date) or value in NO_FIGURE:
        return "center"
    return "right" if isinstance(value, int | float | Formula) else "left"


def _number_format(value: Cell, kept: Format, quoted: bool) -> str:
    if isinstance(value, str) or value is None:
        return NUMBER_FORMATS["text"] if quoted else "General"
    if isinstance(value, date):
        return NUMBER_FORMATS["day"]
    return NUMBER_FORMATS["whole" if kept == "text" else kept]


def _dress(cell: ExcelCell, kind: Kind, across: Across, number_format: str, quoted: bool) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    bold = kind in ("title", "heading", "group", "total")
    cell.font = Font(name=FONT, size=SIZES.get(kind, USUAL_SIZE), bold=bold)
    down: Literal["center", "top"] = "center" if kind in ("title", "heading", "group") else "top"
    cell.alignment = Alignment(horizontal=across, vertical=down, wrap_text=True)
    if kind in LINED:
        line = Side(style="thin", color="FF7F7F7F")
        cell.border = Border(line, line, line, line)
    if kind in FILLED:
        cell.fill = PatternFill("solid", start_color=FILLED[kind])
    cell.number_format = number_format
    if quoted:
        cell.quotePrefix = True


def _height(line: Line, columns: Sequence[Column]) -> float:
    """The height that the words need: not every program finds it by itself."""
    size = SIZES.get(line.kind, USUAL_SIZE)
    bold = BOLD if line.kind in ("title", "heading", "group", "total") else 1.0
    letters = LETTERS_TO_WIDTH * USUAL_SIZE / size / bold
    if line.kind in OVER_ALL:
        rows = _rows(line.text, letters * sum(each.width for each in printed_columns(columns)))
    else:
        rows = max(_rows(_shown(line, each), letters * (each.width - EDGES)) for each in columns)
    return min(rows * LINE_HEIGHT * size / USUAL_SIZE + 3, TALLEST)


def _shown(line: Line, column: Column) -> str:
    value = line.cells.get(column.key)
    return value if isinstance(value, str) else ""


def _rows(text: str, letters: float) -> int:
    """How many rows a text takes with so many letters in each; a longer word is broken."""
    rows = 0
    for part in text.split("\n"):
        rows, left = rows + 1, letters
        for word in part.split(" "):
            if len(word) > left and left < letters:
                rows, left = rows + 1, letters
            broken = int(max(len(word) - 1, 0) // letters)
            rows += broken
            left -= len(word) - broken * letters + 1
    return rows


def _set_up(out: Worksheet, sheet: Sheet, last: str) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    out.page_setup.orientation = "landscape"
    out.page_setup.paperSize = A4
    out.page_setup.fitToWidth = 1
    out.page_setup.fitToHeight = 0
    out.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = out.page_margins
    margins.left = margins.right = 0.25
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
