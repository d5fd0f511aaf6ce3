"""The words by which positions are known, read from the YAML files of `vocabulary/`."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

_FOLDER = Path(__file__).parent / "vocabulary"
_ALTERNATIVES = re.compile(r"\(([^()]*\|[^()]*)\)")

HEAD, AREA, PLACE, SUBJECT, NEAR, TALK, FILLER, MARK, GLUE = (
    "head",
    "area",
    "place",
    "subject",
    "near",
    "talk",
    "filler",
    "mark",
    "glue",
)
# Where two files know the same word the earlier one decides.
_CONCEPT_FILES = (("heads", HEAD), ("areas", AREA), ("places", PLACE), ("subjects", SUBJECT))


@dataclass(frozen=True)
class Term:
    """A word or phrase and the concepts it stands for, all of one kind."""

    phrase: str
    kind: str
    concepts: tuple[str, ...]


@dataclass(frozen=True)
class Phrasing:
    """A phrase that names a position. `strength`: title, alias, stated, family or hint."""

    position: str
    phrase: str
    strength: str


@dataclass(frozen=True)
class Vocabulary:
    terms: tuple[Term, ...]
    kinds: Mapping[str, str]
    absorbed: Mapping[str, frozenset[str]]
    composed: Mapping[str, frozenset[str]]
    phrasings: tuple[Phrasing, ...]
    free: Mapping[str, frozenset[str]]
    order: Mapping[str, int]


def load_vocabulary(folder: Path = _FOLDER) -> Vocabulary:
    """Read the vocabulary. Raises `KeyError` when an abbreviation names an unknown concept."""
    files = {path.stem: _read(path) for path in sorted(folder.glob("*.yaml"))}
    # Joining words first: they are short, and no abbreviation may take their place.
    terms = _plain_terms({GLUE: files["fillers"].pop(GLUE)}, str)
    terms += _concept_terms(files)
    kinds = {concept: term.kind for term in terms for concept in term.concepts}
    terms += [
        Term(word, _kind_of(concepts.split(), kinds), tuple(concepts.split()))
        for word, concepts in files["abbreviations"].items()
    ]
    terms += _plain_terms(files["near"], lambda group: TALK if group == "talk" else NEAR)
    terms += _plain_terms(files["fillers"], lambda group: FILLER if group == FILLER else MARK)
    kinds |= {term.concepts[0]: term.kind for term in terms if term.kind in (NEAR, TALK)}
    positions = files["colleges"] | files["universities"]
    return Vocabulary(
        terms=tuple(terms),
        kinds=kinds,
        absorbed={
            name: frozenset((rest or "").split()) for name, rest in files["absorbed"].items()
        },
        composed={name: frozenset(parts.split()) for name, parts in files["composed"].items()},
        phrasings=(*_phrasings(positions), *_family_phrasings(files["families"])),
        free={name: frozenset(entry.get("free", "").split()) for name, entry in positions.items()},
        order={name: number for number, name in enumerate(positions)},
    )


def _kind_of(concepts: Sequence[str], kinds: Mapping[str, str]) -> str:
    found = [kinds[concept] for concept in concepts]
    return HEAD if HEAD in found else found[0]


def _read(path: Path) -> Any:
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def _concept_terms(files: Mapping[str, Any]) -> Iterator[Term]:
    for name, kind in _CONCEPT_FILES:
        for concept, languages in files[name].items():
            for phrase in _phrases(languages):
                yield Term(phrase, kind, (concept,))


def _plain_terms(groups: Mapping[str, Any], kind_of: Any) -> list[Term]:
    return [
        Term(phrase, kind_of(group), (group,))
        for group, languages in groups.items()
        for phrase in _phrases(languages)
    ]


def _phrases(languages: Mapping[str, str]) -> Iterator[str]:
    for listed in (languages or {}).values():
        yield from filter(None, (phrase.strip() for phrase in listed.split(",")))


def _phrasings(positions: Mapping[str, Any]) -> Iterator[Phrasing]:
    for position, entry in positions.items():
        for title in entry["names"].values():
            for part in {title, *title.split(" / ")}:
                yield Phrasing(position, part, "title")
        for key, strength in (("aliases", "alias"), ("stated", "stated"), ("hints", "hint")):
            for pattern in entry.get(key, ()):
                for phrase in _expanded(pattern):
                    yield Phrasing(position, phrase, strength)


def _family_phrasings(families: Any) -> Iterator[Phrasing]:
    for family in families:
        for phrase in family["phrases"]:
            for position in family["positions"].split():
                yield Phrasing(position, phrase, "family")


def _expanded(pattern: str) -> Iterator[str]:
    """Spell out every choice of `(a|b)` in a phrase."""
    pieces = [
        piece.split("|") if number % 2 else [piece]
        for number, piece in enumerate(_ALTERNATIVES.split(pattern))
    ]
    return ("".join(choice) for choice in itertools.product(*pieces))
