"""What the processes ask the database regularly finds its rows by an index, on both databases.

The plans are those for any parameter, as PostgreSQL keeps them for statements it is often asked.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from bot.conversation.inbox import Inbox
from bot.conversation.upkeep import clear_away
from bot.outbound.judging_again import JudgingAgain
from bot.outbound.staff_lines import StaffLinesKept
from bot.outbound.watchdogs import Watchdogs
from bot.watching.readiness import Readiness
from rules.norms.loading import catalogue
from rules.verdict.deadlines import Moment
from storage.database import Database
from storage.tables.register import Appointment
from tests.bot.outbound.conftest import FIRST, NOW, Post
from tests.storage.plans import noted, read_by_postgresql, read_by_sqlite

# They stay small however many people there are: those who act for HR, what waits for an answer at
# this moment or to be worked out, one row for each bot, for each correction and for each deadline
# that is being entered.
SMALL = {"hr_right", "waiting_update", "line_due", "send_rate", "correction_sweep", "organisation",
         "deadline_round"}  # fmt: skip


async def go_round(post: Post) -> None:
    """Everything that the processes do by themselves, once at least."""
    database = post.database
    await post.broadcast(3)
    async with database.work() as work:
        course = await work.certificates.add(FIRST, "it", 72, date(2023, 12, 19), None, NOW)
        moments = [Moment(30, NOW)]
        await work.reminders.plan(FIRST, "certificate", course.id, date(2026, 12, 20), moments)
    await post.sweep()
    post.time.forward(timedelta(minutes=2))
    await post.sweep()
    await Watchdogs(database, post.time.now).look()
    await JudgingAgain(database, catalogue(), NOW.date(), post.time.now).step()
    await keep_lines(database, post)
    await clear_away(database, post.time.now())
    assert await Readiness(database).lacks() is None
    await hand_over(database, post)
    async with database.work(writing=False) as work:
        await work.screens.of_hr()


async def keep_lines(database: Database, post: Post) -> None:
    async with database.work() as work:
        [college, *_] = await work.organisations.all()
        [number] = await work.register.add(college.id, [("", "A", {})], NOW)
        taught = Appointment(0, number, None, None, "x", "teaching", 100, None, None, None)
        await work.register.appoint([taught])
    for _ in range(2):
        kept = StaffLinesKept(database, catalogue(), post.time.now)
        while await kept.step():
            continue
        post.time.forward(timedelta(days=1))


async def hand_over(database: Database, post: Post) -> None:
    inbox = Inbox(database, post.time.now, "here")
    await inbox.adopt()
    await inbox.claim(5)
    await inbox.elsewhere()
    await inbox.renew()
    inbox.answered(1, seen=False)
    await inbox.close()


async def test_no_regular_statement_reads_a_table_that_grows(post: Post, database_url: str) -> None:
    with noted() as statements:
        await go_round(post)
    assert len(statements) > 40
    if database_url.startswith("sqlite"):
        read = read_by_sqlite(database_url.removeprefix("sqlite:///"), statements)
    else:
        read = await read_by_postgresql(database_url, statements)
    assert {query: tables for query, tables in read.items() if tables - SMALL} == {}


@pytest.mark.parametrize(
    ("statement", "tables"),
    [
        ("SELECT id FROM person WHERE language = ?", {"person"}),
        ("SELECT p.id FROM person AS p WHERE p.language = ?", {"person"}),
        ("SELECT id FROM person WHERE id = ?", set()),
    ],
)
def test_a_statement_that_reads_a_whole_table_is_found(
    migrated_databases: Any, tmp_path: Any, statement: str, tables: set[str]
) -> None:
    file = migrated_databases["sqlite"](tmp_path).removeprefix("sqlite:///")
    assert read_by_sqlite(file, {statement}) == {statement: tables}
