"""Organisations and the trees of their departments."""

from datetime import datetime

from sqlalchemy import delete, insert, select, update

from storage.repositories.page_sessions import end_without_role
from storage.tables.organisations import (
    Department,
    DepartmentKind,
    Organisation,
    Superior,
    department,
    membership,
    organisation,
    role,
)
from storage.tables.register import appointment
from storage.transaction import Transaction, insert_into


class Organisations:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, name: str, now: datetime) -> Organisation | None:
        """The new organisation; None when the name is taken."""
        new = (
            insert_into(self._transaction.dialect, organisation)
            .values(name=name, created_at=now)
            .on_conflict_do_nothing(index_elements=[organisation.c.name])
            .returning(*organisation.c)
        )
        row = (await self._transaction.execute(new)).first()
        if row is None:
            return None
        root = {"organisation_id": row.id, "name": "", "created_at": now, "kind": "organisation"}
        await self._transaction.execute(insert(department).values(**root))
        return Organisation(*row)

    async def get(self, organisation_id: int) -> Organisation | None:
        query = select(organisation).where(organisation.c.id == organisation_id)
        row = (await self._transaction.execute(query)).first()
        return None if row is None else Organisation(*row)

    async def named(self, name: str) -> Organisation | None:
        """The organisation of exactly this name."""
        query = select(organisation).where(organisation.c.name == name)
        row = (await self._transaction.execute(query)).first()
        return None if row is None else Organisation(*row)

    async def all(self) -> list[Organisation]:
        """All there are, by name."""
        query = select(organisation).order_by(organisation.c.name)
        return [Organisation(*row) for row in await self._transaction.execute(query)]

    async def hold(self, organisation_id: int) -> None:
        """Makes others that write and hold this organisation wait for the end of this transaction.

        So rights, members and deadlines that are read stay true until what follows is written.
        """
        await self._transaction.hold(
            select(organisation.c.id).where(organisation.c.id == organisation_id)
        )

    async def rename(self, organisation_id: int, name: str) -> None:
        """Raises `IntegrityError` when another organisation has the name."""
        await self._transaction.execute(
            update(organisation).where(organisation.c.id == organisation_id).values(name=name)
        )

    async def set_superior(self, organisation_id: int, answers_to: Superior | None) -> None:
        """Whom the organisation answers to; None: not said any more."""
        await self._transaction.execute(
            update(organisation)
            .where(organisation.c.id == organisation_id)
            .values(answers_to=answers_to)
        )

    async def of_member(self, person_id: int) -> list[Organisation]:
        """Those that the person is a member of now, the earliest first."""
        query = (
            select(*organisation.c)
            .join(membership, membership.c.organisation_id == organisation.c.id)
            .where(membership.c.person_id == person_id, membership.c.left_at.is_(None))
            .order_by(organisation.c.id)
        )
        return [Organisation(*row) for row in await self._transaction.execute(query)]

    async def add_department(
        self,
        organisation_id: int,
        name: str,
        now: datetime,
        kind: DepartmentKind = "department",
        parent_id: int | None = None,
    ) -> Department | None:
        """The new department below `parent_id`, None: below the root; None when the organisation
        has one of that name."""
        above = parent_id or await root_of(self._transaction, organisation_id)
        new = (
            insert_into(self._transaction.dialect, department)
            .values(
                organisation_id=organisation_id,
                name=name,
                created_at=now,
                kind=kind,
                parent_id=above,
            )
            .on_conflict_do_nothing(
                index_elements=[department.c.organisation_id, department.c.name]
            )
            .returning(*department.c)
        )
        row = (await self._transaction.execute(new)).first()
        return None if row is None else Department(*row)

    async def department(self, department_id: int) -> Department | None:
        """The department of this number, a root too."""
        query = select(department).where(department.c.id == department_id)
        row = (await self._transaction.execute(query)).first()
        return None if row is None else Department(*row)

    async def root(self, organisation_id: int) -> int:
        """The number of the department that stands for the whole organisation."""
        return await root_of(self._transaction, organisation_id)

    async def departments(self, organisation_id: int) -> list[Department]:
        """The organisation's departments, by name, without the root."""
        query = (
            select(department)
            .where(
                department.c.organisation_id == organisation_id, department.c.parent_id.is_not(None)
            )
            .order_by(department.c.name)
        )
        return [Department(*row) for row in await self._transaction.execute(query)]

    async def rename_department(self, department_id: int, name: str) -> None:
        """Raises `IntegrityError` when another department there has the name."""
        await self._transaction.execute(
            update(department).where(department.c.id == department_id).values(name=name)
        )

    async def set_place(
        self, department_id: int, kind: DepartmentKind, parent_id: int | None
    ) -> None:
        """What it is, and what it is a part of."""
        await self._transaction.execute(
            update(department)
            .where(department.c.id == department_id)
            .values(kind=kind, parent_id=parent_id)
        )

    async def remove_department(self, department_id: int) -> None:
        """Its members stay in the organisation; links into it and roles for it are gone. What was
        below it, and who was appointed to it, goes to what it was a part of."""
        above = select(department.c.parent_id).where(department.c.id == department_id)
        higher = (await self._transaction.execute(above)).scalar()
        for column in (department.c.parent_id, appointment.c.department_id):
            await self._transaction.execute(
                update(column.table).where(column == department_id).values({column: higher})
            )
        leading = select(role.c.person_id).where(role.c.department_id == department_id)
        led_it = (await self._transaction.execute(leading)).scalars().all()
        await self._transaction.execute(delete(department).where(department.c.id == department_id))
        await end_without_role(self._transaction, led_it)


async def root_of(transaction: Transaction, organisation_id: int) -> int:
    query = select(department.c.id).where(
        department.c.organisation_id == organisation_id, department.c.parent_id.is_(None)
    )
    return int((await transaction.execute(query)).scalar_one())
