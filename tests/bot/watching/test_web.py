"""Health and metrics over HTTP: who may read what, and when a process counts as ready."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from pydantic import SecretStr

from bot.conversation.factory import assemble
from bot.conversation.webhook import serve_webhook
from bot.settings import Settings
from bot.watching.readiness import Readiness
from bot.watching.web import told_by_bot, told_by_worker
from local_chat.server import LocalTelegram, running
from rules.errors import BadInput
from rules.norms.loading import catalogue
from storage.database import Database, migrate, open_database
from tests.handlers.house import NOW

TOKEN = "a token of the tests"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
BOT_TOKEN = SecretStr("1000000:a-token-of-the-tests")


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def settings(**given: Any) -> Settings:
    return Settings(_env_file=None, **given)


async def get(port: int, path: str, headers: Mapping[str, str] | None = None) -> tuple[int, str]:
    url = f"http://127.0.0.1:{port}{path}"
    async with (
        aiohttp.ClientSession() as session,
        session.get(url, headers=dict(headers or {})) as response,
    ):
        return response.status, await response.text()


@pytest.fixture
async def kept(tmp_path: Path) -> AsyncIterator[Database]:
    url = f"sqlite:///{tmp_path / 'bot.sqlite3'}"
    await migrate(url)
    database = open_database(url)
    yield database
    await database.close()


@pytest.fixture
async def away(tmp_path: Path) -> AsyncIterator[Database]:
    """A server that takes no connection."""
    database = open_database(f"postgresql://nobody@127.0.0.1:{free_port()}/none")
    yield database
    await database.close()


@pytest.fixture
async def stack() -> AsyncIterator[AsyncExitStack]:
    async with AsyncExitStack() as opened:
        yield opened


async def test_metrics_need_the_token_on_a_port_that_others_reach(
    kept: Database, stack: AsyncExitStack
) -> None:
    port = free_port()
    given = settings(bot_token=BOT_TOKEN, listen_port=port, metrics_token=TOKEN)
    await stack.enter_async_context(told_by_bot(given, kept))
    status, text = await get(port, "/metrics", BEARER)
    assert status == 200
    assert "biliktilik_updates_total" in text
    for refused in ({}, {"Authorization": "Bearer another"}, {"Authorization": f"Basic {TOKEN}"}):
        status, text = await get(port, "/metrics", refused)
        assert status == 401
        assert "biliktilik" not in text
    status, _ = await get(port, "/metrics", {"Authorization": "Bearer žluťoučký".encode().hex()})
    assert status == 401


async def test_without_a_token_there_are_no_metrics_for_others(
    kept: Database, stack: AsyncExitStack
) -> None:
    port = free_port()
    given = settings(bot_token=BOT_TOKEN, listen_port=port)
    await stack.enter_async_context(told_by_bot(given, kept))
    for headers in ({}, {"Authorization": "Bearer "}, {"Authorization": "Bearer None"}):
        assert (await get(port, "/metrics", headers))[0] == 404
    assert await get(port, "/healthz") == (200, "ok\n")
    assert await get(port, "/readyz") == (200, "ok\n")


async def test_the_port_of_the_metrics_is_for_this_machine_alone(
    kept: Database, stack: AsyncExitStack
) -> None:
    port = free_port()
    given = settings(
        bot_token=BOT_TOKEN,
        listen_host="0.0.0.0",  # noqa: S104 - METRICS_PORT does not go by it
        metrics_port=port,
        metrics_token=TOKEN,
        trusted_proxies="127.0.0.1",
    )
    await stack.enter_async_context(told_by_bot(given, kept))
    # On loopback nobody needs the token.
    assert (await get(port, "/metrics"))[0] == 200
    assert (await get(port, "/readyz"))[0] == 200
    # A trusted proxy says that it asks for somebody from elsewhere.
    assert (await get(port, "/metrics", {"X-Forwarded-For": "203.0.113.5"}))[0] == 404
    assert _listening(port) == {"127.0.0.1"}


def _listening(port: int) -> set[str]:
    """The IPv4 addresses of this machine at which the port answers."""
    _, _, others = socket.gethostbyname_ex(socket.gethostname())
    found = set()
    for address in {"127.0.0.1", "127.0.0.2", *others}:
        with socket.socket() as trying:
            trying.settimeout(1)
            if trying.connect_ex((address, port)) == 0:
                found.add(address)
    return found


async def test_a_header_of_somebody_untrusted_changes_nothing(
    kept: Database, stack: AsyncExitStack
) -> None:
    port = free_port()
    await stack.enter_async_context(told_by_bot(settings(metrics_port=port), kept))
    assert (await get(port, "/metrics", {"X-Forwarded-For": "203.0.113.5"}))[0] == 200


async def test_by_polling_only_ports_that_are_asked_for_are_opened(
    kept: Database, stack: AsyncExitStack
) -> None:
    """LISTEN_PORT has a default, at which several bots of one machine would meet; and in the local
    chat's mode the chat has it."""
    default = settings().listen_port
    before = _listening(default)
    await stack.enter_async_context(told_by_bot(settings(bot_token=BOT_TOKEN), kept))
    assert _listening(default) == before
    port = free_port()
    await stack.enter_async_context(told_by_bot(settings(listen_port=port), kept))
    assert _listening(port) == set()


@pytest.mark.parametrize("name", ["metrics_port", "listen_port"])
async def test_a_port_that_is_taken_is_named(kept: Database, name: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        given = settings(bot_token=BOT_TOKEN, **{name: taken.getsockname()[1]})
        with pytest.raises(BadInput, match=name.upper()):
            async with told_by_bot(given, kept):
                pass


async def test_with_the_database_away_the_process_lives_and_is_not_ready(
    away: Database, stack: AsyncExitStack
) -> None:
    port = free_port()
    await stack.enter_async_context(told_by_bot(settings(metrics_port=port), away))
    assert await get(port, "/healthz") == (200, "ok\n")
    assert await get(port, "/readyz") == (503, "database\n")
    # Figures are told all the more.
    assert (await get(port, "/metrics"))[0] == 200


async def test_a_database_without_our_tables_is_not_ready(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    assert await Readiness(database).lacks() == "database"
    await database.close()


async def test_it_is_ready_again_when_the_database_is_back(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'late.sqlite3'}"
    database = open_database(url)
    seconds = 0.0
    readiness = Readiness(database, monotonic=lambda: seconds)
    assert await readiness.lacks() == "database"
    await migrate(url)
    # However many ask, the database is asked once in a second.
    assert await readiness.lacks() == "database"
    seconds = 1.0
    assert await readiness.lacks() is None
    await database.close()


async def test_whoever_is_stopping_takes_no_more(kept: Database) -> None:
    stopped = asyncio.Event()
    readiness = Readiness(kept, stopped.is_set)
    assert await readiness.lacks() is None
    stopped.set()
    assert await readiness.lacks() == "stopping"


async def test_the_webhooks_port_tells_of_health_and_metrics(kept: Database) -> None:
    telegram = LocalTelegram()
    port = free_port()
    stopped = asyncio.Event()
    async with running(telegram) as address:
        given = settings(
            bot_token=SecretStr(telegram.token),
            bot_api_url=address,
            webhook_url=f"http://127.0.0.1:{port}/updates",
            listen_port=port,
            metrics_token=TOKEN,
        )
        assembly = assemble(given, kept, catalogue(), lambda: NOW)
        serving = asyncio.create_task(
            serve_webhook(assembly, given, kept, lambda: NOW, stopped=stopped)
        )
        await telegram.wait_until(lambda: telegram.updates.webhook is not None)
        # The port is taken by the webhook, so nobody else may want it.
        async with told_by_bot(given, kept):
            assert (await get(port, "/healthz"))[0] == 200
            assert (await get(port, "/readyz"))[0] == 200
            assert (await get(port, "/metrics"))[0] == 401
            assert "setWebhook" in (await get(port, "/metrics", BEARER))[1]
        stopped.set()
        await serving


@pytest.mark.parametrize(
    ("host", "token", "status"),
    [
        ("127.0.0.1", None, 200),
        ("127.0.0.1", TOKEN, 401),
        ("0.0.0.0", None, 404),  # noqa: S104 - what a container listens on
        ("0.0.0.0", TOKEN, 401),  # noqa: S104
    ],
)
async def test_the_worker_tells_everybody_on_loopback_and_others_by_token(
    kept: Database, stack: AsyncExitStack, host: str, token: str | None, status: int
) -> None:
    port = free_port()
    given = settings(listen_host=host, worker_port=port, metrics_token=token)
    await stack.enter_async_context(told_by_worker(given, Readiness(kept)))
    assert (await get(port, "/metrics"))[0] == status
    assert (await get(port, "/healthz"))[0] == 200
    if token is not None:
        assert (await get(port, "/metrics", BEARER))[0] == 200
