"""A course to come, typed in one line: "Python, 72 h, 3–14.03, Almaty, 90 000, university".

Parts between commas and semicolons; each is read alone, in any order. What a part surely means is
taken; what it only may mean is left unread and shown, and so are two parts that say different
things of the same. Nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from rules.dates import add_months
from rules.training import plan_words as words
from rules.training.days import DAY
from rules.training.vocabulary import FundingSource, TrainingKind

LONGEST_LINE: Final = 500
MOST_HOURS: Final = 2000
MOST_MONEY: Final = 1_000_000_000
THOUSANDS: Final = ("тыс", "мың", "k", "к")

_BREAK = re.compile(r"[;\n\r]+|,(?!\d{3}(?!\d))|(?<!\d),(?=\d{3})")
_DASH = r"\s*(?:-|до|по|to)\s*"
_DAY = r"(\d{1,2})"
_FULL = r"(\d{1,2})[./](\d{1,2})(?:[./](\d{4}))?"
_SAME_MONTH = re.compile(rf"{_DAY}{_DASH}{_FULL}")
_TWO_DAYS = re.compile(rf"{_FULL}{_DASH}{_FULL}")
_ONE_DAY = re.compile(_FULL)
_DAYS_OF_WORD = re.compile(rf"{_DAY}(?:{_DASH}{_DAY})?\s+(\D+?)(?:\s+(\d{{4}}))?")
_DAYS_BEFORE = re.compile(rf"(\d{{4}})\s+(?:ж\.?|жылғы)\s+{_DAY}(?:{_DASH}{_DAY})?\s+(\D+)")
_WORD_AND_DAYS = re.compile(rf"(\D+?)\s+{_DAY}(?:{_DASH}{_DAY})?(?:\s+(\d{{4}}))?")
_TWO_WORDED = re.compile(rf"{_DAY}\s+(\D+?){_DASH}{_DAY}\s+(\D+?)(?:\s+(\d{{4}}))?")
_MONTH_ALONE = re.compile(r"(?:(?:in|в)\s+)?(\D+?)(?:\s+(\d{4}))?(?:\s+(?:г\.?|года|year))?")
_HOURS = re.compile(r"(\d{1,4})\s*-?\s*([^\W\d]+)\.?")
_MONEY = re.compile(r"(\d{1,3}(?:[ ,]\d{3})+|\d{1,10})\s*([^\W\d]+)?\.?\s*([^\W\d]+|₸)?\.?")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class PlanLine:
    """What a line surely says. `hours` 1 to 2000, `cost` in whole tenge, 0 where it says that it is
    free; `to_month`: only the month was said. `unread`: the parts that were not understood, or that
    say again what another one says."""

    topic: str = ""
    hours: int | None = None
    first_day: date | None = None
    last_day: date | None = None
    to_month: bool = False
    place: str = ""
    provider: str = ""
    subject: str = ""
    cost: int | None = None
    source: FundingSource | None = None
    kind: TrainingKind | None = None
    unread: tuple[str, ...] = field(default=())


def read_plan_line(text: str, begins: date, ends: date) -> PlanLine | None:
    """The line as far as it is sure; a day without a year is that of the year of plans, `begins` to
    `ends`. None where it names no topic, or is longer than a line."""
    if len(text) > LONGEST_LINE:
        return None
    found: dict[str, Any] = {}
    where: dict[str, list[str]] = {}
    unread: list[str] = []
    for part in parts_of(text):
        said = _said(part, begins, ends)
        if said is None and "topic" not in where and _may_be_topic(part):
            said = {"topic": _SPACES.sub(" ", part)}
        if said is None:
            unread.append(part)
            continue
        for name, value in said.items():
            if name in where and found.get(name) != value:
                found.pop(name, None)
            elif name not in where:
                found[name] = value
            where.setdefault(name, []).append(part)
    twice = [part for name, parts in where.items() if name not in found for part in parts]
    if "topic" not in found:
        return None
    return replace(PlanLine(**found), unread=tuple(dict.fromkeys((*unread, *twice))))


def parts_of(text: str) -> list[str]:
    """The parts of a line that say something."""
    return [part for each in _BREAK.split(text) if (part := each.strip(" .\t"))]


def _said(part: str, begins: date, ends: date) -> dict[str, Any] | None:
    key = key_of(part)
    named = _labelled(part)
    if named is not None:
        return named
    if any(word in words.NO for word in key.split()):
        return None
    for read in (_hours, _cost, _source, _kind, _place):
        said = read(key, part)
        if said is not None:
            return said
    return read_days(key, begins, ends)


def key_of(part: str) -> str:
    """As it is compared with words."""
    plain = part.casefold().replace("ё", "е").replace("\u00a0", " ").replace("\u202f", " ")
    return _SPACES.sub(" ", re.sub(r"[–—−]", "-", plain)).strip(" .")


def _may_be_topic(part: str) -> bool:
    """A title has letters; what looks like hours, days or money is none."""
    key = key_of(part)
    numeric = re.match(r"^[\d\s./:-]*\d[\d\s./:-]*[^\W\d]{0,6}\.?$", key)
    return any(char.isalpha() for char in key) and not numeric and not _is_no(key)


def _is_no(key: str) -> bool:
    return key in words.NO or key in words.HOURS


def _labelled(part: str) -> dict[str, Any] | None:
    label, sign, value = part.partition(":")
    if not sign or not value.strip():
        return None
    for name, called in words.LABELS.items():
        if key_of(label) in called:
            return {name: _SPACES.sub(" ", value.strip())}
    return None


def _hours(key: str, _: str) -> dict[str, Any] | None:
    match = _HOURS.fullmatch(key)
    if match is None or not _is_one(match[2], words.HOURS):
        return None
    hours = int(match[1])
    return {"hours": hours} if 1 <= hours <= MOST_HOURS else None


def _cost(key: str, _: str) -> dict[str, Any] | None:
    """A sum with its unit, or a bare number that can be nothing but a sum."""
    if key in words.FREE:
        return {"cost": 0}
    match = _MONEY.fullmatch(key)
    if match is None:
        return None
    amount, units = int(re.sub(r"\D", "", match[1])), [each for each in match.groups()[1:] if each]
    thousands = bool(units) and units[0] in THOUSANDS
    rest = units[1:] if thousands else units
    if len(rest) > 1 or any(each not in words.MONEY for each in rest):
        return None
    if not units and amount <= MOST_HOURS:
        return None  # It may as well be hours, or a year.
    amount *= 1000 if thousands else 1
    return {"cost": amount} if amount <= MOST_MONEY else None


def _source(key: str, _: str) -> dict[str, Any] | None:
    for source, called in words.SOURCES.items():
        if key in called:
            return {"source": source}
    return None


def _kind(key: str, _: str) -> dict[str, Any] | None:
    for kind, called in words.KINDS.items():
        if key in called:
            return {"kind": kind}
    return None


def _place(key: str, part: str) -> dict[str, Any] | None:
    town = key.removeprefix("г. ").removeprefix("г.").removesuffix(" қ").strip()
    return {"place": part} if town in words.PLACES else None


def read_days(key: str, begins: date, ends: date) -> dict[str, Any] | None:
    """`first_day`, `last_day`, `to_month` of a part (as `key_of` makes it) that speaks of days
    within the year of plans; None for anything else."""
    span = _span(key, begins, ends)
    if span is not None:
        first, last = span
        inside = begins <= first <= last <= ends
        return {"first_day": first, "last_day": last, "to_month": False} if inside else None
    month = _MONTH_ALONE.fullmatch(key)
    number = None if month is None else _month(month[1])
    if month is None or number is None:
        return None
    begun = _in_year(1, number, month[2], begins, ends)
    if begun is None:
        return None
    last = add_months(begun, 1) - DAY
    return {"first_day": begun, "last_day": last, "to_month": True}


def _span(key: str, begins: date, ends: date) -> tuple[date, date] | None:
    year: str | None
    if match := _TWO_DAYS.fullmatch(key):
        one, two = (match[1], match[2], match[3] or match[6]), (match[4], match[5], match[6])
    elif match := _SAME_MONTH.fullmatch(key):
        one, two = (match[1], match[3], match[4]), (match[2], match[3], match[4])
    elif match := _ONE_DAY.fullmatch(key):
        one = two = (match[1], match[2], match[3])
    elif match := _TWO_WORDED.fullmatch(key):
        one = (match[1], str(_month(match[2]) or 0), match[5])
        two = (match[3], str(_month(match[4]) or 0), match[5])
    else:
        worded = _worded(key)
        if worded is None:
            return None
        low, high, number, year = worded
        one, two = (low, str(number), year), (high, str(number), year)
    first = _in_year(int(one[0]), int(one[1]), one[2], begins, ends)
    last = _in_year(int(two[0]), int(two[1]), two[2], begins, ends)
    return None if first is None or last is None else (first, last)


def _worded(key: str) -> tuple[str, str, int, str | None] | None:
    """Days of a month that is named by its word: first, last, month, year."""
    if match := _DAYS_OF_WORD.fullmatch(key):
        low, high, name, year = match[1], match[2], match[3], match[4]
    elif match := _DAYS_BEFORE.fullmatch(key):
        year, low, high, name = match[1], match[2], match[3], match[4]
    elif match := _WORD_AND_DAYS.fullmatch(key):
        name, low, high, year = match[1], match[2], match[3], match[4]
    else:
        return None
    number = _month(name)
    return None if number is None else (low, high or low, number, year)


def _month(name: str) -> int | None:
    found = [number for number, called in enumerate(words.MONTHS, 1) if _is_one(name, called)]
    return found[0] if len(found) == 1 else None


def _is_one(word: str, called: tuple[str, ...]) -> bool:
    """Whether the word is one of these; a stem takes an ending of four letters at the most."""
    word = word.strip(" .")
    for each in called:
        stem = each.removesuffix("-")
        ending = word.removeprefix(stem) if stem != each and word.startswith(stem) else None
        if word == stem or (ending is not None and ending.isalpha() and len(ending) <= 4):
            return True
    return False


def _in_year(day: int, month: int, year: str | None, begins: date, ends: date) -> date | None:
    """The day in the year that was said, or the only such day of the year of plans."""
    years = [int(year)] if year else range(begins.year, ends.year + 1)
    found = []
    for each in years:
        try:
            known = date(each, month, day)
        except ValueError:
            continue
        if begins <= known <= ends:
            found.append(known)
    return found[0] if len(found) == 1 else None
