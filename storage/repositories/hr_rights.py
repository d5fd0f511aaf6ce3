"""Rights to act for the HR of an organisation."""

from datetime import datetime

from sqlalchemy import delete, func, insert, select, update

from storage.tables.hr_drafts import hr_draft
from storage.tables.organisations import HrRight, hr_right
from storage.transaction import Transaction

IN_FORCE = hr_right.c.withdrawn_at.is_(None)


class HrRights:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def in_force(self, organisation_id: int, person_id: int) -> HrRight | None:
        """The right of this person for this organisation, unless it was withdrawn."""
        query = select(hr_right).where(
            hr_right.c.person_id == person_id,
            hr_right.c.organisation_id == organisation_id,
            IN_FORCE,
        )
        row = (await self._transaction.execute(query)).first()
        return None if row is None else HrRight(*row)

    async def get(self, right_id: int) -> HrRight | None:
        """The right of this number, a withdrawn one too."""
        row = (
            await self._transaction.execute(select(hr_right).where(hr_right.c.id == right_id))
        ).first()
        return None if row is None else HrRight(*row)

    async def of_person(self, person_id: int) -> list[HrRight]:
        """The rights of a person that are in force, the oldest first."""
        query = (
            select(hr_right)
            .where(hr_right.c.person_id == person_id, IN_FORCE)
            .order_by(hr_right.c.id)
        )
        return [HrRight(*row) for row in await self._transaction.execute(query)]

    async def of_organisation(self, organisation_id: int) -> list[HrRight]:
        """The rights for an organisation that are in force, the oldest first."""
        query = (
            select(hr_right)
            .where(hr_right.c.organisation_id == organisation_id, IN_FORCE)
            .order_by(hr_right.c.id)
        )
        return [HrRight(*row) for row in await self._transaction.execute(query)]

    async def count(self, organisation_id: int) -> int:
        """How many act for this organisation now."""
        query = select(func.count()).where(hr_right.c.organisation_id == organisation_id, IN_FORCE)
        return int((await self._transaction.execute(query)).scalar_one())

    async def latest(self, organisation_id: int, person_id: int) -> HrRight | None:
        """The newest right of this person for this organisation, a withdrawn one too."""
        query = (
            select(hr_right)
            .where(hr_right.c.person_id == person_id, hr_right.c.organisation_id == organisation_id)
            .order_by(hr_right.c.id.desc())
            .limit(1)
        )
        row = (await self._transaction.execute(query)).first()
        return None if row is None else HrRight(*row)

    async def grant(
        self,
        organisation_id: int,
        person_id: int,
        granted_by: int | None,
        now: datetime,
        name: str | None = None,
    ) -> HrRight:
        """A new right. Raises `IntegrityError` when the person has one in force already."""
        new = {
            "organisation_id": organisation_id,
            "person_id": person_id,
            "granted_by": granted_by,
            "granted_at": now,
            "withdrawn_at": None,
            "name": name,
        }
        added = insert(hr_right).returning(*hr_right.c)
        return HrRight(*(await self._transaction.execute(added, new)).one())

    async def set_name(self, right_id: int, name: str) -> None:
        await self._transaction.execute(
            update(hr_right).where(hr_right.c.id == right_id).values(name=name)
        )

    async def withdraw(self, right_id: int, now: datetime) -> None:
        """Ends the right from now on, and what was being written by it; the first time counts."""
        ended = (
            update(hr_right)
            .where(hr_right.c.id == right_id, IN_FORCE)
            .values(withdrawn_at=now)
            .returning(hr_right.c.person_id, hr_right.c.organisation_id)
        )
        row = (await self._transaction.execute(ended)).first()
        if row is not None:
            await self._transaction.execute(
                delete(hr_draft).where(
                    hr_draft.c.person_id == row.person_id,
                    hr_draft.c.organisation_id == row.organisation_id,
                )
            )
