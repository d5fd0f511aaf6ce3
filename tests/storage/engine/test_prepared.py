"""What runs on the driver does the same as through SQLAlchemy, in one transaction with it."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from storage.database import Database, Work
from storage.tables.checks import answer
from storage.tables.conversation import WaitingUpdate, handled_update, waiting_update
from tests.storage.samples import AIGERIM, NOW

LEASE = timedelta(seconds=30)
Do = Callable[[Work], Awaitable[object]]

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
).filter(lambda value: "inf" not in repr(value))
MOMENTS = st.integers(0, 2**31).map(lambda seconds: NOW + timedelta(seconds=seconds))
FACTS = st.sampled_from(("education", "degrees", "h_index"))
STATES = st.sampled_from(("value", "unknown", "draft"))
ANSWERS = st.lists(
    st.tuples(FACTS, STATES, JSON, MOMENTS, st.sampled_from(("", "tvet-teacher"))), max_size=5
)


def words(value: Any) -> str:
    """With their types: 1, 1.0 and true are equal in Python."""
    return repr(value)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(said=ANSWERS, screen=st.none() | st.dictionaries(st.text(), JSON, max_size=2), is_open=...)
async def test_a_step_reads_what_sqlalchemy_reads(
    database: Database,
    said: list[tuple[str, Any, Any, datetime, str]],
    screen: dict[str, Any] | None,
    is_open: bool,
) -> None:
    async with database.work() as work:
        await work.people.forget(AIGERIM)
        await work.people.ensure(AIGERIM, "kk", NOW)
        run = await work.runs.open(AIGERIM, "tvet-teacher", None, NOW)
        if not is_open:
            await work.runs.close(run.id, "reported", NOW)
        if screen is not None:
            await work.screens.put(AIGERIM, "menu", screen, None, 7, NOW)
        for fact, state, value, now, position in said:
            await work.answers.put(AIGERIM, run.id, fact, state, value, now, position)
        situation = await work.people.situation(AIGERIM)
        answers = await work.answers.all(AIGERIM)
        person, live = await work.people.get(AIGERIM), await work.screens.get(AIGERIM)
        current = await work.runs.current(AIGERIM)
    assert situation is not None
    assert (situation.person, situation.run) == (person, current)
    assert words(situation.screen) == words(live)
    latest = {(fact, position): (state, value, now) for fact, state, value, now, position in said}
    told = {
        (each.fact, each.position): (each.state, each.value, each.answered_at) for each in answers
    }
    assert words(sorted(told.items())) == words(sorted(latest.items()))
    # Where nothing may be written, SQLAlchemy reads.
    async with database.work(writing=False) as work:
        assert words(await work.people.situation(AIGERIM)) == words(situation)
        assert words(await work.answers.all(AIGERIM)) == words(answers)


async def held(database: Database) -> list[int]:
    """How many answers, dealt-with updates and waiting ones there are, as SQLAlchemy counts."""
    async with database.work(writing=False) as work:
        counts = []
        for table in (answer, handled_update, waiting_update):
            found = await work._transaction.execute(select(func.count()).select_from(table))
            counts.append(int(found.scalar_one()))
    return counts


async def put(work: Work) -> None:
    await work.answers.put(AIGERIM, None, "h_index", "value", 3, NOW)


async def decide(work: Work) -> None:
    await work.waiting.decide(5, AIGERIM, "{}", "me", NOW, LEASE)


async def see(work: Work) -> None:
    assert not await work.updates.seen(5, NOW)


async def language(work: Work) -> None:
    await work.people.set_language(AIGERIM, "ru")


ORDERS: dict[str, tuple[Do, ...]] = {
    "on the driver only": (put, decide, see),
    "SQLAlchemy first": (language, put, decide, see),
    "SQLAlchemy in between": (put, language, decide, see),
    "SQLAlchemy last": (put, decide, see, language),
}


@pytest.mark.parametrize("order", ORDERS.values(), ids=list(ORDERS))
async def test_both_ways_are_one_transaction(database: Database, order: tuple[Do, ...]) -> None:
    async with database.work() as work:
        await work.people.ensure(AIGERIM, "kk", NOW)

    async def broken_off() -> None:
        async with database.work() as work:
            for do in order:
                await do(work)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await broken_off()
    assert await held(database) == [0, 0, 0]
    async with database.work() as work:
        person = await work.people.get(AIGERIM)
    assert person is not None
    assert person.language == "kk"
    async with database.work() as work:
        for do in order:
            await do(work)
    assert await held(database) == [1, 1, 1]


async def test_a_statement_says_how_many_rows_it_has_touched(database: Database) -> None:
    async with database.work() as work:
        assert not await work.updates.seen(1, NOW)
        assert await work.updates.seen(1, NOW)
        came = WaitingUpdate(1, AIGERIM, "{}", None)
        await work.waiting.write_down([came, came], "me", NOW, LEASE)
        await work.waiting.answered([1, 2])
    assert await held(database) == [0, 1, 0]


async def test_a_cancellation_anywhere_leaves_whole_steps_and_a_database_that_works(
    database: Database,
) -> None:
    async def step(number: int) -> None:
        async with database.work() as work:
            await work.updates.seen(number, NOW)
            await work.waiting.decide(number, AIGERIM, "{}", "me", NOW, LEASE)

    after = range(0, 90, 3)
    for turns in after:
        task = asyncio.create_task(step(turns))
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await step(1000 + turns)
    _, seen, decided = await held(database)
    assert seen == decided
    assert len(after) <= seen <= 2 * len(after)
