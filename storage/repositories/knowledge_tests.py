"""The knowledge test of a person: the last result they told of, kept by consent."""

from datetime import date, datetime

from sqlalchemy import delete, select

from storage.tables.attestation import KeptTest, knowledge_test
from storage.transaction import Transaction, insert_into

TABLE = knowledge_test


class KnowledgeTests:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def put(self, person_id: int, percent: int, taken: date | None, now: datetime) -> None:
        """Keeps the result (0 to 100 per cent) in place of an earlier one."""
        await self._transaction.lock(person_id)
        new = insert_into(self._transaction.dialect, TABLE).values(
            person_id=person_id, percent=percent, taken=taken, changed_at=now
        )
        kept = new.on_conflict_do_update(
            index_elements=[TABLE.c.person_id],
            set_={name: new.excluded[name] for name in ("percent", "taken", "changed_at")},
        )
        await self._transaction.execute(kept)

    async def of(self, person_id: int) -> KeptTest | None:
        await self._transaction.lock(person_id)
        query = select(TABLE).where(TABLE.c.person_id == person_id)
        row = (await self._transaction.execute(query)).first()
        return None if row is None else KeptTest(*row)

    async def remove(self, person_id: int) -> None:
        await self._transaction.lock(person_id)
        await self._transaction.execute(delete(TABLE).where(TABLE.c.person_id == person_id))
