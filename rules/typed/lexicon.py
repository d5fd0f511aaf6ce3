"""What each piece of a text is: the words of time and numbers found in spite of typos."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from babel.dates import get_month_names
from rapidfuzz import process
from rapidfuzz.distance import OSA

from rules.typed.text import Piece, skeleton
from rules.typed.words import (
    AS_TYPED,
    KAZAKH_ABLATIVE,
    KAZAKH_ENDINGS,
    MONTH_VARIANTS,
    NO_TYPOS,
    NTH_ENDINGS,
    NUMBERS,
    WORDS,
    Tag,
)

SHORTEST_TYPO = 5
"""Words shorter than this, in letters of the skeleton, are taken only as they are."""

MOST_MENDED = 10
"""How many strange words of a message are looked at for typos: bounds the work."""

LONG_WORD = 7
"""Month names of this length or more are found in spite of two slips."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A word's tags; `value` is a number for NUMBER and 1..12 for NAME; `starts`: "from …"."""

    tags: frozenset[Tag]
    value: int = 0
    starts: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """A piece with its meaning; `meaning` is None for signs, digits and unknown words.

    `mended` tells that a typo was corrected to find the meaning.
    """

    piece: Piece
    meaning: Meaning | None = None
    mended: bool = False

    def has(self, *tags: Tag) -> bool:
        """Whether the word does any of these things."""
        return self.meaning is not None and not self.meaning.tags.isdisjoint(tags)

    def sign(self, signs: str) -> bool:
        """Whether this is one of the given signs."""
        return self.piece.kind == "sign" and self.piece.text in signs

    @property
    def integer(self) -> int | None:
        """The value of digits, None for anything else; absurdly long digits are a huge number."""
        if self.piece.kind != "number":
            return None
        return int(self.piece.text) if len(self.piece.text) < 10 else 10**9

    @property
    def unknown(self) -> bool:
        """A word without meaning here."""
        return self.piece.kind == "word" and self.meaning is None


def _add(
    words: dict[str, Meaning], key: str, tag: Tag, value: int = 0, starts: bool = False
) -> None:
    known = words.get(key)
    if known is None:
        words[key] = Meaning(frozenset({tag}), value, starts)
    else:
        words[key] = Meaning(known.tags | {tag}, known.value or value, known.starts or starts)


def _month_forms() -> dict[str, tuple[int, bool]]:
    """Skeletons of month names in every form (number, whether it says "from")."""
    forms: dict[str, tuple[int, bool]] = {}
    for language in ("ru", "en", "kk"):
        for context in ("format", "stand-alone"):
            for number, name in get_month_names("wide", context, language).items():
                forms.setdefault(skeleton(name), (number, False))
    for number, variants in MONTH_VARIANTS.items():
        forms.update({skeleton(word): (number, False) for word in variants.split()})
    for number, name in get_month_names("wide", "stand-alone", "kk").items():
        # "қыркүйек" softens its last letter before a vowel: "қыркүйегі".
        for stem in {name, name[:-1] + "г" if name.endswith("к") else name}:
            for ending in KAZAKH_ENDINGS.split():
                forms.setdefault(skeleton(stem + ending), (number, False))
            for ending in KAZAKH_ABLATIVE.split():
                forms.setdefault(skeleton(stem + ending), (number, True))
    return forms


@cache
def vocabulary() -> Mapping[str, Meaning]:
    """Skeleton → meaning, for all words of time and numbers."""
    words: dict[str, Meaning] = {}
    for value, spellings in NUMBERS.items():
        for word in spellings.split():
            _add(words, skeleton(word), Tag.NUMBER, value)
    for tag, listed in WORDS.items():
        for word in listed.split():
            _add(words, skeleton(word.replace("-", "")), tag)
    for key, (number, starts) in _month_forms().items():
        _add(words, key, Tag.NAME, number, starts)
    return MappingProxyType(words)


@cache
def _long_words() -> Mapping[int, tuple[str, ...]]:
    """Words that typos are looked for in, by the length of the mistyped word."""
    every = [key for key in vocabulary() if len(key) >= SHORTEST_TYPO]
    return {
        length: tuple(key for key in every if abs(len(key) - length) <= _slips(length))
        for length in range(SHORTEST_TYPO, max(map(len, every)) + 3)
    }


@cache
def _no_typos() -> frozenset[str]:
    return frozenset(map(skeleton, NO_TYPOS.split()))


def _slips(length: int) -> int:
    return 2 if length >= LONG_WORD else 1


def _mend(key: str) -> Meaning | None:
    """The meaning a mistyped word had to have: one slip away, and all such words agree."""
    words = _long_words().get(len(key))
    if words is None or key in _no_typos():
        return None
    near = process.extract(key, words, scorer=OSA.distance, score_cutoff=_slips(len(key)), limit=8)
    least = min((distance for _, distance, _ in near), default=0)
    meanings = {vocabulary()[word] for word, distance, _ in near if distance == least}
    meaning = meanings.pop() if len(meanings) == 1 else None
    if meaning is not None and least > 1 and Tag.NAME not in meaning.tags:
        return None
    return meaning


def tokens(found: list[Piece]) -> list[Token]:
    """Give every piece its meaning; typos are mended in the first strange words only."""
    strange: dict[str, Token] = {}
    return [_token(piece, strange) for piece in found]


def _token(piece: Piece, strange: dict[str, Token]) -> Token:
    if piece.kind != "word":
        return Token(piece)
    if piece.text in AS_TYPED:
        return Token(piece, Meaning(frozenset({AS_TYPED[piece.text]})))
    key = piece.key
    meaning = vocabulary().get(key)
    if meaning is not None:
        nth = Tag.NUMBER in meaning.tags and piece.text.endswith(NTH_ENDINGS)
        return Token(piece, Meaning(frozenset({Tag.NTH})) if nth else meaning)
    if key not in strange and len(strange) >= MOST_MENDED:
        return Token(piece)
    if key not in strange:
        mended = _mend(key)
        strange[key] = Token(piece, mended, mended is not None)
    return strange[key]
