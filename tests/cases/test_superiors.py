"""Whom an organisation answers to: set by its HR, noted, and counted before a person's own word."""

from typing import Any

import pytest
from pytest_asyncio import fixture

from cases import members
from cases.errors import NotAllowed
from cases.superiors import OWN_WORD, set_superior, superior_of, superiors_of_person
from rules.attestation import Superior
from storage.database import Database
from tests.cases.college import (
    HR,
    NOW,
    OPERATOR,
    OTHER_HR,
    STRANGER,
    TEACHER,
    Colleges,
    dismiss,
    found,
)

NAME = "Политехникалық колледж"


@fixture
async def colleges(database: Database) -> Colleges:
    return await found(database)


async def said(database: Database, c: Colleges, answers_to: Any, actor: int = HR) -> bool:
    async with database.work() as work:
        return await set_superior(work, actor, c.organisation, answers_to, NOW)


async def of_person(database: Database, person_id: int) -> tuple[Superior, ...]:
    async with database.work(writing=False) as work:
        return await superiors_of_person(work, person_id)


async def own_word(database: Database, person_id: int, value: str) -> None:
    async with database.work() as work:
        await work.attestation_words.put(person_id, "", OWN_WORD, value, NOW)


async def log(database: Database, c: Colleges) -> list[tuple[int, dict[str, Any]]]:
    async with database.work(writing=False) as work:
        entries = await work.audit.of_organisation(c.organisation, 100)
    action = "organisation.superior"
    return [(each.actor_id, each.details) for each in entries[::-1] if each.action == action]


async def test_members_have_it_with_the_name_of_whose_hr_says_so(
    database: Database, colleges: Colleges
) -> None:
    assert await of_person(database, TEACHER) == ()
    await said(database, colleges, "region")
    assert await of_person(database, TEACHER) == (Superior("region", NAME),)
    for person_id in (HR, OTHER_HR, STRANGER):
        assert await of_person(database, person_id) == ()


async def test_hr_counts_before_the_own_word(database: Database, colleges: Colleges) -> None:
    await own_word(database, TEACHER, "district")
    assert await of_person(database, TEACHER) == (Superior("district"),)
    await said(database, colleges, "ministry")
    assert await of_person(database, TEACHER) == (Superior("ministry", NAME),)
    await said(database, colleges, None)
    assert await of_person(database, TEACHER) == (Superior("district"),)
    await said(database, colleges, "ministry")
    async with database.work() as work:
        c = colleges
        await members.end_membership(work, HR, c.organisation, c.membership, NOW)
    assert await of_person(database, TEACHER) == (Superior("district"),)


async def test_each_change_is_noted_once(database: Database, colleges: Colleges) -> None:
    assert await said(database, colleges, "region")
    assert not await said(database, colleges, "region")
    assert await said(database, colleges, None)
    assert await log(database, colleges) == [
        (HR, {"answers_to": "region"}),
        (HR, {"answers_to": None}),
    ]


@pytest.mark.parametrize("actor", [STRANGER, TEACHER, OTHER_HR, OPERATOR])
async def test_nobody_else_sets_or_sees_it(
    database: Database, colleges: Colleges, actor: int
) -> None:
    with pytest.raises(NotAllowed):
        await said(database, colleges, "region", actor)
    with pytest.raises(NotAllowed):
        async with database.work() as work:
            await superior_of(work, actor, colleges.organisation)
    assert await of_person(database, TEACHER) == ()
    assert await log(database, colleges) == []


async def test_the_right_is_looked_up_when_it_is_set(
    database: Database, colleges: Colleges
) -> None:
    c = colleges
    async with database.work() as work:
        await superior_of(work, HR, c.organisation)
        await dismiss(work, c)
    with pytest.raises(NotAllowed):
        await said(database, c, "region")
