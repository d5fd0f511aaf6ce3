"""What is done regularly while the bot runs: what is kept too long is deleted."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.beside import beside
from cases.rights import end_past_roles
from storage.database import Database

log = structlog.get_logger("bot.upkeep")

EVERY: Final = timedelta(hours=1)
UPDATES_KEPT: Final = timedelta(days=2)
# Whatever waits so long was left by a bot that was away: Telegram keeps updates no longer either.
WAITING_KEPT: Final = timedelta(days=1)
SHARES_KEPT: Final = timedelta(days=30)
MISSES_KEPT: Final = timedelta(days=90)
REPLIES_KEPT: Final = timedelta(days=90)


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
                await work.waiting.purge(now - WAITING_KEPT)
                await work.shares.purge(now - SHARES_KEPT)
                await work.misses.purge(now - MISSES_KEPT)
                await work.replies.purge(now - REPLIES_KEPT)
                await work.staff_imports.purge(now)
                await end_past_roles(work, now)
        except Exception:
            log.exception("upkeep_failed")
        await asyncio.sleep(EVERY.total_seconds())
