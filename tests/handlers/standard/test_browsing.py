"""/standard: cards in pages, official words marked, and what the amendment changed."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.chat.phone import OF_A_PART, height
from handlers.standard.card_view import card_parts, changes_parts
from i18n import LANGUAGES, translator
from rules.standard import card_numbers, cards_on, edition_on
from tests.handlers.house import House
from tests.handlers.people import with_consent
from tests.handlers.report.test_views import assert_sendable
from tests.handlers.reports import all_parts

ON = date(2026, 11, 20)


async def test_a_card_is_read_page_by_page_with_official_words_and_ours_apart(
    house: House,
) -> None:
    person = await with_consent(house)
    text = await person.say("/standard")
    assert "Edition in force since 6 December 2023" in text
    assert person.labels()[:3] == [
        "3. Professor’s assistant",
        "4. Associate professor",
        "5. Associate professor, professor",
    ]
    await person.press("std:c:3:0")
    shown = await all_parts(person)
    [card] = cards_on(ON, 3)
    for function in card.functions:
        for skill in function.skills:
            for item in (*skill.abilities, *skill.knowledge):
                assert item.text.kk in shown
                assert item.text.en in shown
    assert "Kazakh: official text. In italics: our unofficial translation." in shown
    assert "Labour function 2 is not quoted in Order No. 616" in shown
    assert "◀️" in person.labels()


async def test_whoever_reads_kazakh_sees_the_official_words_only(house: House) -> None:
    person = await with_consent(house, "kk")
    await person.say("/standard")
    text = await person.press("std:c:4:0")
    assert "Ресми мәтін." in text
    assert "андрогогиканың теориясы мен әдістемесі" in await all_parts(person)
    assert "<i>our" not in text


async def test_the_amendment_is_shown_word_by_word(house: House) -> None:
    person = await with_consent(house)
    await person.say("/standard")
    await person.press("std:c:4:0")
    await person.press("🔀 What changed")
    text = await all_parts(person)
    assert "5 December 2023 against 6 December 2023" in text
    assert "Labour function 1, skill 1, ability 1" in text
    html = "\n".join(changes_parts(cards_on(ON, 4)[0], translator("kk")))
    assert "<s>(дәрістерден басқа) </s>" in html
    assert "магистратура және докторантура" in html.split("<s>", 2)[2]
    await person.press("⬅️ Back")
    assert person.has("🔀 What changed")


async def test_what_is_added_is_underlined() -> None:
    html = "\n".join(changes_parts(cards_on(ON, 5)[0], translator("kk")))
    assert "<u>,</u>" in html


async def test_a_card_that_is_not_there_is_kindly_refused(house: House) -> None:
    person = await with_consent(house)
    await person.say("/standard")
    for data in ("std:c:9:0", "std:diff:9:0", "std:new:9", "std:a:9:1700000000:c"):
        press = await house.telegram.press(1, person.live.message_id, data, stale=True)
        await house.settle()
        assert press.text == "This button no longer works. /standard shows the cards."


async def test_a_page_that_is_no_longer_there_shows_the_last_one(house: House) -> None:
    person = await with_consent(house)
    await person.say("/standard")
    await house.telegram.press(1, person.live.message_id, "std:c:3:99", stale=True)
    await house.settle()
    assert "check the official text" in person.live.text
    assert not person.has("▶️")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", card_numbers())
def test_every_page_can_be_sent(language: str, number: int) -> None:
    tr = translator(language)
    for day in (date(2023, 12, 5), ON):
        [card], edition = cards_on(day, number), edition_on(day)
        assert edition is not None
        for text in (*card_parts(card, edition, tr), *changes_parts(card, tr)):
            assert_sendable(text)
            assert height(text) <= OF_A_PART
