"""Trouble: flood limits, broken connections, pages instead of answers, our own faults."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from aiogram.types import Chat, Message, Update, User
from structlog.testing import LogCapture

from local_chat.faults import Fault
from storage.repositories.answers import Answers
from tests.handlers.answering import begin
from tests.handlers.house import House


@pytest.mark.parametrize(
    "fault", [Fault("flood", retry_after=1), Fault("page"), Fault("cut_before"), Fault("torn")]
)
async def test_an_answer_survives_trouble_on_the_wire(house: House, fault: Fault) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    house.telegram.faults.next("editMessageText", fault, 2)
    await person.press(":bachelor")
    assert "What field is that diploma in?" in person.live.text
    assert house.pauses
    house.telegram.faults.next("sendMessage", fault, 2)
    await person.say("pedagogical")
    assert "specialty?" in person.live.text


async def test_a_flood_is_waited_out_as_long_as_telegram_asks(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    house.telegram.faults.next("editMessageText", Fault("flood", retry_after=7))
    await person.press(":bachelor")
    assert house.pauses == [7]


async def test_an_answer_is_sent_after_however_long_a_flood_limit(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    house.telegram.faults.next("editMessageText", Fault("flood", retry_after=700), 4)
    await person.press(":bachelor")
    assert house.pauses == [700] * 4
    assert "What field is that diploma in?" in person.live.text
    house.telegram.faults.next("sendMessage", Fault("flood", retry_after=120))
    assert "specialty?" in await person.say("pedagogical")


async def test_a_press_that_is_too_old_by_then_is_not_answered_after_a_long_flood(
    house: House,
) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    house.telegram.faults.next("answerCallbackQuery", Fault("flood", retry_after=120))
    press = await person.press_unsettled(":bachelor")
    await house.settle()
    assert not press.answered
    assert house.pauses == []
    assert "What field is that diploma in?" in person.live.text


async def test_when_nothing_gets_through_the_answer_is_kept(
    house: House, logged: LogCapture
) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    house.telegram.faults.next("editMessageText", Fault("page"), 4)
    await person.press_unsettled(":bachelor")
    await house.settle()
    assert "Something went wrong" in person.screen.text
    assert [e["event"] for e in logged.entries if e["log_level"] == "error"] == ["update_failed"]
    logged.entries.clear()
    await person.say("/start")
    assert "What field" in await person.press("m:continue")


async def test_a_fault_of_ours_is_told_with_a_reference_and_loses_nothing(
    house: House, logged: LogCapture, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = house.person(1, "ru")
    await begin(person, "tvet-teacher", "moderator")
    secret = "очень личные слова"

    async def broken(*_: object) -> None:
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(Answers, "put", broken)
        press = await person.press_unsettled(":bachelor")
        await house.settle()
        await person.say(secret)
    found = re.search(r"Номер: ([0-9a-f]{6})", press.text or "")
    assert found is not None
    errors = [entry for entry in logged.entries if entry["log_level"] == "error"]
    assert errors[0]["reference"] == found[1]
    assert secret not in str(logged.entries)
    assert "P1" not in str(logged.entries)
    logged.entries.clear()
    await person.say("/start")
    await person.press("m:continue")
    assert "По какому направлению" in await person.press(":bachelor")


async def test_groups_and_other_bots_are_left_alone(house: House) -> None:
    bot, dispatcher = house.assembly.bot, house.assembly.dispatcher
    before = len(house.telegram.calls)
    for number, (chat, sender) in enumerate(
        [
            (
                Chat(id=-5, type="group", title="Учительская"),
                User(id=7, is_bot=False, first_name="A"),
            ),
            (Chat(id=8, type="private"), User(id=8, is_bot=True, first_name="B")),
        ]
    ):
        message = Message(
            message_id=1,
            date=datetime(2026, 11, 20, tzinfo=UTC),
            chat=chat,
            from_user=sender,
            text="/start",
        )
        update = Update(update_id=1_000_000 + number, message=message).as_(bot)
        await dispatcher.feed_update(bot, update)
    assert len(house.telegram.calls) == before
    async with house.database.work(writing=False) as work:
        assert await work.people.get(7) is None
        assert await work.people.get(8) is None


async def test_two_people_do_not_wait_for_each_other(house: House) -> None:
    slow, quick = house.person(1, "en"), house.person(2, "en")
    await begin(slow, "tvet-teacher", "moderator")
    await begin(quick, "tvet-teacher", "moderator")
    async with house.assembly.turns.of(slow.id):
        await slow.press_unsettled(":bachelor")
        press = await quick.press_unsettled(":master")
        await house.telegram.answered(press)
        assert "What is your education?" in slow.live.text
    await house.settle()
    assert "What field" in slow.live.text


async def test_a_press_that_cannot_be_answered_is_no_reason_to_apologise(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    for fault in (Fault("page"), Fault("flood", retry_after=3600), Fault("torn")):
        house.telegram.faults.next("answerCallbackQuery", fault, 4)
    await person.press(":bachelor")
    assert "What field is that diploma in?" in person.live.text
    await person.press(":pedagogical")
    assert "specialty?" in person.live.text
    assert "went wrong" not in person.said()


async def test_who_presses_on_while_all_is_broken_is_told_once(
    house: House, logged: LogCapture, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [house.person(number, "en") for number in (1, 2)]
    for person in people:
        await begin(person, "tvet-teacher", "moderator")

    async def broken(*_: object) -> None:
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(Answers, "put", broken)
        presses = [await person.press_unsettled(":bachelor") for _ in range(5) for person in people]
        await house.settle()
        assert all(press.answered for press in presses)
        told = [person.said().count("Something went wrong") for person in people]
        assert told == [1, 1]
        house.now += timedelta(minutes=6)
        await people[0].press_unsettled(":bachelor")
        await house.settle()
        assert people[0].said().count("Something went wrong") == 2
    await people[1].press(":bachelor", people[1].house.telegram.messages(2)[-2])
    with monkeypatch.context() as patch:
        patch.setattr(Answers, "put", broken)
        await people[1].press_unsettled(":pedagogical")
        await house.settle()
    assert people[1].said().count("Something went wrong") == 2
    logged.entries.clear()
