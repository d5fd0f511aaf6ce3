"""Kills the outbound worker at random moments: `python -m benchmarks.kills [--kills 100]`.

On SQLite, and on PostgreSQL where one is given (`--postgresql URL` of an empty database). Each
worker lives until a random moment after its first message, then gets SIGKILL; the last one may
finish. Prints JSON; exit status 1 when somebody was lost or written to twice, or when more is
unknown than was under way. About eight minutes for a hundred kills.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks import outbound
from storage.database import Database, migrate, open_database

LATENCY = 0.05
LONGEST_LIFE = 1.2
PEOPLE_A_KILL = 30


async def under_way(database: Database) -> set[int]:
    async with database.work(writing=False) as work:
        return await work.ledger.under_way()


async def first_call(server: outbound.Server, calls_before: int) -> None:
    for _ in range(6000):
        if await asyncio.to_thread(server.calls) > calls_before:
            return
        await asyncio.sleep(0.02)
    raise TimeoutError("the worker does not begin")


async def run(url: str, kills: int) -> dict[str, Any]:
    people = kills * PEOPLE_A_KILL
    await migrate(url)
    database = open_database(url)
    chance = random.Random(kills)
    left_behind: set[int] = set()
    most = 0
    async with outbound.server(people, latency=LATENCY) as server:
        number = await outbound.broadcast_to_all(database, people)
        calls = 0
        for _ in range(kills):
            worker = await outbound.start_worker(url, server)
            await first_call(server, calls)
            await asyncio.sleep(chance.random() * LONGEST_LIFE)
            worker.kill()
            await worker.wait()
            # PostgreSQL may still be carrying out the last word of the dead.
            await asyncio.sleep(0.3)
            left = await under_way(database) - left_behind
            left_behind |= left
            most = max(most, len(left))
            calls = await asyncio.to_thread(server.calls)
        last = await outbound.start_worker(url, server)
        status = await outbound.finished(database, number)
        await outbound.stop_worker(last)
        report = await asyncio.to_thread(server.report)
    await database.close()
    received = list(report["messages"].values())
    reached = sum(count > 0 for count in received)
    return {
        "kills": kills,
        "people": people,
        "state": status.state,
        "sent": status.sent,
        "unknown": status.uncertain,
        "under_way_at_kills": len(left_behind),
        "most_under_way_at_one": most,
        "unknown_but_arrived": reached - status.sent,
        "twice": sum(count > 1 for count in received),
        "lost": status.total - status.sent - status.uncertain,
        "sent_but_not_arrived": max(0, status.sent - reached),
    }


def kept(figures: dict[str, Any]) -> bool:
    none = all(figures[name] == 0 for name in ("lost", "twice", "sent_but_not_arrived"))
    few = bool(figures["unknown"] <= figures["under_way_at_kills"])
    return none and few and figures["state"] == "done"


async def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--postgresql", help="address of an empty database")
    given = parser.parse_args()
    shown = {}
    with tempfile.TemporaryDirectory() as folder:
        urls = {"sqlite": f"sqlite:///{Path(folder) / 'kills.db'}"}
        if given.postgresql:
            urls["postgresql"] = given.postgresql
        for kind, url in urls.items():
            shown[kind] = await run(url, given.kills)
            print(json.dumps({kind: shown[kind]}), file=sys.stderr)
    print(json.dumps(shown, indent=1))
    return 0 if all(map(kept, shown.values())) else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
