"""A newer edition entered as numbers: which numbers there are, and the edition they make.

What cannot be said in numbers (categories, their order, who decides) needs a file in `editions/`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from rules.attestation.edition import AttestationEdition, Family, read_edition
from rules.errors import BadRules
from rules.norms.model import Text
from rules.vocabulary import Json

What = Literal[
    "trainee_months",
    "work_months",
    "test",
    "hours",
    "early_months",
    "achievements",
    "early_years",
    "term",
    "first_head_term",
    "test_valid",
]
Path = tuple[str | int, ...]
# No order has ever asked for less or more; what lies outside is a slip of the finger.
_BOUNDS: Final[dict[What, tuple[int, int]]] = {
    "trainee_months": (1, 60),
    "work_months": (1, 240),
    "test": (1, 100),
    "hours": (1, 500),
    "early_months": (1, 60),
    "achievements": (1, 50),
    "early_years": (1, 10),
    "term": (12, 240),
    "first_head_term": (12, 240),
    "test_valid": (1, 60),
}


@dataclass(frozen=True, slots=True)
class Number:
    """A number of an edition that a newer one may change.

    `key` names it for good ("expert.hours"). `of`: the category it is asked for, or the family
    whose term it is, or "" for one that holds for all. Whole months, years, course hours, per cent
    or achievements, from `low` to `high`.
    """

    key: str
    what: What
    of: str
    value: int
    path: Path

    @property
    def low(self) -> int:
        return _BOUNDS[self.what][0]

    @property
    def high(self) -> int:
        return _BOUNDS[self.what][1]


def numbers_of(edition: AttestationEdition) -> tuple[Number, ...]:
    """The numbers of an edition that may be changed, in the order of its families and steps."""
    found = [number for place in range(len(edition.families)) for number in _family(edition, place)]
    valid = Number("test_valid", "test_valid", "", edition.test_valid.months, _TEST_VALID)
    return (*found, valid)


_TEST_VALID: Final[Path] = ("test_valid", "months")


def _family(edition: AttestationEdition, place: int) -> Iterator[Number]:
    family = edition.families[place]
    above: Path = ("families", place)
    for row in range(len(family.steps)):
        yield from _step(family, row, (*above, "steps", row))
    yield _number("term", family.id, family.term.months, (*above, "term", "months"))
    first = family.first_head_term
    if first is not None:
        path = (*above, "first_head_term", "months")
        yield _number("first_head_term", family.id, first.months, path)


def _step(family: Family, row: int, above: Path) -> Iterator[Number]:
    step = family.steps[row]
    category = str(step.categories[0])
    if step.by_head is not None:
        yield _number(
            "trainee_months", category, step.by_head.months, (*above, "by_head", "months")
        )
    if step.work is not None:
        yield _number("work_months", category, step.work.months, (*above, "work", "months"))
    yield _number("test", category, step.test.percent, (*above, "test", "percent"))
    if step.courses is not None:
        yield _number("hours", category, step.courses.hours, (*above, "courses", "hours"))
    if step.early is not None:
        early = (*above, "early")
        yield _number("early_months", category, step.early.months, (*early, "months"))
        yield _number("achievements", category, step.early.achievements, (*early, "achievements"))
    if step.early_results is not None:
        years = step.early_results.years
        yield _number("early_years", category, years, (*above, "early_results", "years"))


def _number(what: What, of: str, value: int, path: Path) -> Number:
    return Number(f"{of}.{what}", what, of, value, path)


def entered_edition(
    base: AttestationEdition,
    numbers: Mapping[str, int],
    identifier: str,
    name: Text,
    since: date,
    entered_by: str,
    entered_on: date,
) -> AttestationEdition:
    """The edition `base` with other numbers, by their keys, in force from `since` on.

    `entered_by`: who answers for the numbers, as a person reads it; `entered_on`: when they were
    looked through. Raises BadRules with every number that `base` has not, or that cannot be.
    """
    known = {number.key: number for number in numbers_of(base)}
    problems = [_problem(key, value, known) for key, value in numbers.items()]
    faults = [problem for problem in problems if problem]
    if faults:
        raise BadRules([f"{identifier}: {fault}" for fault in faults])
    content: Json = base.model_dump(by_alias=True)
    for key, value in numbers.items():
        _put(content, known[key].path, value)
    content |= {
        "id": identifier,
        "name": {"kk": name.kk, "ru": name.ru, "en": name.en},
        "in_force": {"from": since.isoformat(), "until": None},
        "known_until": {"year": entered_on.year, "month": entered_on.month},
        "entered_by": entered_by,
        "below": base.name.model_dump(),
    }
    return read_edition(content, identifier)


def _problem(key: str, value: int, known: Mapping[str, Number]) -> str:
    number = known.get(key)
    if number is None:
        return f"{key}: the edition has no such number; remove it"
    if not number.low <= value <= number.high:
        return f"{key}: {value} is not from {number.low} to {number.high}; mend it"
    return ""


def _put(content: Json, path: Path, value: int) -> None:
    *above, last = path
    inner: Json = content
    for part in above:
        inner = inner[part]  # type: ignore[index]
    inner[last] = value  # type: ignore[index]
    inner["entered"] = True


def first_day_after(known: tuple[AttestationEdition, ...]) -> date:
    """The first day on which an edition newer than all of these can come into force."""
    return max(edition.since for edition in known) + timedelta(days=1)
