"""Starts the bot: webhook, long polling, or the local chat when there is no token."""

from __future__ import annotations

import asyncio
import sys
from contextlib import AsyncExitStack, aclosing

from pydantic import SecretStr

from bot import collector
from bot.beside import beside
from bot.conversation.factory import assemble
from bot.conversation.polling import poll
from bot.conversation.reaching import insist
from bot.conversation.webhook import serve_webhook
from bot.demonstration import NAME, demonstration
from bot.environment import (
    bring_up_to_date,
    listening,
    now,
    read_settings,
    run_until_told,
    tell_of_editions_left_out,
)
from bot.heartbeat import heartbeat
from bot.kept_in_chat import KeptInChat
from bot.pages import pages
from bot.settings import Settings
from bot.watching.web import page_on_port, told_by_bot
from local_chat.server import running, with_people
from rules.norms.loading import catalogue
from rules.norms.superseded_rules import superseded
from rules.reference.search import prepare
from storage.database import Database, open_database
from web.application import PREFIX


def run_bot() -> int:
    """Runs until SIGTERM or SIGINT."""
    return run_until_told(_run(read_settings()))


def migrate_database() -> None:
    """Brings the database to the newest schema."""
    asyncio.run(bring_up_to_date(read_settings().database_url, waits=False))


async def _run(settings: Settings) -> None:
    await bring_up_to_date(settings.database_url)
    database = open_database(settings.database_url)
    try:
        async with told_by_bot(settings, database):
            if settings.bot_token is not None:
                await _converse(settings, database)
            else:
                await _converse_here(settings, database)
    finally:
        await database.close()


async def _converse_here(settings: Settings, database: Database) -> None:
    """In the local chat, whose token is made anew at each start."""
    telegram = with_people()
    telegram.tools[NAME] = demonstration(database, catalogue(), now)
    async with AsyncExitStack() as serving:
        with listening(settings):
            token = SecretStr(telegram.token)
            here = settings.model_copy(update={"bot_token": token})
            keep = KeptInChat()
            page = pages(here, database, now, telegram.profile.username, keep)
            chat = running(
                telegram, settings.listen_port, settings.listen_host, mounted={PREFIX: page}
            )
            address = await serving.enter_async_context(chat)
        print(f"Local chat: open {address} in a browser. Stop with Ctrl+C.", file=sys.stderr)
        local = {
            "bot_token": token,
            "bot_api_url": address,
            "webhook_url": None,
            "web_url": settings.web_url or address,
        }
        await _converse(settings.model_copy(update=local), database, page_keeps=keep)


async def _read_ahead() -> None:
    """Makes now what the first search and an old check need, so that nobody waits for it."""
    await asyncio.to_thread(prepare)
    await asyncio.to_thread(lambda: list(superseded()))


async def _converse(
    settings: Settings, database: Database, *, page_keeps: KeptInChat | None = None
) -> None:
    """`page_keeps`: how scans are kept by a page that is served already."""
    assembly = assemble(settings, database, catalogue(), now)
    tell_of_editions_left_out()
    collector.spare_what_is_there()
    async with heartbeat(settings.heartbeat_file):
        me = await insist(assembly.bot.me)
        mounted = {}
        keep = page_keeps or KeptInChat()
        keep.bot = assembly.bot
        if settings.web_url is not None and page_keeps is None:
            mounted[PREFIX] = pages(settings, database, now, me.username or "", keep)
        async with beside(_read_ahead()), aclosing(assembly):
            if settings.webhook_url is not None:
                await serve_webhook(assembly, settings, database, now, mounted=mounted)
            elif mounted:
                async with page_on_port(settings, database, mounted):
                    await poll(assembly, database, now)
            else:
                await poll(assembly, database, now)
