"""What a text that names no position is about, so that it is answered for what it is.

Only asked where `match` found nothing: the words of positions go first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ruamel.yaml import YAML

from rules.matching.keyboard import other_layouts
from rules.matching.matcher import read
from rules.matching.morphology import stems
from rules.matching.names import is_name
from rules.matching.reading import TextMeaning, typed, words
from rules.matching.script import foldings
from rules.once import once

_FILE = Path(__file__).with_suffix(".yaml")
_LONGEST_TEXT = 200
_MOST_WORDS = 12
# "Thank you very much": so many words of politeness need not be known.
_MOST_POLITE = 2
_LEAST_SENTENCE = 3
_SHORTEST_INFLECTED = 6
_LEAST_TALK = 4
_LETTERS = re.compile(r"[^\W\d_]+")
_SCHOOLS = frozenset(("school", "childhood", "children_staff"))
_OF_CHILDREN = frozenset(("childhood", "children_staff"))
_WHERE = _SCHOOLS | {"places"}
TALK = frozenset(("talk", "nonsense"))


class Topic(StrEnum):
    """In the order in which they count."""

    CHILDREN = "children"
    PORTFOLIO = "portfolio"
    GATHERING = "gathering"
    ATTESTATION = "attestation"
    CATEGORY = "category"
    PAPERS = "papers"
    HELP = "help"
    MENU = "menu"
    THANKS = "thanks"
    GREETING = "greeting"
    NAME = "name"
    EVERYDAY = "everyday"


# These say nothing of what else a text asks for.
_POLITE = frozenset((Topic.THANKS, Topic.GREETING))


@dataclass(frozen=True)
class _Phrase:
    topic: Topic
    stems: tuple[frozenset[str], ...]


@once
def _phrases() -> dict[str, list[_Phrase]]:
    """The listed phrases by the stems of their first words."""
    phrases: dict[str, list[_Phrase]] = {}
    for name, languages in YAML(typ="safe").load(_FILE.read_text(encoding="utf-8")).items():
        for listed in languages.values():
            for phrase in listed.split(","):
                parts = tuple(_stems(word) for word in words(typed(phrase.strip())))
                for stem in parts[0]:
                    phrases.setdefault(stem, []).append(_Phrase(Topic(name), parts))
    return phrases


def topic(text: str) -> Topic | None:
    """Tell what a text that names no position is about; None for another post, or for noise."""
    if len(text) > _LONGEST_TEXT:
        return None
    lowered = typed(text)
    found = _topic(text, lowered)
    for other in other_layouts(lowered) if found is None else ():
        listed, rest = _listed(_words(other))
        found = listed if rest == 0 else found
    return found


def _topic(text: str, lowered: str) -> Topic | None:
    parts = _words(lowered)
    if not parts or len(parts) > _MOST_WORDS:
        return None
    reading, has_post = read(lowered)
    if reading.others & _OF_CHILDREN and not reading.others & TALK:
        return Topic.CHILDREN
    if has_post and reading.others & _SCHOOLS:
        return Topic.CHILDREN
    found, rest = _listed(parts)
    if found is not None and not _says_more(found, rest, reading):
        return found
    if is_name(parts, _are_capitalised(text)):
        return Topic.NAME
    return Topic.EVERYDAY if _is_everyday(reading, has_post, parts) else None


def _words(lowered: str) -> list[str]:
    return [word for word in words(lowered) if word[0].isalpha()]


def _says_more(found: Topic, rest: int, reading: TextMeaning) -> bool:
    """Tell whether a text that only seems to be of a topic asks for something else."""
    if found is Topic.MENU:
        return bool(rest and (reading.others or reading.beside + reading.apart))
    if found is Topic.HELP:
        return bool(reading.others - TALK)
    unknown = reading.beside + reading.apart
    more = unknown > _MOST_POLITE or (unknown > 0 and reading.marked)
    return found in _POLITE and rest > 0 and (more or bool(reading.others - TALK))


def _listed(parts: Sequence[str]) -> tuple[Topic | None, int]:
    """Return the topic of the words that counts first, and how many words none explains."""
    kinds = [_stems(word) for word in parts]
    order = list(Topic)
    found: list[Topic] = []
    number = rest = 0
    while number < len(parts):
        phrases = list(_phrases_at(kinds, number))
        longest = max((len(phrase.stems) for phrase in phrases), default=0)
        found += [phrase.topic for phrase in phrases if len(phrase.stems) == longest]
        rest += longest == 0
        number += max(longest, 1)
    return min(found, key=order.index, default=None), rest


def _phrases_at(kinds: Sequence[frozenset[str]], number: int) -> Iterator[_Phrase]:
    for stem in kinds[number]:
        for phrase in _phrases().get(stem, ()):
            said = kinds[number : number + len(phrase.stems)]
            if len(said) == len(phrase.stems) and all(map(_share, said, phrase.stems)):
                yield phrase


def _share(one: frozenset[str], other: frozenset[str]) -> bool:
    return not one.isdisjoint(other)


def _stems(word: str) -> frozenset[str]:
    """Return the forms a word is known by; short words have no endings here."""
    forms = foldings(word)
    if len(forms[0]) < _SHORTEST_INFLECTED:
        return frozenset(forms)
    return frozenset(stem for form in forms for stem in stems(form))


def _are_capitalised(text: str) -> bool:
    return all(word[0].isupper() for word in _LETTERS.findall(text))


def _is_everyday(reading: TextMeaning, has_post: bool, parts: Sequence[str]) -> bool:
    """Tell whether a text is talk: nothing but empty words, or a sentence that names no work."""
    if reading.others & TALK and not reading.others - TALK - _WHERE:
        return not has_post or len(parts) >= _LEAST_TALK
    if has_post or reading.others or reading.concepts:
        return False
    unknown = reading.beside + reading.apart
    said = sum(len(word) > 1 for word in parts)
    sentence = said >= _LEAST_SENTENCE and not reading.marked
    return unknown == 0 or (sentence and unknown < said)
