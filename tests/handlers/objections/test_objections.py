""" "This is wrong": from under a report to an operator, and the answer back into the chat."""

from __future__ import annotations

from datetime import timedelta

from handlers.papers.paper import code_of
from storage.repositories.objections import About
from storage.tables.objections import Objection
from tests.cases.college import OPERATOR
from tests.handlers.checks import decisions, short_of_a_year
from tests.handlers.house import House, Somebody

WORDS = "The year at <school> & college was not counted."


async def objecting(house: House) -> Somebody:
    """Somebody who has agreed and is asked for the words."""
    person = house.person(1, "en")
    await short_of_a_year(person)
    await person.press("➕ More")
    await person.press("⚠️ This is wrong")
    await person.press("✅ I agree")
    return person


async def operator(house: House) -> Somebody:
    person = house.person(OPERATOR, "en")
    await person.say("/start")
    return person


async def held(house: House) -> list[Objection]:
    async with house.database.work(writing=False) as work:
        return await work.objections.of_person(1, house.now - timedelta(days=400))


async def planned(house: House, person_id: int) -> list[tuple[str, int]]:
    async with house.database.work(writing=False) as work:
        found = await work.reminders.of(person_id)
    kinds = ("objection", "objected")
    return [(each.subject, each.subject_id) for each in found if each.subject in kinds]


async def test_the_words_reach_the_operators_with_the_code_of_the_check(house: House) -> None:
    reader = await operator(house)
    person = await objecting(house)
    [decision] = await decisions(house, person)
    code = code_of(decision.record)
    assert code in person.live.text
    assert code in await person.say(WORDS)
    [each] = await held(house)
    assert (each.code, each.text, each.position) == (code, WORDS, "tvet-teacher")
    assert await planned(house, OPERATOR) == [("objected", each.id)]
    assert "⚠️ “This is wrong”: 1" in (await reader.say("/hr"), reader.labels())[1]
    listed = await reader.press("obj:l:0")
    assert "🆕" in listed
    assert WORDS in listed
    opened = await reader.press(f"obj:o:{each.id}")
    assert code in opened
    assert "P1" not in opened


async def test_the_answer_is_on_its_way_to_the_person_and_is_given_once(house: House) -> None:
    reader = await operator(house)
    person = await objecting(house)
    await person.say(WORDS)
    [each] = await held(house)
    await reader.say("/hr")
    await reader.press("obj:l:0")
    await reader.press(f"obj:o:{each.id}")
    opened = reader.live
    await reader.press("✍️ Answer")
    await house.restart()
    assert "on its way" in await reader.say("It counts: <see> clause 57.")
    assert await planned(house, 1) == [("objection", each.id)]
    assert (await held(house))[0].answer == "It counts: <see> clause 57."
    again = await house.telegram.press(OPERATOR, opened.message_id, f"obj:a:{each.id}", stale=True)
    await house.settle()
    assert again.text == "This is already answered."


async def test_a_colleague_who_answers_at_the_same_time_is_told(house: House) -> None:
    reader = await operator(house)
    await (await objecting(house)).say(WORDS)
    [each] = await held(house)
    await reader.say("/hr")
    await reader.press("obj:l:0")
    await reader.press(f"obj:o:{each.id}")
    await reader.press("✍️ Answer")
    async with house.database.work() as work:
        assert await work.objections.answer(each.id, "First.", house.now)
    await reader.say("Second.")
    assert "yours was not sent" in reader.said()
    assert (await held(house))[0].answer == "First."
    assert await planned(house, 1) == []


async def test_whether_the_answer_arrived_is_shown(house: House) -> None:
    reader = await operator(house)
    await (await objecting(house)).say(WORDS)
    [each] = await held(house)
    await reader.say("/hr")
    await reader.press("obj:l:0")
    await reader.press(f"obj:o:{each.id}")
    await reader.press("✍️ Answer")
    await reader.say("Thank you.")
    async with house.database.work() as work:
        await work.due_reminders.enter(house.now + timedelta(hours=20))
        [claim] = [
            claim
            for claim in await work.ledger.claim(
                "w", house.now + timedelta(hours=20), timedelta(minutes=1), 9
            )
            if claim.person_id == 1
        ]
        await work.ledger.settle(claim, "w", "blocked", house.now)
    await reader.press("obj:l:0", reader.live)
    assert "has blocked the bot" in await reader.press(f"obj:o:{each.id}")


async def test_nobody_but_an_operator_sees_or_answers_anything(house: House) -> None:
    person = await objecting(house)
    await person.say(WORDS)
    [each] = await held(house)
    stranger = house.person(2, "en")
    await stranger.say("/start")
    for data in ("obj:l:0", f"obj:o:{each.id}", f"obj:a:{each.id}"):
        for somebody in (stranger, person):
            await house.telegram.press(somebody.id, somebody.live.message_id, data, stale=True)
            await house.settle()
            assert "no right" in somebody.screen.text
            assert WORDS not in somebody.screen.text


async def test_a_right_that_is_gone_ends_the_answer(house: House) -> None:
    """Words for an answer of somebody who is no operator (any more)."""
    await (await objecting(house)).say(WORDS)
    [each] = await held(house)
    stranger = house.person(2, "en")
    await stranger.say("/start")
    async with house.database.work() as work:
        noted = {"mark": "0", "hears": True, "data": {"number": each.id}, "aside": {}}
        await work.screens.put(2, "own.objection.answer", noted, None, None, house.now)
    assert "no right" in await stranger.say("Mine.")
    assert (await held(house))[0].answer is None


async def test_the_same_words_twice_are_passed_on_once(house: House) -> None:
    person = await objecting(house)
    await person.say(WORDS)
    await person.press("⬅️ Back")
    await person.press("⚠️ This is wrong")
    assert "passed on already" in await person.say(WORDS)
    assert len(await held(house)) == 1


async def test_three_a_day_are_enough(house: House) -> None:
    person = await objecting(house)
    for number in range(4):
        text = await person.say(f"Wrong {number}.")
        await person.press("⬅️ Back")
        await person.press("⚠️ This is wrong")
    assert "3 times today" in text
    assert len(await held(house)) == 3
    house.now += timedelta(days=1, minutes=1)
    assert "Passed on" in await person.say("Wrong again.")


async def test_what_is_too_long_or_says_nothing_is_asked_for_again(house: House) -> None:
    person = await objecting(house)
    for words in ("x" * 1001, "\u2800"):
        assert "1 to 1,000 characters" in await person.say(words)
    assert await held(house) == []
    assert "Passed on" in await person.say("x" * 1000)
    [each] = await held(house)
    assert len(each.text) == 1000


async def test_a_check_that_is_gone_says_so(house: House) -> None:
    person = await objecting(house)
    form = person.live
    async with house.database.work() as work:
        await work.people.withdraw_consent(1, house.now)
    await person.say(WORDS)
    assert await held(house) == []
    await house.telegram.press(1, form.message_id, "obj:new:1", stale=True)
    await house.settle()
    assert house.refused() == []


async def test_three_hundred_long_ones_have_pages(house: House) -> None:
    reader = await operator(house)
    await objecting(house)
    async with house.database.work() as work:
        for number in range(300):
            about = About(f"{number:012x}", "tvet-teacher", "moderator")
            await work.objections.add(1, about, "<&я" * 66, "kk", house.now)
    await reader.say("/hr")
    await reader.press("obj:l:0")
    await house.telegram.press(OPERATOR, reader.live.message_id, "obj:l:9999", stale=True)
    await house.settle()
    assert reader.has("obj:l:58")
    assert house.refused() == []


async def test_what_was_written_goes_with_its_time_and_with_its_person(house: House) -> None:
    await (await objecting(house)).say(WORDS)
    async with house.database.work() as work:
        assert await work.objections.purge(house.now - timedelta(days=90)) == 0
        assert await work.objections.purge(house.now + timedelta(seconds=1)) == 1
