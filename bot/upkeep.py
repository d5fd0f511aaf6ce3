"""What is done regularly while the bot runs: what is kept too long is deleted."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from typing import Final

import structlog

from storage.database import Database

log = structlog.get_logger("bot.upkeep")

EVERY: Final = timedelta(hours=1)
UPDATES_KEPT: Final = timedelta(days=2)
SHARES_KEPT: Final = timedelta(days=30)


@asynccontextmanager
async def upkeep(database: Database, clock: Callable[[], datetime]) -> AsyncIterator[None]:
    """Deletes what has expired at once and every hour, as long as the block runs."""
    working = asyncio.create_task(_regularly(database, clock))
    try:
        yield
    finally:
        working.cancel()
        with suppress(asyncio.CancelledError):
            await working


async def _regularly(database: Database, clock: Callable[[], datetime]) -> None:
    while True:
        now = clock()
        try:
            async with database.unit() as unit:
                await unit.people.purge_expired(now)
                await unit.updates.purge(now - UPDATES_KEPT)
                await unit.shares.purge(now - SHARES_KEPT)
        except Exception:
            log.exception("upkeep_failed")
        await asyncio.sleep(EVERY.total_seconds())
