"""The shapes of the norms: positions, requirements as trees of leaves, readings, documents.

Everything is frozen: a catalogue is read once and shared by all checks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any as AnyValue

from rules.needs import Need


@dataclass(frozen=True, slots=True)
class Text:
    """One text in the three languages."""

    kk: str
    ru: str
    en: str

    def of(self, lang: str) -> str:
        """The text in `lang` (`kk`, `ru` or `en`); AttributeError for another language."""
        text: str = getattr(self, lang)
        return text


@dataclass(frozen=True, slots=True)
class Source:
    """Where a requirement stands: a document's id and the paragraph as published (R14)."""

    document: str
    paragraph: str
    section: str | None = None

    def to_json(self) -> dict[str, str]:
        shown = {"document": self.document, "paragraph": self.paragraph}
        return shown if self.section is None else {**shown, "section": self.section}


@dataclass(frozen=True, slots=True)
class Leaf:
    """One requirement that is met, unmet or unknown by itself.

    `obtainable`: `time` (going on working), `effort` (a course, a degree ...) or `never`.
    `condition`: the name of a condition on the person (`it_base`) without which it does not apply.
    `words`: the official words it stands for, by language.
    """

    id: str
    kind: str
    need: Need
    text: Text
    source: Source
    obtainable: str
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    condition: str | None = None
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class All:
    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any:
    children: tuple[Node, ...]


Node = Leaf | All | Any


@dataclass(frozen=True, slots=True)
class Competence:
    """One item of a competence checklist; `category` is the lowest that asks for it."""

    id: str
    category: str | None
    text: Text
    official: str


@dataclass(frozen=True, slots=True)
class Official:
    """The official text of one paragraph, word for word."""

    paragraph: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class NotEvaluated:
    """Words of the official text that no leaf stands for, and why."""

    words: str
    language: str
    reason: str


@dataclass(frozen=True, slots=True)
class OtherReading:
    """Another tree that the text of a check allows; `reading` names the entry it belongs to."""

    reading: str
    tree: Node


@dataclass(frozen=True, slots=True)
class Check:
    """What one position, or one category of it, asks: the adopted tree and the other readings."""

    tree: Node
    others: tuple[OtherReading, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """The days on which an edition is in force, both included; None: not known, or still."""

    in_force_from: date | None
    in_force_until: date | None


@dataclass(frozen=True, slots=True)
class Position:
    """One position of the contract (section 2) with everything the law says about it.

    `checks` is keyed by category, None for the check without a category.
    `implies`: experience kinds that imply others at this position only (R27).
    """

    id: str
    document: str
    paragraphs: tuple[str, ...]
    names: Text
    short: Text
    categories: tuple[str, ...]
    edition: Edition
    checks: Mapping[str | None, Check]
    preferences: tuple[Leaf, ...]
    competences: tuple[Competence, ...]
    official: tuple[Official, ...]
    not_evaluated: tuple[NotEvaluated, ...]
    implies: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Document:
    """A source document: its title, the edition used here, and which language prevails."""

    id: str
    title: Text
    edition: Text
    language: str


@dataclass(frozen=True, slots=True)
class Reading:
    """How an ambiguous clause is read; the note is what a person is told.

    `notes`: other words at some positions. A reading without a note never tells anything.
    """

    id: str
    adopted: str
    note: Text | None
    notes: Mapping[str, Text]

    def note_for(self, position: str) -> Text | None:
        return self.notes.get(position, self.note)


def leaves_of(node: Node) -> Iterator[Leaf]:
    """The leaves of a tree in the order of the text; one that stands twice comes twice."""
    if isinstance(node, Leaf):
        yield node
        return
    for child in node.children:
        yield from leaves_of(child)


Json = dict[str, AnyValue]
