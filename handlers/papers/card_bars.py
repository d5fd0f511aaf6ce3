"""Bars and the line of time on a card."""

from __future__ import annotations

from datetime import date

from handlers.papers import fonts
from handlers.papers.marks import (
    ACCENT,
    INK,
    MARGIN,
    PALE_INK,
    STATUS_COLOURS,
    TRACK,
    WIDTH,
    Box,
    Column,
    Sign,
    Words,
)
from handlers.papers.measures import Measure
from handlers.papers.timeline import ELIGIBLE, LEAVES, TODAY, Event
from i18n import Translator

BAR_HEIGHT, NEED_LINE = 24, 6
SMALL, DAY_SIZE, INDENT = 28, 30, 64
SIGNS = {TODAY: ("disc", INK), ELIGIBLE: ("star", ACCENT), LEAVES: ("diamond", "#9a3412")}
_SIZES = {"disc": 26.0, "star": 46.0, "diamond": 24.0}
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
MOST_YEARS = 6


def bar(column: Column, measure: Measure, status: str, left: float) -> None:
    """What there is as a filled bar, what may be striped, what is needed as an upright line."""
    right = WIDTH - MARGIN
    length = right - left
    most = measure.need if measure.possible is None else measure.possible
    scale = length / max(measure.need, measure.sure, most)
    top, colour = column.y, STATUS_COLOURS[status]
    column.marks.append(Box(left, top, length, BAR_HEIGHT, TRACK))
    striped = most if measure.possible is not None or status == "unknown" else measure.sure
    if striped > measure.sure:
        column.marks.append(Box(left, top, striped * scale, BAR_HEIGHT, colour, hatched=True))
    if measure.sure:
        column.marks.append(Box(left, top, measure.sure * scale, BAR_HEIGHT, colour))
    need = min(left + measure.need * scale, right) - NEED_LINE
    column.marks.append(Box(need, top - 7, NEED_LINE, BAR_HEIGHT + 14, INK))
    column.gap(BAR_HEIGHT + 12)


def line_of_time(column: Column, shown: list[Event], tr: Translator) -> None:
    """A line to scale with the years on it, and below it what each sign stands for."""
    first, last = shown[0].day, shown[-1].day
    span = max((last - first).days, 1)
    left, right = MARGIN + 24.0, WIDTH - MARGIN - 24.0

    def place(day: date) -> float:
        return left + (right - left) * (day - first).days / span

    column.gap(34)
    y = column.y
    column.marks.append(Box(left, y - 3, right - left, 6, PALE_INK))
    for year in _years(first, last):
        x = place(date(year, 1, 1))
        column.marks.append(Box(x - 1.5, y - 12, 3, 24, PALE_INK))
        _year_label(column, str(year), x, y + 52)
    for event in shown:
        _event_sign(column, event, place(event.day), y)
    column.gap(78)
    for event in shown:
        _event_sign(column, event, MARGIN + 24, column.y + 0.6 * DAY_SIZE)
        column.paragraph(tr.date(event.day), DAY_SIZE, bold=True, left=MARGIN + INDENT)
        column.paragraph(event.text, SMALL, colour=PALE_INK, left=MARGIN + INDENT)
        column.gap(10)


def _years(first: date, last: date) -> list[int]:
    """The years that begin between two days, as many as have room."""
    years = list(range(first.year + 1, last.year + 1))
    step = next(step for step in _STEPS if len(years) <= step * MOST_YEARS)
    return [year for year in years if year % step == 0] if step > 1 else years


def _year_label(column: Column, text: str, x: float, y: float) -> None:
    half = fonts.face().width(text, SMALL) / 2
    middle = min(max(x, MARGIN + half), WIDTH - MARGIN - half)
    column.marks.append(Words(middle, y, text, SMALL, colour=PALE_INK, align="center"))


def _event_sign(column: Column, event: Event, x: float, y: float) -> None:
    shape, colour = SIGNS[event.kind]
    column.marks.append(Sign(x, y, _SIZES[shape], colour, shape))
