"""Whom something is for: conditions on the members of one organisation, all of which must hold.

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
from storage.repositories.questions import asked_in, has_answered
from storage.tables.checks import answer
from storage.tables.conversation import person
from storage.tables.deadlines import certificate
from storage.tables.organisations import department, membership, role
from storage.tables.outbound import dispatch, receipt
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


class Segments:
    """Members whom conditions mean, without sending them anything."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def named(
        self, organisation_id: int, segment: Segment, on: date
    ) -> list[tuple[int, str]]:
        """Membership and name of those who have given one, by name."""
        found = meant(organisation_id, segment, on).where(membership.c.name.is_not(None))
        query = found.with_only_columns(membership.c.id, membership.c.name).order_by(
            membership.c.name, membership.c.id
        )
        return [(number, name) for number, name in await self._transaction.execute(query)]

    async def memberships(
        self,
        organisation_id: int,
        segment: Segment,
        on: date,
        short: Collection[int] | None = None,
    ) -> list[int]:
        """By number; `short` as for `meant`."""
        found = meant(organisation_id, segment, on, short)
        query = found.with_only_columns(membership.c.id).order_by(membership.c.id)
        return list((await self._transaction.execute(query)).scalars())

    async def count(self, organisation_id: int, segment: Segment, on: date) -> int:
        found = meant(organisation_id, segment, on).subquery()
        counted = await self._transaction.execute(select(func.count()).select_from(found))
        return int(counted.scalar_one())


def recipients(
    organisation_id: int, segment: Segment, on: date, short: Collection[int] | None = None
) -> Select[tuple[int, str]]:
    """Person and language of everybody the segment means on that day and who takes messages.
    `short` as for `meant`."""
    return meant(organisation_id, segment, on, short).where(membership.c.hr_messages.is_(True))


def meant(
    organisation_id: int, segment: Segment, on: date, short: Collection[int] | None = None
) -> Select[tuple[int, str]]:
    """Person and language of every present member whom the segment means on that day.

    `short`: who of the members is short of hours, which a query cannot judge; None where the
    segment does not ask.
    """
    assert (short is not None) == segment.short_of_hours, "judged where it is asked, and only there"
    conditions = [
        membership.c.organisation_id == organisation_id,
        membership.c.left_at.is_(None),
        *_of_the_place(organisation_id, segment, on),
    ]
    if segment.languages:
        conditions.append(person.c.language.in_(segment.languages))
    if segment.positions:
        conditions.append(membership.c.position.in_(segment.positions))
    conditions += _about_certificates(segment, on)
    if short is not None:
        people = _written_out("short", short)
        conditions += [membership.c.shares_certificates.is_(True), person.c.id.in_(people)]
    if segment.quiet_since is not None:
        conditions += [membership.c.shares_verdicts.is_(True), _quiet(segment.quiet_since)]
    return (
        select(person.c.id, person.c.language)
        .join(membership, membership.c.person_id == person.c.id)
        .where(*conditions)
    )


def _of_the_place(organisation_id: int, segment: Segment, on: date) -> list[ColumnElement[bool]]:
    """What the organisation itself says of its members: where they are, who they are there."""
    found: list[ColumnElement[bool]] = []
    if segment.departments:
        chosen = _with_parts("chosen", segment.departments)
        found.append(belongs_to(organisation_id, chosen, on))
    if segment.within:
        bound = _with_parts("bound", segment.within)
        found.append(belongs_to(organisation_id, bound, on))
    if segment.members:
        found.append(membership.c.id.in_(_written_out("members", segment.members)))
    if segment.rest_of is not None:
        got = dispatch.c.state.in_(("sent", "unknown"))
        has_read = exists().where(
            receipt.c.campaign_id == segment.rest_of,
            receipt.c.person_id == membership.c.person_id,
        )
        found += [_of_campaign(segment.rest_of, got), ~has_read]
    if segment.unanswered_of is not None:
        person_id = membership.c.person_id
        found += [
            asked_in(segment.unanswered_of, person_id),
            ~has_answered(segment.unanswered_of, person_id),
        ]
    if segment.failed_of is not None:
        missed = dispatch.c.state.in_(("failed", "blocked"))
        found.append(_of_campaign(segment.failed_of, missed))
    if segment.roles:
        found.append(
            exists().where(
                role.c.person_id == membership.c.person_id,
                role.c.organisation_id == membership.c.organisation_id,
                role.c.withdrawn_at.is_(None),
                role.c.kind.in_(segment.roles),
            )
        )
    return found


def _of_campaign(campaign_id: int, state: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(
        dispatch.c.campaign_id == campaign_id,
        dispatch.c.person_id == membership.c.person_id,
        state,
    )


def _with_parts(name: str, departments: Collection[int]) -> Select[tuple[int]]:
    top = select(department.c.id).where(department.c.id.in_(departments)).cte(name, recursive=True)
    parts = top.union(select(department.c.id).join(top, department.c.parent_id == top.c.id))
    return select(parts.c.id)


def _written_out(name: str, numbers: Collection[int]) -> Any:
    # A database takes only so many parameters.
    return bindparam(name, sorted(numbers), expanding=True, literal_execute=True)


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
