"""What the attestation leaves open: asked by a press, answered there, and back at the block."""

from __future__ import annotations

import json
from datetime import date

import pytest

from storage.tables.attestation import AttestationWord
from storage.tables.organisations import Shares
from tests.handlers.answering import begin
from tests.handlers.attestation.test_attesting import section
from tests.handlers.checks import short_of_a_year
from tests.handlers.house import House, Somebody
from tests.handlers.people import college, courses, dates, with_consent

SUPERIOR = "❔ Whom my organisation answers to"
TOLD_SUPERIOR = "✏️ Whom my organisation answers to"
REGION = "Regional education department"
HELD, TOLD_HELD = "❔ My category and its day", "✏️ My category and its day"
OPEN = "depends on whom your organisation answers to"


async def attested(house: House, category: str, position: str = "tvet-teacher") -> Somebody:
    """In front of the block of a check whose every answer was "don't know"."""
    return await attested_as(house.person(1, "en"), category, position)


async def attested_as(
    person: Somebody, category: str | None, position: str = "tvet-teacher"
) -> Somebody:
    await begin(person, position, category)
    while not person.has("➕ More"):
        await person.press(next(d for d in person.data() if d.endswith(":!unknown")))
    await person.press("➕ More")
    await person.press("🎖 Attestation")
    return person


async def words(house: House, position: str = "tvet-teacher") -> dict[str, str]:
    async with house.database.work(writing=False) as work:
        found: list[AttestationWord] = await work.attestation_words.of(1, position)
    return {f"{word.position}/{word.fact}": word.value for word in found}


async def press_again(house: House, person: Somebody, data: str) -> str | None:
    """A press on a button that an older message may still show; what pops up."""
    press = await house.telegram.press(1, person.live.message_id, data, stale=True)
    await house.settle()
    return press.text


async def test_whom_it_answers_to_is_asked_never_assumed(house: House) -> None:
    person = await attested(house, "expert")
    assert OPEN in await section(person, "Applying")
    message = person.live.message_id
    assert "Whom does your organisation answer to?" in await person.press(SUPERIOR)
    await person.press(REGION)
    assert person.live.message_id == message
    assert person.has(TOLD_SUPERIOR)
    text = await section(person, "Applying")
    assert "decides: region. By your own word the organisation answers to the region's" in text
    assert "(cl. 19-3)." in text
    await person.press(TOLD_SUPERIOR)
    await person.press("Ministry or branch ministry")
    assert "(cl. 19-4)." in await section(person, "Applying")
    await person.press(TOLD_SUPERIOR)
    await person.press("Don't know")
    assert person.has(SUPERIOR)
    assert OPEN in await section(person, "Applying")


@pytest.mark.parametrize("category", ["moderator", "master"])
async def test_it_is_not_asked_where_nothing_depends_on_it(house: House, category: str) -> None:
    person = await attested(house, category)
    assert not person.has(SUPERIOR)
    assert OPEN not in await section(person, "Applying")


async def test_what_hr_says_counts_and_is_named(house: House) -> None:
    person = await attested(house, "expert")
    await person.press(SUPERIOR)
    await person.press("District education department")
    number = await college(house)
    async with house.database.work() as work:
        await work.organisations.set_superior(number, "region")
        await work.memberships.add(1, number, None, None, None, Shares(), house.now)
    say = next(d for d in person.data() if d.startswith("n:ask:superior"))
    assert await press_again(house, person, say) == "Your HR has said it, and that counts."
    assert not person.has(SUPERIOR)
    assert not person.has(TOLD_SUPERIOR)
    text = await section(person, "Applying")
    assert "answers to the region's education department, says your HR (Колледж <связи>)" in text
    assert "own word" not in text
    async with house.database.work() as work:
        await work.organisations.set_superior(number, None)
    await press_again(house, person, next(d for d in person.data() if d.startswith("e:back:")))
    await person.press("🎖 Attestation")
    assert "own word" in await section(person, "Applying")


async def test_two_presses_and_an_old_button_keep_one_answer(house: House) -> None:
    person = await attested(house, "expert")
    await person.press(SUPERIOR)
    data = person.find(person.live, REGION)
    await person.press(REGION)
    await press_again(house, person, data)
    assert await words(house) == {"/answers_to": "region"}
    await press_again(house, person, data.replace(":region", ":galaxy"))
    assert await words(house) == {"/answers_to": "region"}


async def test_a_restart_in_the_middle_loses_nothing(house: House) -> None:
    person = await attested(house, "moderator")
    await person.press("❔ My pedagogical work")
    await house.restart()
    assert "at most 60 years" in (await person.say("90 years")).lower()
    await house.restart()
    assert "did not understand" in await person.say("well")
    await person.say("2 years 1 month")
    assert "✅ Pedagogical work: 2 years 1 month, needed 2 years" in person.live.text
    assert await words(house) == {"/teaching": "25"}
    await person.press("✏️ My pedagogical work")
    await person.press("1 year")
    assert "❌ Pedagogical work" in person.live.text
    assert "short by 1 year" in await section(person, "What to do")


async def test_lost_state_leaves_the_buttons_working(house: House) -> None:
    person = await attested(house, "moderator")
    await person.press("❔ My pedagogical work")
    async with house.database.work() as work:
        await work.screens.put(1, "report", {}, None, None, house.now)
    await person.press("3 years")
    assert "✅ Pedagogical work" in person.live.text


async def test_words_for_something_else_are_not_taken_for_it(house: House) -> None:
    person = await attested(house, "moderator")
    await person.press("❔ My pedagogical work")
    await person.say("/help")
    await person.say("3 years")
    assert await words(house) == {}


async def test_the_category_and_its_day_come_back_to_the_block(house: House) -> None:
    person = await attested(house, "expert")
    assert "Which category do you hold now?" in await person.press(HELD)
    await person.press(":moderator")
    assert "The day of the order" in person.live.text
    await house.restart()
    await person.say("10 May 2024")
    assert "✅ Category now" in person.live.text
    assert person.has(TOLD_HELD)
    [kept] = await dates(house, person)
    assert (kept.value, kept.ends) == ("moderator", date(2029, 5, 10))
    assert "10 May 2026" in await section(person, "What to do")


async def test_the_day_is_pressed_part_by_part_and_twice(house: House) -> None:
    person = await attested(house, "expert")
    await person.press(HELD)
    await person.press(":moderator")
    await person.press("2024")
    await house.restart()
    await person.press("May")
    data = person.find(person.live, "10")
    await person.press("10")
    await press_again(house, person, data)
    assert [kept.ends for kept in await dates(house, person)] == [date(2029, 5, 10)]


async def test_a_category_without_its_day_is_a_word_until_the_day_is_said(house: House) -> None:
    person = await attested(house, "expert")
    await person.press(HELD)
    await person.press(":moderator")
    await person.press("Don't know")
    assert "✅ Category now" in person.live.text
    assert await words(house) == {"/category": "moderator"}
    await person.press(TOLD_HELD)
    await person.press(":none")
    assert "❌ Category now" in person.live.text
    await person.press(TOLD_HELD)
    await person.press(":expert")
    await person.say("10.05.2024")
    assert await words(house) == {}
    assert "✅ Category now" in person.live.text


async def test_a_head_holds_the_categories_of_heads(house: House) -> None:
    person = await attested_as(house.person(1, "en"), None, "tvet-director")
    await person.press("second category")
    await person.press(HELD)
    await person.press(":head_organizer")
    await person.say("10.05.2025")
    assert "✅ Category now" in person.live.text
    [kept] = await dates(house, person)
    assert (kept.kind, kept.ends) == ("management_category", date(2028, 5, 10))


async def test_a_course_is_added_beside_it(house: House) -> None:
    person = await attested(house, "expert")
    await person.press("❔ A course of mine")
    await person.press(":profile")
    await house.restart()
    await person.say("72")
    await person.say("14.03.2026")
    assert "Attestation: " in person.live.text
    assert [(topic, hours) for topic, hours, _ in await courses(house, person)] == [("profile", 72)]
    assert "kept in /certificates" in await person.press("📖 All about it")


async def test_entering_a_course_is_left_for_the_block(house: House) -> None:
    person = await attested(house, "expert")
    await person.press("❔ A course of mine")
    assert "Attestation: " in await person.press("✖️ Cancel")


async def test_yes_or_no_settles_a_way_of_this_position_and_category(house: House) -> None:
    person = await attested(house, "moderator")
    await person.press("📖 All about it")
    await person.press("Without attestation")
    text = await person.press("❔ Work in production")
    assert "5 years in production of your profile out of the last 5 years?" in text
    await person.press("Yes")
    assert "✅ For people appointed" in person.live.text
    assert await words(house) == {"tvet-teacher/production.moderator": "yes"}
    assert await words(house, "tvet-master") == {}
    await person.press("⬅️ Back")
    assert "✅ You may need none" in await person.press("⬅️ Back")
    await person.press("📖 All about it")
    await person.press("Without attestation")
    await person.press("✏️ Work in production")
    await person.press("No")
    assert "For people appointed" not in person.live.text
    assert person.has("✏️ Work in production")
    await person.press("✏️ Work in production")
    await person.press("Don't know")
    assert await words(house) == {}


async def test_a_certificate_of_a_language_spares_the_test(house: House) -> None:
    person = await attested(house, "expert")
    assert person.has("📝 My knowledge test")
    await person.press("📖 All about it")
    await person.press("Without the test")
    assert "IELTS 6.5, TOEFL iBT 85–93" in await person.press("❔ English, French, German")
    await person.press("Yes")
    assert "✅ Teachers of English, French, German" in person.live.text
    await person.press("⬅️ Back")
    assert not person.has("The test")
    assert "✅ Knowledge test: not needed" in await person.press("⬅️ Back")
    assert not person.has("📝 My knowledge test")
    text = await section(person, "What is required")
    assert "✅ Knowledge test (OZP): not needed, the portfolio alone counts (cl. 55)" in text


async def test_a_trainee_says_whether_the_year_is_over(house: House) -> None:
    person = await attested(house, "teacher")
    await person.press("❔ A year as a trainee")
    await person.press("Yes")
    assert "✅ A year as a trainee teacher" in person.live.text


async def test_exceptions_are_for_reading(house: House) -> None:
    person = await attested(house, "expert")
    for each in ("maternity", "retirement", "impaired"):
        assert each not in person.live.text
    text = await section(person, "Exceptions")
    assert all(each in text for each in ("maternity", "retirement", "impaired"))
    assert "nobody asks you about this" in text
    assert not any("pension" in data for data in person.data())


@pytest.mark.parametrize(
    "data",
    [
        "n:ask:pension:{run}:expert",
        "n:say:pension:{run}:expert:yes",
        "n:say:production:{run}:expert:maybe",
        "n:run:{run}:expert:health",
    ],
)
async def test_what_is_no_question_of_the_block_shows_the_block(house: House, data: str) -> None:
    person = await attested(house, "expert")
    run = next(d for d in person.data() if d.startswith("n:run:")).split(":")[2]
    await press_again(house, person, data.format(run=run))
    assert "Attestation: " in person.live.text
    assert await words(house) == {}


@pytest.mark.parametrize(
    "data",
    [
        "n:say:superior:{run}:expert:region",
        "n:say:work:{run}:expert:24",
        "n:hold:{run}:expert:none",
        "n:gr:{run}:expert:moderator:2024-05-10",
        "n:course:{run}:expert",
        "n:ask:superior:{run}:expert",
    ],
)
async def test_without_consent_an_old_button_keeps_nothing(house: House, data: str) -> None:
    person = await attested(house, "expert")
    run = next(d for d in person.data() if d.startswith("n:run:")).split(":")[2]
    async with house.database.work() as work:
        await work.people.withdraw_consent(1, house.now)
    await press_again(house, person, data.format(run=run))
    assert await words(house) == {}
    assert await dates(house, person) == []
    assert "nothing is kept" in person.live.text


@pytest.mark.parametrize(
    "data",
    ["n:say:superior:{run}:expert:region", "n:gr:{run}:expert:moderator:2024-05-10"],
)
async def test_nobody_answers_beside_the_check_of_somebody_else(house: House, data: str) -> None:
    owner = await attested(house, "expert")
    run = next(d for d in owner.data() if d.startswith("n:run:")).split(":")[2]
    other = await with_consent(house, person_id=2)
    button = data.format(run=run)
    press = await house.telegram.press(2, other.live.message_id, button, stale=True)
    await house.settle()
    assert press.text == "Those answers are no longer kept. Start again with /check."
    async with house.database.work(writing=False) as work:
        assert await work.attestation_words.of(2, "tvet-teacher") == []


async def test_words_are_in_the_persons_data_and_go_with_it(house: House) -> None:
    person = await attested(house, "expert")
    await person.press(SUPERIOR)
    await person.press(REGION)
    async with house.database.work(writing=False) as work:
        export = await work.people.export(1)
    assert json.loads(json.dumps(export["attestation_word"]))[0]["value"] == "region"
    await person.say("/forget")
    await person.press("🗑 Yes, delete everything")
    assert await words(house) == {}


async def test_what_the_check_knows_is_not_asked_again(house: House) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    await person.press("➕ More")
    await person.press("🎖 Attestation")
    assert person.has(HELD)
    async with house.database.work() as work:
        await work.dates.put(1, "category", "teacher", date(2029, 5, 10), house.now)
    await section(person, "The test")
    assert person.has(TOLD_HELD)
