"""Carries out what a handler decided: answers the press, edits and sends messages.

Tolerated by name: edits that change nothing, messages that are gone or too old to be edited (a new
one is sent), presses too old to be answered. Network trouble and flood limits are waited out. A
screen that Telegram refuses as too large is shown as far as it fits.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, Final

import structlog
from aiogram import Bot
from aiogram.enums import ChatAction
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import (
    AnswerInlineQuery,
    GetFile,
    SendChatAction,
    SendDocument,
    SendPhoto,
)
from aiogram.methods.base import TelegramMethod
from aiogram.types import (
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
)
from aiohttp import ClientError

from bot.beside import beside
from bot.conversation.errands import Errands
from bot.conversation.last_resort import UNFIT, fitting
from bot.conversation.telegram_session import Call
from bot.watching.update_watch import timed
from cases.rights import end_past_roles
from handlers.chat.outcome import (
    Article,
    Attach,
    Button,
    Closing,
    Errand,
    Fetched,
    Keyboard,
    Made,
    NotMade,
    Outcome,
    Read,
    Resend,
    Screen,
    Sending,
    Show,
    StopErrand,
)
from storage.database import Database, Work

log = structlog.get_logger("bot.delivery")

NO_PREVIEW: Final = {"is_disabled": True}
UNCHANGED: Final = ("message is not modified",)
GONE: Final = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "message identifier is not specified",
    # Below a picture or a file stands a caption, which has less room than a text.
    "there is no text in the message to edit",
    "caption is too long",
)
TOO_BIG: Final = ("file is too big",)
NO_FILE: Final = ("wrong file identifier", "wrong remote file", "wrong file_id")
TOO_LATE: Final = ("query is too old", "query id is invalid")
PAUSES: Final = (0.2, 1.0, 3.0)
# How many seconds flood limits may take for one answer; for a press or an inline query, which are
# too old then, less.
LONGEST_WAIT: Final = 3600.0
LONGEST_WAIT_OF_QUERIES: Final = 30.0
LONGEST_TOAST: Final = 200
FETCH_SECONDS: Final = 30
# Telegram shows for five seconds that something is on its way.
SIGN_EVERY: Final = 4.0
# Seconds for which Telegram may show a person the same answer to the same words.
INLINE_KEPT: Final = 300
# Telegram makes photos smaller; the letters on a taller one could not be read.
TALLEST_PHOTO: Final = 2560

Sleep = Callable[[float], Awaitable[None]]


class Delivery:
    """Sends outcomes. `sleep` waits between attempts."""

    def __init__(
        self, database: Database, clock: Callable[[], datetime], sleep: Sleep = asyncio.sleep
    ) -> None:
        self._database = database
        self._clock = clock
        self._sleep = sleep
        self.errands = Errands()

    @timed("show")
    async def carry_out(
        self, bot: Bot, outcome: Outcome, person_id: int, callback_id: str | None
    ) -> None:
        """Shows everything in order, answering the press meanwhile, then closes the run.

        Raises what Telegram refuses and what outlasts the attempts.
        """
        answering = None
        if callback_id is not None:
            answering = asyncio.create_task(self.answer(bot, callback_id, outcome.toast))
        try:
            for item in outcome.show:
                await self._show(bot, item, person_id)
            if outcome.closing is not None:
                await self._close(outcome.closing, person_id)
        except TelegramForbiddenError:
            await self._note_blocked(person_id)
        finally:
            if answering is not None:
                await answering

    async def answer(self, bot: Bot, callback_id: str, toast: str | None) -> None:
        """Answers a press; one that is too old needs no answer any more."""
        text = None if toast is None else toast[:LONGEST_TOAST]
        try:
            said = {"callback_query_id": callback_id, "text": text}
            answer = Call("answerCallbackQuery", said)
            await self._call(bot, answer, LONGEST_WAIT_OF_QUERIES)
        except TelegramBadRequest as error:
            if not _says(error, TOO_LATE):
                log.error("press_not_answered", reason=error.message)
        except (TelegramAPIError, ClientDecodeError) as error:
            # The screen is what was asked for; without the toast nothing is lost.
            log.warning("press_not_answered", reason=type(error).__name__)

    async def answer_inline(self, bot: Bot, query_id: str, articles: tuple[Article, ...]) -> None:
        """Answers an inline query; one that is too old needs no answer any more."""
        results = [
            InlineQueryResultArticle(
                id=article.id,
                title=article.title,
                description=article.description,
                input_message_content=InputTextMessageContent(message_text=article.text),
                reply_markup=InlineKeyboardMarkup(
                    inline_keyboard=[[InlineKeyboardButton.model_validate(_button(article.button))]]
                ),
            )
            for article in articles
        ]
        answer = AnswerInlineQuery(
            inline_query_id=query_id,
            results=results,  # type: ignore[arg-type]
            cache_time=INLINE_KEPT,
            is_personal=True,
        )
        try:
            await self._call(bot, answer, LONGEST_WAIT_OF_QUERIES)
        except TelegramBadRequest as error:
            if not _says(error, TOO_LATE):
                raise

    async def _show(self, bot: Bot, item: Sending, person_id: int) -> None:
        if isinstance(item, Attach):
            file = BufferedInputFile(item.data, item.name)
            document = SendDocument(chat_id=person_id, document=file, caption=item.caption)
            await self._call(bot, document)
        elif isinstance(item, Resend):
            await self._resend(bot, item, person_id)
        elif isinstance(item, Made):
            await self._make(bot, item, person_id)
        elif isinstance(item, Read):
            await self._read(bot, item, person_id)
        elif isinstance(item, Errand):
            message_id = await self._send(bot, Show(item.begun), person_id)
            self.errands.begin(_Beside(self, bot, person_id, message_id), item)
        elif isinstance(item, StopErrand):
            if not self.errands.stop(person_id):
                await self._show(bot, Show(item.otherwise, item.edit), person_id)
        else:
            await self._show_screen(bot, item, person_id)

    async def _show_screen(self, bot: Bot, item: Show, person_id: int) -> int:
        """The message in which the screen stands then."""
        if item.edit and await self._edit(bot, item, person_id, item.edit):
            return item.edit
        return await self._send(bot, item, person_id)

    async def _read(self, bot: Bot, item: Read, person_id: int) -> None:
        """Reads what the person sent while the chat shows it, then tells what was found."""
        sign = SendChatAction(chat_id=person_id, action=ChatAction.TYPING)
        await _show_sign(bot, sign)
        async with beside(_keep_showing(bot, sign)):
            fetched = [await self._fetched(bot, file_id, item.largest) for file_id in item.files]
            tell = await item.read(fetched)
        message_id = None
        for show in await self._database.do(tell):
            message_id = await self._show_screen(bot, show, person_id)
        if message_id is not None:
            await self._database.do(partial(_noted, item, message_id))

    async def _fetched(self, bot: Bot, file_id: str, largest: int) -> Fetched:
        """The bytes of a file, which are kept nowhere."""
        try:
            file = await self._call(bot, GetFile(file_id=file_id))
            if file.file_path is None:
                return "gone"
            if (file.file_size or 0) > largest:
                return "too_large"
            return await _bytes_of(bot, file.file_path, largest)
        except TelegramBadRequest as error:
            return "too_large" if _says(error, TOO_BIG) else "gone"
        except (TelegramAPIError, ClientError, ClientDecodeError, TimeoutError) as error:
            log.warning("file_not_fetched", reason=type(error).__name__)
            return "gone"

    async def _resend(self, bot: Bot, item: Resend, person_id: int) -> None:
        method = "sendPhoto" if item.kind == "photo" else "sendDocument"
        again = {
            "chat_id": person_id,
            item.kind: item.file_id,
            "caption": item.caption or None,
            "parse_mode": "HTML" if item.is_html else None,
            "reply_markup": _markup(item.keyboard),
        }
        try:
            await self._call(bot, Call(method, again))
        except TelegramBadRequest as error:
            if not _says(error, NO_FILE):
                raise
            if item.otherwise:
                await self._call(bot, sending(Screen(item.otherwise), person_id))

    async def _make(self, bot: Bot, item: Made, person_id: int) -> None:
        """Makes the file while the chat shows the uploading, then sends it."""
        photo = item.kind == "photo"
        action = ChatAction.UPLOAD_PHOTO if photo else ChatAction.UPLOAD_DOCUMENT
        sign = SendChatAction(chat_id=person_id, action=action)
        await _show_sign(bot, sign)
        try:
            async with beside(_keep_showing(bot, sign)):
                data = await item.make()
        except NotMade as instead:
            await self._send(bot, Show(instead.screen), person_id)
            return
        file = BufferedInputFile(data, item.name)
        if photo and _height(data) <= TALLEST_PHOTO:
            await self._call(bot, SendPhoto(chat_id=person_id, photo=file, caption=item.caption))
        else:
            document = SendDocument(chat_id=person_id, document=file, caption=item.caption)
            await self._call(bot, document)

    async def _edit(self, bot: Bot, item: Show, person_id: int, message_id: int) -> bool:
        """Whether the message shows the screen now; False when it cannot be edited any more."""
        edited = captioning if item.is_caption else editing
        try:
            await self._as_it_fits(
                bot, item.screen, lambda shown: edited(shown, person_id, message_id)
            )
        except TelegramBadRequest as error:
            if _says(error, GONE):
                return False
            if not _says(error, UNCHANGED):
                raise
        return True

    async def _send(self, bot: Bot, item: Show, person_id: int) -> int:
        message = await self._as_it_fits(bot, item.screen, lambda shown: sending(shown, person_id))
        message_id = int(message["message_id"])
        if item.run_id is not None:
            run_id = item.run_id
            await self._database.do(
                lambda work: work.runs.set_screen(run_id, person_id, message_id), together=True
            )
        return message_id

    async def _as_it_fits(self, bot: Bot, screen: Screen, method: Callable[[Screen], Call]) -> Any:
        try:
            return await self._call(bot, method(screen))
        except TelegramBadRequest as error:
            reason = next((each for each in UNFIT if _says(error, (each,))), None)
            if reason is None:
                raise
            # Telegram's own words may repeat some of the text.
            log.error("screen_shortened", reason=reason)
        return await self._call(bot, method(fitting(screen)))

    async def _close(self, closing: Closing, person_id: int) -> None:
        now = self._clock()

        async def close(work: Work) -> None:
            await work.runs.close(closing.run_id, "reported", now)
            if closing.decided is None:
                await work.answers.clear(person_id)
            else:
                await work.decisions.add(person_id, closing.run_id, closing.decided, now)

        await self._database.do(close, together=True)

    async def _note_blocked(self, person_id: int) -> None:
        async with self._database.work() as work:
            await work.people.set_blocked(person_id, True, self._clock())

    async def _call(
        self, bot: Bot, method: Call | TelegramMethod[Any], longest: float = LONGEST_WAIT
    ) -> Any:
        """Calls until Telegram answers; a flood limit is no attempt, it only takes its time."""
        pauses = iter(PAUSES)
        waited = 0.0
        while True:
            try:
                return await bot(method)  # type: ignore[arg-type]
            except TelegramRetryAfter as error:
                waited += max(error.retry_after, 1)
                if waited > longest:
                    raise
                await self._sleep(error.retry_after)
            except (TelegramNetworkError, TelegramServerError, ClientDecodeError):
                pause = next(pauses, None)
                if pause is None:
                    raise
                await self._sleep(pause)


async def _noted(item: Read, message_id: int, work: Work) -> None:
    await item.shown(work, message_id)


async def _bytes_of(bot: Bot, path: str, largest: int) -> Fetched:
    data = bytearray()
    url = bot.session.api.file_url(bot.token, path)
    async for piece in bot.session.stream_content(url, timeout=FETCH_SECONDS):
        data += piece
        if len(data) > largest:
            return "too_large"
    return bytes(data)


class _Beside:
    """The chat of an errand: its message, its file, and a transaction for what it comes to."""

    def __init__(self, delivery: Delivery, bot: Bot, person_id: int, message_id: int) -> None:
        self._delivery, self._bot = delivery, bot
        self.person_id, self._message_id = person_id, message_id

    async def file(self, file_id: str) -> bytes | None:
        try:
            content = await self._bot.download(file_id)
        except TelegramBadRequest as error:
            if not _says(error, TOO_BIG):
                raise
            return None
        return None if content is None else content.read()

    async def show(self, *items: Show | Attach | Screen) -> None:
        """The first screen goes where the progress stood."""
        for number, item in enumerate(items):
            edit = self._message_id if number == 0 else None
            sending = Show(item, edit) if isinstance(item, Screen) else item
            if isinstance(sending, Show) and number == 0:
                sending = replace(sending, edit=edit)
            await self._delivery._show(self._bot, sending, self.person_id)

    async def work(
        self, step: Callable[[Work, datetime], Awaitable[tuple[Show | Attach, ...]]]
    ) -> tuple[Show | Attach, ...]:
        now = self._delivery._clock()

        async def at_its_moment(work: Work) -> tuple[Show | Attach, ...]:
            await end_past_roles(work, now)
            return await step(work, now)

        return await self._delivery._database.do(at_its_moment)


async def _keep_showing(bot: Bot, sign: SendChatAction) -> None:
    while True:
        await asyncio.sleep(SIGN_EVERY)
        await _show_sign(bot, sign)


async def _show_sign(bot: Bot, sign: SendChatAction) -> None:
    # Only a sign of life: whatever is wrong shows again with the file itself.
    with suppress(TelegramAPIError, ClientDecodeError):
        await bot(sign)


def _height(png: bytes) -> int:
    """The height of a PNG in pixels."""
    return int.from_bytes(png[20:24], "big")


def _says(error: TelegramBadRequest, reasons: tuple[str, ...]) -> bool:
    message = error.message.lower()
    return any(reason in message for reason in reasons)


def editing(screen: Screen, person_id: int, message_id: int) -> Call:
    return Call("editMessageText", {"message_id": message_id, **_shown(screen, person_id)})


def captioning(screen: Screen, person_id: int, message_id: int) -> Call:
    """The text below a picture or a file, changed."""
    shown = _shown(screen, person_id)
    del shown["link_preview_options"]
    return Call(
        "editMessageCaption", {"message_id": message_id, "caption": shown.pop("text"), **shown}
    )


def sending(screen: Screen, person_id: int) -> Call:
    return Call("sendMessage", _shown(screen, person_id))


def _shown(screen: Screen, person_id: int) -> dict[str, Any]:
    return {
        "chat_id": person_id,
        "text": screen.text,
        "parse_mode": "HTML",
        "link_preview_options": NO_PREVIEW,
        "reply_markup": _markup(screen.keyboard),
    }


def _markup(keyboard: Keyboard) -> dict[str, Any] | None:
    rows = [[_button(button) for button in row] for row in keyboard]
    return {"inline_keyboard": rows} if rows else None


def _button(button: Button) -> dict[str, Any]:
    said: dict[str, Any] = {"text": button.text}
    if button.web_app is not None:
        said["web_app"] = {"url": button.web_app}
    for name, value in (
        ("callback_data", button.data),
        ("url", button.url),
        ("style", button.style),
    ):
        if value is not None:
            said[name] = value
    return said
