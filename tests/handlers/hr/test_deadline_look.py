"""The last look at a deadline: nothing goes out by itself, and what goes out is asked for twice."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from rules.vocabulary import LANGUAGES, Language
from storage.tables.deadlines import Reminder
from storage.tables.organisations import Deadline
from tests.cases.college import HR, TEACHER, greet, join, member_link
from tests.handlers.house import Somebody
from tests.handlers.hr.conftest import Scene

FIRST = 8_200_000_000
LEASE = timedelta(minutes=1)


async def members(scene: Scene, count: int) -> None:
    """So many more members than the teacher."""
    async with scene.house.database.work() as work:
        link = await member_link(work, HR, scene.colleges.organisation)
        for number in range(FIRST, FIRST + count):
            await greet(work, number, "en")
            await join(work, number, link.token, name="Invented")


async def reach_last_look(scene: Scene, day: str = "10.12.2026") -> Somebody:
    hr = await scene.hr()
    await hr.press("📅 Deadlines")
    await hr.press("➕ A new deadline")
    await hr.press("Quarterly data")
    await hr.press("Use: Quarterly data")
    await hr.say(day)
    return hr


async def kept(scene: Scene) -> list[Deadline]:
    async with scene.house.database.work(writing=False) as work:
        return await work.deadlines.of_organisation(scene.colleges.organisation, date(2026, 11, 20))


async def planned(scene: Scene, person_id: int = TEACHER) -> list[tuple[str, datetime]]:
    async with scene.house.database.work(writing=False) as work:
        found: list[Reminder] = await work.reminders.of(person_id)
    return [(each.subject, each.due_at) for each in found if each.state == "pending"]


async def due(scene: Scene) -> int:
    async with scene.house.database.work(writing=False) as work:
        return len(await work.reminders.due(scene.house.now, 1000))


async def send_all(scene: Scene) -> None:
    """What the outbound worker does with what is due."""
    # One person gets at most one message within a second.
    now = scene.house.now = scene.house.now + timedelta(seconds=2)
    async with scene.house.database.work() as work:
        await work.due_reminders.enter(now)
        for claim in await work.ledger.claim("w", now, LEASE, 1000):
            assert await work.ledger.start(claim, "w", 1, now, LEASE) is None
            await work.ledger.settle(claim, "w", "sent", now, message_id=1)


async def test_saving_writes_to_none_of_a_hundred_and_eighty_people(scene: Scene) -> None:
    await members(scene, 179)
    hr = await reach_last_look(scene)
    assert "Members are reminded on: 3 December 2026; 9 December 2026\n" in hr.live.text
    assert "One now would reach 180 people." in hr.live.text
    assert hr.labels()[:2] == ["✅ From the next one", "📣 Also now"]
    await hr.press("✅ From the next one")
    assert len(await kept(scene)) == 1
    assert await due(scene) == 0
    assert len(await planned(scene)) == 2


async def test_people_are_reminded_at_once_after_two_presses_and_once(scene: Scene) -> None:
    await members(scene, 4)
    hr = await reach_last_look(scene)
    await scene.house.restart()
    text = await hr.press("📣 Also now")
    assert "Send a reminder to 5 people? What is sent cannot be taken back." in text
    assert not await kept(scene)
    assert "One now would reach 5 people." in await hr.press("No, not yet")
    await hr.press("📣 Also now")
    await scene.house.restart()
    message = hr.live
    yes = hr.find(message, "✅ Yes, send")
    await scene.house.telegram.press(HR, message.message_id, yes)
    again = await scene.house.telegram.press(HR, message.message_id, yes, stale=True)
    await scene.house.settle()
    assert again.text == "This is saved or was left already."
    assert len(await kept(scene)) == 1
    assert await due(scene) == 5
    [entry] = [each for each in await scene.log() if each.action == "deadline.enter"]
    assert entry.details["reminded"] == 5


async def test_who_joined_meanwhile_can_be_reminded_later_on(scene: Scene) -> None:
    hr = await reach_last_look(scene)
    await hr.press("📣 Also now")
    await hr.press("✅ Yes, send")
    await send_all(scene)
    await hr.press("Quarterly data")
    assert hr.has("✏️ Change")
    await hr.press("✏️ Change")
    assert "One now would reach" not in hr.live.text
    assert hr.has("✅ Save")
    await hr.press("✅ Save")
    assert await due(scene) == 0


async def test_an_old_button_saves_nothing_that_was_not_on_its_message(scene: Scene) -> None:
    hr = await reach_last_look(scene)
    message = hr.live
    old = hr.find(message, "✅ From the next one")
    now = hr.find(message, "📣 Also now")
    await hr.press("Day")
    await hr.say("11.12.2026")
    for data in (old, now, now.replace("day_now", "day_now_yes")):
        await scene.house.telegram.press(HR, message.message_id, data, stale=True)
        await scene.house.settle()
        assert not await kept(scene)
    await scene.opens(hr, "day_save", scene.colleges.organisation)
    assert "11 December 2026" in hr.live.text
    assert not await kept(scene)
    await hr.press("✅ From the next one")
    assert [each.day for each in await kept(scene)] == [date(2026, 12, 11)]


async def test_a_day_with_no_reminder_left_says_so(scene: Scene) -> None:
    hr = await reach_last_look(scene, "tomorrow")
    assert "No reminder comes by itself before that day." in hr.live.text
    assert hr.labels()[:2] == ["✅ Without a reminder", "📣 Also now"]


async def test_a_day_far_ahead_asks_nothing(scene: Scene) -> None:
    hr = await reach_last_look(scene, "01.06.2027")
    assert "One now" not in hr.live.text
    assert hr.labels()[0] == "✅ Save"


async def test_at_night_a_reminder_at_once_is_one_of_the_morning(scene: Scene) -> None:
    scene.house.now += timedelta(hours=11)
    hr = await reach_last_look(scene)
    assert "21 November 2026, 09:00 (Almaty)" in await hr.press("📣 Also now")


async def test_a_moved_and_a_removed_day_say_whom_they_are_told(scene: Scene) -> None:
    await members(scene, 2)
    hr = await reach_last_look(scene)
    await hr.press("📣 Also now")
    await hr.press("✅ Yes, send")
    await send_all(scene)
    await hr.press("Quarterly data")
    await hr.press("✏️ Change")
    await hr.press("Day")
    text = await hr.say("01.06.2027")
    assert "3 people know another day and are told now that it has moved." in text
    await hr.press("✅ Save")
    assert [subject for subject, at in await planned(scene) if at <= scene.house.now] == [
        "deadline_change"
    ]
    await send_all(scene)
    await hr.press("Quarterly data")
    text = await hr.press("🗑 Remove")
    assert "3 people know of it and are told now that it is gone." in text
    await hr.press("Yes, remove")
    assert [subject for subject, _ in await planned(scene)] == ["deadline_change"]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_last_look_holds_the_longest_titles(scene: Scene, language: Language) -> None:
    async with scene.house.database.work() as work:
        await work.people.set_language(HR, language)
    hr = await scene.hr()
    number = scene.colleges.organisation
    await scene.opens(hr, "day_new", number)
    await scene.opens(hr, "day_kind", number, 4)
    for _ in LANGUAGES:
        await hr.say("Щ" * 200)
    await hr.say("10.12.2026")
    assert hr.has("📣 " + hr.labels()[1].removeprefix("📣 "))
    assert not scene.house.refused()
