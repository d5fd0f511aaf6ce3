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
OBJECTIONS_KEPT: Final = timedelta(days=90)


def upkeep(database: Database, clock: Callable[[], datetime]) -> AbstractAsyncContextManager[None]:
    """Deletes what has expired at once and every hour, as long as the block runs."""
    return beside(_regularly(database, clock))


async def _regularly(database: Database, clock: Callable[[], datetime]) -> None:
    while True:
        try:
            await clear_away(database, clock())
        except Exception:
            log.exception("upkeep_failed")
        await asyncio.sleep(EVERY.total_seconds())


async def clear_away(database: Database, now: datetime) -> None:
    """Deletes what has expired by now.

    Whom there is something to delete of is looked for without keeping anybody from writing.
    """
    after = 0
    while True:
        async with database.work(writing=False, long=True) as work:
            people = await work.people.holding_expired(now, after)
        if not people:
            break
        async with database.work(long=True) as work:
            await work.people.purge_expired_of(people, now)
        after = people[-1]
    async with database.work(long=True) as work:
        # None of them: what names nobody is left.
        await work.people.purge_expired_of((), now)
        await work.updates.purge(now - UPDATES_KEPT)
        await work.waiting.purge(now - WAITING_KEPT)
        await work.shares.purge(now - SHARES_KEPT)
        await work.misses.purge(now - MISSES_KEPT)
        await work.replies.purge(now - REPLIES_KEPT)
        await work.objections.purge(now - OBJECTIONS_KEPT)
        await work.silence.tell(now)
        await work.silence.forget(now)
        await work.staff_imports.purge(now)
        await work.page_sessions.purge(now)
        await end_past_roles(work, now)
