"""A webhook instead of long polling: Telegram calls us, checked by a secret.

It is told 200 when the answer was sent. Until then it keeps the update and calls again, whatever
becomes of this process. An update that waits behind others of its person is written down and told
200 before: else whoever sends many would keep all of Telegram's calls waiting.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

import structlog
from aiogram import Bot
from aiogram.methods import SetWebhook
from aiohttp import web

from bot.beside import beside
from bot.conversation.factory import Assembly
from bot.conversation.inbox import Taken, number_of, take
from bot.conversation.intake import HELD_SECONDS, Intake
from bot.conversation.menus import set_menus
from bot.conversation.progress import live_progress
from bot.conversation.reaching import insist
from bot.conversation.stopping import DRAIN_SECONDS, stopped_by_signals, until
from bot.conversation.upkeep import upkeep
from bot.environment import listening
from bot.settings import Settings
from bot.watching.readiness import Readiness
from bot.watching.web import add_watching, public_door
from storage.database import Database

log = structlog.get_logger("bot.webhook")

# As many calls at a time as updates are dealt with side by side; Telegram's own default is 40.
MOST_CONNECTIONS: Final = 100
HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"


async def serve_webhook(
    assembly: Assembly,
    settings: Settings,
    database: Database,
    clock: Callable[[], datetime],
    *,
    stopped: asyncio.Event | None = None,
    mounted: Mapping[str, web.Application] | None = None,
) -> None:
    """Serves until SIGTERM or SIGINT (or `stopped`), then finishes what has begun. `mounted`: what
    else is served there, by the beginning of its addresses.

    WEBHOOK_URL is what Telegram calls; its path is served on LISTEN_HOST:LISTEN_PORT. Without
    WEBHOOK_SECRET a new secret is made for every start. Waiting updates are never dropped. Raises
    BadInput when the port is taken or Telegram refuses the address.
    """
    assert settings.webhook_url is not None
    bot, intake = assembly.bot, assembly.intake
    secret = (
        settings.webhook_secret.get_secret_value()
        if settings.webhook_secret is not None
        else secrets.token_urlsafe(32)
    )
    stopped = stopped or stopped_by_signals()
    application = web.Application()
    path = urlsplit(settings.webhook_url).path or "/"
    application.router.add_post(path, Calls(bot, intake, secret).answer)
    add_watching(application, public_door(settings), Readiness(database, stopped.is_set))
    for beginning, other in (mounted or {}).items():
        application.add_subapp(beginning, other)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        async with upkeep(database, clock), live_progress(assembly, database, clock):
            await until(stopped, _serve(assembly, settings, runner, secret))
            # Calls that come from here on are told 503 and stay with Telegram.
            log.info("stopping")
            if not await intake.stop(DRAIN_SECONDS):
                log.warning("stopped_with_work_under_way")
    finally:
        await runner.cleanup()
        await bot.session.close()


async def _serve(
    assembly: Assembly, settings: Settings, runner: web.AppRunner, secret: str
) -> None:
    bot, intake = assembly.bot, assembly.intake
    await intake.inbox.adopt()
    await intake.take_what_was_left()
    with listening(settings):
        await web.TCPSite(runner, settings.listen_host, settings.listen_port).start()
    await set_menus(bot)
    call = SetWebhook(
        url=settings.webhook_url or "",
        secret_token=secret,
        allowed_updates=assembly.dispatcher.resolve_used_update_types(),
        max_connections=MOST_CONNECTIONS,
        drop_pending_updates=False,
    )
    await insist(lambda: bot(call), "WEBHOOK_URL")
    log.info("webhook_set")
    async with beside(intake.look_around()):
        await asyncio.Event().wait()


class Calls:
    """Answers Telegram's calls."""

    def __init__(self, bot: Bot, intake: Intake, secret: str) -> None:
        self._bot = bot
        self._intake = intake
        self._secret = secret.encode()

    async def answer(self, request: web.Request) -> web.Response:
        given = request.headers.get(HEADER, "").encode(errors="replace")
        if not secrets.compare_digest(given, self._secret):
            return web.Response(status=401)
        try:
            raw = await request.json()
        except ValueError:
            return web.Response(status=400)
        taken = take(raw, self._bot)
        if taken is None:
            return web.Response(status=200 if number_of(raw) else 400)
        if self._intake.is_full:
            return web.Response(status=503)
        # Shielded: Telegram may hang up and call again; the work goes on.
        in_hand = self._intake.take(taken)
        if self._intake.is_behind(in_hand) and await self._is_written(in_hand):
            return web.Response(status=200)
        is_over = await asyncio.shield(in_hand.over)
        return web.Response(status=200 if is_over else 503)

    async def _is_written(self, taken: Taken) -> bool:
        """Waits for a moment, then writes it down; False where it has been dealt with by then, or
        cannot be written down."""
        await asyncio.wait([taken.over], timeout=HELD_SECONDS)
        if taken.over.done():
            return False
        try:
            await self._intake.inbox.write_down([taken])
        except Exception as error:
            log.warning("updates_not_written_down", reason=type(error).__name__)
            return False
        return True
