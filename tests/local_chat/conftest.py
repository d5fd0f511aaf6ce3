"""A served local Telegram and clients of both libraries; what to do without a browser."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from selenium.webdriver import Chrome

from local_chat.server import LocalTelegram, running
from tests.local_chat.browser import chromium, complaints, missing_browser, must_have_browser
from tests.local_chat.clients import CLIENTS, Client

PERSON = 9001


@dataclass
class Clock:
    """Time that only moves when a test moves it; serves as wall clock and as monotonic clock."""

    seconds: float = 1_790_000_000.0

    def __call__(self) -> float:
        return self.seconds


@dataclass
class Http:
    """Plain HTTP to the server, for what the libraries do not send."""

    base_url: str
    token: str
    session: aiohttp.ClientSession
    sent: list[str] = field(default_factory=list)

    async def call(self, method: str, **values: Any) -> dict[str, Any]:
        """A call with a JSON body; the decoded answer."""
        address = f"{self.base_url}/bot{self.token}/{method}"
        async with self.session.post(address, json=values) as response:
            answer: dict[str, Any] = await response.json()
            assert response.status == answer.get("error_code", 200)
            return answer

    async def refusal(self, method: str, **values: Any) -> tuple[int, str]:
        """Code and description of a call that has to be refused."""
        answer = await self.call(method, **values)
        assert answer["ok"] is False, answer
        return answer["error_code"], answer["description"]

    async def post(self, path: str, **values: Any) -> Any:
        async with self.session.post(self.base_url + path, json=values) as response:
            return await response.json()

    async def get(self, path: str) -> Any:
        async with self.session.get(self.base_url + path) as response:
            return await response.json()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def chat(clock: Clock) -> LocalTelegram:
    """A local Telegram with one person who has already started the bot."""
    chat = LocalTelegram(clock=clock, monotonic=clock)
    chat.add_person(PERSON, "Sam Sample", "en", started=True)
    return chat


@pytest.fixture
async def base_url(chat: LocalTelegram) -> AsyncIterator[str]:
    async with running(chat) as base_url:
        yield base_url


@pytest.fixture
async def http(chat: LocalTelegram, base_url: str) -> AsyncIterator[Http]:
    async with aiohttp.ClientSession() as session:
        yield Http(base_url, chat.token, session)


@pytest.fixture(params=list(CLIENTS))
async def client(
    request: pytest.FixtureRequest, chat: LocalTelegram, base_url: str
) -> AsyncIterator[Client]:
    """The same test through the real clients of both libraries."""
    async with CLIENTS[request.param](base_url, chat.token) as client:
        yield client


@pytest.fixture(scope="module")
def chromium_process() -> Iterator[Chrome]:
    """One Chromium for the tests of a module."""
    if missing := missing_browser():
        pytest.fail(f"the tests of the chat page need a browser: {missing}")
    with chromium() as driver:
        yield driver


@pytest.fixture
def browser(chromium_process: Chrome) -> Iterator[Chrome]:
    """A browser whose page may not complain: no script error, nothing the policy blocks."""
    complaints(chromium_process)
    yield chromium_process
    chromium_process.get("about:blank")
    assert complaints(chromium_process) == []


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out browser tests where there is no browser, except where one is required."""
    if not missing_browser() or must_have_browser():
        return
    needing = [item for item in items if "browser" in getattr(item, "fixturenames", ())]
    if needing:
        config.hook.pytest_deselected(items=needing)
        items[:] = [item for item in items if item not in needing]


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say so; here and not while collecting, because that may happen in other processes."""
    missing = missing_browser()
    if missing and not must_have_browser():
        terminalreporter.write_line(f"The tests of the chat page were left out: {missing}")
