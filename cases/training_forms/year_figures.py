"""Form 602-06: what a year came to in each unit, counted from the year's own rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any, Final, TypeVar

from cases.training_forms.schedules import (
    PlansOfYear,
    day_of,
    people_by_unit,
    plans_of_year,
    with_leavers,
)
from cases.training_forms.staff import Post, Unit
from rules.training.days import heard_by
from rules.training.planned import Planned, to_pay_back
from rules.training.readings import figure_of
from storage.database import Work
from storage.tables.training import TrainingYear
from storage.tables.training_outcomes import Nonconformity
from storage.tables.training_plans import CourseResult, TrainingItem
from workbooks.training.content import UnitYear
from workbooks.training.names import CAUSES as CAUSES_SHOWN
from workbooks.training.names import KINDS, SOURCES, STAFF

T = TypeVar("T")
ENDED: Final = frozenset({"done", "otherwise"})


async def year_figures(
    work: Work,
    organisation_id: int,
    year: TrainingYear,
    now: datetime,
    places: Collection[int] | None = None,
) -> tuple[UnitYear, ...]:
    """The figures of every unit that has people, plans or findings; `places`: of these departments
    only."""
    on = day_of(year, now)
    plans = await plans_of_year(work, year)
    staff = await with_leavers(work, organisation_id, plans, on)
    people = people_by_unit(staff, plans)
    known = {unit.number for unit in staff.units}
    found: dict[int | None, list[Nonconformity]] = defaultdict(list)
    for each in await work.nonconformities.of_year(year.id):
        found[each.department_id if each.department_id in known else None].append(each)
    return tuple(
        _unit(unit, people.get(unit.number, []), found[unit.number], plans, on)
        for unit in staff.units
        if (unit.number in people or found[unit.number])
        and (places is None or unit.number in places)
    )


def summed(units: Sequence[UnitYear]) -> UnitYear | None:
    """The figures of several units together; None where there are none."""
    whole = None
    for unit in units:
        whole = unit if whole is None else _together(whole, unit)
    return whole


def _together(one: UnitYear, other: UnitYear) -> UnitYear:
    added: dict[str, Any] = {}
    for each in fields(UnitYear):
        mine, others = getattr(one, each.name), getattr(other, each.name)
        if isinstance(mine, int):
            added[each.name] = mine + others
        elif isinstance(mine, tuple):
            added[each.name] = tuple(a + b for a, b in zip(mine, others, strict=True))
    return replace(one, **added)


def _unit(
    unit: Unit,
    posts: Sequence[Post],
    found: Sequence[Nonconformity],
    plans: PlansOfYear,
    on: date,
) -> UnitYear:
    held = [(post, item) for post in posts for item in _items(post, plans)]
    planned = [item for _, item in held if not item.new.unplanned]
    ended = [item for _, item in held if item.state in ENDED]
    missed = [item for item in planned if item.state == "missed"]
    results = {item.id: plans.results[item.id] for _, item in held if item.id in plans.results}
    marks = [each.mark for each in results.values() if each.mark is not None]
    poor = figure_of("R714")
    left = [(post, item) for post, item in held if not post.main and item in ended]
    return UnitYear(
        institute=unit.institute,
        unit=unit.name,
        staff=_counts(STAFF, (p.appointment.staff for p in posts if p.main)),
        trained=len({post.employee.id for post, item in held if post.main and item in ended}),
        planned=len(planned),
        done=sum(item.state == "done" for item in planned),
        otherwise=sum(item.state == "otherwise" for item in planned),
        missed=len(missed),
        beyond=sum(item.new.unplanned for item in ended),
        missed_by_cause=_counts(CAUSES_SHOWN, (_cause(results.get(i.id)) for i in missed)),
        hours_planned=sum(item.new.hours or 0 for item in planned),
        hours_done=sum(_hours(item, results.get(item.id)) for item in ended),
        cost_planned=_sums(SOURCES, ((i.new.source, i.new.cost) for i in planned)),
        spent=_sums(SOURCES, ((i.new.source, _spent(results.get(i.id))) for i in ended)),
        kinds_planned=_counts(KINDS, (item.new.kind for item in planned)),
        kinds_done=_counts(KINDS, (item.new.kind for item in ended)),
        heard_in_time=sum(_heard(i, results, on) == "in_time" for i in ended),
        heard_late=sum(_heard(i, results, on) == "late" for i in ended),
        not_heard=sum(_heard(i, results, on) == "not" for i in ended),
        marks=len(marks),
        marks_sum=sum(marks),
        recommended=sum(each.recommended is True for each in results.values()),
        found=len(found),
        closed=sum(each.closed_on is not None for each in found),
        not_attended=len(missed),
        ineffective=sum(mark <= poor for mark in marks),
        left=len({post.employee.id for post, _ in left}),
        to_pay_back=sum(_due(item, results.get(item.id)) for _, item in left),
    )


def _items(post: Post, plans: PlansOfYear) -> Sequence[TrainingItem]:
    plan = plans.plans.get(post.employee.id)
    return () if plan is None else plans.items.get(plan.id, ())


def _counts(known: Iterable[T], said: Iterable[T]) -> tuple[int, ...]:
    """How many of each word of a closed list, in its order."""
    counted = Counter(said)
    return tuple(counted[each] for each in known)


def _sums(known: Iterable[T], said: Iterable[tuple[T, int | None]]) -> tuple[int, ...]:
    """The sums that are known, by the words of a closed list."""
    summed: Counter[T] = Counter()
    for word, amount in said:
        summed[word] += amount or 0
    return tuple(summed[each] for each in known)


def _cause(result: CourseResult | None) -> str | None:
    return None if result is None else result.cause


def _hours(item: TrainingItem, result: CourseResult | None) -> int:
    told = None if result is None else result.hours
    return (item.new.hours or 0) if told is None else told


def _spent(result: CourseResult | None) -> int | None:
    return None if result is None else result.spent


def _heard(item: TrainingItem, results: dict[int, CourseResult], on: date) -> str:
    """Whether a course was heard in time (R704), late, or not and its day is over; "" : not yet."""
    result = results.get(item.id)
    ended = (None if result is None else result.ended_on) or item.new.last_day
    due = None if result is None else result.heard_due
    if due is None and ended is not None:
        due = heard_by(ended)
    if result is None or result.heard_on is None:
        return "not" if due is not None and due < on else ""
    return "late" if due is not None and result.heard_on > due else "in_time"


def _due(item: TrainingItem, result: CourseResult | None) -> int:
    """Whole tenge that somebody who left has to pay back by the clause of the contract (10.3)."""
    if item.new.payback is not True:
        return 0
    spent = _spent(result)
    cost = item.new.cost if spent is None else spent
    return to_pay_back(Planned(source=item.new.source, cost=cost)) or 0
