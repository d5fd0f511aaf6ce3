"""The process is killed in the middle, without a chance to tidy up; everybody goes on."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from local_chat.server import LocalTelegram, running
from storage.database import migrate
from tests.handlers.answering import answer_all
from tests.handlers.house import House, Somebody

ROOT = Path(__file__).parents[2]
PEOPLE = 5


@asynccontextmanager
async def bot_process(house: House) -> AsyncIterator[asyncio.subprocess.Process]:
    environment = {
        **os.environ,
        "BOT_TOKEN": house.telegram.token,
        "BOT_API_URL": house.base_url,
        "DATABASE_URL": house.database_url,
        "LOG_LEVEL": "ERROR",
        "PYTHONPATH": str(ROOT),
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "run",
        cwd=ROOT,
        env=environment,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        await house.telegram.wait_until(lambda: house.telegram.updates.is_polled, 60)
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def settled(house: House) -> None:
    updates = house.telegram.updates
    await house.telegram.wait_until(
        lambda: updates.is_polled and not updates.pending and not updates.repeated, 20
    )


async def pressed(person: Somebody, button: str) -> None:
    press = await person.press_unsettled(button)
    await person.house.telegram.answered(press)


def has_not(person: Somebody, button: str) -> bool:
    return not person.has(button)


async def shows(person: Somebody, words: str) -> None:
    await person.house.telegram.wait_until(lambda: words in person.said())


async def test_kill_in_the_middle_loses_no_answer_and_everyone_resumes(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'bot.sqlite3'}"
    await migrate(url)
    telegram = LocalTelegram()
    async with running(telegram) as base_url:
        house = House(telegram, base_url, url)
        people = [house.person(number, "en") for number in range(1, PEOPLE + 1)]
        async with bot_process(house) as process:
            for person in people:
                await telegram.type_text(person.id, "/start")
                await shows(person, "I check whether")
                await pressed(person, "c:yes:2")
                await telegram.type_text(person.id, "college teacher")
                await shows(person, "For which category?")
                await pressed(person, ":moderator")
                await shows(person, "What is your education?")
                await pressed(person, ":bachelor")
                await shows(person, "What field is that diploma in?")
            for person in people:
                await person.press_unsettled(":pedagogical")
            process.send_signal(signal.SIGKILL)
            await process.wait()
        async with bot_process(house) as process:
            for person in people:
                await telegram.type_text(person.id, "/start")
                await telegram.wait_until(partial(person.has, "m:continue"))
                await pressed(person, "m:continue")
                await telegram.wait_until(partial(has_not, person, "m:continue"))
                assert "What is your education?" not in person.live.text
            process.send_signal(signal.SIGTERM)
            errors = await asyncio.wait_for(process.stderr.read(), 20) if process.stderr else b""
            assert await process.wait() == 0, errors.decode()
            assert errors == b""
        await house.start()
        try:
            for person in people:
                await answer_all(person)
                assert any(data.startswith("e:s:asked:") for data in person.data())
        finally:
            await house.stop()
        assert house.refused() == []
