"""What a reader of typed answers can say: understood, doubtful, out of range, not understood."""

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Understood(Generic[T]):
    """The text means this value and nothing else.

    `note` says what the chat should add when it shows the value back, or is None:
    "whole_months" (spare days were dropped), "to_today" (an open period was counted up to the
    day of the question), "overlap_once" (overlapping periods were counted once), "day_missing"
    (a certificate has a month or a year but no day: ask for the day), "taken_off" (`off` months
    that the text says not to count were taken off).
    """

    value: T
    note: str | None = None
    off: int = 0


@dataclass(frozen=True, slots=True)
class Choose(Generic[T]):
    """The text can mean several things, or one thing that must be confirmed: ask back.

    `options` holds the readings (at least one, at most five), the likeliest or the most cautious
    first. `note` says why: "unit_missing" (a bare number), "period_ends" (the first or the last
    day of a period is not known; the options go from the most cautious to the most generous),
    "day_missing", "day_or_month", "year_missing", "converted" (a test score turned into a CEFR
    level), "unsure" (something in the text was not understood or was rough).
    """

    options: tuple[T, ...]
    note: str = "unsure"


@dataclass(frozen=True, slots=True)
class OutOfRange:
    """The text is clear, but such a value cannot be.

    `reason`: "too_large", "too_small", "future" (after the day of the question), "no_such_day"
    (31 February). `low` and `high` are the allowed ends, in the unit of the reader.
    """

    reason: str
    low: int | float | date
    high: int | float | date


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """No reading is good enough to offer."""


Understanding = Understood[T] | Choose[T] | OutOfRange | NotUnderstood


def distinct(options: list[T], limit: int = 5) -> tuple[T, ...]:
    """The options without repetitions, in order, at most `limit` of them."""
    return tuple(dict.fromkeys(options))[:limit]
