"""Misses: what people typed as a position and nothing matched, counted without names.

Words may be somebody's own, so a text is kept only when its words name nobody, or when several
people have typed it. Until then there is a mark of it for each of them, which does not give it
back.
"""

from datetime import datetime
from functools import cache
from hashlib import blake2b

from sqlalchemy import Executable, bindparam, delete, func, select

from rules.vocabulary import Language
from storage.tables.conversation import miss, miss_mark
from storage.transaction import Transaction, insert_into

LONGEST = 200
ENOUGH_PEOPLE = 3
MARK_BYTES = 8


class Misses:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, text: str, language: Language, now: datetime, times: int = 1) -> None:
        """Counts a text that names nobody, brought to small letters and single spaces, at most 200
        characters."""
        typed = normalise(text)
        if typed:
            values = {"text": typed, "language": language, "now": now, "times": times}
            await self._transaction.execute(_add(self._transaction.dialect), values)

    async def add_of(self, person_id: int, text: str, language: Language, now: datetime) -> None:
        """Counts a text that may be the person's own once three people have typed it."""
        typed = normalise(text)
        if not typed:
            return
        if (await self._transaction.execute(IS_KEPT, {"text": typed})).first() is not None:
            await self.add(typed, language, now)
            return
        mark = blake2b(typed.encode(), digest_size=MARK_BYTES).hexdigest()
        new = {"mark": mark, "person_id": person_id, "now": now}
        await self._transaction.execute(_mark(self._transaction.dialect), new)
        people = (await self._transaction.execute(PEOPLE, {"mark": mark})).scalar_one()
        if people >= ENOUGH_PEOPLE:
            await self._transaction.execute(delete(miss_mark).where(miss_mark.c.mark == mark))
            await self.add(typed, language, now, people)

    async def top(self, limit: int) -> list[tuple[str, int]]:
        """Texts and how often each was typed in any language, the most frequent first."""
        times = func.sum(miss.c.times)
        query = (
            select(miss.c.text, times)
            .group_by(miss.c.text)
            .order_by(times.desc(), miss.c.text)
            .limit(limit)
        )
        return [(text, int(count)) for text, count in await self._transaction.execute(query)]

    async def purge(self, before: datetime) -> int:
        """Deletes texts that nobody has typed since, and marks made earlier; returns how many."""
        old = (
            delete(miss).where(miss.c.last_at < before),
            delete(miss_mark).where(miss_mark.c.typed_at < before),
        )
        return sum([(await self._transaction.execute(each)).rowcount for each in old])


IS_KEPT = select(miss.c.times).where(miss.c.text == bindparam("text")).limit(1)
PEOPLE = select(func.count()).where(miss_mark.c.mark == bindparam("mark"))


def normalise(text: str) -> str:
    # A zero byte or half a surrogate pair is no text to PostgreSQL.
    storable = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(storable.casefold().split())[:LONGEST].rstrip()


@cache
def _add(dialect: str) -> Executable:
    new = insert_into(dialect, miss).values(
        text=bindparam("text"),
        language=bindparam("language"),
        times=bindparam("times"),
        last_at=bindparam("now"),
    )
    return new.on_conflict_do_update(
        index_elements=[miss.c.text, miss.c.language],
        set_={"times": miss.c.times + new.excluded.times, "last_at": new.excluded.last_at},
    )


@cache
def _mark(dialect: str) -> Executable:
    new = insert_into(dialect, miss_mark).values(
        mark=bindparam("mark"), person_id=bindparam("person_id"), typed_at=bindparam("now")
    )
    return new.on_conflict_do_nothing(index_elements=[miss_mark.c.mark, miss_mark.c.person_id])
