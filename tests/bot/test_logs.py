"""The log: enough to find a fault by, and nothing of people, at whatever level."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import os
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import structlog
from sqlalchemy.exc import IntegrityError

from local_chat.faults import Fault
from local_chat.server import LocalTelegram, running
from storage.database import migrate, open_database
from storage.tables.organisations import Shares
from storage.tables.segments import Segment
from tests.bot.written_log import written_log

ROOT = Path(__file__).parents[2]
NAME, WORDS, COLLEGE, NEWS = "Марқалы", "белгіленген сөздер", "Таңбалы колледж", "Меченая весть"
MARKS = (NAME, "Marked_user", *WORDS.split(), COLLEGE, "Таңбалы", NEWS, "Меченая", "secret-of-hook")
PERSON, OTHER = 9_876_543_210, 9_876_543_211
ASKED = 60


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Standard error, with the log set up on it at DEBUG."""
    with written_log(monkeypatch, "DEBUG") as written:
        yield written


def logged(written: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


def test_ours_are_told_from_the_level_on_and_libraries_from_warnings_on(lines: io.StringIO) -> None:
    logging.getLogger("httpx").info("HTTP Request: %s", WORDS)
    logging.getLogger("sqlalchemy.engine.Engine").debug("Row %r", (WORDS,))
    structlog.get_logger("bot.x").debug("something", count=3)
    [only] = logged(lines)
    assert (only["event"], only["count"], only["level"]) == ("something", 3, "debug")


def test_of_a_library_s_message_only_the_pattern_is_told(lines: io.StringIO) -> None:
    loose = logging.getLogger("telegram.request")
    loose.error('Can not load invalid JSON data: "%s" of %s', WORDS, ValueError(WORDS))
    loose.error("Task exception was never retrieved\nfuture: <%s>" % WORDS)  # noqa: UP031
    loose.error(ValueError(WORDS))
    events = [entry["event"] for entry in logged(lines)]
    assert events == [
        'Can not load invalid JSON data: "…" of ValueError',
        "Task exception was never retrieved",
        "ValueError",
    ]
    assert WORDS not in lines.getvalue()


def test_an_error_is_told_as_its_kind_and_its_places(lines: io.StringIO) -> None:
    log = structlog.get_logger("bot.x")

    def failing() -> None:
        try:
            int(WORDS)
        except ValueError as error:
            raise IntegrityError("INSERT", {"text": WORDS}, OSError(28, "No space")) from error

    try:
        failing()
    except IntegrityError:
        log.exception("failed", reference="abc")
    [only] = logged(lines)
    assert WORDS not in lines.getvalue()
    assert only["reference"] == "abc"
    assert "sqlalchemy.exc.IntegrityError" in only["exception"]
    assert "builtins.ValueError" in only["exception"]
    assert "test_logs.py:" in only["exception"]
    assert " in failing" in only["exception"]


def test_a_token_in_one_of_our_events_is_hidden(lines: io.StringIO) -> None:
    token = "123456789:AAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    structlog.get_logger("bot.x").info("called", address=f"https://x/bot{token}/getMe")
    assert token not in lines.getvalue()
    assert "<token>" in lines.getvalue()


@asynccontextmanager
async def process(command: str, log: Path, **settings: str) -> AsyncIterator[None]:
    """One of the two processes at DEBUG; told to stop at the end."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LOG_LEVEL": "DEBUG", **settings}
    with log.open("wb") as stderr:
        begun = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", command, env=environment, stderr=stderr
        )
        try:
            yield
            begun.send_signal(signal.SIGTERM)
            assert await begun.wait() == 0
        finally:
            if begun.returncode is None:
                begun.kill()
            await begun.wait()


async def prepared(telegram: LocalTelegram, url: str) -> None:
    """A college with one member and a broadcast that is due."""
    await migrate(url)
    telegram.add_person(PERSON, NAME, "ru", username="Marked_user")
    telegram.add_person(OTHER, NAME, "kk", started=True)
    now = datetime.now(UTC)
    database = open_database(url)
    async with database.work() as work:
        college = await work.organisations.add(COLLEGE, now)
        assert college is not None
        await work.people.ensure(OTHER, "kk", now)
        await work.memberships.add(OTHER, college.id, None, None, None, Shares(), now)
        texts = {"kk": NEWS, "ru": NEWS, "en": NEWS}
        await work.campaigns.create(college.id, None, texts, Segment(), now, None)  # type: ignore[arg-type]
    await database.close()


async def conversed(telegram: LocalTelegram) -> None:
    """One person tries this and that, with trouble on the wire."""
    wait = telegram.wait_until

    async def say(text: str) -> None:
        before = len(telegram.messages(PERSON))
        await telegram.type_text(PERSON, text)
        await wait(lambda: len(telegram.messages(PERSON)) >= before + 2, ASKED)

    await say("/start")
    telegram.faults.next("sendMessage", Fault("torn"))
    await say(WORDS)
    telegram.faults.next("sendMessage", Fault("page"), 8)
    await telegram.type_text(PERSON, f"{WORDS} {NAME}")
    await say("/mydata")
    telegram.faults.next("answerInlineQuery", Fault("page"), 4)
    await telegram.inline_query(PERSON, WORDS)
    await telegram.send_document(PERSON, WORDS.encode(), f"{NAME}.pdf")
    await say(f"/start {WORDS}")
    await say("преподаватель")


async def test_a_conversation_leaves_nothing_of_people_in_the_log(tmp_path: Path) -> None:
    telegram = LocalTelegram("123456789:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
    url = f"sqlite:///{tmp_path / 'log.db'}"
    await prepared(telegram, url)
    async with running(telegram) as address:
        settings = {
            "BOT_TOKEN": telegram.token,
            "BOT_API_URL": address,
            "DATABASE_URL": url,
            "WEBHOOK_SECRET": "secret-of-hook",
        }
        async with process("run", tmp_path / "run.log", **settings):
            await conversed(telegram)
        telegram.faults.next("sendMessage", Fault("page"))
        telegram.faults.next("sendMessage", Fault("torn"))
        async with process("reminders", tmp_path / "reminders.log", **settings):
            await telegram.wait_until(lambda: bool(telegram.messages(OTHER)), ASKED)
    for name in ("run", "reminders"):
        said = (tmp_path / f"{name}.log").read_text()
        assert "stopp" in said
        assert [
            mark for mark in (*MARKS, str(PERSON), str(OTHER), telegram.token) if mark in said
        ] == []
