"""Which ways of a tree can still decide the answer, whatever the open facts turn out to be.

A way stops mattering when it holds another way, when it needs what the person is known to lack and
nobody can set out to obtain, or when another way is nearer in every completion of the unknowns.
"""

from __future__ import annotations

from functools import lru_cache

from rules.compiled import CompiledTree
from rules.facts import Facts
from rules.route import Cost, cheapest

IMPOSSIBLE: Cost = (10**9, 0, 0, 0, 0)


class WorstCase(Facts):
    """The same answers, with every range of months at its lower end."""

    __slots__ = ()

    def effective(self, kind: str) -> int | None:
        return self.months(kind)[0]


def ways_that_matter(tree: CompiledTree, facts: Facts, sure: int, may: int) -> tuple[int, ...]:
    """What is not surely met of every way that matters, in the order of the text.

    Empty when the person is eligible already. `sure`, `may`: masks of the leaves that are surely
    met, and of those that may be.
    """
    nearest = _minimal(tuple(way & ~sure for way in tree.ways))
    if 0 in nearest:
        return ()
    walkable = tuple(way for way in nearest if not way & ~may & tree.never)
    if len(walkable) < 2:
        return walkable
    return _Comparison(tree, facts, sure, may).undominated(walkable)


@lru_cache(maxsize=4096)
def _minimal(ways: tuple[int, ...]) -> tuple[int, ...]:
    """The ways that hold no other, in the order of the text."""
    return tuple(
        way
        for way in dict.fromkeys(ways)
        if not any(other != way and other & way == other for other in ways)
    )


class _Comparison:
    """Compares what ways cost at least and at most over all completions of the open facts."""

    def __init__(self, tree: CompiledTree, facts: Facts, sure: int, may: int) -> None:
        self._tree = tree
        self._best = facts
        self._worst = WorstCase(facts.profile, facts.on, facts.extra)
        self._unknown = may & ~sure
        self._may = may
        self._costs: dict[tuple[int, bool], Cost] = {}

    def undominated(self, ways: tuple[int, ...]) -> tuple[int, ...]:
        """The ways that win in some completion; of equals the earlier in the text."""
        return tuple(
            way
            for rank, way in enumerate(ways)
            if not any(
                other != way and self._always_nearer(other, way, earlier=other_rank < rank)
                for other_rank, other in enumerate(ways)
            )
        )

    def _always_nearer(self, way: int, other: int, *, earlier: bool) -> bool:
        """Whether `way` wins over `other`; what both leave open is taken as met, then as unmet."""
        shared = way & other & self._unknown
        lacking = other & ~self._may
        return all(
            _wins(
                self._cost(way & ~met_in_both, worst=True),
                self._cost(lacking | unmet_in_both, worst=False),
                earlier,
            )
            for met_in_both, unmet_in_both in ({(shared, 0), (0, shared)})
        )

    def _cost(self, missing: int, *, worst: bool) -> Cost:
        key = missing, worst
        found = self._costs.get(key)
        if found is None:
            leaves = [leaf for i, leaf in enumerate(self._tree.leaves) if missing >> i & 1]
            route = cheapest(leaves, self._worst if worst else self._best)
            found = self._costs[key] = IMPOSSIBLE if route is None else route.cost
        return found


def _wins(most: Cost, least: Cost, earlier: bool) -> bool:
    return most < least or (most == least and earlier)
