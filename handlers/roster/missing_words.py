"""What a person of a list lacks, in plain words with figure and clause."""

from __future__ import annotations

from dataclasses import replace
from html import unescape

from handlers.chat.names import clause
from handlers.papers.plain_words import plain
from handlers.report.route_words import element_words
from i18n import Translator
from rules.norms.catalog import Catalogue
from rules.norms.model import Leaf, Position, Source
from rules.roster.judging import Judged
from rules.roster.lacking import is_cured
from rules.verdict.deciding import deciding
from rules.vocabulary import Json


def missing_words(catalogue: Catalogue, judged: Judged, tr: Translator) -> str:
    """What is missing, one thing in a line; what the list does not say where that decides."""
    position = catalogue.positions[judged.report.position]
    if judged.verdict == "eligible":
        return ""
    if judged.verdict == "undetermined":
        return _open(judged, position, tr)
    lines = [_step(element, judged, position, tr) for element in judged.route]
    if not lines:
        lines = [_leaf(item.leaf, tr) for item in judged.items if item.status == "unmet"]
    return "\n".join(dict.fromkeys(lines))


def _step(element: Json, judged: Judged, position: Position, tr: Translator) -> str:
    words = plain(element_words(element, position, tr))
    sources = [item.leaf.source for item in judged.items if is_cured(item, element)]
    where = "; ".join(dict.fromkeys(plain_clause(source, tr) for source in sources))
    return f"{words} ({where})" if where else words


def _open(judged: Judged, position: Position, tr: Translator) -> str:
    tree = position.checks[judged.category].tree
    report = replace(judged.report, requirements=judged.items)
    lines = [_leaf(item.leaf, tr) for item in deciding(tree, report)]
    said = "\n".join(dict.fromkeys(lines))
    return tr.text("The list does not say:") + "\n" + said if said else ""


def _leaf(leaf: Leaf, tr: Translator) -> str:
    return f"{leaf.text.of(tr.language)} ({plain_clause(leaf.source, tr)})"


def plain_clause(source: Source, tr: Translator) -> str:
    """The clause without HTML."""
    return unescape(clause(source, tr))
