"""Kinds of what a later edition makes of somebody: who comes out alike is told alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from rules.errors import BadInput
from rules.norms.catalog import Catalogue
from rules.verdict.rule_changes import Changed, by_later_editions
from rules.vocabulary import Verdict

_MISSED: Final = frozenset({"unmet", "unknown"})


@dataclass(frozen=True, slots=True)
class Kind:
    """From `since` on another verdict, way or day.

    `before`, `after`: None where that edition has no such category. `clauses`: requirements not
    met then that were met, or were not asked, before.
    """

    since: date
    position: str
    category: str | None
    before: Verdict | None
    after: Verdict | None
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How somebody comes out by one edition. `way`: the route and the day it leads to, compared
    only; `statuses`: by requirement."""

    verdict: Verdict | None
    way: object
    statuses: Mapping[str, str | None]


def kind(
    since: date, position: str, category: str | None, before: Outcome, after: Outcome
) -> Kind | None:
    """None where verdict, way and day stay as they were."""
    if (before.verdict, before.way) == (after.verdict, after.way):
        return None
    clauses = tuple(
        name
        for name, status in after.statuses.items()
        if status in _MISSED and before.statuses.get(name) not in _MISSED
    )
    return Kind(since, position, category, before.verdict, after.verdict, clauses)


def kinds_of_decision(
    catalogue: Catalogue, record: bytes, position: str, category: str | None
) -> tuple[Kind, ...]:
    """What later editions make of a kept decision; none for a record that cannot be judged."""
    try:
        later = by_later_editions(catalogue, record)
    except BadInput:
        return ()
    found = (kind_of_change(since, position, category, each) for since, each in later)
    return tuple(each for each in found if each is not None)


def kind_of_change(
    since: date, position: str, category: str | None, changed: Changed
) -> Kind | None:
    """The kind of a decision that comes out as `changed`; None as for `kind`."""
    before, after = (
        Outcome(
            changed.verdict[side],
            (changed.route[side], changed.eligible_on[side]),
            {name: statuses[side] for name, statuses in changed.requirements.items()},
        )
        for side in (0, 1)
    )
    return kind(since, position, category, before, after)
