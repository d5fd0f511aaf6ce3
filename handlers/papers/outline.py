"""The requirements of a check in the order of the text, with the alternatives between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handlers.papers.paper import Paper
from rules.norms.model import All, Any, Leaf, Node, leaves_of
from rules.norms.needs import CompetenceNeed
from rules.verdict.check import Item

_GOOD = ("met", "not_applicable")


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement, `depth` alternatives deep. `needed`: no other alternative is met."""

    item: Item
    depth: int
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Choice:
    """Here alternatives begin."""

    depth: int


@dataclass(frozen=True, slots=True)
class Or:
    """Here one alternative ends and the next begins."""

    depth: int


Entry = Requirement | Choice | Or


def outline(paper: Paper, *, only_what_counts: bool) -> list[Entry]:
    """Every requirement but the competences, each once.

    `only_what_counts`: where one of several alternatives is met, the others are left out.
    """
    return list(_Walk(paper, only_what_counts).of(paper.tree, 0))


def competences(paper: Paper) -> list[Item]:
    """The items of the checklist as they stand."""
    asked = {x.id for x in leaves_of(paper.tree) if isinstance(x.need, CompetenceNeed)}
    return [item for item in paper.report.requirements if item.leaf.id in asked]


class _Walk:
    def __init__(self, paper: Paper, only_what_counts: bool) -> None:
        self._items = {item.leaf.id: item for item in paper.report.requirements}
        self._only_what_counts = only_what_counts
        self._needed = set(self._counting(paper.tree))
        self._shown: set[str] = set()

    def of(self, node: Node, depth: int) -> Iterator[Entry]:
        if isinstance(node, Leaf):
            if not isinstance(node.need, CompetenceNeed) and node.id not in self._shown:
                self._shown.add(node.id)
                yield Requirement(self._items[node.id], depth, node.id in self._needed)
        elif isinstance(node, All):
            for child in node.children:
                yield from self.of(child, depth)
        else:
            yield from self._alternatives(node, depth)

    def _alternatives(self, node: Any, depth: int) -> Iterator[Entry]:
        met = self._first_met(node)
        if met is not None and self._only_what_counts:
            yield from self.of(met, depth)
            return
        yield Choice(depth)
        for number, child in enumerate(node.children):
            if number:
                yield Or(depth + 1)
            yield from self.of(child, depth + 1)

    def _first_met(self, node: Any) -> Node | None:
        return next((child for child in node.children if self._met(child)), None)

    def _counting(self, node: Node) -> Iterator[str]:
        """The leaves that need be known: not those beside an alternative that is met."""
        if isinstance(node, Leaf):
            yield node.id
            return
        met = self._first_met(node) if isinstance(node, Any) else None
        for child in node.children if met is None else (met,):
            yield from self._counting(child)

    def _met(self, node: Node) -> bool:
        if isinstance(node, Leaf):
            return self._items[node.id].status in _GOOD
        every = all if isinstance(node, All) else any
        return every(self._met(child) for child in node.children)
