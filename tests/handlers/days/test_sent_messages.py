"""Buttons below reminders and broadcasts that another process has sent."""

from datetime import UTC, date, datetime, timedelta

import pytest
from aiogram import Bot
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from cases.deadlines import enter_deadline
from rules.norms.model import Text
from rules.verdict.deadlines import Moment
from storage.tables.organisations import Membership
from storage.tables.outbound import OPTED_OUT
from storage.tables.segments import Segment
from tests.handlers.house import House, Somebody
from tests.handlers.people import (
    HR,
    add_course,
    college,
    member_link,
    memberships,
    reminders,
    with_consent,
)
from tests.outgoing import go_out

MARCH = date(2025, 3, 14)
TEXT = "<b>In 90 days</b>\n\nFrom 15 March 2028 your course no longer counts."


async def send(bot: Bot, person: Somebody, text: str, data: list[str]) -> None:
    """As the outbound worker does: a message that no update has asked for."""
    row = [InlineKeyboardButton(text=each, callback_data=each) for each in data]
    await bot.send_message(
        person.id, text, reply_markup=InlineKeyboardMarkup(inline_keyboard=[row])
    )


async def reminded(house: House, person: Somebody) -> int:
    """The number of the first reminder, which has been sent."""
    await add_course(house, person, 72, MARCH)
    house.now = datetime(2027, 12, 16, 5, 0, tzinfo=UTC)
    number = (await reminders(house, person))[0].id
    answers = [f"r:{number}:{answer}" for answer in ("done", "later", "stop")]
    await send(house.assembly.bot, person, TEXT, answers)
    return number


async def pending(house: House, person: Somebody) -> list[int]:
    return [each.days_before for each in await reminders(house, person) if each.state == "pending"]


async def test_done_ends_the_reminders_of_this_day_and_is_undone(house: House) -> None:
    person = await with_consent(house)
    number = await reminded(house, person)
    message = person.live
    text = await person.press(":done")
    assert "your course no longer counts" in text
    assert "✔ Done. No more reminders of this day." in text
    assert await pending(house, person) == []
    second = await house.telegram.press(1, message.message_id, f"r:{number}:done", stale=True)
    await house.settle()
    assert second.answered
    text = await person.press("↩️ Undo")
    assert "✔" not in text
    assert (await pending(house, person))[-3:] == [30, 7, 1]
    assert person.labels() == ["Done", "Later", "Stop these"]


async def test_later_says_when_and_can_still_be_done(house: House) -> None:
    person = await with_consent(house)
    await reminded(house, person)
    assert "I will remind you again on 17 December 2027" in await person.press(":later")
    await house.restart()
    text = await person.press(":stop")
    assert "🔕 No more reminders of this." in text
    assert "17 December" not in text
    assert await pending(house, person) == []


async def test_messages_about_the_law_are_stopped_and_brought_back(house: House) -> None:
    person = await with_consent(house)
    async with house.database.work() as work:
        await work.reminders.plan(1, "edition", 7, house.now.date(), [Moment(0, house.now)])
    [held] = await reminders(house, person)
    stop = f"r:{held.id}:stop"
    await send(house.assembly.bot, person, "<b>⚖️ Law</b>\n\nNot yet", [stop])
    message = person.live
    text = await person.press(":stop")
    assert "🔕 No more messages about changes of the law." in text
    second = await house.telegram.press(1, message.message_id, stop, stale=True)
    await house.settle()
    assert second.answered
    await house.restart()
    text = await person.press("↩️ Undo")
    assert "🔕" not in text
    assert person.labels() == ["Stop these"]
    async with house.database.work() as work:
        assert not await work.edition_notices.wants_none(1)


async def test_the_reminder_of_somebody_else_is_not_answered(house: House) -> None:
    person = await with_consent(house)
    number = await reminded(house, person)
    other = await with_consent(house, person_id=2)
    await send(house.assembly.bot, other, TEXT, [f"r:{number}:stop", f"r:{number}:undo"])
    await other.press(":stop")
    assert len(await pending(house, person)) == 4


async def test_a_reminder_after_consent_was_withdrawn_is_answered_kindly(house: House) -> None:
    person = await with_consent(house)
    number = await reminded(house, person)
    message = person.live
    await person.say("/privacy")
    await person.press("c:withdraw")
    await person.press("c:withdraw:yes")
    press = await house.telegram.press(1, message.message_id, f"r:{number}:done", stale=True)
    await house.settle()
    assert press.text == "This day is no longer noted."


async def test_a_press_in_the_middle_of_typing_does_not_lose_the_words(house: House) -> None:
    person = await with_consent(house)
    await reminded(house, person)
    message = person.live
    await person.say("/certificates")
    await person.press(":done", message)
    await person.say("36 hours, 03.02.2027, it")
    assert "Information technology, 36 hours" in person.live.text


async def broadcast(house: House, person: Somebody, organisation: int) -> int:
    async with house.database.work() as work:
        campaign = await work.campaigns.create(
            organisation,
            HR,
            {"kk": "Сәлем", "ru": "Привет"},
            Segment(),
            house.now,
        )
    await send(house.assembly.bot, person, "<b>Колледж</b>\n\nПривет", [f"b:{campaign}:stop"])
    return campaign


async def only_membership(house: House, person: Somebody) -> Membership:
    [held] = await memberships(house, person)
    return held


async def test_one_press_ends_the_messages_of_hr_at_once_and_one_undoes_it(house: House) -> None:
    person = await with_consent(house)
    organisation = await college(house)
    await person.say(f"/start m_{await member_link(house, organisation)}")
    await person.press("✅ Join")
    number = await broadcast(house, person, organisation)
    message = person.live
    text = await person.press(":stop")
    assert "Привет" in text
    assert "messages from here no longer come" in text
    assert (await only_membership(house, person)).hr_messages is False
    await house.telegram.press(1, message.message_id, f"b:{number}:stop", stale=True)
    await house.settle()
    assert (await only_membership(house, person)).hr_messages is False
    await person.press("↩️ Undo")
    assert (await only_membership(house, person)).hr_messages is True


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_what_still_comes_after_opting_out_is_said_and_is_true(
    house: House, language: str
) -> None:
    """Broadcasts do not, reminders of the organisation's deadlines do."""
    person = await with_consent(house, language)
    organisation = await college(house)
    token = await member_link(house, organisation)
    await person.say(f"/start m_{token}")
    await person.press(f"join:y:00:{token}")
    title = Text(kk="Өтінім", ru="Заявления", en="")
    async with house.database.work() as work:
        day = date(2026, 11, 21)
        await enter_deadline(work, HR, organisation, "tests", title, day, house.now, also_now=True)
    await broadcast(house, person, organisation)
    async with house.database.work() as work:
        await go_out(work, house.now)
    message = person.live
    press = await person.press_unsettled(":stop", message)
    await house.settle()
    assert press.text in person.live.text
    assert 0 < len(press.text) <= 200
    assert "/orgs" in press.text
    lease = timedelta(minutes=1)
    async with house.database.work() as work:
        await work.due_reminders.enter(house.now)
        [first] = await work.ledger.claim("worker", house.now, lease, 10)
        assert first.reminder_id is not None
        assert await work.ledger.start(first, "worker", 1, house.now, lease) is None
        await work.ledger.settle(first, "worker", "sent", house.now)
        house.now += timedelta(seconds=5)
        [second] = await work.ledger.claim("worker", house.now, lease, 10)
        assert second.campaign_id is not None
        refused = await work.ledger.start(second, "worker", 1, house.now, lease)
    assert refused is not None
    assert refused.reason == OPTED_OUT


async def test_whoever_has_left_hears_that_nothing_more_comes(house: House) -> None:
    person = await with_consent(house)
    organisation = await college(house)
    number = await broadcast(house, person, organisation)
    message = person.live
    press = await house.telegram.press(1, message.message_id, f"b:{number}:stop")
    await house.settle()
    assert press.text == "You are not a member there any more; nothing more comes."


async def test_a_reminder_too_old_to_be_read_is_answered_all_the_same(house: House) -> None:
    person = await with_consent(house)
    number = await reminded(house, person)
    message = person.live
    house.telegram.make_inaccessible(1, message.message_id)
    await house.telegram.press(1, message.message_id, f"r:{number}:done", stale=True)
    await house.settle()
    assert await pending(house, person) == []
    assert "✔ Done. No more reminders of this day." in person.said()
