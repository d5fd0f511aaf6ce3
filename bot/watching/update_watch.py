"""One update under watch: its reference, its room, what came of it, how long it took.

The reference stands in every line of the log that is written meanwhile, and in the apology that
the person sees. It is made of the update's number, so it is the same when the update is tried
again, in another process or after a restart.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from functools import wraps
from time import perf_counter
from typing import Final, Literal, ParamSpec, TypeVar

from structlog.contextvars import bound_contextvars

from bot.watching.meters import STEP_SECONDS, UPDATE_SECONDS, UPDATES, UPDATES_UNDER_WAY

Outcome = Literal["answered", "repeated", "not_private", "unanswered", "failed"]
Step = Literal["decide", "show"]
P = ParamSpec("P")
R = TypeVar("R")

# Telegram numbers updates one after another: sixteen million have references of their own.
REFERENCES: Final = 0x1000000
NO_ROOM: Final = "none"


class UpdateWatch:
    """`room` and `outcome` are noted as the update goes through."""

    __slots__ = ("outcome", "reference", "room")

    def __init__(self, reference: str) -> None:
        self.reference = reference
        self.room = NO_ROOM
        self.outcome: Outcome = "answered"


_current: ContextVar[UpdateWatch | None] = ContextVar("update_watch", default=None)


def reference_of(update_id: int) -> str:
    """Six hexadecimal digits, short enough to be read out."""
    return f"{update_id % REFERENCES:06x}"


def about(update_id: int) -> AbstractContextManager[object]:
    """Every line of the log within carries the update's reference."""
    return bound_contextvars(reference=reference_of(update_id))


@contextmanager
def watched(update_id: int, kind: str) -> Iterator[UpdateWatch]:
    """Counts and times one update. `kind` is Telegram's name of it."""
    watch = UpdateWatch(reference_of(update_id))
    before = _current.set(watch)
    began = perf_counter()
    UPDATES_UNDER_WAY.inc()
    try:
        yield watch
    except Exception:
        watch.outcome = "failed"
        raise
    except BaseException:
        watch.outcome = "unanswered"
        raise
    finally:
        _current.reset(before)
        UPDATES_UNDER_WAY.dec()
        UPDATES.labels(kind, watch.outcome).inc()
        UPDATE_SECONDS.labels(watch.room).observe(perf_counter() - began)


def came_to(outcome: Outcome) -> None:
    """Notes what came of the update at hand."""
    watch = _current.get()
    if watch is not None:
        watch.outcome = outcome


def taken_by(room: str) -> None:
    """Notes the room whose handler takes the update at hand."""
    watch = _current.get()
    if watch is not None:
        watch.room = room


def failed() -> str:
    """Notes that the update at hand has failed; its reference, for the log and for the person."""
    watch = _current.get()
    if watch is None:
        return secrets.token_hex(3)
    watch.outcome = "failed"
    return watch.reference


def timed(step: Step) -> Callable[[Callable[P, Awaitable[R]]], Callable[P, Awaitable[R]]]:
    """Measures each call of a coroutine function as a step of dealing with an update."""
    seconds = STEP_SECONDS.labels(step)

    def wrap(function: Callable[P, Awaitable[R]]) -> Callable[P, Awaitable[R]]:
        @wraps(function)
        async def measured(*args: P.args, **kwargs: P.kwargs) -> R:
            began = perf_counter()
            try:
                return await function(*args, **kwargs)
            finally:
                seconds.observe(perf_counter() - began)

        return measured

    return wrap
