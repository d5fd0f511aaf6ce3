"""Whom a later edition would judge otherwise, by which clause, and what each kind of them could be
told. Only drafted: a person sends it, as a message of HR."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Final

from handlers.chat.names import clause, target_name
from handlers.report.corrected import SHORT_VERDICTS
from i18n import LANGUAGES, Translator, translator
from rules.norms.catalog import Catalogue
from rules.norms.coverage import all_leaves
from rules.norms.model import Leaf
from rules.vocabulary import Json

_ROW: Final = "{:<10}  {:<28}  {:<10}  {:>5}  {:<28}  {}"
_MOST_CLAUSES: Final = 5


@dataclass(frozen=True, slots=True)
class Kind:
    """Decisions that come out alike from `since` on; `clauses`: requirements not met then that
    were met, or were not asked, before."""

    since: date
    position: str
    category: str | None
    before: str
    after: str
    clauses: tuple[str, ...]


def kinds(told: Json) -> Counter[Kind]:
    """The decisions of `diff-rules` that a later edition gives another verdict, by kind."""
    found: Counter[Kind] = Counter()
    for each in told["later"]:
        verdict = each["changes"].get("verdict")
        if verdict is None:
            continue
        clauses = tuple(
            one["id"]
            for one in each["changes"].get("requirements", ())
            if one["after"] in {"unmet", "unknown"} and one["after"] != one["before"]
        )
        since = date.fromisoformat(each["from"])
        where = (since, each["position"], each["category"])
        found[Kind(*where, verdict["before"], verdict["after"], clauses)] += 1
    return found


def shown(told: Json, norms: Catalogue) -> Iterator[str]:
    """A table of the kinds, most decisions first, and a message for each in three languages."""
    found = kinds(told).most_common()
    changed = len(told["changed"])
    yield f"decisions made by other rules: {told['judged']}, of another answer now: {changed}"
    if not found:
        yield "no kept decision gets another verdict by a later edition"
        return
    yield _ROW.format("from", "position", "category", "kept", "verdict", "by")
    for kind, count in found:
        verdict = f"{kind.before} -> {kind.after}"
        by = ", ".join(dict.fromkeys(_where(leaf) for leaf in _leaves(kind, norms)))
        category = kind.category or "-"
        row = (str(kind.since), kind.position, category, count, verdict, by or "-")
        yield _ROW.format(*row).rstrip()
    for kind, _ in found:
        for language in LANGUAGES:
            yield ""
            yield f"[{language}] {kind.since} {kind.position} {kind.category or '-'}"
            yield from message(kind, norms, translator(language))


def message(kind: Kind, norms: Catalogue, tr: Translator) -> Iterator[str]:
    """What the people of a kind could be told, in the language of `tr`."""
    then = norms.on(kind.since)
    yield tr.text("From {day} newer requirements are in force.", day=tr.date(kind.since))
    target = target_name(then, kind.position, kind.category, tr)
    yield tr.text("By your last answers for “{target}”:", target=target)
    yield tr.text(SHORT_VERDICTS[kind.after])
    leaves = _leaves(kind, norms)
    for leaf in leaves[:_MOST_CLAUSES]:
        yield f"• {leaf.text.of(tr.language)} ({unescape(clause(leaf.source, tr))})"
    if len(leaves) > _MOST_CLAUSES:
        yield tr.plural(
            "and {n} more requirement", "and {n} more requirements", len(leaves) - _MOST_CLAUSES
        )


def _leaves(kind: Kind, norms: Catalogue) -> list[Leaf]:
    known = {leaf.id: leaf for leaf in all_leaves(norms.on(kind.since).positions[kind.position])}
    return [known[name] for name in kind.clauses if name in known]


def _where(leaf: Leaf) -> str:
    section = f" ({leaf.source.section})" if leaf.source.section else ""
    return f"{leaf.source.document} {leaf.source.paragraph}{section}"
