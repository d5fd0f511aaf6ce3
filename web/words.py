"""Lines that the chat's views make, as a browser shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from markupsafe import Markup

# What Telegram knows and a browser does not; the words inside stay.
_TELEGRAM_ONLY: Final = re.compile(r"</?(?:tg-[a-z]+|blockquote)(?: [^<>]*)?>")


def lines_of(lines: Iterable[str]) -> list[Markup]:
    """Lines of HTML, those without words left out. What people typed is escaped in them, as it is
    for Telegram, which takes the same few tags."""
    whole = "\n".join(lines).split("\n")
    return [Markup(_TELEGRAM_ONLY.sub("", line)) for line in whole if line.strip()]  # noqa: S704
