"""The start: what may pass is waited for, what somebody must mend is one line and status 2."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sqlite3
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from bot.cli import main
from bot.conversation.reaching import insist
from bot.environment import PAUSES, bring_up_to_date
from bot.settings import Settings
from local_chat.faults import Fault
from local_chat.server import LocalTelegram, running
from rules.errors import BadInput
from storage.database import Patience, migrate
from tests.storage.databases import Maker, kinds
from tests.storage.proxy import proxied

ROOT = Path(__file__).parents[2]
BOTH = ("run", "reminders")
SHORT = Patience(connect=0.3)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Sets one setting, on a database of its own."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'start.db'}")
    monkeypatch.chdir(tmp_path)
    return monkeypatch.setenv


def one_line(capsys: pytest.CaptureFixture[str]) -> str:
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    return err


@pytest.mark.parametrize("command", BOTH)
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", "no token"),
        ("BOT_TOKEN", "сто:двадцать"),
        ("BOT_API_URL", "http://"),
        ("BOT_API_URL", "https://[x"),
        ("BOT_API_URL", "http://a:99999"),
        ("WEBHOOK_URL", "example"),
        ("WEBHOOK_SECRET", "с пробелом"),
        ("LISTEN_HOST", "not a host"),
        ("LISTEN_PORT", "99999"),
        ("LOG_LEVEL", "LOUD"),
        ("HR_ADMIN_IDS", "1;2"),
        ("INTERACTIVE_SHARE", "2"),
        ("DATABASE_URL", "mysql://localhost/x"),
        ("DATABASE_URL", "postgresql://x@localhost:99999/x"),
        ("DATABASE_URL", "postgresql://x@localhost:port/x"),
    ],
)
def test_a_setting_that_cannot_be_is_named_in_one_line(
    command: str,
    name: str,
    value: str,
    settings: Callable[[str, str], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    settings(name, value)
    assert main([command]) == 2
    assert one_line(capsys).startswith(f"{name}: ")


@pytest.mark.parametrize("command", [*BOTH, "migrate"])
def test_a_damaged_database_file_is_told_in_one_line(
    command: str,
    tmp_path: Path,
    settings: Callable[[str, str], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "start.db").write_bytes(b"damaged" * 1000)
    assert main([command]) == 2
    assert "damaged" in one_line(capsys)


@pytest.mark.parametrize("bytes_of_it", [b"BOT_TOKEN=\xff\xfe\n", None])
def test_settings_that_cannot_be_read_are_told_in_one_line(
    bytes_of_it: bytes | None,
    tmp_path: Path,
    settings: Callable[[str, str], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    if bytes_of_it is None:
        settings("LISTEN_PORT", "eighty")
    else:
        (tmp_path / ".env").write_bytes(bytes_of_it)
    assert main(["run"]) == 2
    assert one_line(capsys)


@pytest.mark.parametrize("webhook", [True, False])
def test_a_port_that_is_taken_is_told_in_one_line(
    webhook: bool, settings: Callable[[str, str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    async def told() -> None:
        telegram = LocalTelegram()
        async with running(telegram) as address:
            settings("LISTEN_PORT", address.rpartition(":")[2])
            if webhook:
                settings("BOT_TOKEN", telegram.token)
                settings("BOT_API_URL", address)
                settings("WEBHOOK_URL", "https://example.org/hook")
            process = await started("run")
            _, complaints = await process.communicate()
            assert process.returncode == 2, complaints
            assert complaints.startswith(b"LISTEN_PORT: ")
            assert complaints.count(b"\n") == 1

    asyncio.run(told())


async def started(command: str, **changed: str) -> Process:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **changed}
    arguments = (sys.executable, "-m", "bot", command)
    return await asyncio.create_subprocess_exec(*arguments, env=environment, stderr=PIPE)


@asynccontextmanager
async def process(command: str, **changed: str) -> AsyncIterator[Process]:
    begun = await started(command, **changed)
    try:
        yield begun
    finally:
        if begun.returncode is None:
            begun.kill()
        await begun.wait()


async def line(begun: Process, *words: bytes) -> bytes:
    """The next line on standard error that has all the words."""
    assert begun.stderr is not None
    async with asyncio.timeout(30):
        while found := await begun.stderr.readline():
            if all(word in found for word in words):
                return found
    raise AssertionError(f"it never said {words}")


def environment(telegram: LocalTelegram, address: str, folder: Path) -> dict[str, str]:
    return {
        "BOT_TOKEN": telegram.token,
        "BOT_API_URL": address,
        "DATABASE_URL": f"sqlite:///{folder / 'start.db'}",
        "LOG_LEVEL": "INFO",
    }


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


async def test_telegram_is_waited_for_and_then_talked_to(tmp_path: Path) -> None:
    telegram = LocalTelegram()
    telegram.add_person(1, "A", "en")
    await telegram.type_text(1, "/start")
    port = free_port()
    given = environment(telegram, f"http://127.0.0.1:{port}", tmp_path)
    async with process("run", **given) as begun:
        await line(begun, b"telegram_away", b"TelegramNetworkError")
        async with running(telegram, port):
            await telegram.wait_until(lambda: len(telegram.messages(1)) > 1, 30)
            assert "I check whether" in telegram.last_message(1).text
            begun.send_signal(signal.SIGTERM)
            assert await begun.wait() == 0


@pytest.mark.parametrize("command", BOTH)
async def test_a_signal_ends_the_waiting_at_once(command: str, tmp_path: Path) -> None:
    telegram = LocalTelegram()
    given = environment(telegram, f"http://127.0.0.1:{free_port()}", tmp_path)
    async with process(command, **given) as begun:
        await line(begun, b"telegram_away")
        begun.send_signal(signal.SIGTERM)
        assert await begun.wait() == 0


@pytest.mark.parametrize("command", BOTH)
async def test_an_unknown_token_is_told_in_one_line(command: str, tmp_path: Path) -> None:
    telegram = LocalTelegram("7:another-token-than-the-one-it-has")
    async with running(telegram) as address:
        given = environment(telegram, address, tmp_path)
        token = LocalTelegram().token
        async with process(command, **{**given, "BOT_TOKEN": token}) as begun:
            _, complaints = await begun.communicate()
    assert begun.returncode == 2
    assert complaints.startswith(b"BOT_TOKEN: ")
    assert complaints.count(b"\n") == 1
    assert token.encode() not in complaints


async def asked(telegram: LocalTelegram, call: Callable[[Bot], Coroutine[Any, Any, Any]]) -> Any:
    """What a call comes to, and how long it was waited in between."""
    pauses: list[float] = []

    async def noted(seconds: float) -> None:
        pauses.append(seconds)

    async with running(telegram) as address:
        session = AiohttpSession(api=TelegramAPIServer.from_base(address))
        async with Bot(telegram.token, session=session) as bot:
            done = await insist(lambda: call(bot), "WEBHOOK_URL", sleep=noted)
    return done, pauses


@pytest.mark.parametrize(
    ("fault", "waited"),
    [
        (Fault("flood", retry_after=3), [3.0, 5.0]),
        (Fault("flood", retry_after=600), [600.0, 600.0]),
        (Fault("page"), list(PAUSES[:2])),
        (Fault("cut_before"), list(PAUSES[:2])),
        (Fault("torn"), list(PAUSES[:2])),
    ],
)
async def test_trouble_at_the_start_is_waited_out(fault: Fault, waited: list[float]) -> None:
    telegram = LocalTelegram()
    telegram.faults.next("getMe", fault, 2)
    me, pauses = await asked(telegram, lambda bot: bot.me())
    assert me.id == telegram.profile.id
    assert pauses == waited


async def test_what_telegram_finds_wrong_is_not_asked_again() -> None:
    telegram = LocalTelegram()
    with pytest.raises(BadInput, match="WEBHOOK_URL: Telegram says"):
        await asked(telegram, lambda bot: bot.set_webhook("nowhere"))


@pytest.mark.skipif("postgresql" not in kinds(), reason="PostgreSQL: left out")
@pytest.mark.parametrize("hanging", [True, False])
async def test_postgresql_is_waited_for(
    hanging: bool, tmp_path: Path, migrated_databases: dict[str, Maker]
) -> None:
    url = await asyncio.to_thread(migrated_databases["postgresql"], tmp_path)
    pauses: list[float] = []
    async with proxied(url) as (proxy, address):
        if hanging:
            proxy.hang()
        else:
            await proxy.refuse()

        async def sleep(seconds: float) -> None:
            pauses.append(seconds)
            if len(pauses) == 2:
                proxy.flow()
                if not hanging:
                    await proxy.listen()

        await bring_up_to_date(address, sleep=sleep, patience=SHORT)
        assert pauses == list(PAUSES[:2])
        if not hanging:
            await proxy.refuse()
            with pytest.raises(BadInput, match="DATABASE_URL"):
                await bring_up_to_date(address, waits=False, patience=SHORT)
            await proxy.listen()


async def test_an_option_that_postgresql_does_not_know_is_bad_input() -> None:
    with pytest.raises(BadInput, match="DATABASE_URL: cannot be used"):
        await bring_up_to_date("postgresql://x@127.0.0.1:1/x?colour=blue")


async def test_a_database_of_a_newer_version_is_bad_input(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'start.db'}"
    await migrate(url)
    newer = sqlite3.connect(tmp_path / "start.db")
    newer.execute("UPDATE alembic_version SET version_num = '9999'")
    newer.commit()
    newer.close()
    with pytest.raises(BadInput, match="newer version"):
        await bring_up_to_date(url)
