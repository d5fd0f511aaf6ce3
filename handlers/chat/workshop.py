"""Work that takes a core for longer than others should wait: done in processes beside the bot.

The bot has one interpreter, so a thread of it that draws would hold up everybody. A process is
started with the first work and ended when there has been none for a while: a library loaded for a
picture takes none of the bot's memory, and none at all in a quiet hour.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from typing import Final, TypeVar

import structlog

log = structlog.get_logger("bot.workshop")
A = TypeVar("A")
T = TypeVar("T")

# One core stays with the bot; a second process would double the memory for little.
PROCESSES: Final = 2 if (os.cpu_count() or 1) > 2 else 1
# With what is being done; at 0.15 s each the last one waits for about ten seconds.
ROOM: Final = 64
IDLE_SECONDS: Final = 60.0
LONGEST_SECONDS: Final = 20.0
# So that what a library keeps does not add up in a process that is never idle.
WORKS_OF_A_POOL: Final = 500
NICE: Final = 5


class NoRoom(Exception):
    """So much is waiting that nothing more is taken now."""


class Cut(Exception):
    """The process ended in the middle of the work."""


def processes(number: int, nice: int = NICE) -> Executor:
    """Processes that are started when there is work for them, below the bot in priority."""
    # A fork of a process with threads may find their locks held for ever.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(number, context, initializer=_begin, initargs=(nice,))


class Workshop:
    """A few processes, and room for what waits for them.

    `start`: starts so many; `room`: how much may wait or be under way; `longest_seconds`: the
    processor time after which a process is ended with its work; `idle_seconds`: how long they stay
    without any.
    """

    def __init__(
        self,
        start: Callable[[int], Executor] = processes,
        number: int = PROCESSES,
        room: int = ROOM,
        *,
        longest_seconds: float = LONGEST_SECONDS,
        idle_seconds: float = IDLE_SECONDS,
    ) -> None:
        self._start = start
        self._number = number
        self._room = room
        self._longest_seconds = longest_seconds
        self._idle_seconds = idle_seconds
        self._under_way = 0
        self._free = asyncio.Semaphore(number)
        self._pool: Executor | None = None
        self._done_by_pool = 0
        self._leaving: asyncio.TimerHandle | None = None

    async def do(self, work: Callable[[A], T], given: A, longest_seconds: float | None = None) -> T:
        """What `work` makes of `given`, in a process; both, and the result, must be picklable.

        `longest_seconds`: of processor time, where it is known to take longer than others. First
        come, first served. Raises NoRoom, Cut, and what `work` raises.
        """
        if self._under_way >= self._room:
            log.warning("no_room", waiting=self._under_way)
            raise NoRoom
        self._under_way += 1
        self._stay()
        try:
            async with self._free:
                return await self._do(work, given, longest_seconds or self._longest_seconds)
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._leave_later()

    async def aclose(self) -> None:
        """Ends the processes. What one of them is at is finished, what waits is refused."""
        self._room = 0
        self._stay()
        pool, self._pool = self._pool, None
        if pool is not None:
            await asyncio.to_thread(pool.shutdown, cancel_futures=True)

    async def _do(self, work: Callable[[A], T], given: A, seconds: float) -> T:
        if not self._room:
            raise NoRoom
        pool, future = self._submitted(work, given, seconds)
        try:
            return await asyncio.wrap_future(future)
        except BrokenExecutor:
            log.warning("process_ended_in_the_middle")
            if self._pool is pool:
                self._pool = None
            raise Cut from None

    def _submitted(
        self, work: Callable[[A], T], given: A, seconds: float
    ) -> tuple[Executor, Future[T]]:
        if self._pool is not None and self._done_by_pool >= WORKS_OF_A_POOL:
            self._leave()
        if self._pool is not None:
            try:
                return self._submitted_to(self._pool, work, given, seconds)
            except BrokenExecutor:
                log.warning("process_ended_while_idle")
        self._pool, self._done_by_pool = self._start(self._number), 0
        return self._submitted_to(self._pool, work, given, seconds)

    def _submitted_to(
        self, pool: Executor, work: Callable[[A], T], given: A, seconds: float
    ) -> tuple[Executor, Future[T]]:
        future = pool.submit(_within, seconds, work, given)
        self._done_by_pool += 1
        return pool, future

    def _stay(self) -> None:
        if self._leaving is not None:
            self._leaving.cancel()
            self._leaving = None

    def _leave_later(self) -> None:
        if self._pool is not None:
            loop = asyncio.get_running_loop()
            self._leaving = loop.call_later(self._idle_seconds, self._leave)

    def _leave(self) -> None:
        """The processes end as soon as they have done what was given to them."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=False)


def _begin(nice: int) -> None:
    """What a new process does first."""
    os.nice(nice)
    # Ctrl+C goes to all processes of a terminal; the bot finishes what is under way.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_bot, daemon=True).start()


def _end_with_the_bot() -> None:
    """Where the bot was killed, nobody else would end its processes."""
    bot = multiprocessing.parent_process()
    if bot is not None:
        bot.join()
        os._exit(1)


def _within(seconds: float, work: Callable[[A], T], given: A) -> T:
    """Work that never ends is ended with its process, or it would keep the bot from stopping."""
    # Processor time: on a busy machine any work may take long.
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        return work(given)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
