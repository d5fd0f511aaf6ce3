"""Words that copying has split: "бө лім мең герушісі", "препода-ватель", "ә д і с к е р"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rules.matching.lexicon import Lexicon

_HYPHENATED = re.compile(r"(?<=\w)-[ \t]*\n\s*(?=\w)")
_LETTERS = re.compile(r"(?<!\w)[^\W\d_](?: [^\W\d_]){4,}(?!\w)")
# Fonts without Kazakh letters make copies split after these.
_KAZAKH = frozenset("әғқңөұүһі")
# Where letters stand apart at least one sign in so many is a space.
_SPACED_SHARE = 3
_MOST_PIECES = 5
_SHORTEST_WORD = 5
_SHORTEST_KAZAKH = 3
_LONGEST_WORD = 24


def unsplit(text: str) -> str:
    """Join words that the end of a line has split, and those whose letters all stand apart."""
    if "\n" in text:
        text = _HYPHENATED.sub("", text)
    if text.count(" ") * _SPACED_SHARE < len(text):
        return text
    return _LETTERS.sub(lambda found: found.group().replace(" ", ""), text)


def joined(parts: Sequence[str], lexicon: Lexicon) -> list[str]:
    """Return the words of a text with pieces joined that make a listed word only together."""
    known = [not part.isalpha() or lexicon.is_word(part) for part in parts]
    if all(known):
        return list(parts)
    # A break is no piece, and a long word that is known is none by chance.
    apart = [
        not part.isalpha() or (one and len(part) >= _SHORTEST_WORD)
        for one, part in zip(known, parts, strict=True)
    ]
    found: list[str] = []
    number = 0
    while number < len(parts):
        most = number
        while most < len(parts) and most < number + _MOST_PIECES and not apart[most]:
            most += 1
        size = 1
        if most > number + 1 and not all(known[number:most]):
            size = _pieces(parts[number:most], known[number:most], lexicon)
        found.append("".join(parts[number : number + size]))
        number += size
    return found


def _pieces(parts: Sequence[str], known: Sequence[bool], lexicon: Lexicon) -> int:
    """Count the first pieces that make a word: as it is listed rather than with endings."""
    sizes = [
        size
        for size in range(len(parts), 1, -1)
        if not all(known[:size]) and _may_be_pieces(parts[:size])
    ]
    for is_right in (lexicon.is_listed, lexicon.is_certain):
        for size in sizes:
            if is_right("".join(parts[:size])):
                return size
    return 1


def _may_be_pieces(pieces: Sequence[str]) -> bool:
    kazakh = any(piece[-1] in _KAZAKH for piece in pieces[:-1])
    shortest = _SHORTEST_KAZAKH if kazakh else _SHORTEST_WORD
    return shortest <= sum(map(len, pieces)) <= _LONGEST_WORD
