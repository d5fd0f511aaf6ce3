"""A tiny bot that shows everything the page can show."""

import asyncio
import html
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiogram import Bot, Dispatcher, F
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InputTextMessageContent,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from tests.local_chat.pictures import png

_COMMANDS = {
    "": ("Help", "Files"),
    "ru": ("Помощь", "Файлы"),
    "kk": ("Көмек", "Файлдар"),
}


def _keyboard(count: int) -> InlineKeyboardMarkup:
    more = InlineKeyboardButton(text=f"More {count}", callback_data=f"more:{count}")
    alert = InlineKeyboardButton(text="Alert", callback_data="alert")
    slow = InlineKeyboardButton(text="Never", callback_data="never")
    web = InlineKeyboardButton(text="Web", url="https://example.org/")
    return InlineKeyboardMarkup(inline_keyboard=[[more, alert], [slow, web]])


async def _start(message: Message, command: CommandObject, bot: Bot) -> None:
    name = (await bot.me()).username
    await message.answer(
        f"<b>Started</b> with <i>{html.escape(command.args or 'nothing')}</i>, "
        f'<a href="https://t.me/{name}?start=linked">deep link</a>',
        reply_markup=_keyboard(0),
    )


async def _files(message: Message) -> None:
    await message.answer_document(BufferedInputFile(b"a;b", "table.csv"), caption="A table")
    await message.answer_photo(BufferedInputFile(png(300, 200), "picture.png"))


async def _phone(message: Message) -> None:
    share = KeyboardButton(text="Share phone", request_contact=True)
    await message.answer("Your phone?", reply_markup=ReplyKeyboardMarkup(keyboard=[[share]]))


async def _contact(message: Message) -> None:
    await message.answer("Thank you", reply_markup=ReplyKeyboardRemove())


async def _echo(message: Message) -> None:
    await message.answer(html.escape(message.text or "something"))


async def _more(query: CallbackQuery) -> None:
    assert isinstance(query.message, Message)
    count = int((query.data or "more:0").split(":")[1]) + 1
    await query.message.edit_text(f"Counted to {count}", reply_markup=_keyboard(count))
    await query.answer(f"Now {count}")


async def _alert(query: CallbackQuery) -> None:
    await query.answer("Read this", show_alert=True)


async def _never(query: CallbackQuery) -> None:
    """Leaves the query without an answer."""


async def _inline(query: InlineQuery) -> None:
    results = [
        InlineQueryResultArticle(
            id=name,
            title=f"{name} {query.query}",
            description="A result",
            input_message_content=InputTextMessageContent(message_text=f"{name}, <b>chosen</b>"),
            reply_markup=InlineKeyboardMarkup(
                inline_keyboard=[[InlineKeyboardButton(text="Web", url="https://example.org/")]]
            ),
        )
        for name in ("First", "Second")
    ]
    await query.answer([] if query.query == "nothing" else results)  # type: ignore[arg-type]


def _dispatcher() -> Dispatcher:
    dispatcher = Dispatcher()
    dispatcher.message.register(_start, CommandStart())
    dispatcher.message.register(_files, Command("files"))
    dispatcher.message.register(_phone, Command("phone"))
    dispatcher.message.register(_contact, F.contact)
    dispatcher.message.register(_echo)
    dispatcher.inline_query.register(_inline)
    dispatcher.callback_query.register(_more, F.data.startswith("more:"))
    dispatcher.callback_query.register(_alert, F.data == "alert")
    dispatcher.callback_query.register(_never, F.data == "never")
    return dispatcher


@asynccontextmanager
async def echo_bot(base_url: str, token: str) -> AsyncIterator[Bot]:
    """The bot, polling the server at `base_url`."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(base_url))
    bot = Bot(token, session, default=DefaultBotProperties(parse_mode=ParseMode.HTML))
    for language, names in _COMMANDS.items():
        commands = [
            BotCommand(command=command, description=description)
            for command, description in zip(("help", "files"), names, strict=True)
        ]
        await bot.set_my_commands(commands, language_code=language or None)
    dispatcher = _dispatcher()
    polling = asyncio.create_task(
        dispatcher.start_polling(bot, handle_signals=False, close_bot_session=False)
    )
    try:
        yield bot
    finally:
        await dispatcher.stop_polling()
        await polling
        await session.close()
