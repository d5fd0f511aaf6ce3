"""Corrections: who is judged again, each person told once, however often and by how many."""

import asyncio
from datetime import date, timedelta

from sqlalchemy import Select, select

from rules.questionnaire.scope import UNPLACED
from storage.database import Database
from storage.tables.checks import AnswerState, NewDecision
from storage.tables.corrections import Found, correction
from storage.tables.deadlines import reminder
from tests.storage.databases import look
from tests.storage.samples import AIGERIM, DAY, ERLAN, NOW, TODAY

CORRECTED_ON = date(2026, 11, 30)
OLD, NEW = "old rules", "new rules"


async def greet(database: Database, *people: int, consent: bool = True) -> None:
    async with database.work() as work:
        for person_id in people:
            await work.people.ensure(person_id, "kk", NOW)
            if consent:
                await work.people.give_consent(person_id, "1", NOW)


async def decide(
    database: Database,
    person_id: int,
    position: str = "tvet-teacher",
    digest: str = OLD,
    days: int = 0,
    category: str | None = None,
) -> int:
    async with database.work() as work:
        now = NOW + days * DAY
        return await work.decisions.add(
            person_id, None, NewDecision(b"{}", digest, position, category, "eligible", TODAY), now
        )


async def judged(
    database: Database, after: int = 0, limit: int = 10
) -> tuple[list[list[int]], int | None]:
    """The numbers of the decisions that are to be judged, person by person, and what is next."""
    async with database.work(writing=False) as work:
        batch = await work.corrections.batch(NEW, after, limit)
    return [[each.decision.id for each in person] for person in batch.people], batch.last


async def tell(
    database: Database, person_id: int, *decisions: int, on: date = CORRECTED_ON
) -> bool:
    async with database.work() as work:
        found = Found(person_id, dict.fromkeys(decisions, ("experience.post",)))
        return await work.corrections.tell(found, on, NOW)


async def count(url: str, query: Select[tuple[int]]) -> int:
    return len(await look(url, lambda connection: connection.execute(query).all()))


async def test_the_latest_decision_of_each_target_is_judged_if_by_other_rules(
    database: Database,
) -> None:
    await greet(database, AIGERIM, ERLAN)
    await decide(database, AIGERIM)
    latest = await decide(database, AIGERIM, days=1)
    moderator = await decide(database, AIGERIM, category="moderator")
    await decide(database, AIGERIM, "tvet-master")
    await decide(database, AIGERIM, "tvet-master", NEW, days=1)
    await decide(database, ERLAN, digest=NEW)
    people, _ = await judged(database)
    assert people == [[latest, moderator]]


async def test_people_come_in_batches_each_once(database: Database) -> None:
    people = range(AIGERIM, AIGERIM + 5)
    await greet(database, *people)
    made = [await decide(database, person_id) for person_id in people]
    again = [await decide(database, person_id, "tvet-master") for person_id in people]
    found, after = [], 0
    while True:
        some, last = await judged(database, after, limit=2)
        if last is None:
            break
        found += some
        after = last
    assert found == [list(pair) for pair in zip(made, again, strict=True)]


async def test_nobody_without_consent_is_judged(database: Database) -> None:
    await greet(database, AIGERIM, ERLAN)
    await decide(database, AIGERIM)
    await decide(database, ERLAN)
    await greet(database, 5, consent=False)
    await decide(database, 5)
    async with database.work() as work:
        await work.people.withdraw_consent(AIGERIM, NOW)
        await work.people.forget(ERLAN)
    assert await judged(database) == ([], None)


async def test_what_was_said_for_another_position_before_is_elsewhere(database: Database) -> None:
    await greet(database, AIGERIM)

    async def say(position: str, fact: str, days: int, state: AnswerState = "value") -> None:
        async with database.work() as work:
            run = await work.runs.open(AIGERIM, position, None, NOW)
            moment = NOW + days * DAY
            await work.answers.put(AIGERIM, run.id, fact, state, 5, moment, position)

    await say("tvet-master", "experience.specialty", 0)
    await say("tvet-master", "experience.enterprise", 2)
    await say("tvet-master", "experience.industry", 0, "unknown")
    await say("tvet-teacher", "experience.post", 0)
    async with database.work() as work:
        await work.answers.put(AIGERIM, None, "publications", "value", 5, NOW, UNPLACED)
    await decide(database, AIGERIM, days=1)
    async with database.work(writing=False) as work:
        batch = await work.corrections.batch(NEW, 0, 10)
    [[each]] = batch.people
    assert each.elsewhere == {"experience.specialty"}


async def test_how_far_it_has_come_is_kept_and_never_goes_back(database: Database) -> None:
    async with database.work() as work:
        assert await work.corrections.reached(CORRECTED_ON) == 0
        for last, reached in ((7, 7), (3, 7), (9, 9)):
            await work.corrections.advance(CORRECTED_ON, last, NOW)
            assert await work.corrections.reached(CORRECTED_ON) == reached
        assert await work.corrections.reached(CORRECTED_ON + DAY) == 0


async def test_a_person_is_told_once_of_each_correction(
    database: Database, database_url: str
) -> None:
    await greet(database, AIGERIM)
    made = [await decide(database, AIGERIM), await decide(database, AIGERIM, "tvet-master")]
    assert await tell(database, AIGERIM, *made)
    assert not await tell(database, AIGERIM, *made)
    assert await count(database_url, select(reminder.c.id)) == 1
    assert await tell(database, AIGERIM, made[0], on=CORRECTED_ON + DAY)
    assert await count(database_url, select(reminder.c.id)) == 2
    async with database.work(writing=False) as work:
        told = await work.corrections.of_decision(made[0])
    assert told is not None
    assert (told.corrected_on, told.rested_on) == (CORRECTED_ON + DAY, ("experience.post",))


async def test_two_at_once_tell_a_person_once(database: Database, database_url: str) -> None:
    await greet(database, AIGERIM)
    made = await decide(database, AIGERIM)
    told = await asyncio.gather(*(tell(database, AIGERIM, made) for _ in range(4)))
    assert sorted(told) == [False, False, False, True]
    assert await count(database_url, select(correction.c.id)) == 1
    assert await count(database_url, select(reminder.c.id)) == 1


async def test_whoever_withdrew_meanwhile_is_told_nothing(
    database: Database, database_url: str
) -> None:
    await greet(database, AIGERIM)
    made = await decide(database, AIGERIM)
    async with database.work() as work:
        await work.people.withdraw_consent(AIGERIM, NOW)
    assert not await tell(database, AIGERIM, made)
    assert await count(database_url, select(reminder.c.id)) == 0


async def test_what_was_told_goes_with_the_consent(database: Database, database_url: str) -> None:
    await greet(database, AIGERIM)
    assert await tell(database, AIGERIM, await decide(database, AIGERIM))
    async with database.work() as work:
        await work.people.withdraw_consent(AIGERIM, NOW)
    for column in (correction.c.id, reminder.c.id):
        assert await count(database_url, select(column)) == 0


async def test_a_check_made_again_is_left_out_of_the_message(database: Database) -> None:
    await greet(database, AIGERIM)
    first, second = await decide(database, AIGERIM), await decide(database, AIGERIM, "tvet-master")
    assert await tell(database, AIGERIM, first, second)
    async with database.work(writing=False) as work:
        [entered] = await work.reminders.of(AIGERIM)
    await decide(database, AIGERIM, digest=NEW, days=1)

    async def content() -> list[int] | None:
        async with database.work(writing=False) as work:
            found = await work.corrections.content(entered.subject_id)
        return None if found is None else [each.decision.id for each in found.checks]

    assert await content() == [second]
    await decide(database, AIGERIM, "tvet-master", NEW, days=1)
    assert await content() is None


async def test_at_night_the_message_waits_for_the_morning(database: Database) -> None:
    await greet(database, AIGERIM)
    made = await decide(database, AIGERIM)
    night = NOW.replace(hour=20)
    async with database.work() as work:
        await work.corrections.tell(Found(AIGERIM, {made: ()}), CORRECTED_ON, night)
        [entered] = await work.reminders.of(AIGERIM)
    assert entered.subject == "correction"
    assert timedelta() < entered.due_at - night < timedelta(hours=12)
