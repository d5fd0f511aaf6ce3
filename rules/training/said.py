"""Answers typed to one question: hours, days, a sum, the number and day of minutes."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from rules.training.plan_line import MOST_HOURS, read_plan_line
from rules.typed.dates import read_date
from rules.typed.outcome import Understood

TODAY: Final = frozenset({"today", "сегодня", "бүгін"})
_HOURS = re.compile(r"(\d{1,4})(?:\s*[^\W\d]+\.?)?")
_SUM = re.compile(r"\d[\d \u00a0\u202f]{0,12}")
_DAY = re.compile(r"(?:от|of|күні)?\s*(\d{1,2}[./]\d{1,2}[./]\d{4}|\w+)\s*$", re.IGNORECASE)


def read_hours(text: str) -> int | None:
    """1 to 2000, with a word behind it or without."""
    match = _HOURS.fullmatch(text.strip())
    hours = 0 if match is None else int(match[1])
    return hours if 1 <= hours <= MOST_HOURS else None


def read_cost(text: str) -> int | None:
    """Whole tenge: with the unit as in a line, or a bare number, since a sum was asked for."""
    plain = text.strip()
    if _SUM.fullmatch(plain):
        return int(re.sub(r"\D", "", plain))
    said = read_plan_line(f"x, {plain}", date.min, date.max)
    return None if said is None or said.unread else said.cost


def read_span(text: str, begins: date, ends: date) -> tuple[date, date, bool] | None:
    """First and last day within the year of plans, and whether only the month was said."""
    said = read_plan_line(f"x, {text.strip()}", begins, ends)
    if said is None or said.unread or said.first_day is None or said.last_day is None:
        return None
    return said.first_day, said.last_day, said.to_month


def read_paper(text: str, on: date) -> tuple[str, date] | None:
    """The number of minutes or an order and its day: "№ 4, 20.11.2026". None for anything else; the
    day cannot be to come."""
    number, sign, day = text.rpartition(",")
    if not sign:
        match = _DAY.search(text)
        if match is None:
            return None
        number, day = text[: match.start()], match[1]
    number = number.strip(" ,")
    if not number or not any(char.isdigit() for char in number):
        return None
    if day.strip(" .").casefold() in TODAY:
        return number, on
    reading = read_date(day.strip(), on)
    return (number, reading.value) if isinstance(reading, Understood) else None


def read_days_typed(text: str) -> tuple[date, ...] | None:
    """Whole days with their years, between commas; None where one of them is none."""
    found = [_whole_day(each) for each in re.split(r"[,;\n]+", text) if each.strip()]
    days = [each for each in found if each is not None]
    return tuple(days) if days and len(days) == len(found) else None


def read_action(text: str) -> tuple[str, str, date] | None:
    """What is done, who does it, by which day, between semicolons or on lines of their own."""
    parts = [each.strip() for each in text.replace("\n", ";").split(";")]
    days = read_days_typed(parts[2]) if len(parts) == 3 else None
    return None if days is None or len(days) != 1 else (parts[0], parts[1], days[0])


def read_year_typed(text: str) -> tuple[str, date, date] | None:
    """A year of plans: its name, its first and last day: "2027, 01.01.2027 – 31.12.2027"."""
    label, sign, days = text.partition(",")
    ends = re.split(r"\s*[-–—]\s*", days.strip())
    if not sign or not label.strip() or len(ends) != 2:
        return None
    first, last = _whole_day(ends[0]), _whole_day(ends[1])
    return None if first is None or last is None else (label.strip(), first, last)


def _whole_day(text: str) -> date | None:
    match = re.fullmatch(r"(\d{1,2})[./](\d{1,2})[./](\d{4})", text.strip(" ."))
    try:
        return None if match is None else date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        return None
