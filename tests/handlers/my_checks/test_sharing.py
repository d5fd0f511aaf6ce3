"""A check handed on by a link: no name in it, an end to it, and kindness where it has ended."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from tests.handlers.checks import short_of_a_year, without_consent
from tests.handlers.house import House, Somebody

LINK = re.compile(r"https://t\.me/(\w+)\?start=(s_[\w-]+)")


async def shared(person: Somebody) -> str:
    """The start parameter of a new link to the person's check."""
    await short_of_a_year(person)
    await person.press("➕ More")
    await person.press("🔗 Share")
    return payload(await person.press("🔗 Make the link"))


def payload(text: str) -> str:
    found = LINK.search(text)
    assert found is not None, text
    return found[2]


async def test_a_colleague_sees_the_report_without_the_name(house: House) -> None:
    owner, colleague = house.person(7001, "en"), house.person(2, "ru")
    start = await shared(owner)
    await colleague.say(f"/start {start}")
    said = colleague.said()
    assert "Проверка, которой с вами поделились" in said
    assert "Пока нет: не хватает стажа: 1 год" in said
    assert "7001" not in said
    assert "P7001" not in said
    assert colleague.has("o:tvet-teacher:new")
    assert not colleague.has("r:change")
    assert "Проверяю" in await colleague.press("🔎 Проверить себя") or colleague.has("c:no")


async def test_the_link_names_the_bot_and_can_be_sent_on(house: House) -> None:
    owner = house.person(1, "en")
    start = await shared(owner)
    text = owner.live.text
    assert "until 4 December 2026" in text
    assert len(start) <= 64
    [button] = [b for row in owner.live.buttons for b in row if b.url]
    assert (button.url or "").startswith("https://t.me/share/url?url=https%3A%2F%2Ft.me%2F")


@pytest.mark.parametrize("end", ["revoked", "expired", "forgotten", "withdrawn", "unknown"])
async def test_a_link_that_has_ended_says_so_kindly(house: House, end: str) -> None:
    owner, colleague = house.person(1, "en"), house.person(2, "en")
    start = await shared(owner)
    match end:
        case "revoked":
            await owner.press("🔗 My links")
            assert "No link works at present." in await owner.press("Revoke 1")
        case "expired":
            house.now += timedelta(days=14)
        case "forgotten":
            await owner.say("/forget")
            await owner.press("f:yes")
        case "withdrawn":
            await owner.say("/privacy")
            await owner.press("c:withdraw")
            await owner.press("c:withdraw:yes")
        case "unknown":
            start = start[:-1] + ("a" if start[-1] != "a" else "b")
    text = await colleague.say(f"/start {start}")
    assert "This link shows nothing any more" in text
    assert "Not yet" not in colleague.said()


async def test_just_before_its_end_a_link_still_works(house: House) -> None:
    owner, colleague = house.person(1, "en"), house.person(2, "en")
    start = await shared(owner)
    house.now += timedelta(days=14, seconds=-1)
    await colleague.say(f"/start {start}")
    assert "Not yet" in colleague.said()


@pytest.mark.parametrize("start", ["", "x_1", "s_", "s_<b>", "promo", "a" * 64])
async def test_an_unknown_start_parameter_begins_as_usual(house: House, start: str) -> None:
    person = house.person(1, "en")
    assert "I check whether" in await person.say(f"/start {start}".strip())


async def test_a_double_press_makes_one_link(house: House) -> None:
    owner = house.person(1, "en")
    await short_of_a_year(owner)
    await owner.press("➕ More")
    await owner.press("🔗 Share")
    message = owner.live
    data = owner.find(message, "🔗 Make the link")
    await house.telegram.press(1, message.message_id, data)
    second = await house.telegram.press(1, message.message_id, data, stale=True)
    await house.settle()
    assert second.text == "A new link was made meanwhile; here are all that work."
    async with house.database.work(writing=False) as work:
        assert len(await work.shares.working(1, house.now)) == 1


async def test_nobody_revokes_the_link_of_somebody_else(house: House) -> None:
    owner, other = house.person(1, "en"), house.person(2, "en")
    await shared(owner)
    await short_of_a_year(other)
    press = await house.telegram.press(2, other.live.message_id, "y:revoke:1", stale=True)
    await house.settle()
    assert press.text == "That link no longer works."
    async with house.database.work(writing=False) as work:
        assert len(await work.shares.working(1, house.now)) == 1


async def test_a_link_opens_after_a_restart_in_the_middle_of_a_check(house: House) -> None:
    owner, colleague = house.person(1, "en"), house.person(2, "en")
    start = await shared(owner)
    await without_consent(colleague, ":bachelor")
    await house.restart()
    await colleague.say(f"/start {start}")
    assert "A check that was shared with you" in colleague.said()
    await colleague.press("🔎 Check your own position")
    assert "What field is that diploma in?" in await colleague.press("m:continue")
