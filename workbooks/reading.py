"""Reads a table that somebody sent: a workbook of Excel (.xlsx) or text (.csv)."""

from __future__ import annotations

import warnings
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any, Final

from rules.roster.table import Sheet, Value
from workbooks.csv_text import csv_rows
from workbooks.unreadable import LARGEST_FILE, MOST_COLUMNS, MOST_ROWS, Unreadable

LARGEST_UNPACKED: Final = 100 * 1024 * 1024
LARGEST_STRINGS: Final = 30 * 1024 * 1024
MOST_PARTS: Final = 2_000
LAST_ROW: Final = 60_000
"""Rows that lie further down hold at most a format that somebody pulled over the whole column."""

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHERS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"{\\rtf",
    b"<htm",
    b"<HTM",
    b"<!DO",
    b"<?xm",
    b"Rar!",
)


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets of a file in their order, and the names of those that nobody sees."""

    sheets: tuple[Sheet, ...]
    hidden: tuple[str, ...] = ()


def read_table(content: bytes) -> Book:
    """The values of a file; of formulas those that were kept with them. Raises Unreadable.

    The kind is told by the content, whatever the file is called.
    """
    if len(content) > LARGEST_FILE:
        raise Unreadable("too_large")
    if content.startswith(_ZIP):
        return _workbook(content)
    if content.startswith(_OLE):
        raise Unreadable("protected" if _ENCRYPTED in content else "old")
    if content.lstrip()[:4] in _OTHERS or content[:4] in _OTHERS:
        raise Unreadable("no_table")
    return Book((Sheet(None, csv_rows(content)),))


def _workbook(content: bytes) -> Book:
    _refuse_what_unpacks_too_large(content)
    try:
        with warnings.catch_warnings():
            # Of extensions that it leaves out, of days that are none: nothing for people.
            warnings.simplefilter("ignore")
            return _sheets(content)
    except Unreadable:
        raise
    except Exception as broken:  # a stranger's file can break the library anywhere
        raise Unreadable("no_table") from broken


def _refuse_what_unpacks_too_large(content: bytes) -> None:
    """By the sizes in the archive's own list; no part can unpack to more than is said there."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise Unreadable("no_table") from None
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts) or "EncryptedPackage" in names:
        raise Unreadable("protected")
    if "xl/workbook.bin" in names:
        raise Unreadable("old")
    if "xl/workbook.xml" not in names or len(parts) > MOST_PARTS:
        raise Unreadable("no_table")
    strings = sum(part.file_size for part in parts if "sharedStrings" in part.filename)
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED or strings > LARGEST_STRINGS:
        raise Unreadable("too_large")


def _sheets(content: bytes) -> Book:
    from openpyxl import DEFUSEDXML, load_workbook

    if not DEFUSEDXML:
        raise RuntimeError("defusedxml is needed: without it an entity can fill the memory")
    book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    seen: list[Sheet] = []
    hidden: list[str] = []
    left = MOST_ROWS
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            hidden.append(sheet.title)
            continue
        rows = _rows(sheet, left)
        left -= sum(1 for row in rows if row)
        seen.append(Sheet(sheet.title, rows))
    return Book(tuple(seen), tuple(hidden))


def _rows(sheet: Any, most: int) -> tuple[tuple[Value, ...], ...]:
    """The rows up to the last filled one. What the file says of its own size is not believed."""
    sheet.reset_dimensions()
    rows: list[tuple[Value, ...]] = []
    filled = last = 0
    for values in sheet.iter_rows(max_row=LAST_ROW, max_col=MOST_COLUMNS, values_only=True):
        row = _trimmed(values)
        rows.append(row)
        if row:
            filled, last = filled + 1, len(rows)
        if filled > most:
            raise Unreadable("too_many_rows")
    return tuple(rows[:last])


def _trimmed(values: tuple[object, ...]) -> tuple[Value, ...]:
    row = [_value(value) for value in values]
    while row and row[-1] in (None, ""):
        row.pop()
    return tuple(row)


def _value(value: object) -> Value:
    if value is None or isinstance(value, str | int | float | date | datetime):
        return value
    return str(value)
