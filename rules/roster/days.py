"""Days as lists write them: cells of dates, Excel's numbers of days, "№96 от 20.05.2024г."."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from rules.roster.table import Value, is_error, is_none, is_unknown, plain, text_of
from rules.typed.course_days import course_days
from rules.typed.lexicon import tokens
from rules.typed.points import Impossible, Point, split_points
from rules.typed.text import LONG_TEXT, clean, pieces

EARLIEST_SERIAL = 14_611  # 1 January 1940
_EPOCH = date(1899, 12, 30)
_MONTH_AND_SHORT_YEAR = re.compile(r"(?<![\d.])(0?[1-9]|1[0-2])[.,/](\d\d)(?![\d.])")
_FROM_TO = re.compile(r"(?:с\s*)?([^-]*\d{4}[^-]*?)\s*(?:-|по|до)\s*([^-]*\d{4}[^-]*)")
_SERIAL = re.compile(r"\d{5}(?:[.,]0+)?")
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/(\d{2}|\d{4})(?!\d)")
_UNTIL = re.compile(r"(?<!\w)до\s|дейін|дейин|until|действ|жарамд|по\s+(?=\d)")


@dataclass(frozen=True, slots=True)
class Day:
    """A day as far as it is said ("2024-05-20", "2024-05", "2024"), "" where none is; `why` a word
    of `Doubt.why` where what is said is no day."""

    written: str = ""
    why: str = ""


def read_day(value: Value, on: date, *, future: bool = False) -> Day:
    """The day that a cell says, up to `on` unless `future`; of a period its last day.

    Digits between slashes whose day and month could change places are read as far as the year.
    """
    if isinstance(value, datetime):
        return _known(value.date(), on, future)
    if isinstance(value, date):
        return _known(value, on, future)
    if isinstance(value, bool):
        return Day(why="not_a_day")
    if isinstance(value, int | float):
        return _number(float(value), on, future)
    text = plain(text_of(value))
    if is_unknown(text) or is_none(text):
        return Day()
    if is_error(text):
        return Day(why="error")
    if _SERIAL.fullmatch(text):
        return _number(float(text.replace(",", ".")), on, future)
    days, wrong = days_in(text, on)
    if len(days) == 1 and not wrong:
        return _partial(days[0], on, future)
    return Day(why=wrong or "not_a_day")


def read_term(value: Value, on: date) -> tuple[Day, str]:
    """The day from which something is valid, and the last one where the cell says both:
    "20.05.2024-20.05.2029"."""
    sides = _FROM_TO.fullmatch(plain(text_of(value))) if isinstance(value, str) else None
    if sides is not None:
        first, last = read_day(sides[1], on), read_day(sides[2], on, future=True)
        if first.written and last.written > first.written:
            return first, last.written
    return read_day(value, on), ""


def _known(day: date, on: date, future: bool) -> Day:
    if day.year < 1940:
        return Day(why="not_a_day")
    return Day(why="future_day") if day > on and not future else Day(day.isoformat())


def _number(number: float, on: date, future: bool) -> Day:
    if number == int(number) and 1940 <= number <= on.year + (10 if future else 0):
        return Day(str(int(number)))
    if number == int(number) and on.year < number < 2100:
        return Day(why="future_day")
    if number >= EARLIEST_SERIAL and number < 73_051:  # the year 2100
        return _known(_EPOCH + timedelta(int(number)), on, future)
    return Day(why="not_a_day")


def _partial(day: str, on: date, future: bool) -> Day:
    first = (day + "-01-01")[:10] if len(day) == 4 else (day + "-01")[:10]
    return Day(why="future_day") if date.fromisoformat(first) > on and not future else Day(day)


@lru_cache(maxsize=20_000)
def days_in(text: str, on: date) -> tuple[tuple[str, ...], str]:
    """The days that a `plain` text says, each as far as it is said, in order and without
    repetitions; and "no_such_day" where it writes one that no calendar has."""
    said = _MONTH_AND_SHORT_YEAR.sub(lambda m: _full_year(m, on), text)
    said = _SLASHED.sub(_by_year, said)
    cleaned = clean(said, LONG_TEXT)
    if cleaned is None:
        return (), ""
    parts = course_days(split_points(tokens(pieces(cleaned)), on), on)
    points = [part for part in parts if isinstance(part, Point) and part.year]
    impossible = any(isinstance(part, Impossible) for part in parts)
    days = tuple(dict.fromkeys(_written(point) for point in points))
    return days, "no_such_day" if impossible else ""


def _full_year(said: re.Match[str], on: date) -> str:
    """ "02.26" is February 2026: no month has the number 26."""
    month, year = said[1], int(said[2])
    return f"{month}.20{said[2]}" if 12 < year <= on.year % 100 + 10 else said[0]


def _by_year(said: re.Match[str]) -> str:
    one, two = int(said[1]), int(said[2])
    year = said[3] if len(said[3]) == 4 else f"20{said[3]}"
    if one > 12 >= two:
        return f"{one}.{two}.{year}"
    return f" {year} " if one <= 12 and two <= 12 and one != two else f"{one}.{two}.{year}"


def _written(point: Point) -> str:
    if point.others:
        return str(point.first.year)
    if point.first == point.last:
        return point.first.isoformat()
    whole_year = point.first.month == 1 and point.last.month == 12
    return str(point.first.year) if whole_year else point.first.isoformat()[:7]


def said_until(text: str) -> bool:
    """Whether a `plain` text speaks of the end of something."""
    return _UNTIL.search(text) is not None
