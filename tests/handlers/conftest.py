from collections.abc import AsyncIterator

import pytest_asyncio

from tests.handlers.house import House, open_house
from tests.storage.databases import (
    database_url,
    migrated_databases,
    postgresql_databases,
)

__all__ = ["database_url", "migrated_databases", "postgresql_databases"]


@pytest_asyncio.fixture
async def house(database_url: str) -> AsyncIterator[House]:
    async with open_house(database_url) as opened:
        yield opened
