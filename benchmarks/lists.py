"""Lists over the register with 10 000 people in an organisation, and a million in the database.

    python -m benchmarks.lists [--people 10000] [--organisations 1 100] [--postgresql URL]

A million are a hundred organisations of 10 000; on PostgreSQL there are ten. Milliseconds of one
reading by HR: on SQLite the median of our processor time, in which all of SQLite's work is; on
PostgreSQL the least wall time, to which other work on the machine only adds. Measured are the first
slice of each list, one from the middle, each order, a search by typing, a letter, the numbers of
all lists and all that one can be narrowed by; besides, in seconds, everybody worked out, a file of
everybody, and the year in figures. Exit status 1 where a list takes over 100 ms.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import statistics
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import text

from benchmarks.crowd import FIRST, NOW
from benchmarks.scale import fresh
from cases.lists.figures import year_figures
from cases.lists.reading import (
    LIST_NAMES,
    SORTS,
    Wanted,
    choices_of,
    count_lists,
    read_list,
)
from cases.lists.taking import whole_list
from cases.lists.working_out import work_out_due
from cases.purposes import REGISTER
from rules.dates import today
from rules.norms.loading import catalogue
from rules.vocabulary import Json
from storage.database import Database, Work, migrate, open_database
from storage.engine.address import parse_address
from storage.engine.engines import migrating_engine
from storage.tables.organisations import Shares
from storage.tables.register import Appointment

HR: Final = 7_000_000_001
DEPARTMENTS: Final = 48
ROUNDS: Final = 7
MILLISECONDS: Final = 100.0
POSITIONS: Final = ("uni-lecturer", "uni-senior-lecturer", "uni-professor-science",
                    "tvet-teacher", "tvet-methodist", None)  # fmt: skip
CATEGORIES: Final = ("none", "moderator", "expert", "researcher", "master")
COPIED: Final = (
    "INSERT INTO organisation (id, name, created_at) SELECT :k + 1, 'Колледж ' || :k, created_at "
    "FROM organisation WHERE id = 1",
    "INSERT INTO department (id, organisation_id, name, created_at, kind, parent_id) SELECT "
    "id + :k * 1000, :k + 1, name, created_at, kind, parent_id + :k * 1000 FROM department "
    "WHERE organisation_id = 1 ORDER BY id",
    "INSERT INTO employee (id, organisation_id, number, name, known, created_at, changed_at) SELECT"
    " id + :k * 100000, :k + 1, number, name, known, created_at, changed_at FROM employee "
    "WHERE organisation_id = 1",
    "INSERT INTO appointment (id, employee_id, department_id, position, post, staff, rate) SELECT "
    "id + :k * 100000, employee_id + :k * 100000, department_id + :k * 1000, position, post, staff,"
    " rate FROM appointment WHERE id < 100000",
    "INSERT INTO staff_line (appointment_id, organisation_id, employee_id, department_id, name_key,"
    " position, staff, state, category, category_ends, training_ends, profile_education, trained, "
    "judged_on) SELECT appointment_id + :k * 100000, :k + 1, employee_id + :k * 100000, "
    "department_id + :k * 1000, name_key, position, staff, state, category, category_ends, "
    "training_ends, profile_education, trained, judged_on FROM staff_line "
    "WHERE organisation_id = 1",
    "INSERT INTO clause_line (appointment_id, state, clause, kind, short, until) SELECT "
    "appointment_id + :k * 100000, state, clause, kind, short, until FROM clause_line "
    "WHERE appointment_id < 100000",
)
Cost = dict[str, float]


def known_of(chance: random.Random, on: date) -> Json:
    courses: list[Json] = [
        {"hours": chance.choice((36, 72, 120)),
         "issued": str(on - timedelta(days=chance.randrange(1_300)))}
        for _ in range(chance.randrange(4))
    ]  # fmt: skip
    return {
        "education": [{"level": chance.choice(("higher", "master", "tvet")), "fields": []}],
        "experience": {"scientific_pedagogical": chance.randrange(120),
                       "specialty": chance.randrange(90)},
        "as_of": str(on - timedelta(days=90)),
        "certificates": courses,
        "category": chance.choice(CATEGORIES),
        "category_until": str(on + timedelta(days=chance.randrange(-200, 1_500))),
    }  # fmt: skip


async def fill(work: Work, people: int) -> int:
    """One college with its people; a tenth have a second post, a half are tied."""
    chance = random.Random(people)
    made = await work.organisations.add("Колледж", NOW)
    assert made is not None
    await work.people.ensure(HR, "ru", NOW)
    await work.hr.grant(made.id, HR, None, NOW)
    parts = []
    for number in range(DEPARTMENTS):
        above = parts[number // 6 * 6] if number % 6 else None
        part = await work.organisations.add_department(
            made.id, f"Кафедра {number:02}", NOW, "chair", above
        )
        assert part is not None
        parts.append(part.id)
    letters = "абвгдежзиклмнопрстуфхцчшэюяәғқңөұүһі"
    new = [
        (str(n), f"{chance.choice(letters).upper()}{''.join(chance.choices(letters, k=6))}ов "
                 f"{chance.choice(letters).upper()}лпыс", known_of(chance, today(NOW)))
        for n in range(people)
    ]  # fmt: skip
    employees = await work.register.add(made.id, new, NOW)
    posts = [
        Appointment(0, each, chance.choice(parts), chance.choice(POSITIONS), "преподаватель",
                    chance.choice(("teaching", "teaching", "support")), 100, None, None, None)
        for each in employees
        for _ in range(2 if each % 10 == 0 else 1)
    ]  # fmt: skip
    await work.register.appoint(posts)
    pairs = [(each, FIRST + each) for each in employees[::2]]
    for _, person in pairs:
        await work.people.ensure(person, "kk", NOW)
        await work.people.give_consent(person, "1", NOW)
        shares = chance.choice((Shares(), Shares(verdicts=True)))
        await work.memberships.add(person, made.id, None, None, None, shares, NOW)
    await work.demo.tie(pairs, REGISTER.id, REGISTER.version, NOW)
    return made.id


async def copy(url: str, organisations: int) -> None:
    """As many organisations with the same people."""
    engine = migrating_engine(parse_address(url))
    try:
        for number in range(1, organisations):
            async with engine.begin() as connection:
                for statement in COPIED:
                    asked = statement.replace(":k", str(number))
                    await connection.execute(text(asked))
        async with engine.begin() as connection:
            await connection.execute(text("ANALYZE"))
    finally:
        await engine.dispose()


async def timed(work: Callable[[int], Awaitable[object]], *, on_sqlite: bool) -> float:
    """Milliseconds of one time; the first only prepares statements."""
    spent = []
    for number in range(ROUNDS + 1):
        begun = time.process_time() if on_sqlite else time.perf_counter()
        await work(number)
        ended = time.process_time() if on_sqlite else time.perf_counter()
        spent.append((ended - begun) * 1e3)
    return statistics.median(spent[1:]) if on_sqlite else min(spent[1:])


class Measured:
    def __init__(self, database: Database, college: int, people: int, *, on_sqlite: bool) -> None:
        self._database, self._college = database, college
        self._middle, self._on_sqlite = people // 2, on_sqlite

    async def _time(self, wanted: Wanted, after: int = 0) -> float:
        async def read(_: int) -> object:
            async with self._database.work() as work:
                return await read_list(
                    work, HR, self._college, wanted, catalogue(), NOW, after=after
                )

        return await timed(read, on_sqlite=self._on_sqlite)

    async def all(self) -> Cost:
        plain = Wanted("staff")
        found = {f"list {name}": await self._time(Wanted(name)) for name in LIST_NAMES}
        for sort in SORTS:
            for name in ("staff", "leaving"):
                found[f"{name} by {sort}"] = await self._time(Wanted(name, sort=sort, days=400))
        found |= {
            "middle": await self._time(plain, self._middle),
            "middle by department": await self._time(
                Wanted("short", sort="department"), self._middle
            ),
            "department": await self._time(Wanted("short", department_id=2)),
            "position": await self._time(Wanted("short", position="uni-lecturer")),
            "search": await self._time(Wanted("staff", words="әб алп")),
            "letter": await self._time(Wanted("staff", letter="Қ")),
            "choices": await self._of(self._choices),
            "counts": await self._of(self._counts),
        }
        return found

    async def _of(self, doing: Callable[[Work], Awaitable[object]]) -> float:
        async def once(_: int) -> object:
            async with self._database.work() as work:
                return await doing(work)

        return await timed(once, on_sqlite=self._on_sqlite)

    async def _choices(self, work: Work) -> object:
        return await choices_of(work, HR, self._college, Wanted("short"), NOW)

    async def _counts(self, work: Work) -> object:
        return await count_lists(work, HR, self._college, catalogue(), NOW)


async def besides(database: Database, college: int) -> Cost:
    """Seconds of what takes longer."""
    found: Cost = {}
    begun = time.process_time()
    async with database.work() as work:
        everybody = await whole_list(work, HR, college, Wanted("staff"), catalogue(), NOW)
    found["whole list"] = time.process_time() - begun
    begun = time.process_time()
    async with database.work() as work:
        await year_figures(work, HR, college, catalogue(), NOW)
    found["figures"] = time.process_time() - begun
    return {**found, "people": len(everybody)}


async def measured(server: str | None, people: int, organisations: int) -> dict[str, Cost]:
    async with fresh(server, f"biliktilik_lists_{organisations}") as url:
        await migrate(url)
        database = open_database(url)
        async with database.work(long=True) as work:
            college = await fill(work, people)
        begun = time.process_time()
        done = True
        while done:
            async with database.work() as work:
                done = bool(await work_out_due(work, college, catalogue(), NOW))
        worked_out = time.process_time() - begun
        await copy(url, organisations)
        at_work = Measured(database, college, people, on_sqlite=server is None)
        figures = {"milliseconds": await at_work.all(), "seconds": await besides(database, college)}
        figures["seconds"]["worked out"] = worked_out
        await database.close()
    return figures


def tell(kind: str, people: int, organisations: int, found: dict[str, Cost]) -> list[str]:
    print(f"{kind}, {people:,} people in each of {organisations}:", file=sys.stderr)
    missed = []
    for name, spent in found["milliseconds"].items():
        print(f"{name:>24} {spent:8.1f} ms", file=sys.stderr)
        if spent > MILLISECONDS:
            missed.append(f"{kind}, {organisations} organisations, {name}: {spent:.0f} ms")
    words = ", ".join(f"{name} {value:.2f}" for name, value in found["seconds"].items())
    print(f"  seconds: {words}; goal: {MILLISECONDS:.0f} ms for each reading", file=sys.stderr)
    return missed


async def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--organisations", type=int, nargs="+", default=[1, 100])
    parser.add_argument("--postgresql", metavar="URL")
    given = parser.parse_args()
    result: dict[str, Any] = {}
    missed = []
    runs = [("SQLite", None, number) for number in given.organisations]
    if given.postgresql:
        runs.append(("PostgreSQL", given.postgresql, min(10, max(given.organisations))))
    for kind, server, number in runs:
        found = await measured(server, given.people, number)
        missed += tell(kind, given.people, number, found)
        result[f"{kind} {number}"] = found
    for each in missed:
        print(f"missed: {each}", file=sys.stderr)
    print(json.dumps({"benchmark": "lists", **result, "missed": missed}))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
