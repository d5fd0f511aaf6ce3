"""The way in: open a database, migrate it, work on it in transactions."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import (
    AbstractContextManager,
    AsyncExitStack,
    asynccontextmanager,
    contextmanager,
    nullcontext,
    suppress,
)
from typing import Any, Final, TypeVar

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.engine.address import DatabaseUrlError, is_sqlite, parse_address
from storage.engine.engines import (
    MIGRATING_PATIENCE,
    PATIENCE,
    Patience,
    reading_engine,
    writing_engine,
)
from storage.engine.migrating import SchemaError, migrate
from storage.engine.prepared import Connected, OnSqlite, connected
from storage.engine.sqlite_connection import PromptConnection
from storage.engine.together import Together
from storage.engine.trouble import (
    DatabaseAway,
    DatabaseTrouble,
    DatabaseUnusable,
    told_apart,
    trouble_of,
)
from storage.transaction import Transaction
from storage.work import Work

__all__ = [
    "MIGRATING_PATIENCE",
    "PATIENCE",
    "Database",
    "DatabaseAway",
    "DatabaseTrouble",
    "DatabaseUnusable",
    "DatabaseUrlError",
    "Patience",
    "SchemaError",
    "Work",
    "migrate",
    "open_database",
]


ATTEMPTS: Final = 5
# Seconds between attempts to reach a database that has broken the connection or refuses one.
PAUSES: Final = (0.0, 0.1, 0.3, 0.6, 1.0, 1.0, 2.0, 2.0, 2.0)
# What PostgreSQL says of a transaction that it ended so that others can go on.
COLLISIONS: Final = frozenset({"40P01", "40001"})
# Connections that stay open between transactions; the pool has more for reading.
KEPT: Final = 4
Done = TypeVar("Done")


def _is_collision(error: DBAPIError) -> bool:
    return getattr(error.orig, "sqlstate", None) in COLLISIONS


class Database:
    """Connections to one database; belongs to the event loop it is first used in."""

    def __init__(
        self,
        writing: AsyncEngine,
        reading: AsyncEngine,
        *,
        one_writer: bool,
        patience: Patience = PATIENCE,
    ) -> None:
        self._writing = writing
        self._reading = reading
        self._patience = patience
        # Writers of this process take turns here, in order; SQLite itself would have them poll.
        self._turn: Any = asyncio.Lock() if one_writer else nullcontext()
        self._shares_commits = one_writer
        self._in_line = 0
        # Parts that wait for others' commit, and what commits them where no other does.
        self._open: Together | None = None
        self._ending: set[asyncio.Task[None]] = set()
        self._kept: list[Connected] = []
        self._busy: set[asyncio.Task[Any] | None] = set()

    @asynccontextmanager
    async def work(self, *, writing: bool = True, long: bool = False) -> AsyncIterator[Work]:
        """One transaction: stored durably on a clean exit, nothing of it after an exception.

        A cancellation counts as an exception. With `writing=False` the database refuses changes and
        the transaction waits for no writer. Keep it short and never wait for the network inside: on
        SQLite all other writers wait. Where a statement may take long all the same, `long` keeps
        it from holding up the loop. Raises `RuntimeError` for one inside another, and
        `DatabaseTrouble` where the database cannot be worked with.
        """
        with self._not_inside():
            if writing:
                async with self._turn:
                    await self._end_open()
                    async with self._written(long) as work:
                        yield work
            else:
                async with self._read(long) as work:
                    yield work

    async def do(self, step: Callable[[Work], Awaitable[Done]], *, together: bool = False) -> Done:
        """Does `step` in a transaction and hands on what it returns.

        Where transactions of several people touch each other's rows, PostgreSQL ends one to let the
        other go on; nothing of it is stored then, so it is done again, at most `ATTEMPTS` times.
        So it is where the connection broke before the end, as long as the patience lasts. `step`
        therefore does nothing outside its transaction. Raises `DatabaseTrouble`.

        `together`: for what many people do at once and what takes milliseconds; on SQLite several
        such steps may be stored by one commit, for which each of them waits.
        """
        until = time.monotonic() + self._patience.again
        pauses = iter(PAUSES)
        collisions = 0
        opened = self._work_together if together and self._shares_commits else self.work
        while True:
            try:
                async with opened() as work:
                    return await step(work)
            except DBAPIError as error:
                collisions += 1
                if collisions == ATTEMPTS or not _is_collision(error):
                    raise
            except DatabaseAway as away:
                pause = next(pauses, None)
                if not away.at_once or pause is None or time.monotonic() + pause > until:
                    raise
                await asyncio.sleep(pause)

    async def close(self) -> None:
        """Lets go of all connections; transactions must have ended."""
        if self._ending:
            await asyncio.wait(self._ending)
        while self._kept:
            await self._kept.pop().connection.close()
        await self._reading.dispose()
        await self._writing.dispose()

    @contextmanager
    def _not_inside(self) -> Iterator[None]:
        task = asyncio.current_task()
        if task in self._busy:
            raise RuntimeError("work inside work would wait for itself")
        self._busy.add(task)
        try:
            yield
        finally:
            self._busy.discard(task)

    @asynccontextmanager
    async def _work_together(self) -> AsyncIterator[Work]:
        """A transaction whose commit others may share."""
        with self._not_inside():
            async with self._turn_in_line():
                group, self._open = self._open, None
                if group is None:
                    on = await self._take()
                    assert isinstance(on, OnSqlite), "another database has no turns"
                    group = Together(on)
                try:
                    async with group.part():
                        yield Work(Transaction(group.on.connection, writing=True, on=group.on))
                except BaseException as error:
                    await self._go_on_without(group, error)
                    raise
                is_first = group.is_empty
                stored = group.add()
                if self._in_line and not group.is_full:
                    self._open = group
                    if is_first:
                        self._see_to_end(group)
                elif is_first:
                    await self._store(group)
                else:
                    await _through(asyncio.create_task(self._store(group)))
            await stored

    @asynccontextmanager
    async def _turn_in_line(self) -> AsyncIterator[None]:
        self._in_line += 1
        try:
            await self._turn.acquire()
        finally:
            self._in_line -= 1
        try:
            yield
        finally:
            self._turn.release()

    async def _go_on_without(self, group: Together, error: BaseException) -> None:
        """A part has failed and is taken back; those before it still wait for their commit."""
        if group.is_empty:
            await asyncio.shield(_drop(group.on, isinstance(error, DatabaseAway)))
        else:
            self._open = group

    def _see_to_end(self, group: Together) -> None:
        """Whoever waits now comes before it in line, however they end."""

        async def end() -> None:
            async with self._turn:
                if self._open is group:
                    await self._end_open()

        task = asyncio.create_task(end())
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)

    async def _end_open(self) -> None:
        """Stores what waits for others' commit. Whose parts they are is told of it, not whoever
        comes here."""
        group, self._open = self._open, None
        if group is not None:
            with suppress(Exception):
                await _through(asyncio.create_task(self._store(group)))

    async def _store(self, group: Together) -> None:
        try:
            await _commit(group.on)
        except BaseException as error:
            group.fail(error if isinstance(error, Exception) else DatabaseAway("it was stopped"))
            await asyncio.shield(_drop(group.on, isinstance(error, DatabaseAway)))
            raise
        group.succeed()
        await self._keep(group.on)

    async def _keep(self, on: Connected) -> None:
        if len(self._kept) < KEPT:
            self._kept.append(on)
        else:
            await on.connection.close()

    @asynccontextmanager
    async def _written(self, long: bool) -> AsyncIterator[Work]:
        """A transaction that may write."""
        on = await self._take()
        try:
            with await _taking_long(on.connection) if long else nullcontext():
                yield Work(Transaction(on.connection, writing=True, on=on))
                await _commit(on)
        except BaseException as error:
            await asyncio.shield(_drop(on, isinstance(error, DatabaseAway)))
            raise
        await self._keep(on)

    async def _take(self) -> Connected:
        """A connection that the last transaction has left open, which saves the way through the
        pool and back (docs/decisions/step.md), else one of the pool."""
        while self._kept:
            on = self._kept.pop()
            if on.is_fit():
                return on
            await on.connection.close()
        with told_apart():
            connection = await self._writing.connect()
            try:
                return await connected(connection)
            except BaseException:
                await connection.close()
                raise

    @asynccontextmanager
    async def _read(self, long: bool) -> AsyncIterator[Work]:
        """A transaction that is refused any write."""
        async with AsyncExitStack() as opened:
            with told_apart():
                connection = await opened.enter_async_context(self._reading.connect())
            try:
                with await _taking_long(connection) if long else nullcontext():
                    yield Work(Transaction(connection, writing=False))
            except DatabaseAway:
                await _give_up(connection)
                raise


async def _through(task: asyncio.Task[None]) -> None:
    """Waits for the end of the task, also when cancelled: nobody may come before it."""
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise


async def _drop(on: Connected, is_away: bool) -> None:
    """Takes back what was done on a connection, which goes to the pool."""
    try:
        if is_away:
            await _give_up(on.connection)
        else:
            await on.rollback()
    except Exception:
        # What went wrong before counts; nobody may come after it on this connection.
        with suppress(SQLAlchemyError):
            await on.connection.invalidate()
    finally:
        await on.connection.close()


async def _taking_long(connection: AsyncConnection) -> AbstractContextManager[None]:
    driver = (await connection.get_raw_connection()).driver_connection
    return driver.taking_long() if isinstance(driver, PromptConnection) else nullcontext()


async def _commit(on: Connected) -> None:
    try:
        await on.commit()
    except Exception as error:
        trouble = trouble_of(error)
        if isinstance(trouble, DatabaseAway):
            # It may be stored, so it must not be done again.
            trouble = DatabaseAway(trouble.reason)
        if trouble is None:
            raise
        raise trouble from error


async def _give_up(connection: AsyncConnection) -> None:
    """Lets go of a connection to PostgreSQL without another word, which may never be answered."""
    if connection.dialect.name != "postgresql":
        return
    with suppress(SQLAlchemyError):
        raw = await connection.get_raw_connection()
        if raw.driver_connection is not None:
            raw.driver_connection.terminate()
        await connection.invalidate()


def open_database(url: str, patience: Patience = PATIENCE) -> Database:
    """The database at this DATABASE_URL; connects when first used.

    Raises `DatabaseUrlError`, and `DatabaseTrouble` for a file that cannot be made. The schema has
    to be there already: see `migrate`.
    """
    address = parse_address(url)
    writing = writing_engine(address, patience)
    reading = reading_engine(address, writing, patience)
    return Database(writing, reading, one_writer=is_sqlite(address), patience=patience)
