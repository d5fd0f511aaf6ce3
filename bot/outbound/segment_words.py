"""The segment of a broadcast as it is written on the command line.

Conditions with commas between them; of several with the same name one has to hold, of different
ones all: `lang:kk,lang:en,department:Бағдарламалау`. `all` stands for no condition.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from rules.catalog import Catalogue
from rules.profile import BadInput
from storage.records import LANGUAGES
from storage.segments import Segment

ALLOWED: Final = (
    "all, lang:kk|ru|en, department:NAME, position:ID, hours-below:N, ends-within:DAYS, "
    "quiet-since:YYYY-MM-DD, with commas between them"
)
LONGEST: Final = 10_000


def read_segment(text: str, catalogue: Catalogue, departments: Mapping[str, int]) -> Segment:
    """The segment; `departments`: name → id in the organisation. Raises BadInput."""
    lists: dict[str, list[Any]] = {"languages": [], "departments": [], "positions": []}
    single: dict[str, Any] = {}
    for part in (part.strip() for part in text.split(",")):
        if part == "all":
            continue
        name, colon, value = part.partition(":")
        if not colon or not value:
            raise BadInput("segment", f"{part!r} is not known; allowed: {ALLOWED}")
        if name == "lang":
            lists["languages"].append(_one_of(value, LANGUAGES))
        elif name == "department":
            lists["departments"].append(departments[_one_of(value, departments)])
        elif name == "position":
            lists["positions"].append(_one_of(value, catalogue.positions))
        elif name in SINGLE and SINGLE[name][0] not in single:
            field, read = SINGLE[name]
            single[field] = read(value)
        else:
            raise BadInput("segment", f"{part!r} is not known or twice there; allowed: {ALLOWED}")
    conditions: dict[str, Any] = {name: tuple(values) for name, values in lists.items()}
    return Segment(**conditions, **single)


def _one_of(value: str, known: Any) -> str:
    if value not in known:
        raise BadInput("segment", f"{value!r} is not there; allowed: {', '.join(known)}")
    return value


def _number(value: str) -> int:
    if not value.isdecimal() or int(value) > LONGEST:
        raise BadInput("segment", f"{value!r}: a whole number from 0 to {LONGEST} is expected")
    return int(value)


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise BadInput("segment", f"{value!r}: a day as YYYY-MM-DD is expected") from None


SINGLE: Final[dict[str, tuple[str, Callable[[str], Any]]]] = {
    "hours-below": ("hours_below", _number),
    "ends-within": ("ends_within_days", _number),
    "quiet-since": ("quiet_since", _day),
}
