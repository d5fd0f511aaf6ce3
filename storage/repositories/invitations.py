"""Links into an organisation. Whoever reads the database cannot make a link out of it."""

import secrets
from datetime import datetime
from hashlib import sha256

from sqlalchemy import insert, select, update

from storage.tables.organisations import Invitation, InvitationKind, invitation
from storage.transaction import Transaction

# 192 random bits, 32 characters out of those that Telegram allows in a start parameter.
TOKEN_BYTES = 24


class Invitations:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(
        self,
        kind: InvitationKind,
        organisation_id: int,
        department_id: int | None,
        created_by: int | None,
        now: datetime,
        expires_at: datetime,
    ) -> tuple[Invitation, str]:
        """The invitation, and its token, which is not kept and cannot be had again."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        new = {
            "organisation_id": organisation_id,
            "department_id": department_id,
            "kind": kind,
            "token_hash": _hash(token),
            "created_by": created_by,
            "created_at": now,
            "expires_at": expires_at,
            "used_at": None,
            "used_by": None,
            "withdrawn_at": None,
        }
        added = insert(invitation).returning(*invitation.c)
        return Invitation(*(await self._transaction.execute(added, new)).one()), token

    async def find(self, token: str) -> Invitation | None:
        """The invitation of this token, whatever has become of it."""
        query = select(invitation).where(invitation.c.token_hash == _hash(token))
        row = (await self._transaction.execute(query)).first()
        return None if row is None else Invitation(*row)

    async def get(self, invitation_id: int) -> Invitation | None:
        query = select(invitation).where(invitation.c.id == invitation_id)
        row = (await self._transaction.execute(query)).first()
        return None if row is None else Invitation(*row)

    async def valid(self, organisation_id: int, now: datetime) -> list[Invitation]:
        """The organisation's links that still work, the newest first."""
        query = (
            select(invitation)
            .where(
                invitation.c.organisation_id == organisation_id,
                invitation.c.expires_at > now,
                invitation.c.used_at.is_(None),
                invitation.c.withdrawn_at.is_(None),
            )
            .order_by(invitation.c.id.desc())
        )
        return [Invitation(*row) for row in await self._transaction.execute(query)]

    async def use(self, invitation_id: int, person_id: int, now: datetime) -> bool:
        """Takes the invitation, if it still works; of several who try at once, one succeeds."""
        used = (
            update(invitation)
            .where(
                invitation.c.id == invitation_id,
                invitation.c.used_at.is_(None),
                invitation.c.withdrawn_at.is_(None),
                invitation.c.expires_at > now,
            )
            .values(used_at=now, used_by=person_id)
        )
        return (await self._transaction.execute(used)).rowcount == 1

    async def withdraw(self, invitation_id: int, now: datetime) -> None:
        """The link works no more; the first withdrawal counts."""
        await self._transaction.execute(
            update(invitation)
            .where(invitation.c.id == invitation_id, invitation.c.withdrawn_at.is_(None))
            .values(withdrawn_at=now)
        )


def _hash(token: str) -> str:
    # A random token of this length needs no slow hash. What was typed may hold anything.
    return sha256(token.encode("utf-8", errors="replace")).hexdigest()
