"""A webhook instead of long polling: Telegram calls us, checked by a secret."""

from __future__ import annotations

import asyncio
import secrets
import signal
from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit

import structlog
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

from bot.conversation.factory import Assembly
from bot.conversation.menus import set_menus
from bot.conversation.polling import DRAIN_SECONDS
from bot.conversation.progress import live_progress
from bot.conversation.upkeep import upkeep
from bot.settings import Settings
from bot.watching.readiness import Readiness
from bot.watching.web import add_watching, public_door
from storage.database import Database

log = structlog.get_logger("bot.webhook")


async def serve_webhook(
    assembly: Assembly,
    settings: Settings,
    database: Database,
    clock: Callable[[], datetime],
    *,
    stopped: asyncio.Event | None = None,
) -> None:
    """Serves until SIGTERM or SIGINT (or `stopped`), then finishes what is under way.

    WEBHOOK_URL is what Telegram calls; its path is served on LISTEN_HOST:LISTEN_PORT. Without
    WEBHOOK_SECRET a new secret is made for every start. Waiting updates are never dropped. Raises
    OSError when the port is taken.
    """
    assert settings.webhook_url is not None
    secret = (
        settings.webhook_secret.get_secret_value()
        if settings.webhook_secret is not None
        else secrets.token_urlsafe(32)
    )
    stopped = stopped or _stopped_by_signals()
    application = _application(assembly, settings.webhook_url, secret)
    add_watching(application, public_door(settings), Readiness(database, stopped.is_set))
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        async with upkeep(database, clock), live_progress(assembly, database, clock):
            await web.TCPSite(runner, settings.listen_host, settings.listen_port).start()
            await set_menus(assembly.bot)
            await assembly.bot.set_webhook(
                settings.webhook_url,
                secret_token=secret,
                allowed_updates=assembly.dispatcher.resolve_used_update_types(),
                drop_pending_updates=False,
            )
            log.info("webhook_set")
            await stopped.wait()
    finally:
        # Updates that come while stopping stay with Telegram: the site closes before the drain.
        await runner.cleanup()
        if not await assembly.turns.all_done(DRAIN_SECONDS):
            log.warning("stopped_with_work_under_way")
        await assembly.bot.session.close()


def _application(assembly: Assembly, url: str, secret: str) -> web.Application:
    app = web.Application()
    handler = SimpleRequestHandler(
        assembly.dispatcher, assembly.bot, handle_in_background=False, secret_token=secret
    )
    handler.register(app, path=urlsplit(url).path or "/")
    return app


def _stopped_by_signals() -> asyncio.Event:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for received in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(received, stopped.set)
    return stopped
