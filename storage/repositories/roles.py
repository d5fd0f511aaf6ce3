"""Roles: who may do what in which part of an organisation, and until when."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, bindparam, insert, or_, select, update

from storage.engine.prepared import Prepared
from storage.repositories.page_sessions import end_without_role
from storage.tables.organisations import Role, RoleKind, role
from storage.transaction import Transaction

NOT_WITHDRAWN = role.c.withdrawn_at.is_(None)
# Asked before each update is decided.
PAST = Prepared(
    lambda _: select(role).where(
        role.c.until.is_not(None), role.c.until < bindparam("on"), NOT_WITHDRAWN
    )
)


class Roles:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def held(self, organisation_id: int, person_id: int, on: date) -> list[Role]:
        """What this person may be there on a day, the oldest role first."""
        return await self._in_force(
            on, role.c.organisation_id == organisation_id, role.c.person_id == person_id
        )

    async def of_person(self, person_id: int, on: date) -> list[Role]:
        """The roles of a person in all organisations, the oldest first."""
        return await self._in_force(on, role.c.person_id == person_id)

    async def of_organisation(self, organisation_id: int, on: date) -> list[Role]:
        """All roles in force there, the oldest first."""
        return await self._in_force(on, role.c.organisation_id == organisation_id)

    async def get(self, role_id: int) -> Role | None:
        """The role of this number, an ended one too."""
        row = (await self._transaction.execute(select(role).where(role.c.id == role_id))).first()
        return None if row is None else Role(*row)

    async def give(
        self,
        organisation_id: int,
        person_id: int,
        kind: RoleKind,
        department_id: int,
        until: date | None,
        granted_by: int | None,
        now: datetime,
        name: str | None = None,
    ) -> Role:
        """Raises `IntegrityError` when the person has a role for that department already."""
        new = {
            "organisation_id": organisation_id,
            "person_id": person_id,
            "granted_by": granted_by,
            "granted_at": now,
            "withdrawn_at": None,
            "name": name,
            "kind": kind,
            "department_id": department_id,
            "until": until,
        }
        added = insert(role).returning(*role.c)
        return Role(*(await self._transaction.execute(added, new)).one())

    async def change(self, role_id: int, kind: RoleKind, until: date | None) -> None:
        await self._transaction.execute(
            update(role).where(role.c.id == role_id).values(kind=kind, until=until)
        )

    async def end(self, role_id: int, now: datetime) -> None:
        """Ends the role from now on; the first time counts. With the last one of a person their
        sessions of the page end."""
        await end_role(self._transaction, role_id, now)

    async def past(self, on: date) -> list[Role]:
        """The roles whose last day is over and that nobody has ended yet."""
        return [Role(*row) for row in await self._transaction.rows(PAST, {"on": on})]

    async def _in_force(self, on: date, *conditions: ColumnElement[bool]) -> list[Role]:
        lasts = or_(role.c.until.is_(None), role.c.until >= on)
        query = select(role).where(NOT_WITHDRAWN, lasts, *conditions).order_by(role.c.id)
        return [Role(*row) for row in await self._transaction.execute(query)]


async def end_role(transaction: Transaction, role_id: int, now: datetime) -> None:
    """See `Roles.end`."""
    ended = (
        update(role)
        .where(role.c.id == role_id, NOT_WITHDRAWN)
        .values(withdrawn_at=now)
        .returning(role.c.person_id)
    )
    whose = list((await transaction.execute(ended)).scalars())
    await end_without_role(transaction, whose)
