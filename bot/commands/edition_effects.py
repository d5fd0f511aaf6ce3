"""Whom a later edition would judge otherwise, by which clause, and what each kind of them could be
told. Only drafted: a person decides what is sent (`bot.commands.notices`)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Final

from bot.commands.rule_differences import Differences
from handlers.chat.names import clause, target_name
from handlers.report.corrected import SHORT_VERDICTS
from i18n import LANGUAGES, Translator, translator
from rules.norms.catalog import Catalogue
from rules.norms.coverage import all_leaves
from rules.norms.model import Leaf
from rules.verdict.edition_kinds import Kind

_ROW: Final = "{:<10}  {:<28}  {:<10}  {:>8}  {:<28}  {}"
_MOST_CLAUSES: Final = 5


def shown(told: Differences, norms: Catalogue) -> Iterator[str]:
    """A table of the kinds of decisions and one of the registers, the largest first, and a draft of
    a message for each kind in three languages."""
    found = told.kinds.most_common()
    changed = len(told.changed)
    yield f"decisions made by other rules: {told.judged}, of another answer now: {changed}"
    if found:
        yield _ROW.format("from", "position", "category", "kept", "verdict", "by")
    else:
        yield "no kept decision comes out otherwise by a later edition"
    for kind, count in found:
        yield _row(kind, count, norms)
    yield from _of_registers(told, norms)
    for kind, _ in found:
        yield from _drafts(kind, norms, by_list=False)
    for kind in told.register:
        yield from _drafts(kind, norms, by_list=True)


def _of_registers(told: Differences, norms: Catalogue) -> Iterator[str]:
    yield ""
    if not told.register:
        yield "nobody of a register is judged otherwise by a later edition"
        return
    yield _ROW.format("from", "position", "category", "register", "verdict", "by")
    for kind, people in told.register.items():
        yield _row(kind, len(people), norms)
        for each in people.values() if told.named else ():
            units = ", ".join(name for _, name in each.line.units)
            yield f"    {each.line.employee.name}; {each.line.appointment.post}; {units or '-'}"


def _row(kind: Kind, count: int, norms: Catalogue) -> str:
    verdict = f"{kind.before or '-'} -> {kind.after or '-'}"
    by = ", ".join(dict.fromkeys(_where(leaf) for leaf in _leaves(kind, norms)))
    category = kind.category or "-"
    row = (str(kind.since), kind.position, category, count, verdict, by or "-")
    return _ROW.format(*row).rstrip()


def _drafts(kind: Kind, norms: Catalogue, *, by_list: bool) -> Iterator[str]:
    for language in LANGUAGES:
        tr = translator(language)
        yield ""
        yield f"[{language}] draft: {kind.since} {kind.position} {kind.category or '-'}"
        yield head(kind.since, tr)
        yield from body(kind, norms, tr, by_list=by_list)


def head(since: date, tr: Translator) -> str:
    return tr.text("From {day} newer requirements are in force.", day=tr.date(since))


def body(kind: Kind, norms: Catalogue, tr: Translator, *, by_list: bool = False) -> Iterator[str]:
    """What the people of a kind could be told below `head`, in the language of `tr`; `by_list`:
    by what the employer's list says, not by answers of theirs."""
    then = norms.on(kind.since)
    target = target_name(then, kind.position, kind.category, tr)
    if by_list:
        yield tr.text("By your employer's list for “{target}”:", target=target)
    else:
        yield tr.text("By your last answers for “{target}”:", target=target)
    if kind.after is None:
        yield tr.text("This category is no longer there.")
    else:
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
