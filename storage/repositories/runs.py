"""Runs: one way of one person through the questions for one position."""

from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, insert, select, update

from storage.engine.prepared import Prepared
from storage.tables.checks import Run, RunState, run
from storage.transaction import Transaction

OF_RUN = run.c.id == bindparam("run_id")
ASKING = and_(run.c.person_id == bindparam("person_id"), run.c.state == "asking")
GET = select(run).where(OF_RUN)
CURRENT = select(run).where(ASKING)
CANCEL = Prepared(
    lambda _: update(run).where(ASKING).values(state="cancelled", updated_at=bindparam("now"))
)
NEW = (
    "person_id",
    "position",
    "category",
    "state",
    "opened_at",
    "updated_at",
)
OPEN = Prepared(
    lambda _: insert(run).values({name: bindparam(name) for name in NEW}).returning(*run.c)
)
SHOWN = Prepared(
    lambda _: (
        update(run).where(OF_RUN).values(chat_id=bindparam("chat"), message_id=bindparam("message"))
    )
)
CLOSE = Prepared(
    lambda _: update(run).where(OF_RUN).values(state=bindparam("to"), updated_at=bindparam("now"))
)


class Runs:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def open(self, person_id: int, position: str, category: str | None, now: datetime) -> Run:
        """A new run; one that the person still has open is cancelled."""
        await self._transaction.lock(person_id)
        await self._transaction.change(CANCEL, {"person_id": person_id, "now": now})
        new = {
            "person_id": person_id,
            "position": position,
            "category": category,
            "state": "asking",
            "opened_at": now,
            "updated_at": now,
        }
        (row,) = await self._transaction.rows(OPEN, new)
        return Run(*row)

    async def current(self, person_id: int) -> Run | None:
        """The person's run that is still asking."""
        await self._transaction.lock(person_id)
        return await self._one(CURRENT, {"person_id": person_id})

    async def get(self, run_id: int) -> Run | None:
        return await self._one(GET, {"run_id": run_id})

    async def set_screen(self, run_id: int, chat_id: int, message_id: int) -> None:
        """Remembers the message that shows this run."""
        shown = {"run_id": run_id, "chat": chat_id, "message": message_id}
        await self._transaction.change(SHOWN, shown)

    async def close(self, run_id: int, state: RunState, now: datetime) -> None:
        await self._transaction.change(CLOSE, {"run_id": run_id, "to": state, "now": now})

    async def _one(self, query: Any, parameters: dict[str, int]) -> Run | None:
        row = (await self._transaction.execute(query, parameters)).first()
        return None if row is None else Run(*row)
