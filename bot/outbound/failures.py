"""What a failed call means for the person it was for: the one place that reads errors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Literal

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from storage.tables.outbound import NO_ANSWER, NO_CONNECTION, OUT_OF_ORDER

Meaning = Literal["wait", "blocked", "failed", "later", "unknown", "stop"]

LONGEST_REASON: Final = 200
# Raised before the first byte of the request has left.
NOT_SENT: Final = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


@dataclass(frozen=True, slots=True)
class Failure:
    """`wait`: a flood limit, nobody may send for `pause`. `later`: not sent, try again. `unknown`:
    it may have been sent. `stop`: the token is refused, nothing can be sent at all."""

    meaning: Meaning
    reason: str
    pause: timedelta = timedelta(0)


def read_failure(error: Exception) -> Failure:
    """The meaning of what a sending call of python-telegram-bot raised.

    The order matters: in that library `BadRequest` is a `NetworkError`. What nobody foresaw counts
    as unknown, because the message may be out.
    """
    if isinstance(error, RetryAfter):
        return Failure("wait", "flood limit", _duration(error))
    if isinstance(error, InvalidToken):
        return Failure("stop", "the token is refused")
    if isinstance(error, Forbidden):
        return Failure("blocked", _words(error))
    if isinstance(error, BadRequest | ChatMigrated):
        return Failure("failed", _words(error))
    if isinstance(error, NetworkError):
        return _of_network(error)
    return Failure("unknown", _cause_name(error))


def _of_network(error: NetworkError) -> Failure:
    cause = error.__cause__
    if isinstance(cause, NOT_SENT):
        return Failure("later", NO_CONNECTION)
    # Without a cause, or with one of the parser's, the error is the status that Telegram answered.
    if cause is None or isinstance(cause, TelegramError):
        return Failure("later", OUT_OF_ORDER)
    return Failure("unknown", _cause_name(error))


def _duration(error: RetryAfter) -> timedelta:
    pause = error.retry_after
    return pause if isinstance(pause, timedelta) else timedelta(seconds=pause)


def _words(error: TelegramError) -> str:
    return error.message[:LONGEST_REASON]


def _cause_name(error: Exception) -> str:
    return f"{NO_ANSWER} ({type(error.__cause__ or error).__name__})"
