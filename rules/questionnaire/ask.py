"""Which facts are still open: whose answer can change the report of one check."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rules.norms import needs as n
from rules.norms.catalog import Catalogue
from rules.norms.compiled import CompiledCheck, CompiledTree
from rules.norms.facts import Facts
from rules.norms.model import Leaf
from rules.profile import Profile
from rules.questionnaire.asking_order import in_order
from rules.questionnaire.open_ways import Outlook
from rules.verdict.check import compiled_check, day_of
from rules.verdict.route import Route, routes
from rules.vocabulary import Verdict

CONDITIONS = {"it_base": "education", "teaches": "flags.teaches"}
FOR_READINGS = frozenset({"flags.reserve_officer"})
"""Facts that are asked for where only another reading of the text depends on them (R8)."""


@dataclass(frozen=True, slots=True)
class OpenFacts:
    """`requirements`: what can change the verdict, the way or the day. `preferences`: what can
    change only the rest of the report. Each in the order in which to ask, without repetition."""

    requirements: tuple[str, ...]
    preferences: tuple[str, ...]


def open_facts(
    catalogue: Catalogue, position: str, category: str | None, profile: Profile, on: date
) -> tuple[str, ...]:
    """The facts to ask, in the order of the text, preferences last; empty when all is said.

    Raises BadInput for a position or category that the catalogue lacks.
    """
    found = by_phase(catalogue, position, category, profile, on)
    return (*found.requirements, *found.preferences)


def by_phase(
    catalogue: Catalogue, position: str, category: str | None, profile: Profile, on: date
) -> OpenFacts:
    """The same facts by what they can change (contract, section 1: `ask`)."""
    compiled = compiled_check(catalogue.on(on), position, category)
    facts = Facts(profile, on, compiled.position.implies)
    required = tuple(_required(compiled.tree, facts))
    readings = () if required else _for_readings(compiled, facts)
    others = dict.fromkeys((*readings, *_preferred(compiled, facts)))
    return OpenFacts(required, tuple(fact for fact in others if fact not in required))


def _for_readings(compiled: CompiledCheck, facts: Facts) -> Iterator[str]:
    """What would close another reading that is open although the answer is settled."""
    for other in compiled.others:
        undecided = _undecided(other.tree, facts)
        for number, leaf in enumerate(other.tree.leaves):
            if undecided >> number & 1 and leaf.need.fact in FOR_READINGS:
                yield leaf.need.fact


def _preferred(compiled: CompiledCheck, facts: Facts) -> Iterator[str]:
    for leaf in compiled.preferences.leaves:
        yield from _unknown_of(leaf, facts)


def _unknown_of(leaf: Leaf, facts: Facts) -> Iterator[str]:
    """The facts that leave `leaf` unknown: that of its condition, its own, or both."""
    holds = facts.holds(leaf.condition)
    if holds is None:
        yield CONDITIONS[leaf.condition or ""]
    if holds is not False and leaf.need.state(facts) == n.UNKNOWN:
        yield leaf.need.fact


def _required(tree: CompiledTree, facts: Facts) -> list[str]:
    """The open facts of the requirements, those first whose order saves questions."""
    _, sure, may = tree.states(facts)
    verdict = tree.verdict(sure, may)
    if verdict == "eligible":
        return []
    ways = Outlook(tree, facts).ways_that_matter(sure, may)
    leaves: dict[str, int] = {}
    for number, open_of_leaf in _open_by_leaf(tree, facts, ways, may, verdict):
        for fact in open_of_leaf:
            leaves[fact] = leaves.get(fact, 0) | 1 << number
    return in_order(leaves, ways, Outlook(tree, facts, supposing=True), sure, may)


def _open_by_leaf(
    tree: CompiledTree, facts: Facts, ways: tuple[int, ...], may: int, verdict: Verdict
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The number of each leaf that is open and matters, with the facts that would close it."""
    nearest = next(iter(routes(tree, facts, may)), None) if verdict == "not_eligible" else None
    then = None if nearest is None else day_of(nearest, facts)
    undecided_then = 0 if then is None else _undecided(tree, then)
    matters = 0
    for way in ways:
        matters |= way
    for number, leaf in enumerate(tree.leaves):
        bit = 1 << number
        found: list[str] = []
        if matters & bit:
            found += _unknown_of(leaf, facts)
        if then is not None and undecided_then & bit:
            found += _unknown_of(leaf, then)
        unmet = nearest is not None and matters & bit and not may & bit
        if nearest is not None and unmet and _shortfall_open(leaf, facts, nearest):
            found.append(leaf.need.fact)
        if found:
            yield number, tuple(found)


def _undecided(tree: CompiledTree, facts: Facts) -> int:
    """Mask of the unknown leaves on which the verdict depends."""
    _, sure, may = tree.states(facts)
    if tree.verdict(sure, may) != "undetermined":
        return 0
    undecided = 0
    for way in tree.ways:
        if way & ~may == 0:
            undecided |= way & ~sure
    return undecided


def _shortfall_open(leaf: Leaf, facts: Facts, nearest: Route) -> bool:
    """Whether an answer can change how much an unmet leaf lacks, or the day it is met."""
    need = leaf.need
    if isinstance(need, n.CertificateNeed):
        return need.still_needed(facts) != need.still_needed(facts, undated=False)
    if not isinstance(need, n.ExperienceNeed) or need.experience in facts.profile.experience:
        return False
    low, high = facts.months(need.experience)
    # A kind that is not given leaves the day open, whatever its range (contract, eligible_on).
    return low != high or (
        nearest.by_time_alone
        and any(element["experience"] == need.experience for element in nearest.elements)
    )


def leaves_by_fact(
    catalogue: Catalogue, position: str, category: str | None
) -> dict[str, tuple[Leaf, ...]]:
    """Every fact that a check can use by the edition of the catalogue's day, with its leaves;
    preferences last, then what is but a condition, with the leaves it decides about."""
    compiled = compiled_check(catalogue, position, category)
    found: dict[str, list[Leaf]] = {}
    every = (*compiled.tree.leaves, *compiled.preferences.leaves)
    conditions = {CONDITIONS[leaf.condition] for leaf in every if leaf.condition}
    for leaf in every:
        found.setdefault(leaf.need.fact, []).append(leaf)
    for fact in conditions - found.keys():
        found[fact] = [leaf for leaf in every if CONDITIONS.get(leaf.condition or "") == fact]
    return {fact: tuple(leaves) for fact, leaves in found.items()}
