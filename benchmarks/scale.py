"""What a step, a message, and the regular work cost with ever more people in the database.

    python -m benchmarks.scale [--people 1000 100000 1000000] [--postgresql URL] [--plans]

On SQLite, and on PostgreSQL where the address of a server is given; databases are made there and
dropped again. In milliseconds: the median of our processor time, in which all of SQLite's work is
and none of PostgreSQL's, and the least wall time, to which other work on the machine only adds:

step      the transaction of an answered question: the update's number, person, run and screen,
          the kept answers, one answer written, the outcome kept
message   a sixteenth of claiming sixteen messages of a broadcast to everybody, and of beginning and
          settling them, while everybody is due
tidy      what a sweep does besides while there is something to send, with 2 000 reminders due
look      one look of the watchdogs
upkeep    one hour's deletions, once what has expired is gone
held up   on SQLite: the longest that the event loop was kept from others by look and upkeep

`--plans` prints the plan of each statement at the largest size. Exit status 1 where step, message
or tidy take more than twice as long with the most people as with the fewest (and more than half a
millisecond longer), or where the loop was held up for over 100 ms. That no statement reads a
growing table whole is tested (`tests/bot/outbound/test_plans.py`). A million people take minutes to
fill.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import asyncpg  # type: ignore[import-untyped]
from sqlalchemy import text

from benchmarks.crowd import FIRST, NOW, fill
from bot.conversation.upkeep import clear_away
from bot.outbound.watchdogs import Watchdogs
from cases.recipients import halt_without_right
from storage.database import Database, Patience, migrate, open_database
from storage.engine.address import parse_address
from storage.engine.engines import migrating_engine
from tests.storage.plans import (
    noted,
    plans_of_postgresql,
    plans_of_sqlite,
)

SIZES = (1000, 100_000, 1_000_000)
STEPS, BATCHES, ROUNDS = 300, 20, 20
BATCH = 16
BOT = 42
LEASE = timedelta(seconds=60)
LONGER_WANTED, MILLISECONDS_MORE = 2.0, 0.5
HELD_UP_WANTED = 100.0
Cost = dict[str, float]
Figures = dict[str, Cost]
COMPARED = ("step", "message", "tidy")
# The first deletion of a hundred thousand runs is no case of every day.
PATIENCE = Patience(command=300)


@asynccontextmanager
async def fresh(server: str | None, name: str) -> AsyncIterator[str]:
    """The address of a database of its own."""
    if server is None:
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite:///{Path(folder) / 'scale.sqlite3'}"
        return
    await _on(server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}"')
    try:
        yield f"{server.rpartition('/')[0]}/{name}"
    finally:
        await _on(server, f'DROP DATABASE "{name}" WITH (FORCE)')


async def known_to_the_planner(url: str) -> None:
    """What PostgreSQL does by itself within a minute after much was written."""
    engine = migrating_engine(parse_address(url))
    try:
        async with engine.begin() as connection:
            await connection.execute(text("ANALYZE"))
    finally:
        await engine.dispose()


async def _on(server: str, *statements: str) -> None:
    connection = await asyncpg.connect(server)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


async def timed(times: int, work: Callable[[int], Awaitable[object]], count: int = 1) -> Cost:
    """For one of `count` things that the work does; the first only prepares statements."""
    processor, wall = [], []
    for number in range(times + 1):
        begun, spent = time.perf_counter(), time.process_time()
        await work(number)
        wall.append((time.perf_counter() - begun) * 1e3 / count)
        processor.append((time.process_time() - spent) * 1e3 / count)
    return {"processor": statistics.median(processor[1:]), "least": min(wall[1:])}


class Measured:
    def __init__(self, database: Database, people: int) -> None:
        self._database = database
        self._people = people
        self._chance = random.Random(people)
        self._runs: dict[int, int] = {}

    async def step(self, number: int) -> None:
        # Of those who have consented, whose runs the upkeep leaves alone.
        person = FIRST + self._chance.randrange(self._people // 10) * 10 + 1
        async with self._database.work() as work:
            await work.updates.seen(10_000_000 + number, NOW)
            situation = await work.people.situation(person)
            assert situation is not None
            assert situation.run is not None
            await work.answers.all(person)
            await work.answers.put(person, situation.run.id, "publications", "value", number, NOW)
            await work.waiting.decide(10_000_000 + number, person, "{}", "here", NOW, LEASE)

    async def messages(self, _: int) -> None:
        async with self._database.work() as work:
            claims = await work.ledger.claim("here", NOW, LEASE, BATCH)
        assert len(claims) == BATCH
        for claim in claims:
            async with self._database.work() as work:
                assert await work.ledger.start(claim, "here", BOT, NOW, LEASE) is None
            async with self._database.work() as work:
                await work.ledger.settle(claim, "here", "sent", NOW, message_id=1)

    async def tidy(self, _: int) -> None:
        async with self._database.work() as work:
            await work.ledger.expire(NOW)
            await work.ledger.drop_forgotten(NOW)
            await work.due_reminders.enter(NOW)
            await work.campaigns.begin_due(NOW)
            await halt_without_right(work, NOW)
            await work.campaigns.finish(NOW)

    async def look(self, _: int) -> None:
        await Watchdogs(self._database, lambda: NOW).look()

    async def upkeep(self, _: int) -> None:
        await clear_away(self._database, NOW + timedelta(hours=1))


@asynccontextmanager
async def watched_loop(longest: list[float]) -> AsyncIterator[None]:
    """Notes for how many milliseconds at a time the event loop was at work meanwhile, without what
    the machine gave to others."""

    async def tick() -> None:
        while True:
            begun = time.thread_time()
            await asyncio.sleep(0)
            longest.append((time.thread_time() - begun) * 1e3)

    ticking = asyncio.create_task(tick())
    try:
        yield
    finally:
        ticking.cancel()


async def measured(url: str, people: int, statements: set[str]) -> Figures:
    begun = time.perf_counter()
    await migrate(url)
    await fill(url, people)
    filled = time.perf_counter() - begun
    database = open_database(url, PATIENCE)
    at_work = Measured(database, people)
    held_up: list[float] = []
    with noted() as asked:
        # Reminders come before broadcasts, so the broadcast is measured before they are entered.
        found = {
            "step": await timed(STEPS, at_work.step),
            "message": await timed(BATCHES, at_work.messages, BATCH),
            "tidy": await timed(ROUNDS, at_work.tidy),
        }
        async with watched_loop(held_up):
            found["look"] = await timed(ROUNDS, at_work.look)
            found["upkeep"] = await timed(ROUNDS, at_work.upkeep)
    statements |= asked
    await database.close()
    longest = {"held_up": max(held_up), "filled_seconds": filled}
    return {**found, "besides": longest}


async def of_kind(server: str | None, sizes: list[int], shows_plans: bool) -> dict[int, Figures]:
    """The figures by the number of people."""
    figures: dict[int, Figures] = {}
    statements: set[str] = set()
    for people in sizes:
        async with fresh(server, f"biliktilik_scale_{people}") as url:
            figures[people] = await measured(url, people, statements)
            tell(server, people, figures[people])
            if shows_plans and people == sizes[-1]:
                await show(server, url, statements)
    return figures


async def show(server: str | None, url: str, statements: set[str]) -> None:
    if server is None:
        plans = plans_of_sqlite(url.removeprefix("sqlite:///"), statements)
    else:
        plans = await plans_of_postgresql(url, statements)
    for statement, steps in sorted(plans.items()):
        print(f"  {' '.join(statement.split())[:110]}", file=sys.stderr)
        for step in steps:
            print(f"      {step}", file=sys.stderr)


def tell(server: str | None, people: int, found: Figures) -> None:
    kind = "SQLite" if server is None else "PostgreSQL"
    words = "; ".join(
        f"{name} " + ", ".join(f"{key} {value:.2f}" for key, value in values.items())
        for name, values in found.items()
    )
    print(f"{kind}, {people:,} people: {words}", file=sys.stderr)


def missed(figures: dict[int, Figures], on_sqlite: bool) -> list[str]:
    fewest, most = figures[min(figures)], figures[max(figures)]
    kind = "processor" if on_sqlite else "least"
    found = []
    for name in COMPARED:
        few, many = fewest[name][kind], most[name][kind]
        if many > max(LONGER_WANTED * few, few + MILLISECONDS_MORE):
            found.append(f"{name}: {few:.2f} ms with few, {many:.2f} ms with many people")
    held_up = most["besides"]["held_up"]
    if on_sqlite and held_up > HELD_UP_WANTED:
        found.append(f"the loop was held up for {held_up:.0f} ms")
    return found


async def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--postgresql", metavar="URL")
    parser.add_argument("--only-postgresql", action="store_true")
    parser.add_argument("--plans", action="store_true")
    given = parser.parse_args()
    servers = [] if given.only_postgresql else [None]
    servers += [given.postgresql] if given.postgresql else []
    result: dict[str, Any] = {}
    failed = []
    for server in servers:
        kind = "sqlite" if server is None else "postgresql"
        figures = await of_kind(server, sorted(given.people), given.plans)
        failed += [f"{kind}, {each}" for each in missed(figures, server is None)]
        result[kind] = figures
    for each in failed:
        print(f"missed: {each}", file=sys.stderr)
    print(json.dumps({"benchmark": "scale", **result, "missed": failed}))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
