"""One function puts the bot together; the programme and the tests use the same."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import structlog
from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.types import LinkPreviewOptions

from bot.conversation.delivery import Delivery, Sleep
from bot.conversation.errands import Errands
from bot.conversation.headroom import Headroom
from bot.conversation.inbox import Inbox
from bot.conversation.intake import Intake
from bot.conversation.middlewares import Conversations, Turns
from bot.conversation.telegram_session import TelegramSession
from bot.conversation.watching import watch
from bot.settings import Settings
from handlers.chat.visit import Desk
from handlers.chat.workshop import Workshop
from handlers.routers import conversation
from rules.norms.catalog import Catalogue
from scans.tesseract import lacking
from storage.database import Database

log = structlog.get_logger("bot.start")

# Each takes some seconds; whoever comes then is asked to type.
PICTURES_WAITING: Final = 8
# Said whole: `link_preview_is_disabled` would also send the parameter that Telegram took out.
NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True, slots=True)
class Assembly:
    """A bot ready to be fed: `intake` takes updates in and has the dispatcher deal with them;
    whoever holds a person's turn (`turns`) is alone with their messages."""

    bot: Bot
    dispatcher: Dispatcher
    turns: Turns
    intake: Intake
    workshops: tuple[Workshop, ...]
    errands: Errands

    async def aclose(self) -> None:
        """Ends what is being done beside the conversation."""
        await self.errands.aclose()
        for workshop in self.workshops:
            await workshop.aclose()


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
    workshop, reading, page = Workshop(), reading_workshop(), settings.web_url
    desk = Desk(catalogue, settings.operator_name, settings.hr_admin_ids, workshop, reading, page)
    inbox = Inbox(database, clock, owner(settings))
    delivery = Delivery(database, clock, sleep)
    conversations = Conversations(database, desk, clock, delivery, turns, inbox)
    dispatcher = Dispatcher(disable_fsm=True)
    watch(dispatcher, session)
    dispatcher.update.outer_middleware(conversations)
    dispatcher.include_router(conversation())
    intake = Intake(bot, dispatcher, conversations, inbox, sleep)
    workshops = (workshop,) if reading is None else (workshop, reading)
    return Assembly(bot, dispatcher, turns, intake, workshops, delivery.errands)


def reading_workshop() -> Workshop | None:
    """Where pictures of certificates are read, None where they cannot be: apart from papers, which
    take a tenth of the time and would wait behind them."""
    missing = lacking()
    if missing is not None:
        log.warning("pictures_not_read", reason=missing)
        return None
    return Workshop(number=1, room=PICTURES_WAITING)


def owner(settings: Settings) -> str:
    """This process by the name that it has after a restart too. By polling there is one for a bot;
    several that serve a webhook on one machine listen at different ports."""
    way = "polling" if settings.webhook_url is None else str(settings.listen_port)
    return f"{socket.gethostname()[:60]}/{way}"
