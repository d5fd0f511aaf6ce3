"""The shapes of a comparison: paragraphs as they are stored, as they are found, and what became of
each."""

from __future__ import annotations

from dataclasses import dataclass, field

from rules.vocabulary import Json

UNCHANGED, COSMETIC, CHANGED = "unchanged", "cosmetic", "changed"
NEW, GONE, RENUMBERED = "new", "gone", "renumbered"
STATES = (UNCHANGED, COSMETIC, CHANGED, NEW, GONE, RENUMBERED)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, stored or found.

    `name`: its number as it is cited, with the section where the number stands twice (`301 (17)`),
    or the post that a document without numbers names. `heading`: the one it stands under, empty
    where there is none. `text`: on one line. `positions`: whose it is, in a stored one; `lines`: as
    they were found, in a found one. `opening`: the words that name it at the beginning of its text,
    where it has no number.
    """

    name: str
    heading: str
    text: str
    positions: tuple[str, ...] = ()
    kind: str = ""
    lines: tuple[str, ...] = ()
    opening: str = ""

    @property
    def body(self) -> str:
        """What it says, without its name."""
        return self.text.removeprefix(self.opening)


@dataclass(frozen=True, slots=True)
class Stored:
    """The edition that is here. `headings`: in their order, those of no paragraph too."""

    document: str
    language: str
    headings: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a text was found to be. `left`: lines that are part of no paragraph (menus, footnotes).

    `whole`: False for a text that names only what it changes, as an amending order does.
    """

    headings: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    left: tuple[str, ...] = ()
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Change:
    """Words that gave way to others: `old` stands in the old text at `at` (a count of signs).

    `kind`: `figure` where a figure gave way to a figure, `look` where only punctuation, case,
    blanks or look-alike letters differ, otherwise `words`.
    """

    at: int
    old: str
    new: str
    kind: str

    def to_json(self) -> Json:
        return {"from": self.old.strip(), "to": self.new.strip(), "at": self.at, "kind": self.kind}


@dataclass(frozen=True, slots=True)
class Broken:
    """Words that a leaf or an item of a checklist quotes and that no longer stand in the text."""

    position: str
    who: str
    words: str

    def to_json(self) -> Json:
        return {"position": self.position, "who": self.who, "words": self.words}


@dataclass(frozen=True, slots=True)
class Resting:
    """What rests on a paragraph, by identifiers; `translations`: languages in which it is ours."""

    positions: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    competences: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    translations: tuple[str, ...] = ()
    broken: tuple[Broken, ...] = ()

    def to_json(self) -> Json:
        return {
            "positions": list(self.positions),
            "leaves": list(self.leaves),
            "categories": list(self.categories),
            "questions": list(self.questions),
            "competences": list(self.competences),
            "duties": list(self.duties),
            "translations": list(self.translations),
            "broken": [each.to_json() for each in self.broken],
        }


@dataclass(frozen=True, slots=True)
class Compared:
    """What became of one paragraph. `parted_from`: the old one of which a new one is a part,
    `joined_to`: the new one that has taken in one that is gone."""

    old: Paragraph | None
    new: Paragraph | None
    state: str
    changes: tuple[Change, ...] = ()
    resting: Resting = field(default_factory=Resting)
    parted_from: str | None = None
    joined_to: str | None = None

    def to_json(self) -> Json:
        told = {
            "old": self.old.name if self.old else None,
            "new": self.new.name if self.new else None,
            "state": self.state,
            "changes": [change.to_json() for change in self.changes],
            **self.resting.to_json(),
        }
        if self.parted_from:
            told["parted_from"] = self.parted_from
        if self.joined_to:
            told["joined_to"] = self.joined_to
        return told


@dataclass(frozen=True, slots=True)
class Comparison:
    """A newer edition beside the stored one, in the order of the stored one. `aside`: stored
    paragraphs of chapters that a text of a part of the document does not have."""

    document: str
    paragraphs: tuple[Compared, ...]
    headings: tuple[Compared, ...]
    left: tuple[str, ...]
    aside: tuple[str, ...] = ()

    def of(self, *states: str) -> tuple[Compared, ...]:
        return tuple(each for each in self.paragraphs if each.state in states)

    def to_json(self) -> Json:
        """Contract, section 1; `headings` beside it are told as paragraphs are; `left` and `aside`
        as above."""
        return {
            "document": self.document,
            "paragraphs": [each.to_json() for each in self.paragraphs],
            "headings": [
                {
                    "old": each.old.text if each.old else None,
                    "new": each.new.text if each.new else None,
                    "state": each.state,
                    "changes": [change.to_json() for change in each.changes],
                }
                for each in self.headings
            ],
            "left": list(self.left),
            "aside": list(self.aside),
        }
