"""Tells the outbound worker that people are being answered, so that it leaves them room.

A request middleware of the conversation's bot. The note lasts some seconds in the database, so one
a second or so is enough however many answers there are, and no answer waits for it.
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
from sqlalchemy.exc import SQLAlchemyError

from bot.outbound.rate_limit import COUNTED
from storage.database import Database

log = structlog.get_logger("bot.headroom")
EVERY_SECONDS: Final = 2.0


class Headroom(BaseRequestMiddleware):
    """`monotonic` counts seconds."""

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._clock = clock
        self._monotonic = monotonic
        self._noted_at: float | None = None
        self._noting: set[asyncio.Task[None]] = set()

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[Any],
        bot: Bot,
        method: TelegramMethod[Any],
    ) -> Any:
        counted = method.__api_method__.startswith(COUNTED)
        now = self._monotonic()
        if counted and (self._noted_at is None or now - self._noted_at >= EVERY_SECONDS):
            self._noted_at = now
            task = asyncio.create_task(self._note(bot.id))
            self._noting.add(task)
            task.add_done_callback(self._noting.discard)
        return await make_request(bot, method)

    async def drain(self) -> None:
        """Waits for notes under way; call it before the database is closed."""
        if self._noting:
            await asyncio.wait(self._noting)

    async def _note(self, bot_id: int) -> None:
        try:
            async with self._database.unit() as unit:
                await unit.rate.note_answer(bot_id, self._clock())
        except SQLAlchemyError:
            # A broadcast that goes on at full rate for a moment is no reason to fail an answer.
            log.warning("answering_not_noted")
