"""Two bot processes on one PostgreSQL database against one, by webhook.

    python -m benchmarks.two_processes --postgresql URL

`URL` is the address of a server; a database is made there and dropped again. Forty people answer
questions, each one after another, and each call goes to the next process, as nginx hands them out.
`processor`: milliseconds of processor time of all bot processes for a step. Meanwhile the server is
asked every 20 ms who waits for a lock of a row, a person or a table. Rounds of one and of two
processes alternate. Exit status 1 when a step takes two processes more than 1.25 times as long, or
anybody waited for a lock.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import os
import statistics
import sys
import time
from datetime import UTC, datetime
from typing import Any

import asyncpg  # type: ignore[import-untyped]

from benchmarks.scale import fresh
from benchmarks.webhook_bots import Crowd, Hook, bots, call, caller, crowd, stored, telegram
from storage.database import migrate, open_database

PEOPLE, STEPS, WARM_UP, ROUNDS = 40, 15, 5, 3
MORE_WANTED = 1.25
# Of the server's own bookkeeping, and of the disk, everybody waits now and then.
WAITING = """
    SELECT wait_event, left(query, 60) FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'
"""
Figures = dict[str, float]


async def watch_locks(url: str, seen: list[set[str]]) -> None:
    connection = await asyncpg.connect(url)
    try:
        while True:
            rows = await connection.fetch(WAITING)
            seen.append({f"{row[0]}: {' '.join(row[1].split())}" for row in rows})
            await asyncio.sleep(0.02)
    finally:
        await connection.close()


async def walk(people: Crowd, hooks: list[Hook], steps: int) -> None:
    turns = itertools.cycle(hooks)
    async with caller(PEOPLE) as session:

        async def one(person: int) -> None:
            for step in range(steps):
                await call(session, next(turns), people.press(person, step))

        await asyncio.gather(*(one(person) for person in people.runs))


async def round_of(number: int, api: str, url: str, people: Crowd) -> Figures:
    async with bots(number, api, url) as hooks:
        await walk(people, hooks, WARM_UP * number)
        seen: list[set[str]] = []
        watching = asyncio.create_task(watch_locks(url, seen))
        before, begun = sum(hook.processor_seconds() for hook in hooks), time.perf_counter()
        await walk(people, hooks, STEPS)
        spent = sum(hook.processor_seconds() for hook in hooks) - before
        seconds = time.perf_counter() - begun
        watching.cancel()
    for waiting in sorted(set().union(*seen)):
        print(f"waited for {waiting}", file=sys.stderr)
    done = len(people.runs) * STEPS
    return {
        "processor": spent / done * 1e3,
        "steps_a_second": done / seconds,
        "looks": len(seen),
        "waiting_for_locks": sum(bool(waiting) for waiting in seen),
    }


async def measured(server: str, rounds: int, number_of_people: int) -> dict[str, Any]:
    every: dict[int, list[Figures]] = {1: [], 2: []}
    async with fresh(server, f"biliktilik_two_{os.getpid()}") as url, telegram() as api:
        await migrate(url)
        database = open_database(url)
        people = await crowd(database, number_of_people, datetime.now(UTC))
        for _ in range(rounds):
            for number, found_so_far in every.items():
                found_so_far.append(await round_of(number, api, url, people))
        answered = await stored(database, number_of_people)
        await database.close()
    found: dict[str, Any] = {
        str(number): {key: statistics.median(each[key] for each in done) for key in done[0]}
        for number, done in every.items()
    }
    waited = sum(each["waiting_for_locks"] for done in every.values() for each in done)
    ratio = found["2"]["processor"] / found["1"]["processor"]
    return {**found, "ratio": ratio, "waited_for_locks": waited, "people_stored": answered}


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--postgresql", metavar="URL", required=True)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--people", type=int, default=PEOPLE)
    given = parser.parse_args()
    found = asyncio.run(measured(given.postgresql, given.rounds, given.people))
    goals = {
        "processor": found["ratio"] <= MORE_WANTED,
        "locks": found["waited_for_locks"] == 0,
        "stored": found["people_stored"] == given.people,
    }
    for number in ("1", "2"):
        words = "{processor:.2f} ms of processor time a step, {steps_a_second:.0f} steps a second"
        print(f"{number} process(es): {words.format(**found[number])}", file=sys.stderr)
    print(
        f"{found['ratio']:.2f} times (wanted at most {MORE_WANTED}), "
        f"{found['waited_for_locks']:.0f} looks saw somebody wait for a lock (wanted 0)",
        file=sys.stderr,
    )
    print(json.dumps({"benchmark": "two_processes", **found, "goals": goals}))
    return 0 if all(goals.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
