from sqlalchemy import select

from storage.database import Database, Work
from storage.repositories.purposes import has_agreed
from storage.tables.conversation import person
from tests.storage.samples import AIGERIM, DAY, ERLAN, NOW


async def shown_to_heads(work: Work) -> set[int]:
    """As a query of what a head sees has it."""
    query = select(person.c.id).where(has_agreed(person.c.id, "heads", "1"))
    return set((await work._transaction.execute(query)).scalars())


async def test_a_query_for_a_purpose_finds_only_those_who_agreed_to_it(database: Database) -> None:
    async with database.work() as work:
        for person_id in (AIGERIM, ERLAN):
            await work.people.ensure(person_id, "kk", NOW)
            await work.people.give_consent(person_id, "1", NOW)
        assert await shown_to_heads(work) == set()
        await work.purposes.put(AIGERIM, "heads", "1", True, NOW)
        await work.purposes.put(ERLAN, "receipts", "1", True, NOW)
        assert await shown_to_heads(work) == {AIGERIM}
        await work.purposes.put(AIGERIM, "heads", "0", True, NOW)
        assert await shown_to_heads(work) == set()
        await work.purposes.put(AIGERIM, "heads", "1", False, NOW + DAY)
        assert await shown_to_heads(work) == set()


async def test_the_last_word_counts_and_goes_with_the_consent(database: Database) -> None:
    async with database.work() as work:
        await work.people.ensure(AIGERIM, "kk", NOW)
        await work.people.give_consent(AIGERIM, "1", NOW)
        await work.purposes.put(AIGERIM, "heads", "1", False, NOW)
        await work.purposes.put(AIGERIM, "heads", "2", True, NOW + DAY)
        [said] = (await work.purposes.of(AIGERIM)).values()
        assert (said.version, said.agreed, said.said_at) == ("2", True, NOW + DAY)
        await work.people.withdraw_consent(AIGERIM, NOW + DAY)
        assert await work.purposes.of(AIGERIM) == {}
