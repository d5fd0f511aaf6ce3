"""What keeps a person of a list from their post, clause by clause, and until which day that holds.

Judged as `rules.roster.judging` judges: what is short is short whatever the list leaves open.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal

from rules.dates import add_months
from rules.norms.catalog import Catalogue
from rules.norms.facts import Facts
from rules.norms.needs import CertificateNeed, ExperienceNeed
from rules.norms.states import UNMET
from rules.roster.judging import Judged, course_days, most_with_courses_from
from rules.roster.person import Person
from rules.verdict.check import Item
from rules.verdict.deadlines import leaves_window
from rules.verdict.deciding import deciding
from rules.vocabulary import Json

ClauseState = Literal["short", "open", "leaving"]
GENERAL: Final = ""
"""In place of a clause, where the post asks for no courses: the three years that one counts."""
COURSES: Final = "certificate"
DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ClauseStanding:
    """One clause of the post (`clause`: the leaf's id). `short`: figures of what is missing at the
    least, as `check` gives them.

    `until`: the last day on which this holds if nothing but time passes; None: no such day is
    known. Of "leaving" it is the last day on which the courses do.
    """

    clause: str
    kind: str
    state: ClauseState
    short: Json
    until: date | None


def clause_standings(
    catalogue: Catalogue, person: Person, judged: Judged, on: date
) -> list[ClauseStanding]:
    """What is short for the post, or, where nothing is surely short, what the list leaves open."""
    if judged.verdict == "eligible":
        return []
    if judged.verdict == "not_eligible":
        state: ClauseState = "short"
        items = short_items(judged)
    else:
        position = catalogue.on(on).positions[judged.report.position]
        report = replace(judged.report, requirements=judged.items)
        state = "open"
        items = list(deciding(position.checks[judged.category].tree, report))
    next_loss = min(_losses(person, on), default=None)
    return [_standing(item, state, next_loss, on) for item in items]


def short_items(judged: Judged) -> list[Item]:
    """The unmet requirements that the nearest way asks for; all unmet ones where there is none."""
    unmet = [item for item in judged.items if item.status == "unmet"]
    needed = [i for i in unmet if any(is_cured(i, element) for element in judged.route)]
    return needed or unmet


def is_cured(item: Item, element: Json) -> bool:
    """Whether an element of a route is there for this requirement."""
    need = item.leaf.need
    if item.status == "met" or item.leaf.kind != element["kind"]:
        return False
    if isinstance(need, ExperienceNeed):
        return bool(element["experience"] == need.experience)
    if isinstance(need, CertificateNeed):
        return bool(element["topic"] == need.topic)
    return True


def courses_leave(catalogue: Catalogue, person: Person, on: date) -> list[ClauseStanding]:
    """The clauses of courses that hold on the day `on` and do no more once a course has left its
    window, by the first day on which that is so; nothing where other courses replace it.

    A post that asks for no courses, or is not in the catalogue: the newest course stands for all.
    Days that are known in part are taken for the earliest they may mean. Nothing is said where a
    day is not known at all: that course may be the newest.
    """
    if any(not course.issued for course in person.courses or ()):
        return []
    known = catalogue.on(on).positions.get(person.position or "")
    if known is None or None not in known.checks or not _asks_for_courses(catalogue, person, on):
        days = sorted(leaves_window(day) for day in course_days(person))
        ahead = bool(days) and days[-1] > on
        return [_leaving(GENERAL, days[-1])] if ahead else []
    return _clauses_lost(catalogue, person, on)


def _asks_for_courses(catalogue: Catalogue, person: Person, on: date) -> bool:
    leaves = catalogue.on(on).compiled(person.position or "", None).tree.leaves
    return any(leaf.kind == COURSES for leaf in leaves)


def _clauses_lost(catalogue: Catalogue, person: Person, on: date) -> list[ClauseStanding]:
    compiled = catalogue.on(on).compiled(person.position or "", None)
    tree = compiled.tree
    courses = most_with_courses_from(person, on)

    def lost(day: date) -> list[str] | None:
        """The clauses of courses that are unmet, None where the post can still be met by them."""
        states, _, _ = tree.states(Facts(courses, day, compiled.position.implies))
        unmet = [
            leaf.kind == COURSES and state == UNMET
            for leaf, state in zip(tree.leaves, states, strict=True)
        ]
        possible = sum(1 << place for place, gone in enumerate(unmet) if not gone)
        if tree.verdict(0, possible) != "not_eligible":
            return None
        return [leaf.id for leaf, gone in zip(tree.leaves, unmet, strict=True) if gone]

    if lost(on) is not None:
        return []
    for day in _losses(person, on):
        clauses = lost(day)
        if clauses is not None:
            return [_leaving(clause, day) for clause in clauses]
    return []


def _leaving(clause: str, day: date) -> ClauseStanding:
    return ClauseStanding(clause, COURSES, "leaving", {}, day - DAY)


def _losses(person: Person, on: date) -> list[date]:
    """The days to come on which a course counts no more, in order."""
    return sorted({day for day in map(leaves_window, course_days(person)) if day > on})


def _standing(item: Item, state: ClauseState, next_loss: date | None, on: date) -> ClauseStanding:
    until = None
    if item.leaf.kind == COURSES and next_loss is not None:
        until = next_loss - DAY
    months = item.short.get("months")
    if state == "short" and isinstance(months, int):
        until = add_months(on, months) - DAY
    return ClauseStanding(item.leaf.id, item.leaf.kind, state, item.short, until)
