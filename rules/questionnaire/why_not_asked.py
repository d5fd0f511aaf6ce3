"""Why a fact was not asked: what made sure that its answer could change nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.norms.catalog import Catalogue
from rules.norms.compiled import CompiledTree
from rules.norms.facts import Facts
from rules.norms.model import Leaf, Source
from rules.norms.needs import MET, UNKNOWN
from rules.profile import Profile
from rules.questionnaire.ask import leaves_by_fact, open_facts
from rules.verdict.check import compiled_check


class Why(StrEnum):
    """MET, SETTLED: other answers show that the requirement is met, or how it stands.
    NOT_APPLICABLE: its condition does not hold. OTHER_MET: an alternative to it is met, so that
    everything required is. NEARER: another way is nearer whatever the answer. IMPOSSIBLE: the way
    it belongs to asks for something that the person lacks and nobody can set out to obtain.
    LEFT_OUT: the person left out what only gives an advantage.
    """

    MET = "met"
    SETTLED = "settled"
    NOT_APPLICABLE = "not_applicable"
    OTHER_MET = "other_met"
    NEARER = "nearer"
    IMPOSSIBLE = "impossible"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class NotAsked:
    """A fact, why it was not asked, and the clauses that name it."""

    fact: str
    why: Why
    sources: tuple[Source, ...]


def why_not_asked(
    catalogue: Catalogue,
    position: str,
    category: str | None,
    profile: Profile,
    on: date,
    answered: Collection[str],
    left_out: Collection[str] = (),
) -> tuple[NotAsked, ...]:
    """Every fact of a check that is neither in `answered` nor open, with its reason.

    `answered`: facts with an answer, "don't know" too. `left_out`: facts that the person chose to
    leave out. Raises BadInput for a position or category that the catalogue lacks.
    """
    catalogue = catalogue.on(on)
    compiled = compiled_check(catalogue, position, category)
    facts = Facts(profile, on, compiled.position.implies)
    still_open = open_facts(catalogue, position, category, profile, on)
    found = []
    for fact, leaves in leaves_by_fact(catalogue, position, category).items():
        if fact in answered:
            continue
        if fact in left_out:
            why: Why | None = Why.LEFT_OUT
        elif fact in still_open:
            continue
        else:
            why = _reason(compiled.tree, fact, leaves, facts)
        if why is not None:
            sources = tuple(dict.fromkeys(leaf.source for leaf in leaves))
            found.append(NotAsked(fact, why, sources))
    return tuple(found)


def _reason(tree: CompiledTree, fact: str, leaves: tuple[Leaf, ...], facts: Facts) -> Why | None:
    if fact not in {leaf.need.fact for leaf in leaves}:
        return _of_condition(tree, leaves, facts)
    applying = [leaf for leaf in leaves if facts.holds(leaf.condition) is not False]
    if not applying:
        return Why.NOT_APPLICABLE
    states = [leaf.need.state(facts) for leaf in applying]
    if all(state == MET for state in states):
        return Why.MET
    unknown = {leaf.id for leaf, state in zip(applying, states, strict=True) if state == UNKNOWN}
    if not unknown:
        return Why.SETTLED
    return _of_unknown(tree, unknown, facts)


def _of_condition(tree: CompiledTree, leaves: tuple[Leaf, ...], facts: Facts) -> Why | None:
    """The reason of a fact that only says whether these requirements apply."""
    states = {leaf.id: leaf.need.state(facts) for leaf in leaves}
    if MET in states.values():
        return Why.MET
    return _of_unknown(tree, set(states), facts)


def _of_unknown(tree: CompiledTree, unknown: set[str], facts: Facts) -> Why | None:
    """The reason of requirements that stay unknown although nothing is open about them."""
    _, sure, may = tree.states(facts)
    if tree.verdict(sure, may) == "eligible":
        return Why.OTHER_MET
    mine = sum(1 << i for i, leaf in enumerate(tree.leaves) if leaf.id in unknown)
    ways = [way for way in tree.ways if way & mine]
    if not ways:
        return None
    return Why.IMPOSSIBLE if all(_barred(tree, way, may) for way in ways) else Why.NEARER


def _barred(tree: CompiledTree, way: int, may: int) -> bool:
    return bool(way & ~may & tree.never)


def by_reason(found: tuple[NotAsked, ...]) -> Iterator[tuple[Why, tuple[NotAsked, ...]]]:
    """The same, gathered by reason, in the order of `Why`."""
    for why in Why:
        mine = tuple(item for item in found if item.why is why)
        if mine:
            yield why, mine
