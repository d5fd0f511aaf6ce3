"""The webhook: updates arrive only with the secret, and what is under way is finished."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest
from pydantic import SecretStr

from bot.conversation.factory import Assembly, assemble
from bot.conversation.intake import AT_ONCE, OF_ONE
from bot.conversation.webhook import serve_webhook
from bot.settings import Settings
from bot.watching.meters import REGISTRY
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


@dataclass
class Hooked:
    chat: LocalTelegram
    hook: str
    assembly: Assembly
    stopped: asyncio.Event


@pytest.fixture
async def telegram(tmp_path: Path) -> AsyncIterator[Hooked]:
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
        yield Hooked(chat, hook, assembly, stopped)
        stopped.set()
        async with asyncio.timeout(10):
            await serving
        await database.close()


async def test_a_person_is_answered_through_the_webhook(
    telegram: Hooked,
) -> None:
    chat = telegram.chat
    chat.add_person(1, "A", "ru")
    await chat.type_text(1, "/start")
    await chat.wait_until(lambda: any(m.by_bot for m in chat.messages(1)))
    assert "должност" in chat.last_message(1).text


async def test_an_update_without_the_secret_is_refused(
    telegram: Hooked,
) -> None:
    chat, hook = telegram.chat, telegram.hook
    chat.add_person(1, "A", "ru", started=True)
    update = {"update_id": 1, "message": {"message_id": 1, "date": 1, "text": "/start"}}
    async with aiohttp.ClientSession() as session:
        for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "another"}):
            async with session.post(hook, json=update, headers=headers) as response:
                assert response.status == 401
    assert not [m for m in chat.messages(1) if m.by_bot]


HEADERS = {"X-Telegram-Bot-Api-Secret-Token": "a-secret"}


async def test_telegram_is_told_that_all_is_well_only_when_the_answer_was_sent(
    telegram: Hooked,
) -> None:
    chat = telegram.chat
    chat.add_person(1, "A", "en")
    chat.faults.next("sendMessage", Fault("delay", delay_ms=200))
    await chat.type_text(1, "/start")
    await chat.wait_until(lambda: not chat.updates.pending)
    assert any(message.by_bot for message in chat.messages(1))


async def test_a_bot_with_its_hands_full_says_so_and_takes_the_update_later(
    telegram: Hooked,
) -> None:
    chat, intake = telegram.chat, telegram.assembly.intake
    chat.add_person(1, "A", "en")
    intake.room, room = 0, intake.room
    async with aiohttp.ClientSession(headers=HEADERS) as session:
        await chat.type_text(1, "/start")
        async with session.post(telegram.hook, json=chat.updates.pending[0].body) as response:
            assert response.status == 503
    assert not any(message.by_bot for message in chat.messages(1))
    intake.room = room
    await chat.wait_until(lambda: any(message.by_bot for message in chat.messages(1)))


@pytest.fixture
def _brief_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.conversation.webhook.DRAIN_SECONDS", 0.2)


@pytest.mark.usefixtures("_brief_grace")
async def test_whoever_sends_many_at_once_keeps_nobody_out(telegram: Hooked) -> None:
    chat, intake = telegram.chat, telegram.assembly.intake
    intake.room = OF_ONE + 1
    chat.add_person(1, "A", "en", started=True)
    chat.add_person(2, "B", "en")
    chat.faults.next("sendMessage", Fault("delay", delay_ms=60_000))
    flood = [said_by(1, number) for number in range(1000, 1030)]
    async with aiohttp.ClientSession(headers=HEADERS) as session:
        calls = [asyncio.create_task(status_of(session, telegram.hook, each)) for each in flood]
        # The first is being answered; the others are written down, and Telegram need not keep them.
        assert await asyncio.gather(*calls[1:]) == [200] * (len(flood) - 1)
        assert REGISTRY.get_sample_value("biliktilik_updates_waiting") == len(flood) - 1
        assert (REGISTRY.get_sample_value("biliktilik_oldest_update_seconds") or 0) > 0
        await chat.type_text(2, "/start")
        await chat.wait_until(lambda: any(message.by_bot for message in chat.messages(2)))
        assert not calls[0].done()
        assert not any(message.by_bot for message in chat.messages(1))
        calls[0].cancel()


def said_by(person_id: int, number: int) -> dict[str, object]:
    message = {
        "message_id": number,
        "date": int(NOW.timestamp()),
        "chat": {"id": person_id, "type": "private"},
        "from": {"id": person_id, "is_bot": False, "first_name": "A", "language_code": "en"},
        "text": "/start",
    }
    return {"update_id": number, "message": message}


async def status_of(session: aiohttp.ClientSession, hook: str, update: object) -> int:
    async with session.post(hook, json=update) as response:
        return response.status


async def test_telegram_may_make_as_many_calls_at_once_as_are_dealt_with(telegram: Hooked) -> None:
    hook = telegram.chat.updates.webhook
    assert hook is not None
    assert hook.max_connections == AT_ONCE


async def test_what_is_no_update_is_refused_and_the_next_one_is_answered(telegram: Hooked) -> None:
    chat = telegram.chat
    async with aiohttp.ClientSession(headers=HEADERS) as session:
        for body in (b"{", b"[]", b"{}"):
            async with session.post(telegram.hook, data=body) as response:
                assert response.status == 400
    chat.add_person(1, "A", "en")
    await chat.type_text(1, "/start")
    await chat.wait_until(lambda: any(message.by_bot for message in chat.messages(1)))


@pytest.fixture
def sendings(telegram: Hooked, monkeypatch: pytest.MonkeyPatch) -> asyncio.Queue[str]:
    """Each attempt to send a message, as it begins."""
    chat = telegram.chat
    attempts: asyncio.Queue[str] = asyncio.Queue()
    take = chat.faults.take

    def taken(method: str) -> Fault | None:
        if method == "sendmessage":
            attempts.put_nowait(method)
        return take(method)

    monkeypatch.setattr(chat.faults, "take", taken)
    return attempts


async def test_a_stop_finishes_what_is_under_way_and_sends_it_once(
    telegram: Hooked, sendings: asyncio.Queue[str]
) -> None:
    chat, stopped = telegram.chat, telegram.stopped
    chat.add_person(1, "A", "ru")
    chat.faults.next("sendMessage", Fault("delay", delay_ms=600))
    await chat.type_text(1, "/start")
    await sendings.get()
    stopped.set()
    await chat.wait_until(lambda: any(m.by_bot for m in chat.messages(1)))
    assert "должност" in chat.last_message(1).text
    assert sendings.empty()


@pytest.mark.usefixtures("_brief_grace")
async def test_a_stop_waits_for_nobody_longer_than_the_grace(
    telegram: Hooked, sendings: asyncio.Queue[str]
) -> None:
    """Serving has to end within the seconds that the fixture gives it."""
    chat, stopped = telegram.chat, telegram.stopped
    chat.add_person(1, "A", "ru")
    chat.faults.next("sendMessage", Fault("delay", delay_ms=60_000))
    await chat.type_text(1, "/start")
    await sendings.get()
    stopped.set()
