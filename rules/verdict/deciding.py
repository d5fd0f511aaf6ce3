"""What an open verdict still hangs on. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from rules.norms.model import All, Leaf, Node
from rules.verdict.check import Item, Report

_GOOD = ("met", "not_applicable")


def deciding(tree: Node, report: Report) -> Iterator[Item]:
    """The unknown requirements that could still make the difference: not those beside an
    alternative that is met, nor those in an alternative that cannot be met any more."""
    yield from _open(tree, {item.leaf.id: item for item in report.requirements})


def _open(node: Node, items: dict[str, Item]) -> Iterator[Item]:
    if isinstance(node, Leaf):
        if items[node.id].status == "unknown":
            yield items[node.id]
        return
    if _is(node, items, *_GOOD) or not _is(node, items, *_GOOD, "unknown"):
        return
    for child in node.children:
        if _is(child, items, *_GOOD, "unknown"):
            yield from _open(child, items)


def _is(node: Node, items: dict[str, Item], *statuses: str) -> bool:
    """Whether the node is met when the leaves with one of these statuses are."""
    if isinstance(node, Leaf):
        return items[node.id].status in statuses
    every = all if isinstance(node, All) else any
    return every(_is(child, items, *statuses) for child in node.children)
