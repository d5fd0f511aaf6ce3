"""A connection in the middle of a transaction, begun and ended on the driver itself.

What is prepared runs on the driver, everything else through SQLAlchemy, in the same transaction: on
SQLite there is one for a connection, on PostgreSQL SQLAlchemy's becomes a savepoint within it.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

import asyncpg  # type: ignore[import-untyped]
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.engine.engines import BEGIN_WRITING, HIDE_ANSWERS, RECYCLE
from storage.engine.prepared import Prepared, Ready
from storage.engine.sqlite_connection import PromptConnection

Given = Mapping[str, Any]


class Connected(Protocol):
    """`rows` and `change` begin the transaction where nothing has; `change` says how many rows it
    has touched. `commit` and `rollback` end it, however it was begun. `is_fit`: whether another
    transaction may come after it."""

    connection: AsyncConnection

    async def rows(self, statement: Prepared, given: Given) -> list[Sequence[Any]]: ...
    async def change(self, statement: Prepared, given: Given) -> int: ...
    async def commit(self) -> None: ...
    async def rollback(self) -> None: ...
    def is_fit(self) -> bool: ...


async def connected(connection: AsyncConnection) -> Connected:
    """By the driver that the connection stands on."""
    driver = (await connection.get_raw_connection()).driver_connection
    if isinstance(driver, PromptConnection):
        return OnSqlite(connection, driver)
    assert isinstance(driver, asyncpg.Connection)
    return OnPostgresql(connection, driver)


class OnSqlite:
    def __init__(self, connection: AsyncConnection, driver: PromptConnection) -> None:
        self.connection = connection
        self._driver = driver

    async def rows(self, statement: Prepared, given: Given) -> list[Sequence[Any]]:
        ready = statement.sqlite
        found, _ = await self._run(ready, given)
        return [ready.row(row) for row in found] if ready.columns else found

    async def change(self, statement: Prepared, given: Given) -> int:
        return (await self._run(statement.sqlite, given))[1]

    async def commit(self) -> None:
        if self.connection.in_transaction():
            await self.connection.commit()
        elif self._driver.in_transaction:
            await self._driver.commit()

    async def rollback(self) -> None:
        # Also where none seems to be: a cancelled caller may have left its BEGIN in the thread.
        if self.connection.in_transaction():
            await self.connection.rollback()
        elif self._driver.is_open:
            await self._driver.rollback()

    def is_fit(self) -> bool:
        return self._driver.is_open

    async def _run(self, ready: Ready, given: Given) -> tuple[list[Any], int]:
        try:
            if not self._driver.in_transaction:
                await self._driver.run(BEGIN_WRITING, ())
            return await self._driver.run(ready.sql, ready.values(given))
        except sqlite3.Error as error:
            raise _hidden(ready, error) from error


class OnPostgresql:
    def __init__(self, connection: AsyncConnection, driver: asyncpg.Connection) -> None:
        self.connection = connection
        self._driver = driver
        self._own: Any = None
        self._until = time.monotonic() + RECYCLE

    async def rows(self, statement: Prepared, given: Given) -> list[Sequence[Any]]:
        ready = statement.postgresql
        found = await self._run(self._driver.fetch, ready, given)
        return [ready.row(row) for row in found]

    async def change(self, statement: Prepared, given: Given) -> int:
        status: str = await self._run(self._driver.execute, statement.postgresql, given)
        # "INSERT 0 1", "DELETE 3"
        return int(status.rpartition(" ")[2])

    async def commit(self) -> None:
        if self.connection.in_transaction():
            await self.connection.commit()
        if self._own is not None:
            own, self._own = self._own, None
            await own.commit()

    async def rollback(self) -> None:
        if self.connection.in_transaction():
            await self.connection.rollback()
        if self._own is not None:
            own, self._own = self._own, None
            await own.rollback()

    def is_fit(self) -> bool:
        return not self._driver.is_closed() and time.monotonic() < self._until

    async def _run(self, call: Callable[..., Any], ready: Ready, given: Given) -> Any:
        try:
            if self._own is None and not self.connection.in_transaction():
                own = self._driver.transaction()
                await own.start()
                self._own = own
            return await call(ready.sql, *ready.values(given))
        except asyncpg.PostgresError as error:
            raise _hidden(ready, error) from error


def _hidden(ready: Ready, error: Exception) -> DBAPIError:
    """What SQLAlchemy raises for it, without what people said."""
    refused = isinstance(error, sqlite3.IntegrityError | asyncpg.IntegrityConstraintViolationError)
    kind = IntegrityError if refused else DBAPIError
    return kind(ready.sql, None, error, hide_parameters=HIDE_ANSWERS)
