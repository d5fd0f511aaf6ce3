"""The lines of the register worked out of what the employer knows, as `roster` judges a list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from rules.dates import today, years_back
from rules.norms.catalog import Catalogue
from rules.roster.courses import Course
from rules.roster.judging import Judged, category_ends, day_of, judged
from rules.roster.lacking import ClauseStanding, clause_standings, courses_leave
from rules.roster.person import Person
from rules.roster.schooling import Schooling
from rules.verdict.deadlines import WINDOW_YEARS
from rules.vocabulary import Json, Verdict
from storage.database import Work
from storage.name_keys import name_key
from storage.tables.register import Appointment, Employee
from storage.tables.staff_lines import LineState, NewLine, StaffLine

AT_ONCE: Final = 100
"""Employees of a transaction: a twentieth of a second."""
UNREADABLE: Final = (KeyError, TypeError, ValueError, AttributeError, OverflowError)
STATES: Final[dict[Verdict, LineState]] = {
    "eligible": "nothing_short",
    "not_eligible": "short",
    "undetermined": "open",
}


async def work_out_due(
    work: Work, organisation_id: int, catalogue: Catalogue, now: datetime, at_most: int = AT_ONCE
) -> int:
    """Works out anew the lines of those who are due, so many at most; how many were.

    Whoever calls has looked at the right. Nothing else changes the organisation meanwhile.
    """
    await work.organisations.hold(organisation_id)
    due = await work.staff_lines.due(organisation_id, at_most)
    if due:
        await work_out(work, organisation_id, due, catalogue, today(now))
    return len(due)


async def work_out(
    work: Work, organisation_id: int, numbers: Collection[int], catalogue: Catalogue, on: date
) -> None:
    """Works out the lines of these employees of an organisation; posts that have ended have none,
    those that have not begun have one."""
    held: dict[int, list[Appointment]] = defaultdict(list)
    for each in await work.register.appointments(numbers):
        if each.until is None or each.until >= on:
            held[each.employee_id].append(each)
    people = await work.register.several(held)
    lines = [
        line_of(catalogue, organisation_id, employee, appointment, on)
        for employee in people
        for appointment in held[employee.id]
    ]
    await work.staff_lines.put(numbers, lines)


def line_of(
    catalogue: Catalogue, organisation_id: int, employee: Employee, post: Appointment, on: date
) -> NewLine:
    """How one post of one employee stands on a day, by the employer's record alone; of a record
    that cannot be read nothing is said, and the others are not kept from their lines."""
    try:
        return _line_of(catalogue, organisation_id, employee, post, on)
    except UNREADABLE:
        unread = replace(employee, known={})
        line = _line_of(catalogue, organisation_id, unread, post, on).line
        return NewLine(replace(line, state="not_judged"), ())


def _line_of(
    catalogue: Catalogue, organisation_id: int, employee: Employee, post: Appointment, on: date
) -> NewLine:
    person = person_of(employee, post)
    state: LineState = "not_judged"
    clauses: list[ClauseStanding] = []
    profile = None
    if _is_judged(catalogue, person, on):
        found = judged(catalogue, person, None, on)
        state = STATES[found.verdict]
        clauses = clause_standings(catalogue, person, found, on)
        profile = _of_profile(found)
    leaving = courses_leave(catalogue, person, on)
    line = StaffLine(
        appointment_id=post.id,
        organisation_id=organisation_id,
        employee_id=employee.id,
        department_id=post.department_id,
        name_key=name_key(employee.name),
        position=post.position,
        staff=post.staff,
        since=post.since,
        until=post.until,
        state=state,
        category=held_category(employee.known),
        category_ends=category_ends(person),
        training_ends=min((each.until for each in leaving if each.until), default=None),
        profile_education=profile,
        trained=_trained(person, on),
        judged_on=on,
    )
    return NewLine(line, (*clauses, *leaving))


def _is_judged(catalogue: Catalogue, person: Person, on: date) -> bool:
    known = catalogue.on(on).positions.get(person.position or "")
    return known is not None and None in known.checks


def person_of(employee: Employee, post: Appointment) -> Person:
    """The record as a row of a list: what the register keeps of one (`Employee.known`)."""
    known: dict[str, Any] = employee.known
    courses = known.get("certificates", ())
    counted = [each for each in courses if each.get("hours")]
    is_whole = len(counted) == len(courses) and known.get("certificates_complete", True)
    return Person(
        sheet=None,
        row=1,
        name=employee.name,
        post=post.post,
        position=post.position,
        category=known.get("category"),
        category_date=known.get("category_date", ""),
        category_until=known.get("category_until", ""),
        management_category=known.get("management_category"),
        management_date=known.get("management_date", ""),
        experience=dict(known.get("experience", {})),
        education=_each(known.get("education"), _schooling),
        courses=_each(counted if "certificates" in known else None, _course),
        courses_complete=is_whole,
        degrees=_each(known.get("degrees"), str),
        titles=_each(known.get("titles"), str),
        service_as_of=known.get("as_of", ""),
    )


def _each(items: Iterable[Any] | None, read: Any) -> tuple[Any, ...] | None:
    return None if items is None else tuple(read(item) for item in items)


def _schooling(item: dict[str, Any]) -> Schooling:
    return Schooling(item["level"], tuple(item.get("fields", ())))


def _course(item: dict[str, Any]) -> Course:
    return Course(item["hours"], item.get("issued", ""))


def held_category(known: Json) -> str | None:
    """The category that the record names; that of heads where it names no other."""
    own: str | None = known.get("category")
    other: str | None = known.get("management_category")
    return other if own in (None, "none") and other is not None else own


def _of_profile(found: Judged) -> bool | None:
    """Whether the education is one that the clause of the post asks for; None where the record does
    not say."""
    statuses = {item.status for item in found.items if item.leaf.kind == "education"}
    if "met" in statuses:
        return True
    return False if statuses == {"unmet"} else None


def _trained(person: Person, on: date) -> bool | None:
    """Whether a course is of the last three years; None where a day or a course may be missing."""
    if person.courses is None:
        return None
    since = years_back(on, WINDOW_YEARS)
    if any(day is not None and day >= since for day in _days(person, last=False)):
        return True
    may_be = any(day is None or day >= since for day in _days(person, last=True))
    return None if may_be or not person.courses_complete else False


def _days(person: Person, *, last: bool) -> list[date | None]:
    """The first or the last days that those of the courses may be; None: not known at all."""
    return [day_of(course.issued, last=last) for course in person.courses or ()]
