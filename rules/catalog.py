"""The catalogue of the norms: all positions, documents and readings, read once.

The rule files are YAML; what they hold is kept ready in a cache file named after their digest,
since reading YAML takes longer than a command may.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import tempfile
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from rules.compiled import CompiledCheck
from rules.model import Document, Position, Reading, begun_by

ROOT = Path(__file__).parent
CACHE = ROOT.parent / "var" / "cache"
UNUSABLE = (OSError, EOFError, pickle.UnpicklingError, AttributeError, ImportError, ValueError)
CODE = (
    "catalog.py",
    "model.py",
    "needs.py",
    "dated_needs.py",
    "rule_files.py",
    "rule_schema.py",
    "superseded.py",
)


class BadRules(ValueError):
    """Faulty rule files; each problem is one line: file, line, what is wrong, what to do."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, eq=False)
class Catalogue:
    """The norms as of one day, positions in the order of the contract.

    `others`: the editions of the positions that other days go by. `digest` identifies all rule
    files byte for byte. `superseded`: kept only to repeat what was decided with them, with the
    notes that were told then.
    """

    positions: Mapping[str, Position]
    documents: Mapping[str, Document]
    readings: Mapping[str, Reading]
    digest: str
    others: tuple[Position, ...] = ()
    superseded: bool = False
    _compiled: dict[tuple[str, str | None], CompiledCheck] = field(
        default_factory=dict, init=False, repr=False
    )
    _by_span: dict[int, Catalogue] = field(default_factory=dict, init=False, repr=False)

    def on(self, day: date) -> Catalogue:
        """The same rules with the editions that `day` goes by (see `model.begun_by`).

        The days between two turns share one catalogue, and with it what was compiled; where
        everything has one edition that is this one.
        """
        turns = self.turns
        if not turns:
            return self
        span = bisect_right(turns, day)
        found = self._by_span.get(span)
        return found or self._by_span.setdefault(span, self._as_of(day))

    @cached_property
    def turns(self) -> tuple[date, ...]:
        """The days on which a later edition of a position or of a document begins."""
        later = [p.edition for editions in self.editions.values() for p in editions[1:]]
        later += [t.edition for d in self.documents.values() for t in d.editions[1:]]
        return tuple(sorted({edition.begins for edition in later}))

    @cached_property
    def editions(self) -> Mapping[str, tuple[Position, ...]]:
        """All editions of every position, the oldest first."""
        return by_identifier(self.positions, (*self.positions.values(), *self.others))

    def _as_of(self, day: date) -> Catalogue:
        chosen = {name: begun_by(day, known) for name, known in self.editions.items()}
        made = replace(
            self,
            positions=chosen,
            documents={
                name: replace(document, used=begun_by(day, document.editions))
                for name, document in self.documents.items()
            },
            others=tuple(
                position
                for name, known in self.editions.items()
                for position in known
                if position is not chosen[name]
            ),
        )
        # From any day the other days are found again, so that nothing is made or compiled twice.
        object.__setattr__(made, "_by_span", self._by_span)
        return made

    def compiled(self, position: str, category: str | None) -> CompiledCheck:
        """The compiled check of a known position and category; KeyError for others."""
        key = (position, category)
        found = self._compiled.get(key)
        if found is None:
            known = self.positions[position]
            made = CompiledCheck(known, category, known.checks[category])
            found = self._compiled[key] = made
        return found

    @cached_property
    def competences(self) -> frozenset[str]:
        """The identifiers of all competence items of all positions, of whatever edition."""
        known = (*self.positions.values(), *self.others)
        return frozenset(item.id for position in known for item in position.competences)


def by_identifier(
    order: Iterable[str], known: Iterable[Position]
) -> dict[str, tuple[Position, ...]]:
    """The editions of each position of `order`, the oldest first."""
    found: dict[str, list[Position]] = {name: [] for name in order}
    for position in known:
        found[position.id].append(position)
    return {
        name: tuple(sorted(editions, key=lambda position: position.edition.begins))
        for name, editions in found.items()
    }


def rule_paths() -> list[Path]:
    """Every file that holds norms, in a fixed order."""
    return sorted(path for path in ROOT.glob("norms/**/*.yaml"))


@cache
def catalogue() -> Catalogue:
    """The catalogue of this checkout, with the newest editions: a day's are those of `on`.

    Raises BadRules for a faulty rule file.
    """
    digest = _digest(rule_paths())
    return kept(f"norms-{digest[:16]}", lambda: _read(digest))


def _read(digest: str) -> Catalogue:
    from rules.rule_files import read_catalogue

    return read_catalogue(rule_paths(), digest)


def kept(name: str, read: Callable[[], Catalogue]) -> Catalogue:
    """What is in the cache under this name, for the code as it stands; else what `read` gives."""
    code = _digest([ROOT / file for file in CODE])
    path = CACHE / f"{name}-{code[:16]}.pickle"
    with suppress(*UNUSABLE):
        cached = pickle.loads(path.read_bytes())  # noqa: S301 - our own file, named by digest
        if isinstance(cached, Catalogue):
            return cached
    made = read()
    with suppress(OSError):
        _keep(path, made)
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
