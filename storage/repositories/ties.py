"""Ties between people and the employer's record of them, and the links that lead to them."""

import secrets
from datetime import datetime
from hashlib import sha256

from sqlalchemy import delete, func, insert, select, update

from storage.repositories.invitations import TOKEN_BYTES
from storage.tables.register import (
    PersonalLink,
    Tie,
    TieState,
    employee,
    personal_link,
    tie,
)
from storage.transaction import Transaction

HOLDS = tie.c.state != "undone"


class Ties:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def propose(
        self, employee_id: int, person_id: int, proposed_by: int | None, now: datetime
    ) -> Tie:
        """Raises `IntegrityError` when the employee is tied to somebody."""
        new = {
            "employee_id": employee_id,
            "person_id": person_id,
            "state": "proposed",
            "proposed_by": proposed_by,
            "proposed_at": now,
            "settled_by": None,
            "settled_at": None,
            "correction_asked_at": None,
        }
        added = insert(tie).returning(*tie.c)
        return Tie(*(await self._transaction.execute(added, new)).one())

    async def get(self, tie_id: int) -> Tie | None:
        """The tie of this number, an undone one too."""
        row = (await self._transaction.execute(select(tie).where(tie.c.id == tie_id))).first()
        return None if row is None else Tie(*row)

    async def of_employee(self, employee_id: int) -> Tie | None:
        """The tie that is proposed or confirmed."""
        query = select(tie).where(tie.c.employee_id == employee_id, HOLDS)
        row = (await self._transaction.execute(query)).first()
        return None if row is None else Tie(*row)

    async def of_person(self, person_id: int) -> list[Tie]:
        """The person's ties that are proposed or confirmed, the oldest first."""
        query = select(tie).where(tie.c.person_id == person_id, HOLDS).order_by(tie.c.id)
        return [Tie(*row) for row in await self._transaction.execute(query)]

    async def of_organisation(self, organisation_id: int) -> list[Tie]:
        """All that are proposed or confirmed there, the oldest first."""
        query = (
            select(*tie.c)
            .join(employee, employee.c.id == tie.c.employee_id)
            .where(employee.c.organisation_id == organisation_id, HOLDS)
            .order_by(tie.c.id)
        )
        return [Tie(*row) for row in await self._transaction.execute(query)]

    async def undo_of(self, person_id: int) -> None:
        """Undoes every tie of a person as if it had never been: the employer's records stay."""
        await self._transaction.execute(delete(tie).where(tie.c.person_id == person_id))

    async def settle(
        self, tie_id: int, state: TieState, settled_by: int | None, now: datetime
    ) -> None:
        await self._transaction.execute(
            update(tie)
            .where(tie.c.id == tie_id)
            .values(state=state, settled_by=settled_by, settled_at=now)
        )

    async def ask_correction(self, tie_id: int, at: datetime | None) -> None:
        """Notes that the person asks HR to look at the record, or (None) that HR has."""
        await self._transaction.execute(
            update(tie).where(tie.c.id == tie_id).values(correction_asked_at=at)
        )

    async def add_link(
        self, employee_id: int, created_by: int | None, now: datetime, expires_at: datetime
    ) -> tuple[PersonalLink, str]:
        """A new link for the employee, and its token, which is not kept and cannot be had again.
        Older ones of this employee work no more."""
        await self._transaction.execute(
            update(personal_link)
            .where(personal_link.c.employee_id == employee_id, personal_link.c.closed_at.is_(None))
            .values(closed_at=now)
        )
        token = secrets.token_urlsafe(TOKEN_BYTES)
        new = {
            "employee_id": employee_id,
            "token_hash": _hash(token),
            "created_by": created_by,
            "created_at": now,
            "expires_at": expires_at,
            "wrong_names": 0,
            "closed_at": None,
        }
        added = insert(personal_link).returning(*personal_link.c)
        return PersonalLink(*(await self._transaction.execute(added, new)).one()), token

    async def newest_link(self, organisation_id: int) -> int:
        """The number of the organisation's newest link, used and ended ones too; 0 without one."""
        query = (
            select(func.max(personal_link.c.id))
            .join(employee, employee.c.id == personal_link.c.employee_id)
            .where(employee.c.organisation_id == organisation_id)
        )
        return (await self._transaction.execute(query)).scalar_one() or 0

    async def find_link(self, token: str) -> PersonalLink | None:
        """The link of this token, whatever has become of it; nobody else changes it until the end
        of this transaction."""
        query = select(personal_link).where(personal_link.c.token_hash == _hash(token))
        await self._transaction.hold(query)
        row = (await self._transaction.execute(query)).first()
        return None if row is None else PersonalLink(*row)

    async def count_wrong_name(self, link_id: int) -> None:
        await self._transaction.execute(
            update(personal_link)
            .where(personal_link.c.id == link_id)
            .values(wrong_names=personal_link.c.wrong_names + 1)
        )

    async def close_link(self, link_id: int, now: datetime) -> None:
        await self._transaction.execute(
            update(personal_link).where(personal_link.c.id == link_id).values(closed_at=now)
        )


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
