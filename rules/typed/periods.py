"""Time worked from one day to another, several times over: "с 2015 по 2019, с 2021"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from dateutil.relativedelta import relativedelta

from rules.typed.lexicon import Token
from rules.typed.outcome import (
    Choose,
    NotUnderstood,
    OutOfRange,
    Understanding,
    Understood,
    distinct,
)
from rules.typed.points import Impossible, Point, split_points
from rules.typed.words import Tag

LONGEST = 720
"""Months: sixty years of work."""

_ROUGH = (Tag.ROUGH, Tag.PART, Tag.OFF, Tag.LEAVE)
_LONGEST_MONTH = 31  # days
_DAYS_OF_A_MONTH = 30  # spare days of several periods make a month by thirties

_BETWEEN = frozenset(["between", "аралығында", "аралығы", "арасында"])

Span = tuple[date, date]
"""From the first day up to and not including the second."""


@dataclass(frozen=True, slots=True)
class Period:
    """From one point to another; `until` is None when it goes on."""

    since: Point
    until: Point | None


@dataclass(frozen=True, slots=True)
class _Told:
    """The periods that a text tells; `doubtful`: something in it must be confirmed."""

    periods: tuple[Period, ...]
    doubtful: bool = False


def has_periods(found: list[Token], on: date) -> bool:
    """Whether the text has a year or a date, so that it speaks of periods."""
    return any(isinstance(part, Point | Impossible) for part in split_points(found, on))


def read_periods(
    found: list[Token], on: date, off: list[Token] | None = None
) -> Understanding[int]:
    """Whole months of all periods together, overlapping time counted once; time within the
    periods that `off` tells is taken off.

    Understood only when every end is a known day. Otherwise Choose: where months are given
    first both of them in full ("September 2015 - August 2017" is two years), where only years are
    first the most cautious count; then what else the unknown days allow. Days with slashes
    are read day first, as another day of the text proves; where none does, both ways.
    """
    first = _read(found, on, off, 0)
    other = _read(found, on, off, 1) if _two_ways(found, off, on) else first
    if other == first:
        return first
    options = [m for r in (first, other) for m in (r.options if isinstance(r, Choose) else _one(r))]
    return Choose(distinct(options), "day_or_month") if options else first


def _one(reading: Understanding[int]) -> tuple[int, ...]:
    return (reading.value,) if isinstance(reading, Understood) else ()


def _read(found: list[Token], on: date, off: list[Token] | None, way: int) -> Understanding[int]:
    told = _told(found, on, way)
    without = _told(off, on, way) if off is not None else _Told(())
    if not isinstance(told, _Told):
        return told
    if not isinstance(without, _Told):
        return without
    return _counted(told, without, on) if off is None else _taken_off(told, without, on)


def _two_ways(found: list[Token], off: list[Token] | None, on: date) -> bool:
    """Whether days between slashes can be read in two ways and no day proves one."""
    parts = [*split_points(found, on), *split_points(off or [], on)]
    points = [part for part in parts if isinstance(part, Point)]
    proven = {point.proves for point in points} - {""}
    return any(point.others for point in points) and len(proven) != 1


def extent(found: list[Token], on: date) -> Span | None:
    """From the first to the last day that periods may reach; None when they cannot be read."""
    told = _told(found, on)
    spans = _spans(told.periods, on, 2) if isinstance(told, _Told) else []
    return (min(spans)[0], max(end for _, end in spans)) if spans else None


def _told(found: list[Token], on: date, way: int = 0) -> _Told | OutOfRange | NotUnderstood:
    parts = split_points(found, on)
    if any(isinstance(part, Impossible) for part in parts):
        return OutOfRange("no_such_day", 0, LONGEST)
    if _blocked(parts):
        return NotUnderstood()
    parts = _ordered(parts, way)
    periods = _pair(parts, on)
    if not periods or not all(point.year for period in periods for point in _ends(period)):
        return NotUnderstood()
    if any(point.first > on for period in periods for point in _ends(period)):
        return OutOfRange("future", 0, LONGEST)
    if any(p.until is not None and p.since.first > p.until.last for p in periods):
        return NotUnderstood()
    return _Told(tuple(periods), _unsure(parts, periods))


def _ordered(parts: list[Token | Point | Impossible], way: int) -> list[Token | Point | Impossible]:
    """Points whose digits may be two days as one of them: as another day of the text proves,
    else as `way` says, 0 for day first."""
    proven = {part.proves for part in parts if isinstance(part, Point)} - {""}
    if len(proven) == 1:
        way = int("month_first" in proven)
    return [_meant(part, way) if isinstance(part, Point) else part for part in parts]


def _meant(point: Point, way: int) -> Point:
    day = point.others[0] if way and point.others else point.first
    return replace(point, first=day, last=day, others=()) if point.others else point


def _ends(period: Period) -> list[Point]:
    return [period.since] if period.until is None else [period.since, period.until]


def _blocked(parts: list[Token | Point | Impossible]) -> bool:
    """Negation, numbers beside the dates, "after", "ago": not periods alone."""
    rest = [part for part in parts if isinstance(part, Token)]
    return any(
        token.piece.kind not in {"word", "sign"}
        or token.has(Tag.NOT, Tag.MINUS, Tag.AFTER, Tag.AGO, Tag.BELOW, Tag.OR, Tag.NAME, Tag.AGE)
        or token.has(Tag.NUMBER, Tag.HALF, Tag.ONE_AND_HALF, Tag.HALF_YEAR)
        for token in rest
    )


def _pair(parts: list[Token | Point | Impossible], on: date) -> list[Period]:
    """Periods in the order of the text; empty when a point belongs to none."""
    points = [(place, part) for place, part in enumerate(parts) if isinstance(part, Point)]
    periods: list[Period] = []
    index = 0
    while index < len(points):
        place, point = points[index]
        following = points[index + 1] if index + 1 < len(points) else None
        stop = following[0] if following else len(parts)
        between = [part for part in parts[place + 1 : stop] if isinstance(part, Token)]
        before = _word_before(parts, place)
        joined = _joins(point, between) or _embraces(parts, place, between, stop)
        if following and joined and not (before and before.has(Tag.TO)):
            periods.append(Period(point, following[1]))
            index += 2
        elif _open(point, before, between, len(points)):
            periods.append(Period(point, None))
            index += 1
        else:
            return []
    return periods


def _word_before(parts: list[Token | Point | Impossible], place: int) -> Token | None:
    """The word right before a point, "в", "the" and the like passed over."""
    for part in reversed(parts[:place]):
        if not isinstance(part, Token):
            return None
        if not part.has(Tag.ALLOWED) or part.has(Tag.FROM):
            return part
    return None


def _joins(point: Point, between: list[Token]) -> bool:
    """The tokens between two points make them the ends of one period."""
    if any(token.sign(";+") or token.has(Tag.PLUS, Tag.NOW) for token in between):
        return False
    return any(token.sign("-~") or token.has(Tag.TO) for token in between) or (
        point.starts and not any(token.sign(",") for token in between)
    )


def _embraces(
    parts: list[Token | Point | Impossible], place: int, between: list[Token], stop: int
) -> bool:
    """ "between A and B", "A мен B аралығында", "A бастап B дейін", "2018-09-01 / 2022-08-31"."""
    if any(token.sign(",;+") for token in between):
        return False
    after = parts[stop + 1] if stop + 1 < len(parts) else None
    beyond = parts[stop + 2] if stop + 2 < len(parts) else None
    ends = [part for part in (after, beyond) if isinstance(part, Token)]
    if any(token.has(Tag.FROM_AFTER) for token in between):
        return any(token.has(Tag.TO) for token in ends)
    if any(token.has(Tag.AND) for token in between):
        named = [*ends, *(part for part in parts[:place] if isinstance(part, Token))]
        return any(token.piece.text in _BETWEEN for token in named)
    return len(between) == 1 and between[0].sign("/")


def _open(point: Point, before: Token | None, after: list[Token], points: int) -> bool:
    """The period goes on: "с 2015", "2015 жылдан бері", "2015 - present", or a lone "2015"."""
    if before is not None and before.has(Tag.TO) and not before.has(Tag.FROM):
        return False
    if any(token.has(Tag.TO) and not _goes_on(after) for token in after):
        return False
    said = before is not None and before.has(Tag.FROM)
    return said or point.starts or _goes_on(after) or points == 1


def _goes_on(tokens: list[Token]) -> bool:
    return any(token.has(Tag.FROM_AFTER, Tag.NOW, Tag.TODAY) for token in tokens)


def _unsure(parts: list[Token | Point | Impossible], periods: list[Period]) -> bool:
    rest = [part for part in parts if isinstance(part, Token)]
    lone = len(periods) == 1 and periods[0].until is None and not _open_said(parts)
    return lone or any(token.unknown or token.has(*_ROUGH) for token in rest)


def _counted(told: _Told, without: _Told, on: date) -> Understanding[int]:
    periods = [*told.periods, *without.periods]
    counts = [_months(spans) for spans in _readings(told, without, on)]
    exact = len(set(counts)) == 1 and all(p.sure for q in periods for p in _ends(q))
    possible = [months for months in counts if months <= LONGEST]
    if not possible:
        return OutOfRange("too_large", 0, LONGEST)
    if exact and not told.doubtful and not without.doubtful:
        return Understood(possible[0], _note(told.periods, on))
    ordered = sorted(possible)
    in_full = _months(_subtracted(_spans(told.periods, on, 2), _spans(without.periods, on, 2)))
    if in_full in possible and not any(_only_year(p) for q in periods for p in _ends(q)):
        ordered.insert(0, in_full)
    return Choose(distinct(ordered), "unsure" if exact else "period_ends")


def _taken_off(told: _Told, without: _Told, on: date) -> Understanding[int]:
    reading = _counted(told, without, on)
    before = _counted(told, _Told(()), on)
    if not isinstance(reading, Understood) or not isinstance(before, Understood):
        return reading
    off = before.value - reading.value
    if off == 0:  # what is taken off lies elsewhere
        return Choose((reading.value,))
    return Understood(reading.value, "taken_off", off)


def _only_year(point: Point) -> bool:
    return (point.last - point.first).days > _LONGEST_MONTH


def _open_said(parts: list[Token | Point | Impossible]) -> bool:
    words = [part for part in parts if isinstance(part, Token)]
    points = [part for part in parts if isinstance(part, Point)]
    return (
        any(token.has(Tag.FROM) for token in words)
        or _goes_on(words)
        or any(point.starts for point in points)
    )


def _note(periods: Sequence[Period], on: date) -> str | None:
    spans = sorted(_spans(periods, on, 0))
    if any(later[0] < earlier[1] for earlier, later in pairwise(spans)):
        return "overlap_once"
    return "to_today" if any(period.until is None for period in periods) else None


def _readings(told: _Told, without: _Told, on: date) -> list[list[Span]]:
    """The spans as the most cautious, the usual and the most generous reader takes them."""
    return [
        _subtracted(_spans(told.periods, on, reading), _spans(without.periods, on, 2 - reading))
        for reading in (0, 1, 2)
    ]


def _spans(periods: Sequence[Period], on: date, reading: int) -> list[Span]:
    spans = []
    for period in periods:
        start = period.since.last if reading == 0 else period.since.first
        end = _end(period.until, on, reading)
        if start < end:
            spans.append((start, min(end, on + timedelta(1))))
    return spans


def _end(until: Point | None, on: date, reading: int) -> date:
    """The day after the last day worked. The usual count of "2015-2019" is four years."""
    if until is None:
        return on + timedelta(1)
    if reading == 1 and until.first != until.last:
        return until.first
    return (until.first if reading == 0 else until.last) + timedelta(1)


def _merged(spans: list[Span]) -> list[Span]:
    """Spans that overlap or adjoin are one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _subtracted(spans: list[Span], off: list[Span]) -> list[Span]:
    left = _merged(spans)
    for start, end in off:
        pieces = [((a, min(b, start)), (max(a, end), b)) for a, b in left]
        left = [piece for pair in pieces for piece in pair if piece[0] < piece[1]]
    return left


def _months(spans: list[Span]) -> int:
    months = days = 0
    for start, end in _merged(spans):
        length = relativedelta(end, start)
        months += length.years * 12 + length.months
        days += length.days
    return months + days // _DAYS_OF_A_MONTH
