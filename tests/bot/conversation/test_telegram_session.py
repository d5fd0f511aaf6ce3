"""What the calls of a question say to Telegram, and what comes of them, held against aiogram's."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import EditMessageText, SendMessage
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from aiohttp import web

from bot.conversation.delivery import editing, sending
from bot.conversation.telegram_session import Call, TelegramSession
from handlers.chat.outcome import Button, Screen

SCREEN = Screen(
    "Оқытушы\n<b>п. 286</b> & %&+ ұ",
    ((Button("Иә & <b>", "q:1:a:yes"), Button("📜", url="https://example.org/?a=1&b=2")),),
)
KEYBOARD = InlineKeyboardMarkup(
    inline_keyboard=[
        [
            InlineKeyboardButton(text="Иә & <b>", callback_data="q:1:a:yes"),
            InlineKeyboardButton(text="📜", url="https://example.org/?a=1&b=2"),
        ]
    ]
)
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]
PRESS = Call("answerCallbackQuery", {"callback_query_id": "7", "text": None})


@asynccontextmanager
async def telegram(answer: Answer) -> AsyncIterator[Bot]:
    """A bot whose calls are answered so."""
    application = web.Application()
    application.router.add_post("/a/bot42:test/{method}", answer)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}/a"
    bot = Bot("42:test", session=TelegramSession(api=TelegramAPIServer.from_base(address)))
    try:
        yield bot
    finally:
        assert bot.session is not None
        await bot.session.close()
        await runner.cleanup()


async def call(bot: Bot, said: Call = PRESS, timeout: int | None = None) -> Any:  # noqa: ASYNC109
    return await bot(said, request_timeout=timeout)  # type: ignore[arg-type]


def form_of(bot: Bot, method: Any) -> dict[str, Any]:
    """The fields of aiogram's form; what is JSON within it decoded."""
    form = AiohttpSession().build_form_data(bot, method)
    return {options["name"]: decoded(value) for options, _, value in form._fields}


def decoded(value: str) -> Any:
    try:
        return json.loads(value)
    except json.JSONDecodeError:
        return value


async def test_a_call_says_what_aiograms_form_says() -> None:
    preview = LinkPreviewOptions(is_disabled=True)
    default = DefaultBotProperties(parse_mode=ParseMode.HTML, link_preview=preview)
    bot = Bot("42:test", default=default)
    pairs = (
        (
            editing(SCREEN, 1, 2),
            EditMessageText(chat_id=1, message_id=2, text=SCREEN.text, reply_markup=KEYBOARD),
        ),
        (sending(Screen("x"), -5), SendMessage(chat_id=-5, text="x")),
    )
    for ours, theirs in pairs:
        said = {name: value for name, value in ours.said.items() if value is not None}
        assert ours.__api_method__ == theirs.__api_method__
        assert said == form_of(bot, theirs)


async def test_what_is_said_arrives_and_the_result_comes_back_on_a_kept_connection() -> None:
    came = []

    async def answer(request: web.Request) -> web.Response:
        assert request.transport is not None
        where = request.transport.get_extra_info("peername")
        came.append((request.match_info["method"], await request.json(), where))
        return web.json_response({"ok": True, "result": {"message_id": len(came), "new": {}}})

    async with telegram(answer) as bot:
        sent = await call(bot, sending(SCREEN, 5))
        await call(bot)
    assert sent == {"message_id": 1, "new": {}}
    (method, said, first), (_, press, second) = came
    assert method == "sendMessage"
    assert said["text"] == SCREEN.text
    assert press == {"callback_query_id": "7"}
    assert first == second


@pytest.mark.parametrize(
    ("status", "told", "error"),
    [
        (400, {"ok": False, "description": "Bad Request: x"}, TelegramBadRequest),
        (403, {"ok": False, "description": "Forbidden"}, TelegramForbiddenError),
        (429, {"ok": False, "description": "x", "parameters": {"retry_after": 3}}, None),
        (502, {"ok": False, "description": "Bad Gateway"}, TelegramServerError),
        (200, {"ok": False, "description": "what"}, TelegramAPIError),
        (200, ["what"], ClientDecodeError),
    ],
)
async def test_a_refusal_is_the_error_that_aiogram_makes_of_it(
    status: int, told: object, error: type[Exception] | None
) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.json_response(told, status=status)

    async with telegram(answer) as bot:
        with pytest.raises(error or TelegramRetryAfter) as caught:
            await call(bot)
    if isinstance(caught.value, TelegramRetryAfter):
        assert caught.value.retry_after == 3


@pytest.mark.parametrize("status", [200, 502])
async def test_a_page_in_place_of_json_cannot_be_read(status: int) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(text="<html>", status=status)

    async with telegram(answer) as bot:
        with pytest.raises(ClientDecodeError):
            await call(bot)


async def test_a_torn_answer_is_trouble_of_the_network_and_the_next_call_is_well() -> None:
    torn = [True]

    async def answer(request: web.Request) -> web.StreamResponse:
        if not torn.pop():
            return web.json_response({"ok": True, "result": True})
        torn.append(False)
        response = web.StreamResponse(headers={"Content-Length": "1000"})
        await response.prepare(request)
        await response.write(b'{"ok": true')
        assert request.transport is not None
        request.transport.abort()
        return response

    async with telegram(answer) as bot:
        with pytest.raises(TelegramNetworkError):
            await call(bot)
        assert await call(bot) is True


async def test_whoever_is_not_answered_in_time_does_not_get_the_answer_of_another() -> None:
    begun = asyncio.Event()
    numbers = iter(range(1, 9))

    async def answer(_: web.Request) -> web.Response:
        number = next(numbers)
        if number == 1:
            begun.set()
            await asyncio.Event().wait()
        return web.json_response({"ok": True, "result": number})

    async with telegram(answer) as bot:
        first = asyncio.create_task(call(bot))
        await begun.wait()
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)
        assert await call(bot) == 2


async def test_an_answer_that_takes_too_long_is_trouble_of_the_network() -> None:
    async def answer(_: web.Request) -> web.Response:
        await asyncio.Event().wait()
        raise AssertionError

    async with telegram(answer) as bot:
        with pytest.raises(TelegramNetworkError):
            # A moment ago, so that nobody waits.
            await call(bot, timeout=-1)
