"""A day by buttons (the year, then the month, then the day) or in words."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date

from rules.dates import PartialDay
from rules.questionnaire.question import Option, Step, Widget
from rules.typed import read_date
from rules.typed.outcome import Choose, NotUnderstood, OutOfRange, Understanding, Understood
from rules.typed.points import EARLIEST
from rules.vocabulary import JsonValue

_YEARS = 8


def day_step(step: Step, begun: str, on: date) -> Step:
    """The next part of a day of which `begun` ("", "2025" or "2025-03") is known, never after `on`.

    Options carry the whole beginning, so an answer is the day as far as it is known.
    """
    if not begun:
        values = [f"{on.year - back}" for back in range(_YEARS)]
        part = "year"
    elif PartialDay(begun).known_to == "year":
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


def read_day(step: Step, text: str, on: date) -> Understanding[JsonValue]:
    """The day of a typed date; as much of it as is sure, the rest is asked with buttons.

    Where the year or the month is known already, a bare number or a bare month completes it.
    """
    begun = step.options[0].value.rpartition("-")[0]
    bare = text.strip().rstrip(".")
    if begun and bare.isascii() and bare.isdecimal() and len(bare) <= 2:
        return _completed(step, f"{begun}-{int(bare):02}", on)
    reading = read_date(text, on)
    if isinstance(reading, NotUnderstood) and PartialDay(begun).known_to == "year":
        reading = read_date(f"{text} {begun}", on)
    return as_known(reading, on)


def as_known(reading: Understanding[date], on: date) -> Understanding[JsonValue]:
    """The day written as YYYY-MM-DD; where only its month or year is said, YYYY-MM or YYYY."""
    match reading:
        case Understood():
            return Understood(reading.value.isoformat(), reading.note)
        case Choose(note="day_missing") if _whole_part(reading.options, on):
            return Understood(_whole_part(reading.options, on))
        case Choose():
            return Choose(tuple(day.isoformat() for day in reading.options), reading.note)
    return reading


def _completed(step: Step, value: str, on: date) -> Understanding[JsonValue]:
    if any(option.value == value for option in step.options):
        return Understood(value)
    try:
        date.fromisoformat(f"{value}-01"[: len("2025-01-01")])
    except ValueError:
        return OutOfRange("no_such_day", EARLIEST, on)
    return OutOfRange("future", EARLIEST, on)


def _whole_part(days: tuple[date, ...], on: date) -> str:
    """The month ("2025-03") or year ("2025") that the days are the ends of; else nothing."""
    first, last = days[0], days[-1]
    if first.day != 1:
        return ""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.year}-{first.month:02}"
    whole = first.month == 1 and first.year == last.year and last in (date(first.year, 12, 31), on)
    return str(first.year) if whole else ""
