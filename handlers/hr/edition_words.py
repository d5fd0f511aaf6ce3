"""The numbers of an edition of the attestation rules in words, alone and "before → after". Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from handlers.attestation_view import MANAGER_CATEGORIES
from handlers.names import CATEGORY_NAMES
from i18n import Translator, mark
from rules.attestation import Edition, Number, numbers_of
from rules.attestation.amending import What

WORDS: Final[dict[What, str]] = {
    "trainee_months": mark("work as a trainee, months"),
    "work_months": mark("pedagogical work, months"),
    "test": mark("knowledge test, %"),
    "hours": mark("courses, hours"),
    "early_months": mark("early: months since the last attestation"),
    "achievements": mark("early: achievements"),
    "early_years": mark("early: years running with the results asked for"),
    "term": mark("a category is valid, months"),
    "first_head_term": mark("the category of a first head is valid, months"),
    "test_valid": mark("a test result is valid, months"),
}
FAMILIES: Final = {
    "pedagogues": mark("All pedagogues"),
    "managers": mark("All heads and deputies"),
    "": mark("Everybody"),
}


def heading(of: str, tr: Translator) -> str:
    """Whom a number is about: a category, or a family of positions."""
    if of in MANAGER_CATEGORIES:
        whose, category = tr.text("Heads and deputies"), tr.text(MANAGER_CATEGORIES[of])
        return f"{whose}: {category}"
    if of in CATEGORY_NAMES:
        name = tr.text(CATEGORY_NAMES[of])
        return name[:1].upper() + name[1:]
    return tr.text(FAMILIES[of])


def number_name(number: Number, tr: Translator) -> str:
    return tr.text(WORDS[number.what])


def all_lines(edition: Edition, changes: Mapping[str, int], tr: Translator) -> Iterator[str]:
    """Every number with its place from 1, as HTML, and what it is changed to."""
    above = None
    for place, number in enumerate(numbers_of(edition), start=1):
        if number.of != above:
            above = number.of
            yield f"<b>{heading(above, tr)}</b>"
        after = changes.get(number.key, number.value)
        yield f"{place}. {number_name(number, tr)}: {_step(number.value, after)}"


def changed_lines(before: Edition, after: Mapping[str, int], tr: Translator) -> Iterator[str]:
    """The numbers that differ, "before → after", as HTML; a word where none does."""
    differing = [
        number
        for number in numbers_of(before)
        if after.get(number.key, number.value) != number.value
    ]
    if not differing:
        yield tr.text("No number changes.")
    for number in differing:
        step = _step(number.value, after[number.key])
        yield f"• {heading(number.of, tr)}, {number_name(number, tr)}: {step}"


def unentered_lines(before: Edition, entered: Mapping[str, int], tr: Translator) -> Iterator[str]:
    """The numbers that nobody was asked for when the edition was entered, as HTML."""
    missing = [number for number in numbers_of(before) if number.key not in entered]
    if missing:
        yield ""
        yield tr.text("<b>Not entered, taken from the edition before</b>")
    for number in missing:
        yield f"• {heading(number.of, tr)}, {number_name(number, tr)}: {number.value}"


def _step(before: int, after: int) -> str:
    return f"{before}" if before == after else f"{before} → <b>{after}</b>"
