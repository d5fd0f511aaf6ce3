"""From words to what is compared: stems in the one folded alphabet of the matcher."""

from __future__ import annotations

import re
from functools import lru_cache

import snowballstemmer  # type: ignore[import-untyped,unused-ignore]

from rules.matching.morphology import stems
from rules.matching.script import clean, foldings
from rules.reference import kazakh
from rules.vocabulary import JsonValue

_WORD = re.compile(r"\d+|[^\W\d_]+(?:'[^\W\d_]+)*")
_LONGEST_WORD = 40
_KAZAKH = re.compile("[әғқңөұүһі]")
_LATIN = re.compile("[a-z]")


def words(text: str) -> list[str]:
    """The words and numbers of a text in lower case."""
    return [word[:_LONGEST_WORD] for word in _WORD.findall(clean(text).lower())]


@lru_cache(maxsize=20_000)
def tokens(word: str, language: str | None = None) -> tuple[str, ...]:
    """What a lower-case word is found by; several where its `language` is not sure.

    Russian and English are stemmed by Snowball; Kazakh by its endings, and by those that the
    matcher knows, which may be typed in any script.
    """
    if word.isdecimal():
        return (word,)
    folded = foldings(word)
    found = [min(stems(folded[0]), key=len)]
    if _LATIN.search(word):
        found.append(foldings(_stemmer("english").stemWord(word))[0])
        found += [foldings(_stemmer("russian").stemWord(one))[0] for one in folded]
    elif not _KAZAKH.search(word):
        found.append(foldings(_stemmer("russian").stemWord(word))[0])
    if language == "kk" or _KAZAKH.search(word):
        found += [foldings(stem)[0] for stem in kazakh.stems(word)]
    return tuple(token for token in dict.fromkeys(found) if token)


def is_kazakh(text: str) -> bool:
    """Whether a lower-case text has a letter that only Kazakh has."""
    return _KAZAKH.search(text) is not None


def _stemmer(language: str) -> JsonValue:
    """A new one for each word: it holds the word it is at, so no two threads may share it."""
    return snowballstemmer.stemmer(language)
