"""The one live screen of a person: what the newest message with buttons shows."""

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Executable, bindparam, select

from storage.engine.prepared import Prepared
from storage.tables.conversation import LiveMessage, screen
from storage.tables.organisations import HR_KINDS, role
from storage.transaction import Transaction, insert_into

GET = Prepared(lambda _: select(screen).where(screen.c.person_id == bindparam("person_id")))


class Screens:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def get(self, person_id: int) -> LiveMessage | None:
        await self._transaction.lock(person_id)
        rows = await self._transaction.rows(GET, {"person_id": person_id})
        return LiveMessage(*rows[0]) if rows else None

    async def of_hr(self) -> list[LiveMessage]:
        """The screens of all who act for some HR now."""
        acting = select(role.c.person_id).where(
            role.c.withdrawn_at.is_(None), role.c.kind.in_(HR_KINDS)
        )
        query = select(screen).where(screen.c.person_id.in_(acting)).order_by(screen.c.person_id)
        return [LiveMessage(*row) for row in await self._transaction.execute(query)]

    async def put(
        self,
        person_id: int,
        kind: str,
        data: dict[str, Any],
        chat_id: int | None,
        message_id: int | None,
        now: datetime,
    ) -> None:
        """Replaces the person's screen. `data` as the value of an answer: JSON, types kept."""
        await self._transaction.lock(person_id)
        await self._transaction.execute(
            _put(self._transaction.dialect),
            {
                "person_id": person_id,
                "kind": kind,
                "data": data,
                "chat_id": chat_id,
                "message_id": message_id,
                "updated_at": now,
            },
        )


@cache
def _put(dialect: str) -> Executable:
    new = insert_into(dialect, screen)
    replaced = {
        column.name: new.excluded[column.name] for column in screen.c if not column.primary_key
    }
    return new.on_conflict_do_update(index_elements=[screen.c.person_id], set_=replaced)
