"""Links that open the reference at a paragraph, in any chat."""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import quote

from aiogram.filters import Filter
from aiogram.types import Message

from rules.norms.model import Source

_LINK: Final = re.compile(r"(?i:/start(?:@\w+)?)\s+p_([a-z][a-z-]*[a-z])(?:-(\d{1,4}))?")


class ReferenceLink(Filter):
    """Somebody followed such a link; gives the handler `position` and `paragraph` (or None)."""

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        found = _LINK.fullmatch(message.text or "")
        return found is not None and {"position": found[1], "paragraph": found[2]}


def link(bot_name: str, position: str, source: Source | None = None) -> str:
    """The address of a position, or of its paragraph where that has a number."""
    payload = f"p_{position}"
    if source is not None and source.paragraph.isdecimal():
        payload = f"{payload}-{source.paragraph}"
    return f"https://t.me/{bot_name}?start={payload}"


def forward(address: str) -> str:
    """The address that lets a person choose whom to send another address to."""
    return f"https://t.me/share/url?url={quote(address, safe='')}"
