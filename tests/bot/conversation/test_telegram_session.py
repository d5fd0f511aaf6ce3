"""What goes to Telegram as JSON says the same as aiogram's form would."""

import json
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.enums import ParseMode
from aiogram.methods import AnswerCallbackQuery, EditMessageText, SendMessage
from aiogram.methods.base import TelegramMethod
from aiogram.types import (
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyKeyboardRemove,
)

from bot.conversation.telegram_session import PLAIN, json_of

KEYBOARD = InlineKeyboardMarkup(
    inline_keyboard=[
        [InlineKeyboardButton(text="Иә & <b>", callback_data="q:1:a:yes")],
        [InlineKeyboardButton(text="📜", url="https://example.org/?a=1&b=2")],
    ]
)
CALLS: tuple[TelegramMethod[Any], ...] = (
    AnswerCallbackQuery(callback_query_id="7"),
    AnswerCallbackQuery(callback_query_id="7", text="Жауап сақталды", show_alert=True),
    EditMessageText(chat_id=1, message_id=2, text="Оқытушы\n<b>п. 286</b>", reply_markup=KEYBOARD),
    EditMessageText(chat_id=1, message_id=2, text="plain", parse_mode=None),
    SendMessage(chat_id=-5, text="%&+ ұ", disable_notification=True, reply_markup=ForceReply()),
    SendMessage(chat_id=1, text="x", reply_markup=ReplyKeyboardRemove()),
)


def form_of(bot: Bot, method: TelegramMethod[Any]) -> dict[str, Any]:
    """The fields of aiogram's form; what is JSON within it decoded."""
    form = AiohttpSession().build_form_data(bot, method)
    return {options["name"]: decoded(value) for options, _, value in form._fields}


def decoded(value: str) -> Any:
    try:
        return json.loads(value)
    except json.JSONDecodeError:
        return value


@pytest.mark.parametrize("method", CALLS, ids=lambda method: type(method).__name__)
@pytest.mark.parametrize("parse_mode", [ParseMode.HTML, None])
async def test_json_says_what_the_form_says(
    method: TelegramMethod[Any], parse_mode: ParseMode | None
) -> None:
    default = DefaultBotProperties(parse_mode=parse_mode, link_preview_is_disabled=True)
    bot = Bot("42:test", default=default)
    said = json.loads(json_of(bot, method))
    form = form_of(bot, method)
    # In a form everything is a word; a number in words is read back as the number.
    assert {name: decoded(v) if isinstance(v, str) else v for name, v in said.items()} == form


def test_a_default_inside_a_value_is_what_the_bot_says() -> None:
    bot = Bot("42:test", default=DefaultBotProperties(link_preview_is_disabled=True))
    preview = LinkPreviewOptions(url="https://example.org")
    said = json.loads(json_of(bot, SendMessage(chat_id=1, text="x", link_preview_options=preview)))
    assert said["link_preview_options"]["is_disabled"] is True
    assert None not in said["link_preview_options"].values()


def test_the_calls_of_every_question_go_as_json() -> None:
    assert {AnswerCallbackQuery, EditMessageText, SendMessage} == set(PLAIN)
