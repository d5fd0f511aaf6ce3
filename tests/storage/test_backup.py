"""Backup and restore, by the very commands of docs/operations.md, while the bot writes."""

import asyncio
import os
import re
import stat
import sys
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from storage.database import Database, migrate, open_database
from storage.tables.schema import metadata
from tests.storage.databases import PostgresqlDatabases, look
from tests.storage.samples import AIGERIM, ERLAN, NOW, begin_run, fill

MANUAL = (Path(__file__).parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")
COMMANDS = dict(re.findall(r"^```sh (\S+)\n(.*?)^```$", MANUAL, re.MULTILINE | re.DOTALL))


async def do(name: str, **variables: str) -> None:
    """Runs the commands called `name` in the manual, with the project's own python."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    process = await asyncio.create_subprocess_exec(
        *("sh", "-euc", COMMANDS[name]),
        env={**os.environ, "PATH": path, **variables},
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await process.communicate()
    assert process.returncode == 0, said.decode()


async def back_up(url: str, copy: Path) -> None:
    if url.startswith("sqlite"):
        await do("backup-sqlite", DATABASE_FILE=url.removeprefix("sqlite:///"), COPY=str(copy))
    else:
        await do("backup-postgresql", DATABASE_URL=url, COPY=str(copy))


def everything(connection: Connection) -> dict[str, list[str]]:
    """Table → its rows, in an order of their own."""
    return {
        table.name: sorted(repr(tuple(row)) for row in connection.execute(select(table)))
        for table in metadata.sorted_tables
    }


@pytest.fixture
async def copy(database: Database, database_url: str, tmp_path: Path) -> Path:
    """Made while a transaction is open that is never stored."""
    await fill(database, AIGERIM)
    made = tmp_path / "copy"

    async def in_the_middle() -> None:
        async with database.work() as work:
            await begin_run(work, ERLAN)
            await back_up(database_url, made)
            raise ConnectionError

    with pytest.raises(ConnectionError):
        await in_the_middle()
    return made


async def restored(url: str, copy: Path, servers: PostgresqlDatabases) -> str:
    """The address where the copy has been brought back."""
    if url.startswith("sqlite"):
        file = url.removeprefix("sqlite:///")
        await asyncio.to_thread(Path(file).write_bytes, b"a disk that failed")
        await do("restore-sqlite", DATABASE_FILE=file, COPY=str(copy))
        return url
    empty = await asyncio.to_thread(servers.create)
    await do("restore-postgresql", EMPTY_DATABASE_URL=empty, COPY=str(copy))
    return empty


async def test_what_was_stored_comes_back_and_the_bot_goes_on(
    database: Database, database_url: str, copy: Path, postgresql_databases: PostgresqlDatabases
) -> None:
    before = await look(database_url, everything)
    assert all(before[table] for table in ("person", "answer", "decision", "certificate"))
    await database.close()
    url = await restored(database_url, copy, postgresql_databases)
    await migrate(url)
    assert await look(url, everything) == before
    again = open_database(url)
    async with again.work() as work:
        assert await work.people.get(ERLAN) is None
        run = await begin_run(work, ERLAN)
        await work.answers.put(ERLAN, run.id, "h_index", "value", 3, NOW)
    await again.close()


def test_a_copy_is_for_its_owner_alone(copy: Path) -> None:
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
