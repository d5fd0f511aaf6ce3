"""A button counts once, and only for the question that is being asked."""

from tests.handlers.answering import answer_all, begin
from tests.handlers.house import House
from tests.handlers.reports import all_parts, opened


async def test_a_double_press_answers_one_question(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-director")
    message = person.live
    data = person.find(message, ":bachelor")
    first = await house.telegram.press(1, message.message_id, data)
    second = await house.telegram.press(1, message.message_id, data, stale=True)
    await house.settle()
    assert first.answered
    assert second.answered
    assert second.text == "This is already answered."
    assert "What field is that diploma in?" in person.live.text


async def test_a_button_of_an_old_message_changes_nothing_and_shows_the_question(
    house: House,
) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    old = person.live
    data = person.find(old, ":tvet")
    await person.say("bachelor")
    await person.say("pedagogical")
    assert "How long have you worked in your specialty?" in person.live.text
    press = await house.telegram.press(1, old.message_id, data, stale=True)
    await house.settle()
    assert press.text == "That message is old; the current question is below."
    assert "How long have you worked in your specialty?" in person.live.text
    assert person.live.message_id > old.message_id


async def test_a_button_of_a_finished_check_is_answered_kindly(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "teacher")
    message = person.live
    data = person.find(message, ":tvet")
    await answer_all(person)
    press = await house.telegram.press(1, message.message_id, data, stale=True)
    await house.settle()
    assert press.text == "This check is finished. /check begins a new one."


async def test_somebody_elses_button_does_nothing(house: House) -> None:
    owner, other = house.person(1, "en"), house.person(2, "en")
    await begin(owner, "tvet-teacher", "teacher")
    await begin(other, "tvet-teacher", "teacher")
    before = owner.live.text
    data = owner.find(owner.live, ":bachelor")
    await house.telegram.press(2, other.live.message_id, data, stale=True)
    await house.settle()
    assert "What is your education?" in other.live.text
    await owner.press(":bachelor")
    assert owner.live.text != before


async def test_buttons_that_nobody_made_are_answered(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "teacher")
    path = person.find(person.live, ":bachelor").rsplit(":", 1)[0]
    for data in (
        f"{path}:emperor",
        f"{path}:+0",
        f"{path}:!all",
        "q:x:y:z",
        path,
        "q",
        "m:pos:nobody",
        "m:cat:tvet-teacher:emperor",
        "m:browse:tvet:99999",
        "r:change:x",
        "r:f:education:99",
        "o:nobody:new",
        "l:xx:menu",
        "c:yes:99",
        "nonsense",
    ):
        press = await house.telegram.press(1, person.live.message_id, data, stale=True)
        await house.settle()
        assert press.answered, data
    assert not house.refused()
    await person.say("/start")
    await person.press("m:continue")
    assert "What is your education?" in person.live.text


async def test_a_repeated_update_is_dealt_with_once(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    await person.press(":bachelor")
    await person.press(":pedagogical")
    await person.say("5 years")
    asked = person.live.text
    house.telegram.redeliver_last_update()
    await house.settle()
    assert person.live.text == asked
    messages = [m.text for m in house.telegram.messages(1) if m.by_bot]
    assert len([text for text in messages if "Competences" in text or "know and do" in text]) == 1


async def test_everybody_resumes_in_the_middle_of_a_list_after_a_restart(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "uni-lecturer")
    while "certificate issued" not in person.live.text:
        options = [data for data in person.data() if not data.endswith(("!back", "!cancel"))]
        marks = [data for data in options if data.endswith(":!done")]
        marked = any(data.rsplit(":", 1)[1].startswith("-") for data in options)
        await person.press(marks[0] if marks and marked else options[0])
    asked = person.live.text
    await house.restart()
    await person.press(":2025")
    assert "January" in person.labels()
    await house.restart()
    await person.press(":2025-03")
    await house.restart()
    text = await person.press(":2025-03-14")
    assert "14 March 2025" in text
    assert text != asked
    await answer_all(person)
    assert "Lecturer" in person.live.text


async def test_a_message_that_is_gone_is_replaced_by_a_new_one(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    gone = person.live
    data = person.find(gone, ":bachelor")
    await house.telegram.press(1, gone.message_id, data)
    house.telegram.delete(1, gone.message_id)
    await house.settle()
    assert person.live.message_id > gone.message_id
    assert "What field is that diploma in?" in person.live.text
    await person.press(":pedagogical")
    assert "How long" in person.live.text


async def test_an_inaccessible_message_is_edited_all_the_same(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    message = person.live
    house.telegram.make_inaccessible(1, message.message_id)
    await person.press(":bachelor")
    assert person.live.message_id == message.message_id
    assert "What field is that diploma in?" in person.live.text


async def test_a_press_that_waited_too_long_still_counts(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    await person.press_unsettled(":bachelor")
    house.telegram.expire_queries()
    await house.settle()
    assert "What field is that diploma in?" in person.live.text


async def test_marks_can_be_set_and_taken_away(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "teacher")
    await person.press(":bachelor")
    await person.press(":pedagogical")
    first = person.find(person.live, ":+0")
    await person.press(":+0")
    again = await house.telegram.press(1, person.live.message_id, first, stale=True)
    await house.settle()
    assert again.answered
    assert person.labels().count("✅ 1") == 1
    await person.press(":-0")
    assert "✅ 1" not in person.labels()
    await person.press(":+1")
    await all_parts(person)
    await person.press(":!done")
    assert "Competences: 1 of" in await opened(person, "asked")


async def test_one_step_costs_two_calls(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    await person.press(":bachelor")
    house.telegram.calls.clear()
    await person.press(":pedagogical")
    calls = [call.method for call in house.telegram.calls if call.method != "getUpdates"]
    assert sorted(calls) == ["answerCallbackQuery", "editMessageText"]


async def test_an_answer_on_a_part_is_not_shown_as_one_on_the_whole(house: House) -> None:
    person = house.person(7, "ru")
    await begin(person, "uni-senior-lecturer")
    await person.press("Магистратура")
    await person.press("По профилю")
    text = await person.press("Нет")
    assert "✔ Базовое образование в области ИТ: Нет" in text
