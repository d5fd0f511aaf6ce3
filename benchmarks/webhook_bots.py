"""The programme behind a webhook, as Telegram calls it: processes, people at a question, calls.

What the bot sends goes to a server in a process of its own that answers at once and keeps nothing.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from bot.conversation.webhook import HEADER
from storage.database import Database

TOKEN = "42:benchmark"  # noqa: S105 - of nobody's bot
SECRET = "benchmark"  # noqa: S105
POSITION, CATEGORY = "tvet-teacher", "expert"
SERVER = """
import asyncio, sys
from aiohttp import web
ME = {"id": 42, "is_bot": True, "first_name": "B", "username": "benchmark_bot"}
MESSAGE = {"message_id": 7, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "x"}
async def answer(request):
    await request.read()
    method = request.path.rsplit("/", 1)[1].lower()
    is_message = method.startswith(("send", "edit"))
    result = ME if method == "getme" else MESSAGE if is_message else True
    return web.json_response({"ok": True, "result": result})
app = web.Application()
app.router.add_route("*", "/{path:.*}", answer)
async def main():
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
asyncio.run(main())
"""


@asynccontextmanager
async def telegram() -> AsyncIterator[str]:
    """The address of the server that answers at once."""
    process = subprocess.Popen(  # noqa: ASYNC220, S603 - our own few lines, before anything runs
        [sys.executable, "-c", SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
    finally:
        process.kill()
        process.wait()


@dataclass(frozen=True)
class Hook:
    """A bot process and where it is called."""

    process: int
    address: str

    def processor_seconds(self) -> float:
        fields = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def resident(self) -> float:
        """Megabytes."""
        pages = int(Path(f"/proc/{self.process}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1024**2


@asynccontextmanager
async def bots(number: int, api: str, url: str) -> AsyncIterator[list[Hook]]:
    """So many processes that share a token and a database, ready."""
    async with AsyncExitStack() as running:
        yield [await running.enter_async_context(_bot(api, url)) for _ in range(number)]


@asynccontextmanager
async def _bot(api: str, url: str) -> AsyncIterator[Hook]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    address = f"http://127.0.0.1:{port}/telegram"
    environment = {
        **os.environ,
        "BOT_TOKEN": TOKEN,
        "BOT_API_URL": api,
        "DATABASE_URL": url,
        "WEBHOOK_URL": address,
        "WEBHOOK_SECRET": SECRET,
        "LISTEN_PORT": str(port),
        "LOG_LEVEL": "ERROR",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", env=environment
    )
    try:
        await _ready(f"http://127.0.0.1:{port}/readyz")
        yield Hook(process.pid, address)
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def _ready(address: str) -> None:
    async with aiohttp.ClientSession() as session:
        for _ in range(1200):
            try:
                async with session.get(address) as answer:
                    if answer.status == 200:
                        return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.1)
    raise TimeoutError("the bot did not get ready within two minutes")


@dataclass
class Crowd:
    """People at the first question of a check, who go on and back."""

    runs: dict[int, int]
    _numbers: Any = field(default_factory=lambda: itertools.count(1))

    def press(self, person: int, step: int) -> dict[str, Any]:
        option = ("level:bachelor", "fields:!back")[step % 2]
        number = next(self._numbers)
        user = {"id": person, "is_bot": False, "first_name": "P", "language_code": "ru"}
        chat = {"id": person, "type": "private"}
        pressed = {
            "id": str(number),
            "from": user,
            "chat_instance": "1",
            "message": {"message_id": 7, "date": 1, "chat": chat, "text": "x"},
            "data": f"q:{self.runs[person]}:education.0.{option}",
        }
        return {"update_id": number, "callback_query": pressed}


async def crowd(database: Database, people: int, now: Any) -> Crowd:
    runs = {}
    for person in range(1, people + 1):
        async with database.work() as work:
            await work.people.ensure(person, "ru", now)
            await work.people.give_consent(person, "1", now)
            run = await work.runs.open(person, POSITION, CATEGORY, now)
            await work.runs.set_screen(run.id, person, 7)
            runs[person] = run.id
    return Crowd(runs)


def caller(connections: int) -> aiohttp.ClientSession:
    """Telegram: so many calls at a time at most."""
    return aiohttp.ClientSession(
        headers={HEADER: SECRET}, connector=aiohttp.TCPConnector(limit=connections)
    )


async def call(session: aiohttp.ClientSession, hook: Hook, update: dict[str, Any]) -> int:
    """Tells the bot of an update until it has dealt with it; how often it was told in vain."""
    refused = 0
    while True:
        async with session.post(hook.address, json=update) as answer:
            if answer.status == 200:
                return refused
        refused += 1
        await asyncio.sleep(min(0.2 * 2**refused, 5))


async def stored(database: Database, people: int) -> int:
    """How many people have an answer kept."""
    found = 0
    for person in range(1, people + 1):
        async with database.work(writing=False) as work:
            found += bool(await work.answers.all(person))
    return found
