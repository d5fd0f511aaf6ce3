"""A served page over a migrated database, and people who look at it."""

from collections.abc import AsyncIterator

import pytest

from storage.database import Database
from tests.cases.college import PEOPLE, Colleges, found
from tests.local_chat.conftest import (
    browser,
    chromium_process,
    pytest_collection_modifyitems,
)
from tests.storage.databases import (
    database,
    database_url,
    migrated_databases,
    postgresql_databases,
)
from tests.web.site import Site, served
from web import application

__all__ = [
    "browser",
    "chromium_process",
    "database",
    "database_url",
    "migrated_databases",
    "postgresql_databases",
    "pytest_collection_modifyitems",
]


@pytest.fixture
async def colleges(database: Database) -> Colleges:
    """Everybody of them reads English."""
    colleges = await found(database)
    async with database.work() as work:
        for person_id in PEOPLE:
            await work.people.set_language(person_id, "en")
    return colleges


@pytest.fixture
async def site(database: Database) -> AsyncIterator[Site]:
    async with served(database) as site:
        yield site


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked for before `site`: to the limits no time passes, however slow the machine is."""
    monkeypatch.setattr(application, "steady_seconds", lambda: 0.0)
