"""What people typed as a position and nothing was found for, most frequent first."""

from __future__ import annotations

import asyncio

from bot.environment import kept_database
from rules.vocabulary import Json

USUAL_LIMIT = 50


def counted(limit: int | None) -> list[Json]:
    """`[{"text", "times"}…]`, at most `limit` of them. Raises BadInput for a database that cannot
    be used."""
    return asyncio.run(_read(limit or USUAL_LIMIT))


async def _read(limit: int) -> list[Json]:
    async with kept_database() as database, database.work(writing=False) as work:
        return [{"text": text, "times": n} for text, n in await work.misses.top(limit)]
