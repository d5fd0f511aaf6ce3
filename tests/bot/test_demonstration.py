"""The demonstration that the local chat offers: an organisation whose HR is whoever pressed."""

from __future__ import annotations

import asyncio

import pytest

from bot.commands.demo import ORGANISATION
from bot.demonstration import NAME, PEOPLE, demonstration
from rules.norms.loading import catalogue
from tests.handlers.conftest import house, logged
from tests.handlers.house import House
from tests.storage.databases import database_url, migrated_databases, postgresql_databases

__all__ = ["database_url", "house", "logged", "migrated_databases", "postgresql_databases"]

PERSON, OTHER, REAL = 9004, 9001, 123_456_789


def offered(house: House) -> None:
    house.telegram.tools[NAME] = demonstration(house.database, catalogue(), lambda: house.now)


async def organisations(house: House) -> int:
    async with house.database.work(writing=False) as work:
        return len(await work.organisations.all())


async def test_whoever_presses_acts_for_its_hr_at_once(house: House) -> None:
    offered(house)
    hr = house.person(PERSON, "ru")
    house.telegram.person(PERSON).first_name = "Кадрина Образцова"
    await hr.say("/start")
    await house.telegram.use_tool(PERSON, NAME)
    await house.settle()
    assert ORGANISATION in hr.live.text
    assert str(PEOPLE) in hr.live.text
    await hr.press("👥 Участники")
    assert "Мысал №1000001" in hr.live.text
    await hr.press("⬅️ Назад")
    assert "Кадрина Образцова (вы)" in await hr.press("🪪 Кадровая служба")


async def test_pressed_again_and_by_two_at_once_it_is_filled_once(house: House) -> None:
    offered(house)
    for person in (PERSON, OTHER):
        house.person(person, "kk")
    use = house.telegram.use_tool
    await asyncio.gather(use(PERSON, NAME), use(OTHER, NAME), use(PERSON, NAME))
    await house.settle()
    assert await organisations(house) == 1
    async with house.database.work(writing=False) as work:
        [made] = await work.organisations.all()
        assert await work.memberships.count(made.id) == PEOPLE
        acting = {right.person_id for right in await work.hr.of_organisation(made.id)}
        log = [each.action for each in await work.audit.of_organisation(made.id, 9)]
    assert acting == {PERSON, OTHER}
    assert log.count("hr.accept") == 2


async def test_a_database_with_real_people_is_left_alone(house: House) -> None:
    offered(house)
    house.person(PERSON, "kk")
    async with house.database.work() as work:
        await work.people.ensure(REAL, "kk", house.now)
    with pytest.raises(ValueError, match="real people"):
        await house.telegram.use_tool(PERSON, NAME)
    assert await organisations(house) == 0
