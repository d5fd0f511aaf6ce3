"""What would help most, from the list of one's checks."""

from __future__ import annotations

from tests.handlers.answering import answer_all, begin
from tests.handlers.checks import answer, short_of_a_year
from tests.handlers.house import House


async def test_the_thing_is_named_with_the_check_that_it_serves(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher")
    await person.press(":none")
    await answer_all(person)
    await person.say("/my")
    text = await person.press("y:helps")
    assert "What would help most" in text
    assert "1. " in text
    assert "on 20 November 2026" in text
    await person.press("⬅️ Back")
    assert "Your checks" in person.live.text


async def test_where_time_is_enough_that_is_said(house: House) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    await person.say("/my")
    assert "nothing but time" in await person.press("y:helps")


async def test_where_all_is_met_nothing_is_said_to_be_missing(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher")
    await answer(person, ":bachelor", ":pedagogical")
    await answer_all(person)
    await person.say("/my")
    assert "You meet all that you have checked" in await person.press("y:helps")
