"""The requirements of a report line by line, the way the text joins them."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from handlers.chat.names import in_brackets
from i18n import Translator
from rules.norms.model import All, Any, Leaf, Node, Position, leaves_of
from rules.norms.needs import CertificateNeed, CompetenceNeed, ExperienceNeed
from rules.verdict.check import Item, Report
from rules.vocabulary import Json

_SIGNS = {"met": "✅", "unmet": "❌", "unknown": "❔", "not_applicable": "➖"}
_GOOD = ("met", "not_applicable")


def status_sign(status: str) -> str:
    return _SIGNS[status]


def requirement_lines(
    tree: Node, report: Report, position: Position, tr: Translator
) -> Iterator[str]:
    """Each requirement once. Of alternatives only one that is met is shown; when none is, all of
    them are, the one on the nearest route marked. Competences are folded into one line."""
    lines = _Lines(report, position, tr)
    yield from lines.of(tree)
    yield from lines.competences(tree)


class _Lines:
    def __init__(self, report: Report, position: Position, tr: Translator) -> None:
        self._items = {item.leaf.id: item for item in report.requirements}
        self._route = report.route
        self._position = position
        self._tr = tr
        self._shown: set[str] = set()

    def of(self, node: Node) -> Iterator[str]:
        if isinstance(node, Leaf):
            if not isinstance(node.need, CompetenceNeed) and node.id not in self._shown:
                self._shown.add(node.id)
                yield self._line(self._items[node.id])
        elif isinstance(node, All):
            for child in node.children:
                yield from self.of(child)
        else:
            yield from self._alternatives(node)

    def _alternatives(self, node: Any) -> Iterator[str]:
        met = next((child for child in node.children if self._met(child)), None)
        if met is not None:
            yield from self.of(met)
            return
        yield self._tr.text("One of these is needed:")
        for number, child in enumerate(node.children):
            if number:
                yield "   " + self._tr.text("<i>or</i>")
            mark = "👉 " if self._on_route(child) else "   "
            for line in self.of(child):
                yield f"{mark}{line}"
                mark = "   "

    def _met(self, node: Node) -> bool:
        if isinstance(node, Leaf):
            return self._items[node.id].status in _GOOD
        every = all if isinstance(node, All) else any
        return every(self._met(child) for child in node.children)

    def _on_route(self, node: Node) -> bool:
        """Whether the nearest route meets this alternative: every unmet leaf of it is a step."""
        unmet = [leaf for leaf in leaves_of(node) if self._items[leaf.id].status == "unmet"]
        return bool(unmet) and all(
            any(_cures(element, leaf) for element in self._route) for leaf in unmet
        )

    def _line(self, item: Item) -> str:
        text = escape(item.leaf.text.of(self._tr.language))
        where = in_brackets(item.leaf.source, self._tr)
        detail = self._detail(item)
        return f"{_SIGNS[item.status]} {text}{where}{detail}"

    def _detail(self, item: Item) -> str:
        tr = self._tr
        if item.status == "not_applicable":
            return ". " + tr.text("Does not apply to you")
        if item.status == "unknown":
            return ". " + tr.text("Not known")
        amounts = _amounts(item, tr)
        if amounts is None:
            return ""
        have, short = amounts
        if short is None:
            return ". " + tr.text("You have {have}", have=have)
        return ". " + tr.text("You have {have}, {short} more", have=have, short=short)

    def competences(self, tree: Node) -> Iterator[str]:
        """One line for the checklist, then what of it is missing."""
        leaves = {leaf.id: leaf for leaf in leaves_of(tree)}.values()
        items = [self._items[x.id] for x in leaves if isinstance(x.need, CompetenceNeed)]
        if not items:
            return
        met = [item for item in items if item.status == "met"]
        unmet = [item for item in items if item.status == "unmet"]
        unknown = len(items) - len(met) - len(unmet)
        sign = "❌" if unmet else "❔" if unknown else "✅"
        tr = self._tr
        where = in_brackets(items[0].leaf.source, tr)
        line = tr.text("Competences: {n} of {total}", n=len(met), total=len(items))
        yield f"{sign} {line}{where}"
        for item in unmet:
            yield f"   ❌ {escape(item.leaf.text.of(tr.language))}"
        if unknown:
            yield "   ❔ " + tr.plural(
                "{n} item is not answered", "{n} items are not answered", unknown
            )


def _amounts(item: Item, tr: Translator) -> tuple[str, str | None] | None:
    """What there is and what is short, in words; None where amounts say nothing."""
    need, have, short = item.leaf.need, item.have, item.short
    if isinstance(need, ExperienceNeed) and "months" in have:
        missing = tr.months(short["months"]) if "months" in short else None
        return tr.months(have["months"]), missing
    if isinstance(need, CertificateNeed) and "hours" in have and need.hours > 1:
        if item.status == "met":
            return None
        return tr.hours(have["hours"]), tr.hours(short["hours"]) if "hours" in short else None
    return None


def _cures(element: Json, leaf: Leaf) -> bool:
    if element["kind"] != leaf.kind:
        return False
    if isinstance(leaf.need, ExperienceNeed):
        return bool(element["experience"] == leaf.need.experience)
    if isinstance(leaf.need, CertificateNeed):
        return bool(element["topic"] == leaf.need.topic)
    return True
