"""Other ways to read a text in which words look mistyped.

The first reading takes each word by itself. Where a word stays unknown, or fits only with a typo,
every word that it may have been is tried here in its place, and every place that a slipped or lost
space may have had; the ranking then tells which of the texts makes sense.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rules.matching.guessing import Guessing
from rules.matching.ranking import Ranked, Ranking, merged
from rules.matching.reading import Reader

# In longer texts, and among more unknown words, those are words of a sentence.
_MOST_WORDS = 8
_LONGEST_TEXT = 80
_MOST_DOUBTFUL = 3
_MOST_KEPT = 3
_MOST_TYPOS = 2
# What is sure already is only doubted for a word that is nearly one of ours.
_MOST_TYPOS_BESIDE_SURE = 1
_SHORTEST_CUT = 3
_CUT_SHORT = 2
_SPACE_QUALITY = 0.92
_MARGIN = 8.0


@dataclass(frozen=True)
class _Bounds:
    """How far to guess: whether no word of ours is typed well, and the most typos in a word."""

    alone: bool
    most_typos: int


@dataclass(frozen=True)
class _Variant:
    """Another text that may have been meant; `quality` (0–1) is how like the typed one it is."""

    parts: tuple[str, ...]
    quality: float
    ranked: Ranked

    @property
    def score(self) -> float:
        return self.ranked.positions[0][1] if self.ranked.positions else 0.0


class Repair:
    """Finds what a mistyped text may mean."""

    def __init__(self, reader: Reader, ranking: Ranking) -> None:
        self._reader = reader
        self._ranking = ranking
        self._guessing = Guessing(reader)

    def rank(self, parts: Sequence[str], first: Ranked) -> Ranked:
        """Rank what the words may mean besides their first reading; it stays where none does."""
        if len(parts) > _MOST_WORDS or sum(map(len, parts)) > _LONGEST_TEXT:
            return first
        if any(map(self._guessing.is_of_others, parts)):
            return first
        doubtful = len(self._doubtful(parts))
        if not 0 < doubtful <= _MOST_DOUBTFUL:
            return first
        bounds = _Bounds(
            alone=not any(map(self._guessing.is_ours, parts)),
            most_typos=_MOST_TYPOS_BESIDE_SURE if first.sure else _MOST_TYPOS,
        )
        start = _Variant(tuple(parts), 1.0, first)
        found = [start]
        kept = [start]
        seen = {start.parts}
        for _ in range(doubtful):
            tried: list[_Variant] = []
            for variant in kept:
                for other, quality in self._others(variant, bounds):
                    if other not in seen:
                        seen.add(other)
                        tried.append(self._ranked(other, quality))
            kept = sorted(tried, key=lambda item: -item.score)[:_MOST_KEPT]
            found += kept
        return _agreed(first, found)

    def _ranked(self, parts: tuple[str, ...], quality: float) -> _Variant:
        reading = self._reader.read_words(parts, quality)
        return _Variant(parts, quality, self._ranking.rank(reading))

    def _others(
        self, variant: _Variant, bounds: _Bounds
    ) -> Iterator[tuple[tuple[str, ...], float]]:
        parts = variant.parts
        for place in self._doubtful(parts):
            for instead, likeness in self._instead(parts[place], bounds):
                quality = variant.quality - (1.0 - likeness) / len(parts)
                yield (*parts[:place], *instead, *parts[place + 1 :]), quality
        for place in range(len(parts) - 1):
            pair = parts[place], parts[place + 1]
            for moved in _moved(*pair):
                if self._are_better(moved, pair):
                    quality = variant.quality * _SPACE_QUALITY
                    yield (*parts[:place], *moved, *parts[place + 2 :]), quality

    def _instead(self, word: str, bounds: _Bounds) -> Iterator[tuple[tuple[str, ...], float]]:
        for form, likeness in self._guessing.candidates(word, bounds.most_typos, bounds.alone):
            yield (form,) if form else (), likeness
        for cut in range(_SHORTEST_CUT, len(word) - _SHORTEST_CUT + 1):
            pair = word[:cut], word[cut:]
            if sum(map(self._guessing.is_meant, pair)) > bounds.alone:
                yield pair, _SPACE_QUALITY

    def _doubtful(self, parts: Sequence[str]) -> list[int]:
        """Return the places of words that may be mistyped; no post begins with "за"."""
        guessing = self._guessing
        return [
            number
            for number, word in enumerate(parts)
            if not guessing.is_certain(word)
            or (number == 0 and len(word) == _CUT_SHORT and guessing.is_glue(word))
        ]

    def _are_better(self, moved: tuple[str, str], pair: tuple[str, str]) -> bool:
        guessing = self._guessing
        return (
            all(map(guessing.is_meant, moved))
            and not all(map(guessing.is_certain, pair))
            and not any(map(guessing.is_listed, pair))
        )


def _moved(left: str, right: str) -> Iterator[tuple[str, str]]:
    if len(right) > 1:
        yield left + right[0], right[1:]
    if len(left) > 1:
        yield left[:-1], left[-1] + right


def _agreed(first: Ranked, found: Sequence[_Variant]) -> Ranked:
    """Put together what all the variants mean: never surer than the first reading."""
    every = merged([variant.ranked for variant in found])
    if first.sure and every.positions[0][0] == first.positions[0][0]:
        rivals = every.positions[1:]
        if not rivals or rivals[0][1] <= every.positions[0][1] - _MARGIN:
            return first
    return every
