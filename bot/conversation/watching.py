"""Puts the conversation under watch: each update, the room that takes it, each call to Telegram."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import cache
from time import perf_counter
from typing import Any, Final

from aiogram import BaseMiddleware, Bot, Dispatcher
from aiogram.client.session.base import BaseSession
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods.base import TelegramMethod
from aiogram.types import TelegramObject, Update

from bot.conversation.incoming import KINDS
from bot.watching.calls import note_call
from bot.watching.update_watch import NO_ROOM, taken_by, watched

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

# Refusals that happen all the time and lose nothing.
EXPECTED: Final = ("message is not modified", "query is too old")
# The first that fits counts: some are kinds of others.
OUTCOMES: Final = (
    (TelegramRetryAfter, "flood"),
    (TelegramForbiddenError, "forbidden"),
    (TelegramUnauthorizedError, "token"),
    (TelegramNotFound, "token"),
    (TelegramConflictError, "conflict"),
    (TelegramEntityTooLarge, "too_large"),
    (TelegramServerError, "server"),
    (TelegramNetworkError, "network"),
    (ClientDecodeError, "unreadable"),
)


def watch(dispatcher: Dispatcher, session: BaseSession) -> None:
    """Before other middlewares are added, so that what they do is measured too."""
    dispatcher.update.outer_middleware(WatchedUpdates())
    for kind in KINDS:
        dispatcher.observers[kind].middleware(_note_room)
    session.middleware(WatchedCalls())


class WatchedUpdates(BaseMiddleware):
    """The outermost of all."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        assert isinstance(event, Update)
        with watched(event.update_id, event.event_type) as update:
            result = await handler(event, data)
            # Conversations take whatever is theirs, so this comes from groups and other bots.
            if result is UNHANDLED:
                update.outcome = "not_private"
        return result


async def _note_room(handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
    taken_by(room_of(data["handler"].callback))
    return await handler(event, data)


@cache
def room_of(handler: Callable[..., object]) -> str:
    """One of `handlers.check.answering` is of the room `check`."""
    parts = handler.__module__.split(".")
    return parts[1] if parts[0] == "handlers" and len(parts) > 1 else NO_ROOM


class WatchedCalls(BaseRequestMiddleware):
    """Each attempt counts as a call."""

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[Any],
        bot: Bot,
        method: TelegramMethod[Any],
    ) -> Any:
        began = perf_counter()
        try:
            answer = await make_request(bot, method)
        except Exception as error:
            note_call(method.__api_method__, outcome_of(error), perf_counter() - began)
            raise
        note_call(method.__api_method__, "ok", perf_counter() - began)
        return answer


def outcome_of(error: Exception) -> str:
    """What a call of aiogram's that raised this has come to."""
    if isinstance(error, TelegramBadRequest):
        words = error.message.lower()
        return "expected" if any(each in words for each in EXPECTED) else "bad_request"
    return next((outcome for kind, outcome in OUTCOMES if isinstance(error, kind)), "other")
