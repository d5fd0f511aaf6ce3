"""The year in figures as a picture: a bar for each share, last year's below it, thin."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.papers.marks import (
    ACCENT,
    MARGIN,
    PALE_INK,
    TRACK,
    WIDTH,
    Box,
    CardPlan,
    Column,
    Words,
)

TITLE, HEADING, BODY, SMALL = 46, 36, 30, 26
BAR, THIN, LAST_YEAR = 26, 10, "#8fa8e8"


@dataclass(frozen=True, slots=True)
class Bar:
    """A share of one: `now`, and last year's (None: nothing is kept); its words are ready."""

    name: str
    figure: str
    now: float
    last: float | None


@dataclass(frozen=True, slots=True)
class FiguresPicture:
    """All that the picture says; another process needs nothing else to draw it."""

    title: str
    line: str
    groups: tuple[tuple[str, tuple[Bar, ...]], ...]
    foot: str


def figures_png(picture: FiguresPicture) -> bytes:
    """The figures as a PNG, 1080 pixels wide. Takes a core for some tenths of a second."""
    from handlers.papers.drawing import figure_of, png

    return png(figure_of(figures_plan(picture)))


def figures_plan(picture: FiguresPicture) -> CardPlan:
    """Everything on the picture with its place."""
    column = Column()
    column.paragraph(picture.line, SMALL, colour=PALE_INK)
    column.gap(14)
    column.paragraph(picture.title, TITLE, bold=True)
    for heading, bars in picture.groups:
        column.gap(36)
        column.paragraph(heading, HEADING, bold=True)
        for each in bars:
            column.gap(14)
            _bar(column, each)
    column.gap(36)
    column.paragraph(picture.foot, SMALL, colour=PALE_INK)
    return column.plan()


def _bar(column: Column, bar: Bar) -> None:
    right, length = WIDTH - MARGIN, WIDTH - 2 * MARGIN
    baseline = column.y + BODY
    column.marks.append(Words(right, baseline, bar.figure, BODY, bold=True, align="right"))
    column.paragraph(bar.name, BODY, right=right - 330)
    column.gap(6)
    column.marks.append(Box(MARGIN, column.y, length, BAR, TRACK))
    if bar.now:
        column.marks.append(Box(MARGIN, column.y, length * bar.now, BAR, ACCENT))
    column.gap(BAR + 3)
    if bar.last is not None:
        column.marks.append(Box(MARGIN, column.y, length * bar.last, THIN, LAST_YEAR))
    column.gap(THIN)
