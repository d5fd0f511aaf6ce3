"""The reference: all that the documents say of one position, paragraph by paragraph.

The official words stand in the language of their document; our translations of them, where there
are any, stand beside them and never among them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from rules.errors import BadRules
from rules.norms.catalog import Catalogue
from rules.norms.edition_folders import EditionFolder
from rules.norms.loading import catalogue
from rules.norms.model import Official, Position, Source, leaves_of
from rules.once import once
from rules.reference.files import read_paragraphs
from rules.reference.model import KINDS, Kind, Paragraph, Reference
from rules.reference.translations import FOLDER, untranslated, with_translations

__all__ = [
    "KINDS",
    "Kind",
    "Paragraph",
    "Reference",
    "problems_of",
    "reference",
    "references",
    "validated",
]

_FILE = Path(__file__).parent / "data" / "order-338.yaml"


@cache
def reference(position: str, norms: Catalogue | None = None) -> Reference:
    """All paragraphs about a position; KeyError for an unknown one.

    `norms`: the catalogue of the day that is asked about; without it the newest editions count.
    Raises BadRules for a faulty file.
    """
    known = (norms or catalogue()).positions[position]
    described = _described_for(position, norms or catalogue())
    return Reference(position, (*described, *_norms_of(known)))


def references() -> dict[str, Reference]:
    """The references of all positions, in the order of the catalogue. Raises BadRules."""
    return {position: reference(position) for position in catalogue().positions}


def _described_for(position: str, norms: Catalogue) -> tuple[Paragraph, ...]:
    """Duties and knowledge as of the edition that is used, in the words of the newest that has
    them anew."""
    folder, parts = FOLDER, _described().get(position, ())
    for edition in norms.folders:
        used = norms.documents[edition.document].used.edition
        anew = _described_in(edition.path).get(position)
        if anew is not None and edition.since <= used.begins:
            folder, parts = edition.path / "translations", anew
    return with_translations(position, parts, folder)


def problems_of(edition: EditionFolder) -> Iterator[str]:
    """What is wrong with the duties and translations of a newer edition, a line each."""
    try:
        described = _described_in(edition.path)
    except BadRules as bad:
        yield from bad.problems
        return
    for position, parts in described.items():
        try:
            yield from untranslated(
                with_translations(position, parts, edition.path / "translations")
            )
        except BadRules as bad:
            yield from bad.problems


def validated(folder: Path = FOLDER) -> str:
    """The validator's report on the translations. Raises BadRules with every fault and gap."""
    problems: list[str] = []
    paragraphs = 0
    for position, parts in _described().items():
        try:
            problems += untranslated(with_translations(position, parts, folder))
        except BadRules as bad:
            problems += bad.problems
        paragraphs += len(parts)
    for path in sorted(folder.glob("*.yaml")):
        if path.stem not in _described():
            problems.append(f"translations/{path.name} is of no position; rename or remove it")
    if problems:
        raise BadRules(problems)
    return f"{paragraphs} paragraphs of duties and knowledge are translated"


@cache
def _described_in(edition: Path) -> dict[str, tuple[Paragraph, ...]]:
    path = edition / "reference.yaml"
    return read_paragraphs(path) if path.exists() else {}


@once
def _described() -> dict[str, tuple[Paragraph, ...]]:
    return read_paragraphs(_FILE)


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
