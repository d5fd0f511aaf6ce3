import asyncio

from sqlalchemy import Connection

from storage.database import Database
from storage.tables.checks import Decision, NewDecision
from storage.tables.conversation import LiveMessage
from storage.tables.schema import metadata
from tests.storage.databases import look
from tests.storage.samples import AIGERIM, DAY, ERLAN, NOW, TODAY, begin_run


async def test_a_person_has_one_screen_the_latest(database: Database) -> None:
    async with database.work() as work:
        await begin_run(work)
        assert await work.screens.get(AIGERIM) is None
        await work.screens.put(AIGERIM, "menu", {"page": 1}, AIGERIM, 10, NOW)
        await work.screens.put(AIGERIM, "browse", {"chosen": None}, None, None, NOW + DAY)
        latest = await work.screens.get(AIGERIM)
    assert latest == LiveMessage(AIGERIM, "browse", {"chosen": None}, None, None, NOW + DAY)


async def test_a_decision_comes_back_byte_for_byte(database: Database) -> None:
    record = bytes(range(256))
    async with database.work() as work:
        run = await begin_run(work, consent=True)
        number = await work.decisions.add(
            AIGERIM,
            run.id,
            NewDecision(record, "sha", "vet-teacher", "expert", "undetermined", TODAY),
            NOW,
        )
        assert await work.decisions.get(number) == Decision(
            number,
            AIGERIM,
            run.id,
            "vet-teacher",
            "expert",
            "undetermined",
            TODAY,
            "sha",
            record,
            NOW,
        )
        assert await work.decisions.get(number + 1) is None


async def test_decisions_of_a_person_come_latest_first(database: Database) -> None:
    async with database.work() as work:
        await begin_run(work, AIGERIM, consent=True)
        await begin_run(work, ERLAN, consent=True)
        for person_id, position, now in (
            (AIGERIM, "first", NOW),
            (AIGERIM, "third", NOW + 2 * DAY),
            (ERLAN, "other", NOW),
            (AIGERIM, "second", NOW + DAY),
        ):
            await work.decisions.add(
                person_id, None, NewDecision(b"", "d", position, None, "eligible", TODAY), now
            )
        found = [decision.position for decision in await work.decisions.of(AIGERIM)]
    assert found == ["third", "second", "first"]


async def test_misses_are_counted_over_languages_and_spellings(database: Database) -> None:
    async with database.work() as work:
        await work.misses.add("  Повар \n", "ru", NOW)
        await work.misses.add("повар", "kk", NOW)
        await work.misses.add("аспаз\x00", "kk", NOW)
        await work.misses.add(" \t ", "kk", NOW)
        assert await work.misses.top(5) == [("повар", 2), ("аспаз", 1)]
        assert await work.misses.top(1) == [("повар", 2)]


async def test_a_long_miss_is_cut(database: Database) -> None:
    async with database.work() as work:
        await work.misses.add("ß" * 300, "en", NOW)
        [(text, _)] = await work.misses.top(1)
    assert text == "s" * 200


async def test_words_that_may_be_somebody_s_own_count_from_the_third_person_on(
    database: Database, database_url: str
) -> None:
    people = (AIGERIM, ERLAN, AIGERIM + 10, AIGERIM + 11)
    async with database.work() as work:
        for person in people:
            await work.people.ensure(person, "ru", NOW)
        for person in (AIGERIM, AIGERIM, AIGERIM, ERLAN):
            await work.misses.add_of(person, " Сурок  в ПОЛЕ", "ru", NOW)
        await work.misses.add_of(AIGERIM, "other words", "ru", NOW)
        assert await work.misses.top(5) == []
    assert "сурок" not in str(await look(database_url, everything)).casefold()
    async with database.work() as work:
        await work.misses.add_of(people[2], "сурок в поле", "kk", NOW)
        assert await work.misses.top(5) == [("сурок в поле", 3)]
        await work.misses.add_of(people[3], "Сурок в поле", "ru", NOW)
        assert await work.misses.top(5) == [("сурок в поле", 4)]
    assert len((await look(database_url, everything))["miss_mark"]) == 1


async def test_three_people_must_type_it_within_the_time(database: Database) -> None:
    async with database.work() as work:
        for number in range(3):
            await work.people.ensure(AIGERIM + number, "ru", NOW)
        await work.misses.add_of(AIGERIM, "сурок", "ru", NOW)
        assert await work.misses.purge(NOW + DAY) == 1
        for number in (1, 2):
            await work.misses.add_of(AIGERIM + number, "сурок", "ru", NOW + DAY)
        assert await work.misses.top(5) == []


async def test_the_mark_of_a_person_without_consent_lasts_a_day(
    database: Database, database_url: str
) -> None:
    async with database.work() as work:
        for person in (AIGERIM, ERLAN):
            await work.people.ensure(person, "ru", NOW)
            await work.misses.add_of(person, "сурок", "ru", NOW)
        await work.people.give_consent(ERLAN, "1", NOW)
        await work.people.purge_expired(NOW + DAY)
    assert [row[1] for row in (await look(database_url, everything))["miss_mark"]] == [ERLAN]
    async with database.work() as work:
        await work.people.withdraw_consent(ERLAN, NOW)
    assert (await look(database_url, everything))["miss_mark"] == []


def everything(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    return {
        table.name: [tuple(row) for row in connection.execute(table.select())]
        for table in metadata.sorted_tables
    }


async def test_misses_are_forgotten_when_nobody_types_them_any_more(database: Database) -> None:
    async with database.work() as work:
        for text, now in (("old", NOW), ("again", NOW), ("again", NOW + DAY)):
            await work.misses.add(text, "en", now)
        assert await work.misses.purge(NOW + DAY) == 1
        assert await work.misses.top(5) == [("again", 2)]


async def test_an_update_is_new_once(database: Database) -> None:
    async with database.work() as work:
        assert not await work.updates.seen(2**40, NOW)
        assert await work.updates.seen(2**40, NOW + DAY)
        assert not await work.updates.seen(2**40 + 1, NOW)


async def test_of_equal_updates_at_once_one_is_new(database: Database) -> None:
    async def deal_with() -> bool:
        async with database.work() as work:
            return await work.updates.seen(77, NOW)

    answers = await asyncio.gather(*(deal_with() for _ in range(10)))
    assert sorted(answers) == [False] + [True] * 9


async def test_an_update_whose_transaction_failed_is_new_again(database: Database) -> None:
    async def fail() -> None:
        async with database.work() as work:
            await work.updates.seen(77, NOW)
            raise ConnectionError

    await asyncio.gather(fail(), return_exceptions=True)
    async with database.work() as work:
        assert not await work.updates.seen(77, NOW)


async def test_old_updates_are_purged(database: Database) -> None:
    async with database.work() as work:
        await work.updates.seen(1, NOW)
        await work.updates.seen(2, NOW + DAY)
        assert await work.updates.purge(NOW + DAY) == 1
        assert [await work.updates.seen(number, NOW) for number in (1, 2)] == [False, True]
