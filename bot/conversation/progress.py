"""Keeps the progress of broadcasts up to date in the messages that show it, while the bot runs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from typing import Final

import structlog
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNotFound,
)

from bot.beside import beside
from bot.conversation.delivery import editing
from bot.conversation.factory import Assembly
from cases.broadcasts import broadcast
from cases.errors import CaseError
from handlers.chat.outcome import Screen
from handlers.hr.progress import ENDED, progress_screen
from handlers.hr.watching import has_ended, watched_on
from i18n import translator
from storage.database import Database, DatabaseTrouble

log = structlog.get_logger("bot.progress")

EVERY: Final = timedelta(seconds=3)
# Unchanged, gone, or blocked: the same edit would not go better another time.
FINAL: Final = (TelegramBadRequest, TelegramForbiddenError, TelegramNotFound)
Clock = Callable[[], datetime]
Told = dict[int, str]
"""Who watches → the text that their message shows."""


def live_progress(
    assembly: Assembly, database: Database, clock: Clock
) -> AbstractAsyncContextManager[None]:
    """Edits what has changed every few seconds, as long as the block runs."""
    return beside(_regularly(assembly, database, clock))


async def _regularly(assembly: Assembly, database: Database, clock: Clock) -> None:
    told: Told = {}
    while True:
        await asyncio.sleep(EVERY.total_seconds())
        try:
            await refresh(assembly, database, told, clock())
        except DatabaseTrouble as trouble:
            log.warning("progress_failed", reason=trouble.reason)
        except Exception:
            log.exception("progress_failed")


async def refresh(assembly: Assembly, database: Database, told: Told, now: datetime) -> None:
    """One round over all who watch a broadcast; brings `told` up to date."""
    async with database.work(writing=False) as work:
        watching = [each.person_id for each in await work.screens.of_hr() if watched_on(each)]
    for person_id in set(told).difference(watching):
        del told[person_id]
    for person_id in watching:
        # In the person's turn, so that the message cannot show something else meanwhile.
        async with assembly.turns.of(person_id):
            await _refresh_one(assembly, database, person_id, told, now)


async def _refresh_one(
    assembly: Assembly, database: Database, person_id: int, told: Told, now: datetime
) -> None:
    found = await _look(database, person_id, now)
    if found is None:
        return
    message_id, screen, ended = found
    if told.get(person_id) != screen.text:
        told[person_id] = screen.text
        if not await _show(assembly, person_id, message_id, screen):
            # The next round tries again, also where nothing changes any more.
            del told[person_id]
            return
    if ended:
        # Only now: a broadcast of a few may have ended before the first round saw it.
        async with database.work() as work:
            await has_ended(work, person_id, now)


async def _show(assembly: Assembly, person_id: int, message_id: int, screen: Screen) -> bool:
    """False where trying once more may help."""
    try:
        await assembly.bot(editing(screen, person_id, message_id))  # type: ignore[arg-type]
    except (AiogramError, OSError) as error:
        log.info("progress_not_shown")
        return isinstance(error, FINAL)
    return True


async def _look(
    database: Database, person_id: int, now: datetime
) -> tuple[int, Screen, bool] | None:
    """The message, what it should show, and whether that is the end; None when there is nothing
    to tell (any more)."""
    async with database.work(writing=False) as work:
        person = await work.people.get(person_id)
        stored = await work.screens.get(person_id)
        watched = None if stored is None else watched_on(stored)
        if person is None or watched is None:
            return None
        try:
            view = await broadcast(work, person_id, watched.organisation, watched.campaign, now)
        except CaseError:
            return None
    screen = progress_screen(view, translator(person.language))
    return watched.message, screen, view.state in ENDED
