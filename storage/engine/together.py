"""Several people's steps in one commit, on SQLite.

A commit takes a way to the thread and back and the disk's answer, as much processor time as all
statements of a step. Writers take turns anyway; so while others wait for theirs, a step may leave
its commit to them, and is done when that commit is (docs/decisions/step.md). Each part has a
savepoint, so that one which fails is taken back alone.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from storage.engine.prepared import OnSqlite
from storage.engine.trouble import DatabaseAway

MOST: Final = 8
"""Parts in one commit: the first waits for all that come after it."""


class Together:
    """A transaction of several parts, on a connection that nobody else has."""

    def __init__(self, on: OnSqlite) -> None:
        self.on = on
        self._stored: list[asyncio.Future[None]] = []

    @property
    def is_empty(self) -> bool:
        return not self._stored

    @property
    def is_full(self) -> bool:
        return len(self._stored) >= MOST

    @asynccontextmanager
    async def part(self) -> AsyncIterator[None]:
        """What is done inside; taken back alone when it ends with an exception.

        Where the database has taken back everything, all parts before it fail with
        `DatabaseAway`.
        """
        if self.is_empty:
            # Nothing stands beside it: whoever began it ends the transaction.
            yield
            return
        await self.on.mark()
        try:
            yield
            await self.on.unmark()
        except BaseException:
            try:
                await asyncio.shield(self.on.take_back())
            except Exception:
                self.fail(DatabaseAway("others' transaction failed", at_once=True))
            raise

    def add(self) -> asyncio.Future[None]:
        """Counts a part that is done; what is handed out ends with the commit."""
        stored: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        stored.add_done_callback(_looked_at)
        self._stored.append(stored)
        return stored

    def succeed(self) -> None:
        for each in self._stored:
            if not each.done():
                each.set_result(None)

    def fail(self, error: Exception) -> None:
        """Nobody knows of a part, or nothing of it is stored, as `error` says."""
        for each in self._stored:
            if not each.done():
                each.set_exception(error)
        self._stored.clear()


def _looked_at(stored: asyncio.Future[None]) -> None:
    if not stored.cancelled():
        stored.exception()  # or the loop reports it where whoever waited was cancelled
