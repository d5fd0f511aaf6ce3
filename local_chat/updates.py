"""The queue of updates and its delivery by long polling or to a webhook."""

import asyncio
import contextlib
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import islice
from typing import Any

import aiohttp

from local_chat.refusals import conflict

JSON = dict[str, Any]
# Kinds that Telegram delivers only to a bot that asks for them by name are never made here.
KINDS = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member")
QUEUE_LIMIT = 100_000
_SCANNED = 1000


@dataclass(frozen=True, slots=True)
class Update:
    """An update and its lane: updates of one lane reach a webhook one after another."""

    update_id: int
    lane: int
    body: JSON


class UpdateQueue:
    """Updates not yet confirmed, in order. Ids start at `first_id` and grow by one.

    `changed` is called when updates were confirmed or a poll begins to wait.
    """

    def __init__(self, first_id: int, changed: Callable[[], None]) -> None:
        self.changed = changed
        self.pending: deque[Update] = deque(maxlen=QUEUE_LIMIT)
        self.repeated: deque[Update] = deque()
        self.allowed: frozenset[str] = frozenset()
        self.webhook: Webhook | None = None
        self.last: Update | None = None
        self._next_id = first_id
        self._poll: asyncio.Future[None] | None = None

    @property
    def is_polled(self) -> bool:
        """Whether a long poll is waiting now."""
        return self._poll is not None and not self._poll.done()

    def add(self, kind: str, payload: JSON, lane: int) -> int:
        """Queue an update; its id, or 0 when the bot asked not to get this kind."""
        if self.allowed and kind not in self.allowed:
            return 0
        update_id = self._next_id
        self._next_id += 1
        self.last = Update(update_id, lane, {"update_id": update_id, kind: payload})
        self.pending.append(self.last)
        self._wake()
        return update_id

    def repeat_last(self) -> int:
        """Deliver the newest update once more, confirmed or not, as Telegram sometimes does.

        Raises LookupError when there was none.
        """
        if self.last is None:
            raise LookupError("there is no update to repeat")
        self.repeated.append(self.last)
        self._wake()
        return self.last.update_id

    def allow(self, kinds: Any) -> None:
        """Set the kinds wanted from now on; None leaves them, an empty list means the usual."""
        if isinstance(kinds, list):
            self.allowed = frozenset(map(str, kinds))

    def confirm(self, offset: int) -> None:
        """Forget what lies before `offset`; a negative one keeps that many of the newest."""
        if offset < 0:
            while len(self.pending) > -offset:
                self.pending.popleft()
        while self.pending and self.pending[0].update_id < offset:
            self.pending.popleft()

    def close(self) -> None:
        """Let a waiting poll end with what there is."""
        self._wake()

    def drop(self) -> None:
        self.pending.clear()
        self.repeated.clear()

    async def poll(self, offset: int, limit: int, seconds: float) -> list[JSON]:
        """One getUpdates: at most `limit` updates, after waiting up to `seconds`.

        An earlier poll that still waits ends with 409, as with Telegram; so does this one when
        a webhook is set.
        """
        if self.webhook is not None:
            raise conflict(
                "can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first"
            )
        self._end_poll()
        self.confirm(offset)
        taken = self._taken(limit)
        if taken or seconds <= 0:
            return taken
        self._poll = waiting = asyncio.get_running_loop().create_future()
        self.changed()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await waiting
        return self._taken(limit)

    def _taken(self, limit: int) -> list[JSON]:
        taken: list[JSON] = []
        while self.repeated and len(taken) < limit:
            taken.append(self.repeated.popleft().body)
        taken += [update.body for update in islice(self.pending, limit - len(taken))]
        return taken

    def _end_poll(self) -> None:
        if self._poll is not None and self.is_polled:
            self._poll.set_exception(
                conflict(
                    "terminated by other getUpdates request; "
                    "make sure that only one bot instance is running"
                )
            )
        self._poll = None

    def _wake(self) -> None:
        if self._poll is not None and self.is_polled:
            self._poll.set_result(None)
        if self.webhook is not None:
            self.webhook.wake()


class Webhook:
    """Delivers a queue to an address; failed deliveries are tried again in their order.

    `retry_delay` is in seconds. `perform` runs a call that the bot put into its answer.
    """

    retry_delay = 0.5

    def __init__(
        self,
        queue: UpdateQueue,
        url: str,
        secret: str,
        max_connections: int,
        perform: Callable[[JSON], Awaitable[None]],
        clock: Callable[[], float],
    ) -> None:
        self.url = url
        self.max_connections = max_connections
        self.last_error: tuple[int, str] | None = None
        self._queue = queue
        self._headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
        self._perform = perform
        self._clock = clock
        self._busy: dict[int, asyncio.Task[None]] = {}
        self._woken = asyncio.Event()
        self._woken.set()
        self._running = asyncio.create_task(self._run())

    def wake(self) -> None:
        self._woken.set()

    async def stop(self) -> None:
        """End the delivery; what is under way is delivered again to whoever comes next."""
        tasks = [self._running, *self._busy.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _run(self) -> None:
        async with aiohttp.ClientSession(headers=self._headers) as session:
            while True:
                await self._woken.wait()
                self._woken.clear()
                for update in self._deliverable():
                    task = asyncio.create_task(self._deliver(session, update))
                    self._busy[update.lane] = task

    def _deliverable(self) -> list[Update]:
        lanes = set(self._busy)
        chosen: list[Update] = []
        waiting = [*self._queue.repeated, *islice(self._queue.pending, _SCANNED)]
        for update in waiting:
            if len(lanes) >= self.max_connections:
                break
            if update.lane not in lanes:
                lanes.add(update.lane)
                chosen.append(update)
        return chosen

    async def _deliver(self, session: aiohttp.ClientSession, update: Update) -> None:
        try:
            await self._post(session, update)
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
            self.last_error = (int(self._clock()), str(error) or type(error).__name__)
            await asyncio.sleep(self.retry_delay)
        finally:
            self._busy.pop(update.lane, None)
            self.wake()

    async def _post(self, session: aiohttp.ClientSession, update: Update) -> None:
        async with session.post(self.url, json=update.body) as response:
            body = await response.read()
            if response.status >= 300:
                raise ValueError(
                    f"Wrong response from the webhook: {response.status} {response.reason}"
                )
            answer = await response.json() if body.startswith(b"{") else {}
        self._settle(update)
        if isinstance(answer, dict) and "method" in answer:
            await self._perform(answer)

    def _settle(self, update: Update) -> None:
        if update in self._queue.repeated:
            self._queue.repeated.remove(update)
        else:
            with contextlib.suppress(ValueError):
                self._queue.pending.remove(update)
        self._queue.changed()
