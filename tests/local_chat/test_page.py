"""The page in headless Chromium, with a small bot on the other side."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiogram import Bot
from selenium.webdriver import ActionChains, Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from local_chat.model import Person
from local_chat.server import LocalTelegram, Tool, running, with_people
from tests.local_chat.browser import complaints
from tests.local_chat.echo_bot import echo_bot

_SECONDS = 15


class Page:
    """What a person does with the page and sees on it. Every look waits until it holds."""

    def __init__(self, driver: Chrome, base_url: str) -> None:
        self.driver = driver
        self.base_url = base_url

    def open(self, address: str = "") -> None:
        # Leaving first makes an address that differs only in its fragment load anew.
        self.driver.get("about:blank")
        self.driver.get(f"{self.base_url}/{address}")
        self.wait(lambda: bool(self.one("#bot-name").text), "the page shows the bot")

    def wait(self, condition: Callable[[], object], what: str) -> None:
        waiting = WebDriverWait(self.driver, _SECONDS, poll_frequency=0.05)
        waiting.until(lambda _: condition(), f"it never happened that {what}")

    def one(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def texts(self, selector: str) -> list[str]:
        """Texts of the matching elements, read at one moment."""
        read = "return [...document.querySelectorAll(arguments[0])].map((one) => one.innerText)"
        texts: list[str] = self.driver.execute_script(read, selector)
        return texts

    def type(self, text: str) -> None:
        self.one("#field").send_keys(text, Keys.ENTER)

    def click(self, selector: str) -> None:
        self.one(selector).click()

    def press(self, label: str) -> None:
        (button,) = [one for one in self.all("button.inline-button") if one.text == label]
        button.click()

    def become(self, name: str) -> None:
        if self.one("#open-people").is_displayed():
            self.click("#open-people")
        self.wait(lambda: self.one("#people-list").is_displayed(), "the people are shown")
        (person,) = [one for one in self.all(".person") if name in one.text]
        person.click()

    def sees(self, text: str) -> None:
        self.wait(lambda: any(text in one for one in self.texts(".bubble")), f"{text} is shown")


@pytest.fixture
def telegram() -> LocalTelegram:
    return with_people()


@pytest.fixture
async def address(telegram: LocalTelegram) -> AsyncIterator[str]:
    async with running(telegram) as base_url:
        yield base_url


@pytest.fixture
async def bot(telegram: LocalTelegram, address: str) -> AsyncIterator[Bot]:
    async with echo_bot(address, telegram.token) as bot:
        yield bot


@pytest.fixture
def page(address: str, bot: Bot, browser: Chrome) -> Page:
    return Page(browser, address)


@pytest.mark.parametrize(
    ("person", "start", "menu", "help_text"),
    [
        (9001, "Бастау", "Мәзір", "Көмек"),
        (9002, "Начать", "Меню", "Помощь"),
        (9003, "Start", "Menu", "Help"),
    ],
)
async def test_conversation(page: Page, person: int, start: str, menu: str, help_text: str) -> None:
    def scenario() -> None:
        page.open(f"#{person}")
        assert page.one("#start").text == start
        page.click("#start")
        page.sees("Started with nothing")
        assert page.texts(".bubble strong") == ["Started"]
        assert page.one("#menu").text.endswith(menu)
        page.press("More 0")
        page.sees("Counted to 1")
        page.wait(lambda: page.texts("#toast") == ["Now 1"], "the answer is shown")
        assert len(page.texts(".row")) == 2
        assert len(page.all(".edited")) == 1
        page.click("#menu")
        assert help_text in page.texts(".command")[0]
        page.click(".command")
        page.sees("/help")
        page.type("<b>&amp; 😀 \"'")
        page.sees("<b>&amp; 😀 \"'")
        assert page.all("#messages b") == []

    await asyncio.to_thread(scenario)


async def test_button_spins_until_the_answer(page: Page, telegram: LocalTelegram, bot: Bot) -> None:
    def press_never() -> None:
        page.open("#9003")
        page.click("#start")
        page.sees("Started")
        page.press("Never")
        page.wait(lambda: page.all(".waiting[aria-busy]"), "the button spins")

    def stops() -> None:
        page.wait(lambda: not page.all(".waiting"), "the button stands still again")

    await asyncio.to_thread(press_never)
    await telegram.wait_until(lambda: bool(telegram.presses))
    (query,) = telegram.presses
    await bot.answer_callback_query(query)
    await asyncio.to_thread(stops)


async def test_alert_link_and_deep_link(page: Page) -> None:
    def scenario() -> None:
        page.open("?person=9003&start=invited")
        page.sees("Started with invited")
        page.press("Alert")
        page.wait(lambda: page.one("#alert").is_displayed(), "the alert is shown")
        assert page.one("#alert-text").text == "Read this"
        page.click("#alert-ok")
        page.click(".text a[title]")
        page.sees("Started with linked")
        assert page.driver.current_url.endswith("/#9003")
        web = page.one("a.inline-button")
        assert web.get_attribute("target") == "_blank"
        assert web.get_attribute("rel") == "noopener noreferrer"

    await asyncio.to_thread(scenario)


async def test_files_both_ways(page: Page, telegram: LocalTelegram, tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("mine")

    def scenario() -> None:
        page.open("#9003")
        page.click("#start")
        page.sees("Started")
        page.type("/files")
        page.sees("table.csv")
        loaded = "return [...document.images].some((one) => one.complete && one.naturalWidth)"
        page.wait(lambda: page.driver.execute_script(loaded), "the picture is loaded")
        assert page.one("a.file").get_attribute("download") == "table.csv"
        page.one("#file").send_keys(str(mine))
        page.sees("mine.txt")

    await asyncio.to_thread(scenario)
    files = [message.document for message in telegram.messages(9003) if not message.by_bot]
    assert [file.data for file in files if file] == [b"mine"]


async def test_contact_by_the_reply_keyboard(page: Page, telegram: LocalTelegram) -> None:
    def scenario() -> None:
        page.open("#9003")
        page.click("#start")
        page.sees("Started")
        page.type("/phone")
        page.wait(lambda: page.all(".reply-button"), "the reply keyboard is shown")
        page.click(".reply-button")
        page.sees("Thank you")
        page.wait(lambda: not page.one("#keyboard").is_displayed(), "the keyboard is gone")

    await asyncio.to_thread(scenario)


async def test_several_people(page: Page, telegram: LocalTelegram) -> None:
    def scenario() -> None:
        page.open("#9003")
        page.click("#start")
        page.sees("Started")
        page.become("Образцова")
        assert page.one("html").get_attribute("lang") == "ru"
        assert page.texts(".bubble") == []
        page.click("#open-people")
        page.wait(lambda: page.one("#new-name").is_displayed(), "the form is shown")
        page.one("#new-name").send_keys("Zhaña", Keys.ENTER)
        page.wait(lambda: page.one("html").get_attribute("lang") == "kk", "the new one is on")
        page.become("Sam")
        page.sees("Started")

    await asyncio.to_thread(scenario)
    assert [person.first_name for person in telegram.people.values()][-1] == "Zhaña"


async def test_a_new_person_is_on_also_before_the_news_of_them(
    page: Page, telegram: LocalTelegram
) -> None:
    """Nobody is left as somebody else, whichever arrives first."""
    telegram.tell_people = lambda: None  # type: ignore[method-assign]

    def scenario() -> None:
        page.open("#9003")
        page.click("#open-people")
        page.wait(lambda: page.one("#new-name").is_displayed(), "the form is shown")
        page.one("#new-name").send_keys("Zhaña", Keys.ENTER)
        page.wait(lambda: page.driver.current_url.endswith("#9005"), "the new one is on")
        page.click("#start")
        page.sees("Started")

    await asyncio.to_thread(scenario)
    assert [m.chat_id for m in telegram.messages(9005)][:1] == [9005]
    assert telegram.messages(9003) == []


async def test_whoever_was_added_stays_on_when_the_server_starts_anew(
    page: Page, telegram: LocalTelegram
) -> None:
    def add() -> None:
        page.open("#9003")
        page.click("#open-people")
        page.wait(lambda: page.one("#new-name").is_displayed(), "the form is shown")
        page.one("#new-name").send_keys("Zhaña", Keys.ENTER)
        page.wait(lambda: page.driver.current_url.endswith("#9005"), "the new one is on")

    def is_on() -> None:
        page.wait(lambda: "Zhaña" in page.one("#my-label").get_attribute("textContent"), "on")  # type: ignore[operator]

    await asyncio.to_thread(add)
    del telegram.people[9005]
    telegram.news.tell("profile", dict)
    await telegram.wait_until(lambda: 9005 in telegram.people)
    await asyncio.to_thread(is_on)


async def test_inline_mode_can_be_tried(page: Page, telegram: LocalTelegram) -> None:
    def scenario() -> None:
        page.open("#9003")
        page.click("#start")
        page.sees("Started")
        page.one("#field").send_keys("@biliktilik_local_bot teach")
        page.wait(lambda: len(page.texts(".inline-result")) == 2, "the results are shown")
        assert page.texts(".inline-result .command-name") == ["First teach", "Second teach"]
        page.one("#field").send_keys(Keys.ENTER)
        assert page.one("#field").get_attribute("value") == "@biliktilik_local_bot teach"
        page.one("#field").send_keys(Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ENTER)
        page.sees("Second, chosen")
        assert page.texts(".mine .forwarded") == ["via @biliktilik_local_bot"]
        assert page.texts(".mine strong")[-1:] == ["chosen"]
        assert page.one("#field").get_attribute("value") == ""
        page.one("#field").send_keys("@biliktilik_local_bot nothing")
        page.wait(lambda: page.texts(".no-results") == ["Nothing found"], "it says so")

    await asyncio.to_thread(scenario)
    [chosen] = [m for m in telegram.messages(9003) if "via_bot" in m.extra]
    assert chosen.buttons[0][0].url == "https://example.org/"


async def test_a_message_is_answered_by_a_double_click(page: Page, telegram: LocalTelegram) -> None:
    def scenario() -> None:
        page.open("#9003")
        page.click("#start")
        page.sees("Started")
        ActionChains(page.driver).double_click(page.one(".bubble .text strong")).perform()
        page.wait(lambda: page.one("#reply").is_displayed(), "what is answered is shown")
        page.type("my answer")
        page.sees("my answer")
        assert not page.one("#reply").is_displayed()
        page.wait(lambda: page.texts(".mine .quoted"), "the answer shows what it answers")

    await asyncio.to_thread(scenario)
    answer = next(m for m in telegram.messages(9003) if m.text == "my answer")
    assert answer.reply_to == next(m for m in telegram.messages(9003) if m.by_bot).message_id


async def test_a_tool_is_used_by_whoever_is_on(page: Page, telegram: LocalTelegram) -> None:
    used: list[int] = []

    async def act(person: Person) -> str:
        used.append(person.id)
        if person.id == 9001:
            raise ValueError("not for you")
        return "/help"

    words = {"kk": "Құрал", "ru": "Инструмент", "en": "Tool"}
    telegram.tools["x"] = Tool(words, words, act)

    def press() -> None:
        page.wait(lambda: page.one("#open-people").is_displayed(), "the page is there")
        page.click("#open-people")
        page.wait(lambda: page.one("#tools button").is_displayed(), "the tool is shown")
        page.click("#tools button")

    def scenario() -> None:
        page.open("#9002")
        press()
        page.sees("/help")
        page.open("#9001")
        press()
        page.wait(lambda: "not for you" in page.one("#toast").text, "the reason is told")
        [said] = complaints(page.driver)
        assert "400 (Bad Request)" in said

    await asyncio.to_thread(scenario)
    assert used == [9002, 9001]


async def test_blocking(page: Page, telegram: LocalTelegram) -> None:
    def block() -> None:
        page.open("#9003")
        page.click("#start")
        page.sees("Started")
        page.click("#open-people")
        page.wait(lambda: page.one("#block").is_displayed(), "the settings are shown")
        page.click("#block")
        page.wait(lambda: page.one("#start").text == "Unblock", "it can be taken back")

    await asyncio.to_thread(block)
    assert telegram.people[9003].blocked


async def test_news_of_others_and_of_the_past(page: Page, telegram: LocalTelegram) -> None:
    def one_is_on() -> None:
        page.open("#9003")
        page.click("#start")
        page.sees("Started")

    def badge() -> None:
        page.wait(lambda: page.texts("#my-badge") == ["1"], "the other has news")

    def gone() -> None:
        page.wait(lambda: page.texts(".bubble") == [], "the messages are gone")

    await asyncio.to_thread(one_is_on)
    await telegram.type_text(9001, "/start")
    await asyncio.to_thread(badge)
    for message in telegram.messages(9003):
        telegram.delete(9003, message.message_id)
    await asyncio.to_thread(gone)


async def test_dates_in_the_persons_language(page: Page, telegram: LocalTelegram) -> None:
    telegram.clock = lambda: datetime(2026, 11, 20, 12, tzinfo=UTC).timestamp()
    expected = {9001: "20 қараша", 9002: "20 ноября", 9003: "November 20"}

    def scenario() -> None:
        for person, day in expected.items():
            page.open(f"#{person}")
            page.click("#start")
            page.sees("Started")
            assert page.texts(".day") == [day]

    await asyncio.to_thread(scenario)


async def test_suggestions_by_keyboard(page: Page) -> None:
    def scenario() -> None:
        page.open("#9002")
        page.click("#start")
        page.sees("Started")
        page.one("#field").send_keys("/f")
        page.wait(lambda: len(page.texts(".command")) == 1, "only /files is offered")
        page.one("#field").send_keys(Keys.ARROW_DOWN, Keys.ENTER)
        page.sees("table.csv")

    await asyncio.to_thread(scenario)


@pytest.mark.parametrize(("width", "height"), [(360, 740), (1280, 800)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_everything_can_be_touched(page: Page, width: int, height: int, scheme: str) -> None:
    small = """
      // The menu button can be touched beyond its looks.
      const reach = (one) => (one.id === "menu" ? 8 : 0);
      const touched = "button, select, input:not([type=file]), .inline-button";
      return [...document.querySelectorAll(touched)]
        .filter((one) => one.checkVisibility({ visibilityProperty: true }))
        .filter((one) => one.offsetHeight + reach(one) < 44)
        .map((one) => one.outerHTML)
    """

    def scenario() -> None:
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        page.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        page.open("#9003")
        page.click("#start")
        page.sees("Started")
        assert page.driver.execute_script(small) == []
        wide = "return document.documentElement.scrollWidth <= innerWidth"
        assert page.driver.execute_script(wide)
        columns = page.driver.execute_script(
            "return document.querySelector('main').getBoundingClientRect().toJSON()"
        )
        assert columns["width"] == min(width, 460)
        assert abs(columns["left"] * 2 + columns["width"] - width) <= 1
        page.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})

    await asyncio.to_thread(scenario)
