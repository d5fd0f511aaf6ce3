"""Broadcasts measured at the server: `python -m benchmarks.broadcast [--full]`.

First undisturbed, then with trouble: 5 % of the calls answered 429, 2 % with a 502 page, 1 % torn,
3 % of the people have blocked the bot. 50 ms latency throughout. Prints JSON; exit status 1 when a
promise of `docs/outbound.md` is broken. Time is real: about four minutes, with `--full` six.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks import outbound
from storage.database import migrate, open_database

LATENCY = 0.05
TROUBLE = {"flood": 0.05, "page": 0.02, "torn": 0.01, "blocked": 0.03}


async def run(people: int, workers: int, **trouble: float) -> dict[str, Any]:
    """One broadcast from its beginning to its end."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.db'}"
        await migrate(url)
        database = open_database(url)
        async with outbound.server(people, latency=LATENCY, **trouble) as server:
            number = await outbound.broadcast_to_all(database, people)
            running = [await outbound.start_worker(url, server) for _ in range(workers)]
            status = asdict(await outbound.finished(database, number))
            for worker in running:
                await outbound.stop_worker(worker)
            report = await asyncio.to_thread(server.report)
        await database.close()
    figures = outbound.measured(report["calls"], report["messages"], LATENCY)
    settled = sum(status[part] for part in ("sent", "blocked", "failed", "uncertain"))
    # Torn answers were sent, so whoever is uncertain was reached.
    lost = people - figures["reached"] - status["blocked"] - status["failed"]
    return {**figures, "status": status, "unsettled": people - settled, "lost": lost}


def broken(figures: dict[str, Any], least_rate: float) -> list[str]:
    promises = {
        "at most 30 in any second": figures["busiest_second"] <= 30,
        "nobody lost": figures["lost"] == 0,
        "nobody twice": figures["twice"] == 0,
        "nothing sent inside a pause": figures["inside_pauses"] == 0,
        "the totals add up": figures["unsettled"] == 0,
        f"{least_rate} a second": figures["rate"] >= least_rate,
    }
    return [promise for promise, kept in promises.items() if not kept]


async def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=3000)
    parser.add_argument("--full", action="store_true", help="as many people in trouble as without")
    given = parser.parse_args()
    undisturbed = await run(given.people, 1)
    troubled = await run(given.people if given.full else given.people // 4, 1, **TROUBLE)
    pair = await run(given.people // 10, 2)
    failures = broken(undisturbed, 28) + broken(troubled, 0) + broken(pair, 0)
    shown = {"undisturbed": undisturbed, "troubled": troubled, "two_workers": pair}
    print(json.dumps({**shown, "broken_promises": failures}, indent=1))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
