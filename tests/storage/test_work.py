import asyncio
from datetime import timedelta

import pytest
from sqlalchemy.exc import DBAPIError

from storage.database import Database, open_database
from tests.storage.samples import AIGERIM, ERLAN, NOW, begin_run


async def answer(database: Database, fact: str, person_id: int = AIGERIM) -> object:
    async with database.work(writing=False) as work:
        rows = await work.answers.all(person_id)
        return next((row.value for row in rows if row.fact == fact), None)


async def test_a_transaction_is_stored_when_it_ends(database: Database, database_url: str) -> None:
    async with database.work() as work:
        run = await begin_run(work)
        await work.answers.put(AIGERIM, run.id, "h_index", "value", 3, NOW)
    after_restart = open_database(database_url)
    assert await answer(after_restart, "h_index") == 3
    await after_restart.close()


async def test_nothing_of_a_failed_transaction_is_stored(database: Database) -> None:
    async def fail() -> None:
        async with database.work() as work:
            await begin_run(work)
            raise ConnectionError

    with pytest.raises(ConnectionError):
        await fail()
    async with database.work() as work:
        assert await work.people.get(AIGERIM) is None


async def test_nothing_of_a_cancelled_transaction_is_stored(database: Database) -> None:
    written = asyncio.Event()

    async def never_ends() -> None:
        async with database.work() as work:
            await begin_run(work)
            written.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(never_ends())
    await written.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with database.work() as work:
        assert await work.people.get(AIGERIM) is None


async def test_a_cancellation_at_any_step_leaves_all_or_nothing(database: Database) -> None:
    async def step(number: int) -> None:
        async with database.work() as work:
            run = await begin_run(work, number)
            await work.answers.put(number, run.id, "h_index", "value", 1, NOW)
            await work.answers.put(number, run.id, "degrees", "value", ["master"], NOW)

    people = range(1, 31)
    for turns, number in enumerate(people):
        task = asyncio.create_task(step(number))
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    async with database.work() as work:
        for number in people:
            known = await work.people.get(number) is not None
            assert len(await work.answers.all(number)) == (2 if known else 0)


async def test_transactions_at_the_same_time_lose_no_answer(database: Database) -> None:
    async with database.work() as work:
        run = await begin_run(work)
        await work.answers.put(AIGERIM, run.id, "experience.specialty", "value", 0, NOW)

    async def add_a_month() -> None:
        async with database.work() as work:
            [held] = await work.answers.all(AIGERIM)
            months = held.value
            await asyncio.sleep(0)
            await work.answers.put(
                AIGERIM, run.id, "experience.specialty", "value", months + 1, NOW
            )

    await asyncio.gather(*(add_a_month() for _ in range(20)))
    assert await answer(database, "experience.specialty") == 20


async def test_two_processes_lose_no_answer(database: Database, database_url: str) -> None:
    other = open_database(database_url)
    async with database.work() as work:
        await work.people.ensure(AIGERIM, "kk", NOW)

    async def add_a_fact(at: Database, number: int) -> None:
        async with at.work() as work:
            held = await work.answers.all(AIGERIM)
            await work.answers.put(AIGERIM, None, f"fact-{number}", "value", len(held), NOW)

    await asyncio.gather(*(add_a_fact((database, other)[n % 2], n) for n in range(20)))
    async with database.work() as work:
        answers = await work.answers.all(AIGERIM)
    assert [found.value for found in answers] == list(range(20))
    assert [found.sequence for found in answers] == list(range(1, 21))
    await other.close()


async def test_a_reading_transaction_does_not_wait_for_a_writer(database: Database) -> None:
    async with database.work() as writer:
        await begin_run(writer)
        found = await asyncio.create_task(answer(database, "h_index"))
    assert found is None


async def test_a_reading_transaction_cannot_write(database: Database) -> None:
    with pytest.raises(DBAPIError, match=r"read-?only"):
        async with database.work(writing=False) as work:
            await work.people.ensure(AIGERIM, "kk", NOW)
    async with database.work() as work:
        assert await work.people.get(AIGERIM) is None
        await work.people.ensure(AIGERIM, "kk", NOW)


async def test_work_inside_work_is_refused_at_once(database: Database) -> None:
    async with database.work() as work:
        with pytest.raises(RuntimeError, match="inside work"):
            async with database.work():
                pass
        await work.people.ensure(AIGERIM, "kk", NOW)
    async with database.work() as work:
        assert await work.people.get(AIGERIM) is not None


async def test_people_do_not_wait_for_each_other_on_postgresql(
    database: Database, database_url: str
) -> None:
    async with database.work() as work:
        await work.people.ensure(AIGERIM, "kk", NOW)
        await work.people.ensure(ERLAN, "ru", NOW)

    async def change_language() -> None:
        async with database.work() as work:
            await work.people.set_language(ERLAN, "en")

    async with database.work() as work:
        await work.people.set_language(AIGERIM, "en")
        other = asyncio.create_task(change_language())
        if database_url.startswith("postgresql"):
            await other
    await other
    async with database.work() as work:
        found = [await work.people.get(person) for person in (AIGERIM, ERLAN)]
    assert [person and person.language for person in found] == ["en", "en"]


async def test_errors_do_not_tell_what_people_answered(database: Database) -> None:
    with pytest.raises(DBAPIError) as caught:
        async with database.work() as work:
            await work.answers.put(ERLAN, None, "h_index", "value", "a secret", NOW + timedelta(1))
    assert "a secret" not in str(caught.value)
