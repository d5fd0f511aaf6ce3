"""The papers of an application: a list that is ticked off, kept, and found from anywhere."""

from __future__ import annotations

import json

import pytest

from cases.portfolio import application_papers
from handlers.chat.phone import LINES, height
from tests.handlers.answering import begin
from tests.handlers.checks import short_of_a_year
from tests.handlers.house import House, Somebody
from tests.handlers.people import with_consent


async def gathered(house: House, person_id: int = 1) -> tuple[str, ...]:
    async with house.database.work(writing=False) as work:
        return await application_papers(work, person_id)


async def at_the_papers(person: Somebody) -> str:
    await short_of_a_year(person)
    return await person.say("which documents are needed")


async def press_again(house: House, person: Somebody, data: str) -> None:
    await house.telegram.press(person.id, person.live.message_id, data, stale=True)
    await house.settle()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", "какие документы нужны"),
        ("ru", "документы на аттестацию"),
        ("kk", "құжаттар"),
        ("kk", "қандай құжаттар керек"),
        ("en", "papers"),
    ],
)
async def test_words_for_documents_open_the_list_of_ones_own_check(
    house: House, language: str, words: str
) -> None:
    person = house.person(1, language)
    await short_of_a_year(person)
    await person.say(words)
    assert len([data for data in person.data() if data.startswith("n:tick:")]) == 10


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", "аттестация"),
        ("ru", "ПББ"),
        ("kk", "ПББ"),
        ("kk", "аттестаттау"),
        ("en", "attestation"),
    ],
)
async def test_words_for_attestation_open_what_is_open_for_the_person(
    house: House, language: str, words: str
) -> None:
    person = house.person(1, language)
    await short_of_a_year(person)
    text = await person.say(words)
    assert "❔" in text
    assert any(data.startswith("n:test:") for data in person.data())
    assert height(text) <= LINES


async def test_a_tick_is_kept_in_place_and_counted(house: House) -> None:
    person = house.person(1, "en")
    assert "Gathered: 0 of 10" in await at_the_papers(person)
    message = person.live.message_id
    await person.press("☐ Diploma")
    await house.restart()
    assert "Gathered: 2 of 10" in await person.press("☐ Essay, 250–300 words")
    assert person.live.message_id == message
    assert person.has("☑️ Diploma")
    assert await gathered(house) == ("diploma", "essay")
    await person.press("⬅️ Back")
    assert person.has("📎 Papers: 2 of 10")
    await person.press("📎 Papers: 2 of 10")
    await person.press("☑️ Diploma")
    assert await gathered(house) == ("essay",)


async def test_the_same_press_twice_and_a_paper_that_is_none_change_nothing(house: House) -> None:
    person = house.person(1, "en")
    await at_the_papers(person)
    data = person.find(person.live, "☐ Diploma")
    await person.press("☐ Diploma")
    await press_again(house, person, data)
    assert await gathered(house) == ("diploma",)
    await press_again(house, person, data.replace("diploma", "passport"))
    assert await gathered(house) == ("diploma",)
    assert "Gathered: 1 of 10" in person.live.text


async def test_an_old_button_of_the_documents_opens_the_list(house: House) -> None:
    person = house.person(1, "en")
    await at_the_papers(person)
    run, category = next(d for d in person.data() if d.startswith("n:tick:")).split(":")[2:4]
    await person.press("⬅️ Back")
    await press_again(house, person, f"n:run:{run}:{category}:papers")
    assert person.has("☐ Diploma")


async def test_ticks_hold_whatever_the_post_and_go_with_the_person(house: House) -> None:
    person = house.person(1, "en")
    await at_the_papers(person)
    await person.press("☐ Diploma")
    await begin(person, "tvet-master", "expert")
    await person.say("/cancel")
    await person.say("/attestation")
    assert person.has("📎 Papers: 1 of 10")
    async with house.database.work(writing=False) as work:
        export = await work.people.export(1)
    assert "diploma" in json.dumps(export["portfolio_answer"])
    await person.say("/forget")
    await person.press("🗑 Yes, delete everything")
    assert await gathered(house) == ()


async def test_ticks_and_rows_of_the_portfolio_are_kept_apart(house: House) -> None:
    person = house.person(1, "en")
    await at_the_papers(person)
    await person.press("☐ Diploma")
    assert "📊" in await person.say("/portfolio")
    assert "diploma" not in person.live.text.lower()


async def test_without_consent_an_old_tick_keeps_nothing(house: House) -> None:
    person = house.person(1, "en")
    await at_the_papers(person)
    data = person.find(person.live, "☐ Diploma")
    async with house.database.work() as work:
        await work.people.withdraw_consent(1, house.now)
    await press_again(house, person, data)
    assert await gathered(house) == ()
    assert "nothing is kept" in person.live.text


async def test_nobody_ticks_beside_the_check_of_somebody_else(house: House) -> None:
    owner = house.person(1, "en")
    await at_the_papers(owner)
    data = owner.find(owner.live, "☐ Diploma")
    other = await with_consent(house, person_id=2)
    await press_again(house, other, data)
    assert await gathered(house, 2) == ()
    assert await gathered(house, 1) == ()


async def test_whoever_has_checked_nothing_chooses_and_ticks_too(house: House) -> None:
    person = await with_consent(house)
    await person.say("/start")
    await person.press("🎖 Attestation")
    message = person.live.message_id
    assert person.labels()[0] == "College teacher"
    await person.press("College teacher")
    await person.press(":expert")
    assert "This is asked of anybody" in person.live.text
    assert height(person.live.text) <= LINES
    await person.press("📎 Papers: 0 of 10")
    await person.press("☐ Diploma")
    assert person.has("☑️ Diploma")
    assert await gathered(house) == ("diploma",)
    await press_again(house, person, "n:tall:tvet-teacher:expert:passport.y")
    assert await gathered(house) == ("diploma",)
    assert person.live.message_id == message
    assert person.has("🔎 Check this post")


async def test_ones_own_check_of_the_chosen_post_is_opened(house: House) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    await person.say("/attestation")
    await person.press("🔁 Another post")
    await person.press("College teacher")
    await person.press(":moderator")
    assert person.has("📝 My knowledge test")
    await person.press("🔁 Another post")
    await person.press("College teacher")
    await person.press(":expert")
    assert "This is asked of anybody" in person.live.text


@pytest.mark.parametrize(
    "data",
    ["n:cats:uni-lecturer", "n:pick:uni-lecturer:expert", "n:posts:99", "n:cats:nothing"],
)
async def test_a_button_of_what_has_none_leads_to_a_choice(house: House, data: str) -> None:
    person = await with_consent(house)
    await person.say("/attestation")
    await press_again(house, person, data)
    assert "Attestation: " not in person.live.text
    assert person.labels()


async def test_it_stands_in_the_menu_and_the_help(house: House) -> None:
    person = await with_consent(house)
    await person.say("/start")
    assert "n:home" in person.data()
    assert "/attestation" in await person.say("/help")
