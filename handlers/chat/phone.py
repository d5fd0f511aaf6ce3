"""What a phone's screen holds, and a text in as many parts as it takes. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from html import unescape
from itertools import repeat
from textwrap import wrap
from typing import Final

WIDTH: Final = 34
"""Letters in a line of a phone."""
LINES: Final = 20
"""Of a message, above its buttons."""
OF_A_PART: Final = LINES - 1
"""Lines of a part: one more says which part it is."""
_FEWEST: Final = 6
"""Lines that a part has for what it is about, however much stands above and below."""
_TAG: Final = re.compile("<[^>]+>")
_HEADING: Final = re.compile(r"^<b>[^<]*</b>( \([^()]*\))?$|:$")
_PIECE: Final = re.compile(r"<[^>]+>|[^<\s]+|\s+")


def height(html: str) -> int:
    """How many lines a text takes on a phone."""
    return sum(map(_lines_of, unescape(_TAG.sub("", html)).split("\n")))


@lru_cache(maxsize=4096)
def _lines_of(line: str) -> int:
    # Most lines are the catalogue's and come again with the next person.
    return len(_wrapped(line))


def _wrapped(line: str) -> list[str]:
    if len(line) <= WIDTH:
        return [line]
    return wrap(line, WIDTH, break_on_hyphens=False, drop_whitespace=False) or [""]


def parts(
    blocks: Iterable[str],
    lines: int = OF_A_PART,
    *,
    head: Sequence[str] = (),
    foot: Sequence[str] = (),
) -> list[str]:
    """Blocks of HTML, each complete in itself, put together into as few texts as will hold them,
    each of at most `lines` lines on a phone; `head` and `foot` stand in each.

    A block that alone is higher is cut between words, its tags closed and opened again.
    """
    room = max(lines - sum(map(height, (*head, *foot))), min(lines, _FEWEST))
    filled: list[list[str]] = [[]]
    for whole in blocks:
        left = room - height("\n".join(filled[-1])) if filled[-1] else room
        whole_fits = height(whole) <= (left if all(map(_leads, filled[-1])) else room)
        first = left if left >= _FEWEST else room
        for block in [whole] if whole_fits else _cut(whole, first, room):
            if filled[-1] and height("\n".join([*filled[-1], block])) > room:
                filled.append(_led_by(filled[-1], block, room))
            if filled[-1] or block:
                filled[-1].append(block)
    for body in filled:
        while body and not body[-1]:
            body.pop()
    if len(filled) > 1 and not filled[-1]:
        filled.pop()
    return ["\n".join((*head, *body, *foot)) for body in filled if body or head or foot]


def _led_by(part: list[str], block: str, room: int) -> list[str]:
    """The headings that end a part and belong to the block after it, taken out of it; none where
    the block has no room below them."""
    first = len(part)
    while first > 1 and _leads(part[first - 1]):
        first -= 1
    leading = part[first:]
    if not any(leading) or height("\n".join([*leading, block])) > room:
        return []
    del part[first:]
    return [line for line in leading if line]


def _leads(line: str) -> bool:
    """Whether a line says what the next ones are about."""
    return not line or _HEADING.search(line) is not None


def slices(lines: Sequence[str], first: int, rest: int) -> list[range]:
    """Which of the lines stand on a screen together, each whole: the first has room for `first`
    lines of a phone, the others for `rest`; one at least on each."""
    found: list[range] = []
    begin, left = 0, first
    for number, line in enumerate(lines):
        high = height(line)
        if high > left and number > begin:
            found.append(range(begin, number))
            begin, left = number, rest
        left -= high
    return [*found, range(begin, len(lines))]


def _cut(block: str, first: int, lines: int) -> Iterator[str]:
    """A block in pieces of `lines` lines, the first of `first`."""
    ends = _ends(unescape(_TAG.sub("", block)), first, lines)
    end = next(ends)
    at, piece, opened = 0, "", list[str]()
    for word in _PIECE.findall(block):
        if word.startswith("</"):
            opened.pop()
        elif word.startswith("<"):
            opened.append(word)
        else:
            at += len(unescape(word))
            if at > end and word.strip():
                yield piece.rstrip() + "".join(map(_closing, reversed(opened)))
                piece, end = "".join(opened), next(ends)
        piece += word if piece or word.strip() else ""
    if _TAG.sub("", piece).strip():
        yield piece


def _ends(plain: str, first: int, lines: int) -> Iterator[int]:
    """After how many letters the pieces of a text end."""
    letters = 0
    for number, line in enumerate(_wrapped(plain), start=1):
        letters += len(line)
        if number == first or (number > first and (number - first) % lines == 0):
            yield letters
    yield from repeat(len(plain))


def _closing(tag: str) -> str:
    return f"</{tag[1:-1].split(' ')[0]}>"
