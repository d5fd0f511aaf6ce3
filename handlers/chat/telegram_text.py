"""Text as Telegram counts and limits it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape, unescape

from cases.texts import _TAG, shown_length

LIMIT = 4096


def pages(blocks: Iterable[str], limit: int = LIMIT) -> list[str]:
    """Blocks of HTML, each complete in itself, put together into as few messages as will hold them.

    A block that alone is longer than a message must be without tags; it is cut between words.
    """
    filled: list[str] = []
    current = ""
    for block in (piece for whole in blocks for piece in _pieces(whole, limit)):
        joined = f"{current}\n{block}" if current else block
        if current and shown_length(joined) > limit:
            filled.append(current)
            current = block
        else:
            current = joined
    return [*filled, current] if current.strip() else filled


def _pieces(block: str, limit: int) -> list[str]:
    if shown_length(block) <= limit:
        return [block]
    pieces: list[str] = []
    current = ""
    for word in unescape(_TAG.sub("", block)).split(" "):
        joined = f"{current} {word}" if current else word
        if current and len(joined.encode("utf-16-le")) // 2 > limit:
            pieces.append(escape(current, quote=False))
            current = word
        else:
            current = joined
    return [*pieces, escape(current, quote=False)]


def plain_beginning(html: str, limit: int = LIMIT) -> str:
    """The words of `html` without its tags, as HTML, cut to `limit` UTF-16 units."""
    plain = unescape(_TAG.sub("", html)).strip()
    if len(plain.encode("utf-16-le")) // 2 > limit:
        cut = plain.encode("utf-16-le")[: 2 * (limit - 1)].decode("utf-16-le", errors="ignore")
        plain = f"{cut.rstrip()}…"
    return escape(plain, quote=False)


def shortened(text: str, limit: int) -> str:
    """`text` cut to `limit` characters, with an ellipsis where something is missing."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def shortened_at_word(text: str, limit: int) -> str:
    """`text` cut between words to `limit` characters, an ellipsis where something is missing."""
    if len(text) <= limit:
        return text
    return f"{text[:limit].rpartition(' ')[0].rstrip(' ,;:.–')} …"
