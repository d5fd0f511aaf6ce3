"""Which words of a text gave way to which, so that the changes make the new text of the old."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

from rules.edition.letters import bare
from rules.edition.model import Change

_WORD: Final = re.compile(r"\d+|[^\W\d_]+(?:[-‐‑–][^\W\d_]+)*")
_SPELT_OUT: Final = re.compile(
    r"один|одного|одной|дв[аеу]х?|тр(?:и|ех|ёх)|четыр(?:е|ех|ёх)|пят[иь]|шест[иь]|сем[иь]|восьми|восемь"
    r"|девят[иь]|десят[иь]|пятнадцат[иь]|двадцат[иь]"
    r"|бір|екі|үш|төрт|бес|алты|жеті|сегіз|тоғыз|он|отыз|қырық|елу|алпыс|жетпіс|сексен|тоқсан|жүз",
    re.IGNORECASE,
)
_FEW_LETTERS = 4

Words = Sequence[re.Match[str]]


def word_changes(old: str, new: str) -> tuple[Change, ...]:
    """The changes in the order of the text; none for equal texts. See `applied`."""
    if old == new:
        return ()
    ours, theirs = list(_WORD.finditer(old)), list(_WORD.finditer(new))
    found: list[Change] = []
    a = c = 0
    for i, j in _kept(ours, theirs):
        found += _between(old, new, (a, ours[i].start()), (c, theirs[j].start()))
        found += _between(old, new, ours[i].span(), theirs[j].span())
        a, c = ours[i].end(), theirs[j].end()
    found += _between(old, new, (a, len(old)), (c, len(new)))
    return tuple(found)


def applied(old: str, changes: Sequence[Change]) -> str:
    """The old text with the changes made."""
    parts: list[str] = []
    end = 0
    for change in changes:
        parts += (old[end : change.at], change.new)
        end = change.at + len(change.old)
    return "".join((*parts, old[end:]))


def _kept(ours: Words, theirs: Words) -> Iterator[tuple[int, int]]:
    """The words that both texts have, by their places. A short word alone between two changed runs
    is part of what changed: «и» is found everywhere."""
    old, new = [bare(x.group()) for x in ours], [bare(x.group()) for x in theirs]
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    a = c = 0
    for block, following in pairwise(blocks):
        letters = sum(map(len, old[block.a : block.a + block.size]))
        before = max(block.a - a, block.b - c)
        after = max(
            following.a - block.a - block.size,
            following.b - block.b - block.size,
        )
        if letters < _FEW_LETTERS and before > 1 and after > 1:
            continue
        a, c = block.a + block.size, block.b + block.size
        yield from ((block.a + n, block.b + n) for n in range(block.size))


def _between(old: str, new: str, was: tuple[int, int], now: tuple[int, int]) -> Iterator[Change]:
    before, after = old[slice(*was)], new[slice(*now)]
    if before == after:
        return
    start = _alike(before, after)
    end = _alike(before[start:][::-1], after[start:][::-1])
    before, after = before[start : len(before) - end], after[start : len(after) - end]
    yield Change(was[0] + start, before, after, _kind(before, after))


def _alike(one: str, other: str) -> int:
    """How many signs that are no letters or figures both begin with."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b or a.isalnum():
            break
        count += 1
    return count


def _kind(old: str, new: str) -> str:
    if bare(old) == bare(new):
        return "look"
    return "figure" if _is_figure(old) and _is_figure(new) else "words"


def _is_figure(text: str) -> bool:
    words = _WORD.findall(text)
    return bool(words) and all(
        word.isdigit() or _SPELT_OUT.fullmatch(word) is not None for word in words
    )
