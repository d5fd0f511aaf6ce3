"""Starts the bot: webhook, long polling, or the local chat when there is no token."""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime

from pydantic import SecretStr, ValidationError

from bot.factory import assemble
from bot.local_chat.server import DEFAULT_TOKEN, serve
from bot.logs import set_up_logging
from bot.polling import poll
from bot.settings import Settings
from rules.catalog import catalogue
from rules.profile import BadInput
from storage.database import DatabaseUrlError, migrate, open_database


def read_settings() -> Settings:
    """The environment. Raises BadInput naming the variable and what is allowed."""
    try:
        settings = Settings()
        set_up_logging(settings.log_level)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise BadInput(str(first["loc"][0]).upper(), first["msg"]) from None
    except ValueError as error:
        raise BadInput("LOG_LEVEL", str(error)) from None
    return settings


def run_bot() -> None:
    """Runs until SIGTERM or SIGINT."""
    asyncio.run(_run(read_settings()))


def migrate_database() -> None:
    """Brings the database to the newest schema."""
    asyncio.run(_migrate(read_settings().database_url))


async def _migrate(url: str) -> None:
    try:
        await migrate(url)
    except DatabaseUrlError as error:
        raise BadInput("DATABASE_URL", str(error)) from None


async def _run(settings: Settings) -> None:
    await _migrate(settings.database_url)
    if settings.bot_token is not None:
        await _converse(settings)
        return
    try:
        async with serve(settings.listen_host, settings.listen_port) as address:
            print(f"Local chat: open {address} in a browser. Stop with Ctrl+C.", file=sys.stderr)
            local = {"bot_token": SecretStr(DEFAULT_TOKEN), "bot_api_url": address}
            await _converse(settings.model_copy(update={**local, "webhook_url": None}))
    except OSError as error:
        raise BadInput("LISTEN_PORT", f"{settings.listen_port} cannot be used: {error}") from None
    except ValueError as error:
        raise BadInput("LISTEN_HOST", str(error)) from None


async def _converse(settings: Settings) -> None:
    database = open_database(settings.database_url)
    try:
        assembly = assemble(settings, database, catalogue(), now)
        await poll(assembly, database, now)
    finally:
        await database.close()


def now() -> datetime:
    """The moment, aware; the only clock of the programme."""
    return datetime.now(UTC)
