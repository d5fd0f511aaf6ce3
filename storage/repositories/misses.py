"""Misses: what people typed as a position and nothing matched, counted without names."""

from datetime import datetime
from functools import cache

from sqlalchemy import Executable, bindparam, delete, func, select

from rules.vocabulary import Language
from storage.tables.conversation import miss
from storage.transaction import Transaction, insert_into

LONGEST = 200


class Misses:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, text: str, language: Language, now: datetime) -> None:
        """Counts the text, brought to small letters and single spaces, at most 200 characters."""
        typed = normalise(text)
        if typed:
            await self._transaction.execute(
                _add(self._transaction.dialect), {"text": typed, "language": language, "now": now}
            )

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
        """Deletes texts that nobody has typed since; returns how many."""
        old = delete(miss).where(miss.c.last_at < before)
        return (await self._transaction.execute(old)).rowcount


def normalise(text: str) -> str:
    # A zero byte or half a surrogate pair is no text to PostgreSQL.
    storable = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(storable.casefold().split())[:LONGEST].rstrip()


@cache
def _add(dialect: str) -> Executable:
    new = insert_into(dialect, miss).values(
        text=bindparam("text"), language=bindparam("language"), times=1, last_at=bindparam("now")
    )
    return new.on_conflict_do_update(
        index_elements=[miss.c.text, miss.c.language],
        set_={"times": miss.c.times + 1, "last_at": new.excluded.last_at},
    )
