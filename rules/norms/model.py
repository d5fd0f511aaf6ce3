"""The shapes of the norms: positions, requirements as trees of leaves, readings, documents.

Everything is frozen: a catalogue is read once and shared by all checks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeVar

from rules.norms.needs import Need


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
    `condition`: the name of a condition on the person (`it_base`, `teaches`) without which it does
    not apply.
    `words`: the official words it stands for, by language. `asking`: None where the rule file does
    not say. `readings`: those that it interprets, in superseded rules only.
    """

    id: str
    kind: str
    need: Need
    text: Text
    source: Source
    obtainable: str
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    condition: str | None = None
    asking: Asking | None = None
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
    """Another tree that the text of a check allows; `reading` names the entry it belongs to.

    `note`: which of the entry's notes is told; None: that of the position or category.
    """

    reading: str
    tree: Node
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """What one position, or one category of it, asks: the adopted tree and the other readings."""

    tree: Node
    others: tuple[OtherReading, ...] = ()


@dataclass(frozen=True, slots=True)
class DaysInForce:
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
    def edition(self) -> DaysInForce: ...


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
    `own_names`: by fact, what an answer to it is called where a clause names something of its own.
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
    edition: DaysInForce
    checks: Mapping[str | None, Check]
    preferences: tuple[Leaf, ...]
    competences: tuple[Competence, ...]
    official: tuple[Official, ...]
    not_evaluated: tuple[NotEvaluated, ...]
    implies: Mapping[str, tuple[str, ...]]
    own_names: Mapping[str, Text]
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
    """One edition of a document. `source`: by what it was made and where its text is from.

    `from_is`: what its first day is, `in_force` (of its entry into force) or `signed`, where the
    former is not known; None: not noted.
    """

    name: Text
    edition: DaysInForce
    source: Text
    from_is: str | None


@dataclass(frozen=True, slots=True)
class LaterReported:
    """An edition that others name and whose text is not here: its day and what they say (R42)."""

    since: date
    says: Text


@dataclass(frozen=True, slots=True)
class Document:
    """A source document and which of its languages prevails.

    `editions`: all that are known, the oldest first; `used`: the one this catalogue goes by.
    `compared`: the day on which its text here was last compared with the source; None: not noted.
    `reported`: an edition that others name; it is told of as `later_reported`.
    """

    id: str
    title: Text
    language: str
    editions: tuple[DocumentEdition, ...]
    used: DocumentEdition
    compared: date | None
    reported: LaterReported | None

    @property
    def later_reported(self) -> LaterReported | None:
        """What is reported of an edition later than the one that is used; it ends by itself with
        the edition that brings it, or a later one."""
        known = self.reported
        return None if known is None or known.since <= self.used.edition.begins else known

    @property
    def edition(self) -> Text:
        """The name of the edition that is used."""
        return self.used.name


@dataclass(frozen=True, slots=True)
class Reading:
    """How an ambiguous clause is read; the note is what a person is told.

    `notes`: other words by the name that another reading gives, by position or by category. A
    reading without a note never tells anything.
    """

    id: str
    adopted: str
    note: Text | None
    notes: Mapping[str, Text]

    def note_for(self, name: str | None, position: str, category: str | None) -> Text | None:
        """The note called `name`, else that of the position, of the category, or of the reading."""
        names = (name,) if name else (position, category or "")
        return next((self.notes[each] for each in names if each in self.notes), self.note)


def leaves_of(node: Node) -> Iterator[Leaf]:
    """The leaves of a tree in the order of the text; one that stands twice comes twice."""
    if isinstance(node, Leaf):
        yield node
        return
    for child in node.children:
        yield from leaves_of(child)
