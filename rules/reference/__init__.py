"""The reference: all that the documents say of one position, paragraph by paragraph.

The official words stand in the language of their document; what is ours is never among them.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from rules.catalog import catalogue
from rules.model import Official, Position, Source, leaves_of
from rules.reference.files import read_paragraphs
from rules.reference.model import KINDS, Kind, Paragraph, Reference

__all__ = ["KINDS", "Kind", "Paragraph", "Reference", "reference", "references"]

_FILE = Path(__file__).parent / "data" / "order-338.yaml"


def reference(position: str) -> Reference:
    """All paragraphs about a position of the catalogue; KeyError for an unknown one.

    Raises BadRules for a faulty file.
    """
    return references()[position]


@cache
def references() -> dict[str, Reference]:
    """The references of all positions, in the order of the catalogue. Raises BadRules."""
    described = read_paragraphs(_FILE)
    return {
        position.id: Reference(position.id, (*described.get(position.id, ()), *_norms_of(position)))
        for position in catalogue().positions.values()
    }


def _norms_of(position: Position) -> tuple[Paragraph, ...]:
    sources = _sources_of_competences(position)
    return tuple(_norm(position, part, sources.get(part.paragraph)) for part in position.official)


def _norm(position: Position, part: Official, competences: Source | None) -> Paragraph:
    kind: Kind = "qualification" if competences is None else "competences"
    source = competences or Source(position.document, part.paragraph)
    return Paragraph(position.id, kind, source, part.language, tuple(part.text.splitlines()))


def _sources_of_competences(position: Position) -> dict[str, Source]:
    """By paragraph, those that hold nothing but checklists of competences."""
    leaves = [leaf for check in position.checks.values() for leaf in leaves_of(check.tree)]
    others = {leaf.source for leaf in leaves if leaf.kind != "competence"}
    return {
        leaf.source.paragraph: leaf.source
        for leaf in leaves
        if leaf.kind == "competence" and leaf.source not in others
    }
