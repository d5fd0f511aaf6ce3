"""A course as far as a text says it."""

from dataclasses import dataclass
from datetime import date

from rules.typed.choice import find
from rules.typed.lexicon import Token
from rules.typed.outcome import NotUnderstood, OutOfRange
from rules.typed.points import Impossible, Point
from rules.typed.words import Tag

Part = Token | Point | Impossible
Day = tuple[date | None, tuple[date, date] | None]
"""The day, or the first and the last that are possible."""


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


class Stop(Exception):
    """Ends the reading with an outcome."""

    def __init__(self, outcome: OutOfRange | NotUnderstood) -> None:
        super().__init__()
        self.outcome = outcome


def topics_of(parts: list[Part]) -> tuple[list[str], list[str]]:
    """Topics said surely, and those that may be meant."""
    words = [
        part.piece.key
        for part in parts
        if isinstance(part, Token) and part.piece.kind == "word" and not part.has(Tag.HOUR)
    ]
    hits, _ = find(words, "certificate_topic")
    sure = [value for hit in hits for value in hit.phrase.sure]
    return list(dict.fromkeys(sure)), [value for hit in hits for value in hit.phrase.ask]


def days_of(point: Point, on: date) -> list[Day]:
    """What a point may mean, in every reading; a month that has not ended ends today."""
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


def finest(points: list[Point]) -> list[Point]:
    """Whole days before months, months before years; the latest first."""
    for longest in (0, 31, 366):
        fine = [point for point in points if (point.last - point.first).days <= longest]
        dated = [point for point in fine if point.year] or fine
        if dated:
            return sorted(dated, key=lambda point: point.last, reverse=True)
    return points
