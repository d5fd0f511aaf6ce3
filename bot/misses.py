"""What people typed as a position and nothing was found for, most frequent first."""

from __future__ import annotations

import asyncio

from sqlalchemy.exc import DBAPIError

from bot.answers import Json
from bot.environment import read_settings
from rules.profile import BadInput
from storage.database import DatabaseUrlError, open_database

USUAL_LIMIT = 50


def counted(limit: int | None) -> list[Json]:
    """`[{"text", "times"}…]`, at most `limit` of them. Raises BadInput for a database that cannot
    be used."""
    return asyncio.run(_read(limit or USUAL_LIMIT))


async def _read(limit: int) -> list[Json]:
    try:
        database = open_database(read_settings().database_url)
    except DatabaseUrlError as error:
        raise BadInput("DATABASE_URL", str(error)) from None
    try:
        async with database.unit(writing=False) as unit:
            return [{"text": text, "times": n} for text, n in await unit.misses.top(limit)]
    except DBAPIError as error:
        raise BadInput("DATABASE_URL", f"cannot be read ({type(error.orig).__name__})") from None
    finally:
        await database.close()
