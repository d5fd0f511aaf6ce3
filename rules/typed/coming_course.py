"""A course that a person thinks of taking: "72 hours in March", "36 сағат, 15.03.2027"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rules.dates import add_months
from rules.typed.certificates import CertificateLine, read_certificates
from rules.typed.outcome import Understood

FURTHEST = 36
"""Months: further ahead nobody plans a course."""


@dataclass(frozen=True, slots=True)
class Course:
    """Hours 1 to 2000, the day it is finished, its topic when it was said."""

    hours: int
    day: date
    topic: str | None


def read_course(text: str, on: date) -> Course | None:
    """The one course that `text` speaks of, up to three years after `on`; None for anything else.

    A month without its year is the next such month. Of a month to come the last day counts, since
    only then is the course surely finished; of one that is over the first, which leaves a window
    soonest. Without any day it is finished today.
    """
    furthest = add_months(on, FURTHEST)
    line = _one_line(text, furthest)
    if line is not None:
        return _course(line, on)
    for year in (on.year, on.year + 1):
        line = _one_line(f"{text} {year}", furthest)
        course = None if line is None else _course(line, on)
        if course is not None and course.day >= on:
            return course
    return None


def _one_line(text: str, latest: date) -> CertificateLine | None:
    reading = read_certificates(text, latest)
    if not isinstance(reading, Understood) or len(reading.value) != 1:
        return None
    line: CertificateLine = reading.value[0]
    return line if line.hours is not None else None


def _course(line: CertificateLine, on: date) -> Course:
    assert line.hours is not None
    day = line.issued
    if day is None and line.between is not None:
        first, last = line.between
        day = last if last >= on else first
    return Course(line.hours, on if day is None else day, line.topic)
