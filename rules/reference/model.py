"""The shapes of the reference: the official paragraphs about one position."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from rules.norms.model import Source

Kind = Literal["duties", "knowledge", "qualification", "competences"]
KINDS: Final[tuple[Kind, ...]] = ("duties", "knowledge", "qualification", "competences")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a document, word for word and line by line, in the document's `language`.

    `source` names the section too where the document has the number twice (R14). `translations`:
    ours by language, line for line; empty where there are none.
    """

    position: str
    kind: Kind
    source: Source
    language: str
    lines: tuple[str, ...]
    translations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def to_json(self) -> dict[str, object]:
        """Where it stands, its language and its lines; our translations where there are any."""
        ours = {language: list(lines) for language, lines in self.translations.items()}
        return {
            **self.source.to_json(),
            "language": self.language,
            "lines": list(self.lines),
            **({"translations": ours} if ours else {}),
        }


@dataclass(frozen=True, slots=True)
class Reference:
    """All paragraphs about a position. A document in two languages has each of its paragraphs in
    both; duties, knowledge and competences are empty where the document has none."""

    position: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def duties(self) -> tuple[Paragraph, ...]:
        return self.of("duties")

    @property
    def knowledge(self) -> tuple[Paragraph, ...]:
        return self.of("knowledge")

    @property
    def qualification(self) -> tuple[Paragraph, ...]:
        return self.of("qualification")

    @property
    def competences(self) -> tuple[Paragraph, ...]:
        return self.of("competences")

    def of(self, kind: Kind) -> tuple[Paragraph, ...]:
        return tuple(paragraph for paragraph in self.paragraphs if paragraph.kind == kind)

    def to_json(self) -> dict[str, object]:
        """The paragraphs by their kind."""
        return {kind: [found.to_json() for found in self.of(kind)] for kind in KINDS}
