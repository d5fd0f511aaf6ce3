"""A table on A4 sheets across: headings on each, cells wrapped, sheets numbered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from handlers.papers import fonts
from handlers.papers.sheets import A4_HEIGHT, A4_WIDTH, BLACK, GREY, Colour
from rules.vocabulary import Language

if TYPE_CHECKING:
    from fpdf import FPDF

WIDTH, HEIGHT = A4_HEIGHT, A4_WIDTH
MARGIN: Final = 36.0
BOTTOM: Final = HEIGHT - 40.0
SIZE, FOOT_SIZE, TITLE_SIZE = 7.5, 7.0, 10.0
LINE: Final = 1.25
PADDING: Final = 3.0
RULE: Final[Colour] = (170, 170, 170)
LONGEST_WORD: Final = 100.0
"""Points for which a column is made wider; a longer word is broken."""
KEPT: Final = 20_000
"""Wrapped cells that are remembered: departments and posts stand in many rows."""
LONGEST_CELL: Final = 40
"""Lines of a cell that are printed."""


@dataclass(frozen=True, slots=True)
class TablePaper:
    """Plain words of a table; `widths` are shares of the sheet."""

    title: str
    first: str
    headings: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    widths: tuple[int, ...]
    made: date
    language: Language


@dataclass(frozen=True, slots=True)
class _Column:
    x: float
    width: float


def table_paper_pdf(given: TablePaper) -> bytes:
    """The same bytes for the same table. No row goes over the end of a sheet unless it is higher
    than one."""
    from fpdf import FPDF

    document = FPDF(orientation="landscape", unit="pt", format=(A4_WIDTH, A4_HEIGHT))
    document.set_auto_page_break(False)
    document.set_title(given.title)
    document.set_lang(given.language)
    document.set_creator("Biliktilik")
    document.set_creation_date(datetime.combine(given.made, time(), UTC))
    document.add_font("letters", "", fonts.font_path(False))
    document.add_font("letters", "B", fonts.font_path(True))
    document.set_draw_color(*RULE)
    columns = _columns(given)
    sheets = list(_sheets(given, columns))
    for number, sheet in enumerate(sheets, start=1):
        _draw(document, given, columns, sheet, f"{number} / {len(sheets)}")
    return bytes(document.output())


Cells = tuple[tuple[str, ...], ...]
"""The lines of each cell of a row."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    first: tuple[str, ...]
    rows: tuple[Cells, ...]


def _sheets(given: TablePaper, columns: Sequence[_Column]) -> Iterator[_Sheet]:
    first = tuple(fonts.wrapped(given.first, WIDTH - 2 * MARGIN, TITLE_SIZE, bold=True))
    headings = _cells(given.headings, columns, bold=True)
    top = MARGIN + _height(headings)
    y, rows = top + LINE * TITLE_SIZE * len(first) + PADDING, list[Cells]()
    for row in given.rows:
        cells = _cells(row, columns)
        if rows and y + _height(cells) > BOTTOM:
            yield _Sheet(first, tuple(rows))
            first, rows, y = (), [], top
        rows.append(cells)
        y += _height(cells)
    yield _Sheet(first, tuple(rows))


def _columns(given: TablePaper) -> list[_Column]:
    """By their shares, and no narrower than the widest word in them, so that days stay whole."""
    room, shares = WIDTH - 2 * MARGIN, list(map(float, given.widths))
    least = [_widest_word(given, place) for place, _ in enumerate(shares)]
    wide = dict[int, float]()
    while True:
        left = room - sum(wide.values())
        total = sum(share for place, share in enumerate(shares) if place not in wide)
        narrow = {
            place: width
            for place, width in enumerate(least)
            if place not in wide and width > left * shares[place] / total
        }
        if not narrow or len(wide) + len(narrow) == len(shares):
            break
        wide |= narrow
    widths = [wide.get(place, left * share / total) for place, share in enumerate(shares)]
    starts = [MARGIN + sum(widths[:place]) for place, _ in enumerate(widths)]
    return list(map(_Column, starts, widths))


def _widest_word(given: TablePaper, place: int) -> float:
    """With its room, as far as a word is kept whole."""
    words = {word for row in given.rows for word in row[place].split()}
    heads = given.headings[place].split()
    widest = max(
        (fonts.face(bold).width(word, SIZE) for bold, some in ((False, words), (True, heads))
         for word in some),
        default=0.0,
    )  # fmt: skip
    most = min(LONGEST_WORD, (WIDTH - 2 * MARGIN) / len(given.widths))
    return min(widest + 2 * PADDING + 0.01, most)


def _cells(row: Sequence[str], columns: Sequence[_Column], bold: bool = False) -> Cells:
    return tuple(
        _lines(words, column.width - 2 * PADDING, bold)
        for words, column in zip(row, columns, strict=True)
    )


@lru_cache(maxsize=KEPT)
def _lines(words: str, width: float, bold: bool) -> tuple[str, ...]:
    found = [line for part in words.split("\n") for line in fonts.wrapped(part, width, SIZE, bold)]
    return tuple(found[:LONGEST_CELL])


def _height(cells: Cells) -> float:
    return LINE * SIZE * max(1, *(len(lines) for lines in cells)) + PADDING


def _draw(
    document: FPDF, given: TablePaper, columns: Sequence[_Column], sheet: _Sheet, foot: str
) -> None:
    document.add_page()
    document.set_text_color(*BLACK)
    y = MARGIN
    document.set_font("letters", "B", TITLE_SIZE)
    for line in sheet.first:
        document.text(MARGIN, y + TITLE_SIZE, line)
        y += LINE * TITLE_SIZE
    y += PADDING if sheet.first else 0
    document.set_font("letters", "B", SIZE)
    y = _row(document, columns, _cells(given.headings, columns, bold=True), y)
    document.set_font("letters", "", SIZE)
    for row in sheet.rows:
        y = _row(document, columns, row, y)
    document.set_font("letters", "", FOOT_SIZE)
    document.set_text_color(*GREY)
    document.text(MARGIN, HEIGHT - 22, foot)


def _row(document: FPDF, columns: Sequence[_Column], cells: Cells, y: float) -> float:
    """Draws the cells and a rule below them; where the next row begins."""
    for column, lines in zip(columns, cells, strict=True):
        at = y
        for line in lines:
            document.text(column.x + PADDING, at + SIZE, line)
            at += LINE * SIZE
    y += _height(cells)
    document.line(MARGIN, y - 1, WIDTH - MARGIN, y - 1)
    return y
