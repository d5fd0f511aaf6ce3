"""A staff list as the register takes it: rows without anything that must not be kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from rules.roster.employment import Unit, staff_of
from rules.roster.person import Person, StaffList
from rules.roster.private import without_private
from rules.roster.table import one_line
from rules.vocabulary import Json

NOT_ONE_PERSON: Final = frozenset({"several_people", "odd_name"})
LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row of a list. `place`: the sheet and the number of the row, for telling of it.

    The rest as `Employee` and `Appointment` have it; `units` from the widest to the narrowest.
    """

    place: str
    name: str
    number: str
    units: tuple[Unit, ...]
    post: str
    position: str | None
    staff: str | None
    rate: int | None
    since: date | None
    competition_on: date | None
    known: Json

    def to_json(self) -> Json:
        return {**asdict(self), "units": [[u.kind, u.name] for u in self.units],
                "since": _iso(self.since), "competition_on": _iso(self.competition_on)}  # fmt: skip

    @staticmethod
    def from_json(data: Json) -> ListRow:
        kept: dict[str, Any] = dict(data)
        kept["units"] = tuple(Unit(kind, name) for kind, name in kept["units"])
        kept["since"] = _day(kept["since"] or "")
        kept["competition_on"] = _day(kept["competition_on"] or "")
        return ListRow(**kept)


@dataclass(frozen=True, slots=True)
class StaffRows:
    """The rows to bring in; `left`: of people who have left, by the list's own word; `unclear`:
    places of rows that name no single person."""

    rows: tuple[ListRow, ...]
    left: int
    unclear: tuple[str, ...]

    def to_json(self) -> Json:
        return {"rows": [row.to_json() for row in self.rows], "left": self.left,
                "unclear": list(self.unclear)}  # fmt: skip

    @staticmethod
    def from_json(data: Json) -> StaffRows:
        rows: Any = data["rows"]
        left: Any = data["left"]
        unclear: Any = data["unclear"]
        return StaffRows(tuple(map(ListRow.from_json, rows)), left, tuple(unclear))


def rows_of(found: StaffList, on: date) -> StaffRows:
    """What a list that was read on the day `on` says for the register."""
    as_of = found.as_of if found.as_of and found.as_of <= on.isoformat() else on.isoformat()
    rows, unclear, left = [], [], 0
    for table in found.tables:
        doubtful = {
            "".join(filter(str.isdigit, doubt.cell))
            for doubt in table.doubts
            if doubt.why in NOT_ONE_PERSON
        }
        for person in table.people:
            place = f"{person.sheet}!{person.row}" if person.sheet else str(person.row)
            if str(person.row) in doubtful:
                unclear.append(place)
            elif person.left:
                left += 1
            else:
                rows.append(_row(person, place, as_of))
    return StaffRows(tuple(rows), left, tuple(unclear))


def _row(person: Person, place: str, as_of: str) -> ListRow:
    work = person.employment
    post = one_line(without_private(person.post))[:LONGEST]
    return ListRow(
        place=place,
        name=person.name[:LONGEST],
        number=work.number,
        units=tuple(Unit(u.kind, without_private(u.name)) for u in work.units),
        post=post,
        position=person.position,
        staff=staff_of(post, person.position),
        rate=work.rate,
        since=_day(work.since),
        competition_on=_day(work.competition),
        known=known_of(person, as_of),
    )


def known_of(person: Person, as_of: str) -> Json:
    """See `Employee.known`."""
    said: dict[str, Any] = {
        "education": _list(person.education, lambda e: {"level": e.level, "fields": [*e.fields]}),
        "degrees": _list(person.degrees, str),
        "titles": _list(person.titles, str),
        "category": person.category,
        "category_date": person.category_date or None,
        "category_until": person.category_until or None,
        "management_category": person.management_category,
        "management_date": person.management_date or None,
        "certificates": _list(person.courses, lambda c: _filled(hours=c.hours, issued=c.issued)),
    }
    if person.courses is not None and not person.courses_complete:
        said["certificates_complete"] = False
    if person.experience:
        said |= {"experience": dict(person.experience), "as_of": as_of}
    return _filled(**said)


def _list(items: Iterable[Any] | None, shown: Any) -> list[Any] | None:
    return None if items is None else [shown(item) for item in items]


def _filled(**said: Any) -> Json:
    return {key: value for key, value in said.items() if value not in (None, "")}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(said: str) -> date | None:
    """A day that is said wholly."""
    return date.fromisoformat(said) if len(said) == len("2026-01-31") else None
