"""Who of a staff list a later edition judges otherwise, from its first day on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from rules.norms.catalog import Catalogue
from rules.roster.judging import judged, next_category
from rules.roster.person import Person
from rules.verdict.edition_kinds import Kind, Outcome, kind


@dataclass(frozen=True, slots=True)
class Turn:
    """The first day of a later edition of a position; the rules on either side of it."""

    since: date
    before: Catalogue
    after: Catalogue


@dataclass(slots=True)
class AcrossEditions:
    """Judges people by the edition in force and by each later one, both on its first day.

    `on`: editions that have begun by that day are no news. Years of service stay as the list
    stated them, as everywhere where a list is judged.
    """

    catalogue: Catalogue
    on: date
    _turns: dict[str, tuple[Turn, ...]] = field(default_factory=dict, init=False)

    def kinds_of(self, person: Person) -> tuple[Kind, ...]:
        """What changes for a person: for the post, and for the category after the one held."""
        if person.left or person.position is None:
            return ()
        turns = self._turns_of(person.position)
        return tuple(found for turn in turns for found in _kinds(turn, person))

    def _turns_of(self, position: str) -> tuple[Turn, ...]:
        if position not in self._turns:
            editions = self.catalogue.editions.get(position, ())
            self._turns[position] = tuple(
                Turn(
                    later.edition.begins,
                    self.catalogue.alone(earlier),
                    self.catalogue.alone(later),
                )
                for earlier, later in pairwise(editions)
                if later.edition.begins > self.on
            )
        return self._turns[position]


def _kinds(turn: Turn, person: Person) -> Iterator[Kind]:
    assert person.position is not None
    sides = (turn.before, turn.after)
    following = (next_category(side, person, turn.since) for side in sides)
    for category in dict.fromkeys((None, *following)):
        before, after = (_outcome(side, person, category, turn.since) for side in sides)
        found = kind(turn.since, person.position, category, before, after)
        if found is not None:
            yield found


def _outcome(norms: Catalogue, person: Person, category: str | None, on: date) -> Outcome:
    assert person.position is not None
    if category not in norms.positions[person.position].checks:
        return Outcome(None, (), {})
    found = judged(norms, person, category, on)
    statuses = {item.leaf.id: item.status for item in found.items}
    return Outcome(found.verdict, (found.route, found.eligible_on), statuses)
