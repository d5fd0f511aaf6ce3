"""Whom a broadcast is for: conditions on the members of one organisation, all of which must hold.

A condition on something that members may keep to themselves finds only those who let HR see it, or
a broadcast to a few would tell what they did not.
"""

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, literal, select

from rules.dates import ALMATY, add_months
from storage.deadline_tables import certificate
from storage.organisation_tables import membership
from storage.tables import answer, person

# A course counts for three years.
WINDOW_MONTHS = 36


@dataclass(frozen=True, slots=True)
class Segment:
    """Empty conditions hold for everybody.

    `languages`, `departments` (ids) and `positions` (catalogue ids): one of them. `hours_below`:
    fewer hours of courses within three years. `ends_within_days`: a course leaves its three years
    within so many days. `quiet_since`: no answer given to the bot on that day or later.
    """

    languages: tuple[str, ...] = ()
    departments: tuple[int, ...] = ()
    positions: tuple[str, ...] = ()
    hours_below: int | None = None
    ends_within_days: int | None = None
    quiet_since: date | None = None

    def to_json(self) -> dict[str, Any]:
        """What `from_json` reads; conditions that are not set are left out."""
        plain = {name: _plain(value) for name, value in asdict(self).items()}
        return {name: value for name, value in plain.items() if value not in (None, [])}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Segment":
        known = {field.name for field in fields(cls)}
        given = {name: _read(name, value) for name, value in stored.items() if name in known}
        return cls(**given)


def recipients(organisation_id: int, segment: Segment, on: date) -> Select[tuple[int, str]]:
    """Person and language of everybody the segment means on that day and who takes messages."""
    conditions = [
        membership.c.organisation_id == organisation_id,
        membership.c.left_at.is_(None),
        membership.c.hr_messages.is_(True),
    ]
    if segment.languages:
        conditions.append(person.c.language.in_(segment.languages))
    if segment.departments:
        conditions.append(membership.c.department_id.in_(segment.departments))
    if segment.positions:
        conditions.append(membership.c.position.in_(segment.positions))
    conditions += _about_certificates(segment, on)
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


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value


def _read(name: str, value: Any) -> Any:
    if name == "quiet_since":
        return date.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value
