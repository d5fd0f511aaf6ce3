"""Turns: updates of one person are dealt with one after another, in the order they came."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Turns:
    """A lock per person that exists only while somebody needs it."""

    def __init__(self) -> None:
        self._locks: dict[int, asyncio.Lock] = {}
        self._users: dict[int, int] = {}
        self._under_way = 0
        self._idle = asyncio.Event()
        self._idle.set()

    @asynccontextmanager
    async def of(self, person_id: int) -> AsyncIterator[None]:
        """Holds the person's turn; first come, first served."""
        lock = self._locks.setdefault(person_id, asyncio.Lock())
        self._users[person_id] = self._users.get(person_id, 0) + 1
        self._under_way += 1
        self._idle.clear()
        try:
            async with lock:
                yield
        finally:
            self._under_way -= 1
            self._users[person_id] -= 1
            if not self._users[person_id]:
                del self._users[person_id], self._locks[person_id]
            if not self._under_way:
                self._idle.set()

    async def all_done(self, seconds: float) -> bool:
        """Waits until nothing is under way; False when that takes longer than `seconds`."""
        # Tasks that were created but have not begun yet come first.
        await asyncio.sleep(0)
        try:
            async with asyncio.timeout(seconds):
                await self._idle.wait()
        except TimeoutError:
            return False
        return True
