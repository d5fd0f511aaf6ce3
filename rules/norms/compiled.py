"""A requirement tree as the set of its minimal ways: every way a bit mask over the leaves.

Requirements are negation-free, so a tree is met exactly when all leaves of one way are met. Ways
stand in the order of the text: the first alternative of the first choice comes first.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import product

from rules.norms.facts import Facts
from rules.norms.model import All, Check, Leaf, Node, OtherReading, Position, leaves_of
from rules.norms.needs import MET, UNKNOWN, UNMET, State
from rules.vocabulary import Verdict

WAYS_LIMIT = 512
LeafSet = frozenset[str]


class TooManyWays(ValueError):
    """A tree with more alternatives than a person or this program should follow."""


def ways_of(node: Node) -> list[LeafSet]:
    """Every way of meeting `node`, as ids of leaves, in the order of the text."""
    if isinstance(node, Leaf):
        return [frozenset((node.id,))]
    parts = [ways_of(child) for child in node.children]
    if isinstance(node, All):
        combined = [frozenset().union(*chosen) for chosen in product(*parts)]
    else:
        combined = [way for part in parts for way in part]
    if len(combined) > WAYS_LIMIT:
        raise TooManyWays(f"{len(combined)} ways")
    return list(dict.fromkeys(combined))


@dataclass(frozen=True)
class CompiledTree:
    """The leaves of a tree, each once, in the order of the text, and its ways as masks."""

    leaves: tuple[Leaf, ...]
    ways: tuple[int, ...]

    @classmethod
    def of(cls, tree: Node, known: tuple[Leaf, ...] = ()) -> CompiledTree:
        """`known`: leaves of another tree, which keep their places at the beginning."""
        leaves = tuple({leaf.id: leaf for leaf in (*known, *leaves_of(tree))}.values())
        bit = {leaf.id: 1 << number for number, leaf in enumerate(leaves)}
        return cls(leaves, tuple(sum(bit[i] for i in way) for way in ways_of(tree)))

    @cached_property
    def never(self) -> int:
        """Mask of the leaves that nobody can set out to obtain."""
        return sum(1 << i for i, leaf in enumerate(self.leaves) if leaf.obtainable == "never")

    def states(self, facts: Facts) -> tuple[list[State | None], int, int]:
        """Each leaf's state (None: its condition does not hold), and the masks of the leaves that
        are surely met and of those that may be; a leaf that does not apply is in both."""
        states: list[State | None] = []
        sure = may = 0
        bit = 1
        for leaf in self.leaves:
            state = leaf.need.state(facts)
            shown: State | None = state
            if leaf.condition is not None:
                shown, state = _under_condition(leaf.condition, state, facts)
            states.append(shown)
            if state == MET:
                sure |= bit
                may |= bit
            elif state == UNKNOWN:
                may |= bit
            bit <<= 1
        return states, sure, may

    def verdict(self, sure: int, may: int) -> Verdict:
        """`eligible`, `not_eligible` or `undetermined`: exactly, over all completions."""
        if any(way & ~sure == 0 for way in self.ways):
            return "eligible"
        if any(way & ~may == 0 for way in self.ways):
            return "undetermined"
        return "not_eligible"


def _under_condition(name: str, state: State, facts: Facts) -> tuple[State | None, State]:
    """What to show and what to count for a leaf that applies only where the condition holds."""
    holds = facts.holds(name)
    if holds is None:
        return UNKNOWN, max(state, UNKNOWN)
    return (state, state) if holds else (None, MET)


@dataclass(frozen=True)
class CompiledCheck:
    """One check of one position, ready to be evaluated."""

    position: Position
    category: str | None
    check: Check

    @cached_property
    def tree(self) -> CompiledTree:
        return CompiledTree.of(self.check.tree)

    @cached_property
    def preferences(self) -> CompiledTree:
        return CompiledTree(self.position.preferences, ())

    @cached_property
    def others(self) -> tuple[CompiledReading, ...]:
        return tuple(CompiledReading.of(other, self.tree) for other in self.check.others)


@dataclass(frozen=True, slots=True)
class CompiledReading:
    """Another reading of a check. The leaves of `tree` begin with those of the adopted tree, so
    that what is known of these need not be judged again; `own` has the rest."""

    reading: str
    note: str | None
    tree: CompiledTree
    own: CompiledTree
    shift: int

    @classmethod
    def of(cls, other: OtherReading, adopted: CompiledTree) -> CompiledReading:
        tree = CompiledTree.of(other.tree, adopted.leaves)
        shift = len(adopted.leaves)
        return cls(other.reading, other.note, tree, CompiledTree(tree.leaves[shift:], ()), shift)

    def verdict(self, facts: Facts, adopted: Verdict, sure: int, may: int) -> Verdict:
        """Its verdict beside the `adopted` one. `sure`, `may`: masks of the adopted tree's leaves.

        Nobody is promised anything: where it asks for less, what the adopted reading need not know
        counts as missing as long as it is not known.
        """
        if not self.own.leaves:
            return self.tree.verdict(sure, may)
        _, own_sure, own_may = self.own.states(facts)
        sure |= own_sure << self.shift
        hoped = self.tree.verdict(sure, may | own_sure << self.shift)
        if _RANK[hoped] > _RANK[adopted]:
            return hoped
        feared = self.tree.verdict(sure, may | own_may << self.shift)
        return min(feared, adopted, key=_RANK.__getitem__)


_RANK: dict[Verdict, int] = {"not_eligible": 0, "undetermined": 1, "eligible": 2}
STATUS = {MET: "met", UNKNOWN: "unknown", UNMET: "unmet", None: "not_applicable"}
