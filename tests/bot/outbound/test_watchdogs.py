"""Watchdogs over the ledger: each seen to bark, to be silent, and to say when it is over."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import structlog
from sqlalchemy import Connection, delete, select
from structlog.testing import LogCapture

from bot.outbound.watchdogs import (
    ALARMS,
    LedgerView,
    Watchdogs,
    findings,
)
from bot.outbound.watched_request import WatchedRequest
from local_chat.faults import Fault
from rules.verdict.deadlines import Moment
from storage.database import open_database
from storage.tables.outbound import dispatch
from tests.bot.outbound.conftest import FIRST, NOW, Post
from tests.bot.watching.figures import Figures, figure
from tests.outgoing import go_out
from tests.storage.databases import look

MINUTE = timedelta(minutes=1)


@pytest.fixture
def lines() -> Iterator[list[Any]]:
    captured = LogCapture()
    structlog.configure(processors=[captured])
    yield captured.entries
    structlog.reset_defaults()


@pytest.fixture
def watchdogs(post: Post) -> Watchdogs:
    return Watchdogs(post.database, post.time.now)


def alarms(lines: list[Any]) -> list[dict[str, Any]]:
    """What barked since the last time, without the words common to all."""
    told = [
        {key: value for key, value in line.items() if key != "log_level"}
        for line in lines
        if line["event"].startswith("alarm")
    ]
    lines.clear()
    return told


def barking() -> dict[str, float]:
    found = {name: figure("biliktilik_alarm", alarm=name) for name in ALARMS}
    return {name: number for name, number in found.items() if number}


async def test_a_quiet_ledger_says_nothing(
    post: Post, watchdogs: Watchdogs, lines: list[Any]
) -> None:
    number = await post.broadcast(25)
    await post.sweep()
    assert (await post.status(number)).state == "done"
    for _ in range(3):
        await watchdogs.look()
        post.time.forward(timedelta(minutes=45))
    assert alarms(lines) == []
    assert barking() == {}
    assert figure("biliktilik_ledger_oldest_waiting_seconds") == 0


async def test_messages_unsent_for_an_hour(
    post: Post, watchdogs: Watchdogs, lines: list[Any]
) -> None:
    await post.broadcast(3)
    post.time.forward(59 * MINUTE)
    await watchdogs.look()
    assert "unsent" not in barking()
    assert figure("biliktilik_ledger_messages", state="pending") == 3
    assert figure("biliktilik_ledger_oldest_waiting_seconds") == 59 * 60
    alarms(lines)
    post.time.forward(MINUTE)
    for _ in range(3):
        await watchdogs.look()
    # One line, however often it looks.
    assert alarms(lines) == [{"event": "alarm", "alarm": "unsent", "messages": 3}]
    assert barking()["unsent"] == 3
    await post.sweep()
    await watchdogs.look()
    assert {"event": "alarm_over", "alarm": "unsent", "broadcast": None} in alarms(lines)
    assert barking() == {}


async def reminder(post: Post, after: timedelta = timedelta(0)) -> int:
    await post.staff(1)
    async with post.database.work() as work:
        course = await work.certificates.add(FIRST, "it", 72, date(2023, 12, 19), None, NOW)
        moments = [Moment(30, NOW + after)]
        await work.reminders.plan(FIRST, "certificate", course.id, date(2026, 12, 20), moments)
    return course.id


async def test_a_reminder_unsent_for_an_hour_in_the_ledger_or_before_it(
    post: Post, watchdogs: Watchdogs, lines: list[Any]
) -> None:
    await reminder(post)
    post.time.forward(timedelta(hours=1))
    await watchdogs.look()
    assert alarms(lines) == [{"event": "alarm", "alarm": "unsent", "messages": 1}]
    # Tried again and again, so that none of the tries is an hour old.
    post.telegram.faults.next("sendMessage", Fault("page"), 3)
    for _ in range(3):
        await post.sweep()
        post.time.forward(timedelta(minutes=5))
        await watchdogs.look()
        assert barking() == {"unsent": 1}
    await post.sweep()
    await watchdogs.look()
    assert barking() == {}
    assert post.received() == {FIRST: 1}


async def test_a_reminder_that_waits_for_the_morning_is_not_late(
    post: Post, watchdogs: Watchdogs, lines: list[Any]
) -> None:
    # Due at 20:50 in Almaty, and nothing was sent before nine in the evening.
    await reminder(post, timedelta(hours=9, minutes=50))
    post.time.forward(timedelta(hours=10))
    await post.sweep()
    while post.time.now() < NOW + timedelta(hours=23):
        await watchdogs.look()
        post.time.forward(30 * MINUTE)
    assert (alarms(lines), barking()) == ([], {})
    # From nine in the morning it has had an hour.
    await watchdogs.look()
    assert barking() == {"unsent": 1}
    await post.sweep()
    await watchdogs.look()
    assert barking() == {}


async def test_a_reminder_that_has_arrived_and_is_planned_again_is_not_waiting(
    post: Post, watchdogs: Watchdogs, lines: list[Any]
) -> None:
    course = await reminder(post)
    await post.sweep()
    async with post.database.work() as work:
        await work.reminders.cancel("certificate", course)
        moments = [Moment(30, NOW)]
        await work.reminders.plan(FIRST, "certificate", course, date(2026, 12, 20), moments)
    post.time.forward(timedelta(hours=2))
    await watchdogs.look()
    assert alarms(lines) == []
    assert figure("biliktilik_ledger_messages", state="pending") == 0


async def test_a_broadcast_unfinished_after_half_an_hour(
    post: Post, watchdogs: Watchdogs, lines: list[Any]
) -> None:
    number = await post.broadcast(2)
    post.time.forward(29 * MINUTE)
    await watchdogs.look()
    assert alarms(lines) == []
    post.time.forward(MINUTE)
    await watchdogs.look()
    said = {"event": "alarm", "alarm": "unfinished", "broadcast": number, "pending": 2}
    assert alarms(lines) == [said]
    assert barking() == {"unfinished": 1}
    # Whoever pauses it knows that it does not go on.
    async with post.database.work() as work:
        assert await work.campaigns.pause(number)
    await watchdogs.look()
    assert alarms(lines) == [{"event": "alarm_over", "alarm": "unfinished", "broadcast": number}]


async def test_a_broadcast_planned_for_later_is_not_unfinished(
    post: Post, watchdogs: Watchdogs, lines: list[Any]
) -> None:
    await post.broadcast(2, at=NOW + timedelta(hours=5))
    post.time.forward(timedelta(hours=4))
    await watchdogs.look()
    assert (alarms(lines), barking()) == ([], {})


async def test_a_broadcast_whose_ledger_is_not_its_audience(
    post: Post, watchdogs: Watchdogs, lines: list[Any]
) -> None:
    number = await post.broadcast(5)
    async with post.database.work() as work:
        await go_out(work, NOW)

    def lose_one(connection: Connection) -> None:
        some = connection.scalars(select(dispatch.c.id).limit(1)).one()
        connection.execute(delete(dispatch).where(dispatch.c.id == some))

    await look(post.database_url, lose_one)
    await watchdogs.look()
    assert alarms(lines) == []
    await post.sweep()
    await watchdogs.look()
    await watchdogs.look()
    said = {"event": "alarm", "alarm": "audience", "broadcast": number, "audience": 5, "ledger": 4}
    assert alarms(lines) == [said]
    assert barking() == {"audience": 1}
    post.time.forward(timedelta(days=1, minutes=1))
    await watchdogs.look()
    assert barking() == {}


async def test_whoever_was_forgotten_is_not_missing_in_the_ledger(
    post: Post, watchdogs: Watchdogs, lines: list[Any]
) -> None:
    await post.broadcast(5)
    async with post.database.work() as work:
        await work.people.forget(FIRST)
    await post.sweep()
    await watchdogs.look()
    assert (alarms(lines), barking()) == ([], {})


async def test_a_rate_of_failures(post: Post, watchdogs: Watchdogs, lines: list[Any]) -> None:
    await post.broadcast(30)
    for gone in range(3):
        del post.telegram.people[FIRST + gone]
    await post.sweep()
    await watchdogs.look()
    # Three of thirty are one in ten, which is borne.
    assert (alarms(lines), barking()) == ([], {})
    assert figure("biliktilik_ledger_last_hour_messages", state="failed") == 3
    assert figure("biliktilik_ledger_last_hour_messages", state="sent") == 27
    post.time.forward(timedelta(hours=2))
    await watchdogs.look()
    assert figure("biliktilik_ledger_last_hour_messages", state="sent") == 0


async def test_too_many_failures(post: Post, watchdogs: Watchdogs, lines: list[Any]) -> None:
    await post.broadcast(30)
    for gone in range(4):
        del post.telegram.people[FIRST + gone]
    await post.sweep()
    await watchdogs.look()
    assert alarms(lines) == [{"event": "alarm", "alarm": "failures", "failed": 4, "calls": 30}]
    assert barking() == {"failures": 1}
    post.time.forward(timedelta(hours=1, minutes=1))
    await watchdogs.look()
    assert barking() == {}


async def test_who_has_blocked_the_bot_is_no_failure(
    post: Post, watchdogs: Watchdogs, lines: list[Any]
) -> None:
    await post.broadcast(30)
    for number in range(20):
        post.telegram.block(FIRST + number)
    await post.sweep()
    await watchdogs.look()
    assert (alarms(lines), barking()) == ([], {})


@pytest.mark.parametrize(
    ("calls", "failed", "barks"), [(19, 19, False), (20, 2, False), (20, 3, True)]
)
def test_of_few_calls_nothing_is_concluded(calls: int, failed: int, barks: bool) -> None:
    view = LedgerView(at=NOW, last_hour={"sent": calls - failed, "unknown": failed, "pending": 9})
    assert bool(findings(view)) is barks


async def test_without_the_database_it_says_so_and_goes_on(post: Post, lines: list[Any]) -> None:
    gone = open_database("postgresql://nobody@127.0.0.1:9/none")
    pauses: list[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 2:
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await Watchdogs(gone, post.time.now, pause).keep_looking()
    await gone.close()
    assert pauses == [60, 60]
    assert [line["event"] for line in lines] == ["watchdogs_failed"] * 2


async def test_the_workers_calls_are_counted_by_method_and_outcome(post: Post) -> None:
    figures = Figures()
    await post.broadcast(5)
    post.telegram.block(FIRST + 3)
    del post.telegram.people[FIRST + 4]
    post.telegram.faults.next("sendMessage", Fault("cut_before"))
    post.telegram.faults.next("sendMessage", Fault("page"))
    worker = await post.worker(request=WatchedRequest(read_timeout=5))
    for _ in range(3):
        await worker.sweep()
        post.time.forward(timedelta(seconds=5))
    name = "biliktilik_telegram_calls_total"
    outcomes = {
        outcome: figures.since(name, method="sendMessage", outcome=outcome)
        for outcome in ("ok", "forbidden", "bad_request", "network", "server")
    }
    assert sum(outcomes.values()) == len(post.telegram.calls.of("sendMessage"))
    assert all(outcomes.values()), outcomes
