"""Lists that HR is looking through; one of each HR in each organisation, for a day at the most."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, insert, select, update

from rules.vocabulary import Json
from storage.tables.register import StaffImport, staff_import
from storage.transaction import Transaction

KEPT_FOR: Final = timedelta(days=1)


class StaffImports:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def put(
        self, organisation_id: int, person_id: int, data: Json, now: datetime
    ) -> StaffImport:
        """In place of the one that this person looked through there before."""
        await self._transaction.lock(person_id)
        await self._transaction.execute(
            delete(staff_import).where(
                staff_import.c.organisation_id == organisation_id,
                staff_import.c.person_id == person_id,
            )
        )
        new = {
            "organisation_id": organisation_id,
            "person_id": person_id,
            "data": data,
            "made_at": now,
        }
        added = insert(staff_import).returning(*staff_import.c)
        return StaffImport(*(await self._transaction.execute(added, new)).one())

    async def get(self, import_id: int) -> StaffImport | None:
        query = select(staff_import).where(staff_import.c.id == import_id)
        row = (await self._transaction.execute(query)).first()
        return None if row is None else StaffImport(*row)

    async def change(self, import_id: int, data: Json) -> None:
        await self._transaction.execute(
            update(staff_import).where(staff_import.c.id == import_id).values(data=data)
        )

    async def remove(self, import_id: int) -> None:
        await self._transaction.execute(delete(staff_import).where(staff_import.c.id == import_id))

    async def purge(self, now: datetime) -> None:
        """Deletes what nobody has brought in within a day."""
        await self._transaction.execute(
            delete(staff_import).where(staff_import.c.made_at <= now - KEPT_FOR)
        )
