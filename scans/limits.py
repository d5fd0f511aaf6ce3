"""What a file may take, and why one is not read."""

from __future__ import annotations

import time
from typing import Final, Literal

LARGEST: Final = 10 * 1024 * 1024
"""Bytes of a file."""

MOST_DOTS: Final = 20_000_000
MOST_PAGES: Final = 3
SECONDS: Final = 20.0

Reason = Literal["too_large", "too_many_dots", "too_many_pages", "locked", "broken", "other_kind",
                 "too_long", "no_text"]  # fmt: skip


class Unread(Exception):
    """A file that is not read. `reason`: what is said of it.

    "too_large": bytes; "too_many_dots": a picture's; "too_many_pages"; "locked": a password;
    "broken": its own format is not kept to; "other_kind": neither picture nor PDF; "too_long": it
    took too much time; "no_text".
    """

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


class Clock:
    """The time left for one file."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds, more than 0. Raises `Unread` ("too_long")."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise Unread("too_long")
        return left
