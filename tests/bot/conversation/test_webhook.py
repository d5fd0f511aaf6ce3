"""The webhook: updates arrive only with the secret, and what is under way is finished."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from pydantic import SecretStr

from bot.conversation.factory import assemble
from bot.conversation.webhook import serve_webhook
from bot.settings import Settings
from local_chat.faults import Fault
from local_chat.server import LocalTelegram, running
from rules.norms.loading import catalogue
from storage.database import migrate, open_database
from tests.handlers.house import NOW


def free_port() -> int:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@pytest.fixture
async def telegram(tmp_path: Path) -> AsyncIterator[tuple[LocalTelegram, str, asyncio.Event]]:
    chat = LocalTelegram()
    url = f"sqlite+aiosqlite:///{tmp_path / 'bot.sqlite3'}"
    await migrate(url)
    database = open_database(url)
    hook = f"http://127.0.0.1:{free_port()}/updates"
    stopped = asyncio.Event()
    async with running(chat) as address:
        settings = Settings(
            _env_file=None,
            bot_token=SecretStr(chat.token),
            bot_api_url=address,
            webhook_url=hook,
            webhook_secret=SecretStr("a-secret"),
            listen_port=int(hook.split(":")[2].split("/")[0]),
        )
        assembly = assemble(settings, database, catalogue(), lambda: NOW)
        serving = asyncio.create_task(
            serve_webhook(assembly, settings, database, lambda: NOW, stopped=stopped)
        )
        await chat.wait_until(lambda: chat.updates.webhook is not None)
        yield chat, hook, stopped
        stopped.set()
        async with asyncio.timeout(10):
            await serving
        await database.close()


async def test_a_person_is_answered_through_the_webhook(
    telegram: tuple[LocalTelegram, str, asyncio.Event],
) -> None:
    chat, _, _ = telegram
    chat.add_person(1, "A", "ru")
    await chat.type_text(1, "/start")
    await chat.wait_until(lambda: any(m.by_bot for m in chat.messages(1)))
    assert "должност" in chat.last_message(1).text


async def test_an_update_without_the_secret_is_refused(
    telegram: tuple[LocalTelegram, str, asyncio.Event],
) -> None:
    chat, hook, _ = telegram
    chat.add_person(1, "A", "ru", started=True)
    update = {"update_id": 1, "message": {"message_id": 1, "date": 1, "text": "/start"}}
    async with aiohttp.ClientSession() as session:
        for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "another"}):
            async with session.post(hook, json=update, headers=headers) as response:
                assert response.status == 401
    assert not [m for m in chat.messages(1) if m.by_bot]


@pytest.fixture
def sendings(
    telegram: tuple[LocalTelegram, str, asyncio.Event], monkeypatch: pytest.MonkeyPatch
) -> asyncio.Queue[str]:
    """Each attempt to send a message, as it begins."""
    chat, _, _ = telegram
    attempts: asyncio.Queue[str] = asyncio.Queue()
    take = chat.faults.take

    def taken(method: str) -> Fault | None:
        if method == "sendmessage":
            attempts.put_nowait(method)
        return take(method)

    monkeypatch.setattr(chat.faults, "take", taken)
    return attempts


async def test_a_stop_finishes_what_is_under_way_and_sends_it_once(
    telegram: tuple[LocalTelegram, str, asyncio.Event], sendings: asyncio.Queue[str]
) -> None:
    chat, _, stopped = telegram
    chat.add_person(1, "A", "ru")
    chat.faults.next("sendMessage", Fault("delay", delay_ms=600))
    await chat.type_text(1, "/start")
    await sendings.get()
    stopped.set()
    await chat.wait_until(lambda: any(m.by_bot for m in chat.messages(1)))
    assert "должност" in chat.last_message(1).text
    assert sendings.empty()


@pytest.fixture
def _brief_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.conversation.webhook.DRAIN_SECONDS", 0.2)


@pytest.mark.usefixtures("_brief_grace")
async def test_a_stop_waits_for_nobody_longer_than_the_grace(
    telegram: tuple[LocalTelegram, str, asyncio.Event], sendings: asyncio.Queue[str]
) -> None:
    """Serving has to end within the seconds that the fixture gives it."""
    chat, _, stopped = telegram
    chat.add_person(1, "A", "ru")
    chat.faults.next("sendMessage", Fault("delay", delay_ms=60_000))
    await chat.type_text(1, "/start")
    await sendings.get()
    stopped.set()
