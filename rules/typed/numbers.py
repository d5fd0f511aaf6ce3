"""Numbers as people write them: digits, words ("двадцать пять", "жиырма бес"), halves."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from rules.typed.lexicon import Token, tokens, vocabulary
from rules.typed.outcome import (
    Choose,
    NotUnderstood,
    OutOfRange,
    Understanding,
    Understood,
    distinct,
)
from rules.typed.phrases import is_dont_know, is_none
from rules.typed.text import SHORT_TEXT, clean, other_layouts, pieces
from rules.typed.words import Tag

T = TypeVar("T")

MOST_SWITCHED = 12
"""Pieces of a text that is tried on another keyboard layout."""

MAX_TOKENS = 60
"""A message of more pieces than this is a story, not an answer."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number found in a text.

    `end` is the index after its last token; `typed` the digits with their fraction ("2.11") or
    None; `sure` is False when a typo was mended to read it.
    """

    value: Fraction
    end: int
    typed: str | None
    sure: bool


def number_at(found: list[Token], start: int) -> Number | None:
    """The number that begins at this token, with its half ("3 с половиной"); None if none."""
    number = _plain(found, start)
    if number is None:
        return None
    end = number.end
    while end < len(found) and found[end].has(Tag.AND, Tag.FROM, Tag.ALLOWED) and end - start < 6:
        end += 1
    if end < len(found) and found[end].has(Tag.HALF) and number.typed is None:
        return Number(number.value + Fraction(1, 2), end + 1, None, number.sure)
    return number


def _plain(found: list[Token], start: int) -> Number | None:
    token = found[start]
    if token.piece.kind == "decimal":
        whole, part = token.piece.text.replace(",", ".").split(".")
        value = Fraction(f"{whole[:9]}.{part[:9]}")
        return Number(value, start + 1, f"{whole}.{part}", True)
    integer = token.integer
    if integer is not None:
        return Number(Fraction(integer), start + 1, None, True)
    if token.has(Tag.ONE_AND_HALF):
        return Number(Fraction(3, 2), start + 1, "1.5", not token.mended)
    return _in_words(found, start)


def _in_words(found: list[Token], start: int) -> Number | None:
    """Words that follow each other from hundreds to units: "сто двадцать пять"."""
    total, below, end, sure = 0, 1000, start, True
    while end < len(found):
        token, meaning = found[end], found[end].meaning
        if meaning is None:
            if not (token.sign("-") and below == 10 and _unit_word(found, end + 1)):
                break
            end += 1  # "twenty-one"
            continue
        if token.has(Tag.HUNDRED) and total < 10 and end - start < 2:
            total, below = max(total, 1) * 100, 100
        elif token.has(Tag.NUMBER) and (meaning.value < below) and (end == start or meaning.value):
            total += meaning.value
            below = _room_after(meaning.value)
        elif token.piece.kind == "word" and token.has(Tag.AND) and below == 100:
            pass  # "one hundred and twenty"
        else:
            break
        sure = sure and not token.mended
        end += 1
    return Number(Fraction(total), end, None, sure) if end > start and _said(found[start]) else None


def _unit_word(found: list[Token], index: int) -> bool:
    meaning = found[index].meaning if index < len(found) else None
    return meaning is not None and Tag.NUMBER in meaning.tags and 1 <= meaning.value <= 9


def _said(token: Token) -> bool:
    return token.has(Tag.NUMBER, Tag.HUNDRED)


def _room_after(value: int) -> int:
    """What the next word must be below: "двадцать" may be followed by units only."""
    if value >= 100:
        return 100
    return 10 if value >= 20 or value == 10 else 1


def skip_latin_on(found: list[Token]) -> list[Token]:
    """Leave out the English preposition of "on 15 March", which sounds like the Kazakh ten."""
    kept = []
    for token, following in zip(found, [*found[1:], None], strict=True):
        digits = following is not None and (
            following.piece.kind in {"number", "ymd", "dmy", "my", "ym"} or following.has(Tag.NAME)
        )
        if not (token.piece.text == "on" and digits):
            kept.append(token)
    return kept


def read_tokens(text: str) -> list[Token] | None:
    """The tokens of a short answer; None when it is empty or too long to be one."""
    cleaned = clean(text, SHORT_TEXT)
    if cleaned is None:
        return None
    found = pieces(cleaned, MAX_TOKENS)
    return skip_latin_on(tokens(found)) if 0 < len(found) <= MAX_TOKENS else None


def in_any_layout(text: str, read: Callable[[str], Understanding[T]]) -> Understanding[T]:
    """The reading of the text, or of what it would be on another keyboard layout.

    Another layout is tried only when no word of the text means anything as it stands, and is
    believed only when it is understood in full.
    """
    reading = read(text)
    variants = other_layouts(text)
    if isinstance(reading, Understood | OutOfRange) or not variants or _speaks(text):
        return reading
    for variant in variants:
        other = read(variant)
        if isinstance(other, Understood):
            return other
    return reading


def _speaks(text: str) -> bool:
    """Whether some word is known as it is typed, or there are too many words to switch."""
    cleaned = clean(text, SHORT_TEXT)
    found = pieces(cleaned) if cleaned is not None else []
    known = any(piece.kind == "word" and piece.key in vocabulary() for piece in found)
    return known or not 0 < len(found) <= MOST_SWITCHED


def read_number(text: str, low: int, high: int) -> Understanding[int]:
    """A whole number from `low` to `high` ("5", "пять", "бес", "h = 5"); "none" is 0.

    Rough, negated, broken or doubtful numbers are asked back or not understood.
    """
    return in_any_layout(text, lambda variant: _read_number(variant, low, high))


def _read_number(text: str, low: int, high: int) -> Understanding[int]:
    if is_none(text):
        return Understood(0) if low <= 0 <= high else OutOfRange("too_small", low, high)
    found = read_tokens(text)
    if found is None or is_dont_know(text):
        return NotUnderstood()
    values: list[int] = []
    doubtful = False
    index = 0
    while index < len(found):
        token = found[index]
        number = number_at(found, index)
        if number is not None:
            if number.value.denominator != 1 or number.typed is not None:
                return NotUnderstood()
            values.append(-int(number.value) if _minus(found, index) else int(number.value))
            doubtful = doubtful or not number.sure
            index = number.end
            continue
        if token.has(Tag.NOT, Tag.BELOW) or token.sign("<"):
            return NotUnderstood()
        if token.has(Tag.ROUGH) or token.unknown or token.sign("~>+%/#") or _odd_unit(token):
            doubtful = True
        index += 1
    return _checked(values, low, high, doubtful)


def _odd_unit(token: Token) -> bool:
    """A word of time: a number of years is no number of articles."""
    if token.piece.text == "h":  # the h-index
        return False
    return token.piece.kind not in {"word", "sign", "number"} or token.has(
        Tag.YEAR, Tag.MONTH, Tag.HOUR, Tag.SPARE, Tag.NAME, Tag.AGE, Tag.TIMES, Tag.ORDINAL
    )


def _minus(found: list[Token], index: int) -> bool:
    """A minus sign right before the number and after nothing else that it could join."""
    return index == 1 and found[0].sign("-")


def _checked(values: list[int], low: int, high: int, doubtful: bool) -> Understanding[int]:
    possible = [value for value in values if low <= value <= high]
    if not values:
        return NotUnderstood()
    if not possible:
        return OutOfRange("too_small" if values[0] < low else "too_large", low, high)
    if doubtful or len(values) > 1:
        return Choose(distinct(possible))
    return Understood(possible[0])
