"""Which paragraph of a newer text is which of the stored one.

The same words decide first, then the nearest ones; a number and the heading above only break ties,
because numbers are what a newer edition moves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from rules.edition.letters import bare, folded
from rules.edition.model import Paragraph

SAME_HEADING: Final = 85
# How much of their words two paragraphs share: under the same heading or number, or anywhere.
_NEAR, _ANYWHERE, _NAMESAKE = 0.3, 0.88, 0.55
_PART: Final = 0.9
_OPENING: Final = 8
_ORDINAL = re.compile(r"^\W*(?:раздел|глава|параграф|бөлім|тарау)?\W*\d*\W*", re.IGNORECASE)

# The section that a number carries which stands twice; «(доцент)» is part of a post's name.
_SECTION = re.compile(r" \([\d, ]+\)$")

Key = Callable[[Paragraph], object]
Pairs = dict[int, int]


def heading_words(heading: str) -> str:
    """What a heading says without its number."""
    return bare(_ORDINAL.sub("", folded(heading)))


def ordinal_of(heading: str) -> str:
    """The beginning of a heading that numbers it, with what follows the number."""
    found = _ORDINAL.match(folded(heading))
    return heading[: found.end()] if found else ""


def number_of(paragraph: Paragraph) -> str:
    """The number as it is published, or the post, without the section that tells it apart."""
    return _SECTION.sub("", paragraph.name)


def aligned(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> Pairs:
    """The place in `new` of each paragraph of `old` that is still there."""
    pairs: Pairs = {}
    under = _Headings(old, new)
    wordings: tuple[Key, ...] = (lambda p: p.body, lambda p: bare(p.body))
    ties: tuple[Key, ...] = (_both(under.of, number_of), under.of, number_of, _nothing)
    for words in wordings:
        for tie in ties:
            _take_equal(pairs, old, new, _both(words, tie))
    _take_nearest(pairs, old, new, under)
    _take_beginnings(pairs, old, new)
    return pairs


def parts_of(old: Sequence[Paragraph], new: Sequence[Paragraph], pairs: Pairs) -> dict[int, int]:
    """For new paragraphs that are of nobody: of which old one they are a part (a split)."""
    taken = set(pairs.values())
    found = {}
    for n, one in enumerate(new):
        if n in taken:
            continue
        beside = [o for o, place in pairs.items() if abs(place - n) <= 2]
        whole = [o for o in beside if _lacks(old[o], new[pairs[o]], one)]
        if whole:
            found[n] = whole[0]
    return found


def joined_into(old: Sequence[Paragraph], new: Sequence[Paragraph], pairs: Pairs) -> dict[int, int]:
    """For old paragraphs that are gone: the new one that has taken their words in."""
    found = {}
    for o, one in enumerate(old):
        if o in pairs:
            continue
        beside = [other for other in pairs if abs(other - o) <= 2]
        whole = [pairs[x] for x in beside if _lacks(new[pairs[x]], old[x], one)]
        if whole:
            found[o] = whole[0]
    return found


def _nothing(_: Paragraph) -> None:
    return None


def _both(one: Key, other: Key) -> Key:
    return lambda paragraph: (one(paragraph), other(paragraph))


def _words(text: str) -> list[str]:
    return [bare(word) for word in text.split() if bare(word)]


def _lacks(whole: Paragraph, part: Paragraph, other: Paragraph) -> bool:
    """Whether `other` is words of `whole` that `part` has not, in their order."""
    words = _words(other.text)
    if len(words) < 3:
        return False
    within = _held(words, _words(whole.text))
    return within >= _PART and within > _held(words, _words(part.text)) + 0.3


def _held(words: list[str], within: list[str]) -> float:
    kept = (len(words) + len(within) - Indel.distance(words, within)) / 2
    return kept / len(words)


def _take_equal(pairs: Pairs, old: Sequence[Paragraph], new: Sequence[Paragraph], key: Key) -> None:
    places: dict[object, list[int]] = {}
    taken = set(pairs.values())
    for n, one in enumerate(new):
        if n not in taken:
            places.setdefault(key(one), []).append(n)
    for o, one in enumerate(old):
        waiting = places.get(key(one)) if o not in pairs else None
        if waiting:
            pairs[o] = waiting.pop(0)


def _take_nearest(
    pairs: Pairs, old: Sequence[Paragraph], new: Sequence[Paragraph], under: _Headings
) -> None:
    taken = set(pairs.values())
    texts = {n: _words(one.body) for n, one in enumerate(new) if n not in taken}
    scored = []
    for o, one in enumerate(old):
        if o in pairs:
            continue
        words = _words(one.body)
        for n, others in texts.items():
            near = Indel.normalized_similarity(words, others)
            namesake = number_of(one) == number_of(new[n])
            same = under.same(one, new[n]) is True
            opening = _opening(words, others)
            if near >= _needed(under.same(one, new[n]), namesake=namesake):
                scored.append(
                    (near + 0.3 * opening + 0.1 * namesake + 0.15 * same, -abs(o - n), o, n)
                )
    for _, _, o, n in sorted(scored, reverse=True):
        if o not in pairs and n not in taken:
            pairs[o] = n
            taken.add(n)


def _needed(same: bool | None, *, namesake: bool) -> float:
    if same or (same is None and namesake):
        return _NEAR
    return _NAMESAKE if namesake or same is None else _ANYWHERE


def _opening(one: list[str], other: list[str]) -> float:
    count = 0
    for a, b in zip(one[:_OPENING], other[:_OPENING], strict=False):
        if a != b:
            break
        count += 1
    return count / _OPENING


def _take_beginnings(pairs: Pairs, old: Sequence[Paragraph], new: Sequence[Paragraph]) -> None:
    """Of a paragraph that was split, the part with its beginning is the old one, however short."""
    taken = set(pairs.values())
    for o, n in list(pairs.items()):
        before = n - 1
        if n == 0 or before in taken or old[o].text == new[n].text:
            continue
        start = _words(new[before].text)
        rest = _lacks(old[o], new[n], new[before])
        if rest and _opening(_words(old[o].text), start) >= min(1.0, len(start) / _OPENING):
            pairs[o] = before
            taken.add(before)
            taken.discard(n)


class _Headings:
    """Which headings of the two texts are one, by their words."""

    def __init__(self, old: Sequence[Paragraph], new: Sequence[Paragraph]) -> None:
        theirs = dict.fromkeys(one.heading for one in new)
        ours = dict.fromkeys(one.heading for one in old)
        self._of: dict[str, str] = {heading: heading_words(heading) for heading in (*ours, *theirs)}
        equal = {self._of[heading] for heading in ours}
        for heading in theirs:
            if self._of[heading] in equal or not ours:
                continue
            ratio, nearest = max((fuzz.ratio(self._of[heading], words), words) for words in equal)
            if ratio >= SAME_HEADING and nearest not in {self._of[x] for x in theirs}:
                self._of[heading] = nearest

    def of(self, paragraph: Paragraph) -> str:
        return self._of[paragraph.heading]

    def same(self, one: Paragraph, other: Paragraph) -> bool | None:
        """None where one of them stands under no heading."""
        if not one.heading or not other.heading:
            return None
        return self.of(one) == self.of(other)
