"""Shares: links that show one check. Whoever reads the database cannot make a link out of it."""

import secrets
from datetime import datetime
from hashlib import sha256

from sqlalchemy import delete, insert, select, update

from storage.tables.shares import Share, share
from storage.transaction import Transaction

# 192 random bits, 32 characters out of those that Telegram allows in a start parameter.
TOKEN_BYTES = 24


class Shares:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(
        self, person_id: int, decision_id: int, now: datetime, expires_at: datetime
    ) -> tuple[Share, str]:
        """The share, and its token, which is not kept and cannot be had again."""
        await self._transaction.lock(person_id)
        token = secrets.token_urlsafe(TOKEN_BYTES)
        new = {
            "person_id": person_id,
            "decision_id": decision_id,
            "token_hash": _hash(token),
            "created_at": now,
            "expires_at": expires_at,
            "revoked_at": None,
        }
        added = insert(share).returning(*share.c)
        return Share(*(await self._transaction.execute(added, new)).one()), token

    async def find(self, token: str) -> Share | None:
        """The share of this token, whatever has become of it."""
        query = select(share).where(share.c.token_hash == _hash(token))
        row = (await self._transaction.execute(query)).first()
        return None if row is None else Share(*row)

    async def working(self, person_id: int, now: datetime) -> list[Share]:
        """The person's links that still work, the newest first."""
        query = (
            select(share)
            .where(
                share.c.person_id == person_id,
                share.c.revoked_at.is_(None),
                share.c.expires_at > now,
            )
            .order_by(share.c.id.desc())
        )
        return [Share(*row) for row in await self._transaction.execute(query)]

    async def revoke(self, person_id: int, share_id: int, now: datetime) -> bool:
        """Whether the person's link worked until now; from now on it does not."""
        await self._transaction.lock(person_id)
        revoked = (
            update(share)
            .where(
                share.c.id == share_id,
                share.c.person_id == person_id,
                share.c.revoked_at.is_(None),
                share.c.expires_at > now,
            )
            .values(revoked_at=now)
        )
        return (await self._transaction.execute(revoked)).rowcount == 1

    async def purge(self, before: datetime) -> int:
        """Deletes links that ended earlier than that; returns how many."""
        old = delete(share).where(share.c.expires_at < before)
        return (await self._transaction.execute(old)).rowcount


def _hash(token: str) -> str:
    # A random token of this length needs no slow hash. What was typed may hold anything.
    return sha256(token.encode("utf-8", errors="replace")).hexdigest()
