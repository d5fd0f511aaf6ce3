import asyncio
from datetime import datetime, timedelta, timezone
from typing import get_args

import pytest
from sqlalchemy.exc import IntegrityError, StatementError

from rules.vocabulary import Language
from storage.database import Database
from storage.tables.conversation import Person, Situation
from tests.storage.samples import AIGERIM, DAY, ERLAN, NOW, TODAY, begin_run


async def test_a_person_is_made_known_once(database: Database) -> None:
    async with database.work() as work:
        assert await work.people.get(AIGERIM) is None
        new = await work.people.ensure(AIGERIM, "kk", NOW)
        again = await work.people.ensure(AIGERIM, "ru", NOW + DAY)
    assert new == again
    assert new == Person(
        id=AIGERIM,
        language="kk",
        language_chosen=False,
        consent_version=None,
        consent_at=None,
        withdrawn_at=None,
        created_at=NOW,
        blocked_at=None,
        seen_on=TODAY,
    )


async def test_people_who_arrive_twice_at_once_are_one(database: Database) -> None:
    async def arrive() -> Person:
        async with database.work() as work:
            return await work.people.ensure(AIGERIM, "kk", NOW)

    assert len(set(await asyncio.gather(*(arrive() for _ in range(8))))) == 1


@pytest.mark.parametrize("language", get_args(Language))
async def test_the_chosen_language_is_kept(database: Database, language: Language) -> None:
    async with database.work() as work:
        await work.people.ensure(AIGERIM, "ru", NOW)
        await work.people.set_language(AIGERIM, language)
    async with database.work() as work:
        person = await work.people.ensure(AIGERIM, "ru", NOW)
    assert (person.language, person.language_chosen) == (language, True)


async def test_no_other_language_gets_in(database: Database) -> None:
    with pytest.raises(IntegrityError, match="ck_person_language"):
        async with database.work() as work:
            await work.people.ensure(AIGERIM, "de", NOW)  # type: ignore[arg-type]


async def test_consent_has_a_version_and_a_day_and_can_be_withdrawn(database: Database) -> None:
    async with database.work() as work:
        await work.people.ensure(AIGERIM, "kk", NOW)
        await work.people.give_consent(AIGERIM, "2026-01", NOW)
        given = await work.people.get(AIGERIM)
        await work.people.withdraw_consent(AIGERIM, NOW + DAY)
        withdrawn = await work.people.get(AIGERIM)
        await work.people.give_consent(AIGERIM, "2026-02", NOW + 2 * DAY)
        given_again = await work.people.get(AIGERIM)
    assert [
        (person.consent_version, person.consent_at, person.withdrawn_at)
        for person in (given, withdrawn, given_again)
        if person is not None
    ] == [
        ("2026-01", NOW, None),
        (None, None, NOW + DAY),
        ("2026-02", NOW + 2 * DAY, None),
    ]


async def test_blocking_keeps_its_first_moment_until_it_ends(database: Database) -> None:
    async with database.work() as work:
        await work.people.ensure(AIGERIM, "kk", NOW)
        moments = []
        for blocked, at in ((True, NOW), (True, NOW + DAY), (False, NOW + DAY), (True, NOW + DAY)):
            await work.people.set_blocked(AIGERIM, blocked, at)
            person = await work.people.get(AIGERIM)
            assert person is not None
            moments.append(person.blocked_at)
    assert moments == [NOW, NOW, None, NOW + DAY]


async def test_moments_come_back_the_same_and_in_utc(database: Database) -> None:
    almaty = datetime(2026, 3, 2, 14, 30, 15, 999999, tzinfo=timezone(timedelta(hours=5)))
    async with database.work() as work:
        person = await work.people.ensure(AIGERIM, "kk", almaty)
        person = await work.people.get(AIGERIM) or person
    assert person.created_at == almaty
    assert person.created_at.utcoffset() == timedelta(0)


async def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="timezone"):
        async with database.work() as work:
            await work.people.ensure(AIGERIM, "kk", NOW.replace(tzinfo=None))


async def test_the_situation_is_what_the_single_questions_tell(database: Database) -> None:
    async with database.work() as work:
        assert await work.people.situation(AIGERIM) is None
        person = await work.people.ensure(AIGERIM, "kk", NOW)
        assert await work.people.situation(AIGERIM) == Situation(person, None, None)
        await begin_run(work, ERLAN)
        await begin_run(work, AIGERIM)
        latest = await begin_run(work, AIGERIM)
        await work.screens.put(AIGERIM, "menu", {"page": 1}, 5, 6, NOW)
        screen = await work.screens.get(AIGERIM)
        assert await work.people.situation(AIGERIM) == Situation(person, latest, screen)
