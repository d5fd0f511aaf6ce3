"""The file by which a container sees that the event loop turns."""

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

from bot.heartbeat import heartbeat


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not await asyncio.to_thread(holds):
            pass


def age_it(file: Path) -> None:
    os.utime(file, (1_000_000, 1_000_000))


def is_fresh(file: Path) -> bool:
    return file.stat().st_mtime > 1_000_000


async def test_the_file_is_touched_again_and_again(tmp_path: Path) -> None:
    file = tmp_path / "heartbeat"
    async with heartbeat(file, every=0):
        await until(file.exists)
        for _ in range(2):
            age_it(file)
            await until(lambda: is_fresh(file))


async def test_it_grows_old_when_the_work_is_over(tmp_path: Path) -> None:
    file = tmp_path / "heartbeat"
    async with heartbeat(file, every=0):
        await until(file.exists)
    # A touch that had been handed to a thread may still come.
    await asyncio.get_running_loop().shutdown_default_executor()
    age_it(file)
    for _ in range(100):
        await asyncio.sleep(0)
    assert not is_fresh(file)


async def test_a_file_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    async with heartbeat(tmp_path / "missing" / "heartbeat", every=0):
        for _ in range(100):
            await asyncio.sleep(0)
