"""The first screen of an attestation: how each requirement stands, in a line or two. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from html import escape
from typing import Final

from handlers.attestation.attestation_view import (
    MANAGER_CATEGORIES,
    attested_name,
    edition_lines,
    warning,
)
from handlers.chat.names import target_name
from handlers.chat.outcome import Button, Screen, column
from handlers.chat.said_words import VOCABULARIES, in_sentence, named
from handlers.report.requirement_lines import status_sign
from i18n import Translator
from rules.attestation import Attestation, Requirement
from rules.norms.catalog import Catalogue
from rules.vocabulary import Json
from storage.tables.deadlines import DateKind

_FIRST: Final = ("unknown", "unmet", "met")


def heading(catalogue: Catalogue, position: str, category: str, tr: Translator) -> str:
    name = escape(attested_name(catalogue, position, category, tr))
    return tr.text("<b>🎖 Attestation: {name}</b>", name=name)


def first_text(heading: str, above: str, found: Attestation | None, tr: Translator) -> str:
    """`found` None: the rules lack the category; `above`: what is said first, "" for nothing."""
    lines = [heading, *filter(None, (above,))]
    if found is None:
        lines.append(tr.text("The attestation rules have no such category for this post."))
    elif found.edition is None:
        lines.append(warning(found, tr))
    else:
        lines += [*standing_lines(found, tr), "", *edition_lines(found, tr)]
    return "\n".join(lines)


def choice_screen(
    catalogue: Catalogue, position: str, data: Callable[[str], str], back: str, tr: Translator
) -> Screen:
    """Which category of a head or deputy: the check by Order No. 338 knows none of theirs."""
    name = escape(target_name(catalogue, position, None, tr))
    lines = [
        tr.text("<b>🎖 Attestation: {name}</b>", name=name),
        tr.text("For which category?"),
    ]
    rows = column(
        *(Button(tr.text(words), data(category)) for category, words in MANAGER_CATEGORIES.items()),
        Button(tr.text("⬅️ Back"), back),
    )
    return Screen("\n".join(lines), rows)


def standing_lines(found: Attestation, tr: Translator) -> Iterator[str]:
    """What is open, then what is missing, then what is met."""
    for item in sorted(found.requirements, key=lambda each: _FIRST.index(each.status)):
        yield f"{status_sign(item.status)} {requirement_line(item, tr)}"
        if item.id == "course-hours" and found.hours_short:
            yield tr.text("Still missing: {hours}.", hours=tr.hours(found.hours_short))
    if any(way.status == "met" for way in found.ways):
        yield tr.text("✅ You may need none: see “Without attestation”.")


def requirement_line(item: Requirement, tr: Translator) -> str:
    return _LINES[item.id](item, tr)


def _trainee_year(item: Requirement, tr: Translator) -> str:
    return tr.text("A year as a trainee teacher")


def _category(item: Requirement, tr: Translator) -> str:
    fact: DateKind = "category" if "category" in item.need else "management_category"
    words = VOCABULARIES[fact]
    needed = in_sentence(named(words, item.need[fact][0], tr))
    if fact not in item.have:
        return tr.text("Category now: not said. Needed: {category}", category=needed)
    held = in_sentence(named(words, item.have[fact], tr))
    if item.status == "met":
        return tr.text("Category now: {category}", category=held)
    if item.status == "unknown":
        return tr.text("Category now: {category}, its term is over", category=held)
    return tr.text("Category now: {held}. Needed: {needed}", held=held, needed=needed)


def _work(item: Requirement, tr: Translator) -> str:
    needed, have = tr.months(item.need["months"]), item.have.get("months")
    if have is None:
        return tr.text("Pedagogical work: needed {term}", term=needed)
    return tr.text("Pedagogical work: {have}, needed {needed}", have=tr.months(have), needed=needed)


def _test(item: Requirement, tr: Translator) -> str:
    if "not_needed" in item.have:
        return tr.text("Knowledge test: not needed")
    needed, percent = item.need["percent"], item.have.get("percent")
    if percent is None:
        return tr.text("Knowledge test: needed {needed} %", needed=needed)
    line = tr.text("Knowledge test: {percent} %, needed {needed} %", percent=percent, needed=needed)
    if percent < needed or item.status == "met":
        return line
    if "taken" in item.have:
        return tr.text("{test}, too old", test=line)
    return tr.text("{test}, its day is not said", test=line)


def _courses(item: Requirement, tr: Translator) -> str:
    """Whatever the university's three years say: here courses count since the last attestation."""
    figure = _hours(item.have, item.need["hours"], tr)
    since, management = item.need.get("since"), "topic" in item.need
    if since is None and management:
        return tr.text("Management courses since the last attestation: {figure}", figure=figure)
    if since is None:
        return tr.text("Courses since the last attestation: {figure}", figure=figure)
    day = tr.date(date.fromisoformat(since))
    if management:
        return tr.text(
            "Management courses since the last attestation ({day}): {figure}",
            day=day,
            figure=figure,
        )
    return tr.text("Courses since the last attestation ({day}): {figure}", day=day, figure=figure)


def _hours(have: Json, needed: int, tr: Translator) -> str:
    if "hours" in have:
        return tr.text("{n} of {needed} h", n=have["hours"], needed=needed)
    if "hours_to" in have:
        low, high = have["hours_from"], have["hours_to"]
        return tr.text("{low}–{high} of {needed} h", low=low, high=high, needed=needed)
    if have.get("hours_from"):
        return tr.text("at least {n} of {needed} h", n=have["hours_from"], needed=needed)
    return tr.text("needed {needed} h", needed=needed)


def _profile_course(item: Requirement, tr: Translator) -> str:
    return tr.text("A course of your profile")


_LINES: Final[dict[str, Callable[[Requirement, Translator], str]]] = {
    "trainee-year": _trainee_year,
    "previous-category": _category,
    "pedagogical-work": _work,
    "knowledge-test": _test,
    "course-hours": _courses,
    "profile-course": _profile_course,
}
