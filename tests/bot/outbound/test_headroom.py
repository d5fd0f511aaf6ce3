"""While the conversation answers people, broadcasts leave a share of the token's rate to it."""

from __future__ import annotations

from datetime import timedelta

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from bot.conversation.headroom import Headroom
from storage.tables.outbound import Moments
from tests.bot.outbound.conftest import FIRST, Post

BOT = 1_000_000


def pace(moments: Moments) -> float:
    """Messages a second."""
    return 1 / (moments.at[1] - moments.at[0]).total_seconds()


async def reserved(post: Post) -> float:
    async with post.database.work() as work:
        return pace(await work.rate.reserve(BOT, 2, 28, 24, post.time.now()))


async def test_an_answer_slows_broadcasts_down_for_some_seconds(post: Post) -> None:
    post.telegram.add_person(FIRST, "Мысал", "kk", started=True)
    session = AiohttpSession(api=TelegramAPIServer.from_base(post.address))
    session.middleware(Headroom(post.database, post.time.now, post.time))
    async with Bot(post.telegram.token, session=session) as bot:
        await bot.get_me()
        assert round(await reserved(post)) == 28
        await bot.send_message(FIRST, "x")
        assert round(await reserved(post)) == 24
        post.time.forward(timedelta(seconds=9))
        await bot.send_message(FIRST, "x")
        post.time.forward(timedelta(seconds=9))
        assert round(await reserved(post)) == 24
        post.time.forward(timedelta(seconds=2))
        assert round(await reserved(post)) == 28
