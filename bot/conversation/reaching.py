"""Calls to Telegram at the start: what may pass is waited for, what somebody must mend is told."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)

from bot.environment import Sleep, pause_after
from rules.errors import BadInput

log = structlog.get_logger("bot.start")
T = TypeVar("T")


async def insist(
    call: Callable[[], Awaitable[T]], setting: str = "BOT_API_URL", sleep: Sleep = asyncio.sleep
) -> T:
    """Calls until Telegram has done it; while it is away, overloaded or out of order it waits and
    says so.

    Raises BadInput for a token that is unknown, and, in the name of `setting`, for a request that
    Telegram finds wrong.
    """
    attempt = 0
    while True:
        try:
            return await call()
        except (TelegramUnauthorizedError, TelegramNotFound):
            raise BadInput("BOT_TOKEN", "Telegram does not know this token") from None
        except TelegramBadRequest as error:
            raise BadInput(setting, f"Telegram says: {error.message}") from None
        except AiogramError as error:
            pause = pause_after(attempt)
            if isinstance(error, TelegramRetryAfter):
                pause = max(pause, float(error.retry_after))
            reason = type(error).__name__
            log.warning("telegram_away", reason=reason, again_in_seconds=pause)
        await sleep(pause)
        attempt += 1
