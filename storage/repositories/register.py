"""The employer's register: employees and their appointments.

Whatever changes here makes the lines of the employee due (`storage/repositories/staff_lines.py`).
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, insert, or_, select, update

from rules.vocabulary import Json
from storage.repositories.parts import AT_ONCE, parts
from storage.repositories.staff_lines import mark_due, mark_employees_due
from storage.repositories.ties import HOLDS
from storage.tables.register import Appointment, Employee, appointment, employee, tie
from storage.transaction import Transaction

NewEmployee = tuple[str, str, Json]
"""Number, name, what the employer knows."""


class Register:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(
        self, organisation_id: int, new: Sequence[NewEmployee], now: datetime
    ) -> list[int]:
        """The numbers of the new employees, in the order given."""
        added = insert(employee).returning(employee.c.id, sort_by_parameter_order=True)
        rows = [
            {
                "organisation_id": organisation_id,
                "number": number,
                "name": name,
                "known": known,
                "created_at": now,
                "changed_at": now,
            }
            for number, name, known in new
        ]
        if not rows:
            return []
        numbers = list((await self._transaction.execute(added, rows)).scalars())
        await mark_due(self._transaction, dict.fromkeys(numbers, organisation_id))
        return numbers

    async def change(
        self, employee_id: int, number: str, name: str, known: Json, now: datetime
    ) -> None:
        await self._transaction.execute(
            update(employee)
            .where(employee.c.id == employee_id)
            .values(number=number, name=name, known=known, changed_at=now)
        )
        await mark_employees_due(self._transaction, [employee_id])

    async def appoint(self, new: Sequence[Appointment]) -> None:
        """Adds appointments; their own numbers are given by the database."""
        rows = [_row(each) for each in new]
        if rows:
            await self._transaction.execute(insert(appointment), rows)
            await mark_employees_due(self._transaction, {each.employee_id for each in new})

    async def change_appointment(self, changed: Appointment) -> None:
        await self._transaction.execute(
            update(appointment).where(appointment.c.id == changed.id).values(**_row(changed))
        )
        await mark_employees_due(self._transaction, [changed.employee_id])

    async def end_appointments(self, ids: Collection[int], until: date) -> None:
        """`until`: their last day; one that has ended before stays as it is."""
        lasts = or_(appointment.c.until.is_(None), appointment.c.until > until)
        for part in parts(ids):
            ended = (
                update(appointment)
                .where(appointment.c.id.in_(part), lasts)
                .values(until=until)
                .returning(appointment.c.employee_id)
            )
            whose = set((await self._transaction.execute(ended)).scalars())
            await mark_employees_due(self._transaction, whose)

    async def get(self, employee_id: int) -> Employee | None:
        query = select(employee).where(employee.c.id == employee_id)
        row = (await self._transaction.execute(query)).first()
        return None if row is None else Employee(*row)

    async def several(self, employee_ids: Collection[int]) -> list[Employee]:
        """The employees of these numbers, by number."""
        found: list[Employee] = []
        for part in parts(employee_ids):
            query = select(employee).where(employee.c.id.in_(part)).order_by(employee.c.id)
            found += [Employee(*row) for row in await self._transaction.execute(query)]
        return found

    async def all(self, organisation_id: int) -> list[Employee]:
        """Everybody of an organisation who was ever there, by number of the row."""
        query = (
            select(employee)
            .where(employee.c.organisation_id == organisation_id)
            .order_by(employee.c.id)
        )
        return [Employee(*row) for row in await self._transaction.execute(query)]

    async def appointments(self, employee_ids: Collection[int]) -> list[Appointment]:
        """All appointments of these employees, ended ones too, by number."""
        found: list[Appointment] = []
        for part in parts(employee_ids):
            query = (
                select(appointment)
                .where(appointment.c.employee_id.in_(part))
                .order_by(appointment.c.id)
            )
            found += [Appointment(*row) for row in await self._transaction.execute(query)]
        return found

    async def posts(self, appointment_ids: Collection[int]) -> dict[int, str]:
        """The posts of these appointments in the words of the employer's list."""
        found: dict[int, str] = {}
        for part in parts(appointment_ids):
            query = select(appointment.c.id, appointment.c.post)
            rows = await self._transaction.execute(query.where(appointment.c.id.in_(part)))
            found |= {row[0]: row[1] for row in rows}
        return found

    async def all_appointments(self, organisation_id: int, on: date) -> list[Appointment]:
        """All that are in force in an organisation on a day, by number."""
        query = (
            select(*appointment.c)
            .join(employee, employee.c.id == appointment.c.employee_id)
            .where(employee.c.organisation_id == organisation_id, in_force(on))
            .order_by(appointment.c.id)
        )
        return [Appointment(*row) for row in await self._transaction.execute(query)]

    async def working(
        self,
        organisation_id: int,
        on: date,
        departments: Collection[int] | None = None,
        after: tuple[str, int] = ("", 0),
        limit: int = AT_ONCE,
    ) -> list[Employee]:
        """Who is appointed on a day, by name: a page after a name and number. `departments`: only
        those appointed to one of these."""
        return await self._page(self._works(organisation_id, on, departments), after, limit)

    async def untied(
        self,
        organisation_id: int,
        on: date,
        departments: Collection[int] | None,
        after: tuple[str, int],
        limit: int,
    ) -> list[Employee]:
        """As `working`, of them who has no tie, proposed or confirmed."""
        wanted = and_(self._works(organisation_id, on, departments), ~_tied())
        return await self._page(wanted, after, limit)

    async def count_untied(
        self, organisation_id: int, on: date, departments: Collection[int] | None
    ) -> int:
        wanted = and_(self._works(organisation_id, on, departments), ~_tied())
        query = select(func.count()).select_from(employee).where(wanted)
        return int((await self._transaction.execute(query)).scalar_one())

    async def ended(self, organisation_id: int, before: date) -> list[Employee]:
        """Whose last appointment ended before a day, by name; who never had one is not among
        them."""
        of = appointment.c.employee_id == employee.c.id
        lasts = or_(appointment.c.until.is_(None), appointment.c.until >= before)
        query = (
            select(employee)
            .where(
                employee.c.organisation_id == organisation_id,
                select(appointment.c.id).where(of).exists(),
                ~select(appointment.c.id).where(of, lasts).exists(),
            )
            .order_by(employee.c.name, employee.c.id)
        )
        return [Employee(*row) for row in await self._transaction.execute(query)]

    async def delete(self, employee_id: int) -> None:
        """The record with its appointments, ties and links."""
        await self._transaction.execute(delete(employee).where(employee.c.id == employee_id))

    async def _page(
        self, wanted: ColumnElement[bool], after: tuple[str, int], limit: int
    ) -> list[Employee]:
        later = or_(
            employee.c.name > after[0],
            and_(employee.c.name == after[0], employee.c.id > after[1]),
        )
        query = (
            select(employee)
            .where(wanted, later)
            .order_by(employee.c.name, employee.c.id)
            .limit(limit)
        )
        return [Employee(*row) for row in await self._transaction.execute(query)]

    async def names(
        self, organisation_id: int, on: date, departments: Collection[int] | None = None
    ) -> list[tuple[int, str]]:
        """Number and name of everybody who is appointed on a day, by name."""
        query = (
            select(employee.c.id, employee.c.name)
            .where(self._works(organisation_id, on, departments))
            .order_by(employee.c.name, employee.c.id)
        )
        return [(number, name) for number, name in await self._transaction.execute(query)]

    async def count(
        self, organisation_id: int, on: date, departments: Collection[int] | None = None
    ) -> int:
        """How many people are appointed there on a day."""
        query = select(func.count()).where(self._works(organisation_id, on, departments))
        return int((await self._transaction.execute(query.select_from(employee))).scalar_one())

    def _works(
        self, organisation_id: int, on: date, departments: Collection[int] | None
    ) -> ColumnElement[bool]:
        appointed = select(appointment.c.id).where(
            appointment.c.employee_id == employee.c.id, in_force(on)
        )
        if departments is not None:
            appointed = appointed.where(appointment.c.department_id.in_(departments))
        return and_(employee.c.organisation_id == organisation_id, appointed.exists())


def _tied() -> ColumnElement[bool]:
    return select(tie.c.id).where(tie.c.employee_id == employee.c.id, HOLDS).exists()


def in_force(on: date) -> ColumnElement[bool]:
    """An appointment that has begun, as far as that is known, and has not ended."""
    return and_(
        or_(appointment.c.since.is_(None), appointment.c.since <= on),
        or_(appointment.c.until.is_(None), appointment.c.until >= on),
    )


def _row(each: Appointment) -> dict[str, Any]:
    return {
        "employee_id": each.employee_id,
        "department_id": each.department_id,
        "position": each.position,
        "post": each.post,
        "staff": each.staff,
        "rate": each.rate,
        "since": each.since,
        "until": each.until,
        "competition_on": each.competition_on,
    }
