"""One question step of the real bot beside a bare aiogram echo bot, in one run.

A step is a press, the answer stored durably, the press answered and the next question shown: two
calls to the Bot API. The echo keeps nothing and makes one call. Both are programmes of their own
and talk over HTTP to a server that answers at once (`step_telegram.py`), whose people walk at
random through the questions of many positions. Rounds of all bots alternate; whoever walks alone
is somebody new in each, because a person who has said everything is asked nothing and gets reports.

`ratio` is the processor time of an echo to that of a step, threads included: what else the machine
does hardly matters to it. `waited` are the seconds from a press to the next question, which it
does. Peers that keep what they are told take part by polling: python-telegram-bot with its
persistence, and aiogram-dialog where `--redis` names a server (the extra `bench`).

    python -m benchmarks.question_step [--rounds 20] [--postgresql ADDRESS] [--before TREE]
        [--redis redis://127.0.0.1/9]

`--postgresql`: by webhook and on that database, an empty one; else by polling and on SQLite.
`--before`: another checkout whose bot takes part. Exit status 1 when a goal is missed. Linux only.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from aiohttp import ClientSession

from rules.norms.loading import catalogue
from storage.database import Database, migrate, open_database

ROOT: Final = Path(__file__).parents[1]
PEOPLE: Final = (1, 20, 100)
STEPS: Final = {1: 60, 20: 4, 100: 1}
WANTED: Final = {"polling": {1: 0.50, 20: 0.42, 100: 0.33}, "webhook": {1: 0.42, 20: 0.36}}
# Checks with more questions than a walk is deep.
LONG: Final = ("moderator", "expert", "researcher", "master")
SETTLING: Final = 10
NOW: Final = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
ECHO, OURS, BEFORE = "echo", "ours", "before"
DIALOG, PERSISTENCE = "aiogram-dialog", "ptb"
TOKENS: Final = {
    ECHO: "1:benchmark",
    OURS: "2:benchmark",
    BEFORE: "3:benchmark",
    DIALOG: "91:benchmark",
    PERSISTENCE: "92:benchmark",
}


@dataclass
class Bot:
    """A programme under measurement; by number of people what each round took."""

    token: str
    process: int
    milliseconds: dict[int, list[float]] = field(default_factory=dict)
    waited: dict[int, list[float]] = field(default_factory=dict)
    refused: int = 0
    kinds: dict[int, Counter[str]] = field(default_factory=dict)


def processor_time(process: int) -> float:
    """Seconds of all threads of another process, by its clock (clock_getcpuclockid(3))."""
    return time.clock_gettime((~process << 3) | 2)


@asynccontextmanager
async def started(*command: str, tree: Path = ROOT, **environment: str) -> AsyncIterator[int]:
    """A programme; its process number."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, cwd=tree, env={**os.environ, **environment}
    )
    try:
        yield process.pid
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


@asynccontextmanager
async def telegram() -> AsyncIterator[str]:
    """The address of people and server."""
    process = subprocess.Popen(  # noqa: ASYNC220 - our own module
        [sys.executable, "-m", "benchmarks.step_telegram"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.kill()
        process.wait()


def targets() -> list[tuple[str, str]]:
    return [
        (position, category)
        for position, norms in catalogue().positions.items()
        for category in norms.categories
        if category in LONG
    ]


def peers(
    address: str, folder: Path, redis: str | None
) -> dict[str, AbstractAsyncContextManager[int]]:
    """Bots on other libraries that keep what they are told, before the next press or each
    second."""
    kept = str(folder / "persistence")
    found = {
        PERSISTENCE: started(
            "-m", "benchmarks.step_persistence", address, TOKENS[PERSISTENCE], kept
        )
    }
    if redis is not None:
        found[DIALOG] = started("-m", "benchmarks.step_dialog", address, TOKENS[DIALOG], redis)
    return found


async def people_who_agreed(database: Database, rounds: int) -> None:
    for person in range(1, max(PEOPLE) + rounds + 1):
        async with database.work() as work:
            await work.people.ensure(person, "ru", NOW)
            await work.people.give_consent(person, "1", NOW)


async def facts_stored(database: Database, rounds: int) -> int:
    everybody = range(1, max(PEOPLE) + rounds + 1)
    async with database.work(writing=False) as work:
        return sum([len(await work.answers.all(each)) for each in everybody])


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


async def measured(given: argparse.Namespace) -> dict[str, object]:
    way = "webhook" if given.postgresql else "polling"
    async with AsyncExitStack() as running:
        folder = Path(running.enter_context(tempfile.TemporaryDirectory()))
        address = await running.enter_async_context(telegram())
        client = await running.enter_async_context(ClientSession(address))
        trees = {OURS: ROOT} | ({BEFORE: given.before} if given.before else {})
        bots, databases = {}, {}
        for name, tree in trees.items():
            url = given.postgresql or f"sqlite:///{folder / name}.sqlite3"
            if given.postgresql:
                url = f"{url}_{name}"
            await migrate(url)
            databases[name] = open_database(url)
            await people_who_agreed(databases[name], given.rounds)
            settings = {
                "BOT_TOKEN": TOKENS[name],
                "BOT_API_URL": address,
                "DATABASE_URL": url,
                "LOG_LEVEL": "ERROR",
            }
            if way == "webhook":
                port = str(free_port())
                settings |= {"LISTEN_PORT": port, "WEBHOOK_URL": f"http://127.0.0.1:{port}/step"}
            programme = started("-m", "bot", "run", tree=tree, **settings)
            bots[name] = Bot(TOKENS[name], await running.enter_async_context(programme))
        port = [str(free_port())] if way == "webhook" else []
        programme = started("-m", "benchmarks.step_echo", address, TOKENS[ECHO], *port)
        bots[ECHO] = Bot(TOKENS[ECHO], await running.enter_async_context(programme))
        if way == "polling":
            for name, programme in peers(address, folder, given.redis).items():
                bots[name] = Bot(TOKENS[name], await running.enter_async_context(programme))
        for bot in bots.values():
            async with client.get("/ready", params={"token": bot.token}) as answer:
                answer.raise_for_status()
        # What is read ahead after the start.
        await asyncio.sleep(SETTLING)
        for _ in range(2):
            for bot in bots.values():
                await one_round(client, bot, [*range(1, max(PEOPLE) + 1)], 2)
        for bot in bots.values():
            bot.milliseconds, bot.waited = {}, {}
            bot.kinds.clear()
        for number in range(given.rounds):
            alone = max(PEOPLE) + 1 + number
            for people in PEOPLE:
                whose = [alone] if people == 1 else [*range(1, people + 1)]
                for bot in bots.values():
                    await one_round(client, bot, whose, STEPS[people])
        stored = {
            name: await facts_stored(database, given.rounds) for name, database in databases.items()
        }
        for database in databases.values():
            await database.close()
    return {
        "way": way,
        "wanted": WANTED[way],
        "facts_stored": stored,
        "bots": {name: figures(bot, bots[ECHO]) for name, bot in bots.items()},
    }


async def one_round(client: ClientSession, bot: Bot, whose: list[int], steps: int) -> None:
    begins = ["m:cat:" + ":".join(target) for target in targets()]
    people = len(whose)
    asked = {"token": bot.token, "people": whose, "steps": steps, "begins": begins}
    before = processor_time(bot.process)
    async with client.post("/round", json=asked) as answer:
        told = await answer.json()
    spent = processor_time(bot.process) - before
    bot.milliseconds.setdefault(people, []).append(spent * 1e3 / (people * steps))
    bot.waited.setdefault(people, []).extend(told["took"])
    bot.refused += told["refused"]
    bot.kinds.setdefault(people, Counter()).update(told["kinds"])


def figures(bot: Bot, echo: Bot) -> dict[str, object]:
    by_people: dict[int, object] = {}
    for people, spent in bot.milliseconds.items():
        waited = statistics.quantiles(bot.waited[people], n=100)
        pairs = zip(echo.milliseconds[people], spent, strict=True)
        waits = zip(
            *(rounds_of(each.waited[people], len(spent)) for each in (echo, bot)), strict=True
        )
        by_people[people] = {
            "ratio": statistics.median(bare / ours for bare, ours in pairs),
            "ratio_of_waiting": statistics.median(bare / ours for bare, ours in waits),
            "milliseconds": statistics.median(spent),
            "waited": {each: waited[each - 1] for each in (50, 95, 99)},
            "kinds": bot.kinds[people],
        }
    return {"refused": bot.refused, "by_people": by_people}


def rounds_of(waited: list[float], rounds: int) -> list[float]:
    """The median of each round."""
    size = len(waited) // rounds
    return [statistics.median(waited[n * size : (n + 1) * size]) for n in range(rounds)]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--postgresql")
    parser.add_argument("--before", type=Path)
    parser.add_argument("--redis")
    result = asyncio.run(measured(parser.parse_args()))
    wanted: dict[int, float] = result["wanted"]  # type: ignore[assignment]
    missed = False
    for name, bot in result["bots"].items():  # type: ignore[attr-defined]
        for people, one in bot["by_people"].items():
            goal = wanted.get(people)
            if name == OURS and goal is not None:
                missed |= one["ratio"] < goal
            print(
                f"{result['way']} {name:7} {people:4} people: "
                f"{one['milliseconds']:.2f} ms of processor, ratio {one['ratio']:.2f}"
                f"{f' (wanted {goal})' if name == OURS else ''}, of waiting "
                f"{one['ratio_of_waiting']:.2f}, waited "
                + "/".join(f"{seconds * 1e3:.1f}" for seconds in one["waited"].values())
                + f" ms, refused {bot['refused']}, {dict(one['kinds'])}",
                file=sys.stderr,
            )
    print(f"facts stored: {result['facts_stored']}", file=sys.stderr)
    print(json.dumps(result))
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
