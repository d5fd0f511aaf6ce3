"""What is made when it is first asked for, and then shared by all threads."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from threading import RLock
from typing import TypeVar, TypeVarTuple

Made = TypeVar("Made")
Asked = TypeVarTuple("Asked")


def once(make: Callable[[*Asked], Made]) -> Callable[[*Asked], Made]:
    """`functools.cache` for values that exist once: whoever asks while it is made waits for it.

    `cache` alone would make it once for each thread that asks first, and hand out different ones.
    """
    kept = cache(make)
    turn = RLock()

    @wraps(make)
    def asked(*arguments: *Asked) -> Made:
        with turn:
            return kept(*arguments)

    return asked
