"""Rule files that were corrected since, kept so that decisions made with them repeat themselves.

`norms/superseded/DAY.zip` holds `norms/` as it stood before the rules that came on DAY. No new
check is made by them: they are read only for a record that names the digest of one of their
positions. docs/rule-checks.md says how the next set is made.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from rules.norms.catalog import Catalogue
from rules.norms.loading import ROOT, kept_contents
from rules.norms.model import Leaf, Node, Position
from rules.norms.needs import OneOf
from rules.norms.rule_files import read_catalogue
from rules.once import once

SETS = ROOT / "norms" / "superseded"


@dataclass(frozen=True, slots=True, eq=False)
class Superseded:
    """`corrected_on`: the day on which other rules took the place of these."""

    corrected_on: date
    rules: Catalogue


def superseded() -> Iterator[Superseded]:
    """The sets from the newest on, each read when it is come to."""
    for path in _paths():
        yield Superseded(date.fromisoformat(path.stem), _read(path))


def newest_correction() -> date | None:
    """The day of the newest correction; None where the rules were never corrected."""
    paths = _paths()
    return date.fromisoformat(paths[0].stem) if paths else None


def _paths() -> list[Path]:
    return sorted(SETS.glob("*.zip"), reverse=True)


@once
def _read(path: Path) -> Catalogue:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    with TemporaryDirectory() as name, ZipFile(path) as archive:
        folder = Path(name)
        archive.extractall(folder)
        with kept_contents(f"superseded-{digest[:16]}", folder) as content:
            read = read_catalogue(sorted(folder.glob("**/*.yaml")), digest, content)
    positions = {name: _as_it_stood(position) for name, position in read.positions.items()}
    others = tuple(_as_it_stood(position) for position in read.others)
    return replace(read, positions=positions, others=others, superseded=True)


def _as_it_stood(position: Position) -> Position:
    """The position whose ways name every value that its leaves ask for, as they did then."""
    checks = {
        category: replace(check, tree=_tree_as_it_stood(check.tree))
        for category, check in position.checks.items()
    }
    return replace(position, checks=checks)


def _tree_as_it_stood(node: Node) -> Node:
    if isinstance(node, Leaf):
        if isinstance(node.need, OneOf):
            return replace(node, need=replace(node.need, all_offered=True))
        return node
    return replace(node, children=tuple(_tree_as_it_stood(child) for child in node.children))
