"""Engines for both databases, with the settings that durability and concurrency rest on."""

import errno
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.engine.address import is_sqlite, sqlite_file
from storage.engine.sqlite_connection import connect
from storage.engine.trouble import DatabaseAway, DatabaseUnusable

CONNECTIONS = 8
# SQLAlchemy starts a task for every checkout from a pool that may not grow; one spare avoids it.
SPARE = 1
# Statements in error messages and logs must not carry what people answered.
HIDE_ANSWERS = True
# Seconds: firewalls cut long-idle connections; a ping each time would cost three round trips.
RECYCLE = 600
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})

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


@dataclass(frozen=True, slots=True)
class Patience:
    """How many seconds a database may take before it counts as away.

    `connect`: a new PostgreSQL connection. `command`: one statement on PostgreSQL, a wait for
    somebody else's lock included. `lock`: another process's lock on SQLite. `queue`: until one of
    the connections is free. `again`: how long a transaction is tried again (`Database.do`).
    """

    connect: float = 5
    command: float = 10
    lock: float = 15
    queue: float = 10
    again: float = 10


PATIENCE = Patience()
# To rebuild a large table, or to let another process do so first, takes a while.
MIGRATING_PATIENCE = Patience(command=600)


def writing_engine(address: URL, patience: Patience = PATIENCE) -> AsyncEngine:
    """An engine whose transactions may write; SQLite has one connection for it."""
    if is_sqlite(address):
        create_file(sqlite_file(address))
        return _sqlite_engine(address, WRITING_PRAGMAS, BEGIN_WRITING, 1, patience)
    return _postgresql_engine(address, patience)


def reading_engine(
    address: URL, writing: AsyncEngine, patience: Patience = PATIENCE
) -> AsyncEngine:
    """An engine whose transactions are refused any write; on SQLite they wait for no writer."""
    if is_sqlite(address):
        return _sqlite_engine(address, READING_PRAGMAS, BEGIN_READING, 4, patience)
    return writing.execution_options(postgresql_readonly=True)


def migrating_engine(address: URL, patience: Patience = MIGRATING_PATIENCE) -> AsyncEngine:
    if is_sqlite(address):
        create_file(sqlite_file(address))
        return _sqlite_engine(address, MIGRATING_PRAGMAS, BEGIN_WRITING, 1, patience)
    return _postgresql_engine(address, patience)


def create_file(path: Path) -> None:
    """Creates the file (0600) and its folder (0700), readable by the owner only; keeps old ones.

    Raises `DatabaseTrouble`.
    """
    try:
        if not path.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        if error.errno in NO_ROOM:
            raise DatabaseAway("the disk is full") from error
        raise DatabaseUnusable(f"the file cannot be made ({error.strerror})") from error


def _sqlite_engine(
    address: URL, pragmas: Iterable[str], begin: str, size: int, patience: Patience
) -> AsyncEngine:
    path = str(sqlite_file(address))
    engine = create_async_engine(
        address,
        async_creator=lambda: connect(path, patience.lock),
        pool_size=size,
        max_overflow=SPARE,
        pool_timeout=patience.queue,
        hide_parameters=HIDE_ANSWERS,
    )

    def prepare(dbapi_connection: Any, _record: object) -> None:
        cursor = dbapi_connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    def begin_transaction(connection: Connection) -> None:
        # What is prepared may have begun it already (`storage/engine/prepared.py`).
        if not connection.connection.driver_connection.in_transaction:  # type: ignore[union-attr]
            connection.exec_driver_sql(begin)

    event.listen(engine.sync_engine, "connect", prepare)
    event.listen(engine.sync_engine, "begin", begin_transaction)
    return engine


def _postgresql_engine(address: URL, patience: Patience) -> AsyncEngine:
    engine = create_async_engine(
        address,
        connect_args={"timeout": patience.connect, "command_timeout": patience.command},
        pool_size=CONNECTIONS,
        max_overflow=SPARE,
        pool_timeout=patience.queue,
        pool_recycle=RECYCLE,
        hide_parameters=HIDE_ANSWERS,
    )
    event.listen(engine.sync_engine, "checkout", _pass_over_broken)
    return engine


def _pass_over_broken(dbapi_connection: Any, _record: object, _proxy: object) -> None:
    """Has the pool make a new connection in place of one that the server has closed."""
    if dbapi_connection.driver_connection.is_closed():
        raise DisconnectionError
