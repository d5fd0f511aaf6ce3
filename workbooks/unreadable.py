"""Why a file is not read."""

from __future__ import annotations

from typing import Literal

Reason = Literal["no_table", "protected", "old", "too_large", "too_many_rows"]

LARGEST_FILE = 20 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 100


class Unreadable(Exception):
    """A file that is no table, is protected, old, or larger than `LARGEST_FILE` bytes or
    `MOST_ROWS` rows."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason
