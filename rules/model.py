"""The shapes of the norms: positions, requirements as trees of leaves, readings, documents.

Everything is frozen: a catalogue is read once and shared by all checks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any as AnyValue
from typing import Protocol, TypeVar

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
class Asking:
    """How the fact of a leaf is asked for: `question`, and `name` for its answer. None: the generic
    words say just what the clause says."""

    question: Text | None = None
    name: Text | None = None


@dataclass(frozen=True, slots=True)
class Leaf:
    """One requirement that is met, unmet or unknown by itself.

    `obtainable`: `time` (going on working), `effort` (a course, a degree ...) or `never`.
    `condition`: the name of a condition on the person (`it_base`) without which it does not apply.
    `words`: the official words it stands for, by language.
    `asking`: None where the rule file does not say.
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
    asking: Asking | None = None


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

    @property
    def begins(self) -> date:
        """The first day in force; the calendar's first where it is not known."""
        return self.in_force_from or date.min

    def ended_before(self, day: date) -> bool:
        return self.in_force_until is not None and self.in_force_until < day


class Dated(Protocol):
    """What there are editions of: a position, or the text of a document."""

    @property
    def edition(self) -> Edition: ...


Version = TypeVar("Version", bound=Dated)


def begun_by(day: date, editions: Sequence[Version]) -> Version:
    """The edition to go by on `day`, of `editions` from the oldest on: the last that has begun,
    before the first of them the first."""
    begun = [one for one in editions if one.edition.begins <= day]
    return begun[-1] if begun else editions[0]


@dataclass(frozen=True, slots=True)
class Position:
    """One edition of a position of the contract (section 2): everything the law says about it.

    `checks` is keyed by category, None for the check without a category.
    `implies`: experience kinds that imply others at this position only (R27).
    `digest` identifies what the rule files say of this edition, with the readings that it names;
    the day on which it ends is no part of that, since a newer edition sets it, nor are the
    questions, which decide nothing.
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
    digest: str = ""

    @property
    def readings(self) -> tuple[str, ...]:
        """The identifiers of the readings that some check of it names, sorted."""
        named = {other.reading for check in self.checks.values() for other in check.others}
        for check in self.checks.values():
            named.update(reading for leaf in leaves_of(check.tree) for reading in leaf.readings)
        return tuple(sorted(named))


@dataclass(frozen=True, slots=True)
class DocumentEdition:
    """One edition of a document. `source`: by what it was made and where its text is from."""

    name: Text
    edition: Edition
    source: Text


@dataclass(frozen=True, slots=True)
class Document:
    """A source document and which of its languages prevails.

    `editions`: all that are known, the oldest first; `used`: the one this catalogue goes by.
    """

    id: str
    title: Text
    language: str
    editions: tuple[DocumentEdition, ...]
    used: DocumentEdition

    @property
    def edition(self) -> Text:
        """The name of the edition that is used."""
        return self.used.name


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
