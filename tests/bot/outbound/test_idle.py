"""A worker that has nothing to do says nothing, however often it wakes."""

from __future__ import annotations

import asyncio

import pytest

from bot.outbound.running import carry
from bot.outbound.worker import Worker
from tests.bot.outbound.conftest import Post
from tests.bot.written_log import written_log

WAKES = 20


class Counting(Worker):
    """A worker that ends the test after some sweeps."""

    stopping: asyncio.Event
    sweeps = 0

    async def sweep(self) -> None:
        await super().sweep()
        self.sweeps += 1
        if self.sweeps == WAKES:
            self.stopping.set()


async def test_an_idle_worker_says_nothing(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    with written_log(monkeypatch, "INFO") as written:
        await post.worker()
        worker = Counting(post.database, post.bots[0], 1, post.time.now)
        worker.stopping = asyncio.Event()
        await carry(worker, post.bots[0], worker.stopping, wake_every=0.01)
    assert worker.sweeps == WAKES
    assert written.getvalue() == ""
