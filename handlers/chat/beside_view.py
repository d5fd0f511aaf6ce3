"""Where the employer's record and a person's own differ, as lines: each marked whose it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Final

from cases.register.beside import Difference, Said, Subject
from handlers.chat.names import CATEGORY_NAMES, category_name
from handlers.chat.said_words import named, whole_day
from i18n import Translator, mark

NAMES: Final[dict[Subject, str]] = {
    "category": mark("Qualification category"),
    "category_until": mark("Category until"),
    "education": mark("Highest education"),
    "degrees": mark("Academic degrees"),
    "hours": mark("Courses, hours in all"),
}


def difference_lines(found: Sequence[Difference], whose: str, tr: Translator) -> list[str]:
    """HTML; no lines where nothing differs. `whose`: how the person is called before what they say
    themselves."""
    if not found:
        return []
    lines = [tr.text("<b>⚖️ Where the records differ</b>")]
    employer = tr.text("Employer")
    for subject, employers, own in difference_rows(found, tr):
        lines += [
            f"{subject}:",
            f"🏢 {employer}: {escape(employers)}",
            f"👤 {whose}: {escape(own)}",
        ]
    return lines


def difference_rows(found: Sequence[Difference], tr: Translator) -> list[tuple[str, str, str]]:
    """Each as plain words: what it is about, what the employer holds, what the person says."""
    return [
        (
            tr.text(NAMES[each.subject]),
            _WORDS[each.subject](each.employers, tr),
            _WORDS[each.subject](each.own, tr),
        )
        for each in found
    ]


def _category(said: Said, tr: Translator) -> str:
    if said == "none":
        return tr.text("no category")
    return category_name(str(said), tr) if said in CATEGORY_NAMES else str(said)


def _degrees(said: Said, tr: Translator) -> str:
    assert isinstance(said, tuple), said
    return ", ".join(named("degree", each, tr) for each in said) or tr.text("none")


_WORDS: Final[dict[Subject, Callable[[Said, Translator], str]]] = {
    "category": _category,
    "category_until": lambda said, tr: whole_day(str(said), tr),
    "education": lambda said, tr: named("education_level", str(said), tr),
    "degrees": _degrees,
    "hours": lambda said, tr: tr.hours(int(str(said))),
}
