"""Which parts of a text belong to which course."""

from collections.abc import Callable
from itertools import pairwise

from rules.typed.course_line import Part, Stop, finest, topics_of
from rules.typed.lexicon import Token
from rules.typed.numbers import number_at
from rules.typed.outcome import NotUnderstood
from rules.typed.points import Point
from rules.typed.words import Tag

MOST_LINES = 20
LONGEST_NUMBER = 6
"""Tokens that one number in words may have."""


def one_course(parts: list[Part]) -> list[Part] | None:
    """The parts of one course said in several languages, each thing once; None for any other.

    Its hours are the same in every language, and no two of its days differ.
    """
    hours = [
        (place, number, after)
        for place, (number, after) in enumerate(pairwise(parts))
        if isinstance(number, Token)
        and number.integer is not None
        and isinstance(after, Token)
        and after.has(Tag.HOUR)
    ]
    languages = [_language(after) for _, _, after in hours]
    if len(hours) < 2 or len({number.integer for _, number, _ in hours}) > 1:
        return None
    points = [part for part in parts if isinstance(part, Point)]
    kept = finest(points)
    if len({*languages}) < len(languages) or len({(p.first, p.last) for p in kept}) > 1:
        return None
    gone = {place + step for place, _, _ in hours[1:] for step in (0, 1)}
    gone |= {n for n, part in enumerate(parts) if isinstance(part, Point) and part is not kept[0]}
    return [part for place, part in enumerate(parts) if place not in gone]


def single_course(parts: list[Part]) -> list[Part] | None:
    """The parts when they name hours once and one day: they are one course, line by line."""
    numbers = [p for p in parts if isinstance(p, Token) and p.piece.kind in {"number", "decimal"}]
    points = [part for part in parts if isinstance(part, Point)]
    hours = any(isinstance(part, Token) and part.has(Tag.HOUR) for part in parts)
    return parts if hours and len(numbers) == len(points) == 1 else None


def _language(unit: Token) -> str:
    """The language of a word for hours, by its first letter."""
    return {"ч": "ru", "h": "en"}.get(unit.piece.text[0], "kk")


def _is_hours(parts: list[Part], place: int, with_unit: bool) -> bool:
    """Whether a number stands here that says hours."""
    number = number_end(parts, place)
    if number is None:
        return False
    after = parts[number] if number < len(parts) else None
    unit = isinstance(after, Token) and after.has(Tag.HOUR)
    other = isinstance(after, Token) and after.has(Tag.COURSE, Tag.YEAR, Tag.MONTH, Tag.SPARE)
    return unit or (not with_unit and not other)


def number_end(parts: list[Part], place: int) -> int | None:
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
        place = number_end(parts, place) or place + 1
    return kinds


def groups_of(parts: list[Part]) -> tuple[list[list[Part]], bool]:
    """The parts of every course; True when they could be shared out in another way."""
    kinds = "".join(kind for _, kind in _kinds(parts))
    if kinds in {"", "D"} or kinds.count("H") == 1:
        return [parts], False
    if len(kinds) > 2 * MOST_LINES:
        raise Stop(NotUnderstood())
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
        kind = at.get(place) or ("T" if topics_of([part])[0] else None)
        if kind in seen:
            groups.append([])
            seen = set()
        if kind is not None:
            seen.add(kind)
        groups[-1].append(part)
    return groups
