"""What a position asks for in short, in words of ours: unofficial in every language. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from handlers.chat.names import category_name, in_brackets
from i18n import Translator
from rules.norms.model import All, Competence, Leaf, Node, Position, leaves_of


def short_lines(position: Position, tr: Translator) -> Iterator[str]:
    """What is asked for, then what only a category asks for, then what gives an advantage.

    Competences come only where they stand among the requirements.
    """
    lines = _Lines(position, tr)
    tree = position.checks[None].tree
    yield from lines.of(tree)
    known = {leaf.id for leaf in leaves_of(tree)}
    for category in position.categories:
        besides = list(lines.besides(position.checks[category].tree, known))
        if besides:
            yield f"<b>{escape(category_name(category, tr))}</b>"
            yield from besides
    if position.preferences:
        yield tr.text("🏅 <i>From here on: what only gives an advantage.</i>")
        for leaf in position.preferences:
            yield from lines.of(leaf)


class _Lines:
    """Trees of requirements as lines; alternatives stand between "one of these" and "or"."""

    def __init__(self, position: Position, tr: Translator) -> None:
        self._skipped = "competence" if position.categories else None
        self._tr = tr

    def of(self, node: Node) -> Iterator[str]:
        if isinstance(node, Leaf):
            if node.kind != self._skipped:
                text = escape(node.text.of(self._tr.language), quote=False)
                yield f"• {text}{in_brackets(node.source, self._tr)}"
        elif isinstance(node, All):
            for child in node.children:
                yield from self.of(child)
        else:
            yield self._tr.text("One of these is needed:")
            for number, child in enumerate(node.children):
                if number:
                    yield "   " + self._tr.text("<i>or</i>")
                yield from (f"   {line}" for line in self.of(child))

    def besides(self, node: Node, known: set[str]) -> Iterator[str]:
        """The parts of a tree in which there is something that is not known yet."""
        for part in node.children if isinstance(node, All) else (node,):
            new = [x for x in leaves_of(part) if x.id not in known and x.kind != self._skipped]
            if new:
                yield from self.of(part)


def short_competences(position: Position, tr: Translator) -> Iterator[str]:
    """The checklist by the lowest category that asks for each item."""
    by_category: dict[str | None, list[Competence]] = {}
    for item in position.competences:
        by_category.setdefault(item.category, []).append(item)
    for category, items in by_category.items():
        if category is not None:
            yield f"<b>{escape(category_name(category, tr))}</b>"
        for item in items:
            yield f"• {escape(item.text.of(tr.language), quote=False)}"
