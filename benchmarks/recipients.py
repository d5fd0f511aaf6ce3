"""A question that 10 000 people were asked, who has not read, and lists for the printer.

    python -m benchmarks.recipients [--people 10000] [--postgresql URL]

Milliseconds of one reading by HR as `benchmarks.lists` takes them: the result by department, a page
of who has not answered, a search among them, who has not read. Besides, the seconds of a core and
the megabytes of the whole process for a PDF of 800 people and of all. Exit status 1 where a reading
takes over 100 ms or a PDF over 30 s.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import resource
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Final

from sqlalchemy import text

from benchmarks.crowd import FIRST, NOW
from benchmarks.lists import timed
from benchmarks.scale import fresh
from cases.purposes import ANSWERS
from cases.questions import result_of
from cases.reached import Wanted, all_recipients, departments_of_list, read_recipients
from cases.recipients import enter_piece
from handlers.roster.question_file import recipients_table
from handlers.roster.tables import table_pdf
from rules.dates import today
from rules.norms.loading import catalogue
from rules.norms.model import Text
from storage.database import Database, Work, migrate, open_database
from storage.engine.address import parse_address
from storage.engine.engines import migrating_engine
from storage.tables.organisations import Shares
from storage.tables.questions import Question
from storage.tables.segments import Segment

HR: Final = 7_000_000_001
DEPARTMENTS: Final = 48
MILLISECONDS: Final = 100.0
SECONDS: Final = 30.0
SMALL: Final = 800
YES, NO = Text(kk="Иә", ru="Да", en="Yes"), Text(kk="Жоқ", ru="Нет", en="No")


async def fill(work: Work, people: int) -> tuple[int, int]:
    """An organisation and a question of which a half has answered."""
    made = await work.organisations.add("Колледж", NOW)
    assert made is not None
    await work.people.ensure(HR, "ru", NOW)
    await work.hr.grant(made.id, HR, None, NOW)
    parts = []
    for number in range(DEPARTMENTS):
        part = await work.organisations.add_department(
            made.id, f"Кафедра {number:02}", NOW, "chair"
        )
        assert part is not None
        parts.append(part.id)
    for n in range(people):
        await work.people.ensure(FIRST + n, "kk", NOW)
        await work.people.give_consent(FIRST + n, "1", NOW)
        name = f"Үлгібаева Әсемгүл Қанатқызы {n}"
        await work.memberships.add(FIRST + n, made.id, parts[n % 48], None, name, Shares(), NOW)
    question = Question((YES, NO), named=True)
    asked = await work.campaigns.create(
        made.id, HR, {"kk": "Келесіз бе?", "ru": "Придёте?"}, Segment(), NOW,
        asks_receipt=True, question=question,
    )  # fmt: skip
    await work.campaigns.begin_due(NOW)
    while await enter_piece(work, asked, catalogue(), NOW):
        continue
    for n in range(0, people, 2):
        await work.purposes.put(FIRST + n, ANSWERS.id, ANSWERS.version, True, NOW)
        await work.questions.choose(asked, FIRST + n, n // 2 % 2, NOW)
    return made.id, asked


async def settle(url: str) -> None:
    engine = migrating_engine(parse_address(url))
    try:
        async with engine.begin() as connection:
            await connection.execute(text("UPDATE dispatch SET state = 'sent'"))
            await connection.execute(text("ANALYZE"))
    finally:
        await engine.dispose()


async def readings(
    database: Database, college: int, asked: int, *, on_sqlite: bool
) -> dict[str, float]:
    def reading(wanted: Wanted, page: int = 0) -> Callable[[Work], Awaitable[object]]:
        return lambda work: read_recipients(work, HR, college, asked, wanted, NOW, page=page)

    async with database.work(writing=False) as work:
        part = (await work.organisations.departments(college))[-1].id

    found = {}
    for name, doing in {
        "result by department": lambda work: result_of(work, HR, college, asked, NOW),
        "has not answered": reading(Wanted("silent")),
        "has not answered, last page": reading(Wanted("silent"), 10**6),
        "has not answered, Z–A": reading(Wanted("silent", order="name_down")),
        "has answered, by day": reading(Wanted("answered", order="day")),
        "has answered, by department": reading(Wanted("answered", order="department")),
        "search": reading(Wanted("silent", words="әсем 77")),
        "has not read": reading(Wanted("unread")),
        "has not read, of a department": reading(Wanted("unread", department_id=part)),
        "departments to narrow by": lambda work: departments_of_list(
            work, HR, college, asked, "unread", NOW
        ),
    }.items():

        async def once(_: int, doing: Callable[[Work], Awaitable[object]] = doing) -> object:
            async with database.work() as work:
                return await doing(work)

        found[name] = await timed(once, on_sqlite=on_sqlite)
    return found


async def printed(database: Database, college: int, asked: int) -> dict[str, float]:
    """Seconds of a core; megabytes of the process at most so far."""
    wanted, found = Wanted("unread"), {}
    async with database.work() as work:
        whole = await all_recipients(work, HR, college, asked, wanted, NOW)
    table = recipients_table(whole, wanted, "", today(NOW), "kk")
    rows = list(table.rows)
    for number in (SMALL, len(rows)):
        begun = time.process_time()
        table_pdf(type(table)(table.title, table.first, table.headings, rows[:number],
                              table.widths, table.on, table.language))  # fmt: skip
        found[f"PDF of {number}"] = time.process_time() - begun
    found["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return found


async def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--postgresql", metavar="URL")
    given = parser.parse_args()
    async with fresh(given.postgresql, "biliktilik_recipients") as url:
        await migrate(url)
        database = open_database(url)
        async with database.work(long=True) as work:
            college, asked = await fill(work, given.people)
        await settle(url)
        on_sqlite = given.postgresql is None
        spent = await readings(database, college, asked, on_sqlite=on_sqlite)
        papers = await printed(database, college, asked)
        await database.close()
    missed = [name for name, value in spent.items() if value > MILLISECONDS]
    missed += [name for name, value in papers.items() if "PDF" in name and value > SECONDS]
    for name, value in spent.items():
        print(f"{name:>28} {value:8.1f} ms", file=sys.stderr)
    for name, value in papers.items():
        print(f"{name:>28} {value:8.1f}", file=sys.stderr)
    result = {"milliseconds": spent, "papers": papers, "missed": missed}
    print(json.dumps({"benchmark": "recipients", "people": given.people, **result}))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
