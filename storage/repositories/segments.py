"""Whom a broadcast is for: conditions on the members of one organisation, all of which must hold.

A condition on something that members may keep to themselves finds only those who let HR see it, or
a broadcast to a few would tell what they did not.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, exists, func, literal, select

from rules.dates import ALMATY, add_months
from storage.repositories.belonging import belongs_to
from storage.tables.checks import answer
from storage.tables.conversation import person
from storage.tables.deadlines import certificate
from storage.tables.organisations import membership
from storage.tables.segments import Segment
from storage.transaction import Transaction

# A course counts for three years.
WINDOW_MONTHS = 36


@dataclass(frozen=True, slots=True)
class MemberCourses:
    """The courses that a member with a position lets HR see: topic, hours, day of issue."""

    person_id: int
    position: str
    courses: tuple[tuple[str, int, date], ...]


async def courses_of_members(transaction: Transaction, organisation_id: int) -> list[MemberCourses]:
    """Of every present member who shares certificates and has named a position."""
    query = (
        select(
            membership.c.person_id,
            membership.c.position,
            certificate.c.topic,
            certificate.c.hours,
            certificate.c.issued,
        )
        .outerjoin(certificate, certificate.c.person_id == membership.c.person_id)
        .where(
            membership.c.organisation_id == organisation_id,
            membership.c.left_at.is_(None),
            membership.c.shares_certificates.is_(True),
            membership.c.position.is_not(None),
        )
        .order_by(membership.c.person_id, certificate.c.id)
    )
    found: dict[tuple[int, str], list[tuple[str, int, date]]] = {}
    for person_id, position, *course in await transaction.execute(query):
        held = found.setdefault((person_id, position), [])
        if course[0] is not None:
            held.append((course[0], course[1], course[2]))
    return [MemberCourses(*whose, tuple(courses)) for whose, courses in found.items()]


def recipients(
    organisation_id: int, segment: Segment, on: date, short: Collection[int] | None = None
) -> Select[tuple[int, str]]:
    """Person and language of everybody the segment means on that day and who takes messages.

    `short`: who of the members is short of hours, which a query cannot judge; None where the
    segment does not ask.
    """
    assert (short is not None) == segment.short_of_hours, "judged where it is asked, and only there"
    conditions = [
        membership.c.organisation_id == organisation_id,
        membership.c.left_at.is_(None),
        membership.c.hr_messages.is_(True),
    ]
    if segment.languages:
        conditions.append(person.c.language.in_(segment.languages))
    if segment.departments:
        conditions.append(belongs_to(organisation_id, segment.departments, on))
    if segment.positions:
        conditions.append(membership.c.position.in_(segment.positions))
    conditions += _about_certificates(segment, on)
    if short is not None:
        # Written out: a database takes only so many parameters.
        people: Any = bindparam("short", sorted(short), expanding=True, literal_execute=True)
        conditions += [membership.c.shares_certificates.is_(True), person.c.id.in_(people)]
    if segment.quiet_since is not None:
        conditions += [membership.c.shares_verdicts.is_(True), _quiet(segment.quiet_since)]
    return (
        select(person.c.id, person.c.language)
        .join(membership, membership.c.person_id == person.c.id)
        .where(*conditions)
    )


def _about_certificates(segment: Segment, on: date) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if segment.hours_below is not None:
        hours = (
            select(func.coalesce(func.sum(certificate.c.hours), 0))
            .where(
                certificate.c.person_id == person.c.id,
                certificate.c.issued >= add_months(on, -WINDOW_MONTHS),
            )
            .scalar_subquery()
        )
        conditions.append(hours < literal(segment.hours_below))
    if segment.ends_within_days is not None:
        last = on + timedelta(days=segment.ends_within_days)
        conditions.append(
            exists().where(
                certificate.c.person_id == person.c.id,
                certificate.c.issued >= add_months(on, -WINDOW_MONTHS),
                certificate.c.issued <= add_months(last, -WINDOW_MONTHS),
            )
        )
    if conditions:
        conditions.append(membership.c.shares_certificates.is_(True))
    return conditions


def _quiet(since: date) -> ColumnElement[bool]:
    moment = datetime.combine(since, time(), ALMATY)
    answered = exists().where(answer.c.person_id == person.c.id, answer.c.answered_at >= moment)
    return ~answered
