"""A table with a line above it, as a workbook or on A4 for the printer: one content for both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handlers.papers.table_pdf import TablePaper, table_paper_pdf
from i18n import translator
from rules.roster.table import Value
from rules.vocabulary import Language
from workbooks.writing import SheetOut, workbook

HEADING_ROW = 2


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """`title` of the sheet; `first`: the line above the headings; `widths` in letters; `on`: the
    day it was made."""

    title: str
    first: str
    headings: tuple[str, ...]
    rows: Sequence[Sequence[Value]]
    widths: tuple[int, ...]
    on: date
    language: Language


def table_xlsx(given: PrintedTable) -> bytes:
    rows: list[Sequence[Value]] = [[given.first], given.headings, *given.rows]
    return workbook([SheetOut(given.title, rows, HEADING_ROW, given.widths, for_printing=True)])


def table_pdf(given: PrintedTable) -> bytes:
    """Columns in which nothing stands are left out: the others get their room."""
    filled = [
        place
        for place, _ in enumerate(given.headings)
        if any(row[place] not in (None, "") for row in given.rows)
    ] or [*range(len(given.headings))]
    paper = TablePaper(
        given.title,
        given.first,
        tuple(given.headings[place] for place in filled),
        [tuple(_words(row[place], given.language) for place in filled) for row in given.rows],
        tuple(given.widths[place] for place in filled),
        given.on,
        given.language,
    )
    return table_paper_pdf(paper)


def _words(value: Value, language: Language) -> str:
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, bool | str) or value is None:
        return str(value or "")
    return translator(language).number(value)
