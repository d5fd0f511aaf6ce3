"""What was said for one position is offered once at another, and never assumed."""

from __future__ import annotations

import json

import pytest

from rules.questionnaire.scope import Seen
from tests.handlers.answering import answer_all, find_in_lists
from tests.handlers.checks import answer, decisions
from tests.handlers.house import House, Somebody
from tests.handlers.kept_answers import answers_at

TEACHER, MASTER = "tvet-teacher", "tvet-master"
OFFER = "The same profile for «Training master (college)»?"


async def mathematician(
    house: House, language: str = "en", *, consent: str = "c:yes:2"
) -> Somebody:
    """A teacher: bachelor of the profile, five years in the specialty; who then asks for master."""
    person = house.person(1, language)
    await person.say("/start")
    await person.press(consent)
    await check(person, TEACHER)
    await answer(person, ":bachelor", ":profile", ":60", ":!all")
    await person.say("/check")
    await check(person, MASTER)
    return person


async def check(person: Somebody, position: str) -> None:
    await find_in_lists(person, position)
    await person.press(f"m:cat:{position}:moderator")


async def at(house: House, position: str) -> dict[str, Seen]:
    return await answers_at(house, 1, position)


async def test_the_offer_says_what_was_said_for_which_position(house: House) -> None:
    person = await mathematician(house)
    text = person.live.text
    assert OFFER in text
    assert "For «College teacher» you said:" in text
    assert "• Higher (bachelor), by profile" in text
    assert "• Work in the specialty: 5 years" in text
    assert "↩️ 1 answer from before is used" in text
    assert "✏️ Change: work in the specialty" in person.labels()
    assert "experience.specialty" not in await at(house, MASTER)


async def test_times_alone_are_not_asked_for_a_profile(house: House) -> None:
    person = house.person(1, "en")
    await person.say("/start")
    await person.press("c:yes:2")
    await check(person, TEACHER)
    await answer(person, ":bachelor", ":profile", ":60", ":!all")
    await person.say("/check")
    await find_in_lists(person, MASTER)
    await person.press(f"m:cat:{MASTER}:-")
    assert "“By profile” means: in the subject or field of this position." in person.live.text
    await person.press("Yes")
    await person.say("/check")
    await check(person, MASTER)
    assert "Is this so for «Training master (college)» too?" in person.live.text
    assert "profile" not in person.live.text


async def test_yes_counts_here_and_there(house: House) -> None:
    person = await mathematician(house)
    await person.press("Yes")
    await person.press(":!all")
    assert "You meet the requirements" in person.live.text
    assert (await at(house, MASTER))["experience.specialty"].value == 60
    assert (await at(house, TEACHER))["experience.specialty"].value == 60


async def test_no_asks_the_profile_only_and_then_the_years(house: House) -> None:
    person = await mathematician(house)
    await person.press("No, ask me")
    assert "What field is that diploma in?" in person.live.text
    await person.press(":none")
    await person.press(":enough")
    assert "How long have you worked in your specialty?" in person.live.text
    await person.press(":0")
    await person.press(":!all")
    assert "Not yet" in person.live.text
    assert (await at(house, TEACHER))["experience.specialty"].value == 60
    assert (await at(house, TEACHER))["education"].value["items"][0]["fields"] == ["profile"]


async def test_the_years_can_be_changed_before(house: House) -> None:
    person = await mathematician(house)
    await person.press("✏️ Change: work in the specialty")
    assert "How long have you worked in your specialty?" in person.live.text
    await person.say("1 year")
    assert OFFER in person.live.text
    assert "Work in the specialty: 5 years" not in person.live.text
    await person.press("Yes")
    assert (await at(house, MASTER))["experience.specialty"].value == 12
    assert (await at(house, TEACHER))["experience.specialty"].value == 60


@pytest.mark.parametrize("words", ["да", "иә", "yes", "Yes"])
async def test_yes_can_be_typed(house: House, words: str) -> None:
    person = await mathematician(house)
    await person.say(words)
    assert OFFER not in person.live.text
    assert (await at(house, MASTER))["experience.specialty"].value == 60


@pytest.mark.parametrize("words", ["нет", "жоқ", "no", "No, ask me"])
async def test_no_can_be_typed(house: House, words: str) -> None:
    person = await mathematician(house)
    await person.say(words)
    assert "What field is that diploma in?" in person.live.text


async def test_other_words_lose_nothing(house: House) -> None:
    person = await mathematician(house)
    text = await person.say("абырвалг")
    assert "I did not understand" in text
    assert OFFER in text
    assert person.has("No, ask me")


async def test_back_from_the_next_question_shows_the_offer_again(house: House) -> None:
    person = await mathematician(house)
    for button in ("Yes", "No, ask me"):
        await person.press(button)
        await person.press(":!back")
        assert OFFER in person.live.text
        assert "experience.specialty" not in await at(house, MASTER)
    await person.press(":!back")
    assert "Which position?" in person.live.text


async def test_a_double_press_and_an_old_button_answer_once(house: House) -> None:
    person = await mathematician(house)
    message = person.live
    data = person.find(message, "No, ask me")
    yes = person.find(message, "Yes")
    await house.telegram.press(1, message.message_id, data)
    second = await house.telegram.press(1, message.message_id, data, stale=True)
    await house.settle()
    assert second.text == "This is already answered."
    old = await house.telegram.press(1, message.message_id, yes, stale=True)
    await house.settle()
    assert old.text == "This is already answered."
    assert "What field is that diploma in?" in person.live.text


async def test_a_restart_in_the_middle_goes_on(house: House) -> None:
    person = await mathematician(house)
    await house.restart()
    await person.press("Yes")
    assert OFFER not in person.live.text
    await house.restart()
    await person.press(":!back")
    assert OFFER in person.live.text


async def test_a_repeated_update_answers_once(house: House) -> None:
    person = await mathematician(house)
    await person.press("No, ask me")
    text = person.live.text
    house.telegram.redeliver_last_update()
    await house.settle()
    assert person.live.text == text


async def test_cancel_leaves_it_for_the_next_time(house: House) -> None:
    person = await mathematician(house)
    await person.press(":!cancel")
    await person.say("/check")
    await check(person, MASTER)
    assert OFFER in person.live.text


async def test_another_category_asks_nothing_again(house: House) -> None:
    person = await mathematician(house)
    await person.press("Yes")
    await person.press(":!all")
    await person.say("/check")
    await find_in_lists(person, MASTER)
    await person.press(f"m:cat:{MASTER}:expert")
    assert OFFER not in person.live.text
    assert not [data for data in person.data() if ":education." in data or "specialty" in data]


async def test_without_consent_it_is_all_gone_after_the_report(house: House) -> None:
    person = await mathematician(house, consent="c:no")
    assert OFFER not in person.live.text
    assert "What is your education?" in person.live.text


async def test_the_record_of_the_decision_has_what_was_confirmed(house: House) -> None:
    person = await mathematician(house)
    await person.press("Yes")
    await answer_all(person)
    made = await decisions(house, person)
    assert made[0].position == MASTER
    assert b'"specialty":60' in made[0].record
    assert b"same_profile" not in made[0].record
    assert json.loads(made[0].record)["profile"]["education"] == [
        {"fields": ["profile"], "level": "bachelor"}
    ]


@pytest.mark.parametrize("language", ["kk", "ru"])
async def test_the_offer_is_short_in_every_language(house: House, language: str) -> None:
    person = await mathematician(house, language)
    assert any(":same_profile:yes" in data for data in person.data())
    assert len(person.live.text.splitlines()) <= 12
    assert not house.refused()


async def test_what_was_said_of_the_same_profile_can_be_read_in_my_data(house: House) -> None:
    person = await mathematician(house)
    await answer(person, ":same_profile:yes")
    await person.say("/mydata")
    files = [message.document for message in house.telegram.messages(1)]
    page = next(file for file in files if file is not None and file.name == "mydata.html")
    assert "Work in the specialty (Training master (college)): 5 years" in page.data.decode()
