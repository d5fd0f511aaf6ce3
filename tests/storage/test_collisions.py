"""Transactions that PostgreSQL ends to break a deadlock are done again; other errors are not."""

import asyncio

import pytest
from sqlalchemy.exc import DBAPIError

from storage.database import ATTEMPTS, Database, Work
from tests.storage.samples import NOW


class Ended(Exception):
    """An error of the driver, with PostgreSQL's code for it."""

    def __init__(self, sqlstate: str) -> None:
        super().__init__(sqlstate)
        self.sqlstate = sqlstate


async def failing(database: Database, sqlstate: str, times: int) -> int:
    tried = 0

    async def step(work: Work) -> int:
        nonlocal tried
        tried += 1
        await work.misses.add(f"try {tried}", "ru", NOW)
        if tried <= times:
            raise DBAPIError("statement", None, Ended(sqlstate))
        return tried

    return await database.do(step)


async def test_a_transaction_ended_for_others_is_done_again_and_leaves_nothing(
    database: Database,
) -> None:
    assert await failing(database, "40P01", ATTEMPTS - 1) == ATTEMPTS
    async with database.work(writing=False) as work:
        assert await work.misses.top(9) == [(f"try {ATTEMPTS}", 1)]


async def test_it_is_not_done_for_ever(database: Database) -> None:
    with pytest.raises(DBAPIError):
        await failing(database, "40001", ATTEMPTS)


async def test_another_error_is_told_at_once(database: Database) -> None:
    with pytest.raises(DBAPIError):
        await failing(database, "23505", 1)
    async with database.work(writing=False) as work:
        assert await work.misses.top(9) == []


async def test_two_that_wait_for_each_other_both_get_done(database: Database) -> None:
    for person in (1, 2):
        async with database.work() as work:
            await work.people.ensure(person, "ru", NOW)
    met = asyncio.Barrier(2)

    async def both(first: int, second: int) -> None:
        waited = False

        async def step(work: Work) -> None:
            nonlocal waited
            await work.people.set_language(first, "kk")
            if not waited and database_is_shared:
                waited = True
                await met.wait()
            await work.people.set_language(second, "kk")

        await database.do(step)

    database_is_shared = "postgresql" in str(database._writing.url)
    await asyncio.gather(both(1, 2), both(2, 1))
    for person in (1, 2):
        async with database.work(writing=False) as work:
            found = await work.people.get(person)
            assert found is not None
            assert found.language == "kk"
