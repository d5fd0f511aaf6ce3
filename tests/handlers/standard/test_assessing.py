"""Judging oneself by a card: a press for each ability, saved with consent, compared later."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from handlers.chat.phone import OF_A_PART, height, parts
from handlers.standard.result_view import answers_of, comparison_lines, question_text, result_lines
from i18n import LANGUAGES, translator
from rules.standard import card_numbers, cards_on, edition_on
from rules.standard.assessing import abilities, compared
from storage.tables.assessments import Assessment
from tests.handlers.house import House, Somebody
from tests.handlers.people import with_consent
from tests.handlers.report.test_views import assert_sendable
from tests.handlers.reports import all_parts

ON = date(2026, 11, 20)
BUTTONS = {"c": "✅ can do", "p": "🟡 partly", "n": "⬜ not yet"}


async def judge(person: Somebody, letters: str, card: int = 4) -> str:
    await person.say("/standard")
    await person.press(f"std:c:{card}:0")
    await person.press("📝 Assess myself")
    for letter in letters:
        await person.press(BUTTONS[letter])
    return person.live.text


async def saved(house: House, card: int = 4) -> Assessment | None:
    async with house.database.work(writing=False) as work:
        return await work.assessments.latest(1, card)


async def rows(house: House) -> int:
    async with house.database.work(writing=False) as work:
        return len((await work.people.export(1))["self_assessment"])


async def test_each_ability_takes_one_press_and_the_result_is_saved(house: House) -> None:
    person = await with_consent(house)
    before = person.presses
    text = await judge(person, "ccpnc")
    assert person.presses - before == 2 + len(abilities(cards_on(ON, 4)[0]))
    text = await all_parts(person)
    assert "✅ can do: 3" in text
    assert "🟡 partly: 1" in text
    assert "⬜ not yet: 1" in text
    assert "methods and technologies of practice-oriented teaching" in text
    kept = await saved(house)
    assert kept is not None
    assert kept.edition == date(2023, 12, 6)
    assert kept.answers == {
        "1.1.1": "can",
        "1.1.2": "can",
        "1.1.3": "partly",
        "1.2.1": "not_yet",
        "1.2.2": "can",
    }


async def test_a_press_that_comes_twice_answers_once(house: House) -> None:
    person = await with_consent(house)
    await judge(person, "cc")
    message, data = person.live, person.find(person.live, "🟡 partly")
    for _ in range(2):
        await house.telegram.press(1, message.message_id, data, stale=True)
        await house.settle()
    assert "Ability 4 of 5" in person.live.text
    await person.press("✅ can do")
    last = person.find(person.live, "✅ can do")
    for _ in range(2):
        await house.telegram.press(1, message.message_id, last, stale=True)
        await house.settle()
    assert await rows(house) == 1


async def test_consent_to_earlier_words_asks_for_it_by_those_of_today(house: House) -> None:
    person = house.person(1, "en")
    await person.say("/start")
    await judge(person, "ccpnc")
    await person.press("💾 Save, to compare later")
    today = person.find(person.live, "✅ I agree")
    earlier = f"{today.rpartition(':')[0]}:0"
    await house.telegram.press(1, person.live.message_id, earlier, stale=True)
    await house.settle()
    assert await saved(house) is None
    assert person.find(person.live, "✅ I agree") == today
    await person.press("✅ I agree")
    assert await saved(house) is not None


async def test_back_takes_the_last_answer_away_and_a_restart_nothing(house: House) -> None:
    person = await with_consent(house)
    await judge(person, "cc")
    await house.restart()
    assert "Ability 2 of 5" in await person.press("⬅️ Back")
    for letter in "nppp":
        await person.press(BUTTONS[letter])
    kept = await saved(house)
    assert kept is not None
    assert list(kept.answers.values()) == ["can", "not_yet", "partly", "partly", "partly"]


async def test_the_result_is_compared_with_the_one_before(house: House) -> None:
    person = await with_consent(house)
    await judge(person, "ccpnc")
    assert "Compared" not in await all_parts(person)
    house.now += timedelta(days=100)
    await judge(person, "cpppc")
    text = await all_parts(person)
    assert "Compared with 20 November 2026" in text
    assert "⬆️ ⬜→🟡" in text
    assert "⬇️ ✅→🟡" in text
    await person.say("/standard")
    await person.press("std:c:4:0")
    await person.press("📊 My result")
    assert "⬆️ ⬜→🟡" in await all_parts(person)
    assert await rows(house) == 2


async def test_a_result_by_an_ended_edition_says_so_and_reworded_is_not_compared(
    house: House,
) -> None:
    person = await with_consent(house)
    async with house.database.work() as work:
        answers = answers_of(cards_on(date(2023, 12, 5), 4)[0], "ccccc")
        begun = house.now - timedelta(days=1000)
        await work.assessments.put(1, 4, date(2023, 11, 20), begun, answers, begun)
    await person.say("/standard")
    await person.press("std:c:4:0")
    await person.press("📊 My result")
    text = await all_parts(person)
    assert "⚖️ This edition has ended." in text
    assert "from 20 November 2023 to 5 December 2023" in text
    await judge(person, "nnnnn")
    text = await all_parts(person)
    assert "2 abilities are not compared" in text
    assert text.count("⬇️") == 3


async def test_without_consent_nothing_is_saved_until_it_is_given(house: House) -> None:
    person = house.person(1, "en")
    await person.say("/start")
    await person.press("c:no")
    await judge(person, "ccccc")
    assert "nothing is kept without your consent" in await all_parts(person)
    assert await rows(house) == 0
    assert "Telegram ID" in await person.press("💾 Save, to compare later")
    assert "✅ can do: 5" in await person.press("✅ I agree")
    assert await rows(house) == 1


async def test_it_is_in_the_file_of_my_data_and_goes_with_everything_else(house: House) -> None:
    person = await with_consent(house)
    await judge(person, "ccccc")
    await person.say("/mydata")
    assert person.screen.document is not None
    [row] = json.loads(person.screen.document.data)["self_assessment"]
    assert row["card"] == 4
    await person.say("/forget")
    await person.press("f:yes")
    assert await saved(house) is None


async def test_nothing_saved_yet_is_said_so(house: House) -> None:
    person = await with_consent(house)
    await person.say("/standard")
    await person.press("std:c:5:0")
    data = person.find(person.live, "📊 My result")
    press = await house.telegram.press(1, person.live.message_id, data)
    await house.settle()
    assert press.text == "You have no saved result for this card yet."


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", card_numbers())
def test_every_question_and_result_can_be_sent(language: str, number: int) -> None:
    tr, edition = translator(language), edition_on(ON)
    [card] = cards_on(ON, number)
    assert edition is not None
    listed = abilities(card)
    for count, ability in enumerate(listed, start=1):
        assert_sendable(question_text(card, ability, count, tr))
    answers = answers_of(card, "n" * len(listed))
    before = answers_of(card, "c" * len(listed))
    lines = [*result_lines(card, edition, answers, ON, tr)]
    lines += comparison_lines(compared(card, answers, card, before), ON, tr)
    for text in parts(lines):
        assert_sendable(text)
        assert height(text) <= OF_A_PART
