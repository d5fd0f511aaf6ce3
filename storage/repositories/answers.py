"""Answers: what a person said of each fact, and for which position, kept from run to run."""

from datetime import datetime
from typing import Any

from sqlalchemy import Executable, bindparam, delete, func, select

from storage.engine.prepared import Prepared
from storage.tables.checks import Answer, AnswerState, answer
from storage.transaction import Transaction, insert_into

COLUMNS = (
    answer.c.fact,
    answer.c.position,
    answer.c.state,
    answer.c.value,
    answer.c.run_id,
    answer.c.sequence,
    answer.c.answered_at,
)
OF_PERSON = answer.c.person_id == bindparam("person_id")
ALL = Prepared(lambda _: select(*COLUMNS).where(OF_PERSON).order_by(answer.c.sequence))
LAST = (
    select(*COLUMNS)
    .where(OF_PERSON, answer.c.run_id == bindparam("run_id"))
    .order_by(answer.c.sequence.desc())
    .limit(1)
)
REMOVE = Prepared(
    lambda _: delete(answer).where(
        OF_PERSON, answer.c.fact == bindparam("fact"), answer.c.position == bindparam("position")
    )
)
CLEAR = delete(answer).where(OF_PERSON)


class Answers:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def all(self, person_id: int) -> tuple[Answer, ...]:
        """Of every fact and position the answer, drafts included, the oldest answer first."""
        await self._transaction.lock(person_id)
        rows = await self._transaction.rows(ALL, {"person_id": person_id})
        return tuple(Answer(*row) for row in rows)

    async def put(
        self,
        person_id: int,
        run_id: int | None,
        fact: str,
        state: AnswerState,
        value: Any,
        now: datetime,
        position: str = "",
    ) -> None:
        """Keeps the answer as the person's latest; an earlier one to the same fact for the same
        position ("" for what depends on none) is replaced.

        `value` is anything that JSON gives back unchanged; else `NotJsonError` is raised.
        """
        await self._transaction.lock(person_id)
        await self._transaction.change(
            PUT,
            {
                "person_id": person_id,
                "run_id": run_id,
                "fact": fact,
                "position": position,
                "state": state,
                "value": value,
                "now": now,
            },
        )

    async def last(self, person_id: int, run_id: int) -> Answer | None:
        """The latest answer given in this run, a draft too: the one that "back" takes away."""
        await self._transaction.lock(person_id)
        ids = {"person_id": person_id, "run_id": run_id}
        row = (await self._transaction.execute(LAST, ids)).first()
        return None if row is None else Answer(*row)

    async def remove(self, person_id: int, fact: str, position: str = "") -> None:
        await self._transaction.lock(person_id)
        ids = {"person_id": person_id, "fact": fact, "position": position}
        await self._transaction.change(REMOVE, ids)

    async def clear(self, person_id: int) -> None:
        await self._transaction.lock(person_id)
        await self._transaction.execute(CLEAR, {"person_id": person_id})


def _put(dialect: str) -> Executable:
    latest = func.coalesce(func.max(answer.c.sequence), 0)
    following = select(latest + 1).where(OF_PERSON).scalar_subquery()
    new = insert_into(dialect, answer).values(
        person_id=bindparam("person_id"),
        fact=bindparam("fact"),
        position=bindparam("position"),
        state=bindparam("state"),
        value=bindparam("value"),
        run_id=bindparam("run_id"),
        sequence=following,
        answered_at=bindparam("now"),
    )
    replaced = ("state", "value", "run_id", "sequence", "answered_at")
    return new.on_conflict_do_update(
        index_elements=[answer.c.person_id, answer.c.fact, answer.c.position],
        set_={name: new.excluded[name] for name in replaced},
    )


PUT = Prepared(_put)
