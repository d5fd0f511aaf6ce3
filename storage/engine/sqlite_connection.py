"""SQLite without a thread change for every statement.

aiosqlite hands each call of the driver to a thread and back, four times for a SELECT, which takes
ten times as long as the statement itself. Here a statement is tried where it is called, without
patience for locks; only what has to wait, for another process's lock or for the disk, and what is
known to take long goes to the thread, so the event loop never waits.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import aiosqlite

LOCK_PATIENCE = 15.0
# After one has waited in vain, so that those behind it do not wait as long one after another.
LOCK_PATIENCE_AFTER = 0.5
TO_DISK = frozenset({"commit", "close"})


class PromptConnection(aiosqlite.Connection):
    """An aiosqlite connection whose statements go to its thread only if they have to wait.

    `patience`: how many seconds they wait for another process's lock.
    """

    def __init__(self, opened: sqlite3.Connection, patience: float = LOCK_PATIENCE) -> None:
        super().__init__(lambda: opened, iter_chunk_size=64)
        self._thread.daemon = True
        self._in_thread = 0
        self._usual_patience = self._patience = patience
        self._takes_long = False
        # Were it opened in the thread, a caller cancelled meanwhile would leave it open for ever.
        self._connection = opened

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if not self.is_open:
            raise ValueError("Connection closed")  # the words SQLAlchemy looks for
        if self._reaches_disk(fn):
            # Whoever commits had the lock, so the next wait may be long again.
            self._patience = self._usual_patience
        if self._takes_long and not self._reaches_disk(fn):
            call = lambda: fn(*args, **kwargs)  # noqa: E731
            return await self._run_in_thread(lambda: self._run_patiently(call))
        if self._in_thread or self._reaches_disk(fn):
            return await self._run_in_thread(lambda: fn(*args, **kwargs))
        try:
            return fn(*args, **kwargs)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
        return await self._run_in_thread(lambda: self._run_patiently(lambda: fn(*args, **kwargs)))

    @property
    def is_open(self) -> bool:
        return self._running and self._connection is not None

    async def run(self, sql: str, values: Sequence[Any]) -> tuple[list[Any], int]:
        """All rows of a statement, and how many it has touched."""
        return await self._execute(self._run, sql, values)  # type: ignore[no-any-return]

    def _run(self, sql: str, values: Sequence[Any]) -> tuple[list[Any], int]:
        cursor = self._conn.execute(sql, values)
        return cursor.fetchall(), cursor.rowcount

    @contextmanager
    def taking_long(self) -> Iterator[None]:
        """Meanwhile every statement goes to the thread."""
        self._takes_long = True
        try:
            yield
        finally:
            self._takes_long = False

    def _reaches_disk(self, fn: Callable[..., Any]) -> bool:
        return fn.__name__ in TO_DISK and getattr(fn, "__self__", None) is self._connection

    def _run_patiently(self, call: Callable[[], Any]) -> Any:
        set_patience(self._conn, self._patience)
        self._patience = min(self._usual_patience, LOCK_PATIENCE_AFTER)
        try:
            return call()
        finally:
            set_patience(self._conn, 0)

    async def _run_in_thread(self, call: Callable[[], Any]) -> Any:
        """The call's result; calls of one connection keep their order, even after a cancellation.

        A cancelled caller leaves its call behind in the thread. Until that is through, every other
        call queues up after it, so nobody meets a connection that is still in use.
        """
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        future.add_done_callback(self._left_thread)
        self._in_thread += 1
        self._tx.put_nowait((future, call))
        return await asyncio.shield(future)

    def _left_thread(self, future: "asyncio.Future[Any]") -> None:
        self._in_thread -= 1
        if not future.cancelled():
            future.exception()  # looked at, or the loop reports it when the caller was cancelled


async def connect(file: str, patience: float = LOCK_PATIENCE) -> PromptConnection:
    """A connection whose transactions are begun by statements only, never by the driver."""

    # Used from the thread and from the loop, but never by both at once.
    opened = sqlite3.connect(file, timeout=0, isolation_level=None, check_same_thread=False)
    connection = PromptConnection(opened, patience)
    await connection
    return connection


def set_patience(connection: sqlite3.Connection, seconds: float) -> None:
    connection.execute(f"PRAGMA busy_timeout={round(seconds * 1000)}").close()
