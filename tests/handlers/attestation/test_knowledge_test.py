"""The person's own knowledge test beside the attestation: told, kept by consent, taken back."""

from __future__ import annotations

import json
from datetime import date

import pytest

from storage.tables.attestation import KeptTest
from tests.handlers.checks import short_of_a_year
from tests.handlers.house import House, Somebody
from tests.handlers.people import with_consent

QUESTION = "How many per cent did you get"


async def open_test(house: House) -> Somebody:
    """In front of the question after the per cent."""
    person = house.person(1, "en")
    await short_of_a_year(person)
    await person.press("➕ More")
    await person.press("🎖 Attestation")
    assert QUESTION in await person.press("📝 My knowledge test")
    return person


async def kept(house: House) -> KeptTest | None:
    async with house.database.work(writing=False) as work:
        return await work.knowledge_tests.of(1)


async def test_per_cent_and_day_are_told_and_the_attestation_counts_them(house: House) -> None:
    person = await open_test(house)
    assert "On which day" in await person.say("75 %")
    await person.say("1 March 2026")
    assert "📝 My knowledge test: 75 %" in person.labels()
    assert "✅ Knowledge test: " in person.said()
    held = await kept(house)
    assert held is not None
    assert (held.percent, held.taken) == (75, date(2026, 3, 1))


@pytest.mark.parametrize("words", ["75 пайыз", "75 процентов", "75 per cent", "75 из 100"])
async def test_per_cent_may_be_a_word(house: House, words: str) -> None:
    person = await open_test(house)
    assert "On which day" in await person.say(words)


async def test_what_is_no_whole_per_cent_is_asked_back(house: House) -> None:
    person = await open_test(house)
    assert "Did you mean 78 %?" in await person.say("39 out of 50")
    assert await kept(house) is None
    assert "On which day" in await person.say("78")


async def test_the_day_is_pressed_part_by_part_also_after_a_restart(house: House) -> None:
    person = await open_test(house)
    await house.restart()
    await person.say("59")
    await house.restart()
    await person.press("2026")
    await person.press("March")
    message = person.live
    data = person.find(message, "14")
    await person.press("14")
    await house.telegram.press(1, message.message_id, data, stale=True)
    await house.settle()
    held = await kept(house)
    assert held is not None
    assert (held.percent, held.taken) == (59, date(2026, 3, 14))
    assert "❌ Knowledge test: " in person.said()


async def test_a_day_that_is_not_known_stays_open(house: House) -> None:
    person = await open_test(house)
    await person.say("75")
    await person.press("Don't know")
    assert "❔ Knowledge test: " in person.said()
    assert "📝 My knowledge test: 75 %" in person.labels()


async def test_a_slip_is_asked_again(house: House) -> None:
    person = await open_test(house)
    assert "A number from 0 to 100 is needed" in await person.say("175")
    assert "Please write a number" in await person.say("well")
    await person.say("75")
    assert "still to come" in await person.say("21.11.2026")
    assert "press what you mean" in await person.say("14 March")
    await person.press("14 March 2026")
    held = await kept(house)
    assert held is not None
    assert held.taken == date(2026, 3, 14)


async def test_words_for_something_else_are_not_taken_for_it(house: House) -> None:
    person = await open_test(house)
    await person.say("/help")
    await person.say("75")
    assert await kept(house) is None


async def test_it_is_replaced_and_removed(house: House) -> None:
    person = await open_test(house)
    await person.say("55")
    await person.press("Don't know")
    await person.press("📝 My knowledge test: 55 %")
    await person.say("80")
    await person.press("Don't know")
    assert "📝 My knowledge test: 80 %" in person.labels()
    await person.press("📝 My knowledge test: 80 %")
    await person.press("🗑 Remove")
    assert "📝 My knowledge test" in person.labels()
    assert await kept(house) is None


@pytest.mark.parametrize("data", ["n:taken:{run}:moderator:75:-", "n:test:{run}:moderator"])
async def test_without_consent_an_old_button_keeps_nothing(house: House, data: str) -> None:
    person = await open_test(house)
    run = next(d for d in person.data() if d.startswith("n:run:")).split(":")[2]
    await person.say("75")
    async with house.database.work() as work:
        await work.people.withdraw_consent(1, house.now)
    await house.telegram.press(1, person.live.message_id, data.format(run=run), stale=True)
    await house.settle()
    assert await kept(house) is None
    assert "nothing is kept" in person.live.text


async def test_nobody_tells_it_beside_the_check_of_somebody_else(house: House) -> None:
    owner = await open_test(house)
    run = next(d for d in owner.data() if d.startswith("n:run:")).split(":")[2]
    other = await with_consent(house, person_id=2)
    data = f"n:taken:{run}:moderator:75:-"
    press = await house.telegram.press(2, other.live.message_id, data, stale=True)
    await house.settle()
    assert press.text == "Those answers are no longer kept. Start again with /check."
    async with house.database.work(writing=False) as work:
        assert await work.knowledge_tests.of(2) is None


async def test_it_is_in_the_persons_data_and_goes_with_it(house: House) -> None:
    person = await open_test(house)
    await person.say("75")
    await person.press("Don't know")
    async with house.database.work(writing=False) as work:
        export = await work.people.export(1)
    assert json.loads(json.dumps(export["knowledge_test"]))[0]["percent"] == 75
    await person.say("/forget")
    await person.press("🗑 Yes, delete everything")
    assert await kept(house) is None
