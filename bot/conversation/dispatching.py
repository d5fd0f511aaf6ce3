"""aiogram's dispatcher, fed with raw updates: each is read alone."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Any

import structlog
from aiogram import Bot, Dispatcher
from aiogram.types import Update
from aiogram.utils.backoff import Backoff, BackoffConfig

from bot.conversation.incoming import GetRawUpdates, Skipped, read_update

log = structlog.get_logger("bot.polling")
BACKOFF = BackoffConfig(min_delay=1.0, max_delay=5.0, factor=1.3, jitter=0.1)


class RawDispatcher(Dispatcher):
    """Passes over what cannot be read, by polling and by webhook."""

    @classmethod
    async def _listen_updates(
        cls,
        bot: Bot,
        polling_timeout: int = 30,
        backoff_config: BackoffConfig = BACKOFF,
        allowed_updates: list[str] | None = None,
    ) -> AsyncGenerator[Update, None]:
        backoff = Backoff(config=backoff_config)
        poll = GetRawUpdates(timeout=polling_timeout, allowed_updates=allowed_updates)
        while True:
            try:
                came = await bot(poll, request_timeout=int(bot.session.timeout + polling_timeout))
            except Exception as error:
                log.warning("updates_not_fetched", error=type(error).__name__)
                await backoff.asleep()
                continue
            backoff.reset()
            for raw in came:
                update = read_update(raw, bot)
                if isinstance(update, Update):
                    yield update
                if isinstance(raw, dict) and isinstance(raw.get("update_id"), int):
                    poll.offset = raw["update_id"] + 1

    async def feed_webhook_update(
        self, bot: Bot, update: Update | dict[str, Any], _timeout: float = 55, **kwargs: Any
    ) -> Any:
        read = update if isinstance(update, Update) else read_update(update, bot)
        if isinstance(read, Skipped):
            return None
        return await super().feed_webhook_update(bot, read, _timeout, **kwargs)
