"""Deals with what was taken in: each person's updates in their order, a bounded number at once."""

from __future__ import annotations

import asyncio
import time
from bisect import insort
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Final

import structlog
from aiogram import Bot, Dispatcher

from bot.conversation.inbox import KEY, LEASE, Inbox, Taken, take_again
from bot.conversation.middlewares import UNANSWERED, Conversations
from bot.watching.meters import OLDEST_UPDATE, UPDATES_WAITING
from bot.watching.update_watch import about
from storage.database import DatabaseTrouble
from storage.tables.conversation import WaitingUpdate

log = structlog.get_logger("bot.intake")

# Papers hold 64 of them at most (`Workshop`), so that others go on beside.
AT_ONCE: Final = 100
ROOM: Final = 200
# So many of one person's updates count; what else they send waits behind without taking the room of
# others, up to a limit for all that is in hand.
OF_ONE: Final = 3
MOST: Final = 10 * ROOM
# What waits longer is written down, so that Telegram can hand over what comes after it.
HELD_SECONDS: Final = 0.25
# Seconds after which an answer that could not be sent is tried again.
PAUSES: Final = (2.0, 5.0, 15.0, 45.0, 120.0)
LOOK_EVERY: Final = 2.0
RENEW_EVERY: Final = LEASE.total_seconds() / 3

Sleep = Callable[[float], Awaitable[None]]


class Intake:
    """`at_once`: how many updates are dealt with side by side; `room`: how many may be in hand,
    where of one person's only the first `OF_ONE` count."""

    def __init__(
        self,
        bot: Bot,
        dispatcher: Dispatcher,
        conversations: Conversations,
        inbox: Inbox,
        sleep: Sleep = asyncio.sleep,
        *,
        at_once: int = AT_ONCE,
        room: int = ROOM,
    ) -> None:
        self.inbox = inbox
        self._bot = bot
        self._dispatcher = dispatcher
        self._conversations = conversations
        self._sleep = sleep
        self._slots = asyncio.Semaphore(at_once)
        self.room = room
        self._in_hand: dict[int, Taken] = {}
        self._of_person: Counter[int] = Counter()
        self._lanes: dict[int, list[Taken]] = {}
        self._running: dict[int, asyncio.Task[None]] = {}
        # Whose updates somebody else has: those here wait from the earliest of them on.
        self._elsewhere: dict[int, int] = {}
        self._changed = asyncio.Event()
        self._stopped = asyncio.Event()
        UPDATES_WAITING.set_function(self._count_waiting)
        OLDEST_UPDATE.set_function(self._oldest_seconds)

    @property
    def is_full(self) -> bool:
        return self._stopped.is_set() or self._free() <= 0

    def is_behind(self, taken: Taken) -> bool:
        """Whether others of the same person are dealt with before it."""
        lane = self._lanes.get(taken.person_id, ())
        return taken in lane and self._of_person[taken.person_id] > 1

    async def has_room(self) -> None:
        """Waits until more may be taken in; for ever after a stop."""
        while self.is_full:
            await self._next_change()

    def take(self, taken: Taken) -> Taken:
        """Takes an update in; hands out the one in hand when it comes a second time."""
        known = self._in_hand.get(taken.id)
        if known is not None:
            return known
        self._in_hand[taken.id] = taken
        self._of_person[taken.person_id] += 1
        insort(self._lanes.setdefault(taken.person_id, []), taken, key=lambda each: each.id)
        self._start(taken.person_id)
        return taken

    async def take_what_was_left(self) -> None:
        """Takes in all that was written down and is nobody's: after a crash, or handed back."""
        self._elsewhere = await self.inbox.elsewhere()
        while self._elsewhere:
            await self.has_room()
            limit = max(1, self._free())
            claimed = await self.inbox.claim(limit)
            self._elsewhere = await self.inbox.elsewhere()
            for waiting in claimed:
                self._take_again(waiting)
            if len(claimed) < limit:
                break
        for person_id in list(self._lanes):
            self._start(person_id)

    async def look_around(self) -> None:
        """Takes what others have left and keeps what is in hand, for as long as it is let."""
        renew_at = time.monotonic() + RENEW_EVERY
        while True:
            await asyncio.sleep(LOOK_EVERY)
            try:
                await self.take_what_was_left()
                if self._in_hand and time.monotonic() >= renew_at:
                    await self.inbox.renew()
                    renew_at = time.monotonic() + RENEW_EVERY
            except Exception as error:
                log.warning("nothing_looked_after", reason=type(error).__name__)

    async def all_done(self, seconds: float) -> bool:
        """Waits until nothing is in hand; False when that takes longer than `seconds`."""
        try:
            async with asyncio.timeout(seconds):
                while self._in_hand:
                    await self._next_change()
        except TimeoutError:
            return False
        return True

    async def stop(self, seconds: float) -> bool:
        """Hands back what was not begun, at once, and what does not end within `seconds`; whether
        all that was begun has ended."""
        self._stopped.set()
        for taken in [each for lane in self._lanes.values() for each in lane]:
            self._end(taken, dealt_with=False)
        begun = set(self._running.values())
        late: set[asyncio.Task[None]] = set()
        if begun:
            _, late = await asyncio.wait(begun, timeout=seconds)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        await self.inbox.close()
        return not late

    def _free(self) -> int:
        """How many more may be taken in."""
        count = sum(min(number, OF_ONE) for number in self._of_person.values())
        return min(self.room - count, MOST - len(self._in_hand))

    def _count_waiting(self) -> int:
        return sum(map(len, self._lanes.values()))

    def _oldest_seconds(self) -> float:
        if not self._in_hand:
            return 0
        oldest = min(taken.since for taken in self._in_hand.values())
        return asyncio.get_running_loop().time() - oldest

    def _take_again(self, waiting: WaitingUpdate) -> None:
        taken = take_again(waiting, self._bot)
        if taken is None:
            self.inbox.answered(waiting.id)
        else:
            self.take(taken)

    def _may_run(self, person_id: int) -> bool:
        lane = self._lanes.get(person_id)
        if not lane or self._stopped.is_set():
            return False
        return lane[0].id < self._elsewhere.get(person_id, lane[0].id + 1)

    def _start(self, person_id: int) -> None:
        if person_id not in self._running and self._may_run(person_id):
            self._running[person_id] = asyncio.create_task(self._run(person_id))

    async def _run(self, person_id: int) -> None:
        taken: Taken | None = None
        try:
            while self._may_run(person_id):
                async with self._slots:
                    if not self._may_run(person_id):
                        break
                    taken = self._lanes[person_id].pop(0)
                    is_answered = await self._deal(taken)
                self._end(taken, dealt_with=is_answered or await self._deal_later(taken))
        finally:
            if taken is not None:
                self._end(taken, dealt_with=False)
            if not self._lanes[person_id]:
                del self._lanes[person_id]
            del self._running[person_id]

    async def _deal(self, taken: Taken) -> bool:
        """Whether nothing is left to do for it; each line of the log meanwhile says which it is."""
        with about(taken.id):
            return await self._dealt_with(taken)

    async def _dealt_with(self, taken: Taken) -> bool:
        try:
            if taken.update is None:
                done = await self._conversations.show_standing(self._bot, taken)
            else:
                done = await self._dispatcher.feed_update(self._bot, taken.update, **{KEY: taken})
        except DatabaseTrouble as trouble:
            log.warning("database_away", reason=trouble.reason)
            return False
        except Exception as error:
            log.error("update_failed", reason=type(error).__name__)
            return True
        return done is not UNANSWERED

    async def _deal_later(self, taken: Taken) -> bool:
        """Tries again after longer and longer pauses; whether nothing is left to do."""
        for pause in PAUSES:
            await self._pause(pause)
            async with self._slots:
                if self._stopped.is_set():
                    return False
                if await self._deal(taken):
                    return True
        with about(taken.id):
            log.error("update_given_up")
        return True

    async def _pause(self, seconds: float) -> None:
        """Waits so long, or until the stop."""
        waits = [
            asyncio.ensure_future(self._sleep(seconds)),
            asyncio.ensure_future(self._stopped.wait()),
        ]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in waits:
                each.cancel()

    def _end(self, taken: Taken, *, dealt_with: bool) -> None:
        """Lets go of it; the first end counts."""
        if self._in_hand.pop(taken.id, None) is None:
            return
        self._of_person[taken.person_id] -= 1
        if not self._of_person[taken.person_id]:
            del self._of_person[taken.person_id]
        if dealt_with and taken.is_written:
            self.inbox.answered(taken.id)
        taken.end(dealt_with)
        self._changed.set()

    async def _next_change(self) -> None:
        self._changed.clear()
        await self._changed.wait()
