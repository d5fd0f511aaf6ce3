"""Other ways to read a text in which words look mistyped.

The first reading takes each word by itself. Where a word stays unknown, or fits only with a typo,
every word that it may have been is tried here in its place, and every place that a slipped or lost
space may have had; the ranking then tells which of the texts makes sense.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rules.matching.guessing import Guessing
from rules.matching.lexicon import Found
from rules.matching.ranking import Ranked, Ranking, merged
from rules.matching.reading import Reader

# In longer texts, and among more unknown words, those are words of a sentence.
_MOST_WORDS = 8
_LONGEST_TEXT = 80
_MOST_DOUBTFUL = 3
_MOST_POSTS = 3
_MOST_KEPT = 2
_MOST_TRIED = 5
_MOST_TYPOS = 2
# What is sure already is only doubted for a word that is nearly one of ours.
_MOST_TYPOS_BESIDE_SURE = 1
_SHORTEST_CUT = 3
_MOST_CUTS = 3
_CUT_SHORT = 2
_SPACE_QUALITY = 0.92
_MARGIN = 8.0


def repaired(reader: Reader, ranking: Ranking, parts: Sequence[str], first: Ranked) -> Ranked:
    """Rank what the words of a text may mean besides their first reading.

    The first one stays where no other makes sense; what only another one says is never sure.
    """
    if len(parts) > _MOST_WORDS or sum(map(len, parts)) > _LONGEST_TEXT:
        return first
    search = _Search(reader, ranking, parts, first)
    return first if search.is_hopeless() else search.ranked()


@dataclass(frozen=True)
class _Variant:
    """Another text that may have been meant; `quality` (0–1) is how like the typed one it is."""

    parts: tuple[str, ...]
    quality: float
    ranked: Ranked

    @property
    def score(self) -> float:
        return self.ranked.positions[0][1] if self.ranked.positions else 0.0


class _Search:
    """The search for what one text may mean: looks every word up only once."""

    def __init__(
        self, reader: Reader, ranking: Ranking, parts: Sequence[str], first: Ranked
    ) -> None:
        self._reader = reader
        self._ranking = ranking
        self._guessing = Guessing(
            reader,
            parts,
            most_typos=_MOST_TYPOS_BESIDE_SURE if first.sure else _MOST_TYPOS,
        )
        self._known: dict[str, tuple[Found, ...]] = {}
        self._start = _Variant(tuple(parts), 1.0, first)
        self._places = len(self._doubtful(parts))

    def is_hopeless(self) -> bool:
        """Tell whether the text speaks of others, or of nothing that may be mistyped."""
        of_others = any(map(self._guessing.is_of_others, self._start.parts))
        posts = sum(map(self._guessing.is_post, self._start.parts))
        return of_others or posts > _MOST_POSTS or not 0 < self._places <= _MOST_DOUBTFUL

    def ranked(self) -> Ranked:
        """Put together what all the variants mean: never surer than the first reading."""
        first = self._start.ranked
        every = merged([variant.ranked for variant in self._variants()])
        if first.sure and every.positions[0][0] == first.positions[0][0]:
            rivals = every.positions[1:]
            if not rivals or rivals[0][1] <= every.positions[0][1] - _MARGIN:
                return first
        return every

    def _variants(self) -> list[_Variant]:
        found = [self._start]
        kept = [self._start]
        seen = {self._start.parts}
        for _ in range(self._places):
            tried: list[_Variant] = []
            for variant in kept:
                for parts, quality in self._others(variant):
                    if parts not in seen and len(seen) <= _MOST_TRIED:
                        seen.add(parts)
                        tried.append(self._read(parts, quality))
            kept = sorted(tried, key=lambda item: -item.score)[:_MOST_KEPT]
            found += kept
        return found

    def _read(self, parts: tuple[str, ...], quality: float) -> _Variant:
        reading = self._reader.read_words(parts, quality, self._known)
        return _Variant(parts, quality, self._ranking.rank(reading))

    def _others(self, variant: _Variant) -> Iterator[tuple[tuple[str, ...], float]]:
        parts = variant.parts
        for place in self._doubtful(parts):
            for instead, likeness in self._instead(parts[place]):
                quality = variant.quality - (1.0 - likeness) / len(parts)
                yield (*parts[:place], *instead, *parts[place + 1 :]), quality
        for place in range(len(parts) - 1):
            pair = parts[place], parts[place + 1]
            for moved in _moved(*pair):
                if self._are_better(moved, pair):
                    quality = variant.quality * _SPACE_QUALITY
                    yield (*parts[:place], *moved, *parts[place + 2 :]), quality

    def _instead(self, word: str) -> Iterator[tuple[tuple[str, ...], float]]:
        for form, likeness in self._guessing.candidates(word):
            yield (form,) if form else (), likeness
        cuts = 0
        for cut in range(_SHORTEST_CUT, len(word) - _SHORTEST_CUT + 1):
            pair = word[:cut], word[cut:]
            if cuts < _MOST_CUTS and sum(map(self._guessing.is_meant, pair)) > self._guessing.alone:
                cuts += 1
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
            not any(map(guessing.is_listed, pair))
            and not all(map(guessing.is_certain, pair))
            and all(map(guessing.is_meant, moved))
        )


def _moved(left: str, right: str) -> Iterator[tuple[str, str]]:
    if len(right) > 1:
        yield left + right[0], right[1:]
    if len(left) > 1:
        yield left[:-1], left[-1] + right
