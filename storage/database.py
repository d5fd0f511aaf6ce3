"""The way in: open a database, migrate it, work on it in units."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, nullcontext
from typing import Any, Final, TypeVar

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.engine.address import DatabaseUrlError, is_sqlite, parse_address
from storage.engine.engines import reading_engine, writing_engine
from storage.engine.migrating import SchemaError, migrate
from storage.transaction import Transaction
from storage.unit import Unit

__all__ = ["Database", "DatabaseUrlError", "SchemaError", "Unit", "migrate", "open_database"]


ATTEMPTS: Final = 5
# What PostgreSQL says of a unit that it ended so that others can go on.
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
    async def unit(self, *, writing: bool = True) -> AsyncIterator[Unit]:
        """One transaction: stored durably on a clean exit, nothing of it after an exception.

        A cancellation counts as an exception. With `writing=False` the database refuses changes and
        the unit waits for no writer. Keep a unit short and never wait for the network inside: on
        SQLite all other writers wait. Raises `RuntimeError` for a unit inside a unit.
        """
        task = asyncio.current_task()
        if task in self._busy:
            raise RuntimeError("a unit inside a unit would wait for itself")
        self._busy.add(task)
        try:
            if writing:
                async with self._turn, self._transaction(self._writing, writing=True) as unit:
                    yield unit
            else:
                async with self._transaction(self._reading, writing=False) as unit:
                    yield unit
        finally:
            self._busy.discard(task)

    async def do(self, work: Callable[[Unit], Awaitable[Done]]) -> Done:
        """Does `work` in a unit and hands on what it returns.

        Where units of several people touch each other's rows, PostgreSQL ends one to let the other
        go on; nothing of it is stored then, so it is done again, at most `ATTEMPTS` times. `work`
        therefore does nothing outside its unit.
        """
        for _ in range(ATTEMPTS - 1):
            try:
                async with self.unit() as unit:
                    return await work(unit)
            except DBAPIError as error:
                if not _is_collision(error):
                    raise
        async with self.unit() as unit:
            return await work(unit)

    async def close(self) -> None:
        """Lets go of all connections; units must have ended."""
        await self._reading.dispose()
        await self._writing.dispose()

    @asynccontextmanager
    async def _transaction(self, engine: AsyncEngine, *, writing: bool) -> AsyncIterator[Unit]:
        async with engine.connect() as connection:
            yield Unit(Transaction(connection, writing=writing))
            await connection.commit()


def open_database(url: str) -> Database:
    """The database at this DATABASE_URL; connects when first used.

    Raises `DatabaseUrlError`. The schema has to be there already: see `migrate`.
    """
    address = parse_address(url)
    writing = writing_engine(address)
    return Database(writing, reading_engine(address, writing), one_writer=is_sqlite(address))
