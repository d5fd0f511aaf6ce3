"""Decisions: results as they were given, with all it takes to reach them again."""

from dataclasses import asdict, fields
from datetime import datetime

from sqlalchemy import bindparam, insert, select

from storage.engine.prepared import Prepared
from storage.tables.checks import Decision, NewDecision, decision
from storage.tables.conversation import person
from storage.transaction import Transaction

NEW = ("person_id", "run_id", "created_at", *(field.name for field in fields(NewDecision)))
ADD = Prepared(
    lambda _: (
        insert(decision).values({name: bindparam(name) for name in NEW}).returning(decision.c.id)
    )
)
CONSENTS = Prepared(
    lambda _: select(person.c.id).where(
        person.c.id == bindparam("person_id"), person.c.consent_version.is_not(None)
    )
)


class Decisions:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(
        self, person_id: int | None, run_id: int | None, decided: NewDecision, now: datetime
    ) -> int:
        """The number of the new decision.

        It names the person and the run only while the person consents; that is looked up
        here, so no caller can get it wrong.
        """
        named = person_id if person_id is not None and await self._consents(person_id) else None
        new = {
            "person_id": named,
            "run_id": run_id if named is not None else None,
            "created_at": now,
            **asdict(decided),
        }
        ((number,),) = await self._transaction.rows(ADD, new)
        return int(number)

    async def get(self, decision_id: int) -> Decision | None:
        query = select(decision).where(decision.c.id == decision_id)
        row = (await self._transaction.execute(query)).first()
        return None if row is None else Decision(*row)

    async def of(self, person_id: int) -> list[Decision]:
        """The person's decisions, the latest first."""
        query = (
            select(decision)
            .where(decision.c.person_id == person_id)
            .order_by(decision.c.created_at.desc(), decision.c.id.desc())
        )
        return [Decision(*row) for row in await self._transaction.execute(query)]

    async def of_run(self, run_id: int) -> Decision | None:
        """The decision in which a run ended; None when it was not kept."""
        query = (
            select(decision)
            .where(decision.c.run_id == run_id)
            .order_by(decision.c.id.desc())
            .limit(1)
        )
        row = (await self._transaction.execute(query)).first()
        return None if row is None else Decision(*row)

    async def records(self, after: int, limit: int) -> list[tuple[int, bytes]]:
        """Numbers and records of all decisions, by number, from the one after `after`."""
        query = (
            select(decision.c.id, decision.c.record)
            .where(decision.c.id > after)
            .order_by(decision.c.id)
            .limit(limit)
        )
        return [(row.id, row.record) for row in await self._transaction.execute(query)]

    async def by_other_rules(self, digest: str, after: int, limit: int) -> list[Decision]:
        """Decisions made with rules of another digest, by number, from the one after `after`."""
        query = (
            select(decision)
            .where(decision.c.id > after, decision.c.digest != digest)
            .order_by(decision.c.id)
            .limit(limit)
        )
        return [Decision(*row) for row in await self._transaction.execute(query)]

    async def _consents(self, person_id: int) -> bool:
        await self._transaction.lock(person_id)
        return bool(await self._transaction.rows(CONSENTS, {"person_id": person_id}))
