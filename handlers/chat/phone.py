"""What a phone's screen holds, and a text in as many screens as it takes. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import unescape
from textwrap import wrap
from typing import Final

LETTERS: Final = 34
LINES: Final = 20
_TAG: Final = re.compile("<[^>]+>")


def lines_on_a_phone(html: str) -> int:
    """How many lines a text takes on a screen that is `LETTERS` wide."""
    plain = unescape(_TAG.sub("", html))
    return sum(max(1, len(wrap(line, LETTERS))) for line in plain.split("\n"))


def screens(head: Sequence[str], body: Iterable[str], foot: Sequence[str]) -> list[str]:
    """`body` on as few screens of `LINES` as will hold it, `head` and `foot` on each.

    A line of `body` stays whole, so one that alone is too long makes a screen of its own. Always
    at least one screen.
    """
    room = LINES - sum(map(lines_on_a_phone, (*head, *foot)))
    filled: list[list[str]] = [[]]
    left = room
    for line in body:
        height = lines_on_a_phone(line)
        if filled[-1] and height > left:
            filled.append([])
            left = room
        filled[-1].append(line)
        left -= height
    return ["\n".join((*head, *lines, *foot)) for lines in filled]
