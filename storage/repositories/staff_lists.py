"""Slices of the register: who works there, narrowed and ordered, from somebody on."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from sqlalchemy import (
    ColumnElement,
    Text,
    and_,
    cast,
    func,
    literal,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.dialects import postgresql

from storage.repositories.register import in_force
from storage.tables.register import Employee, appointment, employee
from storage.transaction import Transaction

Order = Literal["name", "-name", "granted", "-granted"]
# Whoever has no such day comes last, whichever end is first.
LAST: Final = "9999"
NOTHING: Final = "0000"


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Only whoever is appointed in one of `departments` (None: anywhere), to `position`, has
    `category` by the employer's word ("": nothing is known), and is one of `people` (None: all)."""

    departments: Collection[int] | None = None
    position: str | None = None
    category: str | None = None
    people: Collection[int] | None = None


class StaffLists:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def slice(
        self,
        organisation_id: int,
        on: date,
        narrowed: Narrowed,
        order: Order,
        after: int,
        limit: int,
    ) -> list[Employee]:
        """`after`: the last employee seen, 0 for the beginning."""
        wanted = self._wanted(organisation_id, on, narrowed)
        keys = self._keys(order)
        query = select(employee).where(wanted)
        if after:
            seen = (
                await self._transaction.execute(
                    select(*keys).where(
                        employee.c.id == after, employee.c.organisation_id == organisation_id
                    )
                )
            ).first()
            if seen is None:
                return []
            query = query.where(_later(keys, tuple(seen), descending=order.startswith("-")))
        if order.startswith("-"):
            keys = [key.desc() for key in keys]
        query = query.order_by(*keys).limit(limit)
        return [Employee(*row) for row in await self._transaction.execute(query)]

    async def count(self, organisation_id: int, on: date, narrowed: Narrowed) -> int:
        wanted = self._wanted(organisation_id, on, narrowed)
        query = select(func.count()).select_from(employee).where(wanted)
        return int((await self._transaction.execute(query)).scalar_one())

    async def positions(
        self, organisation_id: int, on: date, departments: Collection[int] | None
    ) -> list[str]:
        """Which positions of the catalogue people hold there on a day."""
        query = (
            select(appointment.c.position)
            .distinct()
            .join(employee, employee.c.id == appointment.c.employee_id)
            .where(
                employee.c.organisation_id == organisation_id,
                appointment.c.position.is_not(None),
                in_force(on),
            )
        )
        if departments is not None:
            query = query.where(appointment.c.department_id.in_(departments))
        return list((await self._transaction.execute(query)).scalars())

    def _wanted(self, organisation_id: int, on: date, narrowed: Narrowed) -> ColumnElement[bool]:
        appointed = select(appointment.c.id).where(
            appointment.c.employee_id == employee.c.id, in_force(on)
        )
        if narrowed.departments is not None:
            appointed = appointed.where(appointment.c.department_id.in_(narrowed.departments))
        if narrowed.position is not None:
            appointed = appointed.where(appointment.c.position == narrowed.position)
        found = and_(employee.c.organisation_id == organisation_id, appointed.exists())
        if narrowed.category == "":
            found = and_(found, self._known("category").is_(None))
        elif narrowed.category is not None:
            found = and_(found, self._known("category") == narrowed.category)
        if narrowed.people is not None:
            found = and_(found, employee.c.id.in_(narrowed.people))
        return found

    def _keys(self, order: Order) -> list[ColumnElement[Any]]:
        """What the slice is ordered by, each once, so that a row can be found again."""
        by_name: list[ColumnElement[Any]] = [employee.c.name, employee.c.id]
        if not order.endswith("granted"):
            return by_name
        missing = literal(NOTHING if order.startswith("-") else LAST)
        return [func.coalesce(self._known("category_date"), missing), *by_name]

    def _known(self, key: str) -> ColumnElement[str]:
        """What the employer holds under a key, as text."""
        if self._transaction.dialect == "sqlite":
            return type_coerce(func.json_extract(employee.c.known, f"$.{key}"), Text)
        text: ColumnElement[str] = cast(type_coerce(employee.c.known, Text), postgresql.JSON)[
            key
        ].astext
        return text


def _later(
    keys: list[ColumnElement[Any]], seen: tuple[Any, ...], *, descending: bool
) -> ColumnElement[bool]:
    """Whatever comes after the row with these keys."""
    found: list[ColumnElement[bool]] = []
    for at, key in enumerate(keys):
        same = [other == value for other, value in zip(keys[:at], seen, strict=False)]
        found.append(and_(*same, key < seen[at] if descending else key > seen[at]))
    return or_(*found)
