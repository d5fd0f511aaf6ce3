"""Endings of folded words: one Russian or English one, or a chain of Kazakh suffixes."""

from __future__ import annotations

import re

_SHORTEST_STEM = 4
_SHORTEST_LISTED = 3
_MOST_SUFFIXES = 3

_RUSSIAN = (
    "а у е и о ом ем ои еи иеи ов ев иев ам ами ах иах иам иами иа иу ии ие ием иа ого его ому ему "
    "им ими их аиа уиу ое ее иаиа иуиу иму"
)
_KAZAKH = (
    "лар лер дар дер тар тер си и им ин иниз имиз миз сиз нин дин тин га ге ка ке на не ина ине "
    "има име да де та те нда нде дан ден тан тен нан нен ни ди ти мен бен пен мин бин пин син "
    "даги деги таги теги ги лик дик тик дир тир миа"
)
_ENGLISH = "с ес"
_SUFFIXES = frozenset(_KAZAKH.split())
_ENDINGS = frozenset((_RUSSIAN + " " + _ENGLISH).split())
_LONGEST = max(map(len, _SUFFIXES | _ENDINGS))
_CHAIN = re.compile(f"(?:{'|'.join(sorted(_SUFFIXES))}){{2,{_MOST_SUFFIXES}}}")


def is_inflection(word: str, stem: str) -> bool:
    """Tell whether a word is a stem that it starts with plus endings.

    The shortest stems take one ending only: more would turn other words into them.
    """
    rest = word[len(stem) :]
    if rest in _ENDINGS or rest in _SUFFIXES:
        return True
    return len(stem) > _SHORTEST_LISTED and _CHAIN.fullmatch(rest) is not None


def stems(word: str) -> list[str]:
    """Return the word and the stems that it may have, without repetition."""
    found = [word]
    ending = _longest(word, _ENDINGS)
    if ending:
        found.append(word[: len(word) - ending])
    stem = word
    for _ in range(_MOST_SUFFIXES):
        suffix = _longest(stem, _SUFFIXES)
        if not suffix:
            break
        stem = stem[: len(stem) - suffix]
        if stem not in found:
            found.append(stem)
    return found


def _longest(word: str, endings: frozenset[str]) -> int:
    size = len(word)
    for length in range(min(_LONGEST, size - _SHORTEST_STEM), 0, -1):
        if word[size - length :] in endings:
            return length
    return 0
