"""Keeps the progress of broadcasts up to date in the messages that show it, while the bot runs."""

from __future__ import annotations

import asyncio
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from typing import Final

import structlog
from aiogram.exceptions import AiogramError

from bot.beside import beside
from bot.conversation.delivery import markup
from bot.conversation.factory import Assembly
from cases.broadcasts import broadcast
from cases.errors import CaseError
from handlers.chat.outcome import Screen
from handlers.hr.progress import ENDED, progress_screen
from handlers.hr.watching import watched_on
from i18n import translator
from storage.database import Database

log = structlog.get_logger("bot.progress")

EVERY: Final = timedelta(seconds=3)
Told = dict[int, str]
"""Who watches → the text that their message shows."""


def live_progress(assembly: Assembly, database: Database) -> AbstractAsyncContextManager[None]:
    """Edits what has changed every few seconds, as long as the block runs."""
    return beside(_regularly(assembly, database))


async def _regularly(assembly: Assembly, database: Database) -> None:
    told: Told = {}
    while True:
        await asyncio.sleep(EVERY.total_seconds())
        try:
            await refresh(assembly, database, told)
        except Exception:
            log.exception("progress_failed")


async def refresh(assembly: Assembly, database: Database, told: Told) -> None:
    """One round over all who watch a broadcast; brings `told` up to date."""
    async with database.work(writing=False) as work:
        watching = [each.person_id for each in await work.screens.of_hr() if watched_on(each)]
    for person_id in set(told).difference(watching):
        del told[person_id]
    for person_id in watching:
        # In the person's turn, so that the message cannot show something else meanwhile.
        async with assembly.turns.of(person_id):
            await _refresh_one(assembly, database, person_id, told)


async def _refresh_one(assembly: Assembly, database: Database, person_id: int, told: Told) -> None:
    found = await _look(database, person_id, is_told=person_id in told)
    if found is None:
        return
    message_id, screen = found
    if told.get(person_id) == screen.text:
        return
    told[person_id] = screen.text
    try:
        await assembly.bot.edit_message_text(
            screen.text,
            chat_id=person_id,
            message_id=message_id,
            reply_markup=markup(screen.keyboard),
        )
    except (AiogramError, OSError):
        # Unchanged, gone, or a flood limit: the next change or a press brings it up to date.
        log.info("progress_not_shown")


async def _look(database: Database, person_id: int, *, is_told: bool) -> tuple[int, Screen] | None:
    """The message and what it should show; None when there is nothing to tell (any more)."""
    async with database.work(writing=False) as work:
        person = await work.people.get(person_id)
        stored = await work.screens.get(person_id)
        watched = None if stored is None else watched_on(stored)
        if person is None or watched is None:
            return None
        try:
            view = await broadcast(work, person_id, watched.organisation, watched.campaign)
        except CaseError:
            return None
    if view.status.state in ENDED and not is_told:
        return None
    return watched.message, progress_screen(view, translator(person.language))
