"""One question step of the real bot beside a bare aiogram echo bot, in one run.

A step is a press, the answer stored durably in SQLite, the press answered and the next question
shown: two calls to the Bot API. The echo bot stores nothing and makes one. Both talk over HTTP to
one server in a process of its own that answers at once. Rounds of the two alternate.

`ratio` is that of one step after another, as a person goes through the questions: the time that an
echo takes to the time that a step takes. `ratio_side_by_side` is that of what gets done in a second
while many people press at once, when nothing waits and only processor time counts.
"""

from __future__ import annotations

import asyncio
import gc
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, Chat, Message, Update, User
from pydantic import SecretStr

from bot.conversation.factory import assemble
from bot.settings import Settings
from rules.norms.loading import catalogue
from storage.database import Database, migrate, open_database

TOKEN = "42:benchmark"  # noqa: S105 - of nobody's bot
PEOPLE = 20
STEPS_ALONE = 100
STEPS_SIDE_BY_SIDE = 10
ROUNDS = 15
WANTED = 0.25
UpdateOf = Callable[[int, int], Update]
Talk = tuple[Bot, Dispatcher, UpdateOf]
Rates = list[tuple[float, float]]
NOW = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
SERVER = """
import asyncio, sys
from aiohttp import web
ME = {"id": 42, "is_bot": True, "first_name": "B", "username": "benchmark_bot"}
MESSAGE = {"message_id": 7, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "x"}
async def answer(request):
    await request.read()
    method = request.path.rsplit("/", 1)[1].lower()
    result = ME if method == "getme" else "answer" in method or MESSAGE
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
async def server() -> AsyncIterator[str]:
    process = subprocess.Popen(  # noqa: ASYNC220, S603 - our own few lines, before anything runs
        [sys.executable, "-c", SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
    finally:
        process.kill()
        process.wait()


class Updates:
    """Numbers updates as Telegram does."""

    def __init__(self) -> None:
        self._number = 0

    def _next(self) -> int:
        self._number += 1
        return self._number

    def text(self, person: int) -> Update:
        number = self._next()
        return Update(update_id=number, message=_message(person, number, by_person=True))

    def press(self, person: int, data: str) -> Update:
        number = self._next()
        pressed = CallbackQuery(
            id=str(number),
            from_user=_user(person),
            chat_instance="1",
            message=_message(person, 7, by_person=False),
            data=data,
        )
        return Update(update_id=number, callback_query=pressed)


def _user(person: int) -> User:
    return User(id=person, is_bot=False, first_name="P", language_code="ru")


def _message(person: int, number: int, *, by_person: bool) -> Message:
    return Message(
        message_id=number,
        date=NOW,
        chat=Chat(id=person, type="private"),
        from_user=_user(person) if by_person else None,
        text="x",
    )


def echo_bot(base_url: str) -> tuple[Bot, Dispatcher]:
    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(base_url)))
    dispatcher = Dispatcher()

    async def echo(message: Message) -> None:
        await message.answer(message.text or "")

    dispatcher.message.register(echo, F.text)
    return bot, dispatcher


async def round_of(
    bot: Bot, dispatcher: Dispatcher, update: UpdateOf, people: list[int], steps: int
) -> float:
    """Updates a second: every person's updates one after another, the people side by side."""

    async def one(person: int) -> None:
        for step in range(steps):
            await dispatcher.feed_update(bot, update(person, step))

    begun = time.perf_counter()
    await asyncio.gather(*(one(person) for person in people))
    return len(people) * steps / (time.perf_counter() - begun)


async def rounds(echo: Talk, asked: Talk, people: list[int], steps: int) -> Rates:
    """The rates of both in every round but the first, which only warms up."""
    every = [
        (await round_of(*echo, people, steps), await round_of(*asked, people, steps))
        for _ in range(ROUNDS + 1)
    ]
    return every[1:]


def ratio(rates: Rates) -> float:
    return statistics.median(asked / echo for echo, asked in rates)


async def runs_of(database: Database, people: list[int]) -> dict[int, int]:
    """A run at its first question for everyone."""
    runs = {}
    for person in people:
        async with database.work() as work:
            await work.people.ensure(person, "ru", NOW)
            await work.people.give_consent(person, "1", NOW)
            run = await work.runs.open(person, "tvet-teacher", "expert", NOW)
            await work.runs.set_screen(run.id, person, 7)
            runs[person] = run.id
    return runs


async def measured() -> dict[str, object]:
    people = list(range(1, PEOPLE + 1))
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'bench.sqlite3'}"
        await migrate(url)
        database = open_database(url)
        runs = await runs_of(database, people)
        async with server() as base_url:
            settings = Settings(_env_file=None, bot_token=SecretStr(TOKEN), bot_api_url=base_url)
            ours = assemble(settings, database, catalogue(), lambda: NOW)
            bare, bare_dispatcher = echo_bot(base_url)
            updates = Updates()

            def step(person: int, number: int) -> Update:
                asked = ("level:bachelor", "fields:!back")[number % 2]
                return updates.press(person, f"q:{runs[person]}:education.0.{asked}")

            def said(person: int, _: int) -> Update:
                return updates.text(person)

            # As the programme does when it begins.
            gc.collect()
            gc.freeze()
            echo, asked = (bare, bare_dispatcher, said), (ours.bot, ours.dispatcher, step)
            alone = await rounds(echo, asked, people[:1], STEPS_ALONE)
            together = await rounds(echo, asked, people, STEPS_SIDE_BY_SIDE)
            await bare.session.close()
            await ours.bot.session.close()
        async with database.work() as work:
            stored = await work.answers.all(1)
        await database.close()
    return {
        "echo_per_second": statistics.median(echo for echo, _ in alone),
        "steps_per_second": statistics.median(asked for _, asked in alone),
        "ratio": ratio(alone),
        "ratio_side_by_side": ratio(together),
        "steps_per_second_side_by_side": statistics.median(asked for _, asked in together),
        "wanted": WANTED,
        "facts_stored": len(stored),
    }


def main() -> int:
    result = asyncio.run(measured())
    print(
        f"question step {result['steps_per_second']:.0f}/s, "
        f"echo {result['echo_per_second']:.0f}/s, "
        f"ratio {result['ratio']:.2f} (wanted {WANTED}), "
        f"side by side {result['ratio_side_by_side']:.2f}",
        file=sys.stderr,
    )
    print(json.dumps(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
