"""Unsent broadcasts, of an organisation's HR and of the heads of its departments."""

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Executable, and_, bindparam, delete, or_, select, update

from storage.tables.hr_drafts import hr_draft
from storage.transaction import Transaction, insert_into


class HrDrafts:
    """A draft is the organisation's: it stays when its writer's right ends or the writer is
    forgotten, and a colleague can go on with it. Each person writes one at a time."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def get(self, person_id: int, organisation_id: int) -> dict[str, Any] | None:
        """The one that this person writes."""
        query = select(hr_draft.c.data).where(_own(person_id, organisation_id))
        found: dict[str, Any] | None = (await self._transaction.execute(query)).scalar()
        return found

    async def put(
        self,
        person_id: int,
        organisation_id: int,
        data: dict[str, Any],
        now: datetime,
        department_id: int | None = None,
    ) -> None:
        """Replaces what the person writes. `data`: JSON, types kept. `department_id`: whose heads'
        a new one is, None: HR's; one that is there stays whose it is."""
        await self._transaction.lock(person_id)
        await self._transaction.execute(
            _put(self._transaction.dialect),
            {
                "writer_id": person_id,
                "organisation_id": organisation_id,
                "department_id": department_id,
                "data": data,
                "changed_at": now,
            },
        )

    async def of_colleagues(
        self, organisation_id: int, person_id: int, departments: Collection[int] | None = None
    ) -> list[tuple[int, dict[str, Any]]]:
        """Number and draft of all that others have begun for HR, or (`departments`) for heads of
        these; the latest first."""
        mine = hr_draft.c.department_id.is_(None)
        if departments is not None:
            mine = hr_draft.c.department_id.in_(departments)
        others = or_(hr_draft.c.writer_id.is_(None), hr_draft.c.writer_id != person_id)
        query = (
            select(hr_draft.c.id, hr_draft.c.data)
            .where(hr_draft.c.organisation_id == organisation_id, mine, others)
            .order_by(hr_draft.c.changed_at.desc(), hr_draft.c.id)
        )
        return [(number, data) for number, data in await self._transaction.execute(query)]

    async def take(self, draft_id: int, person_id: int, now: datetime) -> None:
        """Hands a draft to another person, who has none."""
        await self._transaction.lock(person_id)
        await self._transaction.execute(
            update(hr_draft)
            .where(hr_draft.c.id == draft_id)
            .values(writer_id=person_id, changed_at=now)
        )

    async def remove(self, person_id: int, organisation_id: int) -> None:
        await self._transaction.execute(delete(hr_draft).where(_own(person_id, organisation_id)))


def _own(person_id: int, organisation_id: int) -> ColumnElement[bool]:
    return and_(hr_draft.c.writer_id == person_id, hr_draft.c.organisation_id == organisation_id)


@cache
def _put(dialect: str) -> Executable:
    new = insert_into(dialect, hr_draft).values(
        writer_id=bindparam("writer_id"),
        organisation_id=bindparam("organisation_id"),
        department_id=bindparam("department_id"),
        data=bindparam("data"),
        changed_at=bindparam("changed_at"),
    )
    return new.on_conflict_do_update(
        index_elements=[hr_draft.c.writer_id, hr_draft.c.organisation_id],
        set_={"data": new.excluded.data, "changed_at": new.excluded.changed_at},
    )
