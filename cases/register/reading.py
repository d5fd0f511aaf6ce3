"""A file with a staff list read for the register."""

from __future__ import annotations

from datetime import date

from cases.register.list_rows import StaffRows, rows_of
from rules.roster.reading import forget_cells, read_list
from workbooks.reading import read_table
from workbooks.unreadable import Unreadable


def read_rows(content: bytes, on: date, organisation: str | None = None) -> StaffRows:
    """What a file says on the day `on`. `organisation`: "college" or "university"; None: as the
    list itself shows. Raises `Unreadable`, with "no_table" where no list of people is found."""
    book = read_table(content)
    try:
        found = read_list(book.sheets, on, organisation, book.hidden)
    finally:
        forget_cells()
    if not found.people:
        raise Unreadable("no_table")
    return rows_of(found, on)
