"""Whether the process can do its work: the database answers, and nobody has asked it to stop."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Final

from storage.database import Database

PATIENCE_SECONDS: Final = 2.0
# However many ask, the database is asked once in so long.
GOOD_FOR_SECONDS: Final = 1.0


class Readiness:
    """`is_stopping` says whether a stop was asked for, `monotonic` counts seconds."""

    def __init__(
        self,
        database: Database,
        is_stopping: Callable[[], bool] = lambda: False,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._is_stopping = is_stopping
        self._monotonic = monotonic
        self._asking = asyncio.Lock()
        self._good_until = 0.0
        self._answers = False

    async def lacks(self) -> str | None:
        """What is missing: "stopping" or "database"; None when all is there."""
        if self._is_stopping():
            return "stopping"
        async with self._asking:
            if self._monotonic() >= self._good_until:
                self._answers = await self._ask()
                self._good_until = self._monotonic() + GOOD_FOR_SECONDS
        return None if self._answers else "database"

    async def _ask(self) -> bool:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                async with self._database.work(writing=False) as work:
                    return await work.ledger_watch.is_there()
        except Exception:
            # Away, full, without our tables: whatever it is, nobody can be answered.
            return False
