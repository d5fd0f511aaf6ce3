"""What the norm asks of courses for a post, clause by clause, and whether the courses that the
employer knows of meet it: each clause by itself, by one course, never by a sum of courses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from rules import vocabulary as v
from rules.norms.catalog import Catalogue
from rules.norms.dated_needs import CertificateNeed
from rules.norms.facts import Facts
from rules.norms.states import MET, UNMET
from rules.profile import Certificate, Profile, parse_profile


@dataclass(frozen=True, slots=True)
class KnownCourse:
    """A course of an employer's list. `topic` None: not said; `first`, `last`: the days between
    which its paper was issued, None: not said."""

    topic: str | None
    hours: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class CourseNorm:
    """The clauses that hold whatever else is true of the person; empty: none is known, which is
    not a norm of 0. `met`: all of them, None: open; `short`: those that are surely not met."""

    needs: tuple[CertificateNeed, ...]
    met: bool | None
    short: tuple[CertificateNeed, ...] = ()


def course_norm(
    catalogue: Catalogue, position: str | None, courses: Sequence[KnownCourse] | None, on: date
) -> CourseNorm:
    """The norm of a post on a day. `courses`: all there are, None: not known.

    A clause under a condition that a list does not tell (a basic education in IT) is left out. A
    topic that is not said may be any.
    """
    needs = _needs(catalogue, position, on)
    if not needs:
        return CourseNorm((), None)
    if courses is None:
        return CourseNorm(needs, None)
    least = Facts(_with(_surely(courses)), on, {})
    most = Facts(_with(_perhaps(courses)), on, {})
    short = tuple(need for need in needs if need.state(most) == UNMET)
    if short:
        return CourseNorm(needs, False, short)
    return CourseNorm(needs, True if all(need.state(least) == MET for need in needs) else None)


def _needs(catalogue: Catalogue, position: str | None, on: date) -> tuple[CertificateNeed, ...]:
    rules = catalogue.on(on)
    known = None if position is None else rules.positions.get(position)
    if position is None or known is None or None not in known.checks:
        return ()
    leaves = rules.compiled(position, None).tree.leaves
    return tuple(
        leaf.need
        for leaf in leaves
        if isinstance(leaf.need, CertificateNeed) and leaf.condition is None
    )


def _surely(courses: Sequence[KnownCourse]) -> tuple[Certificate, ...]:
    """Only courses whose topic and day are said, at their earliest."""
    return tuple(
        Certificate(each.topic, each.hours, each.first)
        for each in courses
        if each.topic is not None and each.first is not None
    )


def _perhaps(courses: Sequence[KnownCourse]) -> tuple[Certificate, ...]:
    """Every course on every topic that it may be of, at its latest."""
    return tuple(
        Certificate(topic, each.hours, each.last)
        for each in courses
        for topic in ([each.topic] if each.topic is not None else v.TOPICS)
    )


def _with(courses: tuple[Certificate, ...]) -> Profile:
    return replace(parse_profile({}, date.max), certificates=courses)
