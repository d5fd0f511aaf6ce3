"""Calls to Telegram, counted alike for both of the libraries that make them."""

from __future__ import annotations

from typing import Final

from bot.watching.meters import CALL_SECONDS, CALLS

# It lasts as long as nobody writes, which says nothing.
WAITS_BY_PLAN: Final = frozenset({"getUpdates"})


def note_call(method: str, outcome: str, seconds: float) -> None:
    """`method` as documented: "sendMessage". `outcome`: "ok", or what went wrong."""
    CALLS.labels(method, outcome).inc()
    if method not in WAITS_BY_PLAN:
        CALL_SECONDS.labels(method).observe(seconds)


def outcome_of_status(status: int) -> str:
    """What a status of HTTP says of a call."""
    if status == 200:
        return "ok"
    if status >= 500:
        return "server"
    return _BY_STATUS.get(status, "other")


_BY_STATUS: Final = {
    400: "bad_request",
    401: "token",
    403: "forbidden",
    404: "token",
    409: "conflict",
    413: "too_large",
    429: "flood",
}
