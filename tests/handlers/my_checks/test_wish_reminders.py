"""From the wish in /my to the reminder that the worker sends, and what is pressed below it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from telegram.ext import ExtBot

from bot.outbound.rate_limit import Permit, SharedRateLimiter
from bot.outbound.worker import Worker
from local_chat.model import Message
from storage.tables.deadlines import Reminder
from storage.tables.shares import Wish
from tests.bot.outbound.conftest import Time
from tests.handlers.answering import answer_all, begin
from tests.handlers.checks import decisions, short_of_a_year
from tests.handlers.house import House, Somebody

# 10:00 in Almaty on the day on which the missing year is over.
TEN = datetime(2027, 11, 20, 5, 0, tzinfo=UTC)
SENT = "The day has come"


@asynccontextmanager
async def outbound(house: House) -> AsyncIterator[Worker]:
    time = Time(house.now.timestamp())
    bot_id = int(house.telegram.token.partition(":")[0])
    limiter = SharedRateLimiter(house.database, bot_id, time.now, monotonic=time, sleep=time.sleep)
    bot: ExtBot[Permit] = ExtBot(
        house.telegram.token, base_url=f"{house.base_url}/bot", rate_limiter=limiter
    )
    try:
        yield Worker(house.database, bot, bot_id, time.now)
    finally:
        await bot.request.shutdown()


async def sweep(house: House) -> None:
    """One sweep of the outbound worker at the house's moment."""
    async with outbound(house) as worker:
        await worker.sweep()


async def wish(person: Somebody) -> None:
    await person.say("/my")
    await person.press(next(d for d in person.data() if d.startswith("y:d:")))
    await person.press("🔔 Remind me on the day")


async def reminded(house: House) -> Somebody:
    """Somebody in front of the reminder they asked for."""
    person = house.person(1, "en")
    await short_of_a_year(person)
    await wish(person)
    house.now = TEN
    await sweep(house)
    assert SENT in person.live.text
    return person


async def wishes(house: House, person: Somebody) -> list[Wish]:
    async with house.database.work(writing=False) as work:
        return await work.wishes.of(person.id)


async def of_wishes(house: House, person: Somebody) -> list[Reminder]:
    async with house.database.work(writing=False) as work:
        every = await work.reminders.of(person.id)
    return [each for each in every if each.subject == "wish"]


async def press_at(house: House, message: Message, data: str) -> str | None:
    """A press on a message that may show another button by now; the toast."""
    press = await house.telegram.press(1, message.message_id, data, stale=True)
    await house.settle()
    assert press.answered
    return press.text


async def test_the_wish_comes_true_once_and_leads_to_a_check(house: House) -> None:
    person = await reminded(house)
    assert person.labels() == ["🔁 Check again", "Done", "Stop these"]
    house.now += timedelta(hours=2)
    await sweep(house)
    assert person.said().count(SENT) == 1
    text = await person.press("🔁 Check again")
    assert "how long have you worked by now?" in text
    await person.say("2 years")
    await answer_all(person)
    assert len(await decisions(house, person)) == 2


async def test_checking_again_twice_opens_one_check(house: House) -> None:
    person = await reminded(house)
    message = person.live
    data = person.find(message, "🔁 Check again")
    for _ in range(2):
        await press_at(house, message, data)
    house.telegram.redeliver_last_update()
    await house.settle()
    await person.say("/start")
    await person.press("m:continue")
    await person.say("2 years")
    await answer_all(person)
    assert len(await decisions(house, person)) == 2


async def test_done_leaves_the_way_to_check_again(house: House) -> None:
    person = await reminded(house)
    message = person.live
    done = person.find(message, "Done")
    for _ in range(2):
        await press_at(house, message, done)
        assert person.live.text.endswith("✔ Done.")
        assert person.labels() == ["🔁 Check again"]
    await house.restart()
    assert "how long have you worked" in await person.press("🔁 Check again")


async def test_stop_these_takes_back_every_wish_until_one_is_made_again(house: House) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    await wish(person)
    await begin(person, "tvet-teacher", "expert")
    await answer_all(person)
    await wish(person)
    first, second = await wishes(house, person)
    assert first.day < second.day
    house.now = TEN
    await sweep(house)
    assert "In /my you can ask for them again." in await person.press("Stop these")
    assert await wishes(house, person) == []
    assert [each.state for each in await of_wishes(house, person)] == ["sent", "cancelled"]
    await wish(person)
    house.now = TEN.replace(year=second.day.year, month=second.day.month, day=second.day.day)
    await sweep(house)
    assert person.said().count(SENT) == 2


async def test_a_wish_taken_back_in_my_is_not_reminded_of(house: House) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    await wish(person)
    assert "🔔 You will be reminded on 20 November 2027." in person.live.text
    await person.press("🔕 Do not remind me")
    assert "You will be reminded" not in person.live.text
    house.now = TEN
    await sweep(house)
    assert SENT not in person.said()
    assert [each.state for each in await of_wishes(house, person)] == ["cancelled"]


async def test_a_newer_check_shows_the_wish_of_the_older_and_moves_it(house: House) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    await wish(person)
    house.now += timedelta(days=61)
    await person.press("🔁 Check again")
    await person.say("1 year")
    await answer_all(person)
    await person.say("/my")
    await person.press(next(d for d in person.data() if d.startswith("y:d:")))
    assert "🔔 You will be reminded on 20 November 2027." in person.live.text
    assert person.has("🔕 Do not remind me")
    await person.press("🔔 Remind me on the day")
    [moved] = await wishes(house, person)
    assert moved.day.isoformat() == "2028-01-20"
    pending = [each.day for each in await of_wishes(house, person) if each.state == "pending"]
    assert pending == [moved.day]


async def test_buttons_of_a_reminder_after_consent_was_withdrawn(house: House) -> None:
    person = await reminded(house)
    message = person.live
    again, done = person.find(message, "🔁 Check again"), person.find(message, "Done")
    await person.say("/privacy")
    await person.press("c:withdraw")
    await person.press("c:withdraw:yes")
    assert await press_at(house, message, done) == "This day is no longer noted."
    await press_at(house, message, again)
    assert "Without your consent nothing is kept" in person.live.text


async def test_whoever_has_blocked_the_bot_and_comes_back_is_not_sent_old_reminders(
    house: House,
) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    await wish(person)
    house.telegram.block(1)
    await house.settle()
    house.now = TEN
    await sweep(house)
    assert [each.state for each in await of_wishes(house, person)] == ["blocked"]
    await person.say("/start")
    await sweep(house)
    assert SENT not in person.said()
