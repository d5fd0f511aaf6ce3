"""The rate of the whole token: every sending call waits for its own moment.

Moments are handed out by the database, in order and evenly spaced, so all workers together keep one
rate and nothing is saved up for a burst. See `docs/decisions/rate-limit.md`.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.outbound.counted import is_counted
from bot.outbound.failures import read_failure
from storage.database import Database, DatabaseAway
from storage.tables.outbound import Moments

JsonAnswer = bool | dict[str, Any] | list[dict[str, Any]]
Permit = Callable[[], Awaitable[None]]
Sleep = Callable[[float], Awaitable[None]]

# Telegram lets 30 messages through in a second. Evenly spaced ones at the full rate may arrive
# 56 ms out of step before 31 of them fall into one second.
MESSAGES_A_SECOND: Final = 30
FULL_RATE: Final = 28.4
# Moments taken from the database at once, when no more than half as many are left: then a loop
# that was held up for a moment does not fall behind.
CHUNK: Final = 8
# How long before its moment a call asks for the permit, which is written to the disk: three times
# what that has taken lately, and no longer than from one moment to the next.
SHORTEST_LEAD, LONGEST_LEAD = 0.01, 0.034
# A call that is late keeps its distance from the one before it, so what is late catches up slowly.
SHORTEST_GAP: Final = 1 / 29
TIMER_ERROR, HELD_UP = 0.004, 0.02
# With other workers about, who go on by their moments, a moment missed by more is given up: a late
# call would crowd them. Alone a late call does no harm, because of the distance.
LATEST_AMONG_OTHERS: Final = 0.015


class Withdrawn(Exception):
    """Raised by a permit: the call must not be made any more."""


class PausedError(Exception):
    """Telegram asked to wait; nothing was sent. `until`: the end of the pause."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"paused until {until.isoformat()}")
        self.until = until


@dataclass(frozen=True, slots=True)
class Pace:
    """Messages a second: `full`, and `shared` while people are being answered."""

    full: float = FULL_RATE
    shared: float = FULL_RATE

    @classmethod
    def keeping(cls, share: float) -> Pace:
        """The pace that leaves `share` (0 to 1) of the token's rate to interactive answers."""
        return cls(shared=min(FULL_RATE, MESSAGES_A_SECOND * (1 - share)))


class SharedRateLimiter(BaseRateLimiter[Permit]):
    """Lets calls of one token go at their moments.

    A call's `rate_limit_args` is its permit: awaited shortly before the moment, again if the moment
    was missed; it raises `Withdrawn` when the call shall not be made. Raises `PausedError` instead
    of calling while a pause lasts that Telegram asked for; `RetryAfter` begins one. `clock` gives
    aware moments and is the same for all workers; `monotonic` and `sleep` count seconds.
    """

    def __init__(
        self,
        database: Database,
        bot_id: int,
        clock: Callable[[], datetime],
        *,
        pace: Pace | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._database = database
        self._bot_id = bot_id
        self._clock = clock
        self._pace = pace or Pace.keeping(0.2)
        self._monotonic = monotonic
        self._sleep = sleep
        self._moments: deque[float] = deque()
        self._waiting = 0
        self._lead = LONGEST_LEAD
        self._latest = LATEST_AMONG_OTHERS
        self._next_of_mine: datetime | None = None
        # The earliest moment for the next call of this process.
        self._earliest = 0.0
        self._letting_go = asyncio.Lock()
        self._found_away = 0
        self._paused_until: datetime | None = None

    async def initialize(self) -> None:
        """Nothing to prepare: the state is in the database."""

    async def shutdown(self) -> None:
        """Nothing to release."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, JsonAnswer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Permit | None,
    ) -> JsonAnswer:
        if not is_counted(endpoint):
            return await callback(*args, **kwargs)
        await self._wait_for_moment(rate_limit_args)
        try:
            return await callback(*args, **kwargs)
        except RetryAfter as error:
            await self._begin_pause(read_failure(error).pause)
            raise

    async def _wait_for_moment(self, permit: Permit | None) -> None:
        """Calls are let go one by one, in the order in which they came.

        So at most one has its permit and is not made yet, however slow the disk is. Whoever waited
        while the database was found away does not wait for it in turn: forty would take a minute.
        """
        self._waiting += 1
        found_away = self._found_away
        try:
            async with self._letting_go:
                if found_away != self._found_away:
                    raise DatabaseAway("it was away while this call waited")
                try:
                    while not await self._goes(permit):
                        pass
                except DatabaseAway:
                    self._found_away += 1
                    raise
        finally:
            self._waiting -= 1

    async def _goes(self, permit: Permit | None) -> bool:
        """Waits for the next moment; False when it was missed."""
        moment = await self._next_moment()
        await self._sleep_until(moment - self._lead)
        self._require_no_pause()
        if permit is not None:
            await self._ask(permit)
        # What is late keeps its distance from the call before it.
        at = max(moment, self._earliest)
        await self._sleep_until(at)
        if self._monotonic() - at > HELD_UP:
            # Then the call before may have left only now.
            at = self._monotonic() + SHORTEST_GAP
            await self._sleep_until(at)
        self._require_no_pause()
        now = self._monotonic()
        if now - moment > self._latest:
            return False
        # Measured from when it was due: timers wake a little late, which must not add up.
        self._earliest = max(at, now - TIMER_ERROR) + SHORTEST_GAP
        return True

    async def _ask(self, permit: Permit) -> None:
        asked = self._monotonic()
        await permit()
        wanted = min(max(3 * (self._monotonic() - asked), SHORTEST_LEAD), LONGEST_LEAD)
        # It grows at once and shrinks slowly: a disk that was slow once will be slow again.
        self._lead = max(wanted, 0.9 * self._lead)

    async def _next_moment(self) -> float:
        self._require_no_pause()
        while self._moments and self._moments[0] + self._latest < self._monotonic():
            self._moments.popleft()
        wanted = min(self._waiting - len(self._moments), CHUNK)
        if wanted > 0 and len(self._moments) <= CHUNK // 2:
            await self._reserve(wanted)
        return self._moments.popleft()

    async def _reserve(self, count: int) -> None:
        async with self._database.work() as work:
            now = self._clock()
            moments = await work.rate.reserve(
                self._bot_id, count, self._pace.full, self._pace.shared, now
            )
        self._look_for_others(moments, now)
        self._note_pause(moments.paused_until)
        self._require_no_pause()
        # The wall clock is the one that workers share; from here on only the monotonic one counts.
        ahead = self._monotonic() - self._clock().timestamp()
        self._moments.extend(moment.timestamp() + ahead for moment in moments.at)

    def _look_for_others(self, moments: Moments, now: datetime) -> None:
        """Others are about when they have taken moments since this process took its last."""
        first = moments.at[0]
        alone = first == now or first == self._next_of_mine
        self._latest = math.inf if alone else LATEST_AMONG_OTHERS
        self._next_of_mine = moments.following

    async def _begin_pause(self, pause: timedelta) -> None:
        now = self._clock()
        self._note_pause(now + pause)
        async with self._database.work() as work:
            await work.rate.pause(self._bot_id, now + pause)

    def _note_pause(self, until: datetime | None) -> None:
        if until is not None and (self._paused_until is None or until > self._paused_until):
            self._paused_until = until
            self._moments.clear()

    def _require_no_pause(self) -> None:
        if self._paused_until is not None and self._clock() < self._paused_until:
            raise PausedError(self._paused_until)

    async def _sleep_until(self, moment: float) -> None:
        ahead = moment - self._monotonic()
        if ahead > 0:
            await self._sleep(ahead)
