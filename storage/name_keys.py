"""Names as keys that every database sorts by the Kazakh alphabet and searches by beginnings."""

from __future__ import annotations

from typing import Final

from rules.roster.table import plain
from storage.tables.organisations import KEY_LENGTH

ALPHABET: Final = "аәбвгғдежзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
FIRST: Final = ord("а")
_TO_KEY: Final = {ord(letter): FIRST + place for place, letter in enumerate(ALPHABET)}
_FROM_KEY: Final = {key: letter for letter, key in _TO_KEY.items()}


NO_NAME: Final = "~"
"""In place of a key, of whoever gave no name: after all keys, which begin with a space."""


def name_key(name: str) -> str:
    """The name in small letters, each replaced by one of its place in the alphabet; a space before
    each word."""
    return " " + plain(name).translate(_TO_KEY)[: KEY_LENGTH - 1]


def keys_of_words(words: str) -> tuple[str, ...]:
    """Each typed word as it stands in `name_key` after its space."""
    return tuple(plain(words).translate(_TO_KEY).split())


def letter_of(key: str) -> str:
    """The capital that a letter of a key stands for."""
    return key.translate(_FROM_KEY).upper()


def key_of_letter(letter: str) -> str:
    return plain(letter).translate(_TO_KEY)[:1]
