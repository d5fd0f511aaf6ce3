"""The worker as a process: it stops when told to, and a sudden end loses nobody."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import subprocess
import sys
from asyncio.subprocess import Process
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import httpx
import pytest
from sqlalchemy import select

from local_chat.server import LocalTelegram
from storage.tables.outbound import dispatch
from tests.bot.outbound.conftest import Post, served
from tests.bot.watching.test_web import free_port
from tests.storage.databases import look

PEOPLE = 200


Start = Callable[..., Awaitable[Process]]


@pytest.fixture
async def start(real: Post) -> AsyncIterator[Start]:
    """Starts workers; those that a test leaves running are killed."""
    started: list[Process] = []

    async def begin(stderr: int | None = None, **settings: str) -> Process:
        environment = {
            **os.environ,
            "DATABASE_URL": real.database_url,
            "BOT_TOKEN": real.telegram.token,
            "BOT_API_URL": real.address,
            "LOG_LEVEL": "ERROR",
            **settings,
        }
        command = (sys.executable, "-m", "bot", "reminders")
        worker = await asyncio.create_subprocess_exec(*command, env=environment, stderr=stderr)
        started.append(worker)
        return worker

    yield begin
    for worker in started:
        if worker.returncode is None:
            worker.kill()
        await worker.wait()


@pytest.fixture
async def real(post: Post) -> Post:
    """The same with a wall clock, which processes of their own share."""
    post.telegram.monotonic = post.telegram.clock = seconds
    post.time.seconds = seconds()
    return post


def seconds() -> float:
    return datetime.now(UTC).timestamp()


def count(post: Post) -> int:
    return len(post.telegram.calls.of("sendMessage"))


def has(post: Post, calls: int) -> bool:
    return count(post) >= calls


async def states(post: Post) -> Counter[str]:
    """State → how many messages of the ledger are in it."""
    rows = await look(
        post.database_url, lambda connection: connection.scalars(select(dispatch.c.state)).all()
    )
    return Counter(rows)


async def test_a_worker_killed_at_any_moment_loses_nobody_and_sends_nothing_twice(
    real: Post, start: Start
) -> None:
    number = await real.broadcast(PEOPLE)
    chance = random.Random(7)
    left_under_way = 0
    for _ in range(3):
        before = count(real)
        worker = await start()
        enough = before + chance.randrange(1, 12)
        await real.telegram.wait_until(partial(has, real, enough), 30)
        worker.kill()
        await worker.wait()
        # Where this takes longer than a lease, the next worker has settled some already.
        left = await states(real)
        left_under_way = left["sending"] + left["unknown"]
    # Another worker, after the leases of the dead ones.
    real.time.seconds = (datetime.now(UTC) + timedelta(minutes=2)).timestamp()
    await real.sweep()
    status = await real.status(number)
    assert (status.state, status.total) == ("done", PEOPLE)
    assert status.sent + status.uncertain == PEOPLE
    assert status.uncertain <= left_under_way
    received = real.received()
    assert set(received.values()) == {1}
    assert len(received) >= status.sent


async def test_told_to_stop_it_settles_what_is_under_way(real: Post, start: Start) -> None:
    number = await real.broadcast(PEOPLE)
    worker = await start()
    await real.telegram.wait_until(lambda: count(real) >= 5, 30)
    worker.send_signal(signal.SIGTERM)
    assert await worker.wait() == 0
    status = await real.status(number)
    assert status.uncertain == 0
    assert 5 <= status.sent == len(real.received()) < PEOPLE
    assert set(await states(real)) == {"sent", "pending"}


async def test_a_token_refused_at_the_start_ends_it_with_one_line(real: Post, start: Start) -> None:
    async with served(LocalTelegram("7:another-token-than-the-one-it-has")) as address:
        worker = await start(subprocess.PIPE, BOT_API_URL=address)
        _, complaints = await worker.communicate()
    assert worker.returncode == 2
    assert complaints.startswith(b"BOT_TOKEN: ")
    assert real.telegram.token.encode() not in complaints


async def test_it_tells_of_its_ledger_on_a_port_of_its_own(real: Post, start: Start) -> None:
    await real.broadcast(3)
    port = str(free_port())
    worker = await start(WORKER_PORT=port, METRICS_TOKEN="a-token")
    await real.telegram.wait_until(lambda: count(real) == 3, 30)
    address = f"http://127.0.0.1:{port}"
    async with httpx.AsyncClient(base_url=address, trust_env=False) as client:
        assert (await client.get("/readyz")).text == "ok\n"
        assert (await client.get("/metrics")).status_code == 401
        told = await client.get("/metrics", headers={"Authorization": "Bearer a-token"})
    assert 'biliktilik_ledger_messages{state="sending"}' in told.text
    assert 'biliktilik_telegram_calls_total{method="sendMessage",outcome="ok"}' in told.text
    worker.send_signal(signal.SIGTERM)
    assert await worker.wait() == 0


async def test_a_port_that_is_taken_ends_it_with_the_name_of_the_setting(
    real: Post, start: Start
) -> None:
    port = real.address.rpartition(":")[2]
    worker = await start(subprocess.PIPE, WORKER_PORT=port)
    _, complaints = await worker.communicate()
    assert worker.returncode == 2
    assert b"WORKER_PORT" in complaints
