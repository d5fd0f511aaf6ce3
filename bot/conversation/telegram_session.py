"""The calls that every question takes go to Telegram as JSON, which aiogram sends as a form.

Making the form takes aiogram longer than anything else in such a call: a dump of the method, a walk
over it, JSON for the keyboard, then all of it percent-encoded. pydantic writes the JSON at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from aiogram import Bot
from aiogram.client.default import Default
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageText,
    Response,
    SendDocument,
    SendMessage,
)
from aiogram.methods.base import TelegramMethod
from aiogram.types import LinkPreviewOptions
from aiohttp import FormData
from aiohttp.payload import BytesPayload
from pydantic_core import to_json

from bot.conversation.incoming import GetRawUpdates

# Without files and without moments, so JSON says all that a form would.
PLAIN: Final = (AnswerCallbackQuery, EditMessageText, SendMessage)
# aiogram asks for the model of the answer at each call, and pydantic forgets models that nobody
# holds: making one anew takes longer than the call.
KEPT_MODELS: Final = tuple(
    Response[method.__returning__]  # type: ignore[name-defined]
    for method in (*PLAIN, GetRawUpdates, SendDocument)
)


class TelegramSession(AiohttpSession):
    """aiogram's session; its answers, errors and timeouts stay as they are."""

    def build_form_data(  # type: ignore[override]
        self, bot: Bot, method: TelegramMethod[Any]
    ) -> FormData | BytesPayload:
        if not isinstance(method, PLAIN):
            return super().build_form_data(bot, method)
        return BytesPayload(json_of(bot, method), content_type="application/json")


def json_of(bot: Bot, method: TelegramMethod[Any]) -> bytes:
    """The method's parameters, with what the bot says by default where the method says nothing."""

    def said(value: Any) -> Any:
        value = bot.default[value.name] if isinstance(value, Default) else value
        # Within it, too, some parts are only said by default: those that are not would be null.
        return present_in(value) if isinstance(value, LinkPreviewOptions) else value

    def present_in(values: Iterable[tuple[str, Any]]) -> dict[str, Any]:
        given = ((name, said(value)) for name, value in values)
        return {name: value for name, value in given if value is not None}

    return to_json(present_in(method), exclude_none=True, fallback=said)
