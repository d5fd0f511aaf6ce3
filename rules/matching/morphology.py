"""Endings of folded words: Russian cases, Kazakh suffixes, English plurals."""

from __future__ import annotations

import re

_SHORTEST_STEM = 4
_SHORTEST_LISTED = 3
_MOST_ENDINGS = 3

_RUSSIAN = (
    "а у е и о ом ем ои еи иеи ов ев иев ам ами ах иах иам иами иа иу ии ие ием иа ого его ому ему "
    "им ими их аиа уиу ое ее иаиа иуиу иму ов ост"
)
_KAZAKH = (
    "лар лер дар дер тар тер си и им ин иниз имиз миз сиз нин дин тин га ге ка ке на не да де та те "
    "нда нде дан ден тан тен нан нен ни ди ти мен бен пен мин бин пин син син даги деги таги теги "
    "ги лик дик тик син дир тир"
)
_ENGLISH = "с ес"
_CHAINED = frozenset((_RUSSIAN + " " + _KAZAKH).split())
_ENDINGS = _CHAINED | frozenset(_ENGLISH.split())
_LONGEST = max(map(len, _ENDINGS))
_CHAIN = re.compile(f"(?:{'|'.join(sorted(_CHAINED))}){{1,{_MOST_ENDINGS}}}")


def is_inflection(word: str, stem: str) -> bool:
    """Tell whether a word is a stem that it starts with plus endings.

    The shortest stems take one ending only: more would turn other words into them.
    """
    ending = word[len(stem) :]
    if ending in _ENDINGS:
        return True
    return len(stem) > _SHORTEST_LISTED and _CHAIN.fullmatch(word, len(stem)) is not None


def shortest_stem(word: str) -> str:
    """Return the word without its endings, the longest one taken off first each time."""
    endings = _ENDINGS
    for _ in range(_MOST_ENDINGS):
        size = len(word)
        for length in range(min(_LONGEST, size - _SHORTEST_STEM), 0, -1):
            if word[size - length :] in endings:
                word = word[: size - length]
                break
        else:
            break
        endings = _CHAINED
    return word


def likely_stems(word: str) -> list[str]:
    """Return the stems that a misspelt word may have: all, one or none of its endings off."""
    size = len(word)
    found = [shortest_stem(word)]
    for length in range(1, min(_LONGEST, size - _SHORTEST_STEM) + 1):
        if word[size - length :] in _ENDINGS:
            found.append(word[: size - length])
            break
    found.append(word)
    return list(dict.fromkeys(found))
