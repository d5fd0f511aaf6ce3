"""What the attestation rules ask for, as HTML beside a report. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from handlers.names import short_name, target_name
from handlers.requirement_lines import status_sign
from i18n import Translator, mark
from rules.attestation import Attestation, Fact, Requirement, attested_positions, editions
from rules.attestation.edition import Clause
from rules.attestation.wording import clause_text
from rules.catalog import Catalogue

MANAGER_CATEGORIES: Final[dict[str, str]] = {
    "deputy_3": mark("third category"),
    "deputy_2": mark("second category"),
    "deputy_1": mark("first category"),
}
CHOOSE: Final = "-"
"""In a button's data: the category is still to be chosen."""


def has_attestation(position: str, category: str | None) -> bool:
    """Whether a check has an attestation beside it: of a college position, for a category; heads
    and deputies have categories of their own, which Order No. 338 does not check."""
    if category is None:
        return is_managerial(position)
    return position in attested_positions()


def is_managerial(position: str) -> bool:
    """Whether it is the position of a head or deputy."""
    families = (family for edition in editions() for family in edition.families)
    return any(f.fact == "management_category" and position in f.positions for f in families)


def attested_name(catalogue: Catalogue, position: str, category: str, tr: Translator) -> str:
    """The position, and the category that is asked for."""
    if category in MANAGER_CATEGORIES:
        return f"{short_name(catalogue, position, tr)} · {tr.text(MANAGER_CATEGORIES[category])}"
    return target_name(catalogue, position, category, tr)


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
