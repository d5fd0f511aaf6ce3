"""Long work in processes of its own: its bound and queue, a process that dies, the end."""

from __future__ import annotations

import asyncio
import multiprocessing
import operator
import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import Executor, ThreadPoolExecutor
from multiprocessing.connection import wait

import pytest
from structlog.testing import capture_logs

from handlers.chat.workshop import NICE, Cut, NoRoom, Workshop
from tests.handlers.papers.ending import ends_its_process


async def its_process(workshop: Workshop) -> int:
    """The number of the process that does the work."""
    number: int = await workshop.do(operator.call, os.getpid)
    return number


async def ended(number: int, seconds: float = 10) -> bool:
    """Whether our process of that number ends in time."""
    children = {child.pid: child for child in multiprocessing.active_children()}
    if number not in children:
        return True
    return bool(await asyncio.to_thread(wait, [children[number].sentinel], seconds))


async def test_nothing_is_started_before_there_is_work() -> None:
    def never(_: int) -> Executor:
        raise AssertionError

    await Workshop(never).aclose()


async def test_work_is_done_below_the_bot_by_one_process_after_another_is_killed() -> None:
    workshop = Workshop(number=1)
    try:
        first = await its_process(workshop)
        assert first != os.getpid()
        assert await workshop.do(os.nice, 0) == os.nice(0) + NICE
        assert await its_process(workshop) == first

        cut = asyncio.create_task(workshop.do(ends_its_process, None))
        waiting = [asyncio.create_task(workshop.do(len, "four")) for _ in range(3)]
        with pytest.raises(Cut):
            await cut
        assert await asyncio.gather(*waiting) == [4, 4, 4]

        second = await its_process(workshop)
        assert second != first
        os.kill(second, signal.SIGKILL)
        assert await ended(second)
        results = await asyncio.gather(its_process(workshop), return_exceptions=True)
        # Where the death was not noticed yet, the first work after it is cut.
        assert isinstance(results[0], Cut) or results[0] != second
        assert await its_process(workshop) != second
    finally:
        await workshop.aclose()


async def test_work_that_never_ends_is_ended_and_the_next_is_done() -> None:
    workshop = Workshop(number=1, longest_seconds=0.2)
    try:
        with pytest.raises(Cut):
            await workshop.do(sum, range(10**15))
        assert await workshop.do(len, "four") == 4
    finally:
        await workshop.aclose()


async def test_a_process_without_work_ends_and_the_next_work_gets_another() -> None:
    workshop = Workshop(number=1, idle_seconds=0)
    first = await its_process(workshop)
    assert await ended(first)
    second = await its_process(workshop)
    assert second != first
    await workshop.aclose()
    assert await ended(second)


class Held:
    """Work that goes on until it is let go, in threads of this process."""

    def __init__(self) -> None:
        self.pools: list[Executor] = []
        self._may_end = threading.Event()

    def threads(self, number: int) -> Executor:
        self.pools.append(ThreadPoolExecutor(number))
        return self.pools[-1]

    def work(self, given: int) -> int:
        assert self._may_end.wait(10)
        return given

    def let_go(self) -> None:
        self._may_end.set()


async def test_what_finds_no_room_is_refused_and_what_waits_comes_in_its_order() -> None:
    held, done = Held(), []
    workshop = Workshop(held.threads, number=1, room=3)

    async def do(number: int) -> None:
        done.append(await workshop.do(held.work, number))

    waiting = [asyncio.create_task(do(number)) for number in range(3)]
    await asyncio.sleep(0)
    with capture_logs() as logged, pytest.raises(NoRoom):
        await workshop.do(held.work, 3)
    assert [entry["event"] for entry in logged] == ["no_room"]
    held.let_go()
    await asyncio.gather(*waiting)
    assert done == [0, 1, 2]
    assert await workshop.do(held.work, 4) == 4
    assert len(held.pools) == 1
    await workshop.aclose()


async def test_who_goes_away_while_waiting_leaves_the_room_to_others() -> None:
    held = Held()
    workshop = Workshop(held.threads, number=1, room=2)
    first = asyncio.create_task(workshop.do(held.work, 1))
    second = asyncio.create_task(workshop.do(held.work, 2))
    await asyncio.sleep(0)
    second.cancel()
    await asyncio.gather(second, return_exceptions=True)
    third = asyncio.create_task(workshop.do(held.work, 3))
    held.let_go()
    assert await first == 1
    assert await third == 3
    await workshop.aclose()


async def test_at_the_end_what_is_under_way_is_finished_and_what_waits_is_refused() -> None:
    held = Held()
    workshop = Workshop(held.threads, number=1)
    first = asyncio.create_task(workshop.do(held.work, 1))
    second = asyncio.create_task(workshop.do(held.work, 2))
    await asyncio.sleep(0)
    closing = asyncio.create_task(workshop.aclose())
    await asyncio.sleep(0)
    held.let_go()
    await closing
    assert await first == 1
    with pytest.raises(NoRoom):
        await second
    with pytest.raises(NoRoom):
        await workshop.do(held.work, 3)


async def test_processes_are_changed_for_new_ones_after_much_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("handlers.chat.workshop.WORKS_OF_A_POOL", 3)
    held = Held()
    held.let_go()
    workshop = Workshop(held.threads, number=1)
    assert [await workshop.do(held.work, number) for number in range(7)] == list(range(7))
    assert len(held.pools) == 3
    await workshop.aclose()


ALONE = """
import asyncio, operator, os
from handlers.chat.workshop import Workshop
async def main():
    workshop = Workshop(number=1)
    print(await workshop.do(operator.call, os.getpid), flush=True)
    await asyncio.Event().wait()
if __name__ == "__main__":
    asyncio.run(main())
"""


async def test_a_killed_bot_takes_its_processes_with_it() -> None:
    bot = await asyncio.create_subprocess_exec(sys.executable, "-c", ALONE, stdout=subprocess.PIPE)
    assert bot.stdout is not None
    assert int(await bot.stdout.readline()) != bot.pid
    bot.kill()
    await bot.wait()
    # The pipe ends when the last of those that could write to it is gone.
    assert await asyncio.wait_for(bot.stdout.read(), 10) == b""
