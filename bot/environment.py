"""What every command needs that runs the bot: settings, clock, an up-to-date database.

A fault that somebody has to mend becomes `BadInput`, one line; one that may pass is waited for.
"""

from __future__ import annotations

import asyncio
import signal
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from typing import Final

import structlog
from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError

from bot.logs import set_up_logging
from bot.secrets_folder import secrets_folder
from bot.settings import Settings
from rules.errors import BadInput, BadRules
from rules.norms.loading import left_out
from rules.standard import left_out as standard_left_out
from storage.database import (
    MIGRATING_PATIENCE,
    Database,
    DatabaseAway,
    DatabaseTrouble,
    DatabaseUrlError,
    Patience,
    SchemaError,
    migrate,
    open_database,
)

log = structlog.get_logger("bot.start")

Sleep = Callable[[float], Awaitable[None]]

# Seconds between attempts to reach what is away at the start; the last one goes on.
PAUSES: Final = (1.0, 5.0, 15.0, 60.0)
# PostgreSQL's code for a table that is not there, and SQLite's words for it.
UNDEFINED_TABLE: Final = "42P01"
NO_TABLE: Final = "no such table"


def read_settings() -> Settings:
    """The environment, then what SECRETS_DIR holds. Raises BadInput naming the variable and what is
    allowed."""
    secrets = secrets_folder()
    try:
        settings = Settings(_secrets_dir=secrets)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        said = first["msg"].removeprefix("Value error, ")
        raise BadInput(str(first["loc"][0]).upper(), said) from None
    except (OSError, ValueError) as error:
        raise BadInput(".env", f"cannot be read ({type(error).__name__})") from None
    set_up_logging(settings.log_level)
    return settings


def run_until_told(main: Coroutine[None, None, int | None]) -> int:
    """Runs `main` in a new event loop; its result, 0 for None, 1 after a fault of ours.

    Until it takes SIGTERM and SIGINT over itself they end it without a word: as the first process
    of a container it would otherwise not hear them.
    """

    async def told() -> int | None:
        running = asyncio.current_task()
        assert running is not None
        loop = asyncio.get_running_loop()
        for received in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(received, running.cancel)
        return await main

    try:
        with asyncio.Runner(loop_factory=_loop_factory()) as runner:
            return runner.run(told()) or 0
    except asyncio.CancelledError:
        return 0
    except (BadInput, BadRules):
        raise
    except Exception:
        log.critical("ended_by_a_fault", exc_info=True)
        return 1


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """uvloop's where there is one (docs/decisions/uvloop.md), else Python's own."""
    if sys.platform == "win32":
        return None
    from uvloop import new_event_loop

    return new_event_loop


async def bring_up_to_date(
    url: str,
    *,
    waits: bool = True,
    sleep: Sleep = asyncio.sleep,
    patience: Patience = MIGRATING_PATIENCE,
) -> None:
    """Brings the database to the newest schema.

    A database that is away is waited for, and so is said, unless `waits` is False. Raises BadInput
    for one that cannot be used.
    """
    attempt = 0
    while True:
        with usable():
            try:
                await migrate(url, patience)
            except DatabaseAway as away:
                if not waits:
                    raise
                pause = pause_after(attempt)
                log.warning("database_away", reason=away.reason, again_in_seconds=pause)
            else:
                return
        await sleep(pause)
        attempt += 1


def tell_of_editions_left_out() -> None:
    """A line for each newer edition that waits for people; the running one goes on."""
    for line in (*left_out(), *standard_left_out()):
        log.warning("edition_left_out", reason=line)


def pause_after(attempt: int) -> float:
    """Seconds to wait after the attempt with this number, counted from 0."""
    return PAUSES[min(attempt, len(PAUSES) - 1)]


@asynccontextmanager
async def kept_database() -> AsyncIterator[Database]:
    """The database of the environment, for a command. Raises BadInput when it cannot be used."""
    with usable():
        database = open_database(read_settings().database_url)
        try:
            yield database
        finally:
            await database.close()


@contextmanager
def usable() -> Iterator[None]:
    """Raises BadInput for a database that the block cannot use."""
    try:
        yield
    except (DatabaseUrlError, SchemaError) as error:
        said = str(error).removeprefix("DATABASE_URL").lstrip(": ")
        raise BadInput("DATABASE_URL", said) from None
    except DatabaseTrouble as trouble:
        raise BadInput("DATABASE_URL", f"the database cannot be used: {trouble.reason}") from None
    except DBAPIError as error:
        code = getattr(error.orig, "sqlstate", None)
        if code == UNDEFINED_TABLE or NO_TABLE in str(error.orig):
            raise BadInput("DATABASE_URL", "run `python -m bot migrate` first") from None
        raise BadInput("DATABASE_URL", f"cannot be used ({type(error.orig).__name__})") from None


@contextmanager
def listening(settings: Settings) -> Iterator[None]:
    """Raises BadInput where the block cannot listen on LISTEN_HOST and LISTEN_PORT."""
    host, port = settings.listen_host, settings.listen_port
    try:
        yield
    except socket.gaierror:
        raise BadInput(
            "LISTEN_HOST", f"there is no {host} here; 0.0.0.0 is every address"
        ) from None
    except OSError as error:
        raise BadInput(
            "LISTEN_PORT", f"{port} on {host} cannot be used: {error.strerror}"
        ) from None
    except ValueError as error:
        raise BadInput("LISTEN_HOST", str(error)) from None


def now() -> datetime:
    """The moment, aware; the only clock of the programme."""
    return datetime.now(UTC)
