"""How notes were told before the first correction; used for superseded rules only.

At that time a reading without another tree was told where the answer hung on the leaves that it
interprets, and another tree was judged as it stands.
"""

from __future__ import annotations

from rules.norms.compiled import CompiledCheck, CompiledTree
from rules.norms.facts import Facts
from rules.vocabulary import Verdict


def otherwise_before(
    compiled: CompiledCheck, facts: Facts, verdict: Verdict, sure: int, may: int
) -> dict[str, Verdict | None]:
    """Reading → the verdict of its other tree, None for a reading that decided this one."""
    found: dict[str, Verdict | None] = {}
    for other in compiled.check.others:
        tree = CompiledTree.of(other.tree)
        _, other_sure, other_may = tree.states(facts)
        judged = tree.verdict(other_sure, other_may)
        if judged != verdict:
            found.setdefault(other.reading, judged)
    for reading, mask in _masks(compiled):
        if _decided(compiled.tree, verdict, sure, may, mask):
            found[reading] = None
    return found


def _masks(compiled: CompiledCheck) -> tuple[tuple[str, int], ...]:
    """The leaves that each reading interprets, for readings that have no other tree here."""
    masks: dict[str, int] = {}
    for number, leaf in enumerate(compiled.tree.leaves):
        for reading in leaf.readings:
            masks[reading] = masks.get(reading, 0) | 1 << number
    with_tree = {other.reading for other in compiled.check.others}
    return tuple(item for item in masks.items() if item[0] not in with_tree)


def _decided(tree: CompiledTree, verdict: Verdict, sure: int, may: int, mask: int) -> bool:
    """Whether the answer hangs on the leaves in `mask`: without them, or with them, it changes."""
    if verdict == "not_eligible":
        return tree.verdict(sure | mask, may | mask) != verdict
    return tree.verdict(sure & ~mask, may & ~mask) != verdict
