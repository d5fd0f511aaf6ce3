"""Runs: one way of one person through the questions for one position."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from storage.tables.checks import Run, RunState, run
from storage.transaction import Transaction

GET = select(run).where(run.c.id == bindparam("run_id"))
CURRENT = select(run).where(run.c.person_id == bindparam("person_id"), run.c.state == "asking")
OPEN = insert(run).returning(*run.c)


class Runs:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def open(self, person_id: int, position: str, category: str | None, now: datetime) -> Run:
        """A new run; one that the person still has open is cancelled."""
        await self._transaction.lock(person_id)
        await self._transaction.execute(
            update(run)
            .where(run.c.person_id == person_id, run.c.state == "asking")
            .values(state="cancelled", updated_at=now)
        )
        new = {
            "person_id": person_id,
            "position": position,
            "category": category,
            "state": "asking",
            "opened_at": now,
            "updated_at": now,
            "chat_id": None,
            "message_id": None,
        }
        return Run(*(await self._transaction.execute(OPEN, new)).one())

    async def current(self, person_id: int) -> Run | None:
        """The person's run that is still asking."""
        await self._transaction.lock(person_id)
        return await self._one(CURRENT, {"person_id": person_id})

    async def get(self, run_id: int) -> Run | None:
        return await self._one(GET, {"run_id": run_id})

    async def set_screen(self, run_id: int, chat_id: int, message_id: int) -> None:
        """Remembers the message that shows this run."""
        await self._set(run_id, chat_id=chat_id, message_id=message_id)

    async def close(self, run_id: int, state: RunState, now: datetime) -> None:
        await self._set(run_id, state=state, updated_at=now)

    async def _one(self, query: Any, parameters: dict[str, int]) -> Run | None:
        row = (await self._transaction.execute(query, parameters)).first()
        return None if row is None else Run(*row)

    async def _set(self, run_id: int, **values: object) -> None:
        await self._transaction.execute(update(run).where(run.c.id == run_id).values(**values))
