"""The sections about an attestation, as HTML: its rules in full sentences, with clauses. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from enum import StrEnum
from html import escape
from typing import Final

from handlers.chat.names import short_name, target_name
from handlers.chat.phone import parts
from handlers.chat.telegram_text import shortened
from handlers.report.requirement_lines import status_sign
from i18n import Translator, mark
from rules.attestation import (
    Attestation,
    Exemption,
    Fact,
    Requirement,
)
from rules.attestation.block import are_entered
from rules.attestation.edition import Clause
from rules.attestation.wording import clause_text
from rules.norms.catalog import Catalogue

MANAGER_CATEGORIES: Final[dict[str, str]] = {
    "deputy_3": mark("third category"),
    "deputy_2": mark("second category"),
    "deputy_1": mark("first category"),
}


class Part(StrEnum):
    """The sections; each is opened by a press. The papers are a list to tick off."""

    REQUIRED = "need"
    TODO = "todo"
    TEST = "test"
    NO_TEST = "notest"
    APPLY = "apply"
    PAPERS = "papers"
    WAYS = "ways"
    KEEP = "keep"
    LOWER = "lower"
    EXCEPTIONS = "except"


PART_NAMES: Final[dict[Part, str]] = {
    Part.REQUIRED: mark("What is required"),
    Part.TODO: mark("What to do"),
    Part.TEST: mark("The test"),
    Part.NO_TEST: mark("Without the test"),
    Part.APPLY: mark("Applying"),
    Part.PAPERS: mark("📎 Papers to gather"),
    Part.WAYS: mark("Without attestation"),
    Part.KEEP: mark("What keeps a category"),
    Part.LOWER: mark("What lowers a category"),
    Part.EXCEPTIONS: mark("Exceptions"),
}
_APPLYING: Final = ("apply", "commission", "portfolio")
FIRST: Final = "main"
SECTIONS: Final = "all"
"""In a button's data, in place of a section: the first screen, the list of sections."""
LONGEST_NAME: Final = 80
"""Of an edition, in letters: one that HR entered may have any name."""
_LOWERING: Final = ("late", "false-documents")


def attested_name(catalogue: Catalogue, position: str, category: str, tr: Translator) -> str:
    """The position, and the category that is asked for."""
    if category in MANAGER_CATEGORIES:
        return f"{short_name(catalogue, position, tr)} · {tr.text(MANAGER_CATEGORIES[category])}"
    return target_name(catalogue, position, category, tr)


def part_screens(
    found: Attestation, part: Part, heading: str, asked: Collection[str], tr: Translator
) -> list[str]:
    """One section, in parts; `asked`: requirements that a button of the first screen
    answers, so that nothing has to be said of finding them out."""
    head = [heading, f"<b>{tr.text(PART_NAMES[part])}</b>"]
    if part is Part.EXCEPTIONS:
        head.append(tr.text("For you to read: nobody asks you about this."))
    return parts(_part_lines(found, part, asked, tr), head=head, foot=edition_lines(found, tr))


def _part_lines(
    found: Attestation, part: Part, asked: Collection[str], tr: Translator
) -> Iterator[str]:
    if part is Part.REQUIRED:
        for item in found.requirements:
            yield f"{status_sign(item.status)} {_sentence(item, found, tr)}"
        yield warning(found, tr)
    for fact in _facts(found, part, asked):
        yield f"• {_sentence(fact, found, tr)}"
    for way in _ways(found, part):
        yield f"{status_sign(way.status)} {_sentence(way.fact, found, tr)}"


def edition_lines(found: Attestation, tr: Translator) -> list[str]:
    """By which rules, in short: below every screen."""
    assert found.edition is not None, "there is something to say of an edition only"
    name = found.edition.name.frozen().of(tr.language)
    named = escape(shortened(name, LONGEST_NAME), quote=False)
    return [
        tr.text(
            "<i>{edition}. Check before you apply; apart from the verdict on Order No. 338.</i>",
            edition=named,
        )
    ]


def warning(found: Attestation, tr: Translator) -> str:
    """What is not known of the rules, in full."""
    return f"<b>⚠️ {escape(found.to_json(tr.language)['check'], quote=False)}</b>"


def parts_of(found: Attestation, asked: Collection[str]) -> tuple[Part, ...]:
    """The sections in which something applies to the person, or is open."""
    return tuple(
        part
        for part in Part
        if (part is Part.REQUIRED and found.requirements)
        or _facts(found, part, asked)
        or _ways(found, part)
        or asks_of(found, part)
    )


def asks_of(found: Attestation, part: Part) -> tuple[str, ...]:
    """The yes-or-no questions that belong to a part."""
    return tuple(way.fact.id for way in _all_ways(found, part) if way.asks is not None)


def _facts(found: Attestation, part: Part, asked: Collection[str]) -> tuple[Fact, ...]:
    if part in (Part.KEEP, Part.LOWER):
        lowers = part is Part.LOWER
        return tuple(fact for fact in found.keeping if (fact.id in _LOWERING) == lowers)
    if part is Part.EXCEPTIONS:
        return found.exceptions
    open_ones = {item.id for item in found.requirements if item.status == "unknown"} & set(asked)
    steps = tuple(step for step in found.next_steps if step.id not in open_ones)
    return tuple(step for step in steps if _part_of(step) is part)


def _part_of(step: Fact) -> Part:
    if step.id.startswith("test-"):
        return Part.TEST
    if step.id in _APPLYING:
        return Part.APPLY
    return Part.PAPERS if step.id == "documents" else Part.TODO


def _ways(found: Attestation, part: Part) -> tuple[Exemption, ...]:
    """Those that are not closed to the person."""
    return tuple(way for way in _all_ways(found, part) if way.status != "unmet")


def _all_ways(found: Attestation, part: Part) -> tuple[Exemption, ...]:
    if part is Part.WAYS:
        return found.ways
    if part is not Part.NO_TEST:
        return ()
    passed = any(
        item.id == "knowledge-test" and item.status == "met" and "not_needed" not in item.have
        for item in found.requirements
    )
    return () if passed else found.no_test


def _sentence(fact: Fact | Requirement, found: Attestation, tr: Translator) -> str:
    """The sentence with its clause before the full stop; marked where it is not of the HR that
    entered the edition."""
    text = escape(fact.text.of(tr.language), quote=False)
    cited = "; ".join(_cited(clause, tr) for clause in fact.clauses)
    of_hr = found.edition is not None and found.edition.entered_by is not None
    sign = "▫️ " if of_hr and not are_entered(fact.clauses) else ""
    stop = "." if text.endswith(".") else ""
    return f"{sign}{text.removesuffix('.')} ({cited}){stop}"


def _cited(clause: Clause, tr: Translator) -> str:
    cited = escape(clause_text(clause, tr.language), quote=False)
    if clause.law or clause.annex is not None:
        return cited
    return tr.text("cl. {number}", number=cited)
