"""Where a printed sheet goes on to its next page: what belongs together is not parted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from workbooks.training.layout import Kind

ABOVE: Final[frozenset[Kind]] = frozenset({"title", "about", "heading", "group"})
"""Kept with the line below."""
BELOW: Final[frozenset[Kind]] = frozenset({"total", "gap", "note", "sign"})
"""Kept with the line above."""
SIGNED: Final = 5
"""Lines of the table on the page of the signatures, at least."""


def last_lines(
    kinds: Sequence[Kind], heights: Sequence[float], room: float, repeated: float
) -> Iterator[int]:
    """The last line of every page but the last, counted from 1.

    `heights`, `room` on a page and the `repeated` heading of further pages in points. What is
    higher than a page is left to the program that prints.
    """
    used, top = 0.0, 0
    for first, after in pairwise([*_begins(kinds), len(kinds)]):
        height = sum(heights[first:after])
        if used + height > room and first > top:
            yield first
            used, top = repeated, first
        used += height


def _begins(kinds: Sequence[Kind]) -> Iterator[int]:
    """Where something begins that is not parted."""
    closing = kinds.index("gap") - SIGNED if "gap" in kinds else len(kinds)
    yield 0
    for place in range(1, len(kinds)):
        together = kinds[place - 1] in ABOVE or kinds[place] in BELOW
        if not together and place <= closing:
            yield place
