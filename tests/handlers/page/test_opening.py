"""The way from the chat to the page."""

from __future__ import annotations

import re

import pytest

from cases import page_sessions
from cases.errors import NotThere
from local_chat.keyboards import Button
from tests.cases.college import HR, found
from tests.handlers.house import House, Somebody

HERE = "http://127.0.0.1:8080"
PUBLIC = "https://page.example.kz"


async def house_with(house: House, page: str | None) -> Somebody:
    house.page = page
    await house.restart()
    person = house.person(1, "en")
    await person.say("/start")
    return person


def button(person: Somebody, words: str) -> Button:
    [found] = [each for row in person.live.buttons for each in row if each.text == words]
    return found


def token_of(person: Somebody) -> str:
    address = button(person, "🌐 Open in the browser").url or ""
    assert address.startswith(f"{person.house.page}/app/enter/")
    return address.rsplit("/", 1)[1]


async def works(house: House, token: str) -> bool:
    async with house.database.work() as work:
        try:
            return (await page_sessions.look_at_link(work, token, house.now)) is not None
        except NotThere:
            return False


async def test_without_a_page_nothing_offers_one(house: House) -> None:
    person = await house_with(house, None)
    await person.say("/help")
    assert "🖥 My page" not in person.labels()
    assert "no page here" in await person.say("/page")


async def test_two_presses_lead_to_a_link_that_signs_in_once(house: House) -> None:
    person = await house_with(house, HERE)
    await person.say("/cancel")
    await person.press("🖥 My page")
    first = token_of(person)
    assert re.fullmatch(r"[\w-]{43}", first)
    assert await works(house, first)
    await person.press("pg:o:0", None) if person.has("pg:o:0") else await person.say("/page")
    assert not await works(house, first)
    assert await works(house, token_of(person))


async def test_a_link_of_the_page_leads_to_a_new_link(house: House) -> None:
    person = await house_with(house, HERE)
    await person.say("/start page")
    assert await works(house, token_of(person))


async def test_by_https_it_opens_inside_telegram(house: House) -> None:
    person = await house_with(house, PUBLIC)
    await person.say("/page")
    rows = person.live.rows
    assert rows[0][0]["web_app"] == {"url": f"{PUBLIC}/app/"}
    assert "data" not in rows[0][0]
    await person.press("⬅️ Menu")
    opening = [each for row in person.live.rows for each in row if "web_app" in each]
    assert [each["web_app"]["url"] for each in opening] == [f"{PUBLIC}/app/"]
    assert house.refused() == []


@pytest.mark.parametrize("restarts", [False, True])
async def test_one_press_signs_out_everywhere(house: House, restarts: bool) -> None:
    person = await house_with(house, HERE)
    await person.say("/page")
    async with house.database.work() as work:
        for _ in range(2):
            token = await page_sessions.make_link(work, 1, None, house.now)
            await page_sessions.enter_by_link(work, token, {}, house.now)
    if restarts:
        await house.restart()
    at = person.live
    assert "2 visits to the page have ended" in await person.press("🚪 Sign out everywhere")
    await house.telegram.press(1, at.message_id, "pg:end", stale=True)
    await house.settle()
    assert "0 visits" in person.live.text
    await person.press("🖥 Open it again")
    assert await works(house, token_of(person))


async def test_from_hrs_screen_the_page_is_about_that_organisation(house: House) -> None:
    await house_with(house, HERE)
    colleges = await found(house.database)
    hr = house.person(HR, "en")
    await hr.say("/hr")
    label = next(each for each in hr.labels() if each.startswith("🖥"))
    await hr.press(label)
    last = [each for row in hr.live.buttons for each in row if each.url]
    async with house.database.work() as work:
        token = (last[0].url or "").rsplit("/", 1)[1]
        link = await page_sessions.look_at_link(work, token, house.now)
    assert (link.person_id, link.organisation_id) == (HR, colleges.organisation)
