"""One day typed by a person: "15 наурыз 2025", "15.03.25", "March 15, 2025"."""

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from rules.typed.lexicon import Token
from rules.typed.numbers import in_any_layout, read_tokens
from rules.typed.outcome import (
    Choose,
    NotUnderstood,
    OutOfRange,
    Understanding,
    Understood,
    distinct,
)
from rules.typed.phrases import is_dont_know, is_none
from rules.typed.points import EARLIEST, Impossible, Point, split_points, with_years_said
from rules.typed.words import Tag

_RELATIVE = {Tag.TODAY: 0, Tag.YESTERDAY: 1, Tag.BEFORE_YESTERDAY: 2, Tag.TOMORROW: -1}
_LOOSE = (
    *_RELATIVE, Tag.NTH, Tag.ROUGH, Tag.LAST, Tag.THIS, Tag.HOUR, Tag.SPARE, Tag.AGE, Tag.MONTH,
)  # fmt: skip
_APART = re.compile(r"\s*([0-9]{1,2})[\s,]+([0-9]{1,2})[\s,]+([0-9]{4})\s*[гж]?\.?\s*")
_BLOCKING = (Tag.NOT, Tag.TO, Tag.AFTER, Tag.BELOW, Tag.AGO, Tag.OR)


def read_date(text: str, on: date) -> Understanding[date]:
    """A day not after `on`.

    A month or a year without its day is never guessed: Choose of its first and last day, as far
    as they are not after `on`. A day without a year: Choose of its last two occurrences. Digits
    with slashes whose day and month could change places: Choose of both.
    """
    return in_any_layout(text, lambda variant: _read_date(variant, on))


def _read_date(text: str, on: date) -> Understanding[date]:
    found = read_tokens(_spaced(text))
    if found is not None:
        found = with_years_said(found, on)
    if found is None or is_dont_know(text) or is_none(text):
        return NotUnderstood()
    relative = _relative(found, on)
    if relative is not None:
        return relative
    parts = [_day_and_month(part, on) for part in split_points(found, on)]
    points = [part for part in parts if isinstance(part, Point)]
    if any(isinstance(part, Impossible) for part in parts) and not points:
        return OutOfRange("no_such_day", EARLIEST, on)
    rest = [part for part in parts if isinstance(part, Token)]
    if not points or len(points) > 4 or any(token.has(*_BLOCKING) for token in rest):
        return _several(points, rest, on)
    if any(_number(token) or token.has(Tag.NAME) for token in rest):
        return NotUnderstood()
    if len(points) > 1 and not all(point.year for point in points):
        return NotUnderstood()
    doubtful = any(_doubtful(token) for token in rest) or len(points) < len(parts) - len(rest)
    doubtful = doubtful or any(point.starts for point in points)
    return _answer(points, on, doubtful)


def _spaced(text: str) -> str:
    """ "15 03 2025" as "15.03.2025", with a doubt."""
    match = _APART.fullmatch(text)
    return f"{'.'.join(match.groups())} ?" if match else text


def _several(points: list[Point], rest: list[Token], on: date) -> Understanding[date]:
    """Days joined by "to": the two ends of a course, ask which one."""
    ends = [point.first for point in points if point.exact and point.first <= on]
    joined = any(token.has(Tag.TO, Tag.OR) for token in rest)
    negated = any(token.has(Tag.NOT, Tag.AFTER, Tag.BELOW, Tag.AGO) for token in rest)
    if joined and not negated and len(points) == len(ends) == 2:
        return Choose(distinct(ends))
    return NotUnderstood()


def _day_and_month(part: Token | Point | Impossible, on: date) -> Token | Point | Impossible:
    """Digits such as "15.03" are a day and a month where a date is asked for."""
    if not isinstance(part, Token) or part.piece.kind != "decimal":
        return part
    day, _, month = part.piece.text.replace(",", ".").partition(".")
    if len(day) > 2 or len(month) != 2 or not 1 <= int(month) <= 12 or not 1 <= int(day) <= 28:
        return part
    said = date(on.year, int(month), int(day))
    return Point(0, 0, said, said, year=False)


def _number(token: Token) -> bool:
    """A number that belongs to no date (the time of the day included)."""
    return token.piece.kind not in {"word", "sign"} or token.has(
        Tag.NUMBER, Tag.HUNDRED, Tag.HALF, Tag.ONE_AND_HALF
    )


def _doubtful(token: Token) -> bool:
    said_from = token.has(Tag.FROM, Tag.FROM_AFTER) and token.piece.text not in {"от", "из", "ot"}
    return token.unknown or said_from or token.sign("?#") or token.has(*_LOOSE)


def _relative(found: list[Token], on: date) -> Understanding[date] | None:
    """ "вчера", "былтыр", "в прошлом году"; None when the text has no such word."""
    if any(token.has(Tag.NOT) or token.piece.kind not in {"word", "sign"} for token in found):
        return None
    days = [on - timedelta(back) for tag, back in _RELATIVE.items() for t in found if t.has(tag)]
    if len(days) == 1:
        if days[0] > on:
            return OutOfRange("future", EARLIEST, on)
        known = all(t.has(*_RELATIVE, Tag.ALLOWED) or not t.unknown for t in found)
        return Understood(days[0]) if known else Choose((days[0],))
    last = any(token.has(Tag.LAST) for token in found)
    if any(token.has(Tag.LAST_YEAR) for token in found) or (last and _has(found, Tag.YEAR)):
        year = on.year - 1
        return Choose((date(year, 1, 1), date(year, 12, 31)), "day_missing")
    if last and _has(found, Tag.MONTH):
        first = (on - relativedelta(months=1)).replace(day=1)
        return Choose((first, on.replace(day=1) - timedelta(1)), "day_missing")
    return None


def _has(found: list[Token], tag: Tag) -> bool:
    return any(token.has(tag) for token in found)


def _answer(points: list[Point], on: date, doubtful: bool) -> Understanding[date]:
    options: list[date] = []
    note = "unsure"
    for point in points:
        days, why = candidates(point, on)
        options += days
        note = why or note
    if not options:
        return OutOfRange("future", EARLIEST, on)
    if len(points) == 1 and points[0].exact and not doubtful:
        return Understood(options[0])
    return Choose(distinct(options), note)


def candidates(point: Point, on: date) -> tuple[list[date], str | None]:
    """The days not after `on` that a point may mean, and why they are several."""
    if not point.year:
        days = [_in_year(point.first, on.year - back) for back in (0, 1, 2)]
        return [day for day in days if day is not None and day <= on][:2], "year_missing"
    if point.others:
        return [day for day in (point.first, *point.others) if day <= on], "day_or_month"
    if point.first != point.last:
        return [] if point.first > on else [point.first, min(point.last, on)], "day_missing"
    return [day for day in (point.first,) if day <= on], None


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None
