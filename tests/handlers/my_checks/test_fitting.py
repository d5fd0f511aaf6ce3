"""/fit: which positions fit, in groups and pages, and the questions that tell them apart."""

from __future__ import annotations

from rules.norms.loading import catalogue
from tests.handlers.answering import begin
from tests.handlers.checks import kept, short_of_a_year, without_consent
from tests.handlers.house import House, Somebody
from tests.handlers.kept_answers import plain


async def agreed(person: Somebody) -> None:
    await person.say("/start")
    await person.press("c:yes:2")


async def listed(person: Somebody, standing: str) -> list[str]:
    """All positions of a group, through its pages."""
    found = []
    await person.press(f"g:s:{standing}:0")
    while True:
        found += [d.split(":")[2] for d in person.data() if d.startswith("m:pos:")]
        if not person.has("▶️"):
            await person.press("⬅️ Back")
            return found
        await person.press("▶️")


async def test_every_position_stands_in_one_group_and_opens_its_check(house: House) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    await person.say("/fit")
    groups = [d.split(":")[2] for d in person.data() if d.startswith("g:s:")]
    found = [position for group in groups for position in await listed(person, group)]
    assert sorted(found) == sorted(catalogue().positions)
    await person.press(f"g:s:{groups[0]}:0")
    position = next(d for d in person.data() if d.startswith("m:pos:"))
    await person.press(position)
    assert person.has(":-") or any(d.startswith("q:") for d in person.data())


async def test_who_meets_a_position_finds_it_among_those_met(house: House) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    await person.say("/fit")
    assert "tvet-teacher" in await listed(person, "met")


async def test_at_most_three_questions_are_asked_and_their_answers_count(house: House) -> None:
    person = house.person(1, "en")
    await agreed(person)
    text = await person.say("/fit")
    assert "Nothing is known about you yet" in text
    assert not [data for data in person.data() if data.startswith("g:s:")]
    await person.press("❓ Up to three questions")
    assert "Question 1 of up to 3" in person.live.text
    assert "What is your education?" in person.live.text
    await person.press(":bachelor")
    assert "✔ Education: Higher (bachelor)\nQuestion 2 of up to 3" in person.live.text
    assert "By profile" not in person.labels()
    await person.press(":pedagogical")
    assert "Question 3 of up to 3" in person.live.text
    await person.say("5 years")
    assert "Which positions fit you" in person.live.text
    assert "✅ Met already: 0" not in person.live.text
    answers = await kept(house, person)
    assert answers["education"].value["items"][0]["fields"] == ["pedagogical"]
    assert [a.value for fact, a in answers.items() if fact.startswith("experience.")] == [60]


async def test_the_answers_count_in_the_next_check(house: House) -> None:
    person = house.person(1, "en")
    await agreed(person)
    await person.say("/fit")
    await person.press("❓ Up to three questions")
    await person.press(":bachelor")
    await person.press(":pedagogical")
    await begin(person, "tvet-teacher")
    assert "You meet the requirements" in person.live.text


async def test_a_double_press_answers_one_question(house: House) -> None:
    person = house.person(1, "en")
    await agreed(person)
    await person.say("/fit")
    await person.press("❓ Up to three questions")
    message = person.live
    data = person.find(message, ":bachelor")
    await house.telegram.press(1, message.message_id, data)
    second = await house.telegram.press(1, message.message_id, data, stale=True)
    await house.settle()
    assert second.text == "This is already answered."
    answers = await kept(house, person)
    assert plain(answers["education"].value["items"]) == [{"level": "bachelor"}]


async def test_dont_know_goes_on_to_another_question(house: House) -> None:
    person = house.person(1, "en")
    await agreed(person)
    await person.say("/fit")
    await person.press("❓ Up to three questions")
    await person.press("Don't know")
    assert "Question 2 of up to 3" in person.live.text
    assert "What is your education?" not in person.live.text
    assert (await kept(house, person))["education"].state == "unknown"


async def test_words_that_are_not_understood_are_asked_again(house: House) -> None:
    person = house.person(1, "en")
    await agreed(person)
    await person.say("/fit")
    await person.press("❓ Up to three questions")
    assert "I did not understand" in await person.say("zzzz")
    assert "Question 2 of up to 3" in await person.say("bachelor")


async def test_a_question_outlives_a_restart(house: House) -> None:
    person = house.person(1, "en")
    await agreed(person)
    await person.say("/fit")
    await person.press("❓ Up to three questions")
    await house.restart()
    assert "Question 2 of up to 3" in await person.say("bachelor")


async def test_a_repeated_update_answers_once(house: House) -> None:
    person = house.person(1, "en")
    await agreed(person)
    await person.say("/fit")
    await person.press("❓ Up to three questions")
    await person.press(":bachelor")
    text = person.live.text
    house.telegram.redeliver_last_update()
    await house.settle()
    assert person.live.text == text


async def test_without_consent_it_goes_by_the_answers_of_the_open_check(house: House) -> None:
    person = house.person(1, "en")
    await without_consent(person, ":bachelor", ":pedagogical")
    await person.say("/fit")
    assert "tvet-teacher" in await listed(person, "met")
    assert not person.has("❓ Up to three questions")
    await person.say("/start")
    await person.press("m:continue")
    assert "How long have you worked in your specialty?" in person.live.text


async def test_the_menu_leads_there_in_every_language(house: House) -> None:
    for number, language in enumerate(("kk", "ru", "en"), start=1):
        person = house.person(number, language)
        await agreed(person)
        await person.say("/start")
        await person.press("g:home")
        assert person.has("g:ask:1")
    assert not house.refused()


async def test_an_old_button_of_a_group_promises_nothing_to_who_has_told_nothing(
    house: House,
) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    await person.say("/fit")
    message = person.live
    data = next(d for d in person.data() if d.startswith("g:s:"))
    async with house.database.work() as work:
        await work.answers.clear(1)
    await house.telegram.press(1, message.message_id, data)
    await house.settle()
    assert "Nothing is known about you yet" in person.live.text


async def test_what_is_said_for_one_position_fits_no_other(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    for option in (":bachelor", ":profile", ":60", ":!all"):
        await person.press(option)
    await person.say("/fit")
    # Any higher education will do for the senior master; the master's must be of the profile.
    assert await listed(person, "met") == ["tvet-teacher", "tvet-senior-master"]
    assert "tvet-master" not in await listed(person, "step")
