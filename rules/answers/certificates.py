"""Certificates typed in one message: "72 ч, март 2025; 36 ч 2024-05-10 онлайн"."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from rules.answers.choice import find
from rules.answers.hours import LONGEST, SHORTEST, hours_of
from rules.answers.lexicon import Token, tokens
from rules.answers.numbers import number_at, skip_latin_on
from rules.answers.outcome import Choose, NotUnderstood, OutOfRange, Reading, Understood, distinct
from rules.answers.phrases import is_dont_know, is_none
from rules.answers.points import EARLIEST, Impossible, Point, split_points
from rules.answers.text import LONG_TEXT, Piece, clean, pieces
from rules.answers.words import Tag

MOST_PIECES = 160
MOST_LINES = 20
LONGEST_NUMBER = 6
"""Tokens that one number in words may have."""

_BREAKS = re.compile(r"[;\n\r]+")
_ITEM = re.compile(r"^\s*([0-9]{1,2})\s?[).]\s+|^\s*([0-9]{1,2})\)|^\s*[-•*–]\s+")
_HOURS_WORDS = (Tag.HOUR, Tag.COURSE, Tag.EACH, Tag.PLUS, Tag.AND, Tag.TIMES, Tag.ROUGH, Tag.BELOW)
_BLOCKING = (Tag.NOT, Tag.AFTER, Tag.AGO, Tag.OR)

Part = Token | Point | Impossible


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """One course: hours 1 to 2000, the day it was issued, its topic (contract's certificates).

    None is what the text does not say. When it says a month or a year but no day, `issued` is
    None and `between` holds the first and the last day that are possible.
    """

    hours: int | None
    issued: date | None
    topic: str | None
    between: tuple[date, date] | None = None


Lines = tuple[CertificateLine, ...]


class _Stop(Exception):
    """Ends the reading with an outcome."""

    def __init__(self, outcome: OutOfRange | NotUnderstood) -> None:
        super().__init__()
        self.outcome = outcome


def read_certificates(text: str, on: date) -> Reading[Lines]:
    """The courses of a message, one to a line, between semicolons, or one after another.

    Understood with the note "day_missing" when some line has a month or a year but no day. No
    certificate at all is an empty tuple. A date that could belong to several courses, a topic
    that may be the form of study ("онлайн") and the like are asked back.
    """
    if is_none(text):
        return Understood(())
    cleaned = clean(text, LONG_TEXT)
    if cleaned is None or is_dont_know(text):
        return NotUnderstood()
    try:
        return _read(cleaned, on)
    except _Stop as stop:
        return stop.outcome


def _read(cleaned: str, on: date) -> Reading[Lines]:
    options: list[Lines] = [()]
    count = 0
    for place, chunk in enumerate(c for c in _BREAKS.split(cleaned) if c.strip()):
        found = pieces(_without_number(chunk, place), MOST_PIECES)
        count += len(found)
        if count > MOST_PIECES or place > MOST_LINES:
            return NotUnderstood()
        if any(piece.kind != "sign" for piece in found):
            options = _extended(options, _chunk(found, on))
    lines = options[0]
    if not lines or len(lines) > MOST_LINES:
        return NotUnderstood()
    if len(options) > 1:
        return Choose(tuple(option for option in options if option is not None))
    missing = any(line.between is not None for line in lines)
    return Understood(lines, "day_missing" if missing else None)


def _without_number(chunk: str, place: int) -> str:
    """The chunk without its place in a list ("1) ", "2. ")."""
    match = _ITEM.match(chunk)
    number = match and (match[1] or match[2])
    return chunk[match.end() :] if match and (not number or int(number) == place + 1) else chunk


def _extended(options: list[Lines], more: list[Lines]) -> list[Lines]:
    return list(distinct([old + new for old in options for new in more]))


def _chunk(found: list[Piece], on: date) -> list[Lines]:
    """The readings of one chunk. Two equal readings say: confirm."""
    parts = _courses_days(split_points(skip_latin_on(tokens(found)), on))
    _refuse(parts, on)
    groups, doubtful = _groups(parts)
    if len(groups) > MOST_LINES:
        raise _Stop(NotUnderstood())
    options: list[Lines] = [()]
    for group in groups:
        options = _extended(options, _lines(group, on))
    if doubtful:
        options += [_shared_day(options[0])]
    return list(distinct(options)) if len(set(options)) > 1 or not doubtful else _unsure(options)


def _unsure(options: list[Lines]) -> list[Lines]:
    """One reading that must be confirmed: offered beside what is left when days are asked."""
    bare = tuple(replace(line, issued=None, between=None) for line in options[0])
    return [options[0], bare]


def _shared_day(lines: Lines) -> Lines:
    """The reading in which the only day said is the day of every course."""
    days = {(line.issued, line.between) for line in lines if line.issued or line.between}
    if len(days) != 1:
        return lines
    issued, between = days.pop()
    return tuple(replace(line, issued=issued, between=between) for line in lines)


def _courses_days(parts: list[Part]) -> list[Part]:
    """Join "10.03.2025 - 20.03.2025" to one inexact point: a course lasts, its day is unknown."""
    joined: list[Part] = []
    for part in parts:
        dash = len(joined) > 1 and isinstance(joined[-1], Token) and isinstance(joined[-2], Point)
        if dash and isinstance(part, Point):
            link, before = joined[-1], joined[-2]
            assert isinstance(link, Token)
            assert isinstance(before, Point)
            if (link.sign("-") or link.has(Tag.TO)) and before.first <= part.last:
                joined[-2:] = [replace(before, last=part.last, end=part.end)]
                continue
        joined.append(part)
    return joined


def _refuse(parts: list[Part], on: date) -> None:
    """Stop at impossible or future days, negation and "valid until"."""
    for place, part in enumerate(parts):
        if isinstance(part, Impossible):
            raise _Stop(OutOfRange("no_such_day", EARLIEST, on))
        if isinstance(part, Token) and part.has(*_BLOCKING):
            raise _Stop(NotUnderstood())
        if isinstance(part, Token) and part.has(Tag.NAME):
            raise _Stop(NotUnderstood())  # a month that belongs to no date: "72 марта"
        if isinstance(part, Point):
            before = parts[place - 1] if place else None
            if isinstance(before, Token) and (before.has(Tag.TO) or _sum_before(parts, place)):
                raise _Stop(NotUnderstood())
            if part.first > on:
                raise _Stop(OutOfRange("future", EARLIEST, on))


def _sum_before(parts: list[Part], place: int) -> bool:
    """ "36+24 март 2025": hours that look like the day of the month."""
    if place < 2:
        return False
    number, sign = parts[place - 2], parts[place - 1]
    plus = isinstance(sign, Token) and sign.sign("+")
    return plus and isinstance(number, Token) and number.integer is not None


def _is_hours(parts: list[Part], place: int, with_unit: bool) -> bool:
    """Whether a number stands here that says hours."""
    number = _number(parts, place)
    if number is None:
        return False
    after = parts[number] if number < len(parts) else None
    unit = isinstance(after, Token) and after.has(Tag.HOUR)
    other = isinstance(after, Token) and after.has(Tag.COURSE, Tag.YEAR, Tag.MONTH, Tag.SPARE)
    return unit or (not with_unit and not other)


def _number(parts: list[Part], place: int) -> int | None:
    """The index after the number that begins here; None when none begins."""
    end = place
    while end < min(len(parts), place + LONGEST_NUMBER) and isinstance(parts[end], Token):
        end += 1
    run = [part for part in parts[place:end] if isinstance(part, Token)]
    number = number_at(run, 0) if run else None
    return None if number is None else place + number.end


def _kinds(parts: list[Part]) -> list[tuple[int, str]]:
    """Where hours ("H") and days ("D") stand."""
    with_unit = any(isinstance(part, Token) and part.has(Tag.HOUR) for part in parts)
    kinds: list[tuple[int, str]] = []
    place = 0
    while place < len(parts):
        if isinstance(parts[place], Point):
            kinds.append((place, "D"))
        elif _is_hours(parts, place, with_unit):
            kinds.append((place, "H"))
        place = _number(parts, place) or place + 1
    return kinds


def _groups(parts: list[Part]) -> tuple[list[list[Part]], bool]:
    """The parts of every course; True when they could be shared out in another way."""
    kinds = "".join(kind for _, kind in _kinds(parts))
    if kinds in {"", "H", "D", "HD", "DH"}:
        return [parts], False
    if len(kinds) > 2 * MOST_LINES:
        raise _Stop(NotUnderstood())
    by_comma = _split(parts, lambda part: isinstance(part, Token) and part.sign(",+"))
    if all("".join(kind for _, kind in _kinds(group)).count("H") == 1 for group in by_comma):
        return by_comma, len({_signature(group) for group in by_comma}) > 1
    groups = _by_repetition(parts)
    return groups, len({_signature(group) for group in groups}) > 1


def _signature(group: list[Part]) -> str:
    return "".join(sorted({kind for _, kind in _kinds(group)}))


def _split(parts: list[Part], breaks: Callable[[Part], bool]) -> list[list[Part]]:
    groups: list[list[Part]] = [[]]
    for part in parts:
        if breaks(part):
            groups.append([])
        else:
            groups[-1].append(part)
    return [group for group in groups if group]


def _by_repetition(parts: list[Part]) -> list[list[Part]]:
    """A new course begins where hours, days or topics are said again."""
    at = dict(_kinds(parts))
    groups: list[list[Part]] = [[]]
    seen: set[str] = set()
    for place, part in enumerate(parts):
        kind = at.get(place) or ("T" if _topics([part])[0] else None)
        if kind in seen:
            groups.append([])
            seen = set()
        if kind is not None:
            seen.add(kind)
        groups[-1].append(part)
    return groups


def _topics(parts: list[Part]) -> tuple[list[str], list[str]]:
    """Topics said surely, and those that may be meant."""
    words = [
        part.piece.key
        for part in parts
        if isinstance(part, Token) and part.piece.kind == "word" and not part.has(Tag.HOUR)
    ]
    hits, _ = find(words, "certificate_topic")
    sure = [value for hit in hits for value in hit.phrase.sure]
    return list(dict.fromkeys(sure)), [value for hit in hits for value in hit.phrase.ask]


def _lines(group: list[Part], on: date) -> list[Lines]:
    """The readings of one group: a course, or several equal ones ("2 курса по 36")."""
    hours, confirm = _hours(group)
    points = [part for part in group if isinstance(part, Point)]
    sure, asked = _topics(group)
    topics: list[str | None] = [sure[0] if len(sure) == 1 else None]
    if not sure and asked:
        topics = [asked[0], None]
    elif len(sure) > 1:
        topics = [*sure[:2]]
    days = _days(points, on) if points else _last_year(group, on)
    if any(len(counted) > 1 for counted in hours) and points:
        days = [*days, (None, None)]  # one day for several courses: ask
    options = [
        tuple(CertificateLine(h, issued, topic, between) for h in counted)
        for counted in hours
        for topic in topics
        for issued, between in days
    ]
    if len(set(options)) == 1 and (confirm or _nothing(options[0])):
        if _nothing(options[0]):
            raise _Stop(NotUnderstood())
        return _unsure_hours(options[0])
    return list(distinct(options))


def _nothing(lines: Lines) -> bool:
    return all(line.hours is None and line.issued is None and not line.between for line in lines)


def _unsure_hours(lines: Lines) -> list[Lines]:
    """Hours that must be confirmed: offered beside the line without them."""
    return [lines, tuple(replace(line, hours=None) for line in lines[:1])]


def _hours(group: list[Part]) -> tuple[list[tuple[int | None, ...]], bool]:
    """The hours of a group in every reading, and whether they must be confirmed."""
    strays = _strays(group)
    kept = [
        part
        for place, part in enumerate(group)
        if isinstance(part, Token) and place not in strays and _speaks_of_hours(part)
    ]
    parts: list[Part] = [*kept]
    if not any(_number(parts, place) for place in range(len(parts))):
        return [(None,)], False
    while kept and kept[-1].piece.kind == "sign":
        kept.pop()
    reading = hours_of(kept)
    if isinstance(reading, OutOfRange):
        raise _Stop(OutOfRange(reading.reason, SHORTEST, LONGEST))
    if isinstance(reading, NotUnderstood):
        raise _Stop(reading)
    if isinstance(reading, Understood):
        return [tuple(reading.value)], bool(strays)
    return [tuple(option) for option in reading.options], True


def _strays(group: list[Part]) -> set[int]:
    """Numbers of something else where hours are named: "методика 21 века, 72 часа"."""
    if not any(isinstance(part, Token) and part.has(Tag.HOUR) for part in group):
        return set()
    return {
        place
        for place, (token, after) in enumerate(pairwise(group))
        if isinstance(token, Token)
        and token.integer is not None
        and isinstance(after, Token)
        and (after.unknown or after.has(Tag.ALLOWED))
    }


def _speaks_of_hours(token: Token) -> bool:
    if token.has(*_HOURS_WORDS) or token.sign("+*="):
        return True
    return token.piece.kind in {"number", "decimal"} or token.has(Tag.NUMBER, Tag.HUNDRED)


def _last_year(group: list[Part], on: date) -> list[tuple[date | None, tuple[date, date] | None]]:
    """ "в прошлом году", "былтыр": some day of it; nothing said: nothing known."""
    words = [part for part in group if isinstance(part, Token)]
    last = any(token.has(Tag.LAST_YEAR) for token in words) or (
        any(token.has(Tag.LAST) for token in words) and any(token.has(Tag.YEAR) for token in words)
    )
    year = on.year - 1
    return [(None, (date(year, 1, 1), date(year, 12, 31)) if last else None)]


def _days(points: list[Point], on: date) -> list[tuple[date | None, tuple[date, date] | None]]:
    """(issued, between) in every reading."""
    point = points[0]
    if len(points) > 1:
        raise _Stop(NotUnderstood())
    if not point.year:
        back = [
            point.first.replace(year=on.year - years, day=min(point.first.day, 28))
            for years in (0, 1, 2)
        ]
        known = [day for day in back if day <= on][:2]
        return [(day, None) for day in known]
    if point.others:
        return [(day, None) for day in (point.first, *point.others) if day <= on]
    if point.first == point.last:
        return [(point.first, None)] if point.sure else [(point.first, None), (None, None)]
    return [(None, (point.first, min(point.last, on)))]
