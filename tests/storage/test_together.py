"""Steps that many do at once: on SQLite several are stored by one commit, each apart."""

import asyncio
from collections import Counter

import pytest
from sqlalchemy import text

from storage.database import Database, DatabaseAway, Work, open_database
from storage.engine.prepared import OnSqlite
from tests.storage.samples import NOW

MANY = range(1, 21)


async def greeted(database: Database, person_id: int) -> bool:
    async with database.work(writing=False) as work:
        return await work.people.get(person_id) is not None


async def greet(database: Database, person_id: int) -> None:
    async def step(work: Work) -> None:
        await work.people.ensure(person_id, "ru", NOW)

    await database.do(step, together=True)


@pytest.fixture
def on_sqlite(database_url: str) -> None:
    if not database_url.startswith("sqlite"):
        pytest.skip("PostgreSQL stores each transaction by a commit of its own")


async def test_each_is_on_the_disk_when_it_is_done(database: Database, database_url: str) -> None:
    beside = open_database(database_url)

    async def greet_and_look(person_id: int) -> bool:
        await greet(database, person_id)
        return await greeted(beside, person_id)

    seen = await asyncio.gather(*map(greet_and_look, MANY))
    assert all(seen)
    await beside.close()


@pytest.mark.usefixtures("on_sqlite")
async def test_twenty_at_once_take_a_few_commits(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    commits: list[None] = []
    commit = OnSqlite.commit

    async def counted(self: OnSqlite) -> None:
        commits.append(None)
        await commit(self)

    monkeypatch.setattr(OnSqlite, "commit", counted)
    await asyncio.gather(*(greet(database, each) for each in MANY))
    assert len(commits) <= 4


async def test_one_alone_waits_for_nobody(database: Database) -> None:
    await asyncio.wait_for(greet(database, 1), 5)
    assert await greeted(database, 1)


async def test_one_that_fails_is_taken_back_alone(database: Database) -> None:
    async def fail(work: Work) -> None:
        await work.people.ensure(100, "ru", NOW)
        raise ConnectionError

    async def failing() -> None:
        with pytest.raises(ConnectionError):
            await database.do(fail, together=True)

    before, after = MANY[:3], MANY[3:]
    await asyncio.gather(
        *(greet(database, each) for each in before),
        failing(),
        *(greet(database, each) for each in after),
    )
    assert not await greeted(database, 100)
    assert all([await greeted(database, each) for each in MANY])


@pytest.mark.parametrize("place", [0, 1, 5])
@pytest.mark.parametrize("turns", range(12))
async def test_a_cancellation_leaves_the_others_alone(
    database: Database, place: int, turns: int
) -> None:
    """Wherever it comes: in line, in the middle, or while the commit is waited for."""
    tasks = [asyncio.create_task(greet(database, each)) for each in MANY[:6]]
    for _ in range(turns):
        await asyncio.sleep(0)
    tasks[place].cancel()
    ended = await asyncio.gather(*tasks, return_exceptions=True)
    for number, end in enumerate(ended):
        if number != place:
            assert end is None
            assert await greeted(database, number + 1)
    await greet(database, 7)
    assert await greeted(database, 7)


@pytest.mark.usefixtures("on_sqlite")
async def test_where_the_database_takes_back_everything_the_others_are_done_again(
    database: Database,
) -> None:
    """As SQLite does where its disk is full."""
    tries: Counter[int] = Counter()

    async def step(person_id: int, work: Work) -> None:
        tries[person_id] += 1
        await work.people.ensure(person_id, "ru", NOW)
        if person_id == 3 and tries[3] == 1:
            await work._transaction.execute(text("ROLLBACK"))
            raise DatabaseAway("the disk is full")

    async def one(person_id: int) -> None:
        await database.do(lambda work: step(person_id, work), together=True)

    ended = await asyncio.gather(*map(one, MANY[:6]), return_exceptions=True)
    assert [type(end) for end in ended].count(DatabaseAway) == 1
    assert [await greeted(database, each) for each in MANY[:6]] == [each != 3 for each in MANY[:6]]


@pytest.mark.usefixtures("on_sqlite")
async def test_whoever_writes_alone_comes_after_all_that_came_before(database: Database) -> None:
    async def alone() -> int:
        async with database.work() as work:
            people = [await work.people.get(each) for each in MANY[:4]]
            return sum(person is not None for person in people)

    *_, seen = await asyncio.gather(*(greet(database, each) for each in MANY[:4]), alone())
    assert seen == 4


async def test_a_step_inside_a_transaction_is_refused(database: Database) -> None:
    async with database.work():
        with pytest.raises(RuntimeError):
            await greet(database, 1)
