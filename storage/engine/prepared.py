"""The statements of a question's step, compiled once and run on the driver itself.

SQLAlchemy compiles a statement once as well, but each execution goes through some forty of its
functions and two changes of greenlets, which takes ten times as long as the statement. The tables
stay the only place that says what a column is: their types read and write the values here too.
Measured in docs/decisions/step.md.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Final, Protocol

import asyncpg  # type: ignore[import-untyped]
from sqlalchemy import Dialect, Executable
from sqlalchemy.dialects.postgresql.asyncpg import dialect as AsyncpgDialect  # noqa: N812
from sqlalchemy.dialects.sqlite.aiosqlite import dialect as AiosqliteDialect  # noqa: N812
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import Date, DateTime, TypeDecorator, TypeEngine

from storage.engine.engines import BEGIN_WRITING, HIDE_ANSWERS, RECYCLE
from storage.engine.sqlite_connection import PromptConnection

DIALECTS: Final[Mapping[str, Dialect]] = {
    "sqlite": AiosqliteDialect(),
    "postgresql": AsyncpgDialect(),  # type: ignore[no-untyped-call]
}
Process = Callable[[Any], Any] | None
# Of one column, some hundred bytes each.
MOMENTS: Final = 1024


@dataclass(frozen=True, slots=True)
class Ready:
    """A statement as one driver takes it. `parameters`: by their place the name and how the value
    is written; `fixed`: the values that stand in the statement itself; `columns`: those that need
    reading, by their place, and how."""

    sql: str
    parameters: tuple[tuple[str, Process], ...]
    fixed: Mapping[str, Any]
    columns: tuple[tuple[int, Callable[[Any], Any]], ...]

    def values(self, given: Mapping[str, Any]) -> list[Any]:
        """By their place; KeyError for one that is missing."""
        every = {**self.fixed, **given} if self.fixed else given
        return [
            every[name] if write is None else write(every[name]) for name, write in self.parameters
        ]

    def row(self, row: Sequence[Any]) -> Sequence[Any]:
        if not self.columns:
            return row
        read = list(row)
        for place, process in self.columns:
            read[place] = process(read[place])
        return read


class Prepared:
    """`make` gives the statement for a dialect's name. It may have named parameters only, each of
    one value, and no defaults but those of the database."""

    def __init__(self, make: Callable[[str], Executable]) -> None:
        self._make = make

    def statement(self, dialect: str) -> Executable:
        return self._make(dialect)

    @cached_property
    def sqlite(self) -> Ready:
        return _ready(self._make("sqlite"), DIALECTS["sqlite"])

    @cached_property
    def postgresql(self) -> Ready:
        return _ready(self._make("postgresql"), DIALECTS["postgresql"])


def _ready(statement: Any, dialect: Dialect) -> Ready:
    compiled: SQLCompiler = statement.compile(dialect=dialect)
    assert not compiled.post_compile_params, "a list has no place of its own"
    binds = [(name, compiled.binds[name]) for name in compiled.positiontup or ()]
    parameters = tuple(
        (name, _remembering(bind.type, bind.type.dialect_impl(dialect).bind_processor(dialect)))
        for name, bind in binds
    )
    fixed = {name: bind.value for name, bind in binds if not bind.required}
    types = [column.type for column in getattr(statement, "exported_columns", ())]
    columns = (
        (place, _remembering(type_, type_.dialect_impl(dialect).result_processor(dialect, None)))
        for place, type_ in enumerate(types)
    )
    read = tuple((place, process) for place, process in columns if process is not None)
    return Ready(str(compiled), parameters, fixed, read)


def _remembering(type_: TypeEngine[Any], process: Process) -> Process:
    """A moment is written several times in a step, and read again at each step of a person."""
    kind = type_.impl if isinstance(type_, TypeDecorator) else type_
    if process is None or not isinstance(kind, Date | DateTime):
        return process
    return lru_cache(MOMENTS)(process)


MARK, UNMARK, TAKE_BACK = (
    Ready(sql, (), {}, ()) for sql in ("SAVEPOINT part", "RELEASE part", "ROLLBACK TO part")
)

# A connection in the middle of a transaction

Given = Mapping[str, Any]


class Connected(Protocol):
    """A connection whose transaction is begun and ended on the driver itself. What is prepared runs
    there, everything else through SQLAlchemy, in the same transaction: on SQLite there is one for a
    connection, on PostgreSQL SQLAlchemy's becomes a savepoint within it.

    `rows` and `change` begin the transaction where nothing has; `change` says how many rows it
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

    # A part of a transaction (`storage/engine/together.py`)

    async def mark(self) -> None:
        await self._run(MARK, {})

    async def unmark(self) -> None:
        await self._run(UNMARK, {})

    async def take_back(self) -> None:
        """Raises what the driver says where there is no mark, as after an error for which SQLite
        has taken back the whole transaction."""
        await self._run(TAKE_BACK, {})
        await self._run(UNMARK, {})

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
            await self._own.commit()
            self._own = None

    async def rollback(self) -> None:
        if self.connection.in_transaction():
            await self.connection.rollback()
        if self._own is not None:
            # Refused where a cancellation came into its beginning or its end.
            await self._own.rollback()
            self._own = None

    def is_fit(self) -> bool:
        return not self._driver.is_closed() and time.monotonic() < self._until

    async def _run(self, call: Callable[..., Any], ready: Ready, given: Given) -> Any:
        try:
            if self._own is None and not self.connection.in_transaction():
                self._own = self._driver.transaction()
                await self._own.start()
            return await call(ready.sql, *ready.values(given))
        except asyncpg.PostgresError as error:
            raise _hidden(ready, error) from error


def _hidden(ready: Ready, error: Exception) -> DBAPIError:
    """What SQLAlchemy raises for it, without what people said."""
    refused = isinstance(error, sqlite3.IntegrityError | asyncpg.IntegrityConstraintViolationError)
    kind = IntegrityError if refused else DBAPIError
    return kind(ready.sql, None, error, hide_parameters=HIDE_ANSWERS)
