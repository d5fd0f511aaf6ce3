"""Why words about a course were not taken as one. Pure."""

from __future__ import annotations

from i18n import Translator
from rules.typed.certificates import names_hours, no_course_in


def course_note(text: str, tr: Translator) -> str | None:
    """A sentence as HTML for `text`, which was not understood as a course or must be confirmed;
    None where it does not speak of one."""
    kind = no_course_in(text)
    if kind is not None:
        return kind_note(kind, tr)
    if names_hours(text):
        return tr.text(
            "⚠️ I cannot tell the course from this. Please write it in short: 72 hours, 14.03.2025."
        )
    return None


def kind_note(kind: str, tr: Translator) -> str:
    """Why what is of this kind (`rules.typed.papers.no_course`) is not taken as a course, as
    HTML."""
    match kind:
        case "retraining":
            return tr.text("⚠️ This is retraining, not a course: it is asked about separately.")
        case "language":
            return tr.text(
                "⚠️ This looks like a language certificate, not a course: the level is asked about "
                "separately."
            )
        case "ongoing":
            return tr.text("⚠️ This course is not over yet: send its certificate when it is.")
    return tr.text(
        "⚠️ A seminar, a placement or teaching others is not always counted as a course. If "
        "yours is, please write only: 72 hours, 14.03.2025."
    )
