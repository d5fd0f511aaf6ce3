"""Filters that answer at once; aiogram runs plain functions and `F` in a thread each time."""

from __future__ import annotations

import re

from aiogram.filters import Command, CommandStart, Filter
from aiogram.types import CallbackQuery, Message
from magic_filter import MagicFilter


def command(name: str) -> Command:
    """A command in any case: a phone begins a line with a capital."""
    return Command(name, ignore_case=True)


def start_link(args: MagicFilter) -> CommandStart:
    """/start by a link whose argument is such."""
    return CommandStart(deep_link=True, ignore_case=True, magic=args)


class Pressed(Filter):
    """A button whose data matches the pattern."""

    def __init__(self, pattern: str | re.Pattern[str]) -> None:
        self._pattern = re.compile(pattern)

    async def __call__(self, callback: CallbackQuery) -> bool:
        return self._pattern.search(callback.data or "") is not None


class Words(Filter):
    """A text that is no command."""

    async def __call__(self, message: Message) -> bool:
        return bool(message.text) and not (message.text or "").startswith("/")


class Attachment(Filter):
    """A photo or a document."""

    async def __call__(self, message: Message) -> bool:
        return bool(message.photo or message.document)
