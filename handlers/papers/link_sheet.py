"""Sheets of personal links to print and cut: the name, the department, the code, the last day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Final

from handlers.papers import fonts
from handlers.papers.sheets import A4_HEIGHT, A4_WIDTH, BLACK, GREY, LINE_HEIGHT, Colour
from i18n import translator
from rules.vocabulary import Language

if TYPE_CHECKING:
    from fpdf import FPDF

COLUMNS, ROWS = 2, 5
ON_A_SHEET: Final = COLUMNS * ROWS
MARGIN: Final = 30.0
WIDTH, HEIGHT = (A4_WIDTH - 2 * MARGIN) / COLUMNS, (A4_HEIGHT - 2 * MARGIN) / ROWS
PADDING: Final = 14.0
CODE: Final = 112.0
NAME_SIZE, SMALL = 10.5, 8.0
NAME_LINES, DEPARTMENT_LINES = 3, 2
PIXELS: Final = 6
"""The side of a module of the code; the library's own white border is left to the paper."""
CUT: Final[Colour] = (200, 200, 200)


@dataclass(frozen=True, slots=True)
class Slip:
    name: str
    department: str
    link: str


@dataclass(frozen=True, slots=True)
class LinkSheet:
    """What another process needs to know to draw the sheets. `until`: the last day of the links."""

    slips: tuple[Slip, ...]
    until: date
    made: date
    language: Language


def link_sheet_pdf(given: LinkSheet) -> bytes:
    """A4 sheets with ten slips each; takes a core for 20 ms a slip at the most."""
    from fpdf import FPDF

    tr = translator(given.language)
    document = FPDF(unit="pt", format=(A4_WIDTH, A4_HEIGHT))
    document.set_auto_page_break(False)
    document.set_title(tr.text("Personal links"))
    document.set_lang(given.language)
    document.set_creator("Biliktilik")
    document.set_creation_date(datetime.combine(given.made, time(), UTC))
    document.add_font("letters", "", fonts.font_path(False))
    document.add_font("letters", "B", fonts.font_path(True))
    how = (
        tr.text("Once, until {day}", day=tr.date(given.until)),
        tr.text("Point the phone's camera at the code and open it in Telegram."),
    )
    for number, slip in enumerate(given.slips):
        row, column = divmod(number % ON_A_SHEET, COLUMNS)
        if number % ON_A_SHEET == 0:
            document.add_page()
        _draw(document, slip, how, MARGIN + column * WIDTH, MARGIN + row * HEIGHT)
    return bytes(document.output())


def _draw(document: FPDF, slip: Slip, how: tuple[str, ...], x: float, y: float) -> None:
    document.set_draw_color(*CUT)
    document.rect(x, y, WIDTH, HEIGHT)
    top = y + (HEIGHT - CODE) / 2
    left = x + PADDING
    document.image(BytesIO(code_png(slip.link)), left, top, CODE, CODE)
    document.link(left, top, CODE, CODE, slip.link)
    left += CODE + PADDING
    at = y + PADDING
    for line, size, bold, colour in _lines(slip, how, x + WIDTH - PADDING - left):
        document.set_font("letters", "B" if bold else "", size)
        document.set_text_color(*colour)
        document.text(left, at + size, line)
        at += LINE_HEIGHT * size


def _lines(
    slip: Slip, how: tuple[str, ...], width: float
) -> Iterator[tuple[str, float, bool, Colour]]:
    for line in _first(slip.name, width, NAME_SIZE, NAME_LINES, bold=True):
        yield line, NAME_SIZE, True, BLACK
    for line in _first(slip.department, width, SMALL, DEPARTMENT_LINES):
        yield line, SMALL, False, GREY
    for words in how:
        for line in fonts.wrapped(words, width, SMALL):
            yield line, SMALL, False, BLACK


def _first(text: str, width: float, size: float, most: int, bold: bool = False) -> list[str]:
    """`text` in at most so many lines."""
    lines = fonts.wrapped(text, width, size, bold)
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], f"{lines[most - 1][:-1]}…"]


def code_png(link: str) -> bytes:
    """The code of a link, black on white, without a border."""
    import segno

    drawn = BytesIO()
    segno.make(link, micro=False).save(drawn, kind="png", scale=PIXELS, border=0)
    return drawn.getvalue()
