"""Lists over the lines of the register: one query for all of them, filtered, sorted, in slices.

What a list tells of people of the bot, their tie and their agreement are conditions of the query,
so no caller can read past them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Literal, get_args

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    true,
    tuple_,
)

from rules.training.vocabulary import StaffCategory
from storage.repositories.parts import parts, written_out
from storage.repositories.purposes import has_agreed
from storage.repositories.staff_lines import is_in_force
from storage.tables.checks import decision
from storage.tables.conversation import person
from storage.tables.organisations import department, membership
from storage.tables.register import employee, tie
from storage.tables.staff_lines import StaffLine, staff_line
from storage.transaction import Transaction

ListName = Literal[
    "staff", "short", "open", "nothing_short", "not_judged", "leaving", "category_ends",
    "not_joined", "not_shared", "not_answered", "opted_out", "blocked",
]  # fmt: skip
SortBy = Literal["name", "name_down", "department", "day"]
LIST_NAMES: Final[tuple[ListName, ...]] = get_args(ListName)
SORTS: Final[tuple[SortBy, ...]] = get_args(SortBy)
NOT_JOINED: Final = "not_joined"
OF_TIES: Final[frozenset[ListName]] = frozenset(
    {NOT_JOINED, "not_shared", "not_answered", "opted_out", "blocked"}
)
OF_STATE: Final[frozenset[ListName]] = frozenset({"short", "open", "nothing_short", "not_judged"})
Key = tuple[Any, str, int]
"""Where somebody stands in a list: the value that it is sorted by, the name's key, the number."""
SpokenOf = tuple[str, str]
"""A purpose with its version."""


@dataclass(frozen=True, slots=True)
class ListQuery:
    """Whose posts a list is about. None and "": everybody.

    `on`: appointments in force on that day. `first`, `last`: the days of "leaving" and
    "category_ends", both included. `category` "": the record does not say. `words`: beginnings of
    words of the name, as in `name_key`, or figures of HR's number. `agreed`: the purposes without
    whose agreement nobody of the bot is spoken of. `only`: no others than these employees.
    """

    organisation_id: int
    name: ListName
    on: date
    first: date
    last: date
    agreed: tuple[SpokenOf, ...]
    departments: frozenset[int] | None = None
    position: str | None = None
    staff: StaffCategory | None = None
    words: tuple[str, ...] = ()
    letter: str = ""
    category: str | None = None
    only: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """Somebody of a list with their number in its order (from 1); `total` are in it."""

    employee_id: int
    number: int
    total: int


class Lists:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def count(self, query: ListQuery) -> int:
        """How many people are in the list."""
        people = func.count(staff_line.c.employee_id.distinct())
        counted = select(people).where(_wanted(query))
        return int((await self._transaction.execute(counted)).scalar_one())

    async def counts(self, queries: Collection[ListQuery]) -> dict[ListName, int]:
        """How many people are in each of several lists of the same people."""
        everybody = next(iter(queries))
        of_lines = [each for each in queries if each.name not in OF_TIES]
        of_ties = [each for each in queries if each.name in OF_TIES]
        employee_id = staff_line.c.employee_id
        lines = select(
            func.count(employee_id.distinct()),
            *(
                func.count(case((and_(true(), *_of_list(q)), employee_id)).distinct())
                for q in of_lines
            ),
        ).where(_of_everybody(everybody))
        total, *numbers = (await self._transaction.execute(lines)).one()
        found = {query.name: int(n) for query, n in zip(of_lines, numbers, strict=True)}
        here = select(employee_id).where(_of_everybody(everybody))
        ties = (
            _ties(everybody)
            .with_only_columns(
                func.count(),
                *(func.count(case((_of_tie(q), tie.c.id))) for q in of_ties),
            )
            .where(tie.c.employee_id.in_(here))
        )
        tied, *numbers = (await self._transaction.execute(ties)).one()
        found |= {query.name: int(n) for query, n in zip(of_ties, numbers, strict=True)}
        if NOT_JOINED in found:
            found[NOT_JOINED] = int(total) - int(tied)
        return found

    async def slice(
        self,
        query: ListQuery,
        sort: SortBy,
        after: Key | None,
        limit: int | None,
        *,
        back: bool = False,
    ) -> list[Placed]:
        """People of the list in its order: those that follow a place (None: the beginning), or
        (`back`) that come before it, the nearest of them. `limit` None: all."""
        rows = _numbered(query, sort)
        asked = select(rows.c.employee_id, rows.c.number, rows.c.total)
        if after is not None:
            here = tuple_(*(literal(value) for value in after))
            down = (sort == "name_down") != back
            asked = asked.where(_place(rows) < here if down else _place(rows) > here)
        order = rows.c.number.desc() if back else rows.c.number
        found = await self._transaction.execute(asked.order_by(order).limit(limit))
        shown = [Placed(*row) for row in found]
        return shown[::-1] if back else shown

    async def slice_with(
        self, query: ListQuery, sort: SortBy, employee_id: int, limit: int
    ) -> list[Placed]:
        """The slice with this employee of those that follow one another from the beginning; nothing
        where they are not in the list."""
        rows = _numbered(query, sort)
        own = select(rows.c.number).where(rows.c.employee_id == employee_id)
        number = (await self._transaction.execute(own)).scalar_one_or_none()
        if number is None:
            return []
        first = (number - 1) // limit * limit
        asked = (
            select(rows.c.employee_id, rows.c.number, rows.c.total)
            .where(rows.c.number > first)
            .order_by(rows.c.number)
            .limit(limit)
        )
        return [Placed(*row) for row in await self._transaction.execute(asked)]

    async def key_of(self, query: ListQuery, sort: SortBy, employee_id: int) -> Key | None:
        """Where an employee stands in the list, or, for whoever is in it no more, about where they
        stood; None where there is no such employee there."""
        everybody = replace(query, name="staff", position=None, staff=None,
                            category=None, words=(), letter="")  # fmt: skip
        for asked in (query, everybody):
            rows = _sorted(asked, sort, _day(query), only=employee_id)
            found = (await self._transaction.execute(select(*_place(rows).clauses))).first()
            if found is not None:
                return found[0], found[1], found[2]
        return None

    async def lines(self, query: ListQuery, employees: Collection[int]) -> list[StaffLine]:
        """The posts of these people that the list is about, by appointment."""
        found: list[StaffLine] = []
        for part in parts(employees):
            asked = (
                select(staff_line)
                .where(_wanted(query), staff_line.c.employee_id.in_(part))
                .order_by(staff_line.c.appointment_id)
            )
            found += [StaffLine(*row) for row in await self._transaction.execute(asked)]
        return found

    async def count_lines(self, query: ListQuery) -> int:
        """How many posts the list is about."""
        counted = select(func.count()).select_from(staff_line).where(_wanted(query))
        return int((await self._transaction.execute(counted)).scalar_one())

    async def memberships(self, query: ListQuery) -> list[int]:
        """Of the people of the list those who are members: by a tie that is confirmed and of which
        may be spoken."""
        people = select(staff_line.c.employee_id).where(_wanted(query))
        asked = (
            select(membership.c.id)
            .join(tie, tie.c.person_id == membership.c.person_id)
            .where(
                membership.c.organisation_id == query.organisation_id,
                membership.c.left_at.is_(None),
                tie.c.state == "confirmed",
                tie.c.employee_id.in_(people),
                *(has_agreed(tie.c.person_id, *purpose) for purpose in query.agreed),
            )
            .distinct()
            .order_by(membership.c.id)
        )
        return [row.id for row in await self._transaction.execute(asked)]

    async def names(self, employees: Collection[int]) -> dict[int, tuple[str, str]]:
        """The number of HR and the name of these employees."""
        found: dict[int, tuple[str, str]] = {}
        for part in parts(employees):
            asked = select(employee.c.id, employee.c.number, employee.c.name)
            rows = await self._transaction.execute(asked.where(employee.c.id.in_(part)))
            found |= {row[0]: (row[1], row[2]) for row in rows}
        return found

    async def letters(self, query: ListQuery) -> list[tuple[str, int]]:
        """The first letters of the keys with the number of people, in order."""
        letter = func.substr(staff_line.c.name_key, 2, 1)
        people = func.count(staff_line.c.employee_id.distinct())
        asked = select(letter, people).where(_wanted(query)).group_by(letter).order_by(letter)
        return [(row[0], row[1]) for row in await self._transaction.execute(asked)]

    async def by_position(self, query: ListQuery) -> list[tuple[str | None, int]]:
        """Positions of the catalogue (None: none of it) with the number of people, most first."""
        people = func.count(staff_line.c.employee_id.distinct())
        column = staff_line.c.position
        asked = select(column, people).where(_wanted(query)).group_by(column)
        rows = await self._transaction.execute(asked.order_by(people.desc(), column))
        return [(row[0], row[1]) for row in rows]

    async def by_staff(self, query: ListQuery) -> list[tuple[StaffCategory | None, int]]:
        """Categories of staff (None: not known) with the number of people, most first."""
        people = func.count(staff_line.c.employee_id.distinct())
        column = staff_line.c.staff
        asked = select(column, people).where(_wanted(query)).group_by(column)
        rows = await self._transaction.execute(asked.order_by(people.desc(), column))
        return [(row[0], row[1]) for row in rows]

    async def places(self, query: ListQuery) -> list[tuple[int | None, int]]:
        """Each department (None: none) with each person of the list who has a post there."""
        columns = (staff_line.c.department_id, staff_line.c.employee_id)
        asked = select(*columns).where(_wanted(query)).distinct()
        return [(row[0], row[1]) for row in await self._transaction.execute(asked)]


def _wanted(query: ListQuery) -> ColumnElement[bool]:
    return and_(_of_everybody(query), *_of_list(query))


def _of_everybody(query: ListQuery) -> ColumnElement[bool]:
    """The posts that are asked about, whatever the list."""
    line = staff_line.c
    conditions: list[ColumnElement[bool]] = [
        line.organisation_id == query.organisation_id,
        is_in_force(query.on),
    ]
    if query.departments is not None:
        conditions.append(line.department_id.in_(query.departments))
    if query.position is not None:
        conditions.append(line.position == query.position)
    if query.staff is not None:
        conditions.append(line.staff == query.staff)
    if query.category is not None:
        conditions.append(line.category == (query.category or None))
    if query.only is not None:
        conditions.append(line.employee_id.in_(written_out("only", query.only)))
    if query.letter:
        conditions.append(line.name_key.startswith(" " + query.letter, autoescape=True))
    conditions += [_is_called(query, each) for each in query.words]
    return and_(*conditions)


def _is_called(query: ListQuery, word: str) -> ColumnElement[bool]:
    """By a word of the name, or by figures of the number that HR has given."""
    line = staff_line.c
    by_name: ColumnElement[bool] = line.name_key.contains(" " + word, autoescape=True)
    if not word.isdecimal():
        return by_name
    numbered = select(employee.c.id).where(
        employee.c.organisation_id == query.organisation_id,
        employee.c.number.contains(word, autoescape=True),
    )
    return or_(by_name, line.employee_id.in_(numbered))


def _of_list(query: ListQuery) -> list[ColumnElement[bool]]:
    """What makes a post one of the list."""
    line = staff_line.c
    if query.name == NOT_JOINED:
        return [~_ties(query).where(tie.c.employee_id == line.employee_id).exists()]
    if query.name in OF_TIES:
        return [line.employee_id.in_(_ties(query).where(_of_tie(query)))]
    if query.name in OF_STATE:
        return [line.state == query.name]
    if query.name in ("leaving", "category_ends"):
        return [_day(query).between(query.first, query.last)]
    return []


def _ties(query: ListQuery) -> Select[Any]:
    """Employees who are somebody of the bot, by a tie that is confirmed and agreed to."""
    return (
        select(tie.c.employee_id)
        .join(employee, employee.c.id == tie.c.employee_id)
        .where(
            employee.c.organisation_id == query.organisation_id,
            tie.c.state == "confirmed",
            *(has_agreed(tie.c.person_id, *purpose) for purpose in query.agreed),
        )
    )


def _of_tie(query: ListQuery) -> ColumnElement[bool]:
    """What makes a tied person one of the list."""
    shares_results = membership.c.shares_verdicts.is_(True)
    match query.name:
        case "not_shared":
            shares_courses = membership.c.shares_certificates.is_(True)
            return ~_is_member(query, or_(shares_results, shares_courses))
        case "not_answered":
            answered = exists().where(decision.c.person_id == tie.c.person_id)
            return and_(_is_member(query, shares_results), ~answered)
        case "opted_out":
            return _is_member(query, membership.c.hr_messages.is_(False))
        case "blocked":
            return exists().where(person.c.id == tie.c.person_id, person.c.blocked_at.is_not(None))
    return true()


def _is_member(query: ListQuery, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(
        membership.c.person_id == tie.c.person_id,
        membership.c.organisation_id == query.organisation_id,
        membership.c.left_at.is_(None),
        condition,
    )


def _day(query: ListQuery) -> ColumnElement[Any]:
    """The day that a list is about."""
    is_category = query.name == "category_ends"
    return staff_line.c.category_ends if is_category else staff_line.c.training_ends


def _sorted(
    query: ListQuery,
    sort: SortBy,
    day: ColumnElement[Any] | None = None,
    only: int | None = None,
) -> Any:
    """People once each, with the value that they are sorted by."""
    line = staff_line.c
    value: ColumnElement[Any]
    source: Any = staff_line
    if sort == "department":
        value = func.coalesce(func.min(department.c.name), "")
        source = staff_line.outerjoin(department, department.c.id == line.department_id)
    elif sort == "day":
        latest = literal(date.max)
        value = func.coalesce(func.min(_day(query) if day is None else day), latest)
    else:
        value = literal("")
    asked: Select[Any] = (
        select(value.label("value"), line.name_key, line.employee_id)
        .select_from(source)
        .where(_wanted(query))
        .group_by(line.name_key, line.employee_id)
    )
    if only is not None:
        asked = asked.where(line.employee_id == only)
    return asked.subquery()


def _numbered(query: ListQuery, sort: SortBy) -> Any:
    """People with their numbers in the order of the list, and how many there are, in one look at
    it: a list of ties costs most where it is found out who is in it."""
    rows = _sorted(query, sort)
    columns = list(_place(rows).clauses)
    order = [each.desc() if sort == "name_down" else each for each in columns]
    number = func.row_number().over(order_by=order).label("number")
    return select(rows, number, func.count().over().label("total")).subquery()


def _place(rows: Any) -> Any:
    return tuple_(rows.c.value, rows.c.name_key, rows.c.employee_id)
