"""Ten times the usual load for a minute, and what is left of it afterwards.

    python -m benchmarks.ten_times [--postgresql URL] [--usual A-SECOND]

The programme by webhook on SQLite, or on a server of PostgreSQL, where a database is made and
dropped again. People answer questions at moments that nobody's answer delays: `USUAL` a second for
twenty seconds, ten times as many for sixty, again as usual for thirty. At most a hundred calls are
under way, as with Telegram; what is refused is called again. Milliseconds from the moment of the
press to the bot's word that the answer was sent. Eight a second are a thousand people who answer
thirty questions in an hour. Exit status 1 when anybody was not answered, when the last ten seconds
are more than one and a half times as slow as before, or when the bot keeps a tenth more memory.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import sys
import time
from datetime import UTC, datetime

from benchmarks.scale import fresh
from benchmarks.webhook_bots import Crowd, Hook, bots, call, caller, crowd, stored, telegram
from storage.database import migrate, open_database

PEOPLE, USUAL, TIMES = 400, 8.0, 10
BEFORE, DURING, AFTER, LAST = 20, 60, 30, 10
CONNECTIONS = 100
SLOWER_WANTED, MEMORY_WANTED = 1.5, 1.1
# (seconds since the begin, milliseconds until the answer)
Answers = list[tuple[float, float]]


class Load:
    def __init__(self, people: Crowd, hook: Hook) -> None:
        self._people = people
        self._hook = hook
        self._steps = dict.fromkeys(people.runs, 0)
        self.answers: Answers = []
        self.refused = 0
        self.asked = 0

    async def run(self, usual: float) -> float:
        """Presses as planned; how many seconds after the last one everybody had their answer."""
        turns = list(self._people.runs)
        begun = time.perf_counter()
        async with caller(CONNECTIONS) as session, asyncio.TaskGroup() as pressing:
            for at in moments(usual):
                await asyncio.sleep(max(0, begun + at - time.perf_counter()))
                person = turns[self.asked % len(turns)]
                self.asked += 1
                pressing.create_task(self._press(session, person, at, begun))
        return time.perf_counter() - begun - (BEFORE + DURING + AFTER)

    async def _press(self, session: object, person: int, at: float, begun: float) -> None:
        step = self._steps[person]
        self._steps[person] += 1
        update = self._people.press(person, step)
        self.refused += await call(session, self._hook, update)  # type: ignore[arg-type]
        self.answers.append((at, (time.perf_counter() - begun - at) * 1e3))

    def during(self, first: float, last: float) -> dict[str, float]:
        times = sorted(took for at, took in self.answers if first <= at < last)
        return {
            "p50": statistics.median(times),
            "p95": times[int(len(times) * 0.95)],
            "p99": times[int(len(times) * 0.99)],
            "max": times[-1],
        }


def moments(usual: float) -> list[float]:
    found, at = [], 0.0
    while at < BEFORE + DURING + AFTER:
        found.append(at)
        at += 1 / (usual * TIMES if BEFORE <= at < BEFORE + DURING else usual)
    return found


async def measured(server: str | None, usual: float) -> dict[str, object]:
    async with fresh(server, f"biliktilik_ten_{os.getpid()}") as url, telegram() as api:
        await migrate(url)
        database = open_database(url)
        people = await crowd(database, PEOPLE, datetime.now(UTC))
        async with bots(1, api, url) as [hook]:
            await _warm_up(people, hook)
            memory = hook.resident()
            load = Load(people, hook)
            late = await load.run(usual)
            kept = hook.resident() / memory
        answered = await stored(database, PEOPLE)
        await database.close()
    end = BEFORE + DURING + AFTER
    return {
        "before": load.during(0, BEFORE),
        "during": load.during(BEFORE, BEFORE + DURING),
        "after": load.during(BEFORE + DURING, end),
        "last": load.during(end - LAST, end),
        "asked": load.asked,
        "answered": len(load.answers),
        "refused": load.refused,
        "seconds_late": max(0.0, late),
        "memory": kept,
        "people_stored": answered,
    }


async def _warm_up(people: Crowd, hook: Hook) -> None:
    async with caller(CONNECTIONS) as session:
        for person in list(people.runs)[:50]:
            for step in (0, 1):
                await call(session, hook, people.press(person, step))


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--postgresql", metavar="URL")
    parser.add_argument("--usual", type=float, default=USUAL)
    given = parser.parse_args()
    found = asyncio.run(measured(given.postgresql, given.usual))
    spans = {name: found[name] for name in ("before", "during", "after", "last")}
    for name, times in spans.items():
        assert isinstance(times, dict)
        words = ", ".join(f"{key} {value:.0f}" for key, value in times.items())
        print(f"{name}: {words} ms", file=sys.stderr)
    slower = spans["last"]["p50"] / spans["before"]["p50"]  # type: ignore[index]
    goals = {
        "answered": found["answered"] == found["asked"] and found["people_stored"] == PEOPLE,
        "recovered": slower <= SLOWER_WANTED,
        "memory": found["memory"] <= MEMORY_WANTED,  # type: ignore[operator]
    }
    print(
        f"{found['answered']} of {found['asked']} answered, {found['refused']} calls refused and "
        f"made again, the last ten seconds {slower:.2f} times as slow as before (wanted at most "
        f"{SLOWER_WANTED}), memory {found['memory']:.2f} times (wanted at most {MEMORY_WANTED})",
        file=sys.stderr,
    )
    print(json.dumps({"benchmark": "ten_times", **found, "slower": slower, "goals": goals}))
    return 0 if all(goals.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
