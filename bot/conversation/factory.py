"""One function puts the bot together; the programme and the tests use the same."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.types import LinkPreviewOptions

from bot.conversation.delivery import Delivery, Sleep
from bot.conversation.dispatching import RawDispatcher
from bot.conversation.headroom import Headroom
from bot.conversation.middlewares import Conversations
from bot.conversation.telegram_session import TelegramSession
from bot.conversation.turns import Turns
from bot.conversation.watching import watch
from bot.settings import Settings
from handlers.chat.visit import Desk
from handlers.routers import conversation
from rules.norms.catalog import Catalogue
from storage.database import Database

# Said whole: `link_preview_is_disabled` would also send the parameter that Telegram took out.
NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True, slots=True)
class Assembly:
    """A bot ready to be fed: updates go to `dispatcher`, `turns` knows what is under way."""

    bot: Bot
    dispatcher: Dispatcher
    turns: Turns


def assemble(
    settings: Settings,
    database: Database,
    catalogue: Catalogue,
    clock: Callable[[], datetime],
    sleep: Sleep = asyncio.sleep,
) -> Assembly:
    """The bot and its dispatcher. `clock` gives aware moments, `sleep` waits between attempts to
    reach Telegram. ValueError without a token."""
    if settings.bot_token is None:
        raise ValueError("BOT_TOKEN is not set")
    session = TelegramSession(api=TelegramAPIServer.from_base(settings.bot_api_url))
    session.middleware(Headroom(database, clock))
    bot = Bot(
        settings.bot_token.get_secret_value(),
        session=session,
        default=DefaultBotProperties(parse_mode=ParseMode.HTML, link_preview=NO_PREVIEW),
    )
    turns = Turns()
    desk = Desk(catalogue, settings.operator_name, settings.hr_admin_ids)
    dispatcher = RawDispatcher(disable_fsm=True)
    watch(dispatcher, session)
    dispatcher.update.outer_middleware(
        Conversations(database, desk, clock, Delivery(database, clock, sleep), turns)
    )
    dispatcher.include_router(conversation())
    return Assembly(bot, dispatcher, turns)
