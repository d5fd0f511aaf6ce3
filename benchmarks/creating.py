"""A broadcast to 10 000 people of one organisation, from the press to its last recipient.

    python -m benchmarks.creating [--people 10000] [--postgresql URL]

For everybody, for half of the departments and for those short of hours: milliseconds of the press
that counts and begins it, of the count before the first piece, of the median and the slowest piece,
and seconds in all. Meanwhile somebody else stores something again and again: how long the slowest
of these presses took. Besides, milliseconds of counting each kind of segment, and of a deadline
entered for everybody, for half of the departments and as a series, and of seeing who is done. Exit
status 1 where a press took longer than the slowest piece and half a second, or where somebody is
lost or entered twice.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import sys
import time
from datetime import timedelta
from typing import Any, Final

from benchmarks.crowd import FIRST, NOW
from benchmarks.scale import fresh
from bot.outbound.worker import Terms
from cases.audience import count_meant
from cases.broadcasts import begin_broadcast
from cases.deadline_standing import standing_of
from cases.deadlines import enter_deadline
from cases.recipients import count_recipients, enter_piece
from rules.norms.loading import catalogue
from rules.norms.model import Text
from rules.vocabulary import Language
from storage.database import Database, Work, migrate, open_database
from storage.tables.deadline_series import Repeats
from storage.tables.organisations import NO_PARTICULARS, Particulars, Shares
from storage.tables.segments import Segment

HR: Final = 7_000_000_001
DEPARTMENTS: Final = 40
ROOM: Final = 500.0
TITLE: Final = Text(kk="Есеп", ru="Отчёт", en="Report")
TEXTS: Final[dict[Language, str]] = {"kk": "Сәлем", "ru": "Привет"}


async def fill(work: Work, people: int) -> tuple[int, list[int]]:
    """The organisation and its departments; a third of the people have courses."""
    made = await work.organisations.add("Колледж", NOW)
    assert made is not None
    await work.people.ensure(HR, "ru", NOW)
    await work.hr.grant(made.id, HR, None, NOW)
    parts = []
    for number in range(DEPARTMENTS):
        part = await work.organisations.add_department(made.id, f"Кафедра {number:02}", NOW)
        assert part is not None
        parts.append(part.id)
    shares = Shares(verdicts=True, certificates=True)
    for number in range(people):
        person, part_id = FIRST + number, parts[number % DEPARTMENTS]
        await work.people.ensure(person, "kk", NOW)
        await work.memberships.add(person, made.id, part_id, "uni-lecturer", None, shares, NOW)
        if number % 3 == 0:
            await work.certificates.add(person, "profile", 72, NOW.date(), None, NOW)
    return made.id, parts


async def store_again_and_again(database: Database, organisation: int, waits: list[float]) -> None:
    """As a press does that keeps a draft."""
    while True:
        begun = time.perf_counter()
        async with database.work() as work:
            await work.hr_drafts.put(HR, organisation, {"texts": {}}, NOW)
        waits.append((time.perf_counter() - begun) * 1000)
        await asyncio.sleep(0.01)


async def measured(url: str, organisation: int, segment: Segment) -> dict[str, Any]:
    """One broadcast; what is entered is held against the count."""
    database, other = open_database(url), open_database(url)
    waits: list[float] = []
    pressing = asyncio.create_task(store_again_and_again(other, organisation, waits))
    try:
        return await _made(database, organisation, segment, waits)
    finally:
        pressing.cancel()
        await asyncio.gather(pressing, return_exceptions=True)
        await other.close()
        await database.close()


async def _made(
    database: Database, organisation: int, segment: Segment, waits: list[float]
) -> dict[str, Any]:
    begun = time.perf_counter()
    async with database.work() as work:
        number = await begin_broadcast(work, HR, organisation, TEXTS, segment, NOW, catalogue())
        await work.campaigns.begin_due(NOW)
    press = time.perf_counter() - begun
    async with database.work(writing=False) as work:
        held = await work.campaigns.get(number)
        assert held is not None
        counted = await count_recipients(work, held, catalogue(), NOW)
    count = time.perf_counter() - begun - press
    # Counting takes this process, which is the worker's and no press's, and no lock.
    await asyncio.sleep(2 * Terms().rest)
    waits.clear()
    pieces: list[float] = []
    more, expected = True, counted
    while more:
        at = time.perf_counter()
        async with database.work() as work:
            more = await enter_piece(work, number, catalogue(), NOW, counted)
        counted = None
        pieces.append((time.perf_counter() - at) * 1000)
        await asyncio.sleep(Terms().rest)
    whole = time.perf_counter() - begun
    async with database.work() as work:
        status = await work.campaigns.status(number)
        await work.campaigns.cancel(number, NOW)
    assert status is not None
    return {
        "recipients": status.total,
        "expected": expected,
        "press_ms": round(press * 1000, 1),
        "count_ms": round(count * 1000, 1),
        "piece_ms": round(statistics.median(pieces), 1),
        "slowest_piece_ms": round(max(pieces), 1),
        "seconds": round(whole, 2),
        "slowest_press_meanwhile_ms": round(max(waits, default=0.0), 1),
    }


async def counted(url: str, organisation: int, segments: dict[str, Segment]) -> dict[str, float]:
    """Milliseconds of counting whom each segment means, as HR sees it before it sends."""
    database, found = open_database(url), {}
    for name, segment in segments.items():
        begun = time.perf_counter()
        async with database.work(writing=False) as work:
            await count_meant(work, HR, organisation, segment, NOW, catalogue())
        found[name] = round((time.perf_counter() - begun) * 1000, 1)
    await database.close()
    return found


async def with_deadlines(url: str, organisation: int, parts: list[int]) -> dict[str, float]:
    """Milliseconds of a deadline with the reminders of all whom it is for, and of who is done."""
    database, found = open_database(url), {}
    half = Particulars(Segment(departments=tuple(parts[::2])))
    entered: list[tuple[str, Particulars, Repeats | None]] = [
        ("everybody", NO_PARTICULARS, None),
        ("half_of_the_departments", half, None),
        ("every_quarter", NO_PARTICULARS, "quarterly"),
    ]
    day = NOW.date() + timedelta(days=100)
    for name, particulars, repeats in entered:
        begun = time.perf_counter()
        async with database.work(long=True) as work:
            held = await enter_deadline(
                work, HR, organisation, "other", TITLE, day, NOW, (30, 7, 1), particulars,
                repeats=repeats,
            )  # fmt: skip
        found[name] = round((time.perf_counter() - begun) * 1000, 1)
    begun = time.perf_counter()
    async with database.work() as work:
        await standing_of(work, HR, organisation, held.id, NOW, limit=15)
    found["who_is_done"] = round((time.perf_counter() - begun) * 1000, 1)
    await database.close()
    return found


async def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--postgresql")
    given = parser.parse_args()
    results: dict[str, Any] = {}
    besides: dict[str, Any] = {}
    servers = [None, *([given.postgresql] if given.postgresql else [])]
    for server in servers:
        async with fresh(server, "creating") as url:
            await migrate(url)
            database = open_database(url)
            async with database.work() as work:
                organisation, parts = await fill(work, given.people)
            await database.close()
            segments = {
                "everybody": Segment(),
                "half_of_the_departments": Segment(departments=tuple(parts[::2])),
                "short_of_hours": Segment(short_of_hours=True),
            }
            kind = "SQLite" if server is None else "PostgreSQL"
            results[kind] = {
                name: await measured(url, organisation, segment)
                for name, segment in segments.items()
            }
            others = {
                "positions": Segment(positions=("uni-lecturer",)),
                "hours_below": Segment(hours_below=72),
                "ends_within_days": Segment(ends_within_days=90),
            }
            besides[kind] = {
                "segments_ms": await counted(url, organisation, segments | others),
                "deadlines_ms": await with_deadlines(url, organisation, parts),
            }
    failures = [
        f"{database}: {name}"
        for database, each in results.items()
        for name, figures in each.items()
        if figures["recipients"] != figures["expected"]
        or figures["slowest_press_meanwhile_ms"] > figures["slowest_piece_ms"] + ROOM
    ]
    print(json.dumps({**results, "besides": besides, "broken_promises": failures}, indent=1))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
