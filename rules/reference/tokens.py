"""From words to what is compared: stems in the one folded alphabet of the matcher."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any as AnyValue

import snowballstemmer  # type: ignore[import-untyped,unused-ignore]

from rules.matching.morphology import stems
from rules.matching.script import clean, foldings

_WORD = re.compile(r"\d+|[^\W\d_]+(?:'[^\W\d_]+)*")
_LONGEST_WORD = 40
_KAZAKH = re.compile("[әғқңөұүһі]")
_LATIN = re.compile("[a-z]")


def words(text: str) -> list[str]:
    """The words and numbers of a text in lower case."""
    return [word[:_LONGEST_WORD] for word in _WORD.findall(clean(text).lower())]


@lru_cache(maxsize=20_000)
def tokens(word: str) -> tuple[str, ...]:
    """What a lower-case word is found by; several where its language is not sure.

    Russian and English are stemmed by Snowball, Kazakh by the endings the matcher knows.
    """
    if word.isdecimal():
        return (word,)
    found: dict[str, None] = {}
    if _LATIN.search(word):
        found[foldings(_stemmer("english").stemWord(word))[0]] = None
    for folded in foldings(word):
        if not _LATIN.search(word) and not _KAZAKH.search(word):
            folded = foldings(_stemmer("russian").stemWord(word))[0]
            found[folded] = None
        else:
            found[foldings(_stemmer("russian").stemWord(folded))[0]] = None
        found[min(stems(foldings(word)[0]), key=len)] = None
    return tuple(token for token in found if token)


@cache
def _stemmer(language: str) -> AnyValue:
    return snowballstemmer.stemmer(language)
