"""The audit log: what HR and operators did. The database itself refuses to change or delete it.

It keeps the Telegram id of whoever acted and numbers of what was acted upon, no names and no texts.
It outlives a deletion of the acting person's data: others must be able to see what was done with
theirs. The id then leads to nobody in this database.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, insert, or_, select

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

    async def was_done(
        self,
        actor_id: int,
        organisation_id: int,
        action: str,
        object_kind: str,
        object_id: int | None,
        details: dict[str, Any],
        since: datetime,
    ) -> bool:
        """Whether the actor's last action of this kind there was noted since a moment, on the same
        thing and with these details."""
        query = (
            select(audit.c.object_kind, audit.c.object_id, audit.c.details)
            .where(
                audit.c.actor_id == actor_id,
                audit.c.organisation_id == organisation_id,
                audit.c.action == action,
                audit.c.at >= since,
            )
            .order_by(audit.c.id.desc())
            .limit(1)
        )
        row = (await self._transaction.execute(query)).first()
        return row is not None and tuple(row) == (object_kind, object_id, details)

    async def of_organisation(
        self,
        organisation_id: int,
        limit: int,
        before: int | None = None,
        about: Sequence[str] = (),
    ) -> list[AuditEntry]:
        """The latest actions first; `before`: the number of the last one already seen; `about`:
        only actions with one of these words before the dot, if there is one."""
        query = select(audit).where(audit.c.organisation_id == organisation_id)
        if about:
            query = query.where(or_(*(_is_about(word) for word in about)))
        if before is not None:
            query = query.where(audit.c.id < before)
        query = query.order_by(audit.c.id.desc()).limit(limit)
        return [AuditEntry(*row) for row in await self._transaction.execute(query)]


def _is_about(word: str) -> ColumnElement[bool]:
    return or_(audit.c.action == word, audit.c.action.startswith(f"{word}."))
