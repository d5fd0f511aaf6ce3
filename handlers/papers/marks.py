"""What a card is drawn of, in pixels from the upper left corner. Pure: nothing is drawn here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from handlers.papers import fonts

WIDTH = 1080
MARGIN = 56
LINE_HEIGHT = 1.32
BASELINE = 0.98
# Hinting and kerning move the drawn letters a little against the widths in the font file.
SPARE = 0.97

INK, PALE_INK, PAPER, TRACK = "#1b1f24", "#4b5563", "#ffffff", "#e5e7eb"
ACCENT = "#1d4ed8"
STATUS_COLOURS = {
    "met": "#15703a",
    "unmet": "#b3261e",
    "unknown": "#6b4e00",
    "not_applicable": "#4b5563",
}
STATUS_TINTS = {
    "met": "#e4f4e9",
    "unmet": "#fdebe9",
    "unknown": "#fdf3d7",
    "not_applicable": "#eef0f3",
}
STATUS_GLYPHS = {"met": "✓", "unmet": "✗", "unknown": "?", "not_applicable": "–"}


Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; `y` is its baseline. `align`: `left`, `center` or `right` of `x`."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False
    colour: str = INK
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; `hatched` ones are striped in `colour` over white."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    radius: float = 0
    hatched: bool = False


@dataclass(frozen=True, slots=True)
class Sign:
    """A small figure around a point. `shape`: `disc`, `star` or `diamond`."""

    x: float
    y: float
    size: float
    colour: str
    shape: str = "disc"


Mark = Words | Box | Sign


@dataclass(frozen=True, slots=True)
class CardPlan:
    """A whole card: its height and everything on it, what lies below first."""

    height: int
    marks: tuple[Mark, ...]
    width: int = WIDTH

    @property
    def texts(self) -> tuple[str, ...]:
        """All lines of text from top to bottom."""
        return tuple(mark.text for mark in self.marks if isinstance(mark, Words))


@dataclass(slots=True)
class Column:
    """Marks one below the other; `y` is where the next one begins."""

    y: float = MARGIN
    marks: list[Mark] = field(default_factory=list)

    def paragraph(
        self,
        text: str,
        size: float,
        *,
        bold: bool = False,
        colour: str = INK,
        left: float = MARGIN,
        right: float = WIDTH - MARGIN,
    ) -> None:
        """A paragraph between `left` and `right`, wrapped."""
        for line in fonts.wrapped(text, (right - left) * SPARE, size, bold):
            self.marks.append(Words(left, self.y + BASELINE * size, line, size, bold, colour))
            self.y += LINE_HEIGHT * size

    def bullet(self, size: float, left: float) -> None:
        """A dot beside the line of `size` that comes next."""
        self.marks.append(Sign(left, self.y + 0.62 * size, 0.36 * size, INK))

    def gap(self, height: float) -> None:
        self.y += height

    def status(self, status: str, x: float, size: float) -> None:
        """The sign of a status beside the line of `size` that comes next."""
        centre = self.y + 0.62 * size
        radius = 0.58 * size
        self.marks.append(Sign(x + radius, centre, 2 * radius, STATUS_COLOURS[status]))
        glyph = STATUS_GLYPHS[status]
        baseline = centre + 0.31 * size
        self.marks.append(
            Words(x + radius, baseline, glyph, 0.84 * size, True, PAPER, align="center")
        )

    def plan(self) -> CardPlan:
        return CardPlan(round(self.y + MARGIN), tuple(self.marks))
