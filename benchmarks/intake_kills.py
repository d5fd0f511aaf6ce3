"""Kills the bot at random moments while people wait: `python -m benchmarks.intake_kills`.

On SQLite, and on PostgreSQL where the tests run on it too (BILIKTILIK_TEST_POSTGRES). Before each
start `--waiting` people wait; the bot gets SIGKILL within a second after its first answer. The
last one may finish. Then one is stopped by SIGTERM in the middle of `--stop` waiting updates.
Prints JSON; exit status 1 when somebody is left without an answer, when anything was decided
twice, when one kill showed anybody the same more than twice, or when the stop took too long.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.conversation.stopping import GRACE_SECONDS
from local_chat.faults import Fault
from local_chat.server import LocalTelegram, running
from storage.database import migrate
from tests.bot.conversation.waiting_crowd import Crowd, kill, webhook_settings
from tests.storage.databases import PostgresqlDatabases, kinds

LATENCY_MS = 50
LONGEST_LIFE = 1.0
PATIENCE = 1200.0


async def killed(crowd: Crowd, kills: int, waiting: int, settings: dict[str, str]) -> int:
    """Starts and kills; the most often that anybody was shown the same between two kills."""
    chance = random.Random(kills)
    most = 0
    shown: dict[int, int] = {}
    for number in range(kills + 1):
        await crowd.grow(waiting - (len(crowd.people) - crowd.answered()))
        before = crowd.sent()
        async with crowd.bot(**settings) as process:
            if number == kills:
                await crowd.until_answered(len(crowd.people), PATIENCE)
            else:
                await crowd.until_sent(before + 1, PATIENCE)
                await asyncio.sleep(chance.random() * LONGEST_LIFE)
                await kill(process)
        now = crowd.answers()
        most = max(most, *(times - shown.get(person, 0) for person, times in now.items()))
        shown = now
    return most


async def stopped(crowd: Crowd, number: int, settings: dict[str, str]) -> dict[str, Any]:
    """Stops the bot while it answers; another one answers the rest."""
    answered = crowd.answered()
    await crowd.grow(number)
    async with crowd.bot(**settings) as process:
        await crowd.until_answered(answered + number // 20, PATIENCE)
        asked = time.monotonic()
        process.send_signal(signal.SIGTERM)
        await process.wait()
        seconds = time.monotonic() - asked
    handed_back = len(crowd.people) - crowd.answered()
    async with crowd.bot(**settings):
        await crowd.until_answered(len(crowd.people), PATIENCE)
    return {
        "updates": number,
        "handed_back": handed_back,
        "seconds": round(seconds, 2),
        "status": process.returncode,
        "shown_again": _again(crowd, crowd.people[-number:]),
    }


async def run(url: str, way: str, given: argparse.Namespace) -> dict[str, Any]:
    await migrate(url)
    telegram = LocalTelegram(history_limit=20)
    telegram.faults.chance("sendMessage", Fault("delay", delay_ms=LATENCY_MS), 1)
    settings = webhook_settings() if way == "webhook" else {}
    async with running(telegram) as address:
        crowd = Crowd(telegram, address, url)
        most = await killed(crowd, given.kills, given.waiting, settings)
        people = len(crowd.people)
        figures = {
            "kills": given.kills,
            "updates": people,
            "unanswered": people - crowd.answered(),
            "decided_twice": len(crowd.decided_twice()),
            "shown_again": _again(crowd, crowd.people),
            "most_shown_between_two_kills": most,
        }
        figures["stop"] = await stopped(crowd, given.stop, settings) if given.stop else None
        figures["decided_twice"] = len(crowd.decided_twice())
    return figures


def _again(crowd: Crowd, people: list[int]) -> int:
    answers = crowd.answers()
    return sum(answers[person] - 1 for person in people)


def kept(figures: dict[str, Any]) -> bool:
    stop = figures["stop"]
    in_time = stop is None or (stop["seconds"] <= GRACE_SECONDS and stop["shown_again"] == 0)
    none = figures["unanswered"] == 0 and figures["decided_twice"] == 0
    return none and in_time and figures["most_shown_between_two_kills"] <= 1


def databases(folder: str) -> Iterator[tuple[str, str]]:
    """The kind and the address of each empty database."""
    yield "sqlite", f"sqlite:///{Path(folder) / 'kills.db'}"
    if "postgresql" in kinds():
        server = PostgresqlDatabases()
        try:
            yield "postgresql", server.create()
        finally:
            server.drop_all()


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--waiting", type=int, default=600)
    parser.add_argument("--stop", type=int, default=10_000, help="0 leaves the stop out")
    parser.add_argument("--way", choices=("polling", "webhook"), default="polling")
    given = parser.parse_args()
    shown = {}
    with tempfile.TemporaryDirectory() as folder:
        for kind, url in databases(folder):
            shown[kind] = asyncio.run(run(url, given.way, given))
            print(json.dumps({kind: shown[kind]}), file=sys.stderr)
    print(json.dumps(shown))
    return 0 if all(map(kept, shown.values())) else 1


if __name__ == "__main__":
    sys.exit(main())
