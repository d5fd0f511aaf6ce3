"""Unsent broadcasts, one for each HR of each organisation."""

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Executable, and_, bindparam, delete, select

from storage.tables.hr_drafts import hr_draft
from storage.transaction import Transaction, insert_into


class HrDrafts:
    """A draft is the organisation's: it stays when its writer's right ends, and a colleague can go
    on with it."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def get(self, person_id: int, organisation_id: int) -> dict[str, Any] | None:
        query = select(hr_draft.c.data).where(_own(person_id, organisation_id))
        found: dict[str, Any] | None = (await self._transaction.execute(query)).scalar()
        return found

    async def put(
        self, person_id: int, organisation_id: int, data: dict[str, Any], now: datetime
    ) -> None:
        """Replaces what is there. `data`: JSON, types kept."""
        await self._transaction.lock(person_id)
        await self._transaction.execute(
            _put(self._transaction.dialect),
            {
                "person_id": person_id,
                "organisation_id": organisation_id,
                "data": data,
                "changed_at": now,
            },
        )

    async def of_colleagues(
        self, organisation_id: int, person_id: int
    ) -> list[tuple[int, dict[str, Any]]]:
        """Writer and draft of everybody else there, the latest first."""
        query = (
            select(hr_draft.c.person_id, hr_draft.c.data)
            .where(hr_draft.c.organisation_id == organisation_id, hr_draft.c.person_id != person_id)
            .order_by(hr_draft.c.changed_at.desc(), hr_draft.c.person_id)
        )
        return [(writer, data) for writer, data in await self._transaction.execute(query)]

    async def take(
        self,
        organisation_id: int,
        from_id: int,
        person_id: int,
        data: dict[str, Any],
        now: datetime,
    ) -> None:
        """Hands a draft to another person, who has none."""
        await self.remove(from_id, organisation_id)
        await self.put(person_id, organisation_id, data, now)

    async def remove(self, person_id: int, organisation_id: int) -> None:
        await self._transaction.execute(delete(hr_draft).where(_own(person_id, organisation_id)))


def _own(person_id: int, organisation_id: int) -> ColumnElement[bool]:
    return and_(hr_draft.c.person_id == person_id, hr_draft.c.organisation_id == organisation_id)


@cache
def _put(dialect: str) -> Executable:
    new = insert_into(dialect, hr_draft).values(
        person_id=bindparam("person_id"),
        organisation_id=bindparam("organisation_id"),
        data=bindparam("data"),
        changed_at=bindparam("changed_at"),
    )
    return new.on_conflict_do_update(
        index_elements=[hr_draft.c.person_id, hr_draft.c.organisation_id],
        set_={"data": new.excluded.data, "changed_at": new.excluded.changed_at},
    )
