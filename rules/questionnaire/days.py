"""Choosing a day with buttons: the year, then the month, then the day."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date

from rules.questionnaire.question import Option, Step, Widget

_YEARS = 8


def day_step(step: Step, begun: str, on: date) -> Step:
    """The next part of a day of which `begun` ("", "2025" or "2025-03") is known, never after `on`.

    Options carry the whole beginning, so an answer is the day as far as it is known.
    """
    if not begun:
        values = [f"{on.year - back}" for back in range(_YEARS)]
        part = "year"
    elif len(begun) == len("2025"):
        last = on.month if int(begun) == on.year else 12
        values = [f"{begun}-{month:02}" for month in range(1, last + 1)]
        part = "month"
    else:
        year, month = (int(piece) for piece in begun.split("-"))
        last = on.day if (year, month) == (on.year, on.month) else monthrange(year, month)[1]
        values = [f"{begun}-{day:02}" for day in range(1, last + 1)]
        part = "day"
    return replace(
        step,
        path=f"{step.path}.{part}",
        widget=Widget.DATE,
        options=tuple(Option(value) for value in values),
        bounds=(1, on.toordinal()),
    )
