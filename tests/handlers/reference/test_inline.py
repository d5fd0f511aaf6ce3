"""Inline mode: cards of positions for any chat, by the words typed after the bot's name."""

from __future__ import annotations

from typing import Any as AnyValue

import pytest

from tests.handlers.house import House, Somebody
from tests.handlers.reports import all_parts

Results = list[dict[str, AnyValue]]


async def asked(house: House, person: Somebody, words: str) -> Results:
    query = await house.telegram.inline_query(person.id, words)
    await house.settle()
    assert query.results is not None
    return query.results


@pytest.mark.parametrize("words", ["преподаватель колледжа", "prepodavatel kolledzha"])
async def test_a_position_is_found_and_its_card_leads_to_the_paragraph(
    house: House, words: str
) -> None:
    person = house.person(1, "ru")
    card = (await asked(house, person, words))[0]
    assert card["type"] == "article"
    assert card["id"] == "p_tvet-teacher"
    text = card["input_message_content"]["message_text"]
    assert "Требования к квалификации, п.\N{NO-BREAK SPACE}286" in text
    assert "unofficial" not in text
    [[button]] = card["reply_markup"]["inline_keyboard"]
    start = button["url"].rsplit("start=", 1)[1]
    assert start == "p_tvet-teacher-286"
    assert "п. 286" in await person.say(f"/start {start}")


async def test_in_another_language_the_card_says_that_the_words_are_ours(house: House) -> None:
    [card, *_] = await asked(house, house.person(1, "en"), "college teacher")
    text = card["input_message_content"]["message_text"]
    assert "In short (our unofficial translation)" in text


async def test_words_of_a_duty_lead_to_who_has_it(house: House) -> None:
    found = await asked(house, house.person(1, "ru"), "назначение стипендии")
    assert found[0]["id"] == "p_tvet-department-head"
    text = found[0]["input_message_content"]["message_text"]
    assert "Должностные обязанности · п. 272" in text
    assert "Подготовливает документы для назначении государственной стипендии." in text


@pytest.mark.parametrize(
    ("language", "words", "said", "mark"),
    [
        ("kk", "стипендия тағайындау", "Мемлекеттік стипендия тағайындау үшін", "бейресми"),
        ("en", "scholarship", "Prepares documents for the award of", "unofficial translation"),
    ],
)
async def test_the_card_of_a_duty_is_our_translation_and_leads_to_the_paragraph(
    house: House, language: str, words: str, said: str, mark: str
) -> None:
    person = house.person(1, language)
    [card, *_] = await asked(house, person, words)
    assert said in card["description"]
    text = card["input_message_content"]["message_text"]
    assert said in text
    assert mark in text
    [[button]] = card["reply_markup"]["inline_keyboard"]
    start = button["url"].rsplit("start=", 1)[1]
    assert start == "p_tvet-department-head-272"
    await person.say(f"/start {start}")
    assert said in await all_parts(person)


async def test_without_words_there_is_a_list_and_with_unknown_ones_nothing(house: House) -> None:
    person = house.person(1, "kk")
    assert len(await asked(house, person, "")) == 10
    assert await asked(house, person, "xyzzyqwv") == []


async def test_asking_inline_makes_nobody_known_and_shows_nothing_in_the_chat(
    house: House,
) -> None:
    person = house.person(1, "ru")
    await asked(house, person, "преподаватель")
    async with house.database.work() as work:
        assert await work.people.get(person.id) is None
    assert house.telegram.messages(person.id) == []


async def test_the_language_that_was_chosen_counts(house: House) -> None:
    person = house.person(1, "ru")
    await person.say("/start")
    await person.press("l:kk:welcome")
    [card, *_] = await asked(house, person, "преподаватель колледжа")
    assert "Біліктілікке қойылатын талаптар" in card["input_message_content"]["message_text"]


async def test_a_query_that_comes_twice_is_answered_once_without_an_error(house: House) -> None:
    person = house.person(1, "ru")
    await asked(house, person, "преподаватель")
    house.telegram.redeliver_last_update()
    await house.settle()
    assert house.refused() == []


async def test_a_result_sent_into_the_chat_with_the_bot_is_no_position_to_look_for(
    house: House,
) -> None:
    person = house.person(1, "en")
    await person.say("/start")
    query = await house.telegram.inline_query(1, "methodist")
    await house.telegram.wait_until(lambda: query.results is not None)
    assert query.results
    before = person.screen.message_id
    await house.telegram.choose_inline(query.id, query.results[0]["id"])
    await house.settle()
    assert person.screen.message_id == before
    async with house.database.work(writing=False) as work:
        assert await work.misses.top(5) == []
