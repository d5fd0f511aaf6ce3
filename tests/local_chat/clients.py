"""The two libraries the project uses, behind one shape, so each call is tried through both."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiogram
import aiogram.types
import telegram
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

Rows = list[list[tuple[str, str]]]


@dataclass(frozen=True)
class Client:
    """A real client of one library and the making of its types."""

    name: str
    bot: Any
    types: Any
    file: Callable[[bytes, str], Any]
    download: Callable[[str], Any]

    def keyboard(self, rows: Rows) -> Any:
        """An inline keyboard of (text, callback data)."""
        button = self.types.InlineKeyboardButton
        return self.types.InlineKeyboardMarkup(
            inline_keyboard=[
                [button(text=text, callback_data=data) for text, data in row] for row in rows
            ]
        )


@asynccontextmanager
async def aiogram_client(base_url: str, token: str) -> AsyncIterator[Client]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(base_url))
    bot = aiogram.Bot(token, session=session)

    async def download(file_id: str) -> bytes:
        opened = await bot.download(file_id)
        assert opened is not None
        return opened.read()

    def file(data: bytes, name: str) -> Any:
        return aiogram.types.BufferedInputFile(data, name)

    yield Client("aiogram", bot, aiogram.types, file, download)
    # The session's own close() waits a quarter of a second for TLS, which is not used here.
    await (await session.create_session()).close()


@asynccontextmanager
async def ptb_client(base_url: str, token: str) -> AsyncIterator[Client]:
    bot = telegram.Bot(token, base_url=f"{base_url}/bot", base_file_url=f"{base_url}/file/bot")

    async def download(file_id: str) -> bytes:
        return bytes(await (await bot.get_file(file_id)).download_as_bytearray())

    def file(data: bytes, name: str) -> Any:
        return telegram.InputFile(data, name)

    async with bot:
        yield Client("python-telegram-bot", bot, telegram, file, download)


CLIENTS = {"aiogram": aiogram_client, "python-telegram-bot": ptb_client}
