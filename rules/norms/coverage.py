"""How much of the official text the leaves stand for: nothing may be silently missed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rules.norms.model import Leaf, Official, Position, leaves_of

_RUSSIAN = ("и", "или", "и/или", "либо", "а", "также", "в", "том", "числе", "с", "имеющие")
_KAZAKH = ("және", "немесе", "және/немесе", "не", "сондай-ақ", "болуы")
_ENGLISH = ("and", "or", "and/or", "as", "well", "the", "a", "in", "of", "also")
CONNECTIVES = frozenset({*_RUSSIAN, *_KAZAKH, *_ENGLISH})
HEADINGS = (
    "Требования к квалификации:",
    "Требования к квалификации с определением профессиональных компетенций:",
)
_WORD = re.compile(r"[^\W_]+(?:[-/][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Coverage:
    """One official text: letters in all, letters nobody stands for, and those words."""

    position: str
    paragraph: str
    language: str
    letters: int
    missed: int
    gaps: tuple[str, ...]


def normal(text: str) -> str:
    """The text with white space folded, so that quotations match whatever the line breaks."""
    return " ".join(text.split())


def coverage_of(position: Position) -> list[Coverage]:
    """The coverage of every official text of a position."""
    return [_covered(position, official) for official in position.official]


def quotations(position: Position, language: str) -> list[tuple[str, str]]:
    """(who quotes, the words) of all leaves and of everything listed as not evaluated."""
    found = [(leaf.id, words) for leaf in all_leaves(position) for words in _words(leaf, language)]
    found += [("not_evaluated", x.words) for x in position.not_evaluated if x.language == language]
    return [(who, normal(words)) for who, words in found]


def all_leaves(position: Position) -> list[Leaf]:
    """The leaves of the adopted trees and of the preferences, each once."""
    trees = (leaf for check in position.checks.values() for leaf in leaves_of(check.tree))
    return list({leaf.id: leaf for leaf in (*trees, *position.preferences)}.values())


def _words(leaf: Leaf, language: str) -> Iterable[str]:
    return leaf.words.get(language, ())


def _covered(position: Position, official: Official) -> Coverage:
    text = normal(official.text)
    left = bytearray(len(text))
    for words in (*HEADINGS, *(words for _, words in quotations(position, official.language))):
        start = text.find(words)
        while start >= 0:
            left[start : start + len(words)] = b"\1" * len(words)
            start = text.find(words, start + 1)
    uncovered = "".join("\n" if taken else letter for letter, taken in zip(text, left, strict=True))
    gaps = tuple(
        gap.strip() for gap in uncovered.split("\n") if any(_telling(word) for word in _word(gap))
    )
    missed = sum(len(word) for gap in gaps for word in _word(gap))
    letters = sum(len(word) for word in _word(text))
    return Coverage(position.id, official.paragraph, official.language, letters, missed, gaps)


def _word(text: str) -> list[str]:
    return _WORD.findall(text)


def _telling(word: str) -> bool:
    return word.lower() not in CONNECTIVES
