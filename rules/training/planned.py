"""An item of a plan: what is still to be asked about it, and which risks it carries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from rules.dates import add_months
from rules.training.readings import figure_of
from rules.training.vocabulary import (
    PROOF_BY_KIND,
    PROOF_BY_SOURCE,
    FundingSource,
    NeedReason,
    Risk,
    TrainingArea,
    TrainingKind,
)

Asked = Literal[
    "topic", "kind", "hours", "days", "reason", "area", "source", "cost", "place", "trip",
    "contract_number", "specification", "consent_number", "paper", "grounds",
]  # fmt: skip
"""What is asked about an item; "days" are its first and last."""

ALWAYS: Final[tuple[Asked, ...]] = (
    "topic", "kind", "hours", "days", "reason", "area", "source", "cost", "place", "trip",
)  # fmt: skip
YEAR_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Planned:
    """What is said of an item; None and "" where nothing was said. `cost` in whole tenge."""

    topic: str = ""
    kind: TrainingKind | None = None
    area: TrainingArea | None = None
    reason: NeedReason | None = None
    hours: int | None = None
    first_day: date | None = None
    last_day: date | None = None
    place: str = ""
    cost: int | None = None
    source: FundingSource | None = None
    trip: bool | None = None
    contract_number: str = ""
    specification: str = ""
    consent_number: str = ""
    paper: str = ""
    grounds: str = ""
    fits: bool | None = None
    doubtful: bool | None = None


@dataclass(frozen=True, slots=True)
class Leaving:
    """What speaks for and against sending somebody (clause 10.3). `competition_on`: its day, None
    where it is not known; `payback`: whether the contract has a clause on paying back."""

    competition_on: date | None
    payback: bool | None


def still_open(item: Planned) -> tuple[Asked, ...]:
    """What is not said, in the order in which it is asked."""
    return tuple(each for each in _wanted(item) if _is_open(item, each))


def _wanted(item: Planned) -> Iterator[Asked]:
    yield from ALWAYS
    duties = [PROOF_BY_KIND.get(item.kind)] if item.kind is not None else []
    duties += PROOF_BY_SOURCE.get(item.source, ()) if item.source is not None else ()
    for each in dict.fromkeys(duties):
        if each is not None:
            yield each


def _is_open(item: Planned, asked: Asked) -> bool:
    if asked == "days":
        return item.first_day is None or item.last_day is None
    return getattr(item, asked) in (None, "")


def without_proof(item: Planned) -> tuple[Asked, ...]:
    """The duties of proof that its kind and its source bring, and that are not met."""
    return tuple(each for each in still_open(item) if each not in ALWAYS)


def risks_of(
    item: Planned,
    leaving: Leaving,
    on: date,
    *,
    approved: bool,
    approve_by: date | None,
    mark: int | None,
) -> frozenset[Risk]:
    """The risks that apply on the day `on` (clauses 10.1 to 10.3).

    `approved`: whether the schedule is; `approve_by`: the day entered for it, None where there is
    none; `mark`: what the person thought of the course, 1 to 5. Off the profile, or of a doubtful
    organiser, is only what a head has called so (R720).
    """
    found: set[Risk] = set()
    late = not approved and approve_by is not None and on > approve_by
    if item.source is None or late:
        found.add("not_attended")
    poor = mark is not None and mark <= figure_of("R714")
    if poor or item.fits is False or item.doubtful is True:
        found.add("ineffective")
    if item.source == "university" and _may_leave(leaving, item.last_day or on):
        found.add("leaving")
    return frozenset(found)


def _may_leave(leaving: Leaving, ends: date) -> bool:
    """Three years from the competition are not known to reach to the course's end, or nothing
    would have to be paid back (R713)."""
    if leaving.payback is not True or leaving.competition_on is None:
        return True
    return add_months(leaving.competition_on, YEAR_MONTHS * figure_of("R713")) < ends


def to_pay_back(item: Planned) -> int | None:
    """Whole tenge that would be due on leaving: what the university pays; None: not known."""
    if item.source is None:
        return None
    return item.cost if item.source == "university" else 0
