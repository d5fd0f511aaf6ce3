"""What every command needs that runs the bot: settings, clock, an up-to-date database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError

from bot.logs import set_up_logging
from bot.secrets_folder import secrets_folder
from bot.settings import Settings
from rules.errors import BadInput
from storage.database import Database, DatabaseUrlError, migrate, open_database


def read_settings() -> Settings:
    """The environment, then what SECRETS_DIR holds. Raises BadInput naming the variable and what is
    allowed."""
    secrets = secrets_folder()
    try:
        settings = Settings(_secrets_dir=secrets)
        set_up_logging(settings.log_level)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise BadInput(str(first["loc"][0]).upper(), first["msg"]) from None
    except ValueError as error:
        raise BadInput("LOG_LEVEL", str(error)) from None
    return settings


async def bring_up_to_date(url: str) -> None:
    """Brings the database to the newest schema. Raises BadInput for an address it cannot use."""
    try:
        await migrate(url)
    except DatabaseUrlError as error:
        raise BadInput("DATABASE_URL", str(error)) from None


@asynccontextmanager
async def kept_database() -> AsyncIterator[Database]:
    """The database of the environment, for a command. Raises BadInput when it cannot be used."""
    try:
        database = open_database(read_settings().database_url)
    except DatabaseUrlError as error:
        raise BadInput("DATABASE_URL", str(error)) from None
    try:
        yield database
    except DBAPIError as error:
        if "no such table" in str(error.orig) or "does not exist" in str(error.orig):
            raise BadInput("DATABASE_URL", "run `python -m bot migrate` first") from None
        raise BadInput("DATABASE_URL", f"cannot be used ({type(error.orig).__name__})") from None
    finally:
        await database.close()


def now() -> datetime:
    """The moment, aware; the only clock of the programme."""
    return datetime.now(UTC)
