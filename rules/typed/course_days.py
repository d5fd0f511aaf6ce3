"""The day of a course among the parts of a text.

A course lasts: of "3-14 июня 2024" the last day counts, of "май-июнь 2024" the last month. Days of
other things (an order of a ministry, a birth) are no days of the course.
"""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rules.typed.lexicon import Token
from rules.typed.points import Impossible, Point
from rules.typed.words import Tag

Part = Token | Point | Impossible

_RELATIVE = {Tag.TODAY: 0, Tag.YESTERDAY: 1, Tag.BEFORE_YESTERDAY: 2}
LONGEST_COURSE = 731
"""Days that a course may last."""

_BETWEEN_KAZAKH = ("аралығ", "аралыг", "арасы")
_ENDS_KAZAKH = ("дейін", "дейин", "deyin", "deiin")
_OTHER_THINGS = (
    "приказ", "бұйры", "буйры", "постановл", "қаулы", "лиценз", "licen", "order", "протокол",
    "хаттама", "рожден", "туған", "born", "birth",
)  # fmt: skip
_VALID = ("действ", "жарамд", "valid", "expir")
_KAZAKH = ("бұйры", "буйры", "қаулы", "жарамд")
_NEAR_AFTER, _NEAR_BEFORE = 9, 4


@dataclass(frozen=True, slots=True)
class _End:
    """One end of a period as far as it is said; the index after it; whether "from" is in it."""

    day: int | None
    month: int | None
    year: int | None
    after: int
    starts: bool = False
    digits: bool = False


def course_days(parts: list[Part], on: date) -> list[Part]:
    """The parts with every period replaced by its last day or last month."""
    joined: list[Part] = []
    place = 0
    while place < len(parts):
        period = _period(parts, place, on)
        joined.append(parts[place] if period is None else period)
        place = place + 1 if period is None else period.end
    dated = [_day_in_digits(joined, place, on) for place in range(len(joined))]
    return _last_of_months(dated)


def _last_of_months(parts: list[Part]) -> list[Part]:
    """The last month of "апрель, май, июнь 2024" and of "май/июнь 2024"."""
    kept: list[Part] = []
    for part in parts:
        if isinstance(part, Point) and part.first < part.last:
            while len(kept) > 1 and _listed(kept[-1]) and _is_month(kept[-2]):
                kept[-2:] = []
        kept.append(part)
    return kept


def _listed(part: Part) -> bool:
    return isinstance(part, Token) and (part.sign(",/") or part.has(Tag.AND))


def _is_month(part: Part) -> bool:
    return isinstance(part, Token) and part.has(Tag.NAME)


def _period(parts: list[Part], place: int, on: date) -> Point | None:
    start = _end(parts, place)
    if start is None:
        return None
    link = _link(parts, place, start)
    finish = None if link is None else _end(parts, link)
    if link is None or finish is None or not _may_end(parts, start, finish, link):
        return None
    after = finish.after
    if finish.year is None and start.year is None:
        finish, after = _with_year(parts, finish)
    made = _joined(start, finish, on)
    return None if made is None else replace(made, start=place, end=_closed(parts, after))


def _end(parts: list[Part], place: int) -> _End | None:
    part = parts[place] if place < len(parts) else None
    if isinstance(part, Point):
        if part.year and (part.first.month, part.last.month) == (1, 12):
            inner = _end(parts, _past(parts, place + 1))
            if inner is not None and inner.year is None and inner.day is not None:
                return replace(inner, year=part.first.year)
        return _of_point(part, place)
    if not isinstance(part, Token):
        return None
    value = part.integer
    if value is not None and 1 <= value <= 31 and len(part.piece.text) < 3:
        return _End(value, None, None, place + 1, digits=True)
    if part.has(Tag.NAME) and part.meaning is not None:
        return _End(None, part.meaning.value, None, place + 1, part.meaning.starts)
    day_month = _day_month(part)
    return None if day_month is None else _End(*day_month, None, place + 1, digits=True)


def _of_point(point: Point, place: int) -> _End:
    first, last = point.first, point.last
    year = first.year if point.year else None
    digits = point.end == point.start + 1
    if first == last:
        return _End(first.day, first.month, year, place + 1, point.starts, digits)
    month = first.month if first.month == last.month else None
    return _End(None, month, year, place + 1, point.starts, digits)


def _day_month(token: Token) -> tuple[int, int] | None:
    """(day, month) of "27.05"."""
    if token.piece.kind != "decimal":
        return None
    day, _, month = token.piece.text.replace(",", ".").partition(".")
    if len(day) > 2 or len(month) != 2 or not 1 <= int(month) <= 12:
        return None
    return (int(day), int(month)) if 1 <= int(day) <= monthrange(2024, int(month))[1] else None


def _past(parts: list[Part], place: int) -> int:
    """The index past the word "year" and points after an end of a period."""
    while place < len(parts):
        part = parts[place]
        if not (isinstance(part, Token) and (part.has(Tag.YEAR, Tag.ORDINAL) or part.sign("."))):
            break
        place += 1
    return place


def _link(parts: list[Part], start: int, end: _End) -> int | None:
    """The index of the other end; None when nothing joins them."""
    place = _past(parts, end.after)
    linked = end.starts
    while place < len(parts):
        part = parts[place]
        if not isinstance(part, Token):
            break
        spoken = part.has(Tag.AND) and (_between(parts, start) or _among(parts, place))
        if not (part.sign("-") or part.has(Tag.TO, Tag.FROM_AFTER) or spoken):
            break
        linked = True
        place += 1
    return place if linked else None


def _between(parts: list[Part], start: int) -> bool:
    before = parts[start - 1] if start else None
    return isinstance(before, Token) and before.piece.text in {"between", "между"}


def _among(parts: list[Part], place: int) -> bool:
    return any(
        isinstance(part, Token) and part.piece.text.startswith(_BETWEEN_KAZAKH)
        for part in parts[place + 1 : place + 6]
    )


def _may_end(parts: list[Part], start: _End, finish: _End, link: int) -> bool:
    """Whether the second end is none of the hours, and says as much as the first."""
    if (start.day is None) != (finish.day is None):
        return False
    if start.month is None and finish.month is None and start.day is not None:
        return False
    bare = finish.month is None and finish.day is not None
    follows = parts[finish.after] if finish.after < len(parts) else None
    if bare and isinstance(follows, Token) and follows.has(Tag.HOUR, Tag.COURSE, Tag.SPARE):
        return False
    return not (bare and start.year is not None and start.digits)


def _with_year(parts: list[Part], finish: _End) -> tuple[_End, int]:
    """The year of "June 3-14, 2024"."""
    place = _closed(parts, finish.after)
    while place < len(parts) and isinstance(comma := parts[place], Token) and comma.sign(","):
        place += 1
    point = parts[place] if place < len(parts) else None
    if isinstance(point, Point) and point.year and point.first.month != point.last.month:
        return replace(finish, year=point.first.year), place + 1
    return finish, finish.after


def _joined(start: _End, finish: _End, on: date) -> Point | None:
    year = finish.year or start.year
    month = finish.month or start.month
    if month is None:
        return _years(start, finish)
    last = _last(year or on.year, month, finish.day)
    first = _first(start, year or on.year, month)
    if last is not None and first is not None and first > last and start.year is None:
        first = _first(start, last.year - 1, month)
    if last is None or first is None or not 0 <= (last - first).days <= LONGEST_COURSE:
        return None
    if finish.day is not None:
        return Point(0, 0, last, last, year=year is not None)
    return None if year is None else Point(0, 0, last.replace(day=1), last)


def _years(start: _End, finish: _End) -> Point | None:
    if start.year is None or finish.year is None or not 0 <= finish.year - start.year <= 1:
        return None
    return Point(0, 0, date(start.year, 1, 1), date(finish.year, 12, 31))


def _first(start: _End, year: int, month: int) -> date | None:
    return _real(start.year or year, start.month or month, start.day or 1)


def _last(year: int, month: int, day: int | None) -> date | None:
    return _real(year, month, monthrange(year, month)[1] if day is None else day)


def _real(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if day <= monthrange(year, month)[1] else None


def _closed(parts: list[Part], place: int) -> int:
    """The index past what closes a period: "г.", "дейін", "аралығында"."""
    place = _past(parts, place)
    part = parts[place] if place < len(parts) else None
    if isinstance(part, Token) and part.piece.text.startswith((*_ENDS_KAZAKH, *_BETWEEN_KAZAKH)):
        return place + 1
    return place


def _day_in_digits(parts: list[Part], place: int, on: date) -> Part:
    """ "25.08" is a day without its year, unless hours follow or a word that it is a version of."""
    part = parts[place]
    if isinstance(part, Token) and part.has(*_RELATIVE):
        back = next(days for tag, days in _RELATIVE.items() if part.has(tag))
        day = on - timedelta(back)
        return Point(place, place + 1, day, day, sure=not part.mended)
    said = _day_month(part) if isinstance(part, Token) else None
    if said is None or not isinstance(part, Token):
        return part
    after = parts[place + 1] if place + 1 < len(parts) else None
    if isinstance(after, Token) and after.has(Tag.HOUR, Tag.YEAR, Tag.MONTH, Tag.SPARE):
        return part
    day = date(2024, said[1], said[0])  # a leap year
    day = day.replace(day=min(day.day, 28)) if said[1] == 2 else day
    shown = day.replace(year=on.year)
    return Point(place, place + 1, shown, shown, year=False)


def without_other_days(parts: list[Part], *, paper: bool) -> list[Part]:
    """The parts without the days of orders and births; on a `paper` without "valid until" too."""
    stems = (*_OTHER_THINGS, *_VALID) if paper else _OTHER_THINGS
    gone: set[int] = set()
    for place, part in enumerate(parts):
        if isinstance(part, Token) and part.piece.text.startswith(stems):
            gone |= _day_of(parts, place, gone)
    return [part for place, part in enumerate(parts) if place not in gone]


def _day_of(parts: list[Part], place: int, gone: set[int]) -> set[int]:
    """The day nearest to a word that it belongs to: before a Kazakh ending, else after it."""
    before = _points(parts, range(place - 1, max(-1, place - 1 - _NEAR_BEFORE), -1), gone)
    after = _points(parts, range(place + 1, min(len(parts), place + 1 + _NEAR_AFTER)), gone)
    word = parts[place]
    kazakh = isinstance(word, Token) and word.piece.text.startswith(_KAZAKH)
    near = (before or after) if kazakh else after
    return set(near[:1])


def _points(parts: list[Part], places: range, gone: set[int]) -> list[int]:
    found = []
    for place in places:
        part = parts[place]
        if isinstance(part, Token) and part.has(Tag.HOUR):
            break
        if isinstance(part, Point) and place not in gone:
            found.append(place)
    return found
