"""What fell behind in a year of training, found from the days alone (clauses 9.2 and 9.3; of
reports 11.1, 11.4 and 11.5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from rules.training.days import heard_by
from rules.training.readings import figure_of
from rules.training.vocabulary import CourseOutcome, Finding, FoundHow

FOUND_BY_ITSELF: Final[dict[Finding, FoundHow]] = {
    "no_plan": "request",
    "not_approved": "meeting",
    "not_attended": "report",
    "no_report": "report",
    "not_reported": "report",
    "ineffective": "report",
}
"""Which of the five ways it is, where the bot finds it; whoever looks may say another."""


MADE_UP_FOR: Final[frozenset[Finding]] = frozenset(
    {"no_plan", "not_approved", "no_report", "not_reported"}
)
"""What may be done late: somebody looks at it again, nothing more is to be done."""


@dataclass(frozen=True, slots=True)
class PlanOf:
    """Somebody who is to hand in a plan, with their unit (None: in none)."""

    employee_id: int
    department_id: int | None
    given: bool


@dataclass(frozen=True, slots=True)
class ItemOf:
    """A course of a plan. `outcome`, `mark`, `heard_on` None: not told, or not heard, yet."""

    item_id: int
    employee_id: int
    department_id: int | None
    last_day: date | None
    outcome: CourseOutcome | None
    mark: int | None
    ended_on: date | None
    heard_on: date | None


@dataclass(frozen=True, slots=True)
class MissingReport:
    """A report of a year that nobody has signed: of somebody's own plan, of a unit, or (both None)
    of the whole. `due` None: no day was entered."""

    due: date | None
    department_id: int | None
    employee_id: int | None = None


@dataclass(frozen=True, slots=True)
class Behind:
    """`employee_id`, `item_id` None: it is about the unit."""

    finding: Finding
    department_id: int | None
    employee_id: int | None = None
    item_id: int | None = None

    @property
    def about(self) -> str:
        """One word for what it is about: of one finding there is one of each."""
        if self.item_id is not None:
            return f"item:{self.item_id}"
        if self.employee_id is not None:
            return f"employee:{self.employee_id}"
        return f"department:{self.department_id}"


def behind(
    on: date,
    plans_due: date | None,
    meetings_due: date | None,
    plans: Iterable[PlanOf],
    unapproved: Iterable[int],
    items: Iterable[ItemOf],
    reports: Iterable[MissingReport] = (),
) -> list[Behind]:
    """All that fell behind before the day `on`; a day that is not entered makes nothing late.

    `unapproved`: the units whose schedule their head has not approved.
    """
    found: list[Behind] = []
    if plans_due is not None and plans_due < on:
        found += [
            Behind("no_plan", each.department_id, each.employee_id)
            for each in plans
            if not each.given
        ]
    if meetings_due is not None and meetings_due < on:
        found += [Behind("not_approved", each) for each in unapproved]
    for each in items:
        found += [
            Behind(finding, each.department_id, each.employee_id, each.item_id)
            for finding in _of_item(each, on)
        ]
    found += [
        Behind("not_reported", each.department_id, each.employee_id)
        for each in reports
        if each.due is not None and each.due < on
    ]
    return found


def _of_item(item: ItemOf, on: date) -> Iterator[Finding]:
    if item.outcome == "missed":
        yield "not_attended"
        return
    ended = item.ended_on or item.last_day
    if ended is not None and item.heard_on is None and heard_by(ended) < on:
        yield "no_report"
    if item.mark is not None and item.mark <= figure_of("R714"):
        yield "ineffective"
