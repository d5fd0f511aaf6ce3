"""Time of the employer's register with 10 000 people: a list brought in, again, exported, searched.

Run from the repository root: `python -m benchmarks.register`. One JSON document goes to standard
output, a table to standard error. Seconds of one core, on an SQLite database of its own; a list
is read and compared before it is brought in, and what writes is one transaction.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.roster import ON, staff_list
from cases.register.comparing import compare
from cases.register.exporting import staff_lines
from cases.register.importing import bring_in, held_by
from cases.register.list_rows import StaffRows
from cases.register.people import search_staff, staff_of
from cases.register.reading import read_rows
from handlers.roster.register_file import RegisterFile, register_file
from storage.database import Database, migrate, open_database

PEOPLE = 10_000
NOW = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
HR = 7_000_000_001
T = TypeVar("T")


async def timed(told: dict[str, float], name: str, doing: Callable[[], Awaitable[T]]) -> T:
    start = time.process_time()
    done = await doing()
    told[name] = round(time.process_time() - start, 3)
    print(f"{name:>24} {told[name]:9.3f} s", file=sys.stderr)
    return done


async def begun(database: Database) -> int:
    async with database.work() as work:
        made = await work.organisations.add("Колледж", NOW)
        assert made is not None
        await work.people.ensure(HR, "ru", NOW)
        await work.hr.grant(made.id, HR, None, NOW)
        return made.id


async def measured(url: str) -> dict[str, float]:
    database, told = open_database(url), dict[str, float]()
    college = await begun(database)
    content = staff_list(PEOPLE, random.Random(PEOPLE))

    async def read() -> StaffRows:
        return await asyncio.to_thread(read_rows, content, ON)

    rows = await timed(told, "read", read)

    async def bring() -> tuple[int, int]:
        async with database.work(long=True) as work:
            held = await held_by(work, college, NOW)
            choices: Any = {each.row: "new" for each in compare(rows.rows, held).doubtful}
            found = compare(rows.rows, held, choices)
            done = await bring_in(work, HR, college, found, NOW)
        return done.added, done.changed

    added, _ = await timed(told, "import", bring)
    again = await timed(told, "import_again", bring)
    assert added == PEOPLE, added
    assert again[1] == 0, again

    async def export() -> bytes:
        async with database.work(writing=False, long=True) as work:
            lines = await staff_lines(work, college, NOW)
        return await asyncio.to_thread(register_file, RegisterFile(tuple(lines), "ru"))

    await timed(told, "export", export)

    async def found() -> Any:
        async with database.work() as work:
            return await search_staff(work, HR, college, "примерааа", NOW)

    async def page() -> Any:
        async with database.work() as work:
            return await staff_of(work, HR, college, NOW, after=PEOPLE // 2)

    await timed(told, "search", found)
    await timed(told, "page", page)
    await database.close()
    return told


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.db'}"
        asyncio.run(migrate(url))
        told = asyncio.run(measured(url))
    print(json.dumps({"people": PEOPLE, "seconds": told}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
