"""Lengths of time as people write them: "3 года 2 мес", "бес жыл үш ай", "5-6 лет"."""

from dataclasses import dataclass, field
from fractions import Fraction

from rules.typed.lexicon import Token
from rules.typed.numbers import Number, number_at
from rules.typed.outcome import (
    Choose,
    NotUnderstood,
    OutOfRange,
    Understanding,
    Understood,
    distinct,
)
from rules.typed.periods import LONGEST
from rules.typed.words import Tag

_BLOCKING = (
    Tag.NOT, Tag.BELOW, Tag.AFTER, Tag.AGE, Tag.FROM, Tag.TO, Tag.NAME, Tag.HOUR, Tag.EACH,
    Tag.COURSE, Tag.MINUS, Tag.LAST_YEAR, Tag.YESTERDAY, Tag.TOMORROW, Tag.ORDINAL,
    Tag.TIMES, Tag.NTH,
)  # fmt: skip
_ROUGH = (
    Tag.ROUGH, Tag.AGO, Tag.THIS, Tag.LAST, Tag.TODAY, Tag.NOW, Tag.FROM_AFTER, Tag.TOTAL,
    Tag.PART, Tag.OFF, Tag.LEAVE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quantity:
    """So many months; `unit` is the months of its unit (12 or 1); `rough` asks to confirm."""

    months: tuple[int, ...]
    unit: int
    rough: bool
    note: str | None = None


@dataclass(slots=True)
class _Scan:
    """What a text consists of, in order: quantities, bare numbers and the joints between.

    `trailing`: the last thing is a bare number right after a quantity ("3 года 2").
    """

    quantities: list[Quantity] = field(default_factory=list)
    joints: list[str] = field(default_factory=list)
    bare: list[Number] = field(default_factory=list)
    ranges: list[int] = field(default_factory=list)
    rough: bool = False
    strange: bool = False
    spare: bool = False
    trailing: bool = False
    blocked: bool = False
    joint: str = ""


def read_lengths(found: list[Token]) -> Understanding[int]:
    """Whole months, 0 to 720, of a text that names lengths and no days.

    A bare number may be years or months: Choose of both. Rough words ("около"), mended numbers
    and unknown words ask for a confirmation; negation and "less than" are not understood.
    """
    added = _added(found)
    if added is not None:
        return added
    scan = _scan(found)
    if scan.blocked:
        return NotUnderstood()
    if scan.quantities and not scan.bare:
        return _of_quantities(scan)
    if scan.quantities:
        return _mixed(scan)
    return _of_bare(scan)


def _added(found: list[Token]) -> Understanding[int] | None:
    """ "4+6", "4 + 6 лет": whole numbers that the text itself adds, their unit said once."""
    total = count = index = 0
    while index < len(found):
        number = number_at(found, index)
        if number is None or number.value.denominator != 1 or not number.sure:
            return None
        total, count, index = total + int(number.value), count + 1, number.end
        if index == len(found) or not (found[index].sign("+") or found[index].has(Tag.PLUS)):
            break
        index += 1
    if count < 2 or index < len(found) - 1:
        return None
    if index == len(found):
        return _limited([total * 12, total], True, "unit_missing")
    unit = _unit(found, index)
    return _limited([total * unit], False, None) if unit else None


def _scan(found: list[Token]) -> _Scan:
    scan = _Scan()
    index = 0
    while index < len(found):
        index = _step(scan, found, index)
    return scan


def _step(scan: _Scan, found: list[Token], index: int) -> int:
    """Take in what begins at `index`; the index after it."""
    token = found[index]
    number = number_at(found, index)
    if number is not None:
        return _numbered(scan, found, number)
    half = _half_a_year(found, index)
    if half is not None:
        _put(scan, half[0])
        return half[1]
    if token.has(Tag.YEAR, Tag.MONTH) and not scan.quantities and not scan.bare:
        return _lone_unit(scan, found, index)
    if index == 0 and token.sign("-+"):
        scan.rough = True
    elif token.has(Tag.AND, Tag.PLUS) or token.sign("+,;-/&"):
        scan.joint = _stronger(scan.joint, _joint(token))
    elif token.has(Tag.OR):
        scan.joint = "-"
    elif token.has(Tag.SPARE, Tag.HALF):
        scan.blocked = True
    elif token.has(Tag.FROM) and not _number_next(found, index + 1):
        scan.rough = True  # "с перерывом"
    elif token.has(Tag.TO) and index + 1 < len(found) and found[index + 1].unknown:
        scan.rough = True  # "по совместительству"
    elif token.has(*_BLOCKING) and not token.has(Tag.ALLOWED):
        scan.blocked = True
    elif token.unknown:
        scan.rough = scan.strange = True
    elif token.has(*_ROUGH) or token.sign("~<>±≈%*=?#"):
        scan.rough = True
        scan.blocked = scan.blocked or token.sign("<%*=/#")
    elif token.has(Tag.YEAR, Tag.MONTH):
        scan.rough = True
    return index + 1


def _number_next(found: list[Token], index: int) -> bool:
    return index < len(found) and number_at(found, index) is not None


def _joint(token: Token) -> str:
    if token.has(Tag.PLUS):
        return "+"
    return "&" if token.has(Tag.AND) else token.piece.text


def _stronger(old: str, new: str) -> str:
    return max(old, new, key=lambda joint: ["", "&", ",", ";", "/", "-", "+"].index(joint))


def _numbered(scan: _Scan, found: list[Token], number: Number) -> int:
    """A number with the unit after it: a quantity; without: a bare number."""
    end = number.end
    if end < len(found) and found[end].sign("+"):  # "5+ лет" is "more than five years"
        following = found[end + 1] if end + 1 < len(found) else None
        if following is None or following.has(Tag.YEAR, Tag.MONTH):
            scan.rough, end = True, end + 1
    while end < len(found) and found[end].piece.text in {"полных", "полные", "full", "толық", "-"}:
        if found[end].sign("-") and not _unit(found, end + 1):
            break
        end += 1
    unit = _unit(found, end)
    if unit == 0:
        if end < len(found) and _are_days(found[end]) and number.sure:
            scan.spare = True
            return end + 1
        if scan.joint == "-":
            scan.ranges.append(len(scan.bare))
        before = scan.quantities and not scan.rough and not scan.joint
        scan.trailing = bool(before) and number.end == len(found)
        scan.bare.append(number)
        scan.joint = "" if scan.joint == "-" else scan.joint
        return number.end
    rough = not number.sure or (found[end].piece.key == "jildai")
    half, after = _half_after(found, end + 1)
    _put(scan, _quantity(number, unit, rough, half))
    if after < len(found) and found[after].sign("."):
        after += 1
    return after


def _are_days(token: Token) -> bool:
    return token.has(Tag.SPARE) or token.piece.text in {"д", "d"}  # "8л 3м 12д"


def _unit(found: list[Token], index: int) -> int:
    """12 for years, 1 for months, 0 for anything else."""
    if index >= len(found):
        return 0
    if found[index].has(Tag.YEAR) and not found[index].has(Tag.AND):
        return 12
    return 1 if found[index].has(Tag.MONTH) else 0


def _half_after(found: list[Token], index: int) -> tuple[bool, int]:
    """ "… and a half" after the unit."""
    end = index
    while end < len(found) and found[end].has(Tag.AND, Tag.FROM, Tag.ALLOWED) and end < index + 3:
        end += 1
    direct = end < len(found) and found[end].piece.text == "жарым"  # "екі жыл жарым"
    if (end > index or direct) and end < len(found) and found[end].has(Tag.HALF):
        return True, end + 1
    return False, index


def _quantity(number: Number, unit: int, rough: bool, half: bool) -> Quantity:
    value = number.value + (Fraction(1, 2) if half else 0)
    months = value * unit
    options = [int(months)]
    whole, _, part = (number.typed or "").partition(".")
    if part and unit == 12 and part.strip("0") != "5":
        # "2.11 года" is written for two years and eleven months.
        if part[:3].isdigit() and 1 <= int(part[:3]) <= 11:
            options.insert(0, int(whole[:4] or 0) * 12 + int(part[:3]))
        rough = True
    rough = rough or months != int(months)
    return Quantity(
        distinct(options), unit, rough, None if months == int(months) else "whole_months"
    )


def _half_a_year(found: list[Token], index: int) -> tuple[Quantity, int] | None:
    """ "полгода", "жарты жыл", "half a year"."""
    token = found[index]
    if token.has(Tag.HALF_YEAR):
        return Quantity((6,), 12, False), index + 1
    if not token.has(Tag.HALF):
        return None
    end = index + 1
    while end < len(found) and found[end].has(Tag.ALLOWED):
        end += 1
    return (Quantity((6,), 12, False), end + 1) if _unit(found, end) == 12 else None


_ONE_UNIT = frozenset({"год", "year", "месяц", "month", "god", "mesyac", "mesyats"})
_BEFORE_NUMBER = frozenset({"лет", "года", "месяцев", "let", "goda", "mesyacev"})


def _lone_unit(scan: _Scan, found: list[Token], index: int) -> int:
    """A unit that no number precedes: "год" is one, "лет 5" is about five."""
    token = found[index]
    unit = _unit(found, index)
    number = number_at(found, index + 1) if index + 1 < len(found) else None
    if number is not None and _unit(found, number.end) == 0:
        before = token.piece.text in _BEFORE_NUMBER
        if before or scan.rough:
            _put(scan, _quantity(number, unit, True, False))
            return number.end
        scan.rough = True
        return index + 1
    if scan.strange:
        return index + 1
    half, after = _half_after(found, index + 1)
    sure = token.piece.text in _ONE_UNIT and number is None
    if sure or half:
        _put(scan, Quantity((unit + (unit // 2 if half else 0),), unit, not sure))
        return after
    scan.rough = True
    if token.piece.key in {"jil", "ai"} and number is None:
        _put(scan, Quantity((unit,), unit, True))
    return index + 1


def _put(scan: _Scan, quantity: Quantity) -> None:
    scan.quantities.append(quantity)
    scan.joints.append(scan.joint)
    scan.joint = ""


def _groups(scan: _Scan) -> list[list[Quantity]]:
    """Years with the months that follow them are one length."""
    groups: list[list[Quantity]] = []
    for quantity, joint in zip(scan.quantities, scan.joints, strict=True):
        finer = bool(groups) and len(groups[-1]) == 1 and groups[-1][0].unit > quantity.unit
        if finer and joint in {"", "&", ","} and max(quantity.months) < 240:
            groups[-1].append(quantity)
        else:
            groups.append([quantity])
    return groups


def _of_quantities(scan: _Scan) -> Understanding[int]:
    groups = _groups(scan)
    if len(groups) > 12:
        return NotUnderstood()
    lengths = [
        [first + sum(q.months[0] for q in group[1:]) for first in group[0].months]
        for group in groups
    ]
    rough = scan.rough or any(q.rough or len(q.months) > 1 for q in scan.quantities)
    rough = rough or any(len(group) > 1 and group[1].months[0] > 11 for group in groups)
    total = sum(options[0] for options in lengths)
    if len(groups) == 1:
        return _limited(lengths[0], rough, _notes(scan))
    between = [joint for joint in scan.joints[1:] if joint not in {"", "&", ","}]
    if all(joint == "+" for joint in between) and len(between) == len(groups) - 1:
        return _limited([total], rough, _notes(scan))
    single = [options[0] for options in lengths]
    if "-" in between:
        return _limited(single, True, None)
    return _limited([*single, total], True, None)


def _notes(scan: _Scan) -> str | None:
    spare = scan.spare or any(quantity.note for quantity in scan.quantities)
    return "whole_months" if spare else None


def _mixed(scan: _Scan) -> Understanding[int]:
    """ "5-6 лет", "5 лет или 6"; "3 года 2"."""
    if len(scan.bare) != 1 or len(scan.quantities) != 1 or scan.bare[0].value.denominator != 1:
        return NotUnderstood()
    quantity, bare = scan.quantities[0], int(scan.bare[0].value)
    if scan.joints[0] == "-":
        return _limited([bare * quantity.unit, quantity.months[0]], True, None)
    if scan.ranges:
        return _limited([quantity.months[0], bare * quantity.unit], True, None)
    if scan.trailing and quantity.unit == 12 and quantity.months[0] >= 12 and bare <= 11:
        return _limited([quantity.months[0] + bare], True, None)
    return NotUnderstood()


def _of_bare(scan: _Scan) -> Understanding[int]:
    """Numbers without a unit: years or months is for the person to say."""
    if not scan.bare:
        return NotUnderstood()
    if scan.spare:
        return NotUnderstood()
    if len(scan.bare) == 2 and scan.ranges == [1]:
        years = [int(number.value * 12) for number in scan.bare]
        return _limited(years, True, None)
    if len(scan.bare) > 1:
        return NotUnderstood()
    number = scan.bare[0]
    if number.value == 0 and not scan.rough:
        return Understood(0)
    if number.typed is not None:
        exact = _quantity(number, 12, True, False).months
        whole, _, part = number.typed.partition(".")
        apart = int(whole[:4] or 0) * 12 + int(part) if len(part) < 3 and int(part) <= 11 else 0
        return _limited([*exact, *([apart] if apart else [])], True, "unit_missing")
    if number.value.denominator != 1:
        return _limited([int(number.value * 12)], True, "unit_missing")
    return _limited([int(number.value * 12), int(number.value)], True, "unit_missing")


def _limited(options: list[int], doubtful: bool, note: str | None) -> Understanding[int]:
    possible = [months for months in options if 0 <= months <= LONGEST]
    if not possible:
        return OutOfRange("too_large", 0, LONGEST)
    if doubtful or len(options) > 1:
        return Choose(distinct(possible), note if note == "unit_missing" else "unsure")
    return Understood(possible[0], note)
