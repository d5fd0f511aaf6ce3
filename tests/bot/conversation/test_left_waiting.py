"""The bot is killed, or stopped, while many people wait: everybody is answered, nobody twice."""

import asyncio
import signal
import time
from collections.abc import AsyncIterator

import pytest

from bot.conversation.stopping import GRACE_SECONDS
from local_chat.faults import Fault
from local_chat.server import LocalTelegram, running
from tests.bot.conversation.waiting_crowd import Crowd, kill, webhook_settings
from tests.storage.databases import database_url, migrated_databases, postgresql_databases

__all__ = ["database_url", "migrated_databases", "postgresql_databases"]
PEOPLE = 300


@pytest.fixture
async def crowd(database_url: str) -> AsyncIterator[Crowd]:
    telegram = LocalTelegram()
    # As long as a call to Telegram takes, so that many answers are on their way at a time.
    telegram.faults.chance("sendMessage", Fault("delay", delay_ms=50), 1)
    async with running(telegram) as address:
        crowd = Crowd(telegram, address, database_url)
        await crowd.grow(PEOPLE)
        yield crowd


@pytest.mark.parametrize("way", ["polling", "webhook"])
async def test_after_a_kill_everybody_is_answered_and_nothing_is_decided_twice(
    crowd: Crowd, way: str
) -> None:
    settings = webhook_settings() if way == "webhook" else {}
    async with crowd.bot(**settings) as process:
        await crowd.until_answered(PEOPLE // 4)
        await kill(process)
    before = crowd.answered()
    assert before < PEOPLE, "it was killed too late to show anything"
    async with crowd.bot(**settings):
        await crowd.until_answered(PEOPLE)
    assert crowd.decided_twice() == []
    assert max(crowd.answers().values()) <= 2
    assert sum(crowd.answers().values()) - PEOPLE <= before


@pytest.mark.parametrize("way", ["polling", "webhook"])
async def test_a_stop_in_the_middle_ends_in_time_and_hands_the_rest_back(
    crowd: Crowd, way: str
) -> None:
    settings = webhook_settings() if way == "webhook" else {}
    async with crowd.bot(**settings) as process:
        await crowd.until_answered(PEOPLE // 4)
        asked = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.stderr is not None
        errors = await asyncio.wait_for(process.stderr.read(), GRACE_SECONDS)
        assert await process.wait() == 0
        assert time.monotonic() - asked < GRACE_SECONDS
        assert errors == b""
    assert crowd.answered() < PEOPLE, "it was stopped too late to show anything"
    async with crowd.bot(**settings):
        await crowd.until_answered(PEOPLE)
    assert crowd.decided_twice() == []
    # A stop, unlike a kill, shows nothing a second time.
    assert set(crowd.answers().values()) == {1}
