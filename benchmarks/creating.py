"""A broadcast or a deadline for 10 000 people of one organisation, from the press to the last.

    python -m benchmarks.creating [--people 10000] [--beside 1000000] [--postgresql URL]

`--beside`: of others who are in the database. For everybody, for half of the departments and for
those short of hours: milliseconds of the press that counts and begins it, of the count before the
first piece, of the median and the slowest piece, and seconds in all. Meanwhile somebody else stores
something again and again: how long the slowest of these presses took. The same of a deadline that
is entered (for everybody, for half of the departments, for each quarter), moved after everybody was
told of it, looked at before it is removed, and removed. Besides, milliseconds of counting each kind
of segment and of seeing who is done. Of deadlines a press and the median piece are processor time
on SQLite, which works inside it.

Exit status 1 where a press took longer than the slowest piece and half a second, where saving a
deadline took over half a second, or where somebody is lost or entered twice.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from benchmarks import crowd
from benchmarks.crowd import FIRST, NOW
from benchmarks.scale import fresh, known_to_the_planner
from bot.outbound.worker import Terms
from cases.audience import count_meant
from cases.broadcasts import begin_broadcast
from cases.deadline_rounds import enter_piece_of_round
from cases.deadline_standing import standing_of
from cases.deadlines import (
    change_deadline,
    effect_of_saving,
    enter_deadline,
    entered,
    people_reminded,
    remove_deadline,
)
from cases.recipients import count_recipients, enter_piece
from rules.norms.loading import catalogue
from rules.norms.model import Text
from rules.vocabulary import Language
from storage.database import Database, Work, migrate, open_database
from storage.engine.address import parse_address
from storage.engine.engines import migrating_engine
from storage.tables.deadline_series import Repeats
from storage.tables.organisations import NO_PARTICULARS, Deadline, Particulars, Shares
from storage.tables.segments import Segment

HR: Final = 7_000_000_001
DEPARTMENTS: Final = 40
ROOM: Final = 500.0
AHEAD: Final = (30, 7, 1)
QUARTERS: Final = 3
"""A day a hundred days ahead and those after it within 366."""
Doing = Callable[[Work], Awaitable[object]]
TITLE: Final = Text(kk="Есеп", ru="Отчёт", en="Report")
TEXTS: Final[dict[Language, str]] = {"kk": "Сәлем", "ru": "Привет"}


async def fill(work: Work, people: int, first: int) -> tuple[int, list[int]]:
    """The organisation and its departments; a third of the people have courses. `first`: Telegram's
    number of the first of them."""
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
        person, part_id = first + number, parts[number % DEPARTMENTS]
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


class OfDeadlines:
    """One deadline after another: what each act and each piece costs, and who is reminded then."""

    def __init__(self, url: str, organisation: int, parts: list[int], people: int) -> None:
        self._clock = time.process_time if url.startswith("sqlite") else time.perf_counter
        self._url, self._organisation, self._people = url, organisation, people
        self._half = Particulars(Segment(departments=tuple(parts[::2])))
        self._database = open_database(url)
        self._other = open_database(url)
        self._day = NOW.date() + timedelta(days=100)

    async def all(self) -> dict[str, dict[str, Any]]:
        try:
            return await self._all()
        finally:
            await self._other.close()
            await self._database.close()

    async def _all(self) -> dict[str, dict[str, Any]]:
        people, found = self._people, {}
        found["half_of_the_departments"] = await self._timed(
            self._entering(self._half, None), (people // 2) * len(AHEAD)
        )
        found["every_quarter"] = await self._timed(
            self._entering(NO_PARTICULARS, "quarterly"), people * len(AHEAD) * QUARTERS
        )
        found["everybody"] = await self._timed(
            self._entering(NO_PARTICULARS, None), people * len(AHEAD)
        )
        held = await self._latest()
        await self._tell_all(held)
        found["effect_of_moving"] = await self._timed(self._looking(held), 0)
        found["moved"] = await self._timed(self._moving(held), people)
        found["who_is_done"] = await self._timed(self._standing(held), 0)
        await self._tell_all(held)
        found["effect_of_removing"] = await self._timed(self._asking(held), 0)
        # Of the move, which is told to nobody any more, to the removal, which is.
        found["removed"] = await self._timed(self._removing(held), -people * len(AHEAD))
        return found

    async def _timed(self, doing: Callable[[Work], Awaitable[object]], more: int) -> dict[str, Any]:
        """`more`: the reminders that are to come by then in addition to those before."""
        before = await self._coming()
        waits: list[float] = []
        since = time.perf_counter()
        async with self._database.work() as work:
            begun = self._clock()
            await doing(work)
        press = self._clock() - begun
        pressing = asyncio.create_task(
            store_again_and_again(self._other, self._organisation, waits)
        )
        pieces: list[float] = []
        walls: list[float] = []
        going = True
        while going:
            at, wall = self._clock(), time.perf_counter()
            async with self._database.work() as work:
                going = await enter_piece_of_round(work, NOW)
            pieces.append((self._clock() - at) * 1000)
            walls.append((time.perf_counter() - wall) * 1000)
            await asyncio.sleep(Terms().rest if going else 0)
        pressing.cancel()
        await asyncio.gather(pressing, return_exceptions=True)
        return {
            "recipients": await self._coming() - before,
            "expected": more,
            "press_ms": round(press * 1000, 1),
            "pieces": len(pieces) - 1,
            "piece_ms": round(statistics.median(pieces), 1),
            "slowest_piece_ms": round(max(walls), 1),
            "seconds": round(time.perf_counter() - since, 2),
            "slowest_press_meanwhile_ms": round(max(waits, default=0.0), 1),
        }

    def _entering(self, whom: Particulars, repeats: Repeats | None) -> Doing:
        return lambda work: enter_deadline(
            work, HR, self._organisation, "other", TITLE, self._day, NOW, AHEAD, whom,
            repeats=repeats,
        )  # fmt: skip

    def _moving(self, held: Deadline) -> Doing:
        day = self._day + timedelta(days=20)
        return lambda work: change_deadline(
            work, HR, self._organisation, held.id, "other", TITLE, day, NOW, AHEAD
        )

    def _looking(self, held: Deadline) -> Doing:
        given = replace(entered(held), day=NOW.date() + timedelta(days=10))
        return lambda work: effect_of_saving(work, HR, self._organisation, held.id, given, NOW)

    def _asking(self, held: Deadline) -> Doing:
        return lambda work: people_reminded(work, HR, self._organisation, held.id)

    def _removing(self, held: Deadline) -> Doing:
        return lambda work: remove_deadline(work, HR, self._organisation, held.id, NOW)

    def _standing(self, held: Deadline) -> Doing:
        return lambda work: standing_of(work, HR, self._organisation, held.id, NOW, limit=15)

    async def _latest(self) -> Deadline:
        async with self._database.work(writing=False) as work:
            found = await work.deadlines.of_organisation(self._organisation, NOW.date())
        return max(found, key=lambda each: each.id)

    async def _coming(self) -> int:
        """Reminders for members that are to come."""
        return await self._asked("SELECT count(*) FROM reminder WHERE state = 'pending' "
                                 "AND subject IN ('deadline', 'deadline_change')")  # fmt: skip

    async def _tell_all(self, held: Deadline) -> None:
        """As if everybody had just been told of the day as it is."""
        async with connected_to(self._url) as connection:
            await connection.execute(
                text(
                    "INSERT INTO dispatch (reminder_id, person_id, occurrence, state, attempts, "
                    "resent, not_before, started_at) SELECT reminder.id, reminder.person_id, 1, "
                    "'sent', 0, false, due_at, due_at FROM reminder "
                    "JOIN deadline ON deadline.id = subject_id "
                    "AND reminder.day = deadline.day WHERE subject = 'deadline' "
                    "AND subject_id = :number AND reminder.days_before = :ahead"
                ),
                {"number": held.id, "ahead": AHEAD[0]},
            )
        await known_to_the_planner(self._url)

    async def _asked(self, statement: str) -> int:
        async with connected_to(self._url) as connection:
            return int((await connection.execute(text(statement))).scalar_one())


@asynccontextmanager
async def connected_to(url: str) -> AsyncIterator[AsyncConnection]:
    engine = migrating_engine(parse_address(url))
    try:
        async with engine.begin() as connection:
            yield connection
    finally:
        await engine.dispose()


async def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--beside", type=int, default=0)
    parser.add_argument("--postgresql")
    given = parser.parse_args()
    results: dict[str, Any] = {}
    besides: dict[str, Any] = {}
    async with fresh(given.postgresql, "creating") as url:
        await migrate(url)
        if given.beside:
            await crowd.fill(url, given.beside)
        database = open_database(url)
        async with database.work(long=True) as work:
            organisation, parts = await fill(work, given.people, FIRST + given.beside)
        await database.close()
        await known_to_the_planner(url)
        segments = {
            "everybody": Segment(),
            "half_of_the_departments": Segment(departments=tuple(parts[::2])),
            "short_of_hours": Segment(short_of_hours=True),
        }
        kind = "SQLite" if given.postgresql is None else "PostgreSQL"
        results[kind] = {
            name: await measured(url, organisation, segment) for name, segment in segments.items()
        }
        others = {
            "positions": Segment(positions=("uni-lecturer",)),
            "hours_below": Segment(hours_below=72),
            "ends_within_days": Segment(ends_within_days=90),
        }
        besides[kind] = {
            "segments_ms": await counted(url, organisation, segments | others),
        }
        of_deadlines = OfDeadlines(url, organisation, parts, given.people)
        results[f"{kind}, deadlines"] = await of_deadlines.all()
    failures = [
        f"{database}: {name}"
        for database, each in results.items()
        for name, figures in each.items()
        if figures["recipients"] != figures["expected"]
        or figures["slowest_press_meanwhile_ms"] > figures["slowest_piece_ms"] + ROOM
        or ("pieces" in figures and figures["press_ms"] > ROOM)
    ]
    print(json.dumps({**results, "besides": besides, "broken_promises": failures}, indent=1))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
