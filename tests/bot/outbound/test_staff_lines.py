"""The lines of the register: after a change, and every night."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime

import pytest

from bot.outbound.running import carry
from bot.outbound.staff_lines import StaffLinesKept
from rules.norms.loading import catalogue
from storage.database import Database
from storage.repositories.lists import ListQuery
from storage.tables.register import Appointment
from storage.tables.staff_lines import StaffLine
from tests.bot.outbound.conftest import Post

PEOPLE = 7
HOUR_BEFORE_MIDNIGHT = datetime(2026, 12, 31, 18, 0, tzinfo=UTC)
"""23:00 in Almaty."""
NEW_YEAR = date(2027, 1, 1)


class Clock:
    def __init__(self) -> None:
        self.at = HOUR_BEFORE_MIDNIGHT

    def now(self) -> datetime:
        return self.at


async def employ(database: Database, people: int = PEOPLE, until: date | None = None) -> int:
    async with database.work() as work:
        college = await work.organisations.add("Колледж", HOUR_BEFORE_MIDNIGHT)
        assert college is not None
        new = [("", f"Үлгі {number}", {"category": "expert"}) for number in range(people)]
        employees = await work.register.add(college.id, new, HOUR_BEFORE_MIDNIGHT)
        posts = [
            Appointment(
                0, each, None, "tvet-teacher", "оқытушы", "teaching", 100, None, until, None
            )
            for each in employees
        ]
        await work.register.appoint(posts)
    return college.id


async def lines(database: Database, college: int, on: date) -> list[StaffLine]:
    query = ListQuery(college, "staff", on, on, on, ())
    async with database.work(writing=False) as work:
        found = await work.lists.slice(query, "name", None, 100)
        return await work.lists.lines(query, [each.employee_id for each in found])


async def until_done(kept: StaffLinesKept) -> int:
    steps = 0
    while await kept.step():
        steps += 1
    return steps


async def test_everybody_is_worked_out_in_pieces_and_then_nothing(database: Database) -> None:
    college, clock = await employ(database), Clock()
    kept = StaffLinesKept(database, catalogue(), clock.now, at_once=3)
    assert await until_done(kept) == 4
    found = await lines(database, college, clock.at.date())
    assert [line.judged_on for line in found] == [date(2026, 12, 31)] * PEOPLE
    assert await until_done(kept) == 0


async def test_the_night_begins_a_day_and_the_figures_of_a_year(database: Database) -> None:
    college, clock = await employ(database), Clock()
    kept = StaffLinesKept(database, catalogue(), clock.now, at_once=3)
    await until_done(kept)
    clock.at = datetime(2026, 12, 31, 19, 0, tzinfo=UTC)
    assert await until_done(kept) > 0
    found = await lines(database, college, NEW_YEAR)
    assert [line.judged_on for line in found] == [NEW_YEAR] * PEOPLE
    async with database.work(writing=False) as work:
        root = await work.organisations.root(college)
        taken = {
            year: {figure.taken_on for figure in await work.staff_lines.figures([root], year)}
            for year in (2026, 2027)
        }
    assert taken == {2026: {date(2026, 12, 31)}, 2027: {NEW_YEAR}}


async def test_a_post_that_has_ended_is_a_line_no_more(database: Database) -> None:
    college, clock = await employ(database, until=date(2026, 12, 31)), Clock()
    kept = StaffLinesKept(database, catalogue(), clock.now)
    await until_done(kept)
    assert len(await lines(database, college, date(2026, 12, 31))) == PEOPLE
    assert await lines(database, college, NEW_YEAR) == []
    clock.at = datetime(2026, 12, 31, 19, 0, tzinfo=UTC)
    await until_done(kept)
    assert await lines(database, college, date(2026, 12, 31)) == []


@pytest.mark.parametrize("processes", [1, 2])
async def test_several_workers_do_it_once(database: Database, processes: int) -> None:
    college, clock = await employ(database, 30), Clock()
    kept = [StaffLinesKept(database, catalogue(), clock.now, 4) for _ in range(processes)]
    await asyncio.gather(*map(until_done, kept))
    assert len(await lines(database, college, date(2026, 12, 31))) == 30
    async with database.work(writing=False) as work:
        assert await work.staff_lines.count_due(college) == 0


async def test_the_running_worker_does_it_by_itself(post: Post) -> None:
    college = await employ(post.database)
    stopping = asyncio.Event()

    class UntilDone(StaffLinesKept):
        async def step(self) -> bool:
            more = await super().step()
            if not more:
                stopping.set()
            return more

    kept = UntilDone(post.database, catalogue(), Clock().now)
    await carry(await post.worker(), post.bots[-1], stopping, 0.01, between=[kept])
    assert len(await lines(post.database, college, date(2026, 12, 31))) == PEOPLE
