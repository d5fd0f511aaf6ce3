"""Inside Telegram on the web: the page in a frame of another site, by https, signed in by itself.

Telegram's site is played by a page of ours under its name; the browser resolves both names to this
machine and takes the certificate that is made here. Cookies of other sites are refused to it as
browsers begin to: only one that is kept apart for the frame comes through.
"""

from __future__ import annotations

import asyncio
import shutil
import ssl
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select, WebDriverWait

from i18n import LANGUAGES, Language, Translator, translator
from storage.database import Database
from tests.cases.training.university import DEAN, HEAD, TEACHER_A, University
from tests.local_chat.browser import chromium, complaints, must_have_browser
from tests.web.site import HOST, Site, served
from tests.web.test_in_browser import fragment_of
from tests.web.training import HR, campus, checked, fell_behind, speak
from tests.web.window import tab_to

PAGE, TELEGRAM, STRANGER = "page.example", "web.telegram.org", "stranger.example"
SECONDS = 20
CAUSE = "money"

# What a browser shows does not depend on the database; the pages are asked for on both elsewhere.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    """With a certificate that nobody has signed."""
    openssl = shutil.which("openssl")
    if openssl is None:
        if must_have_browser():
            pytest.fail("openssl not found; install with: apt-get install openssl")
        pytest.skip("openssl not found; install with: apt-get install openssl")
    folder: Path = tmp_path_factory.mktemp("tls")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=x",
         "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(certificate, key)
    return made


@pytest.fixture
async def site(database: Database, tls: ssl.SSLContext) -> AsyncIterator[Site]:
    async with served(database, is_https=True, tls=tls) as site:
        yield site


@pytest.fixture
async def u(database: Database) -> University:
    return await campus(database)


@asynccontextmanager
async def other_site(tls: ssl.SSLContext) -> AsyncIterator[tuple[int, dict[str, str]]]:
    """Its port, and what its page has in the frame: `address`."""
    framed = {"address": "about:blank"}

    async def show(_: web.Request) -> web.Response:
        frame = f'<!doctype html><title>x</title><iframe src="{escape(framed["address"])}" ' \
                'style="width:360px;height:800px"></iframe>'  # fmt: skip
        return web.Response(text=frame, content_type="text/html")

    made = web.Application()
    made.router.add_get("/k/", show)
    runner = web.AppRunner(made, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        listening = web.TCPSite(runner, HOST, 0, ssl_context=tls)
        await listening.start()
        yield runner.addresses[0][1], framed
    finally:
        await runner.cleanup()


@dataclass(frozen=True)
class Go:
    """Presses what leads to a page with this heading."""

    selector: str
    heading: str


@dataclass(frozen=True)
class Write:
    """Into a field; of a choice, its value."""

    selector: str
    words: str


@dataclass(frozen=True)
class Press:
    """Presses, and waits for words on the page."""

    selector: str
    words: str = ""


Step = Go | Write | Press
Steps = tuple[Step, ...]


@dataclass
class Telegram:
    """Telegram on the web, or a browser without it, with somebody before it."""

    site: Site
    driver: Chrome
    framed: dict[str, str]
    by_keyboard: bool = False

    async def opens(self, person_id: int, heading: str, at: str = TELEGRAM) -> None:
        """Opens the Mini App anew, and waits until it shows."""
        self.framed["address"] = f"https://{PAGE}/app/#{fragment_of(self.site.data(person_id))}"
        await asyncio.to_thread(self.driver.get, "about:blank")
        await asyncio.to_thread(self.driver.get, f"https://{at}/k/")
        await asyncio.to_thread(
            self.driver.switch_to.frame, self.driver.find_element(By.TAG_NAME, "iframe")
        )
        await self.sees(heading)

    async def sees(self, heading: str) -> None:
        def look() -> None:
            waiting = WebDriverWait(self.driver, SECONDS, poll_frequency=0.05)
            waiting.until(lambda _: heading in self._heading(), heading)

        await asyncio.to_thread(look)

    def _heading(self) -> str:
        try:
            return self.driver.find_element(By.TAG_NAME, "h1").text
        except Exception:
            # The page before is going, the next one not there yet.
            return ""

    async def opens_link(self, person_id: int, heading: str) -> None:
        """Outside Telegram: the link of the chat, and its button."""
        link = await self.site.link(person_id)
        await asyncio.to_thread(self.driver.delete_all_cookies)
        await asyncio.to_thread(self.driver.get, f"https://{PAGE}{link}")
        await self.press("main button")
        await self.sees(heading)

    def without_script(self) -> None:
        self.by_keyboard = True
        said = {"value": True}
        self.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", said)

    async def speaks(self) -> str:
        def ask() -> str:
            return str(self.driver.find_element(By.TAG_NAME, "html").get_attribute("lang"))

        return await asyncio.to_thread(ask)

    async def does(self, step: Step) -> None:
        match step:
            case Go(selector, heading):
                await self.goes(selector, heading)
            case Write(selector, words):
                await self.writes(selector, words)
            case Press(selector, words):
                await self.press(selector)
                if words:
                    await self.until(words)

    async def press(self, selector: str) -> None:
        def act() -> None:
            found = self._shown(selector)
            if self.by_keyboard:
                tab_to(self.driver, found)
            found.send_keys(Keys.ENTER)

        await asyncio.to_thread(act)

    def _shown(self, selector: str) -> WebElement:
        """A page that is on its way may not have it yet."""
        waiting = WebDriverWait(self.driver, SECONDS, poll_frequency=0.05)
        return waiting.until(lambda _: self.driver.find_element(By.CSS_SELECTOR, selector))

    async def goes(self, selector: str, heading: str) -> None:
        await self.press(selector)
        await self.sees(heading)

    async def writes(self, selector: str, words: str) -> None:
        def act() -> None:
            field = self._shown(selector)
            if self.by_keyboard:
                tab_to(self.driver, field)
            if field.tag_name == "select":
                Select(field).select_by_value(words)
                return
            if field.get_attribute("type") != "date":
                field.clear()
            field.send_keys(words)

        await asyncio.to_thread(act)

    async def until(self, words: str) -> None:
        def look() -> None:
            waiting = WebDriverWait(self.driver, SECONDS, poll_frequency=0.05)
            waiting.until(lambda _: words in self._main(), words)

        await asyncio.to_thread(look)

    def _main(self) -> str:
        try:
            return self.driver.find_element(By.TAG_NAME, "main").text
        except Exception:
            return ""


@pytest.fixture
async def telegram(site: Site, tls: ssl.SSLContext, browser: Chrome) -> AsyncIterator[Telegram]:
    """`browser` is asked for so that without one the test stays out or fails as others do."""
    async with other_site(tls) as (port, framed):
        ours = site.base.rsplit(":", 1)[1]
        names = ", ".join(
            [f"MAP {PAGE} {HOST}:{ours}", *(f"MAP {each} {HOST}:{port}" for each in
                                            (TELEGRAM, STRANGER))]
        )  # fmt: skip
        flags = (f"--host-resolver-rules={names}", "--ignore-certificate-errors",
                 "--test-third-party-cookie-phaseout")  # fmt: skip
        opened: Any = chromium(flags=flags)
        driver = await asyncio.to_thread(opened.__enter__)
        try:
            yield Telegram(site, driver, framed)
            said = await asyncio.to_thread(complaints, driver)
            refused = ("the server responded with a status of 4", "frame-ancestors",
                       "third-party cookie")  # fmt: skip
            assert [each for each in said if not any(word in each for word in refused)] == []
        finally:
            await asyncio.to_thread(opened.__exit__, None, None, None)


def begins(tr: Translator) -> Steps:
    """From the own page to a year of training."""
    return (Go('nav a[href="/app/plans"]', tr.text("Training {year}", year="2027")),)


def week_of(tr: Translator, numbers: dict[str, int]) -> tuple[tuple[int, Steps], ...]:
    """Who does what, one after the other: the one needs what the other did."""
    year, unit = "/app/plans/{year}".format(**numbers), "{chair}".format(**numbers)
    found, check = "/app/findings/{found}".format(**numbers), "{check}".format(**numbers)
    step = Go(f'a.button[href="{year}/units/{unit}#next"]', "Кафедра А")
    return (
        # A head takes the schedule of the chair on.
        (HEAD, (*begins(tr), step, Write("#number", "№ 7"),
                Press('form[action$="/step"] button', "№ 7"))),
        # The institute sends it back, HR says what is done about what fell behind.
        (DEAN, (*begins(tr), step, Press("details summary"), Write("#reason", "Себебі бар"),
                Press('form[action$="/back"] button',
                      tr.text("↩️ sent back: {reason}", reason="Себебі бар")))),
        (HR, (*begins(tr), Go(f'a[href="{year}/findings"]', tr.text("What fell behind")),
              Go(f'a[href="{found}"]', "Мысалова"), Write("#cause", CAUSE),
              Write("#action", "Грант"), Write("#owner", "Деканов"), Write("#due", "12012026"),
              Press(f'form[action="{found}"] button', tr.text("Is it put right?")))),
        # A teacher tries what another year would change.
        (TEACHER_A, (Press(f'a[href="/app/checks/{check}"]', tr.text("🔮 What if…")),
                     Press('a[href$="/what-if"]'),
                     Press('button[value^="w:e:"]', tr.text("💾 Keep this answer")))),
    )  # fmt: skip


@pytest.mark.parametrize("way", ["in a frame", "by link"])
@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_weeks_of_hr_a_head_and_a_teacher(
    site: Site, u: University, telegram: Telegram, language: Language, way: str
) -> None:
    """Inside Telegram, and outside without script and by keyboard alone."""
    tr = translator(language)
    await speak(site.database, language)
    found, check = await fell_behind(site.database, u), await checked(site.database, TEACHER_A)
    numbers = {"year": u.year, "chair": u.chair, "found": found, "check": check}
    if way == "by link":
        await asyncio.to_thread(telegram.without_script)
    opens = telegram.opens if way == "in a frame" else telegram.opens_link
    for person, steps in week_of(tr, numbers):
        await opens(person, tr.text("My page"))
        assert await telegram.speaks() == language
        for each in steps:
            await telegram.does(each)
        assert await site.sessions(person) == 1
    async with site.database.work(writing=False) as work:
        [late] = await work.nonconformities.of_year(u.year)
    assert (late.cause, late.action, late.due) == ("money", "Грант", date(2026, 12, 1))


async def test_no_other_site_has_it_in_its_frame(
    site: Site, u: University, telegram: Telegram
) -> None:
    telegram.framed["address"] = f"https://{PAGE}/app/#{fragment_of(site.data(HR))}"
    await asyncio.to_thread(telegram.driver.get, f"https://{STRANGER}/k/")
    said = await asyncio.to_thread(complaints, telegram.driver)
    assert any("frame-ancestors" in each for each in said)
    assert await site.sessions(HR) == 0


async def test_outside_by_link_one_is_signed_in_by_https_too(
    site: Site, u: University, telegram: Telegram
) -> None:
    link = await site.link(HEAD)
    await asyncio.to_thread(telegram.driver.get, f"https://{PAGE}{link}")
    await telegram.goes("main button", "My page")
    await telegram.goes('nav a[href="/app/plans"]', "Training 2027")
    [held] = await asyncio.to_thread(telegram.driver.get_cookies)
    assert (held["httpOnly"], held["secure"], held["sameSite"]) == (True, True, "None")
