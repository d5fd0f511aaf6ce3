"""The shapes of the professional standard: editions of cards, all frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rules.norms.model import Text
from rules.vocabulary import LANGUAGES, Json


def in_all_languages(text: Text) -> dict[str, str]:
    """The text as JSON: kk is the order's own, ru and en are our unofficial translation."""
    return {lang: text.of(lang) for lang in LANGUAGES}


@dataclass(frozen=True, slots=True)
class NumberedText:
    """One ability or one piece of knowledge under its number in the list."""

    n: int
    text: Text


@dataclass(frozen=True, slots=True)
class Skill:
    n: int
    name: Text
    abilities: tuple[NumberedText, ...]
    knowledge: tuple[NumberedText, ...]

    def to_json(self) -> Json:
        return {
            "n": self.n,
            "name": in_all_languages(self.name),
            "abilities": [in_all_languages(item.text) for item in self.abilities],
            "knowledge": [in_all_languages(item.text) for item in self.knowledge],
        }


@dataclass(frozen=True, slots=True)
class Function:
    """One labour function of a card."""

    n: int
    name: Text
    skills: tuple[Skill, ...]

    def to_json(self) -> Json:
        return {
            "n": self.n,
            "name": in_all_languages(self.name),
            "skills": [skill.to_json() for skill in self.skills],
        }


@dataclass(frozen=True, slots=True)
class Note:
    """What is not known of a card; `function`: the labour function that is absent, if it is one."""

    function: int | None
    text: Text

    def to_json(self) -> Json:
        return {"function": self.function, **in_all_languages(self.text)}


@dataclass(frozen=True, slots=True)
class Card:
    """One card of a profession, as far as it is known."""

    n: int
    position: Text
    functions: tuple[Function, ...]
    notes: tuple[Note, ...]

    def to_json(self) -> Json:
        """The card as the command `standard` answers it (contract, section 1)."""
        return {
            "card": self.n,
            "position": in_all_languages(self.position),
            "functions": [function.to_json() for function in self.functions],
            "notes": [note.to_json() for note in self.notes],
        }


@dataclass(frozen=True, slots=True)
class StandardEdition:
    """The cards as they stood from `since` to `until` (both included; None: no end is known).

    `orders`: the titles of the approving order and of every amendment in it, oldest first.
    """

    since: date
    until: date | None
    orders: tuple[Text, ...]
    cards: Mapping[int, Card]
