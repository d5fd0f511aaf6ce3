"""The words of the chat on paper: without tags and without the pictures that fonts lack."""

from __future__ import annotations

import re
from html import unescape

_TAG = re.compile(r"</?\w+>")
_PICTURES = re.compile(r"^[^\w(«“\"„]+")
_BOLD = re.compile(r"<b>(.*?)</b>[:.]?\s*(.*)", re.DOTALL)


def plain(html: str) -> str:
    """A line of the chat as plain text; the picture it begins with is left out."""
    return _PICTURES.sub("", unescape(_TAG.sub("", html)).strip())


def headline(html: str) -> tuple[str, str]:
    """What a line of the chat says in bold, and what follows it."""
    found = _BOLD.search(html)
    if found is None:
        return plain(html), ""
    rest = plain(found[2])
    return plain(found[1]), rest[:1].upper() + rest[1:]
