"""The catalogue of the norms: all positions, documents and readings, read once.

The rule files are YAML; what they hold is kept ready in a cache file named after their digest,
since reading YAML takes longer than a command may.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from rules.compiled import CompiledCheck
from rules.model import Document, Position, Reading

ROOT = Path(__file__).parent
CACHE = ROOT.parent / "var" / "cache"
UNUSABLE = (OSError, EOFError, pickle.UnpicklingError, AttributeError, ImportError, ValueError)
CODE = ("catalog.py", "model.py", "needs.py", "dated_needs.py", "rule_files.py", "rule_schema.py")


class BadRules(ValueError):
    """Faulty rule files; each problem is one line: file, line, what is wrong, what to do."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Positions in the order of the contract; `digest` identifies the rule files byte for byte."""

    positions: Mapping[str, Position]
    documents: Mapping[str, Document]
    readings: Mapping[str, Reading]
    digest: str
    _compiled: dict[tuple[str, str | None], CompiledCheck] = field(
        default_factory=dict, compare=False, repr=False
    )

    def compiled(self, position: str, category: str | None) -> CompiledCheck:
        """The compiled check of a known position and category; KeyError for others."""
        key = (position, category)
        found = self._compiled.get(key)
        if found is None:
            known = self.positions[position]
            found = self._compiled[key] = CompiledCheck(known, known.checks[category])
        return found

    @cached_property
    def competences(self) -> frozenset[str]:
        """The identifiers of all competence items of all positions."""
        return frozenset(item.id for p in self.positions.values() for item in p.competences)


def rule_paths() -> list[Path]:
    """Every file that holds norms, in a fixed order."""
    return sorted(path for path in ROOT.glob("norms/**/*.yaml"))


@cache
def catalogue() -> Catalogue:
    """The catalogue of this checkout. Raises BadRules for a faulty rule file."""
    digest = _digest(rule_paths())
    code = _digest([ROOT / name for name in CODE])
    kept = CACHE / f"norms-{digest[:16]}-{code[:16]}.pickle"
    with suppress(*UNUSABLE):
        cached = pickle.loads(kept.read_bytes())  # noqa: S301 - our own file, named by digest
        if isinstance(cached, Catalogue):
            return cached
    from rules.rule_files import read_catalogue

    made = read_catalogue(rule_paths(), digest)
    with suppress(OSError):
        _keep(kept, made)
    return made


def _digest(paths: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        content = path.read_bytes()
        digest.update(f"{path.relative_to(ROOT).as_posix()}:{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _keep(path: Path, made: Catalogue) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as stream:
        pickle.dump(made, stream, protocol=pickle.HIGHEST_PROTOCOL)
    os.replace(name, path)
