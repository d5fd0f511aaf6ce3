"""Which ways of a tree can still decide the answer, whatever the open facts turn out to be.

A way stops mattering when it holds another way, when it needs what the person is known to lack and
nobody can set out to obtain, or when another way is nearer in every completion of the unknowns.
"""

from __future__ import annotations

from functools import lru_cache

from rules.norms.compiled import CompiledTree
from rules.norms.facts import Facts
from rules.verdict.route import Cost, cheapest

IMPOSSIBLE: Cost = (10**9, 0, 0, 0, 0)
NO_BOUND = 10**9


class WorstCase(Facts):
    """The same answers, with every range of months at its lower end."""

    __slots__ = ()

    def effective(self, kind: str) -> int | None:
        return self.months(kind)[0]


class BestCase(Facts):
    """The same answers, with every range of months at its upper end, however far that is."""

    __slots__ = ()

    def effective(self, kind: str) -> int | None:
        high = self.months(kind)[1]
        return NO_BOUND if high is None else high


class Outlook:
    """The ways of a tree as one person stands before them; what they cost is worked out once.

    `supposing`: some requirements will be supposed unmet that are open; a kind of experience that
    is not given may then lack any number of months.
    """

    def __init__(self, tree: CompiledTree, facts: Facts, *, supposing: bool = False) -> None:
        self._tree = tree
        self._best = BestCase(facts.profile, facts.on, facts.extra) if supposing else facts
        self._worst = WorstCase(facts.profile, facts.on, facts.extra)
        self._costs: dict[tuple[int, bool], Cost] = {}

    @property
    def never(self) -> int:
        """Mask of the leaves that nobody can set out to obtain."""
        return self._tree.never

    def ways_that_matter(self, sure: int, may: int) -> tuple[int, ...]:
        """What is not surely met of every way that matters, in the order of the text.

        Empty when the person is eligible already. `sure`, `may`: masks of the leaves that are
        surely met, and of those that may be.
        """
        nearest = _minimal(tuple(way & ~sure for way in self._tree.ways))
        if 0 in nearest:
            return ()
        walkable = tuple(way for way in nearest if not way & ~may & self.never)
        if len(walkable) < 2:
            return walkable
        return tuple(
            way
            for rank, way in enumerate(walkable)
            if not any(
                other != way
                and self._always_nearer(other, way, sure, may, earlier=other_rank < rank)
                for other_rank, other in enumerate(walkable)
            )
        )

    def _always_nearer(self, way: int, other: int, sure: int, may: int, *, earlier: bool) -> bool:
        """Whether `way` is nearer than `other` in every completion of the open facts, or as near
        and `earlier` in the text; what both leave open is taken as met, then as unmet."""
        shared = way & other & may & ~sure
        lacking = other & ~may
        if not self._wins(way & ~shared, lacking, earlier):
            return False
        return not shared or self._wins(way, lacking | shared, earlier)

    def _wins(self, most: int, least: int, earlier: bool) -> bool:
        """Whether lacking `most` costs at most less than lacking `least` costs at least."""
        at_most, at_least = self._cost(most, worst=True), self._cost(least, worst=False)
        return at_most < at_least or (earlier and at_most == at_least)

    def _cost(self, missing: int, *, worst: bool) -> Cost:
        key = missing, worst
        found = self._costs.get(key)
        if found is None:
            leaves = [leaf for i, leaf in enumerate(self._tree.leaves) if missing >> i & 1]
            route = cheapest(leaves, self._worst if worst else self._best)
            found = self._costs[key] = IMPOSSIBLE if route is None else route.cost
        return found


@lru_cache(maxsize=4096)
def _minimal(ways: tuple[int, ...]) -> tuple[int, ...]:
    """The ways that hold no other, in the order of the text."""
    return tuple(
        way
        for way in dict.fromkeys(ways)
        if not any(other != way and other & way == other for other in ways)
    )
