"""What people hold against reports, and what operators answer; kept for a time only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, select, update

from rules.vocabulary import Language
from storage.tables.objections import Objection, objection
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class About:
    """The check that somebody objects to: its code, position and category."""

    code: str
    position: str
    category: str | None


class Objections:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(
        self, person_id: int, about: About, words: str, language: Language, now: datetime
    ) -> int:
        await self._transaction.lock(person_id)
        new = {
            "person_id": person_id,
            "code": about.code,
            "position": about.position,
            "category": about.category,
            "text": words,
            "language": language,
            "written_at": now,
        }
        added = insert(objection).returning(objection.c.id)
        return int((await self._transaction.execute(added, new)).scalar_one())

    async def of_person(self, person_id: int, since: datetime) -> list[Objection]:
        """What the person has written since then, the earliest first."""
        await self._transaction.lock(person_id)
        query = (
            select(objection)
            .where(objection.c.person_id == person_id, objection.c.written_at > since)
            .order_by(objection.c.id)
        )
        return [Objection(*row) for row in await self._transaction.execute(query)]

    async def get(self, number: int) -> Objection | None:
        query = select(objection).where(objection.c.id == number)
        row = (await self._transaction.execute(query)).first()
        return None if row is None else Objection(*row)

    async def page(self, first: int, limit: int) -> Sequence[Objection]:
        """Those that nobody has answered before the others, then the latest first, from place
        `first` (0) on."""
        query = (
            select(objection)
            .order_by(objection.c.answered_at.is_not(None), objection.c.id.desc())
            .offset(first)
            .limit(limit)
        )
        return [Objection(*row) for row in await self._transaction.execute(query)]

    async def count(self, *, unanswered: bool = False) -> int:
        query = select(func.count()).select_from(objection)
        if unanswered:
            query = query.where(objection.c.answered_at.is_(None))
        return int((await self._transaction.execute(query)).scalar_one())

    async def answer(self, number: int, words: str, now: datetime) -> bool:
        """False where it was answered before, or is gone."""
        answered = (
            update(objection)
            .where(objection.c.id == number, objection.c.answered_at.is_(None))
            .values(answer=words, answered_at=now)
        )
        return (await self._transaction.execute(answered)).rowcount == 1

    async def remove_of(self, person_id: int) -> None:
        """Deletes all that the person has written."""
        await self._transaction.lock(person_id)
        own = delete(objection).where(objection.c.person_id == person_id)
        await self._transaction.execute(own)

    async def purge(self, before: datetime) -> int:
        """Deletes what was written before then; returns how many."""
        old = delete(objection).where(objection.c.written_at < before)
        return (await self._transaction.execute(old)).rowcount
