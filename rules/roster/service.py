"""Lengths of service as lists write them: "5 лет 3 мес", "5-03", 12,5, a day since when."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from dateutil.relativedelta import relativedelta

from rules.roster.days import read_day
from rules.roster.table import Value, is_error, is_none, is_unknown, plain, text_of
from rules.typed import read_duration
from rules.typed.outcome import Understood

LONGEST = 720
_YEAR = r"(?:лет|года?|год|г|л|жыл\w*|ж|years?|yrs?|y)\.?"
_MONTH = r"(?:месяц\w*|мес|м|ай|айлық|months?|mo|m)\.?"
_DAY = r"(?:дн\w*|д|күн|кун|к|days?|d)\.?"
_LENGTH = re.compile(
    rf"(?:(?P<years>\d{{1,2}}(?:[.,]\d{{1,2}})?)\s*-?\s*{_YEAR})?[\s,;и]*"
    rf"(?:(?P<months>\d{{1,2}})\s*-?\s*{_MONTH})?[\s,;и]*(?:\d{{1,2}}\s*{_DAY})?"
)
_DECIMAL = re.compile(r"(\d{1,2})[.,](\d{1,2})")
_DASHED = re.compile(r"(\d{1,2})\s?-\s?(\d{1,2})")
_PARTS = re.compile(r"(\d{1,2})[\s.,/-]+(\d{1,2})(?:[\s.,/-]+\d{1,2})?")
_WHOLE = re.compile(r"(\d{1,3})(?:[.,]0+)?")
_YEAR_ALONE = re.compile(r"(?:с\s+)?(?:19|20)\d\d\s*(?:г\w*|ж\w*)?\.?")
_WHOLE_DAY = re.compile(r"(?:с\s*)?\d{1,2}\.\d{1,2}\.(?:19|20)?\d\d\s*(?:[гж]\w*\.?)?")
_FRESH = re.compile(r"(?:без стажа|б/с|стажсыз|өтілі жоқ|молодой специалист)")


@dataclass(frozen=True, slots=True)
class Length:
    """Whole months, None where none are said; `why` a word of `Doubt.why` where what is said is no
    length."""

    months: int | None = None
    why: str = ""


def decimals_of(values: Iterable[Value]) -> str:
    """What the figure after the point means in a column: "years" (3,5 is three and a half),
    "months" (3,11 is three years eleven months), "" where it cannot be told."""
    parts = [m[2] for m in map(_DECIMAL.fullmatch, map(plain, map(text_of, values))) if m]
    parts = [part for part in parts if part.strip("0")]
    if any(int(part) > 11 for part in parts if len(part) == 2):
        return "years"
    if any(len(part) == 2 for part in parts):
        return "months"
    return "years" if set(parts) <= {"5"} else ""


def dashes_of(values: Iterable[Value]) -> bool:
    """Whether a column writes years and months with a dash, as "5-03" or a "12-11" among others
    shows."""
    found = [m for m in map(_DASHED.fullmatch, map(plain, map(text_of, values))) if m]
    padded = any(re.fullmatch(r"0\d", m[2]) for m in found)
    no_range = len(found) > 1 and any(int(m[1]) > int(m[2]) for m in found)
    return all(int(m[2]) < 12 for m in found) and (padded or no_range)


def are_days(values: Iterable[Value]) -> bool:
    """Whether most cells of a column are whole days: then it says since when."""
    said = [value for value in values if not is_unknown(plain(text_of(value)))]
    days = [v for v in said if isinstance(v, date) or _WHOLE_DAY.fullmatch(plain(text_of(v)))]
    return len(days) > len(said) * 0.6


def read_length(
    value: Value, on: date, *, decimals: str = "years", dashes: bool = False, unit: str = ""
) -> Length:
    """The months that a cell says; a bare number is years, or months where `unit` says so, and
    "21 10 05" years, months and days where `unit` is "parts".

    Under "since" a day is the day since when, up to `on`; elsewhere no length at all, since
    tables make days of "5-03".
    """
    if unit == "since":
        return _since(value, on)
    if isinstance(value, date | datetime):
        return Length(why="not_a_length")
    text = plain(text_of(value))
    parts = _PARTS.fullmatch(text) if unit == "parts" else None
    if parts is not None:
        months = int(parts[2])
        return Length(int(parts[1]) * 12 + months) if months < 12 else Length(why="months_over_11")
    if is_unknown(text):
        return Length()
    if is_error(text):
        return Length(why="error")
    if is_none(text) or _FRESH.fullmatch(text):
        return Length(0)
    return _limited(_read(text, on, decimals, dashes, unit))


def _limited(length: Length) -> Length:
    if length.months is not None and not 0 <= length.months <= LONGEST:
        return Length(why="not_a_length")
    return length


def _read(text: str, on: date, decimals: str, dashes: bool, unit: str) -> Length:
    whole = _WHOLE.fullmatch(text)
    if whole is not None:
        number = int(whole[1])
        return Length(number if unit == "months" else number * 12)
    decimal = _DECIMAL.fullmatch(text) or (
        _DECIMAL.match(text) if re.fullmatch(rf"\d{{1,2}}[.,]\d{{1,2}}\s*{_YEAR}", text) else None
    )
    if decimal is not None and unit != "months":
        return _decimal(int(decimal[1]), decimal[2], decimals)
    dashed = _DASHED.fullmatch(text)
    if dashed is not None:
        known = dashes and int(dashed[2]) < 12
        return (
            Length(int(dashed[1]) * 12 + int(dashed[2])) if known else Length(why="years_or_kinds")
        )
    length = _LENGTH.fullmatch(text)
    if length is not None and (length["years"] or length["months"]):
        return _in_units(length)
    return length_in_words(text, on)


def _decimal(years: int, part: str, decimals: str) -> Length:
    if not part.strip("0"):
        return Length(years * 12)
    if decimals == "months":
        return Length(years * 12 + int(part)) if int(part) < 12 else Length(why="months_over_11")
    if decimals == "years":
        return Length(int((years + int(part) / 10 ** len(part)) * 12))
    return Length(why="decimals")


def _in_units(length: re.Match[str]) -> Length:
    months = int(length["months"] or 0)
    if length["years"] and months > 11:
        return Length(why="months_over_11")
    years = float((length["years"] or "0").replace(",", "."))
    return Length(int(years * 12) + months)


@lru_cache(maxsize=5_000)
def length_in_words(text: str, on: date) -> Length:
    """The length that words say, as the chat reads them; only what it is sure of."""
    if _YEAR_ALONE.fullmatch(text):
        return Length(why="year_alone")
    reading = read_duration(text, on)
    if isinstance(reading, Understood) and reading.note in (None, "whole_months", "to_today"):
        return Length(reading.value)
    return Length(why="not_a_length")


def _since(value: Value, on: date) -> Length:
    """Whole months from the day in the cell up to `on`, both counted."""
    if isinstance(value, str) and is_none(plain(value)):
        return Length(0)
    day = read_day(value, on)
    if not day.written:
        return Length(why=day.why)
    if len(day.written) < 10:
        return Length(why="year_alone")
    gone = relativedelta(on + timedelta(1), date.fromisoformat(day.written))
    return Length(gone.years * 12 + gone.months)


def in_two_columns(years: Value, months: Value, on: date) -> tuple[Length, Length]:
    """What a cell of years and one of months say together: the length, and the doubt about the
    second cell. Months without years are a length by themselves, as years without months."""
    said = [plain(text_of(value)) for value in (years, months)]
    if all(is_unknown(text) for text in said):
        return Length(), Length()
    first = Length(0) if is_unknown(said[0]) else read_length(years, on)
    second = Length(0) if is_unknown(said[1]) else read_length(months, on, unit="months")
    if first.months is None:
        return first, Length()
    if second.months is None:
        return Length(), second
    if second.months > 11:
        return Length(), Length(why="months_over_11")
    return _limited(Length(first.months + second.months)), Length()
