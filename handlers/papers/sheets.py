"""A4 sheets filled from top to bottom; lengths are points, from the upper left corner.

Lines are placed first and drawn at the end, so that each sheet knows how many there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from handlers.papers import fonts

A4_WIDTH, A4_HEIGHT = 595.28, 841.89
LEFT, RIGHT, TOP, BOTTOM = 56.0, A4_WIDTH - 48.0, 52.0, A4_HEIGHT - 62.0
LINE_HEIGHT = 1.36
FOOT_SIZE = 8.0
BLACK, GREY = (0, 0, 0), (90, 90, 90)
Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text on its baseline, or a rule from `x` to the right margin without text."""

    x: float
    y: float
    text: str
    size: float
    bold: bool
    colour: Colour


@dataclass(slots=True)
class Sheets:
    """All sheets of a document; `y` is where the next line begins on the last one."""

    pages: list[list[Line]] = field(default_factory=lambda: [[]])
    y: float = TOP

    def paragraph(
        self,
        text: str,
        size: float = 10.0,
        *,
        bold: bool = False,
        colour: Colour = BLACK,
        left: float = LEFT,
    ) -> None:
        """A paragraph, wrapped; it goes on on the next sheet where it must."""
        for line in fonts.wrapped(text, RIGHT - left, size, bold):
            if self.y + LINE_HEIGHT * size > BOTTOM:
                self._turn()
            self.pages[-1].append(Line(left, self.y + size, line, size, bold, colour))
            self.y += LINE_HEIGHT * size

    def beside(self, text: str, size: float, x: float, colour: Colour = BLACK) -> None:
        """A short text beside the paragraph that comes next."""
        if self.y + LINE_HEIGHT * size > BOTTOM:
            self._turn()
        self.pages[-1].append(Line(x, self.y + size, fonts.drawable(text), size, True, colour))

    def room(self, height: float) -> None:
        """Goes on on the next sheet where this one has less than `height` left."""
        if self.y + height > BOTTOM:
            self._turn()

    def gap(self, height: float) -> None:
        self.y += height

    def rule(self) -> None:
        self.pages[-1].append(Line(LEFT, self.y, "", 0, False, GREY))
        self.gap(8)

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is placed inside stays on one sheet where it fits on one."""
        number, placed, top = len(self.pages), len(self.pages[-1]), self.y
        yield
        if len(self.pages) != number + 1:
            return
        begun = self.pages[-2][placed:]
        if not begun or top <= TOP or self.y - TOP + (BOTTOM - top) > BOTTOM - TOP:
            return
        del self.pages[-2][placed:]
        self._move(begun, top)

    def _move(self, begun: list[Line], top: float) -> None:
        """Puts lines that began at `top` of the last sheet but one on top of the last."""
        height = max(line.y + (LINE_HEIGHT - 1) * line.size for line in begun) - top
        lower = [_shifted(line, height) for line in self.pages[-1]]
        self.pages[-1] = [_shifted(line, TOP - top) for line in begun] + lower
        self.y += height

    def _turn(self) -> None:
        self.pages.append([])
        self.y = TOP


def _shifted(line: Line, by: float) -> Line:
    return Line(line.x, line.y + by, line.text, line.size, line.bold, line.colour)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the PDF."""

    name: str
    mime_type: str
    content: bytes


def pdf(
    sheets: Sheets,
    *,
    title: str,
    language: str,
    created: date,
    attached: Attachment | None = None,
    foot: Callable[[int, int], str],
) -> bytes:
    """The sheets as a PDF, the same bytes for the same sheets. `foot`: number and total to text."""
    from fpdf import FPDF

    document = FPDF(unit="pt", format=(A4_WIDTH, A4_HEIGHT))
    document.set_auto_page_break(False)
    document.set_title(title)
    document.set_lang(language)
    document.set_creator("Biliktilik")
    document.set_creation_date(datetime.combine(created, time(), UTC))
    document.add_font("letters", "", fonts.font_path(False))
    document.add_font("letters", "B", fonts.font_path(True))
    for number, lines in enumerate(sheets.pages, start=1):
        document.add_page()
        below = Line(LEFT, A4_HEIGHT - 34, foot(number, len(sheets.pages)), FOOT_SIZE, False, GREY)
        for line in (*lines, below):
            if not line.text:
                document.set_draw_color(*line.colour)
                document.line(line.x, line.y, RIGHT, line.y)
                continue
            document.set_font("letters", "B" if line.bold else "", line.size)
            document.set_text_color(*line.colour)
            document.text(line.x, line.y, line.text)
    if attached is not None:
        document.embed_file(
            bytes=attached.content, basename=attached.name, mime_type=attached.mime_type
        )
    return bytes(document.output())
