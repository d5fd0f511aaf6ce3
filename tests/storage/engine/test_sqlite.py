import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from storage.database import Database, migrate, open_database
from storage.engine.address import parse_address
from storage.engine.engines import writing_engine
from storage.engine.sqlite_connection import connect
from tests.storage.samples import AIGERIM, NOW, begin_run


@pytest_asyncio.fixture
async def file(tmp_path: Path) -> Path:
    path = tmp_path / "test.db"
    await migrate(f"sqlite:///{path}")
    return path


@pytest_asyncio.fixture
async def database(file: Path) -> AsyncIterator[Database]:
    opened = open_database(f"sqlite:///{file}")
    yield opened
    await opened.close()


@pytest.fixture
def other_process(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(file, isolation_level=None, timeout=0)) as connection:
        yield connection


async def greet(database: Database) -> None:
    async with database.work() as work:
        await work.people.ensure(AIGERIM, "kk", NOW)


async def turn() -> None:
    """Lets everything run that can run now; whatever then is not done waits for something."""
    for _ in range(50):
        await asyncio.sleep(0)


@pytest.mark.parametrize("turns", range(6))
async def test_a_caller_cancelled_while_a_connection_opens_leaves_none_open(
    file: Path, turns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[sqlite3.Connection] = []
    open_file = sqlite3.connect

    def remember(*arguments: Any, **settings: Any) -> sqlite3.Connection:
        opened.append(open_file(*arguments, **settings))
        return opened[-1]

    monkeypatch.setattr(sqlite3, "connect", remember)
    database = open_database(f"sqlite:///{file}")
    task = asyncio.create_task(greet(database))
    for _ in range(turns):
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await greet(database)
    await database.close()
    assert opened
    for connection in opened:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            connection.execute("SELECT 1")


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1)],
)
async def test_settings_that_durability_rests_on(file: Path, pragma: str, value: object) -> None:
    engine = writing_engine(parse_address(f"sqlite:///{file}"))
    async with engine.connect() as connection:
        assert (await connection.exec_driver_sql(f"PRAGMA {pragma}")).scalar_one() == value
    await engine.dispose()


async def test_what_was_stored_is_seen_by_another_process_at_once(
    database: Database, other_process: sqlite3.Connection
) -> None:
    await greet(database)
    assert other_process.execute("SELECT id FROM person").fetchall() == [(AIGERIM,)]


async def test_a_writing_transaction_has_the_database_from_its_first_statement(
    database: Database, other_process: sqlite3.Connection
) -> None:
    async with database.work() as work:
        await work.people.get(AIGERIM)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other_process.execute("BEGIN IMMEDIATE")


async def test_a_transaction_waits_for_another_process_and_the_loop_goes_on(
    database: Database, other_process: sqlite3.Connection
) -> None:
    other_process.execute("BEGIN IMMEDIATE")
    waiting = asyncio.create_task(greet(database))
    await turn()
    assert not waiting.done()
    other_process.execute("COMMIT")
    await waiting
    assert other_process.execute("SELECT count(*) FROM person").fetchall() == [(1,)]


async def test_a_transaction_cancelled_while_it_waits_is_in_nobodys_way(
    database: Database, other_process: sqlite3.Connection
) -> None:
    other_process.execute("BEGIN IMMEDIATE")
    waiting = asyncio.create_task(greet(database))
    await turn()
    waiting.cancel()
    next_one = asyncio.create_task(greet(database))
    await asyncio.sleep(0)
    other_process.execute("COMMIT")
    await asyncio.gather(waiting, return_exceptions=True)
    assert waiting.cancelled()
    await next_one
    assert other_process.execute("SELECT count(*) FROM person").fetchall() == [(1,)]


async def test_calls_keep_their_order_behind_one_that_was_cancelled(
    file: Path, other_process: sqlite3.Connection
) -> None:
    other_process.execute("BEGIN IMMEDIATE")
    connection = await connect(str(file))
    begin = asyncio.ensure_future(connection.execute("BEGIN IMMEDIATE"))
    await turn()
    begin.cancel()
    query = asyncio.ensure_future(connection.execute_fetchall("SELECT 1"))
    await turn()
    assert not query.done()
    other_process.execute("COMMIT")
    assert list(await query) == [(1,)]
    assert connection.in_transaction
    await connection.close()


async def test_transactions_of_one_process_run_in_the_order_they_came(database: Database) -> None:
    order = []

    async def come(number: int) -> None:
        async with database.work() as work:
            await work.people.ensure(number, "kk", NOW)
            await turn()
            order.append(number)

    await asyncio.gather(*(come(number) for number in range(1, 11)))
    assert order == list(range(1, 11))


async def test_what_was_forgotten_is_overwritten_in_the_file(
    database: Database, file: Path
) -> None:
    secret = "only-here-" * 20
    async with database.work() as work:
        run = await begin_run(work)
        await work.answers.put(AIGERIM, run.id, "h_index", "draft", secret, NOW)
    async with database.work() as work:
        await work.people.forget(AIGERIM)
    await database.close()
    left = b"".join(path.read_bytes() for path in file.parent.iterdir())
    assert b"only-here" not in left


async def test_only_what_may_take_long_runs_beside_the_loop(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_in: dict[str, set[bool]] = {}
    open_file = sqlite3.connect

    def traced(*arguments: Any, **settings: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = open_file(*arguments, **settings)

        def note(statement: str) -> None:
            here = threading.current_thread() is threading.main_thread()
            run_in.setdefault(statement.split()[0], set()).add(here)

        connection.set_trace_callback(note)
        return connection

    monkeypatch.setattr(sqlite3, "connect", traced)
    database = open_database(f"sqlite:///{file}")
    async with database.work(long=True) as work:
        await work.updates.purge(NOW)
    assert run_in["BEGIN"] == run_in["DELETE"] == {False}
    await greet(database)
    assert run_in["INSERT"] == {True}
    await database.close()


async def test_a_long_transaction_waits_for_another_process_and_goes_when_it_fails(
    database: Database, other_process: sqlite3.Connection
) -> None:
    other_process.execute("BEGIN IMMEDIATE")

    async def purge() -> None:
        async with database.work(long=True) as work:
            await work.people.ensure(AIGERIM, "kk", NOW)
            await work.updates.purge(NOW)
            raise ConnectionError

    waiting = asyncio.create_task(purge())
    await turn()
    assert not waiting.done()
    other_process.execute("COMMIT")
    with pytest.raises(ConnectionError):
        await waiting
    assert other_process.execute("SELECT count(*) FROM person").fetchall() == [(0,)]
    await greet(database)
    assert other_process.execute("SELECT count(*) FROM person").fetchall() == [(1,)]
