"""Long work beside the conversation, one errand of a person at a time.

It is not waited for: the person may go on, and stop it. What is not done when the process ends is
not done at all; the button of its message says so then.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from typing import Final, Protocol

import structlog
from aiogram.exceptions import TelegramAPIError

from bot.beside import beside
from cases.errors import CaseError
from handlers.chat.outcome import Attach, Errand, NotMade, Screen, Show
from storage.database import Work

log = structlog.get_logger("bot.errands")

EVERY: Final = 2.0
"""Seconds between two looks at how far it is; Telegram takes no more edits of a chat."""


class Chat(Protocol):
    """Where an errand is told of."""

    person_id: int

    async def file(self, file_id: str) -> bytes | None:
        """The bytes of a file; None where Telegram gives out none so large."""

    async def show(self, *items: Show | Attach | Screen) -> None: ...

    async def work(
        self, step: Callable[[Work, datetime], Awaitable[tuple[Show | Attach, ...]]]
    ) -> tuple[Show | Attach, ...]: ...


class Errands:
    """All errands of a process."""

    def __init__(self) -> None:
        self._tasks: dict[int, asyncio.Task[None]] = {}

    def begin(self, chat: Chat, errand: Errand) -> None:
        """In place of the person's errand that is under way."""
        self.stop(chat.person_id)
        task = asyncio.create_task(_carried_out(chat, errand))
        self._tasks[chat.person_id] = task
        task.add_done_callback(lambda done: self._forget(chat.person_id, done))

    def stop(self, person_id: int) -> bool:
        """Whether there was one; its message says that it was stopped."""
        task = self._tasks.get(person_id)
        return task is not None and task.cancel()

    async def finished(self) -> None:
        """Waits for all that are under way."""
        while self._tasks:
            await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def aclose(self) -> None:
        """Stops all of them."""
        for person_id in tuple(self._tasks):
            self.stop(person_id)
        await self.finished()

    def _forget(self, person_id: int, done: asyncio.Task[None]) -> None:
        if self._tasks.get(person_id) is done:
            del self._tasks[person_id]


async def _carried_out(chat: Chat, errand: Errand) -> None:
    try:
        await _done(chat, errand)
    except asyncio.CancelledError:
        await _last_word(chat, errand.stopped)
    except Exception:
        # What the file holds stands in no log.
        log.exception("errand_failed")
        await _last_word(chat, errand.stopped)


async def _done(chat: Chat, errand: Errand) -> None:
    content = await chat.file(errand.file_id)
    if content is None:
        await chat.show(errand.too_large)
        return
    told: list[Screen] = []
    try:
        async with beside(_telling(chat, told)):
            made = await errand.run(content, told.append)
        shown = await chat.work(lambda work, now: errand.done(work, now, made))
    except NotMade as instead:
        await chat.show(instead.screen)
        return
    except CaseError:
        await chat.show(errand.stopped)
        return
    await chat.show(*shown)


async def _telling(chat: Chat, told: list[Screen]) -> None:
    """Shows the newest of what is told, not more often than Telegram takes it."""
    while True:
        await asyncio.sleep(EVERY)
        if told:
            newest = told[-1]
            told.clear()
            with suppress(TelegramAPIError):
                await chat.show(newest)


async def _last_word(chat: Chat, screen: Screen) -> None:
    try:
        await chat.show(screen)
    except Exception as error:
        log.warning("errand_not_told", reason=type(error).__name__)
