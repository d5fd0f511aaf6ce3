"""Finished checks, from which the tests of what follows a report begin."""

from __future__ import annotations

from rules.questionnaire.scope import Seen
from storage.tables.checks import Decision
from tests.handlers.answering import begin, find_in_lists
from tests.handlers.house import House, Somebody
from tests.handlers.kept_answers import answers_at

SHORT = (":bachelor", ":pedagogical", ":12", ":!all")


async def short_of_a_year(person: Somebody) -> str:
    """A teacher-moderator who lacks a year of experience in the specialty; the report."""
    await begin(person, "tvet-teacher", "moderator")
    await answer(person, *SHORT)
    return person.live.text


async def answer(person: Somebody, *options: str) -> None:
    for option in options:
        await person.press(option)


async def without_consent(person: Somebody, *options: str) -> None:
    await person.say("/start")
    await person.press("c:no")
    await find_in_lists(person, "tvet-teacher")
    await person.press("m:cat:tvet-teacher:moderator")
    await answer(person, *options)


async def kept(house: House, person: Somebody) -> dict[str, Seen]:
    """What counts at the position of these checks."""
    return await answers_at(house, person.id, "tvet-teacher")


async def decisions(house: House, person: Somebody) -> list[Decision]:
    async with house.database.work(writing=False) as work:
        return await work.decisions.of(person.id)
