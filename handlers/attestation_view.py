"""What the attestation rules ask for, as HTML beside a report. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from handlers.requirement_lines import status_sign
from i18n import Translator
from rules.attestation import Attestation, Fact, Requirement, attested_positions
from rules.attestation.edition import Clause
from rules.attestation.wording import clause_text


def has_attestation(position: str, category: str | None) -> bool:
    """Whether a check has an attestation beside it: of a college position, for a category."""
    return category is not None and position in attested_positions()


def attestation_lines(found: Attestation, tr: Translator) -> Iterator[str]:
    """The block line by line, each fact with its clause; first the edition, last the warning."""
    lang = tr.language
    if found.edition is not None:
        name = escape(found.edition.name.frozen().of(lang), quote=False)
        yield tr.text("<i>By the attestation rules: {edition}.</i>", edition=name)
        yield tr.text(
            "<i>This stands beside the check by Order No. 338: neither changes the other.</i>"
        )
        yield from _asked(found, tr)
        yield from _facts(tr.text("<b>What to do</b>"), found.next_steps, tr)
        yield from _ways(found, tr)
        yield from _facts(tr.text("<b>What keeps a category</b>"), found.keeping, tr)
        yield ""
    yield f"<b>⚠️ {escape(found.to_json(lang)['check'], quote=False)}</b>"


def _asked(found: Attestation, tr: Translator) -> Iterator[str]:
    yield ""
    yield tr.text("<b>What is asked for</b>")
    for item in found.requirements:
        yield f"{status_sign(item.status)} {_sentence(item, tr)}"
        if item.id == "course-hours":
            yield f"   {_hours(found.hours_short, tr)}"


def _hours(short: int | None, tr: Translator) -> str:
    if short is None:
        return tr.text("How many hours are missing is not known.")
    if short == 0:
        return tr.text("No hours are missing.")
    return tr.text("Still missing: {hours}.", hours=tr.hours(short))


def _facts(heading: str, facts: Iterable[Fact], tr: Translator) -> Iterator[str]:
    lines = [f"• {_sentence(fact, tr)}" for fact in facts]
    if lines:
        yield ""
        yield heading
        yield from lines


def _ways(found: Attestation, tr: Translator) -> Iterator[str]:
    if found.ways:
        yield ""
        yield tr.text("<b>Without attestation</b>")
    for way in found.ways:
        yield f"{status_sign(way.status)} {_sentence(way.fact, tr)}"


def _sentence(fact: Fact | Requirement, tr: Translator) -> str:
    text = escape(fact.text.of(tr.language), quote=False)
    cited = "; ".join(_cited(clause, tr) for clause in fact.clauses)
    return f"{text} ({cited})"


def _cited(clause: Clause, tr: Translator) -> str:
    cited = escape(clause_text(clause, tr.language), quote=False)
    if clause.law or clause.annex is not None:
        return cited
    return tr.text("cl. {number}", number=cited)
