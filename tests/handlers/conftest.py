from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
import structlog
from structlog.contextvars import merge_contextvars
from structlog.testing import LogCapture

from handlers.papers.wanted import Wanted
from handlers.papers.wanted import made as made_of
from tests.handlers.house import House, lasting_processes, open_house
from tests.handlers.papers.papers import DAY, made
from tests.storage.databases import (
    database_url,
    migrated_databases,
    postgresql_databases,
)
from tests.telegram_calls import checked_calls

__all__ = ["database_url", "migrated_databases", "postgresql_databases"]


@pytest.fixture
def logged() -> LogCapture:
    """What the bot logs."""
    return LogCapture()


@pytest.fixture(scope="session")
def papers_process() -> None:
    """The process of the shared workshop has loaded all it needs, however busy the machine is."""
    wanted = Wanted(True, made("tvet-teacher").record, None, None, DAY)
    assert lasting_processes().submit(made_of, wanted).result()


@pytest_asyncio.fixture
async def house(
    database_url: str, logged: LogCapture, request: pytest.FixtureRequest
) -> AsyncIterator[House]:
    """A bot with its Telegram, which reads pictures where the tests' file says `READS`; nothing of
    what it did may have failed, except as a test expects by taking the errors out of `logged`, and
    Telegram must take every call."""
    structlog.configure(processors=[merge_contextvars, logged])
    reads = getattr(request.module, "READS", False)
    try:
        with checked_calls() as faults:
            async with open_house(database_url, reads=reads) as opened:
                yield opened
    finally:
        structlog.reset_defaults()
    assert faults == []
    assert [e for e in logged.entries if e["log_level"] in ("error", "critical")] == []
