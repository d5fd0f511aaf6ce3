"""The database is away in the middle of a broadcast: nobody is left out or written to twice."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import structlog
from structlog.testing import LogCapture

from bot.outbound.running import carry
from bot.outbound.worker import Worker
from storage.database import DatabaseAway, Patience, open_database
from tests.bot.outbound.conftest import Post, Time, opened_post
from tests.storage.databases import Maker, kinds
from tests.storage.proxy import Proxy, proxied

# Long enough for a busy machine, on which a healthy server takes its time too.
SHORT = Patience(connect=1.5, command=1.5, queue=1.5, again=0.3)
PEOPLE = 40
on_postgresql = pytest.mark.skipif("postgresql" not in kinds(), reason="PostgreSQL: left out")


@pytest.fixture
async def behind(
    migrated_databases: dict[str, Maker], tmp_path: Path, time: Time
) -> AsyncIterator[tuple[Post, Proxy]]:
    """Workers whose PostgreSQL stands behind a proxy; the test itself goes round it."""
    url = await asyncio.to_thread(migrated_databases["postgresql"], tmp_path)
    database = open_database(url)
    async with (
        proxied(url) as (proxy, address),
        opened_post(database, address, time, SHORT) as post,
    ):
        yield post, proxy
        proxy.flow()
    await database.close()


@on_postgresql
@pytest.mark.parametrize("hanging", [True, False])
async def test_a_broadcast_goes_on_when_the_database_is_back(
    behind: tuple[Post, Proxy], hanging: bool
) -> None:
    post, proxy = behind
    number = await post.broadcast(PEOPLE)
    sweeping = asyncio.create_task(post.sweep())
    await post.telegram.wait_until(lambda: len(post.telegram.calls.of("sendMessage")) >= 5)
    if hanging:
        proxy.hang()
    else:
        await proxy.refuse()
    with pytest.raises(DatabaseAway):
        await sweeping
    if hanging:
        proxy.flow()
    else:
        await proxy.listen()
    # What was under way is settled after its lease.
    post.time.forward(timedelta(minutes=2))
    await post.sweep()
    status = await post.status(number)
    assert (status.state, status.total) == ("done", PEOPLE)
    assert status.sent + status.uncertain == PEOPLE
    assert set(post.received().values()) == {1}
    assert len(post.received()) >= status.sent


class Sweeping(Worker):
    """A worker that finds the database away for its first sweeps; the last one ends the test."""

    stopping: asyncio.Event
    sweeps = 0

    async def sweep(self) -> None:
        self.sweeps += 1
        if self.sweeps <= 3:
            raise DatabaseAway("it does not answer")
        if self.sweeps == 5:
            self.stopping.set()


async def test_it_says_once_that_the_database_is_away_and_once_that_it_is_back(post: Post) -> None:
    logged = LogCapture()
    structlog.configure(processors=[logged])
    await post.worker()
    worker = Sweeping(post.database, post.bots[0], 1, post.time.now)
    worker.stopping = asyncio.Event()
    try:
        await carry(worker, post.bots[0], worker.stopping, wake_every=0.01)
    finally:
        structlog.reset_defaults()
    told = [entry["event"] for entry in logged.entries]
    assert told == ["database_away", "database_back"]
