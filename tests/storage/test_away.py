"""A database that hangs, refuses, breaks off or is locked: told at once, and gone on with after."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from storage.database import (
    Database,
    DatabaseAway,
    DatabaseUnusable,
    Patience,
    Work,
    migrate,
    open_database,
)
from storage.engine import engines
from tests.storage.databases import Maker, kinds
from tests.storage.proxy import Proxy, proxied
from tests.storage.samples import NOW

SHORT = Patience(connect=0.3, command=0.3, lock=0.2, queue=5, again=0.5)
on_postgresql = pytest.mark.skipif("postgresql" not in kinds(), reason="PostgreSQL: left out")


@pytest_asyncio.fixture
async def behind(
    migrated_databases: dict[str, Maker], tmp_path: Path
) -> AsyncIterator[tuple[Database, Proxy]]:
    """A PostgreSQL database of little patience behind a proxy."""
    url = await asyncio.to_thread(migrated_databases["postgresql"], tmp_path)
    async with proxied(url) as (proxy, address):
        database = open_database(address, SHORT)
        yield database, proxy
        proxy.flow()
        await database.close()


async def greet(database: Database, person: int = 1) -> None:
    async def greeted(work: Work) -> None:
        await work.people.ensure(person, "ru", NOW)

    await database.do(greeted)


async def known(database: Database) -> int:
    async with database.work(writing=False) as work:
        return sum([await work.people.get(person) is not None for person in range(1, 30)])


@on_postgresql
async def test_a_server_that_hangs_is_away_and_soon_answers_again(
    behind: tuple[Database, Proxy],
) -> None:
    database, proxy = behind
    await greet(database)
    proxy.hang()
    with pytest.raises(DatabaseAway, match="does not answer"):
        await greet(database, 2)
    proxy.flow()
    await greet(database, 3)
    assert await known(database) == 2


@on_postgresql
async def test_many_wait_for_a_server_that_hangs_and_all_hear_of_it_or_are_served(
    behind: tuple[Database, Proxy],
) -> None:
    database, proxy = behind
    await asyncio.gather(*(greet(database, person) for person in range(1, 10)))
    proxy.hang()
    waiting = [asyncio.create_task(greet(database, person)) for person in range(10, 30)]
    done, _ = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    assert isinstance(done.pop().exception(), DatabaseAway)
    proxy.flow()
    outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    assert {type(outcome) for outcome in outcomes} == {DatabaseAway, type(None)}
    assert await known(database) == 9 + outcomes.count(None)


@on_postgresql
async def test_broken_connections_are_replaced_before_anybody_notices(
    behind: tuple[Database, Proxy],
) -> None:
    database, proxy = behind
    await asyncio.gather(*(greet(database, person) for person in range(1, 10)))
    before = proxy.connections
    proxy.cut()
    await asyncio.gather(*(greet(database, person) for person in range(10, 20)))
    assert await known(database) == 19
    assert proxy.connections > before


@on_postgresql
async def test_what_breaks_off_in_the_middle_is_done_again_from_its_beginning(
    behind: tuple[Database, Proxy],
) -> None:
    database, proxy = behind
    tried: list[int] = []

    async def step(work: Work) -> int:
        tried.append(len(tried))
        await work.people.ensure(len(tried), "ru", NOW)
        if len(tried) == 1:
            proxy.cut()
        await work.people.ensure(10 + len(tried), "ru", NOW)
        return len(tried)

    assert await database.do(step) == 2
    assert await known(database) == 2


@on_postgresql
async def test_a_commit_that_is_in_doubt_is_not_done_again(behind: tuple[Database, Proxy]) -> None:
    database, proxy = behind
    tried = []

    async def step(work: Work) -> None:
        tried.append(await work.people.ensure(1, "ru", NOW))
        proxy.hang()

    with pytest.raises(DatabaseAway):
        await database.do(step)
    assert len(tried) == 1


@on_postgresql
async def test_a_server_that_refuses_is_waited_for_a_little(
    behind: tuple[Database, Proxy],
) -> None:
    database, proxy = behind
    await greet(database)
    await proxy.refuse()
    with pytest.raises(DatabaseAway, match=r"cannot be reached|connection broke"):
        await greet(database, 2)
    waiting = asyncio.create_task(greet(database, 3))
    await asyncio.sleep(0)
    await proxy.listen()
    await waiting
    assert await known(database) == 2


@on_postgresql
async def test_a_database_or_user_that_is_not_there_is_not_waited_for(
    behind: tuple[Database, Proxy],
) -> None:
    _, proxy = behind
    address = f"postgresql://postgres@127.0.0.1:{proxy.port}/no_such_database_here"
    with pytest.raises(DatabaseUnusable, match="no such database"):
        await migrate(address)


@pytest.fixture
def file(migrated_databases: dict[str, Maker], tmp_path: Path) -> Path:
    migrated_databases["sqlite"](tmp_path)
    return tmp_path / "test.db"


async def test_a_locked_file_is_away_and_nobody_waits_long_behind_another(file: Path) -> None:
    database = open_database(f"sqlite:///{file}", Patience(lock=0.6))
    other = sqlite3.connect(file, isolation_level=None)
    loop = asyncio.get_running_loop()
    other.execute("BEGIN IMMEDIATE")
    began = loop.time()
    waiting = [asyncio.create_task(greet(database, person)) for person in range(1, 3)]
    for outcome in await asyncio.gather(*waiting, return_exceptions=True):
        assert isinstance(outcome, DatabaseAway)
        assert "lock" in outcome.reason
    assert loop.time() - began < 1.6
    other.execute("COMMIT")
    other.close()
    await greet(database)
    assert await known(database) == 1
    await database.close()


async def _fill(database: Database, stored: list[int]) -> None:
    while True:
        async with database.work() as work:
            await work.updates.seen(len(stored), NOW)
        stored.append(len(stored))


async def test_a_full_disk_loses_nothing_that_was_stored(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = ("max_page_count=1",)  # SQLite takes what the file has already for the least
    monkeypatch.setattr(engines, "WRITING_PRAGMAS", (*engines.WRITING_PRAGMAS, *few))
    database = open_database(f"sqlite:///{file}")
    stored: list[int] = []
    with pytest.raises(DatabaseAway, match="disk is full"):
        await _fill(database, stored)
    async with database.work(writing=False) as work:
        assert await work.people.get(1) is None
    await database.close()
    counted = sqlite3.connect(file)
    assert counted.execute("SELECT count(*) FROM handled_update").fetchall() == [(len(stored),)]
    counted.close()


@pytest.mark.parametrize(
    "content", [b"this is no database at all" * 100, b"SQLite format 3\0" * 99]
)
async def test_a_damaged_file_is_not_waited_for(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "test.db").write_bytes(content)
    with pytest.raises(DatabaseUnusable, match="damaged"):
        await migrate(f"sqlite:///{tmp_path / 'test.db'}")


async def test_a_file_that_cannot_be_made_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("no folder")
    with pytest.raises(DatabaseUnusable, match="cannot be made"):
        open_database(f"sqlite:///{tmp_path / 'taken' / 'test.db'}")
