"""Telegram's updates that were dealt with: it delivers some of them twice."""

from datetime import datetime

from sqlalchemy import Executable, bindparam, delete

from storage.engine.prepared import Prepared
from storage.tables.conversation import handled_update
from storage.transaction import Transaction, insert_into


class Updates:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def seen(self, update_id: int, now: datetime) -> bool:
        """Whether the update was dealt with before; if not, it counts as such from now on.

        Of two transactions that ask at the same time the second waits for the first one's end, and
        hears "no" if the first was rolled back.
        """
        new = {"id": update_id, "now": now}
        return await self._transaction.change(ADD, new) == 0

    async def unsee(self, update_id: int) -> None:
        """The update counts as not dealt with, for what came of it can only be made anew."""
        await self._transaction.execute(
            delete(handled_update).where(handled_update.c.id == update_id)
        )

    async def purge(self, before: datetime) -> int:
        """Deletes the numbers of updates dealt with earlier than that; returns how many."""
        old = delete(handled_update).where(handled_update.c.seen_at < before)
        return (await self._transaction.execute(old)).rowcount


def _add(dialect: str) -> Executable:
    new = insert_into(dialect, handled_update).values(id=bindparam("id"), seen_at=bindparam("now"))
    return new.on_conflict_do_nothing(index_elements=[handled_update.c.id])


ADD = Prepared(_add)
