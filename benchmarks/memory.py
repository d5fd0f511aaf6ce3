"""Memory and processor time of a start, against a bare aiogram bot on the same machine.

Run from the repository root: `python -m benchmarks.memory`. Both poll the project's Bot API server,
in turn, three times. `ready`: processor seconds, of user and system, until the first getUpdates.
Memory, in megabytes, once the start is through and somebody was answered twenty times: `rss` is
resident, `pss` counts pages that processes share by halves. Medians. Exit status 1 when a goal is
missed. Linux only: it looks into /proc.

Of the processor time the goal is a part of the bare bot's, which takes two seconds on a quiet
machine (docs/decisions/postponed-models.md) and three times that on a busy one.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from local_chat.server import LocalTelegram, running

ROUNDS = 3
TIMES = 20
MOST_LOOKS = 20
MEMORY_WANTED = 1.1
PROCESSOR_WANTED = 1.0
MEGABYTE = 1024
BARE = """
import asyncio, os
from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message

async def main():
    server = TelegramAPIServer.from_base(os.environ["BOT_API_URL"])
    bot = Bot(os.environ["BOT_TOKEN"], session=AiohttpSession(api=server))
    dispatcher = Dispatcher()
    async def echo(message: Message) -> None:
        await message.answer(message.text or "")
    dispatcher.message.register(echo, F.text)
    await dispatcher.start_polling(bot)

asyncio.run(main())
"""
STARTS = {"bare": ("-c", BARE), "ours": ("-m", "bot", "run")}


@asynccontextmanager
async def started(
    telegram: LocalTelegram, address: str, arguments: tuple[str, ...]
) -> AsyncIterator[int]:
    """A bot from its start until it polls; its process number."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "BOT_TOKEN": telegram.token,
            "BOT_API_URL": address,
            "DATABASE_URL": f"sqlite:///{Path(folder) / 'memory.sqlite3'}",
            "LOG_LEVEL": "ERROR",
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable, *arguments, env=environment, stderr=asyncio.subprocess.DEVNULL
        )
        try:
            await telegram.wait_until(lambda: telegram.updates.is_polled, 240)
            yield process.pid
        finally:
            process.terminate()
            await process.wait()


def processor_seconds(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def megabytes(process: int, name: str) -> float:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    [line] = [line for line in lines if line.startswith(name)]
    return int(line.split()[1]) / MEGABYTE


async def start_is_through(process: int) -> None:
    """What is read ahead beside the conversation is read, so it uses no processor any more."""
    for _ in range(MOST_LOOKS):
        before = processor_seconds(process)
        await asyncio.sleep(2)
        # An idle bot looks around every two seconds.
        if processor_seconds(process) - before < 0.1:
            return


async def one(arguments: tuple[str, ...]) -> dict[str, float]:
    telegram = LocalTelegram()
    telegram.add_person(1, "Мысал", "ru", started=True)
    async with running(telegram) as address, started(telegram, address, arguments) as process:
        ready = processor_seconds(process)
        await start_is_through(process)
        for number in range(TIMES):
            await telegram.type_text(1, "преподаватель")
            await telegram.wait_until(lambda n=number: _answers(telegram) > n, 60)
        return {
            "ready": ready,
            "rss": megabytes(process, "Rss:"),
            "pss": megabytes(process, "Pss:"),
        }


def _answers(telegram: LocalTelegram) -> int:
    counts = telegram.calls.counts.items()
    return sum(number for (method, _), number in counts if "message" in method.lower())


async def measured(rounds: int) -> dict[str, dict[str, float]]:
    every: dict[str, list[dict[str, float]]] = {name: [] for name in STARTS}
    # The first start of ours reads the rules into their cache.
    await one(STARTS["ours"])
    for _ in range(rounds):
        for name, arguments in STARTS.items():
            every[name].append(await one(arguments))
            print(name, every[name][-1], file=sys.stderr)
    return {
        name: {key: statistics.median(each[key] for each in found) for key in found[0]}
        for name, found in every.items()
    }


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    found = asyncio.run(measured(parser.parse_args().rounds))
    ratios = {key: found["ours"][key] / found["bare"][key] for key in found["bare"]}
    goals = {
        "memory": max(ratios["rss"], ratios["pss"]) <= MEMORY_WANTED,
        "processor": ratios["ready"] <= PROCESSOR_WANTED,
    }
    for name, values in found.items():
        words = "ready after {ready:.2f} s of processor time, {rss:.0f} MB resident, {pss:.0f} PSS"
        print(f"{name}: {words.format(**values)}", file=sys.stderr)
    print(
        "ours to the bare bot: memory {rss:.2f} and {pss:.2f} (wanted {memory}), processor "
        "{ready:.2f} (wanted {processor})".format(
            **ratios, memory=MEMORY_WANTED, processor=PROCESSOR_WANTED
        ),
        file=sys.stderr,
    )
    print(json.dumps({"benchmark": "memory", **found, "ratios": ratios, "goals": goals}))
    return 0 if all(goals.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
