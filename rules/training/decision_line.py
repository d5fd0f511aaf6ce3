"""A decision of the management, typed in one line: "Buy a licence, Amanov M., 01.03.2028".

Parts between commas and semicolons. The one that is a whole day is the day; the last of the others
is who answers for it; all before is the decision, which may have commas itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from rules.training.plan_line import key_of, parts_of, read_days

AHEAD: Final = timedelta(days=1095)
"""A day without a year is the next one that comes; three years ahead at the most."""


@dataclass(frozen=True, slots=True)
class DecisionLine:
    words: str
    owner: str
    due: date


def read_decision(text: str, on: date) -> DecisionLine | None:
    """None where a part is missing, or two of them are days."""
    said: list[str] = []
    days: list[date] = []
    for part in parts_of(text):
        day = _day(part, on)
        if day is None:
            said.append(part)
        else:
            days.append(day)
    if len(days) != 1 or len(said) < 2 or not _names(said[-1]):
        return None
    return DecisionLine(", ".join(said[:-1]), said[-1], days[0])


def _day(part: str, on: date) -> date | None:
    read = read_days(key_of(part), on, on + AHEAD)
    if read is None or read["to_month"] or read["first_day"] != read["last_day"]:
        return None
    day: date = read["first_day"]
    return day


def _names(part: str) -> bool:
    return any(char.isalpha() for char in part)


def is_meant(typed: str, name: str) -> bool:
    """Whether a typed name may be this one: the family name is the same, what follows begins alike
    ("Amanov M." is "Amanov Mysal")."""
    wanted, held = _words(typed), _words(name)
    if not wanted or not held or wanted[0] != held[0] or len(wanted) > len(held):
        return False
    pairs = zip(wanted[1:], held[1:], strict=False)
    return all(whole.startswith(begun) for begun, whole in pairs)


def _words(name: str) -> list[str]:
    return name.casefold().replace("ё", "е").replace(".", " ").split()
