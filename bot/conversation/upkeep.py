"""What is done regularly while the bot runs: what is kept too long is deleted."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from datetime import datetime, timedelta
from typing import Final

import structlog

from storage.database import Database

log = structlog.get_logger("bot.upkeep")

EVERY: Final = timedelta(hours=1)
UPDATES_KEPT: Final = timedelta(days=2)
SHARES_KEPT: Final = timedelta(days=30)


def upkeep(database: Database, clock: Callable[[], datetime]) -> AbstractAsyncContextManager[None]:
    """Deletes what has expired at once and every hour, as long as the block runs."""
    return beside(_regularly(database, clock))


async def _regularly(database: Database, clock: Callable[[], datetime]) -> None:
    while True:
        now = clock()
        try:
            async with database.work(long=True) as work:
                await work.people.purge_expired(now)
                await work.updates.purge(now - UPDATES_KEPT)
                await work.shares.purge(now - SHARES_KEPT)
        except Exception:
            log.exception("upkeep_failed")
        await asyncio.sleep(EVERY.total_seconds())


@asynccontextmanager
async def beside(work: Coroutine[None, None, None]) -> AsyncIterator[None]:
    """Does `work` as long as the block runs; cancelled and waited for at its end."""
    working = asyncio.create_task(work)
    try:
        yield
    finally:
        working.cancel()
        with suppress(asyncio.CancelledError):
            await working
