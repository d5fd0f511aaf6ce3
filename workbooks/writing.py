"""Writes workbooks of Excel. No text becomes a formula, whatever it begins with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import IO, Any, Final

from rules.roster.table import Value

LONGEST_TEXT: Final = 32_767
LONGEST_TITLE: Final = 31
A4: Final = 9
"""As the format numbers sizes of paper."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NOT_IN_TITLES = re.compile(r"[\\/*?:\[\]]")
_LOOKS_LIKE_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class SheetOut:
    """A sheet to write: `rows` from the top, `heading` the number of the row with the headings
    (from 1; 0: none), below which the sheet is frozen and filtered; `widths` in letters.
    `for_printing`: on A4 across, all columns on a page, the headings and the number on each."""

    title: str
    rows: Sequence[Sequence[Value]]
    heading: int = 0
    widths: Sequence[int] = field(default=())
    for_printing: bool = False


def workbook(sheets: Iterable[SheetOut]) -> bytes:
    """The sheets as the bytes of an .xlsx."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    taken: set[str] = set()
    for sheet in sheets:
        _write(book.create_sheet(_title(sheet.title, taken)), sheet)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


class SheetInPieces:
    """A workbook of one sheet whose rows come piece by piece: those that have come lie in a file.

    `heading`: the number of the row with the headings, of `wide` columns; the rest as in
    `SheetOut`. Whoever adds rows and saves does it in one thread at a time.
    """

    def __init__(
        self, title: str, heading: int, wide: int, widths: Sequence[int], *, for_printing: bool
    ) -> None:
        from openpyxl import Workbook

        self._book = Workbook(write_only=True)
        self._out: Any = self._book.create_sheet(_title(title, set()))
        self._heading, self._wide, self._rows = heading, wide, 0
        _lay_out(self._out, heading, widths, for_printing=for_printing)

    def add(self, rows: Iterable[Sequence[Value]]) -> None:
        for row in rows:
            self._rows += 1
            bold = self._rows == self._heading
            self._out.append([_cell(self._out, value, bold=bold) for value in row])

    def save(self, to: IO[bytes]) -> None:
        """No row can be added any more."""
        _filter(self._out, self._heading, self._wide, self._rows)
        self._book.save(to)


def writable(text: str) -> str:
    """A text without the characters that a workbook cannot hold, as long as a cell can be."""
    return _FORBIDDEN.sub("", text)[:LONGEST_TEXT]


def is_like_formula(text: str) -> bool:
    """Whether a spreadsheet program would take the text for a formula once somebody edits it."""
    return text.startswith(_LOOKS_LIKE_FORMULA)


def _title(title: str, taken: set[str]) -> str:
    """A title that Excel takes, and that no other sheet has."""
    plain = _NOT_IN_TITLES.sub(" ", _FORBIDDEN.sub("", title)).strip("' ") or "1"
    found, number = plain[:LONGEST_TITLE], 1
    while found.lower() in taken:
        number += 1
        found = f"{plain[: LONGEST_TITLE - 4]} {number}"
    taken.add(found.lower())
    return found


def _write(out: Any, sheet: SheetOut) -> None:
    _lay_out(out, sheet.heading, sheet.widths, for_printing=sheet.for_printing)
    if sheet.heading:
        _filter(out, sheet.heading, len(sheet.rows[sheet.heading - 1]), len(sheet.rows))
    for number, row in enumerate(sheet.rows, start=1):
        out.append([_cell(out, value, bold=number == sheet.heading) for value in row])


def _lay_out(out: Any, heading: int, widths: Sequence[int], *, for_printing: bool) -> None:
    from openpyxl.utils import get_column_letter

    for place, width in enumerate(widths, start=1):
        out.column_dimensions[get_column_letter(place)].width = width
    if heading:
        out.freeze_panes = f"A{heading + 1}"
    if for_printing:
        _prepare_for_printing(out, heading)


def _filter(out: Any, heading: int, wide: int, rows: int) -> None:
    from openpyxl.utils import get_column_letter

    last = get_column_letter(max(wide, 1))
    out.auto_filter.ref = f"A{heading}:{last}{max(rows, heading)}"


def _prepare_for_printing(out: Any, heading: int) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    out.page_setup.orientation = "landscape"
    out.page_setup.paperSize = A4
    out.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    out.page_setup.fitToWidth, out.page_setup.fitToHeight = 1, 0
    out.oddFooter.center.text = "&P / &N"
    if heading:
        out.print_title_rows = f"{heading}:{heading}"


def _cell(out: Any, value: Value, *, bold: bool) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    if isinstance(value, date):
        cell = WriteOnlyCell(out)
        cell.value = value
        cell.number_format = "DD.MM.YYYY"
        return cell
    if not isinstance(value, str):
        return value
    text = writable(value)
    if not text:
        return None
    if not bold and "\n" not in text and not is_like_formula(text):
        return text
    cell = WriteOnlyCell(out, value=text)
    cell.data_type = "s"
    if is_like_formula(text):
        cell.quotePrefix = True
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if bold:
        cell.font = Font(bold=True)
    return cell
