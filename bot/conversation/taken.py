"""An update that was taken in, and how far it has come."""

from __future__ import annotations

import asyncio
import json
from typing import Final

from aiogram import Bot
from aiogram.types import Update

from bot.conversation.incoming import Skipped, read_update
from storage.tables.conversation import WaitingUpdate

KEY: Final = "taken"
"""Under which name handlers of an update find it."""
NOBODY: Final = 0


class Taken:
    """`update` is None when it was decided before and only `decided` is to be shown.

    `safe` is done when it may be confirmed: what was decided is stored, the answer is sent, or the
    update is written down.
    `since`: when it was taken in, in seconds of the loop's clock.
    `over` says whether it was dealt with (True) or handed back (False).
    """

    __slots__ = (
        "decided", "id", "is_written", "over", "person_id", "raw", "safe", "since", "update",
    )  # fmt: skip

    def __init__(
        self,
        id: int,
        person_id: int,
        raw: object = None,
        update: Update | None = None,
        *,
        decided: str | None = None,
        written: bool = False,
    ) -> None:
        self.id = id
        self.person_id = person_id
        self.raw = raw
        self.update = update
        self.decided = decided
        self.is_written = written
        loop = asyncio.get_running_loop()
        self.since = loop.time()
        self.safe: asyncio.Future[None] = loop.create_future()
        self.over: asyncio.Future[bool] = loop.create_future()
        if written:
            self.is_safe()

    def is_safe(self) -> None:
        if not self.safe.done():
            self.safe.set_result(None)

    def end(self, dealt_with: bool) -> None:
        if dealt_with:
            self.is_safe()
        if not self.over.done():
            self.over.set_result(dealt_with)

    def as_written(self) -> WaitingUpdate:
        return WaitingUpdate(self.id, self.person_id, json.dumps(self.raw), None)


def take(raw: object, bot: Bot) -> Taken | None:
    """An update as it comes from Telegram; None for one that is passed over."""
    update = read_update(raw, bot)
    if isinstance(update, Skipped):
        return None
    return Taken(update.update_id, _person_of(update), raw, update)


def take_again(waiting: WaitingUpdate, bot: Bot) -> Taken | None:
    """An update that was written down; None for one that is passed over."""
    if waiting.raw is None:
        return Taken(waiting.id, waiting.person_id, decided=waiting.decided, written=True)
    raw = json.loads(waiting.raw)
    update = read_update(raw, bot)
    if isinstance(update, Skipped):
        return None
    return Taken(waiting.id, waiting.person_id, raw, update, written=True)


def number_of(raw: object) -> int:
    """The number of an update however it reads otherwise; 0 where it has none."""
    number = raw.get("update_id") if isinstance(raw, dict) else None
    return number if isinstance(number, int) else 0


def _person_of(update: Update) -> int:
    sender = getattr(update.event, "from_user", None)
    return NOBODY if sender is None else int(sender.id)
