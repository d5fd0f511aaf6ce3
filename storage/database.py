"""The way in: open a database, migrate it, work on it in transactions."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext
from typing import Any, Final, TypeVar

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.engine.address import DatabaseUrlError, is_sqlite, parse_address
from storage.engine.engines import reading_engine, writing_engine
from storage.engine.migrating import SchemaError, migrate
from storage.engine.sqlite_connection import PromptConnection
from storage.transaction import Transaction
from storage.work import Work

__all__ = ["Database", "DatabaseUrlError", "SchemaError", "Work", "migrate", "open_database"]


ATTEMPTS: Final = 5
# What PostgreSQL says of a transaction that it ended so that others can go on.
COLLISIONS: Final = frozenset({"40P01", "40001"})
Done = TypeVar("Done")


def _is_collision(error: DBAPIError) -> bool:
    return getattr(error.orig, "sqlstate", None) in COLLISIONS


class Database:
    """Connections to one database; belongs to the event loop it is first used in."""

    def __init__(self, writing: AsyncEngine, reading: AsyncEngine, *, one_writer: bool) -> None:
        self._writing = writing
        self._reading = reading
        # Writers of this process take turns here, in order; SQLite itself would have them poll.
        self._turn: Any = asyncio.Lock() if one_writer else nullcontext()
        self._busy: set[asyncio.Task[Any] | None] = set()

    @asynccontextmanager
    async def work(self, *, writing: bool = True, long: bool = False) -> AsyncIterator[Work]:
        """One transaction: stored durably on a clean exit, nothing of it after an exception.

        A cancellation counts as an exception. With `writing=False` the database refuses changes and
        the transaction waits for no writer. Keep it short and never wait for the network inside: on
        SQLite all other writers wait. Where a statement may take long all the same, `long` keeps
        it from holding up the loop. Raises `RuntimeError` for one inside another.
        """
        task = asyncio.current_task()
        if task in self._busy:
            raise RuntimeError("work inside work would wait for itself")
        self._busy.add(task)
        try:
            if writing:
                async with self._turn, self._transaction(self._writing, True, long) as work:
                    yield work
            else:
                async with self._transaction(self._reading, False, long) as work:
                    yield work
        finally:
            self._busy.discard(task)

    async def do(self, step: Callable[[Work], Awaitable[Done]]) -> Done:
        """Does `step` in a transaction and hands on what it returns.

        Where transactions of several people touch each other's rows, PostgreSQL ends one to let the
        other go on; nothing of it is stored then, so it is done again, at most `ATTEMPTS` times.
        `step` therefore does nothing outside its transaction.
        """
        for _ in range(ATTEMPTS - 1):
            try:
                async with self.work() as work:
                    return await step(work)
            except DBAPIError as error:
                if not _is_collision(error):
                    raise
        async with self.work() as work:
            return await step(work)

    async def close(self) -> None:
        """Lets go of all connections; transactions must have ended."""
        await self._reading.dispose()
        await self._writing.dispose()

    @asynccontextmanager
    async def _transaction(
        self, engine: AsyncEngine, writing: bool, long: bool
    ) -> AsyncIterator[Work]:
        async with engine.connect() as connection:
            with await _taking_long(connection) if long else nullcontext():
                yield Work(Transaction(connection, writing=writing))
                await connection.commit()


async def _taking_long(connection: AsyncConnection) -> AbstractContextManager[None]:
    driver = (await connection.get_raw_connection()).driver_connection
    return driver.taking_long() if isinstance(driver, PromptConnection) else nullcontext()


def open_database(url: str) -> Database:
    """The database at this DATABASE_URL; connects when first used.

    Raises `DatabaseUrlError`. The schema has to be there already: see `migrate`.
    """
    address = parse_address(url)
    writing = writing_engine(address)
    return Database(writing, reading_engine(address, writing), one_writer=is_sqlite(address))
