"""Turns: whoever deals with a person or edits their messages is alone with them meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Turns:
    """A lock per person that exists only while somebody needs it."""

    def __init__(self) -> None:
        self._locks: dict[int, asyncio.Lock] = {}
        self._users: dict[int, int] = {}

    @asynccontextmanager
    async def of(self, person_id: int) -> AsyncIterator[None]:
        """Holds the person's turn; first come, first served."""
        lock = self._locks.setdefault(person_id, asyncio.Lock())
        self._users[person_id] = self._users.get(person_id, 0) + 1
        try:
            async with lock:
                yield
        finally:
            self._users[person_id] -= 1
            if not self._users[person_id]:
                del self._users[person_id], self._locks[person_id]
