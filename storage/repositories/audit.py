"""The audit log: what HR and operators did. The database itself refuses to change or delete it.

It keeps the Telegram id of whoever acted and numbers of what was acted upon, no names and no texts.
It outlives a deletion of the acting person's data: others must be able to see what was done with
theirs. The id then leads to nobody in this database.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select

from storage.tables.audit import AuditEntry, audit
from storage.transaction import Transaction


class Audit:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(
        self,
        actor_id: int,
        organisation_id: int,
        action: str,
        object_kind: str,
        object_id: int | None,
        details: dict[str, Any],
        now: datetime,
    ) -> None:
        """Notes an action in the transaction that carries it out. `details`: numbers and flags."""
        new = {
            "at": now,
            "actor_id": actor_id,
            "organisation_id": organisation_id,
            "action": action,
            "object_kind": object_kind,
            "object_id": object_id,
            "details": details,
        }
        await self._transaction.execute(insert(audit), new)

    async def add_all(
        self,
        actor_id: int,
        organisation_id: int,
        action: str,
        object_kind: str,
        objects: Sequence[int],
        details: dict[str, Any],
        now: datetime,
    ) -> None:
        """Notes the same action for each of several things, as `add`."""
        rows = [
            {
                "at": now,
                "actor_id": actor_id,
                "organisation_id": organisation_id,
                "action": action,
                "object_kind": object_kind,
                "object_id": each,
                "details": details,
            }
            for each in objects
        ]
        if rows:
            await self._transaction.execute(insert(audit), rows)

    async def has(
        self,
        actor_id: int,
        organisation_id: int,
        action: str,
        object_kind: str,
        object_id: int | None,
        since: datetime,
    ) -> bool:
        """Whether this person has done this to this thing since then."""
        same_thing = (
            audit.c.object_id.is_(None) if object_id is None else audit.c.object_id == object_id
        )
        query = select(audit.c.id).where(
            audit.c.actor_id == actor_id,
            audit.c.organisation_id == organisation_id,
            audit.c.action == action,
            audit.c.object_kind == object_kind,
            same_thing,
            audit.c.at >= since,
        )
        return (await self._transaction.execute(query.limit(1))).first() is not None

    async def of_organisation(
        self, organisation_id: int, limit: int, before: int | None = None
    ) -> list[AuditEntry]:
        """The latest actions first; `before`: the number of the last one already seen."""
        query = select(audit).where(audit.c.organisation_id == organisation_id)
        if before is not None:
            query = query.where(audit.c.id < before)
        query = query.order_by(audit.c.id.desc()).limit(limit)
        return [AuditEntry(*row) for row in await self._transaction.execute(query)]
