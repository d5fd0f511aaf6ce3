"""What is done regularly while the bot runs: what is kept too long is deleted."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.beside import beside
from storage.database import Database

log = structlog.get_logger("bot.upkeep")

EVERY: Final = timedelta(hours=1)
UPDATES_KEPT: Final = timedelta(days=2)
SHARES_KEPT: Final = timedelta(days=30)
REPLIES_KEPT: Final = timedelta(days=90)


def upkeep(database: Database, clock: Callable[[], datetime]) -> AbstractAsyncContextManager[None]:
    """Deletes what has expired at once and every hour, as long as the block runs."""
    return beside(_regularly(database, clock))


async def _regularly(database: Database, clock: Callable[[], datetime]) -> None:
    while True:
        now = clock()
        try:
            async with database.work() as work:
                await work.people.purge_expired(now)
                await work.updates.purge(now - UPDATES_KEPT)
                await work.shares.purge(now - SHARES_KEPT)
                await work.replies.purge(now - REPLIES_KEPT)
        except Exception:
            log.exception("upkeep_failed")
        await asyncio.sleep(EVERY.total_seconds())
