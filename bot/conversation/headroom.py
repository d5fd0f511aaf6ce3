"""Tells the outbound worker that people are being answered, so that it leaves them room.

A request middleware of the conversation's bot. What it notes lasts some seconds, so one note in two
seconds is enough however many answers there are.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

import structlog
from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.methods.base import TelegramMethod

from bot.outbound.counted import is_counted
from storage.database import Database, DatabaseTrouble

log = structlog.get_logger("bot.headroom")
EVERY_SECONDS: Final = 2.0
LONGEST: Final = 0.5


class Headroom(BaseRequestMiddleware):
    """`clock` gives aware moments, `monotonic` counts seconds."""

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._clock = clock
        self._monotonic = monotonic
        self._next_note = 0.0

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[Any],
        bot: Bot,
        method: TelegramMethod[Any],
    ) -> Any:
        if self._monotonic() >= self._next_note and is_counted(method.__api_method__):
            self._next_note = self._monotonic() + EVERY_SECONDS
            await self._note(bot.id)
        return await make_request(bot, method)

    async def _note(self, bot_id: int) -> None:
        try:
            async with asyncio.timeout(LONGEST), self._database.work() as work:
                await work.rate.note_answer(bot_id, self._clock())
        except (DatabaseTrouble, TimeoutError):
            # A broadcast that goes on at full rate for a moment is no reason to fail an answer,
            # nor to keep somebody waiting for it.
            log.warning("answering_not_noted")
