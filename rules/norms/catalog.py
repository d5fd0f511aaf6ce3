"""The catalogue of the norms: all positions, documents and readings as of one day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from rules.norms.compiled import CompiledCheck
from rules.norms.edition_folders import EditionFolder
from rules.norms.model import Document, Position, Reading, begun_by


@dataclass(frozen=True, eq=False)
class Catalogue:
    """The norms as of one day, positions in the order of the contract.

    `others`: the editions of the positions that other days go by. `digest` identifies all rule
    files byte for byte. `superseded`: kept only to repeat what was decided with them, with the
    notes that were told then. `folders`: the newer editions that it was read with, oldest first.
    """

    positions: Mapping[str, Position]
    documents: Mapping[str, Document]
    readings: Mapping[str, Reading]
    digest: str
    others: tuple[Position, ...] = ()
    superseded: bool = False
    folders: tuple[EditionFolder, ...] = ()
    _compiled: dict[tuple[str, str | None], CompiledCheck] = field(
        default_factory=dict, init=False, repr=False
    )
    _by_span: dict[int, Catalogue] = field(default_factory=dict, init=False, repr=False)
    _alone: dict[tuple[str, date], Catalogue] = field(default_factory=dict, init=False, repr=False)

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

    def alone(self, edition: Position) -> Catalogue:
        """The same rules with one edition of one position, whatever the day; made once."""
        key = (edition.id, edition.edition.begins)
        if key not in self._alone:
            self._alone[key] = replace(self, positions={edition.id: edition}, others=())
        return self._alone[key]

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
