"""Long polling: an update is confirmed when what was decided of it is stored, or it is answered,
or it is written down as it came."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, Final

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.utils.backoff import Backoff, BackoffConfig

from bot.beside import beside
from bot.conversation.factory import Assembly
from bot.conversation.inbox import Taken, number_of, take
from bot.conversation.intake import HELD_SECONDS, Intake
from bot.conversation.menus import set_menus
from bot.conversation.progress import live_progress
from bot.conversation.reaching import insist
from bot.conversation.stopping import DRAIN_SECONDS, stopped_by_signals, until
from bot.conversation.telegram_session import Call
from bot.conversation.upkeep import upkeep
from storage.database import Database

log = structlog.get_logger("bot.polling")

POLL_SECONDS: Final = 30
LAST_CALL_SECONDS: Final = 2
BACKOFF: Final = BackoffConfig(min_delay=1.0, max_delay=5.0, factor=1.3, jitter=0.1)


async def poll(
    assembly: Assembly,
    database: Database,
    clock: Callable[[], datetime],
    *,
    stopped: asyncio.Event | None = None,
) -> None:
    """Polls until SIGTERM or SIGINT (or `stopped`), then lets what has begun finish and hands the
    rest back. Waiting updates are never dropped."""
    bot, intake = assembly.bot, assembly.intake
    stopped = stopped or stopped_by_signals()
    polling = Polling(bot, intake, assembly.dispatcher.resolve_used_update_types())
    try:
        async with upkeep(database, clock), live_progress(assembly, database, clock):
            await until(stopped, _serve(bot, intake, polling))
            log.info("stopping")
            if not await intake.stop(DRAIN_SECONDS):
                log.warning("stopped_with_work_under_way")
            await polling.confirm()
    finally:
        await bot.session.close()


async def _serve(bot: Bot, intake: Intake, polling: Polling) -> None:
    # A webhook set by an earlier start would keep updates from being polled.
    await insist(lambda: bot.delete_webhook(drop_pending_updates=False))
    await set_menus(bot)
    await intake.inbox.adopt()
    await intake.take_what_was_left()
    async with beside(intake.look_around()):
        await polling.run()


class Polling:
    """Takes in what Telegram has, a batch at a time."""

    def __init__(self, bot: Bot, intake: Intake, kinds: list[str]) -> None:
        self._bot = bot
        self._intake = intake
        self._kinds = kinds
        self._offset: int | None = None
        self._batch: list[Taken] = []
        self._backoff = Backoff(BACKOFF)

    async def run(self) -> None:
        while True:
            await self._intake.has_room()
            found = await self._found()
            if not found:
                continue
            self._batch = [taken for raw in found if (taken := self._take(raw)) is not None]
            await self._make_safe()
            self._offset = max(self._offset or 0, *(number_of(raw) + 1 for raw in found))
            self._batch = []

    async def confirm(self) -> None:
        """Tells Telegram what need not come again, as far as everything before it is safe."""
        for taken in self._batch:
            if not taken.safe.done():
                break
            self._offset = taken.id + 1
        if self._offset is not None:
            last = Call("getUpdates", {"offset": self._offset, "limit": 1, "timeout": 0})
            with suppress(AiogramError, OSError):
                await self._bot(last, request_timeout=LAST_CALL_SECONDS)  # type: ignore[arg-type]

    async def _found(self) -> list[Any]:
        """The next updates; none after a while, or after an error that was waited out."""
        said = {"offset": self._offset, "timeout": POLL_SECONDS, "allowed_updates": self._kinds}
        asked: Any = Call("getUpdates", said)
        limit = int(self._bot.session.timeout) + POLL_SECONDS
        try:
            found: Any = await self._bot(asked, request_timeout=limit)
        except Exception as error:
            log.warning("updates_not_fetched", reason=type(error).__name__)
            await self._backoff.asleep()
            return []
        self._backoff.reset()
        return found if isinstance(found, list) else []

    def _take(self, raw: object) -> Taken | None:
        taken = take(raw, self._bot)
        return None if taken is None else self._intake.take(taken)

    async def _make_safe(self) -> None:
        """Waits until the batch may be confirmed."""
        await _safe(self._batch, HELD_SECONDS)
        while waiting := [each for each in self._batch if not each.safe.done()]:
            try:
                await self._intake.inbox.write_down(waiting)
            except Exception as error:
                log.warning("updates_not_written_down", reason=type(error).__name__)
                await _safe(waiting, BACKOFF.min_delay)
            else:
                break


async def _safe(batch: Sequence[Taken], seconds: float) -> None:
    if batch:
        await asyncio.wait([each.safe for each in batch], timeout=seconds)
