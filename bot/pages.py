"""The page, mounted where the bot's process listens: with the webhook, the local chat, or alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from aiohttp import web

from bot.conversation.factory import reading_workshop
from bot.settings import Settings
from bot.watching.clients import HEADER, client
from handlers.chat.visit import Desk
from handlers.chat.workshop import Workshop
from rules.norms.loading import catalogue
from storage.database import Database
from web.application import application
from web.front import Front, Keep


def pages(
    settings: Settings,
    database: Database,
    clock: Callable[[], datetime],
    bot_name: str,
    keep: Keep | None = None,
) -> web.Application:
    """The application to be mounted at `web.application.PREFIX`. `bot_name`: the bot's user name;
    `keep`: as in `Front`. BOT_TOKEN is set."""
    assert settings.bot_token is not None, "the data of Mini Apps are signed with it"
    workshop, reading = Workshop(number=1), reading_workshop()
    own = (workshop,) if reading is None else (workshop, reading)

    def asked_by(request: web.Request) -> str:
        forwarded = request.headers.getall(HEADER, [])
        return str(client(request.remote, forwarded, settings.trusted_proxies))

    made = application(
        Front(
            database,
            Desk(catalogue(), settings.operator_name, settings.hr_admin_ids, workshop, reading),
            clock,
            settings.bot_token.get_secret_value(),
            (settings.web_url or "").startswith("https:"),
            bot_name,
            asked_by,
            settings.web_url,
            keep,
        )
    )

    async def end(_: web.Application) -> None:
        for each in own:
            await each.aclose()

    made.on_cleanup.append(end)
    return made
