"""Why words about a course were not taken as one. Pure."""

from __future__ import annotations

from i18n import Translator
from rules.typed.certificates import names_hours, no_course_in


def course_note(text: str, tr: Translator) -> str | None:
    """A sentence as HTML for `text`, which was not understood as a course or must be confirmed;
    None where it does not speak of one."""
    kind = no_course_in(text)
    if kind == "retraining":
        return tr.text("⚠️ This is retraining, not a course: it is asked about separately.")
    if kind is not None:
        return tr.text(
            "⚠️ A seminar, a placement or teaching others is not always counted as a course. If "
            "yours is, please write only: 72 hours, 14.03.2025."
        )
    if names_hours(text):
        return tr.text(
            "⚠️ I cannot tell the course from this. Please write it in short: 72 hours, 14.03.2025."
        )
    return None
