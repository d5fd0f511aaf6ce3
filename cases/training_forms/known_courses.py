"""The courses that the employer's record holds, as the norm and the forms count them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from rules.dates import add_months, years_back
from rules.training.course_norm import KnownCourse
from rules.vocabulary import TOPICS, Json

YEARS: Final = 3


def known_courses(known: Json) -> tuple[KnownCourse, ...] | None:
    """All courses of a record; None where it does not say, or not all of them."""
    said = known.get("certificates")
    if not isinstance(said, list) or known.get("certificates_complete") is False:
        return None
    return tuple(_course(each) for each in said)


def _course(said: Json) -> KnownCourse:
    topic = said.get("topic")
    first, last = days_meant(str(said.get("issued") or ""))
    return KnownCourse(topic if topic in TOPICS else None, int(said["hours"]), first, last)


def days_meant(said: str) -> tuple[date | None, date | None]:
    """The first and the last day that "2026-03-14", "2026-03" or "2026" may mean."""
    if not said:
        return None, None
    parts = [int(part) for part in said.split("-")]
    if len(parts) == 3:
        return date(*parts), date(*parts)
    first = date(parts[0], parts[1] if len(parts) == 2 else 1, 1)
    after = add_months(first, 1 if len(parts) == 2 else 12)
    return first, date.fromordinal(after.toordinal() - 1)


def hours_of_years(courses: Sequence[KnownCourse] | None, on: date) -> int | None:
    """Hours of all courses of the last three years; None: not known, or a day is left open that
    decides."""
    within = _within(courses, on)
    return None if within is None else sum(each.hours for each in within)


def longest_of_years(courses: Sequence[KnownCourse] | None, on: date) -> int | None:
    """Hours of the longest of them, 0 where there is none."""
    within = _within(courses, on)
    return None if within is None else max((each.hours for each in within), default=0)


def _within(courses: Sequence[KnownCourse] | None, on: date) -> list[KnownCourse] | None:
    if courses is None:
        return None
    since, found = years_back(on, YEARS), []
    for each in courses:
        if each.first is None or each.last is None or each.first < since <= each.last:
            return None
        if each.first >= since:
            found.append(each)
    return found
