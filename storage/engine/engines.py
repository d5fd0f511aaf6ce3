"""Engines for both databases, with the settings that durability and concurrency rest on."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.engine.address import is_sqlite, sqlite_file
from storage.engine.sqlite_connection import connect

CONNECTIONS = 8
# SQLAlchemy starts a task for every checkout from a pool that may not grow; one spare avoids it.
SPARE = 1
# Statements in error messages and logs must not carry what people answered.
HIDE_ANSWERS = True

BEGIN_READING, BEGIN_WRITING = "BEGIN", "BEGIN IMMEDIATE"
# FULL: an answer is on the disk before the person sees that it was taken.
# secure_delete: what a person has deleted is overwritten, not only unlinked.
WRITING_PRAGMAS = (
    "foreign_keys=ON",
    "journal_mode=WAL",
    "synchronous=FULL",
    "secure_delete=ON",
)
READING_PRAGMAS = ("foreign_keys=ON", "query_only=ON")
# Rebuilding a table must not cascade into the rows that point to it; checked afterwards instead.
MIGRATING_PRAGMAS = (*WRITING_PRAGMAS, "foreign_keys=OFF")


def writing_engine(address: URL) -> AsyncEngine:
    """An engine whose transactions may write; SQLite has one connection for it."""
    if is_sqlite(address):
        create_file(sqlite_file(address))
        return _sqlite_engine(address, WRITING_PRAGMAS, begin=BEGIN_WRITING, size=1)
    return _postgresql_engine(address)


def reading_engine(address: URL, writing: AsyncEngine) -> AsyncEngine:
    """An engine whose transactions are refused any write; on SQLite they wait for no writer."""
    if is_sqlite(address):
        return _sqlite_engine(address, READING_PRAGMAS, begin=BEGIN_READING, size=4)
    return writing.execution_options(postgresql_readonly=True)


def migrating_engine(address: URL) -> AsyncEngine:
    if is_sqlite(address):
        create_file(sqlite_file(address))
        return _sqlite_engine(address, MIGRATING_PRAGMAS, begin=BEGIN_WRITING, size=1)
    return _postgresql_engine(address)


def create_file(path: Path) -> None:
    """Creates the file (0600) and its folder (0700), readable by the owner only; keeps old ones."""
    if path.exists():
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _sqlite_engine(address: URL, pragmas: Iterable[str], *, begin: str, size: int) -> AsyncEngine:
    path = str(sqlite_file(address))
    engine = create_async_engine(
        address,
        async_creator=lambda: connect(path),
        pool_size=size,
        max_overflow=SPARE,
        hide_parameters=HIDE_ANSWERS,
    )

    def prepare(dbapi_connection: Any, _record: object) -> None:
        cursor = dbapi_connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    def begin_transaction(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine.sync_engine, "connect", prepare)
    event.listen(engine.sync_engine, "begin", begin_transaction)
    return engine


def _postgresql_engine(address: URL) -> AsyncEngine:
    return create_async_engine(
        address,
        pool_size=CONNECTIONS,
        max_overflow=SPARE,
        # Long-idle connections are cut by firewalls; a ping each time would cost three round trips.
        pool_recycle=600,
        hide_parameters=HIDE_ANSWERS,
    )
