"""Whom a broadcast or a deadline is for: conditions on the members of one organisation, as they are
kept."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Final

from rules.vocabulary import Language


@dataclass(frozen=True, slots=True)
class Segment:
    """Empty conditions hold for everybody.

    `languages`, `departments` (ids, with all that are parts of them), `positions` (catalogue ids),
    `roles` (kinds), `members` (ids of memberships): one of them. `within`: departments out of which
    nobody is meant, whatever else holds, as far as the writer's right goes; empty: no bound.
    `rest_of`: who got (or may have got) that broadcast and has not confirmed reading it.
    `unanswered_of`: who got the question of that broadcast and has not answered it.
    `from_shared`: `members` are a list that was made from what they share with HR.
    `failed_of`: whom that broadcast did not reach.
    `hours_below`: fewer hours of courses within three years. `ends_within_days`: a course leaves
    its three years within so many days. `quiet_since`: no answer given to the bot on that day or
    later. `short_of_hours`: fewer courses than the clause of the member's own position asks for.
    """

    languages: tuple[Language, ...] = ()
    departments: tuple[int, ...] = ()
    positions: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    members: tuple[int, ...] = ()
    within: tuple[int, ...] = ()
    rest_of: int | None = None
    failed_of: int | None = None
    hours_below: int | None = None
    ends_within_days: int | None = None
    quiet_since: date | None = None
    short_of_hours: bool = False
    unanswered_of: int | None = None
    from_shared: bool = False

    def to_json(self) -> dict[str, Any]:
        """What `from_json` reads; conditions that are not set are left out."""
        plain = {name: _plain(value) for name, value in asdict(self).items()}
        return {name: value for name, value in plain.items() if value not in (None, [], False)}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Segment:
        known = {field.name for field in fields(cls)}
        given = {name: _read(name, value) for name, value in stored.items() if name in known}
        return cls(**given)


EVERYBODY: Final = Segment()


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value


def _read(name: str, value: Any) -> Any:
    if name == "quiet_since":
        return date.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value
