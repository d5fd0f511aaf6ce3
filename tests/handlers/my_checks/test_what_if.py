"""What if: supposed beside the answers, never among them until it is kept."""

from __future__ import annotations

import pytest

from tests.handlers.answering import begin
from tests.handlers.checks import answer, decisions, kept, short_of_a_year, without_consent
from tests.handlers.house import House, Somebody


async def suppose_a_step(person: Somebody) -> str:
    """The step of the nearest way of somebody who lacks a year."""
    await short_of_a_year(person)
    await person.press("🔮 What if…")
    return await person.press("Work in the specialty: 1 year more")


async def test_a_step_of_the_way_shows_the_report_as_it_would_be(house: House) -> None:
    person = house.person(1, "en")
    text = await suppose_a_step(person)
    assert "• if work in the specialty: 2 years" in text
    assert "Now: ⏳ Not yet: 1 year of experience missing" in text
    assert "Then: ✅ You meet the requirements" in text
    assert "Nearest way now: Work in the specialty: 1 year more" in text
    assert "Nearest way if so: –" in text
    assert "All met on (now): 20 November 2027" in text
    assert "All met on (if so): 20 November 2026" in text
    assert "❌ → ✅" in text


async def test_nothing_supposed_is_stored_until_it_is_kept(house: House) -> None:
    person = house.person(1, "en")
    await suppose_a_step(person)
    assert (await kept(house, person))["experience.specialty"].value == 12
    assert len(await decisions(house, person)) == 1
    report = await person.press("💾 Save this answer")
    assert "You meet the requirements" in report
    assert (await kept(house, person))["experience.specialty"].value == 24
    assert [d.verdict for d in await decisions(house, person)] == ["eligible", "not_eligible"]


async def test_keeping_twice_keeps_once(house: House) -> None:
    person = house.person(1, "en")
    await suppose_a_step(person)
    message = person.live
    data = person.find(message, "💾 Save this answer")
    await house.telegram.press(1, message.message_id, data)
    second = await house.telegram.press(1, message.message_id, data, stale=True)
    await house.settle()
    assert second.answered
    assert second.text == "This is already kept, or the trial has changed."
    assert len(await decisions(house, person)) == 2


async def test_any_answer_can_be_supposed_otherwise_in_its_own_question(house: House) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    await person.press("🔮 What if…")
    await person.press("✏️ Another answer")
    text = await person.press("Education")
    assert "Only a trial: nothing of this is saved." in text
    assert "What is your education?" in text
    await person.press(":master")
    await person.press(":none")
    text = await person.press(":enough")
    assert "• if education: Master's degree" in text
    assert "❌" in text
    items = (await kept(house, person))["education"].value["items"]
    assert items[0]["level"] == "bachelor"


async def test_a_supposed_answer_can_be_typed(house: House) -> None:
    person = house.person(1, "ru")
    await short_of_a_year(person)
    await person.press("🔮 А если…")
    await person.press("✏️ Другой ответ")
    await person.press("Стаж по специальности")
    assert "3 года" in await person.say("три года")
    assert "соответствуете требованиям" in person.live.text
    assert (await kept(house, person))["experience.specialty"].value == 12


async def test_words_after_something_else_is_begun_are_no_supposed_answer(house: House) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    await person.press("🔮 What if…")
    await person.press("✏️ Another answer")
    await person.press("Work in the specialty")
    await person.say("/check")
    assert "For which category?" in await person.say("college methodist")


async def test_several_suppositions_add_up_and_can_be_begun_anew(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    await answer(person, ":tvet", ":none")
    if person.has(":enough"):
        await person.press(":enough")
    await answer(person, ":12", ":!all")
    await person.press("🔮 What if…")
    steps = [data for data in person.data() if data.startswith("w:e:")]
    await person.press(steps[0])
    await person.press("➕ Try more")
    text = await person.press(next(data for data in person.data() if data.startswith("w:e:")))
    assert text.count("• if ") == 2
    await person.press("↩️ Start again")
    assert "• if " not in person.live.text


async def test_all_of_the_nearest_way_makes_one_eligible(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "uni-senior-lecturer")
    while any(data.startswith("q:") for data in person.data()):
        nothing = [":none", ":no", ":0", ":!rest", ":!done", ":!skip", "▶️"]
        await person.press(next(option for option in nothing if person.has(option)))
    assert "Not yet" in person.said()
    await person.press("🔮 What if…")
    text = await person.press("All of the nearest way")
    assert "Then: ✅ You meet the requirements" in text


async def test_a_course_to_come_is_judged_on_its_day_and_cannot_be_kept(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "uni-deputy-academic")
    while any(data.startswith("q:") for data in person.data()):
        nothing = [":none", ":no", ":0", ":!rest", ":!done", ":!skip", "▶️"]
        await person.press(next(option for option in nothing if person.has(option)))
    await person.press("🔮 What if…")
    await person.press("📚 A course, with its day")
    assert "72 hours in March" in person.live.text
    assert "I did not understand" in await person.say("soon")
    text = await person.say("72 hours in March")
    assert "As of 31 March 2027, with the experience you have today." in text
    assert "72 hours" in text
    assert not person.has("💾 Save this answer")
    assert (await kept(house, person))["certificates"].value["items"] == []


async def test_a_supposition_outlives_a_restart(house: House) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    await person.press("🔮 What if…")
    await person.press("✏️ Another answer")
    await person.press("Education")
    await house.restart()
    assert "What field is that diploma in?" in await person.press(":master")


async def test_an_old_button_of_a_supposed_question_says_so(house: House) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    await person.press("🔮 What if…")
    await person.press("✏️ Another answer")
    await person.press("Education")
    message = person.live
    data = person.find(message, ":master")
    await house.telegram.press(1, message.message_id, data)
    second = await house.telegram.press(1, message.message_id, data, stale=True)
    await house.settle()
    assert second.text == "This is already answered."
    assert "What field is that diploma in?" in person.live.text


async def test_cancelling_a_supposed_question_leads_back(house: House) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    for way_out in ("✖️ Stop", "⬅️ Back"):
        await person.press("🔮 What if…") if person.has("🔮 What if…") else None
        await person.press("✏️ Another answer")
        await person.press("Education")
        assert "What would you like to try?" in await person.press(way_out)


async def test_without_consent_there_is_nothing_to_suppose(house: House) -> None:
    person = house.person(1, "en")
    await without_consent(person, ":bachelor", ":pedagogical", ":12", ":!all")
    assert "🔮 What if…" not in person.labels()
    run = next(d for d in person.data() if d.startswith("e:more:")).split(":")[2]
    await house.telegram.press(1, person.live.message_id, f"w:new:{run}", stale=True)
    await house.settle()
    assert "Without your consent nothing is kept" in person.live.text


@pytest.mark.parametrize("action", ["new", "menu", "course", "facts", "result"])
async def test_nobody_supposes_with_the_answers_of_somebody_else(house: House, action: str) -> None:
    owner, other = house.person(1, "en"), house.person(2, "en")
    await short_of_a_year(owner)
    run = next(d for d in owner.data() if d.startswith("w:new:")).split(":")[2]
    await short_of_a_year(other)
    message = other.live.message_id
    press = await house.telegram.press(2, message, f"w:{action}:{run}", stale=True)
    await house.settle()
    assert press.text == "Those answers are no longer kept. Start again with /check."
