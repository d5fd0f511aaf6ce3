"""Which methods of the Bot API Telegram's flood limit counts."""

from __future__ import annotations

from typing import Final

_BEGINNINGS: Final = ("send", "edit", "copy", "forward")


def is_counted(method: str) -> bool:
    """Whether a call of this method (as documented: "sendMessage") counts."""
    return method.startswith(_BEGINNINGS) and method != "sendChatAction"
