from sqlalchemy import text

from storage.database import Database
from storage.tables.checks import NewDecision
from tests.storage.databases import look
from tests.storage.samples import AIGERIM, DAY, ERLAN, NOW, TODAY, begin_run


async def decided(database: Database, person_id: int = AIGERIM) -> int:
    async with database.work() as work:
        run = await begin_run(work, person_id, consent=True)
        return await work.decisions.add(
            person_id, run.id, NewDecision(b"{}", "d1", "methodist", None, "eligible", TODAY), NOW
        )


async def test_a_share_is_found_by_its_token_until_it_ends(database: Database) -> None:
    number = await decided(database)
    async with database.work() as work:
        made, token = await work.shares.add(AIGERIM, number, NOW, NOW + DAY)
        found = await work.shares.find(token)
        assert found == made
        assert found.works(NOW)
        assert not found.works(NOW + DAY)
        assert await work.shares.find(token[:-1]) is None
        assert [share.id for share in await work.shares.working(AIGERIM, NOW)] == [made.id]
        assert await work.shares.working(AIGERIM, NOW + DAY) == []
        assert await work.shares.working(ERLAN, NOW) == []


async def test_only_the_owner_revokes_and_only_once(database: Database) -> None:
    number = await decided(database)
    async with database.work() as work:
        made, token = await work.shares.add(AIGERIM, number, NOW, NOW + DAY)
        assert not await work.shares.revoke(ERLAN, made.id, NOW)
        assert await work.shares.revoke(AIGERIM, made.id, NOW)
        assert not await work.shares.revoke(AIGERIM, made.id, NOW)
        found = await work.shares.find(token)
        assert found is not None
        assert not found.works(NOW)


async def test_the_database_does_not_hold_the_token(database: Database, database_url: str) -> None:
    number = await decided(database)
    async with database.work() as work:
        _, token = await work.shares.add(AIGERIM, number, NOW, NOW + DAY)
    rows = await look(database_url, lambda c: c.execute(text("SELECT * FROM share")).all())
    assert len(rows) == 1
    assert token not in str(rows)


async def test_ended_shares_are_deleted_later(database: Database) -> None:
    number = await decided(database)
    async with database.work() as work:
        _, token = await work.shares.add(AIGERIM, number, NOW, NOW + DAY)
        assert await work.shares.purge(NOW + DAY) == 0
        assert await work.shares.purge(NOW + 2 * DAY) == 1
        assert await work.shares.find(token) is None


async def test_a_wish_is_noted_once_and_can_be_taken_back(database: Database) -> None:
    number = await decided(database)
    async with database.work() as work:
        assert await work.wishes.add(AIGERIM, number, TODAY, NOW)
        assert not await work.wishes.add(AIGERIM, number, TODAY, NOW)
        [wish] = await work.wishes.of(AIGERIM)
        assert (wish.decision_id, wish.day) == (number, TODAY)
        assert not await work.wishes.remove(ERLAN, number)
        assert await work.wishes.remove(AIGERIM, number)
        assert not await work.wishes.remove(AIGERIM, number)


async def test_decisions_by_other_rules_come_in_turns(database: Database) -> None:
    numbers = [await decided(database) for _ in range(3)]
    async with database.work(writing=False) as work:
        assert await work.decisions.by_other_rules("d1", 0, 10) == []
        first = await work.decisions.by_other_rules("d2", 0, 2)
        rest = await work.decisions.by_other_rules("d2", first[-1].id, 2)
    assert [d.id for d in (*first, *rest)] == numbers
