"""Hours of courses typed by a person: "72 сағат", "36+36", "2 курса по 36"."""

from dataclasses import dataclass
from itertools import pairwise

from rules.typed.hour_words import plain_hours
from rules.typed.lexicon import Token
from rules.typed.numbers import Number, in_any_layout, number_at, read_tokens
from rules.typed.outcome import Choose, NotUnderstood, OutOfRange, Understanding, Understood
from rules.typed.phrases import is_dont_know, is_none
from rules.typed.words import Tag

SHORTEST, LONGEST = 1, 2000
"""Hours of one course."""

MOST_COURSES = 20

FEW = 12
"""A bare number up to this may count courses, or days, as well as hours."""

_BLOCKING = (
    Tag.NOT, Tag.BELOW, Tag.AFTER, Tag.AGO, Tag.AGE, Tag.YEAR, Tag.MONTH, Tag.SPARE, Tag.NAME,
    Tag.HALF, Tag.OR, Tag.ONE_AND_HALF, Tag.HALF_YEAR,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Part:
    """A number in the text and what stands by it: hours, courses, "each" before, a multiplier.

    `spread`: "курсы по" stands before, of so many hours each, how many is not said.
    """

    value: int
    sure: bool
    hour: bool
    course: bool
    each: bool
    times: bool
    joint: str
    fraction: bool
    spread: bool


def read_hours(text: str) -> Understanding[tuple[int, ...]]:
    """Hours of every course, each 1 to 2000; none at all is an empty tuple.

    "2 курса 72 часа" is asked back: two of 72 hours, or 72 in all.
    """
    return in_any_layout(text, _read_hours)


def _read_hours(text: str) -> Understanding[tuple[int, ...]]:
    if is_none(text):
        return Understood(())
    found = read_tokens(plain_hours(text))
    if found is None or is_dont_know(text):
        return NotUnderstood()
    return hours_of(found)


def hours_of(found: list[Token]) -> Understanding[tuple[int, ...]]:
    """The hours in tokens that hold no dates."""
    parts, rough, blocked, total = _scan(found)
    if blocked or not parts or any(part.fraction for part in parts):
        return NotUnderstood()
    if len(parts) > MOST_COURSES:
        return NotUnderstood()
    rough = rough or any(not part.sure for part in parts)
    if len(parts) > 1 and (total or any(_no_hours(part) for part in parts)):
        return NotUnderstood()
    if len(parts) == 1 and parts[0].value == 0:
        return Understood(()) if not rough else NotUnderstood()
    return _joined(parts, rough, total)


def _no_hours(part: _Part) -> bool:
    """A year, or the zeros of "1 000", beside other numbers."""
    return part.value == 0 or (not part.hour and LONGEST < part.value <= 2100)


def _scan(found: list[Token]) -> tuple[list[_Part], bool, bool, bool]:
    parts: list[_Part] = []
    rough = blocked = total = False
    joint, index = "", 0
    before: list[Token] = []
    while index < len(found):
        token = found[index]
        number = number_at(found, index)
        if number is not None:
            parts.append(_part(found, number, before, joint))
            index, joint, before = number.end, "", []
            continue
        blocked = blocked or token.has(*_BLOCKING) or token.sign("<%±#")
        blocked = blocked or token.piece.kind not in {"word", "sign"}
        rough = rough or token.unknown or token.has(Tag.ROUGH) or token.sign("~>?≈")
        rough = rough or _turned(token, found, index)
        total = total or token.has(Tag.TOTAL)
        joint = _joint(token) or joint
        before.append(token)
        index += 1
    return parts, rough, blocked, total


def _turned(token: Token, found: list[Token], index: int) -> bool:
    """ "часов 80" is said of about eighty."""
    following = found[index + 1] if index + 1 < len(found) else None
    first = index == 0 and token.piece.text in {"часов", "часа", "chasov"}
    return first and following is not None and following.integer is not None


def _joint(token: Token) -> str:
    if token.piece.kind == "sign" and token.piece.text in "+,;=-/*(":
        return token.piece.text
    if token.has(Tag.AND):
        return "&"
    return "*" if token.has(Tag.TIMES) else ""


def _part(found: list[Token], number: Number, before: list[Token], joint: str) -> _Part:
    after = found[number.end] if number.end < len(found) else None
    further = found[number.end + 1] if number.end + 1 < len(found) else None
    hour = after is not None and after.has(Tag.HOUR)
    each = any(token.has(Tag.EACH) or token.piece.text == "of" for token in before)
    # "36 сағаттан 2 курс", "24 hours each"
    each = each or (after is not None and after.piece.key in {"sagatan", "sagatik"})
    each = each or (hour and further is not None and further.has(Tag.EACH))
    course = after is not None and after.has(Tag.COURSE)
    whole = number.value.denominator == 1 and number.typed is None
    value = min(int(number.value), 10**9)
    spread = _any(before, Tag.COURSE) and _any(before, Tag.EACH)
    return _Part(value, number.sure, hour, course, each, joint == "*", joint, not whole, spread)


def _any(found: list[Token], tag: Tag) -> bool:
    return any(token.has(tag) for token in found)


def _joined(parts: list[_Part], rough: bool, total: bool) -> Understanding[tuple[int, ...]]:
    if len(parts) == 2:
        pair = _count_and_hours(parts)
        if pair is not None:
            return _of_pair(*pair, rough or total)
    if any(part.course and part.value > 1 for part in parts) or any(p.times for p in parts):
        return NotUnderstood()
    listed = [part for part in parts if not (part.course and part.value == 1 and not part.hour)]
    values, doubtful = _without_sum(listed)
    doubtful = doubtful or (len(values) == 1 and listed[0].spread)  # "курсы по 72": how many?
    if not values:
        return NotUnderstood()
    doubtful = doubtful or any(part.joint in {"-", "/", "("} for part in listed[1:])
    doubtful = doubtful or listed[0].joint == "-"
    doubtful = doubtful or any(part.value <= FEW and not part.hour for part in listed)
    doubtful = doubtful or any(
        part.joint == "" and not before.hour for before, part in pairwise(listed)
    )
    return _limited([tuple(values)], rough or doubtful or total)


def _without_sum(parts: list[_Part]) -> tuple[list[int], bool]:
    """Leave out the sum of "36+36=72"; a wrong sum is doubtful."""
    if len(parts) > 1 and parts[-1].joint == "=":
        values = [part.value for part in parts[:-1]]
        return values, sum(values) != parts[-1].value
    return [part.value for part in parts], any(part.joint == "=" for part in parts)


def _count_and_hours(parts: list[_Part]) -> tuple[int, int, bool] | None:
    """(courses, hours, surely hours of each) of "2 курса по 36", "2*36"; None for a list."""
    one, two = parts
    if two.joint in {"+", "=", "-", "/"}:
        return None
    if one.course and not one.hour and not two.course:
        return one.value, two.value, two.each
    if two.course and not two.hour and not one.course:
        return two.value, one.value, one.each
    if two.each and not one.hour and not two.course:
        return one.value, two.value, True
    if two.times and not one.hour:
        count, hours = sorted((one.value, two.value))
        return count, hours, count < 10 and hours > MOST_COURSES
    return None


def _of_pair(count: int, hours: int, each: bool, rough: bool) -> Understanding[tuple[int, ...]]:
    if not 1 <= count <= MOST_COURSES:
        return NotUnderstood()
    if count == 1:
        return _limited([(hours,)], rough)
    if each:
        return _limited([(hours,) * count], rough)
    return _limited([(hours,) * count, (hours,)], True)


def _limited(options: list[tuple[int, ...]], doubtful: bool) -> Understanding[tuple[int, ...]]:
    possible = [o for o in options if all(SHORTEST <= hours <= LONGEST for hours in o)]
    if not possible:
        small = any(hours < SHORTEST for hours in options[0])
        return OutOfRange("too_small" if small else "too_large", SHORTEST, LONGEST)
    return Choose(tuple(possible)) if doubtful else Understood(possible[0])
