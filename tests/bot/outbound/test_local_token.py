"""The worker beside the local chat learns the token that the chat has made for this start."""

from __future__ import annotations

import asyncio

import pytest

from bot.outbound.running import local_token
from local_chat.server import LocalTelegram, running
from rules.errors import BadInput


async def test_the_token_of_the_present_start() -> None:
    telegram = LocalTelegram()
    async with running(telegram) as address:
        assert await asyncio.to_thread(local_token, address) == telegram.token


async def test_where_no_local_chat_answers_one_line_says_what_to_do() -> None:
    async with running(LocalTelegram()) as address:
        pass
    with pytest.raises(BadInput, match="no local chat answers"):
        await asyncio.to_thread(local_token, address)
