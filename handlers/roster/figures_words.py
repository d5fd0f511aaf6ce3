"""What the year's figures are called, and in which order they are told."""

from __future__ import annotations

from typing import Final

from cases.lists.figures import UNKNOWN, DepartmentFigures, Share
from handlers.chat.names import CATEGORY_NAMES, category_name
from i18n import Translator, mark
from storage.tables.staff_lines import FigureSubject

SUBJECTS: Final[dict[FigureSubject, str]] = {
    "category": mark("Qualification category"),
    "education": mark("Profile education"),
    "training": mark("Trained within 3 years"),
}
VALUES: Final = {
    "yes": mark("yes"),
    "no": mark("no"),
    "none": mark("without a category"),
    UNKNOWN: mark("the record does not say"),
}
ORDER: Final = ("yes", "master", "researcher", "expert", "moderator", "teacher", "no", "none")


def ordered(figures: DepartmentFigures, subject: FigureSubject) -> list[Share]:
    """The shares of a subject, the highest first, what is not known last."""
    return sorted(figures.of(subject), key=_place)


def _place(share: Share) -> tuple[int, str]:
    if share.value == UNKNOWN:
        return len(ORDER) + 1, ""
    known = share.value in ORDER
    return ORDER.index(share.value) if known else len(ORDER), share.value


def value_words(value: str, tr: Translator) -> str:
    if value in VALUES:
        return tr.text(VALUES[value])
    return category_name(value, tr) if value in CATEGORY_NAMES else value


def share_words(people: int, of: int, tr: Translator) -> str:
    """A number with its share: "12 (40%)"."""
    return f"{tr.number(people)} ({tr.percent(people / of)})" if of else tr.number(people)
