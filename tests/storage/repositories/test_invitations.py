import asyncio
from datetime import timedelta

from storage.database import Database
from storage.tables.organisations import Invitation
from tests.storage.databases import look
from tests.storage.samples import AIGERIM, DAY, ERLAN, NOW


async def make(database: Database) -> tuple[Invitation, str]:
    """An HR link that works for a day."""
    async with database.work() as work:
        for person_id in (AIGERIM, ERLAN):
            await work.people.ensure(person_id, "kk", NOW)
        college = await work.organisations.add("College", NOW)
        assert college is not None
        return await work.invitations.add("hr", college.id, None, AIGERIM, NOW, NOW + DAY)


async def use(database: Database, link: Invitation, person_id: int = ERLAN) -> bool:
    async with database.work() as work:
        return await work.invitations.use(link.id, person_id, NOW)


async def test_an_invitation_is_used_once(database: Database) -> None:
    link, token = await make(database)
    assert await use(database, link)
    assert not await use(database, link, AIGERIM)
    async with database.work(writing=False) as work:
        used = await work.invitations.find(token)
    assert used is not None
    assert (used.used_at, used.used_by) == (NOW, ERLAN)


async def test_of_many_at_once_one_uses_it(database: Database) -> None:
    link, _ = await make(database)
    tries = await asyncio.gather(*(use(database, link) for _ in range(6)))
    assert sorted(tries) == [False] * 5 + [True]


async def test_neither_an_expired_nor_a_withdrawn_one_is_used(database: Database) -> None:
    link, _ = await make(database)
    async with database.work() as work:
        assert not await work.invitations.use(link.id, ERLAN, NOW + DAY)
        await work.invitations.withdraw(link.id, NOW)
        await work.invitations.withdraw(link.id, NOW + timedelta(hours=1))
        assert not await work.invitations.use(link.id, ERLAN, NOW)
        held = await work.invitations.get(link.id)
        assert await work.invitations.valid(link.organisation_id, NOW) == []
    assert held is not None
    assert (held.used_at, held.withdrawn_at) == (None, NOW)


async def test_the_token_is_nowhere_in_the_database(database: Database, database_url: str) -> None:
    link, token = await make(database)
    async with database.work(writing=False) as work:
        assert await work.invitations.find(token) == link
        assert await work.invitations.find(link.token_hash) is None
    held = await look(
        database_url, lambda c: str(c.exec_driver_sql("SELECT * FROM invitation").all())
    )
    assert link.token_hash in held
    assert token not in held
