"""python-telegram-bot's connection to Telegram, each of its calls counted."""

from __future__ import annotations

from time import perf_counter
from typing import Any

from telegram.error import TelegramError
from telegram.request import HTTPXRequest

from bot.watching.calls import note_call, outcome_of_status


class WatchedRequest(HTTPXRequest):
    """The last part of a call's address is the method; what stands before holds the token."""

    async def do_request(self, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        method = url.rpartition("/")[2]
        began = perf_counter()
        try:
            status, payload = await super().do_request(url, *args, **kwargs)
        except TelegramError:
            note_call(method, "network", perf_counter() - began)
            raise
        note_call(method, outcome_of_status(status), perf_counter() - began)
        return status, payload
