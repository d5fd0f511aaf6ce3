"""What single words may have been before they were mistyped."""

from __future__ import annotations

from collections.abc import Sequence

from rules.matching.lexicon import Near
from rules.matching.meaning import Meaning
from rules.matching.reading import Reader
from rules.matching.script import foldings
from rules.matching.vocabulary import AREA, FILLER, GLUE, HEAD, MARK, NEAR, PLACE, TALK

_EMPTY = frozenset((FILLER, GLUE, MARK))
_OTHERS = frozenset((NEAR, TALK))
_TELLING = frozenset((HEAD, AREA, PLACE))
_MOST_CANDIDATES = 5
# Endings make words of others out of ours mistyped ("кафе-ды"), but seldom so short ones.
_SHORTEST_CHANCE = 6
_LONGEST_CHANCE_STEM = 3
# "зм" may be "зам", but a pair of letters may be any abbreviation.
_SHORTEST_MISTYPED = 3
_SHORTEST_LISTED = 4
_SHORTEST_CUT = 5
_SHORTEST_ALONE = 5
_LEAST_ALONE_LIKENESS = 0.83
_LEAST_STEM_LIKENESS = 0.85
# A typo in a word with its ending or without it.
_NEARLY = 0.05
_LEAST_EMPTY_LIKENESS = 0.8


class Guessing:
    """Tells which words of one text may be mistyped and what they may have been.

    `alone` is whether no word of the text that says something of a position is typed well: then
    only words hardly mistyped may have been ours.
    """

    def __init__(self, reader: Reader, parts: Sequence[str], most_typos: int) -> None:
        self._lexicon = reader.lexicon
        self._meaning = reader.meaning
        self._most_typos = most_typos
        self._kinds: dict[str, str | None] = {}
        self._certain: dict[str, bool] = {}
        self._candidates: dict[str, list[tuple[str, float]]] = {}
        self.alone = not any(map(self.is_ours, parts))

    def is_certain(self, word: str) -> bool:
        """Tell whether a word is known as it is typed, and not by chance."""
        found = self._certain.get(word)
        if found is None:
            found = self._certain[word] = self._find_certain(word)
        return found

    def _find_certain(self, word: str) -> bool:
        if not word[0].isalpha() or self._lexicon.is_certain(word):
            return True
        key = self._lexicon.exact(foldings(word)) or ""
        return (
            len(key) > _LONGEST_CHANCE_STEM
            and len(word) < _SHORTEST_CHANCE
            and self._kind(word) in _OTHERS
        )

    def is_ours(self, word: str) -> bool:
        """Tell whether a word, known as it is typed, says something of a position."""
        return self._kind(word) in _TELLING and self.is_certain(word)

    def is_post(self, word: str) -> bool:
        """Tell whether a word names a kind of post."""
        return self._kind(word) == HEAD

    def is_of_others(self, word: str) -> bool:
        """Tell whether a word, known as it is typed, is of another trade or of small talk."""
        return self._kind(word) in _OTHERS and self.is_certain(word)

    def is_glue(self, word: str) -> bool:
        """Tell whether a word only joins others."""
        return self._kind(word) == GLUE

    def is_listed(self, word: str) -> bool:
        """Tell whether a word of queries, long enough to be no chance, is listed as it stands."""
        listed = len(word) >= _SHORTEST_LISTED and self._lexicon.listed(foldings(word))
        return listed and self._kind(word) not in _OTHERS

    def is_meant(self, word: str) -> bool:
        """Tell whether a word cut out of the text is one that belongs to a query."""
        kind = self._kind(word)
        if kind is None or kind in _OTHERS:
            return False
        return len(word) >= _SHORTEST_CUT or self._lexicon.listed(foldings(word))

    def candidates(self, word: str) -> list[tuple[str, float]]:
        """Return the words that a mistyped one may have been and how like it (0–1) they are.

        An empty word stands for all those that carry no meaning.
        """
        found = self._candidates.get(word)
        if found is None:
            found = self._candidates[word] = self._find_candidates(word)
        return found

    def _find_candidates(self, word: str) -> list[tuple[str, float]]:
        found: dict[Meaning | str, tuple[str, float]] = {}
        likest_other = 0.0
        for near in self._lexicon.near(word, self._most_typos):
            meaning = self._meaning(near.key)
            kind = meaning.kind if meaning is not None else None
            if kind in _OTHERS:
                likest_other = max(likest_other, near.likeness)
            elif near.likeness < likest_other - _NEARLY or (self.alone and _is_far(word, near)):
                continue
            elif kind in _EMPTY:
                if near.whole and near.likeness >= _LEAST_EMPTY_LIKENESS:
                    found.setdefault("", ("", near.likeness))
            elif kind == HEAD or len(word) >= _SHORTEST_MISTYPED:
                found.setdefault(meaning or near.key, (near.form, near.likeness))
        return list(found.values())[:_MOST_CANDIDATES]

    def _kind(self, word: str) -> str | None:
        if word not in self._kinds:
            key = self._lexicon.exact(foldings(word))
            meaning = self._meaning(key) if key is not None else None
            self._kinds[word] = meaning.kind if meaning is not None else None
        return self._kinds[word]


def _is_far(word: str, near: Near) -> bool:
    same_initial = near.form[0] == foldings(word)[0][0]
    if not near.whole:
        return near.likeness < _LEAST_STEM_LIKENESS or not same_initial
    return (
        len(word) < _SHORTEST_ALONE
        or near.likeness < _LEAST_ALONE_LIKENESS
        or (len(word) == _SHORTEST_ALONE and not same_initial)
    )
