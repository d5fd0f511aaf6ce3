"""HR's, a head's and a teacher's visit in Chromium, in each language, with keyboard alone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from html import escape
from urllib.parse import quote

import pytest
from aiohttp import web
from selenium.webdriver import Chrome
from selenium.webdriver.support.ui import WebDriverWait

from i18n import LANGUAGES, Language, translator
from tests.local_chat.browser import complaints
from tests.web.every_page import HEAD_OF_PLACE, HR, TEACHERS, college_of, speak
from tests.web.site import Site
from tests.web.window import Window

# What a browser shows does not depend on the database; the pages are asked for on both elsewhere.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
async def college(site: Site) -> int:
    return await college_of(site)


@pytest.fixture
async def window(site: Site, browser: Chrome) -> AsyncIterator[Window]:
    window = Window(site, browser)
    yield window
    await window.scripts(True)
    await window.shade("")
    await asyncio.to_thread(browser.execute_cdp_cmd, "Emulation.clearDeviceMetricsOverride", {})
    # That a page is refused is no fault of it; whatever else a browser complains of is.
    refused = "the server responded with a status of 4"
    assert [each for each in complaints(browser) if refused not in each] == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_week_of_hr_by_keyboard_without_script(
    site: Site, college: int, window: Window, language: Language
) -> None:
    tr = translator(language)
    await speak(site, language, HR)
    await window.scripts(False)
    await window.enter(HR)
    assert await window.heading() == tr.text("My page")
    await window.press_by_keyboard('main a[href="/app/people?short=not_joined"]')
    assert await window.heading() == tr.text("People")
    for address, name in (("people", "People"), ("year", "Year in figures"),
                          ("campaigns", "Messages to members"),
                          ("deadlines", "Deadlines"), ("log", "What was done here"),
                          ("editions", "Figures in the attestation rules")):  # fmt: skip
        await window.press_by_keyboard(f'nav a[href="/app/{address}"]')
        assert await window.heading() == tr.text(name)
    await window.press_by_keyboard('nav a[href="/app/people"]')
    await window.press_by_keyboard(".turns a")
    await asyncio.to_thread(lambda: window.one("#words").send_keys("Мысал"))
    await window.press_by_keyboard('form[role="search"] button')
    assert "search=" in window.driver.current_url
    await window.press_by_keyboard('th[scope="row"] a')
    assert "Мысал" in await window.heading()
    await window.press_by_keyboard('nav a[href="/app/people"]')
    await window.press_by_keyboard('form[action="/app/chosen"] button[value="all"]')
    assert "/chosen/" in window.driver.current_url
    await window.press_by_keyboard('main a[href$="/message"]')
    for field, words in (("#text_kk", "Сәлем"), ("#text_ru", "Привет")):
        await asyncio.to_thread(window.one(field).send_keys, words)
    await window.press_by_keyboard("main form button")
    assert await window.heading() == tr.text("Is this right?")
    await window.press_by_keyboard("main form button")
    assert "/campaigns/" in window.driver.current_url
    await window.press_by_keyboard('form[action="/app/letters"] button')
    large = await asyncio.to_thread(window.one, "html")
    assert large.get_attribute("data-letters") == "large"
    assert await window.overflows() == 0
    await window.press_by_keyboard('form[action="/app/leave"] button')
    assert await window.heading() == tr.text("You have signed out")


async def test_a_head_sees_people_and_a_teacher_what_is_theirs(
    site: Site, college: int, window: Window
) -> None:
    await speak(site, "en", HEAD_OF_PLACE, TEACHERS["en"])
    await window.enter(HEAD_OF_PLACE)
    await window.press_by_keyboard('nav a[href="/app/people"]')
    assert await window.heading() == "People"
    await window.enter(TEACHERS["en"])
    await window.press_by_keyboard('table a[href^="/app/checks/"]')
    words = await asyncio.to_thread(lambda: window.one("main").text)
    assert "Checked on" in words
    assert "Guidance" in words
    assert "(para. 286)" in words


async def framed(site: Site, fragment: str) -> tuple[web.AppRunner, str]:
    """Somebody else's page with ours in a frame, as Telegram on the web has it."""

    async def show(_: web.Request) -> web.Response:
        address = escape(f"{site.base}/app/#{fragment}")
        # With no icon to ask for: this page may be gone before the browser does.
        icon = '<link rel="icon" href="data:,">'
        frame = f'<!doctype html><title>x</title>{icon}<iframe src="{address}"></iframe>'
        return web.Response(text=frame, content_type="text/html")

    outer = web.Application()
    outer.router.add_get("/", show)
    runner = web.AppRunner(outer, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    listening = web.TCPSite(runner, "127.0.0.1", 0)
    await listening.start()
    return runner, f"http://127.0.0.1:{runner.addresses[0][1]}/"


THEME = (
    '{"bg_color":"#17212b","text_color":"#f5f5f5","hint_color":"#a8b6c4","link_color":"#7cc0ff",'
    '"secondary_bg_color":"#232e3c","button_color":"#7cc0ff","button_text_color":"#10151a"}'
)


def fragment_of(data: str) -> str:
    """What Telegram puts behind the address of a Mini App."""
    return f"tgWebAppData={quote(data)}&tgWebAppVersion=9.1&tgWebAppThemeParams={quote(THEME)}"


async def test_inside_telegram_the_page_signs_in_by_itself(
    site: Site, college: int, window: Window
) -> None:
    await speak(site, "en", HR)
    window.driver.delete_all_cookies()
    await window.open("/app/log")
    for person, age, heading in ((HR, 0, "My page"), (HR, 2, "Please open it again")):
        data = site.data(person, timedelta(hours=age))
        # Leaving first makes an address that differs only behind the # load anew.
        await asyncio.to_thread(window.driver.get, "about:blank")
        await window.open(f"/app/#{fragment_of(data)}")
        await asyncio.to_thread(wait_for, window, heading)
        assert "tgWebApp" not in window.driver.current_url
        colour = await asyncio.to_thread(
            window.driver.execute_script, "return getComputedStyle(document.body).backgroundColor"
        )
        if not age:
            assert colour == "rgb(23, 33, 43)"
            assert await window.complaints() == []


def wait_for(window: Window, heading: str) -> None:
    waiting = WebDriverWait(window.driver, 15, poll_frequency=0.05)
    waiting.until(lambda _: window.one("h1").text == heading, heading)


async def test_no_other_site_shows_it_in_a_frame(site: Site, college: int, window: Window) -> None:
    runner, address = await framed(site, fragment_of(site.data(HR)))
    try:
        await asyncio.to_thread(window.driver.get, address)
        said = await asyncio.to_thread(complaints, window.driver)
    finally:
        await runner.cleanup()
    assert any("frame-ancestors" in each for each in said)
    assert await site.sessions(HR) == 0
