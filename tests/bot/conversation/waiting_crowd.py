"""Many people who wait for an answer at the same time, and a bot process that may be killed.

Each of them is at the first question of a check and types the same answer. Taken once, it is shown
back with a tick; taken a second time it would not fit the second question and get no tick.
"""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from local_chat.server import LocalTelegram
from storage.database import open_database

ROOT = Path(__file__).parents[3]
POSITION, WORDS, TICK = "tvet-deputy-educational", "7 years", "✔"
FIRST_ID = 1000


@dataclass
class Crowd:
    telegram: LocalTelegram
    address: str
    database_url: str
    people: list[int] = field(default_factory=list)

    async def grow(self, number: int) -> None:
        """So many more people come and type their answer."""
        begun = FIRST_ID + len(self.people)
        new = list(range(begun, begun + number))
        now = datetime.now(UTC)
        database = open_database(self.database_url)
        async with database.work() as work:
            for person_id in new:
                await work.people.ensure(person_id, "en", now)
                await work.people.give_consent(person_id, "1", now)
                await work.runs.open(person_id, POSITION, None, now)
        await database.close()
        for person_id in new:
            self.telegram.add_person(person_id, "A", "en", started=True)
            await self.telegram.type_text(person_id, WORDS)
        self.people += new

    def answers(self) -> dict[int, int]:
        """How often each person was shown what became of their answer."""
        return {person: len(self._said(person)) for person in self.people}

    def answered(self) -> int:
        return sum(shown > 0 for shown in self.answers().values())

    def decided_twice(self) -> list[str]:
        """What was said to anybody without the tick."""
        said = [text for person in self.people for text in self._said(person)]
        return [text for text in said if not text.startswith(TICK)]

    async def until_answered(self, number: int, seconds: float = 60) -> None:
        """Waits until so many people were answered."""
        async with asyncio.timeout(seconds):
            while (missing := number - self.answered()) > 0:
                await self.until_sent(self.sent() + missing, seconds)

    async def until_sent(self, number: int, seconds: float) -> None:
        await self.telegram.wait_until(lambda: self.sent() >= number, seconds)

    def sent(self) -> int:
        """How many messages the bot has sent so far, or tried to."""
        counts = self.telegram.calls.counts.items()
        return sum(number for (method, _), number in counts if method.lower() == "sendmessage")

    def _said(self, person: int) -> list[str]:
        return [message.text for message in self.telegram.messages(person) if message.by_bot]

    @asynccontextmanager
    async def bot(self, **settings: str) -> AsyncIterator[Process]:
        """The real bot in a process of its own, killed at the end if it still runs."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run"),
            cwd=ROOT,
            env={
                **os.environ,
                "BOT_TOKEN": self.telegram.token,
                "BOT_API_URL": self.address,
                "DATABASE_URL": self.database_url,
                "LOG_LEVEL": "ERROR",
                "PYTHONPATH": str(ROOT),
                **settings,
            },
            stdout=DEVNULL,
            stderr=PIPE,
        )
        try:
            yield process
        finally:
            await kill(process)


async def kill(process: Process) -> None:
    if process.returncode is None:
        process.kill()
    await process.wait()


def webhook_settings() -> dict[str, str]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    return {
        "WEBHOOK_URL": f"http://127.0.0.1:{port}/updates",
        "WEBHOOK_SECRET": "a-secret",
        "LISTEN_PORT": str(port),
    }
