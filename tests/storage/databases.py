"""Databases for tests: SQLite always, PostgreSQL in CI and where its address is given.

A conftest of another folder gets the same fixtures by importing them: `database`, `database_url`
and the two they are made from, `migrated_databases` and `postgresql_databases`.
"""

import asyncio
import os
import shutil
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import TypeVar

import asyncpg  # type: ignore[import-untyped]
import pytest
import pytest_asyncio
from sqlalchemy import Connection, delete

from storage.database import Database, migrate, open_database
from storage.engine.address import parse_address
from storage.engine.engines import migrating_engine
from storage.tables.schema import metadata
from tests.thoroughness import IN_CI

POSTGRESQL = os.environ.get(
    "BILIKTILIK_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres"
)
LEFT_OUT = "PostgreSQL: left out; CI=true or BILIKTILIK_TEST_POSTGRES=address tests on one too"
TESTED = "PostgreSQL: tested beside SQLite"

T = TypeVar("T")
Maker = Callable[[Path], str]


def kinds() -> list[str]:
    """The databases to test on. PostgreSQL is wanted in CI and where its address is given; one that
    is missing then fails the tests using it."""
    wanted = IN_CI or "BILIKTILIK_TEST_POSTGRES" in os.environ
    return ["sqlite", "postgresql"] if wanted else ["sqlite"]


def report_line() -> str:
    """For the header or the summary of pytest: which databases this run covers."""
    return TESTED if "postgresql" in kinds() else LEFT_OUT


async def look(url: str, see: Callable[[Connection], T]) -> T:
    """What `see` tells of the database, seen from outside of the storage."""
    engine = migrating_engine(parse_address(url))
    try:
        async with engine.begin() as connection:
            return await connection.run_sync(see)
    finally:
        await engine.dispose()


async def run_on_server(*statements: str) -> None:
    connection = await asyncpg.connect(POSTGRESQL, timeout=5)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


class PostgresqlDatabases:
    """Databases of this test process on the server; all are dropped at the end."""

    def __init__(self) -> None:
        self._names: list[str] = []

    def create(self) -> str:
        """The address of a new, empty database."""
        name = f"biliktilik_test_{os.getpid()}_{uuid.uuid4().hex[:8]}"
        asyncio.run(run_on_server(f'CREATE DATABASE "{name}" TEMPLATE template0'))
        self._names.append(name)
        return POSTGRESQL.rpartition("/")[0] + f"/{name}"

    def drop_all(self) -> None:
        drops = [f'DROP DATABASE "{name}" WITH (FORCE)' for name in self._names]
        if drops:
            asyncio.run(run_on_server(*drops))


class MigratedDatabases:
    """Each kind is migrated once; a test gets a copy (SQLite) or an emptied one (PostgreSQL)."""

    def __init__(self, folder: Path, postgresql: PostgresqlDatabases) -> None:
        self._template = folder / "template.db"
        self._postgresql = postgresql
        self._postgresql_url: str | None = None

    def sqlite(self, folder: Path) -> str:
        if not self._template.exists():
            asyncio.run(migrate(f"sqlite:///{self._template}"))
        shutil.copy(self._template, folder / "test.db")
        return f"sqlite:///{folder / 'test.db'}"

    def postgresql(self, _folder: Path) -> str:
        if self._postgresql_url is None:
            self._postgresql_url = self._postgresql.create()
            asyncio.run(migrate(self._postgresql_url))
        else:
            asyncio.run(empty(self._postgresql_url))
        return self._postgresql_url


async def empty(url: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        deletions = ";".join(map(str, map(delete, reversed(metadata.sorted_tables))))
        # The triggers that keep the audit log append-only stand aside for the tests' own sweep.
        await connection.execute(
            f"ALTER TABLE audit DISABLE TRIGGER USER; {deletions};"
            "ALTER TABLE audit ENABLE TRIGGER USER"
        )
    finally:
        await connection.close()


@pytest.fixture(scope="session")
def postgresql_databases() -> Iterator[PostgresqlDatabases]:
    databases = PostgresqlDatabases()
    yield databases
    databases.drop_all()


@pytest.fixture(scope="session")
def migrated_databases(
    tmp_path_factory: pytest.TempPathFactory, postgresql_databases: PostgresqlDatabases
) -> dict[str, Maker]:
    databases = MigratedDatabases(tmp_path_factory.mktemp("template"), postgresql_databases)
    return {"sqlite": databases.sqlite, "postgresql": databases.postgresql}


@pytest.fixture(params=kinds())
def database_url(
    request: pytest.FixtureRequest, tmp_path: Path, migrated_databases: dict[str, Maker]
) -> str:
    """A migrated database without a row, once on each kind there is."""
    return migrated_databases[request.param](tmp_path)


@pytest.fixture(params=kinds())
def empty_database_url(
    request: pytest.FixtureRequest, tmp_path: Path, postgresql_databases: PostgresqlDatabases
) -> str:
    """A database without a table, once on each kind there is."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    return postgresql_databases.create()


@pytest_asyncio.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = open_database(database_url)
    yield opened
    await opened.close()
