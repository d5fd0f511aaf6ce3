"""A file sent by the page, put where Telegram keeps it: into the sender's own chat with the bot."""

from __future__ import annotations

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import BufferedInputFile
from aiohttp import ClientError

from storage.repositories.certificates import File

log = structlog.get_logger("web")


class KeptInChat:
    """`bot`: None until the process that serves the page talks to Telegram."""

    def __init__(self, bot: Bot | None = None) -> None:
        self.bot = bot

    async def __call__(self, person_id: int, name: str, data: bytes) -> File | None:
        """None where Telegram does not take it now."""
        if self.bot is None:
            return None
        document = BufferedInputFile(data, name)
        try:
            sent = await self.bot.send_document(person_id, document, disable_notification=True)
        except (TelegramAPIError, ClientError, TimeoutError) as error:
            log.warning("scan_not_kept", reason=type(error).__name__)
            return None
        return None if sent.document is None else File(sent.document.file_id, "document")
