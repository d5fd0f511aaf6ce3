"""Roles that act for the HR of an organisation: those at its root."""

from datetime import datetime

from sqlalchemy import and_, func, insert, select, update

from storage.repositories.organisations import root_of
from storage.repositories.roles import end_role
from storage.tables.organisations import HR_KINDS, Role, RoleKind, role
from storage.transaction import Transaction

OF_HR = role.c.kind.in_(HR_KINDS)
IN_FORCE = and_(role.c.withdrawn_at.is_(None), OF_HR)


class HrRights:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def in_force(self, organisation_id: int, person_id: int) -> Role | None:
        """The right of this person for this organisation, unless it was withdrawn."""
        query = select(role).where(
            role.c.person_id == person_id,
            role.c.organisation_id == organisation_id,
            IN_FORCE,
        )
        row = (await self._transaction.execute(query)).first()
        return None if row is None else Role(*row)

    async def get(self, right_id: int) -> Role | None:
        """The right of this number, a withdrawn one too."""
        row = (
            await self._transaction.execute(select(role).where(role.c.id == right_id, OF_HR))
        ).first()
        return None if row is None else Role(*row)

    async def of_person(self, person_id: int) -> list[Role]:
        """The rights of a person that are in force, the oldest first."""
        query = select(role).where(role.c.person_id == person_id, IN_FORCE).order_by(role.c.id)
        return [Role(*row) for row in await self._transaction.execute(query)]

    async def of_organisation(self, organisation_id: int) -> list[Role]:
        """The rights for an organisation that are in force, the oldest first."""
        query = (
            select(role)
            .where(role.c.organisation_id == organisation_id, IN_FORCE)
            .order_by(role.c.id)
        )
        return [Role(*row) for row in await self._transaction.execute(query)]

    async def count(self, organisation_id: int) -> int:
        """How many act for this organisation now."""
        query = select(func.count()).where(role.c.organisation_id == organisation_id, IN_FORCE)
        return int((await self._transaction.execute(query)).scalar_one())

    async def has_been(self, organisation_id: int) -> bool:
        """Whether anybody who is not forgotten has ever acted for this organisation."""
        query = select(role.c.id).where(role.c.organisation_id == organisation_id, OF_HR).limit(1)
        return (await self._transaction.execute(query)).first() is not None

    async def latest(self, organisation_id: int, person_id: int) -> Role | None:
        """The newest right of this person for this organisation, a withdrawn one too."""
        query = (
            select(role)
            .where(role.c.person_id == person_id, role.c.organisation_id == organisation_id, OF_HR)
            .order_by(role.c.id.desc())
            .limit(1)
        )
        row = (await self._transaction.execute(query)).first()
        return None if row is None else Role(*row)

    async def grant(
        self,
        organisation_id: int,
        person_id: int,
        granted_by: int | None,
        now: datetime,
        name: str | None = None,
        kind: RoleKind = "hr",
    ) -> Role:
        """A new right. Raises `IntegrityError` when the person has one in force already."""
        new = {
            "organisation_id": organisation_id,
            "person_id": person_id,
            "granted_by": granted_by,
            "granted_at": now,
            "withdrawn_at": None,
            "name": name,
            "kind": kind,
            "department_id": await root_of(self._transaction, organisation_id),
            "until": None,
        }
        added = insert(role).returning(*role.c)
        return Role(*(await self._transaction.execute(added, new)).one())

    async def set_name(self, right_id: int, name: str) -> None:
        await self._transaction.execute(update(role).where(role.c.id == right_id).values(name=name))

    async def withdraw(self, right_id: int, now: datetime) -> None:
        """Ends the right from now on; the first time counts."""
        await end_role(self._transaction, right_id, now)
