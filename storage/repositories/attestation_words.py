"""What people have said beside the attestation, kept by consent."""

from datetime import datetime

from sqlalchemy import delete, select

from storage.tables.attestation import AttestationWord, attestation_word
from storage.transaction import Transaction, insert_into

TABLE = attestation_word
KEY = (TABLE.c.person_id, TABLE.c.position, TABLE.c.fact)


class AttestationWords:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def put(
        self, person_id: int, position: str, fact: str, value: str, now: datetime
    ) -> None:
        """Keeps the word in place of an earlier one."""
        await self._transaction.lock(person_id)
        new = insert_into(self._transaction.dialect, TABLE).values(
            person_id=person_id, position=position, fact=fact, value=value, changed_at=now
        )
        kept = new.on_conflict_do_update(
            index_elements=list(KEY),
            set_={name: new.excluded[name] for name in ("value", "changed_at")},
        )
        await self._transaction.execute(kept)

    async def of(self, person_id: int, position: str) -> list[AttestationWord]:
        """What holds for the position, and whatever the position."""
        await self._transaction.lock(person_id)
        query = (
            select(TABLE)
            .where(TABLE.c.person_id == person_id, TABLE.c.position.in_(("", position)))
            .order_by(TABLE.c.position, TABLE.c.fact)
        )
        return [AttestationWord(*row) for row in await self._transaction.execute(query)]

    async def remove(self, person_id: int, position: str, fact: str) -> None:
        await self._transaction.lock(person_id)
        key = (person_id, position, fact)
        wanted = (column == value for column, value in zip(KEY, key, strict=True))
        await self._transaction.execute(delete(TABLE).where(*wanted))
