"""The scoring sheet as one picture for a phone: three numbers, then the rows with their points."""

from __future__ import annotations

from handlers.papers.card_bars import SMALL, bar
from handlers.papers.marks import (
    ACCENT,
    MARGIN,
    PALE_INK,
    STATUS_COLOURS,
    STATUS_TINTS,
    TRACK,
    WIDTH,
    Box,
    CardPlan,
    Column,
)
from handlers.papers.measures import Measure
from handlers.papers.plain_words import plain
from handlers.portfolio.kept_sheet import KeptSheet, row_lines_of
from handlers.portfolio.portfolio_view import enough_line, heading, numbers, warning
from rules.norms.loading import catalogue

TITLE, NUMBERS, BODY, SIGN_ROOM = 44, 38, 32, 56
ENOUGH_STATUS = {"yes": "met", "sum_only": "unknown", "no": "unmet"}


def sheet_png(sheet: KeptSheet) -> bytes:
    """A PNG, 1080 pixels wide. Takes a core for some tenths of a second."""
    from handlers.papers.drawing import figure_of, png

    return png(figure_of(sheet_plan(sheet)))


def sheet_plan(sheet: KeptSheet) -> CardPlan:
    """Everything on the picture with its place."""
    column = Column()
    _head(column, sheet)
    for row in row_lines_of(sheet):
        column.status(row.status, MARGIN, BODY)
        column.paragraph(row.name, BODY, left=MARGIN + SIGN_ROOM)
        column.paragraph(row.detail, SMALL, colour=PALE_INK, left=MARGIN + SIGN_ROOM)
        column.gap(16)
    column.gap(18)
    column.marks.append(Box(MARGIN, column.y, WIDTH - 2 * MARGIN, 3, TRACK))
    column.gap(20)
    for line in warning(sheet.standing.portfolio, sheet.tr):
        column.paragraph(plain(line), SMALL, colour=PALE_INK)
    return column.plan()


def _head(column: Column, sheet: KeptSheet) -> None:
    tr, portfolio = sheet.tr, sheet.standing.portfolio
    status = ENOUGH_STATUS[portfolio.enough]
    column.paragraph(f"Biliktilik · {tr.date(sheet.on)}", SMALL, colour=PALE_INK)
    column.gap(14)
    title = plain(heading(catalogue(), sheet.standing, tr))
    column.paragraph(title, TITLE, bold=True, colour=ACCENT)
    column.gap(24)
    place, top = len(column.marks), column.y
    left, right = MARGIN + 24, WIDTH - MARGIN - 24
    column.gap(22)
    column.paragraph(plain(numbers(portfolio, tr)), NUMBERS, bold=True, left=left, right=right)
    enough = plain(enough_line(portfolio, tr))
    column.paragraph(enough, BODY, colour=STATUS_COLOURS[status], left=left, right=right)
    column.gap(22)
    box = Box(MARGIN, top, WIDTH - 2 * MARGIN, column.y - top, STATUS_TINTS[status], radius=22)
    column.marks.insert(place, box)
    column.gap(26)
    points = int(portfolio.points)
    bar(column, Measure(points, points, portfolio.threshold, ""), status, MARGIN)
    column.gap(24)
