"""Updates that wait for their answer: whose they are, in which order they are handed out."""

import asyncio
from datetime import datetime, timedelta

import pytest

from storage.database import Database
from storage.tables.conversation import WaitingUpdate
from tests.storage.samples import AIGERIM, DAY, ERLAN, NOW

LEASE = timedelta(seconds=30)
LATER = NOW + 2 * LEASE


def raw(number: int, person_id: int = AIGERIM) -> WaitingUpdate:
    return WaitingUpdate(number, person_id, f'{{"update_id":{number}}}', None)


async def write(database: Database, owner: str, *updates: WaitingUpdate) -> None:
    async with database.work() as work:
        await work.waiting.write_down(updates, owner, NOW, LEASE)


async def claimed(
    database: Database, owner: str, now: datetime = LATER, limit: int = 10
) -> list[int]:
    async with database.work() as work:
        return [each.id for each in await work.waiting.claim(owner, now, LEASE, limit)]


async def test_what_is_owned_is_nobody_elses_until_its_lease_has_passed(
    database: Database,
) -> None:
    await write(database, "a", raw(1), raw(2))
    assert await claimed(database, "b", NOW) == []
    assert await claimed(database, "b", LATER) == [1, 2]
    assert await claimed(database, "c", LATER) == []


async def test_what_was_renewed_stays_and_what_was_released_is_free(database: Database) -> None:
    await write(database, "a", raw(1))
    async with database.work() as work:
        await work.waiting.renew("a", LATER, LEASE)
    assert await claimed(database, "b", LATER) == []
    async with database.work() as work:
        await work.waiting.release("a")
    assert await claimed(database, "b", NOW) == [1]


async def test_whoever_renews_leaves_what_is_being_dealt_with(
    database: Database, database_url: str
) -> None:
    """On PostgreSQL it waited for the row, and made others wait for all its rows."""
    if database_url.startswith("sqlite"):
        pytest.skip("on SQLite one transaction writes at a time")
    await write(database, "a", raw(1), raw(2))
    async with database.work() as deciding:
        await deciding.waiting.answered([1])

        async def renew() -> None:
            async with database.work() as work:
                await work.waiting.renew("a", LATER, LEASE)

        await asyncio.wait_for(asyncio.create_task(renew()), 5)
    assert await claimed(database, "b", LATER) == []
    assert await claimed(database, "b", LATER + LEASE) == [2]


async def test_what_is_fresh_is_not_renewed_yet(database: Database) -> None:
    await write(database, "a", raw(1))
    async with database.work() as work:
        await work.waiting.renew("a", NOW + LEASE / 6, LEASE)
    assert await claimed(database, "b", NOW + LEASE) == [1]


async def test_a_later_update_is_not_handed_out_before_an_earlier_one_of_the_person(
    database: Database,
) -> None:
    await write(database, "a", raw(1))
    await write(database, "b", raw(2), raw(3, ERLAN))
    async with database.work() as work:
        await work.waiting.release("b")
    assert await claimed(database, "c", NOW) == [3]
    async with database.work(writing=False) as work:
        assert await work.waiting.elsewhere("c", NOW) == {AIGERIM: 1}


async def test_two_processes_that_claim_at_once_share_and_keep_the_order(
    database: Database,
) -> None:
    everything = [raw(number, AIGERIM if number % 2 else ERLAN) for number in range(1, 21)]
    await write(database, "a", *everything)
    shares = await asyncio.gather(*(claimed(database, name, limit=7) for name in "bcd"))
    handed_out = [number for share in shares for number in share]
    assert len(handed_out) == len(set(handed_out))
    owner = {number: name for name, share in zip("bcd", shares, strict=True) for number in share}
    # Nobody has a later one of a person of whom somebody else had an earlier one.
    for rest in (0, 1):
        assert len({owner[number] for number in handed_out if number % 2 == rest}) <= 1


async def test_a_decision_takes_the_place_of_what_came_and_goes_when_it_is_answered(
    database: Database,
) -> None:
    await write(database, "a", raw(1))
    async with database.work() as work:
        await work.waiting.decide(1, AIGERIM, '{"x":1}', "a", NOW, LEASE)
    async with database.work() as work:
        await work.waiting.write_down([raw(1)], "a", NOW, LEASE)
        assert await work.waiting.take(1, "b", NOW, LEASE) is None
        assert await work.waiting.take(1, "a", NOW, LEASE) == WaitingUpdate(
            1, AIGERIM, None, '{"x":1}'
        )
        await work.waiting.answered([1])
        assert await work.waiting.take(1, "a", NOW, LEASE) is None


async def test_forgetting_reaches_what_waits(database: Database) -> None:
    await write(database, "a", raw(1), raw(2, ERLAN))
    async with database.work() as work:
        await work.people.ensure(AIGERIM, "kk", NOW)
        await work.people.forget(AIGERIM)
    assert await claimed(database, "b") == [2]


async def test_what_nobody_took_for_long_is_deleted(database: Database) -> None:
    await write(database, "a", raw(1))
    async with database.work() as work:
        assert await work.waiting.purge(NOW) == 0
        assert await work.waiting.purge(NOW + DAY) == 1
