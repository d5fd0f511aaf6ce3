"""An update that was taken in, and how far it has come."""

from __future__ import annotations

import asyncio
import json
from typing import Any, Final

from aiogram import Bot
from aiogram.types import Update

from storage.tables.conversation import WaitingUpdate

JSON = dict[str, Any]
KEY: Final = "taken"
"""Under which name handlers of an update find it."""
NOBODY: Final = 0


class Taken:
    """`update` is None when it was decided before and only `decided` is to be shown.

    `safe` is done when it may be confirmed: what was decided is stored, the answer is sent, or the
    update is written down.
    `over` says whether it was dealt with (True) or handed back (False).
    """

    __slots__ = ("decided", "id", "is_written", "over", "person_id", "raw", "safe", "update")

    def __init__(
        self,
        id: int,
        person_id: int,
        raw: JSON | None = None,
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


def read_update(raw: JSON, bot: Bot) -> Update:
    """Raises ValueError for what is no update that we know."""
    return Update.model_validate(raw, context={"bot": bot})


def take(raw: JSON, bot: Bot) -> Taken:
    """An update as it comes from Telegram. Raises ValueError as `read_update`."""
    return Taken(raw["update_id"], person_of(raw), raw, read_update(raw, bot))


def take_again(waiting: WaitingUpdate, bot: Bot) -> Taken:
    """An update that was written down. Raises ValueError as `read_update`."""
    if waiting.raw is None:
        return Taken(waiting.id, waiting.person_id, decided=waiting.decided, written=True)
    raw = json.loads(waiting.raw)
    return Taken(waiting.id, waiting.person_id, raw, read_update(raw, bot), written=True)


def person_of(raw: JSON) -> int:
    """Who an update comes from; NOBODY where it does not say."""
    for part in raw.values():
        if isinstance(part, dict):
            sender = part.get("from")
            number = sender.get("id") if isinstance(sender, dict) else None
            return number if isinstance(number, int) else NOBODY
    return NOBODY
