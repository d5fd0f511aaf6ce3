"""What was taken from Telegram and is not answered yet, as the database has it.

What was decided is written down in the transaction that decides, so it costs no commit of its own.
What was answered is deleted together with the next decision of anybody, or a moment later.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Final

import structlog
from aiogram import Bot
from aiogram.types import Update
from pydantic import ConfigDict, TypeAdapter
from pydantic.dataclasses import dataclass

from bot.conversation.incoming import Skipped, read_update
from handlers.chat.outcome import Errand, Made, Outcome, Read, StopErrand
from storage.database import Database, Work
from storage.tables.conversation import WaitingUpdate

log = structlog.get_logger("bot.inbox")

# Whoever is killed in between shows again what was answered meanwhile.
NOTED_FOR: Final = 0.1
AFTER_A_FAILURE: Final = 1.0
LEASE: Final = timedelta(seconds=30)
KEY: Final = "taken"
"""Under which name handlers of an update find it."""
NOBODY: Final = 0


class Taken:
    """`update` is None when it was decided before and only `decided` is to be shown.

    `safe` is done when it may be confirmed: what was decided is stored, the answer is sent, or the
    update is written down.
    `since`: when it was taken in, in seconds of the loop's clock.
    `over` says whether it was dealt with (True) or handed back (False).
    """

    __slots__ = (
        "decided", "id", "is_written", "over", "person_id", "raw", "safe", "since", "update",
    )  # fmt: skip

    def __init__(
        self,
        id: int,
        person_id: int,
        raw: object = None,
        update: Update | None = None,
        *,
        decided: str | None = None,
        written: bool = False,
    ) -> None:
        self.id = id
        self.person_id = person_id
        self.raw = raw
        self.update = update
        self.decided = decided
        self.is_written = written
        loop = asyncio.get_running_loop()
        self.since = loop.time()
        self.safe: asyncio.Future[None] = loop.create_future()
        self.over: asyncio.Future[bool] = loop.create_future()
        if written:
            self.is_safe()

    def is_safe(self) -> None:
        if not self.safe.done():
            self.safe.set_result(None)

    def end(self, dealt_with: bool) -> None:
        if dealt_with:
            self.is_safe()
        if not self.over.done():
            self.over.set_result(dealt_with)

    def as_written(self) -> WaitingUpdate:
        return WaitingUpdate(self.id, self.person_id, json.dumps(self.raw), None)


def take(raw: object, bot: Bot) -> Taken | None:
    """An update as it comes from Telegram; None for one that is passed over."""
    update = read_update(raw, bot)
    if isinstance(update, Skipped):
        return None
    return Taken(update.update_id, _person_of(update), raw, update)


def take_again(waiting: WaitingUpdate, bot: Bot) -> Taken | None:
    """An update that was written down; None for one that is passed over."""
    if waiting.raw is None:
        return Taken(waiting.id, waiting.person_id, decided=waiting.decided, written=True)
    raw = json.loads(waiting.raw)
    update = read_update(raw, bot)
    if isinstance(update, Skipped):
        return None
    return Taken(waiting.id, waiting.person_id, raw, update, written=True)


def number_of(raw: object) -> int:
    """The number of an update however it reads otherwise; 0 where it has none."""
    number = raw.get("update_id") if isinstance(raw, dict) else None
    return number if isinstance(number, int) else 0


def _person_of(update: Update) -> int:
    sender = getattr(update.event, "from_user", None)
    return NOBODY if sender is None else int(sender.id)


@dataclass(config=ConfigDict(ser_json_bytes="base64", val_json_bytes="base64"), frozen=True)
class Kept:
    """An outcome as it is written down with what was decided, to be shown again after a crash.

    `callback_id`: the press that is answered along with the outcome."""

    outcome: Outcome
    callback_id: str | None


_FORM: Final = TypeAdapter(Kept)


def can_be_kept(outcome: Outcome) -> bool:
    """Whether it can be written down. A file that is still to be made or to be read cannot; what
    asks for one may be asked again."""
    return not any(isinstance(item, Made | Read | Errand | StopErrand) for item in outcome.show)


def is_silent(kept: Kept) -> bool:
    """Whether nothing of it is ever seen."""
    return kept.callback_id is None and not kept.outcome.show and kept.outcome.closing is None


def dump(kept: Kept) -> str:
    return _FORM.dump_json(kept).decode()


def load(text: str) -> Kept:
    return _FORM.validate_json(text)


class Inbox:
    """`owner` names this process, and the same one after a restart."""

    def __init__(self, database: Database, clock: Callable[[], datetime], owner: str) -> None:
        self._database = database
        self._clock = clock
        self._owner = owner
        # The update → whether it is still to be counted as dealt with.
        self._answered: dict[int, bool] = {}
        self._being_noted: set[int] = set()
        self._noting: asyncio.Task[None] | None = None
        self._is_closed = False

    async def keep(
        self, work: Work, update_id: int, person_id: int, kept: Kept, now: datetime
    ) -> None:
        """Writes down what was decided, with the decision itself."""
        if not can_be_kept(kept.outcome):
            await work.updates.unsee(update_id)
        elif not is_silent(kept):
            await work.waiting.decide(update_id, person_id, dump(kept), self._owner, now, LEASE)

    async def standing(self, work: Work, update_id: int) -> Kept | None:
        """What was decided of an update and is still to be shown; None when it was shown, or when
        another process is at it."""
        if update_id in self._answered or update_id in self._being_noted:
            return None
        row = await work.waiting.take(update_id, self._owner, self._clock(), LEASE)
        if row is None or row.decided is None:
            return None
        return await self.still_to_do(work, row.decided)

    async def still_to_do(self, work: Work, decided: str) -> Kept:
        """What is left of what was decided: a run that was closed is not closed again."""
        kept = load(decided)
        closing = kept.outcome.closing
        if closing is None:
            return kept
        run = await work.runs.get(closing.run_id)
        is_open = run is not None and run.state == "asking"
        return kept if is_open else _without_closing(kept)

    def answered(self, update_id: int, *, seen: bool = True) -> None:
        """Nothing of the update is left to do. `seen`: it counts as dealt with already."""
        self._answered[update_id] = self._answered.get(update_id, False) or not seen
        self._see_to_noting()

    async def write_down(self, taken: Sequence[Taken]) -> None:
        """Writes updates down as they came, so that Telegram need not keep them."""
        rows = [each.as_written() for each in taken]
        for each in taken:
            each.is_written = True
        async with self._database.work() as work:
            await work.waiting.write_down(rows, self._owner, self._clock(), LEASE)
        for each in taken:
            each.is_safe()
            if each.over.done():
                self.answered(each.id)

    async def adopt(self) -> None:
        """What an earlier life of this process has left may be claimed at once."""
        async with self._database.work() as work:
            await work.waiting.release(self._owner)

    async def claim(self, limit: int) -> list[WaitingUpdate]:
        async def step(work: Work) -> list[WaitingUpdate]:
            return await work.waiting.claim(self._owner, self._clock(), LEASE, limit)

        return await self._database.do(step)

    async def elsewhere(self) -> dict[int, int]:
        """Whose updates are to be dealt with before theirs here: the person → the earliest."""
        async with self._database.work(writing=False) as work:
            return await work.waiting.elsewhere(self._owner, self._clock())

    async def renew(self) -> None:
        async with self._database.work() as work:
            await work.waiting.renew(self._owner, self._clock(), LEASE)

    async def close(self) -> None:
        """Stores what is noted and hands back the rest."""
        self._is_closed = True
        if self._noting is not None:
            self._noting.cancel()
            await asyncio.gather(self._noting, return_exceptions=True)
            self._noting = None
        await self.note_answered()
        async with self._database.work() as work:
            await work.waiting.release(self._owner)

    async def note_answered(self) -> None:
        """Deletes what was answered, in a transaction of its own."""
        if self._answered:
            async with self.noting() as note:
                await self._database.do(note)

    @asynccontextmanager
    async def noting(self) -> AsyncIterator[Callable[[Work], Awaitable[None]]]:
        """Gives what deletes all that was answered, in a transaction that ends with the block."""
        noted: dict[int, bool] = {}

        async def note(work: Work) -> None:
            noted.update(self._answered)
            self._answered.clear()
            self._being_noted.update(noted)
            if noted:
                await work.waiting.answered(noted)
            for update_id in (number for number, is_unseen in noted.items() if is_unseen):
                await work.updates.seen(update_id, self._clock())

        try:
            yield note
        except BaseException:
            self._answered = noted | self._answered
            self._see_to_noting()
            raise
        finally:
            self._being_noted.difference_update(noted)

    def _see_to_noting(self) -> None:
        if self._noting is None and self._answered and not self._is_closed:
            self._noting = asyncio.create_task(self._note_soon())

    async def _note_soon(self) -> None:
        pause = NOTED_FOR
        while self._answered:
            await asyncio.sleep(pause)
            try:
                await self.note_answered()
                pause = NOTED_FOR
            except Exception as error:
                log.warning("answers_not_noted", reason=type(error).__name__)
                pause = AFTER_A_FAILURE
        self._noting = None


def _without_closing(kept: Kept) -> Kept:
    outcome = Outcome(kept.outcome.show, kept.outcome.toast)
    return Kept(outcome, kept.callback_id)
