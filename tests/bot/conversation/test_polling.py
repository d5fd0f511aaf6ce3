"""Polling as the programme does it: menus at the start, nothing cut off at the end."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.conversation.factory import assemble
from bot.conversation.menus import COMMANDS
from bot.conversation.polling import poll
from bot.settings import Settings
from local_chat.faults import Fault
from local_chat.server import LocalTelegram, running
from rules.norms.loading import catalogue
from storage.database import migrate, open_database
from tests.handlers.house import NOW


@asynccontextmanager
async def polled(
    telegram: LocalTelegram, folder: Path
) -> AsyncIterator[Callable[[], Awaitable[None]]]:
    url = f"sqlite+aiosqlite:///{folder / 'bot.sqlite3'}"
    await migrate(url)
    database = open_database(url)
    async with running(telegram) as address:
        settings = Settings(
            _env_file=None, bot_token=SecretStr(telegram.token), bot_api_url=address
        )
        assembly = assemble(settings, database, catalogue(), lambda: NOW)
        stopped = asyncio.Event()
        polling = asyncio.create_task(poll(assembly, database, lambda: NOW, stopped=stopped))
        await telegram.wait_until(lambda: telegram.updates.is_polled)

        async def stop() -> None:
            stopped.set()
            await polling

        try:
            yield stop
        finally:
            await stop()
            await database.close()


async def test_menus_and_descriptions_are_set_in_three_languages(tmp_path: Path) -> None:
    telegram = LocalTelegram()
    async with polled(telegram, tmp_path):
        telegram.add_person(1, "A", "kk")
        menus = {code: telegram.profile.menu(1, code) for code in ("kk", "ru", "en", "de")}
    names = [command["command"] for command in menus["kk"]]
    assert names == list(COMMANDS)
    assert {"check", "fit", "my", "help", "lang", "cancel", "forget", "privacy"} <= set(names)
    words = {code: menu[0]["description"] for code, menu in menus.items()}
    assert words == {
        "kk": "Лауазымды тексеру",
        "ru": "Проверить должность",
        "en": "Check a position",
        "de": "Check a position",
    }
    assert "педагога" in telegram.profile.description("ru")
    assert not telegram.calls.refused()


async def test_a_bot_whose_menus_are_refused_still_answers(tmp_path: Path) -> None:
    telegram = LocalTelegram()
    telegram.faults.chance("setMyCommands", Fault("page"), 1)
    async with polled(telegram, tmp_path):
        telegram.add_person(1, "A", "en")
        await telegram.type_text(1, "/start")
        await telegram.next_message(1, after=0)
        assert "I check whether" in telegram.last_message(1).text


async def test_a_stop_finishes_what_is_under_way(tmp_path: Path) -> None:
    telegram = LocalTelegram()
    async with polled(telegram, tmp_path) as stop:
        telegram.add_person(1, "A", "en")
        telegram.faults.next("sendMessage", Fault("delay", delay_ms=300))
        await telegram.type_text(1, "/start")
        await telegram.wait_until(lambda: telegram.updates.is_polled)
        await stop()
        assert "I check whether" in telegram.last_message(1).text


async def test_what_waits_while_the_bot_is_away_is_answered_later(tmp_path: Path) -> None:
    telegram = LocalTelegram()
    telegram.add_person(1, "A", "en")
    await telegram.type_text(1, "/start")
    await telegram.type_text(1, "/help")
    async with polled(telegram, tmp_path):
        await telegram.wait_until(lambda: len(telegram.messages(1)) >= 4)
    said = "\n".join(message.text for message in telegram.messages(1))
    assert "I check whether" in said
    assert "How it works" in said


def test_no_token_no_bot(tmp_path: Path) -> None:
    database = open_database(f"sqlite+aiosqlite:///{tmp_path / 'x.sqlite3'}")
    with pytest.raises(ValueError, match="BOT_TOKEN"):
        assemble(Settings(_env_file=None, bot_token=None), database, catalogue(), lambda: NOW)
