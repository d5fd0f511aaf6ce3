"""A bot that is told to stop while it makes a paper: the paper comes, and no process is left."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path

from local_chat.server import LocalTelegram, running
from storage.database import migrate
from tests.handlers.checks import short_of_a_year
from tests.handlers.house import House
from tests.handlers.test_killed import bot_process


async def test_a_stop_waits_for_the_paper_and_leaves_no_process(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'bot.sqlite3'}"
    await migrate(url)
    telegram = LocalTelegram()
    async with running(telegram) as base_url:
        house = House(telegram, base_url, url)
        person = house.person(1, "en")
        await house.start()
        await short_of_a_year(person)
        await person.press("➕ More")
        await house.stop()
        async with bot_process(house) as process:
            press = await person.press_unsettled("📄 PDF")
            await telegram.answered(press)
            process.send_signal(signal.SIGTERM)
            # The pipe ends when the last of those that could write to it is gone.
            assert process.stderr is not None
            said = await asyncio.wait_for(process.stderr.read(), 30)
            assert await process.wait() == 0, said.decode()
            assert said == b""
    assert person.screen.document is not None
