"""The year in figures: teaching staff by category, education and training, against last year.

Of a year that is over the figures of its last days are kept: what somebody's category was then
cannot be worked out of the register, which knows the present one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from cases.lists.working_out import work_out_due
from cases.rights import note, require_some
from cases.tree import below, in_order
from rules.dates import today
from rules.norms.catalog import Catalogue
from storage.database import Work
from storage.tables.organisations import Department
from storage.tables.staff_lines import Figure, FigureLine, FigureSubject

UNKNOWN = "unknown"
"""The employer's record does not say."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many people have this value now, and how many had it at the end of last year (None:
    nothing is kept of last year).

    `value` of "category": as in the profile, or `UNKNOWN`; of "education" (as the clause of the
    post asks) and "training" (a course within three years): "yes", "no" or `UNKNOWN`.
    """

    subject: FigureSubject
    value: str
    people: int
    last_year: int | None


@dataclass(frozen=True, slots=True)
class DepartmentFigures:
    """A department with those below it; the root, without a name, is the whole organisation.

    The shares of each subject add up to `people`, those of last year to `last_year`.
    """

    department: Department
    people: int
    last_year: int | None
    shares: tuple[Share, ...]

    def of(self, subject: FigureSubject) -> list[Share]:
        return [each for each in self.shares if each.subject == subject]


@dataclass(frozen=True, slots=True)
class YearFigures:
    """Of each department that the right covers, in the order of the tree. `last_taken_on`: the day
    of last year's figures, None where there are none. `waiting` as in `ListSlice`."""

    on: date
    last_taken_on: date | None
    departments: tuple[DepartmentFigures, ...]
    waiting: int


async def year_figures(
    work: Work, actor_id: int, organisation_id: int, catalogue: Catalogue, now: datetime
) -> YearFigures:
    """The figures of today beside those of last year; noted in the log. Raises `NotAllowed`."""
    may = await require_some(work, actor_id, "see_register", organisation_id, now)
    await work_out_due(work, organisation_id, catalogue, now)
    on = today(now)
    tree = await work.organisations.departments(organisation_id)
    if may.everywhere:
        root = await work.organisations.department(await work.organisations.root(organisation_id))
        assert root is not None, "an organisation has its root"
        tree = [root, *tree]
    seen = [b.department for b in in_order(tree) if may.covers(b.department.id)]
    counted = await _counted(work, organisation_id, on)
    numbers = [each.id for each in seen]
    last = await work.staff_lines.figures(numbers, on.year - 1)
    now_by, last_by = _by_department(counted), _by_department(last)
    taken = max((each.taken_on for each in last), default=None)
    thing = ("register", None)
    await note(work, actor_id, organisation_id, "figures", thing, now, departments=len(seen))
    return YearFigures(
        on,
        taken,
        tuple(_department(each, now_by[each.id], last_by.get(each.id)) for each in seen),
        await work.staff_lines.count_due(organisation_id),
    )


async def keep_figures(work: Work, organisation_id: int, now: datetime) -> None:
    """Keeps the figures of today as those of the year, in place of those of an earlier day."""
    figures = await _counted(work, organisation_id, today(now))
    await work.staff_lines.keep_figures({each.department_id for each in figures}, figures)


async def _counted(work: Work, organisation_id: int, on: date) -> list[Figure]:
    root = await work.organisations.root(organisation_id)
    tree = await work.organisations.departments(organisation_id)
    lines = await work.staff_lines.figure_lines(organisation_id, on)
    held: dict[int | None, list[FigureLine]] = defaultdict(list)
    for line in lines:
        held[line.department_id].append(line)
    found = list(_figures(root, lines, on))
    for each in tree:
        parts = below(tree, each.id)
        found += _figures(each.id, [line for part in parts for line in held.get(part, ())], on)
    return found


def _figures(department_id: int, lines: Iterable[FigureLine], on: date) -> Iterator[Figure]:
    people: dict[int, list[FigureLine]] = defaultdict(list)
    for line in lines:
        people[line.employee_id].append(line)
    counted: Counter[tuple[FigureSubject, str]] = Counter()
    for own in people.values():
        counted["category", own[0].category or UNKNOWN] += 1
        counted["education", _one([line.profile_education for line in own])] += 1
        counted["training", _one([line.trained for line in own])] += 1
    for (subject, value), number in counted.items():
        yield Figure(department_id, on.year, subject, value, number, on)


def _one(said: Sequence[bool | None]) -> str:
    """Of several posts: yes for one of them is yes, no is no for all of them."""
    if True in said:
        return "yes"
    return UNKNOWN if None in said else "no"


Values = dict[tuple[FigureSubject, str], int]


def _by_department(figures: Iterable[Figure]) -> defaultdict[int, Values]:
    found: defaultdict[int, Values] = defaultdict(dict)
    for each in figures:
        found[each.department_id][each.subject, each.value] = each.people
    return found


def _department(department: Department, now: Values, last: Values | None) -> DepartmentFigures:
    keys = dict.fromkeys([*now, *(last or ())])
    shares = tuple(
        Share(
            subject=subject,
            value=value,
            people=now.get((subject, value), 0),
            last_year=None if last is None else last.get((subject, value), 0),
        )
        for subject, value in keys
    )
    return DepartmentFigures(
        department, _people(now), None if last is None else _people(last), shares
    )


def _people(values: Values) -> int:
    return sum(number for (subject, _), number in values.items() if subject == "category")
