"""The kept certificates as an answer of the questionnaire, and answers kept as certificates."""

from datetime import date

from rules.questionnaire.scope import Seen
from tests.handlers.answering import answer_all, begin, is_asked
from tests.handlers.house import House, Somebody
from tests.handlers.kept_answers import answers_at
from tests.handlers.people import add_course, courses, with_consent

MARCH = date(2025, 3, 14)


async def answer(house: House, person: Somebody, position: str = "uni-lecturer") -> Seen | None:
    return (await answers_at(house, person.id, position)).get("certificates")


async def to_courses(person: Somebody) -> None:
    """Answers until courses are asked after."""
    await begin(person, "uni-lecturer")
    for _ in range(40):
        if any(":certificates." in data for data in person.data()):
            return
        options = [d for d in person.data() if d.startswith("q:") and "!" not in d]
        await person.press(options[0] if options else ":!unknown")
    raise AssertionError("courses are not asked after")


async def test_one_press_answers_the_question(house: House) -> None:
    person = await with_consent(house)
    await add_course(house, person, 72, MARCH)
    await to_courses(person)
    assert "🎓 Use my 1 kept certificate" in person.labels()
    message = person.live
    data = person.find(message, "🎓 Use my 1 kept certificate")
    assert "of the profile of" in await person.press("🎓 Use my 1 kept certificate")
    await person.press("Yes")
    assert "✔ Courses: By profile, 72 hours" in person.said()
    held = await answer(house, person)
    assert held is not None
    assert held.state == "value"
    assert held.value["items"] == [{"topic": "profile", "hours": 72, "issued": "2025-03-14"}]
    asked = person.live.text
    press = await house.telegram.press(1, message.message_id, data, stale=True)
    await house.settle()
    assert press.text in (
        "This is already answered.",
        "This check is finished. /check begins a new one.",
    )
    assert person.live.text.splitlines()[-1] == asked.splitlines()[-1]


async def test_back_takes_the_answer_away_again(house: House) -> None:
    person = await with_consent(house)
    await add_course(house, person, 72, MARCH)
    await to_courses(person)
    await person.press("🎓 Use my 1 kept certificate")
    await person.press("Yes")
    if is_asked(person):
        await person.press(":!back")
        assert await answer(house, person) is None
        assert "🎓 Use my 1 kept certificate" in person.labels()


async def test_without_kept_certificates_or_consent_nothing_is_offered(house: House) -> None:
    person = await with_consent(house)
    await to_courses(person)
    assert not [data for data in person.data() if data.startswith("cert:")]


async def test_courses_that_were_answered_are_kept_in_one_press(house: House) -> None:
    person = await with_consent(house)
    async with house.database.work() as work:
        run = await work.runs.open(1, "tvet-director", None, house.now)
        course = {"topic": "it", "hours": 36, "issued": "2026-02-03"}
        value = {"items": [course, {"topic": "it"}], "asked": ["it"], "complete": True}
        await work.answers.put(1, run.id, "certificates", "value", value, house.now)
        await work.runs.close(run.id, "reported", house.now)
    await person.say("/certificates")
    message = person.live
    data = person.find(message, "📥 Keep 1 course from my answers too")
    await person.press(data)
    await house.telegram.press(1, message.message_id, data, stale=True)
    await house.settle()
    assert await courses(house, person) == [("it", 36, date(2026, 2, 3))]
    assert "📥 Keep 1 course from my answers too" not in person.labels()


async def test_a_later_check_can_use_what_is_kept_now(house: House) -> None:
    person = await with_consent(house)
    await begin(person, "uni-lecturer")
    await answer_all(person)
    before = await answer(house, person)
    assert before is not None
    await add_course(house, person, 72, MARCH)
    await person.say("/certificates")
    await person.press("🔄 Use these in my checks")
    held = await answer(house, person)
    assert held is not None
    assert held.value["items"] == [{"topic": "profile", "hours": 72, "issued": "2025-03-14"}]
    assert "🔄 Use these in my checks" not in person.labels()


async def test_courses_that_are_not_of_this_profile_are_left_out_and_asked(house: House) -> None:
    person = await with_consent(house)
    await add_course(house, person, 72, MARCH)
    await to_courses(person)
    text = await person.press("🎓 Use my 1 kept certificate")
    assert "By profile, 72 hours" in text
    message = person.live
    data = person.find(message, "No, ask me")
    await person.press("No, ask me")
    assert "On which of these subjects have you had courses?" in person.live.text
    assert "▫️ By profile" in person.labels()
    assert "▫️ Information technology" not in person.labels()
    await house.telegram.press(1, message.message_id, data, stale=True)
    await person.press("No such course")
    held = await answer(house, person)
    assert held is not None
    assert held.value["items"] == []
    assert "profile" in held.value["asked"]


async def test_a_course_by_profile_of_one_position_is_none_of_another(house: House) -> None:
    person = await with_consent(house)
    await add_course(house, person, 72, MARCH)
    await to_courses(person)
    await person.press("🎓 Use my 1 kept certificate")
    await person.press("Yes")
    other = await answer(house, person, "uni-senior-lecturer")
    assert other is not None
    assert other.value["items"] == []
    assert "profile" not in other.value["asked"]
