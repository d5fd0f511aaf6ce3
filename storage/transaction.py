"""One open transaction, as the repositories see it."""

from collections.abc import AsyncIterator, Awaitable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from sqlalchemy import CursorResult, Executable, Select, Table, bindparam, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.engine.prepared import Connected, Prepared
from storage.engine.trouble import told_apart, trouble_of
from storage.tables.conversation import person

Done = TypeVar("Done")

LOCK_PERSON = Prepared(
    lambda _: (
        select(person.c.id)
        .where(person.c.id == bindparam("person_id"))
        # NO KEY: whoever only refers to the person need not wait.
        .with_for_update(key_share=True)
    )
)
MARK, UNMARK, TAKE_BACK = (
    text(sql)
    for sql in ("SAVEPOINT whole", "RELEASE SAVEPOINT whole", "ROLLBACK TO SAVEPOINT whole")
)


class Transaction:
    """Runs statements in the order they are given; the work that opened it ends it.

    Each raises `DatabaseTrouble` where not the statement is at fault but the database.
    """

    def __init__(
        self, connection: AsyncConnection, *, writing: bool, on: Connected | None = None
    ) -> None:
        """`on`: the connection of one that may write."""
        self._connection = connection
        self._on = on
        self.dialect = connection.dialect.name
        # A writing transaction on SQLite has the whole database to itself already.
        self._locks_rows = writing and self.dialect != "sqlite"
        self._locked: set[int] = set()

    async def execute(
        self,
        statement: Executable,
        parameters: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None,
    ) -> CursorResult[*tuple[Any, ...]]:
        """Once, or once for each of several parameters."""
        with told_apart():
            return await self._connection.execute(statement, parameters)

    async def rows(self, statement: Prepared, parameters: Mapping[str, Any]) -> list[Sequence[Any]]:
        """What a prepared statement finds."""
        if self._on is None:
            found = await self.execute(statement.statement(self.dialect), parameters)
            return list(found.fetchall())
        return await _told(self._on.rows(statement, parameters))

    async def change(self, statement: Prepared, parameters: Mapping[str, Any]) -> int:
        """How many rows a prepared statement has touched."""
        assert self._on is not None, "it may write"
        return await _told(self._on.change(statement, parameters))

    async def lock(self, person_id: int) -> None:
        """Makes others that write and touch this person wait for the end of this one.

        So what is read of a person stays true until what follows from it is written.
        """
        if self._locks_rows and person_id not in self._locked:
            await self.rows(LOCK_PERSON, {"person_id": person_id})
            self._locked.add(person_id)

    @asynccontextmanager
    async def part(self, refused: type[Exception]) -> AsyncIterator[None]:
        """What is done inside; taken back alone where it ends with `refused`, which goes on. Any
        other exception ends the whole transaction. Parts may stand inside each other."""
        locked = set(self._locked)
        await self.execute(MARK)
        try:
            yield
        except refused:
            await self.execute(TAKE_BACK)
            await self.execute(UNMARK)
            # What was locked inside is let go with it.
            self._locked = locked
            raise
        await self.execute(UNMARK)

    async def hold(self, rows: Select[Any]) -> None:
        """Keeps the rows as they are until the end of this transaction; others that write wait.

        Hold people (`lock`) before organisations, so that no two transactions wait for each other.
        """
        if self._locks_rows:
            await self.execute(rows.with_for_update(key_share=True))


async def _told(running: Awaitable[Done]) -> Done:
    """As `told_apart`, without its price for what runs on the driver."""
    try:
        return await running
    except Exception as error:
        trouble = trouble_of(error)
        if trouble is None:
            raise
        raise trouble from error


def insert_into(dialect: str, table: Table) -> postgresql.Insert | sqlite.Insert:
    """An INSERT that can say ON CONFLICT: both databases have it, SQLAlchemy names them apart."""
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
