"""What can be found: the lines of the documents, our translations, and what is evaluated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rules.attestation import attestation, categories_of, editions
from rules.attestation.wording import texts
from rules.norms.loading import catalogue
from rules.norms.model import Leaf, Position, Source, leaves_of
from rules.profile import parse_profile
from rules.reference import references
from rules.vocabulary import LANGUAGES

ATTESTATION = "attestation"
# A line that only leads to the next ones.
_HEADING = ":"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line that can be found. `official`: in the document's own words; otherwise ours.

    `kind`: that of the paragraph, or `attestation` for the rules of attestation beside the order.
    `place`: what lines of one paragraph (or one requirement of attestation) have in common.
    `says`: what lines of one place that say the same in several languages have in common.
    """

    position: str
    kind: str
    place: str
    says: str
    source: Source
    language: str
    official: bool
    text: str


def entries() -> Iterator[Entry]:
    """Every line of every position; ours only in languages that the document is not in."""
    for position in catalogue().positions.values():
        yield from _official(position)
        yield from _ours(position)
        yield from _attestation(position.id)


def _official(position: Position) -> Iterator[Entry]:
    """The document's lines, and our translations of them where there are any."""
    for part in references()[position.id].paragraphs:
        for number, line in enumerate(part.lines):
            if line.endswith(_HEADING):
                continue
            says = f"{number}" if part.translations else f"{part.language} {number}"
            where = (position.id, part.kind, _place(part.source), says, part.source)
            yield Entry(*where, part.language, official=True, text=line)
            for language, lines in part.translations.items():
                yield Entry(*where, language, official=False, text=lines[number])


def _ours(position: Position) -> Iterator[Entry]:
    trees = [check.tree for check in position.checks.values()]
    leaves = {leaf.id: leaf for tree in trees for leaf in leaves_of(tree)}
    known = {part.language for part in position.official}
    for leaf in (*leaves.values(), *position.preferences):
        for language in LANGUAGES:
            if language not in known:
                where = (position.id, _kind_of(leaf), _place(leaf.source), leaf.id, leaf.source)
                yield Entry(*where, language, official=False, text=leaf.text.of(language))


def _place(source: Source) -> str:
    return f"{source.paragraph}/{source.section or ''}"


def _kind_of(leaf: Leaf) -> str:
    numbered = leaf.source.paragraph.isdecimal()
    return "competences" if leaf.kind == "competence" and numbered else "qualification"


def _attestation(position: str) -> Iterator[Entry]:
    """What the newest edition asks for each category, whoever it is."""
    edition = editions()[-1]
    day = date.fromisoformat(edition.in_force.since)
    nobody = parse_profile({}, day, frozenset())
    for category in categories_of(edition, position):
        block = attestation(position, category, nobody, day, (edition,))
        if block is None:
            continue
        for language in LANGUAGES:
            for asked in block.to_json(language)["requirements"]:
                source = Source(edition.id, asked["clause"])
                where = (position, ATTESTATION, asked["id"], category, source)
                name = texts()[f"category.{category}"].of(language)
                yield Entry(*where, language, official=False, text=f"{name}: {asked['text']}")
