"""Long polling: from the first menu to a stop that finishes what is under way."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Final

import structlog

from bot.conversation.factory import Assembly
from bot.conversation.menus import set_menus
from bot.conversation.progress import live_progress
from bot.conversation.upkeep import upkeep
from storage.database import Database

log = structlog.get_logger("bot.polling")

DRAIN_SECONDS: Final = 20.0


async def poll(
    assembly: Assembly,
    database: Database,
    clock: Callable[[], datetime],
    *,
    handle_signals: bool = True,
) -> None:
    """Polls until SIGTERM or SIGINT, or until the dispatcher is told to stop, then lets handlers
    that have begun finish before the connection is closed. Waiting updates are never dropped."""
    dispatcher, bot = assembly.dispatcher, assembly.bot
    try:
        async with upkeep(database, clock), live_progress(assembly, database):
            # A webhook set by an earlier start would keep updates from being polled.
            await bot.delete_webhook(drop_pending_updates=False)
            await set_menus(bot)
            if handle_signals:
                _stop_on_signals(assembly)
            await dispatcher.start_polling(
                bot,
                allowed_updates=dispatcher.resolve_used_update_types(),
                handle_signals=False,
                close_bot_session=False,
            )
            if not await assembly.turns.all_done(DRAIN_SECONDS):
                log.warning("stopped_with_work_under_way")
    finally:
        await bot.session.close()


_stopping: set[asyncio.Task[None]] = set()


def _stop_on_signals(assembly: Assembly) -> None:
    """From here on; a signal that comes before is not for the dispatcher, which would lose it."""
    loop = asyncio.get_running_loop()
    for received in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(received, _stop, assembly)


def _stop(assembly: Assembly) -> None:
    log.info("stopping")
    task = asyncio.create_task(_stop_polling(assembly))
    _stopping.add(task)
    task.add_done_callback(_stopping.discard)


async def _stop_polling(assembly: Assembly) -> None:
    with suppress(RuntimeError):
        await assembly.dispatcher.stop_polling()
