"""The page where the bot's process listens: in the local chat, by polling, with the webhook."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from pydantic import SecretStr

from bot.conversation.factory import assemble
from bot.conversation.upkeep import clear_away
from bot.conversation.webhook import serve_webhook
from bot.pages import pages
from bot.settings import Settings
from bot.watching.web import page_on_port
from cases import page_sessions
from cases.page_sessions import LASTS
from local_chat.server import running, with_people
from rules.norms.loading import catalogue
from storage.database import Database, migrate, open_database
from tests.bot.watching.test_web import free_port
from tests.handlers.house import NOW
from web.application import PREFIX

PERSON = 9004


@pytest.fixture
async def kept(tmp_path: Path) -> AsyncIterator[Database]:
    url = f"sqlite:///{tmp_path / 'bot.sqlite3'}"
    await migrate(url)
    database = open_database(url)
    async with database.work() as work:
        await work.people.ensure(PERSON, "ru", NOW)
    yield database
    await database.close()


async def link(database: Database) -> str:
    async with database.work() as work:
        return await page_sessions.make_link(work, PERSON, None, NOW)


async def entered(base: str, token: str, **headers: str) -> tuple[int, str]:
    """Where one comes by the link's button, as a browser sends it."""
    sent = {"Origin": "null", "Sec-Fetch-Site": "same-origin", **headers}
    address = f"{base}/app/enter/{token}"
    async with (
        aiohttp.ClientSession() as client,
        client.post(address, headers=sent, allow_redirects=False) as response,
    ):
        return response.status, response.headers.get("Location", "")


def settings(**given: Any) -> Settings:
    return Settings(_env_file=None, **given)


async def test_the_local_chat_serves_it_to_this_computer_alone(kept: Database) -> None:
    telegram = with_people()
    local = settings(bot_token=SecretStr(telegram.token))
    page = pages(local, kept, lambda: NOW, "bot")
    async with running(telegram, mounted={PREFIX: page}) as base:
        token = await link(kept)
        for refused in (
            {"Sec-Fetch-Site": "cross-site"},
            {"Origin": "https://evil.example"},
            {"Sec-Fetch-Site": "none"},
            {"Host": "evil.example"},
        ):
            assert (await entered(base, token, **refused))[0] == 403, refused
        assert await entered(base, token) == (303, "/app/")


async def test_by_polling_it_has_the_port_with_health_beside_it(kept: Database) -> None:
    port = free_port()
    given = settings(
        bot_token=SecretStr("1000000:a-token"), web_url="https://page.kz", listen_port=port
    )
    page = pages(given, kept, lambda: NOW, "bot")
    async with page_on_port(given, kept, {PREFIX: page}):
        base = f"http://127.0.0.1:{port}"
        assert (await entered(base, await link(kept)))[0] == 303
        async with aiohttp.ClientSession() as client:
            for path, status in (("/healthz", 200), ("/app/", 200), ("/metrics", 404)):
                async with client.get(base + path) as response:
                    assert response.status == status, path


async def test_it_stands_beside_the_webhook(kept: Database) -> None:
    port, telegram, stopped = free_port(), with_people(), asyncio.Event()
    async with running(telegram) as address:
        given = settings(
            bot_token=SecretStr(telegram.token), bot_api_url=address, listen_port=port,
            webhook_url=f"http://127.0.0.1:{port}/hook", web_url=f"http://127.0.0.1:{port}",
        )  # fmt: skip
        page = pages(given, kept, lambda: NOW, "bot")
        assembly = assemble(given, kept, catalogue(), lambda: NOW)
        serving = asyncio.create_task(
            serve_webhook(
                assembly, given, kept, lambda: NOW, stopped=stopped, mounted={PREFIX: page}
            )
        )
        await telegram.wait_until(lambda: telegram.updates.webhook is not None)
        assert (await entered(f"http://127.0.0.1:{port}", await link(kept)))[0] == 303
        stopped.set()
        await serving
        await assembly.aclose()


async def test_what_is_over_is_cleared_away(kept: Database) -> None:
    async with kept.work() as work:
        token = await page_sessions.make_link(work, PERSON, None, NOW)
        await page_sessions.enter_by_link(work, token, {}, NOW)
        await page_sessions.make_link(work, PERSON, None, NOW)
    await clear_away(kept, NOW + LASTS - timedelta(seconds=1))
    async with kept.work() as work:
        assert len(await work.page_sessions.of_person(PERSON)) == 1
    await clear_away(kept, NOW + LASTS)
    async with kept.work() as work:
        held = await work.people.export(PERSON)
    assert not held["page_session"]
    assert not held["page_link"]


@pytest.mark.parametrize(
    "address", ["https://page.kz", "https://page.kz/", "http://127.0.0.1:8080", "http://[::1]:80"]
)
def test_a_public_address_is_https_or_on_this_machine(address: str) -> None:
    assert settings(web_url=address).web_url == address.rstrip("/")


@pytest.mark.parametrize(
    "address",
    ["http://page.kz", "page.kz", "ftp://127.0.0.1", "https://page.kz/app", "https://page.kz?x=1",
     "https://", "http://localhost"],
)  # fmt: skip
def test_any_other_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match=re.compile("address", re.IGNORECASE)):
        settings(web_url=address)
