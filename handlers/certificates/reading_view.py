"""What is said of a certificate that was read off its picture. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from cases.certificates import as_profile
from handlers.certificates.certificate_view import course_words, leave_row, readings_screen
from handlers.certificates.course_draft import FACT, PARTS, Course, CourseDraft, is_known
from handlers.chat.buttons import Certificates
from handlers.chat.course_notes import kind_note
from handlers.chat.outcome import Button, Screen
from handlers.chat.said_words import entry_words
from handlers.chat.visit import Visit
from i18n import Translator
from scans.limits import LARGEST, MOST_DOTS, MOST_PAGES
from storage.tables.deadlines import Certificate


def proposal_screen(draft: CourseDraft, tr: Translator, note: str = "") -> Screen:
    """What was read, to be confirmed or changed; `note`: HTML."""
    head = tr.text("<b>🔎 Read on the paper</b>")
    if len(draft.readings) > 1:
        return readings_screen(draft, tr, f"{head}\n{note}".rstrip())
    [course] = draft.readings[0]
    lines = [head, f"🎓 {entry_words(FACT, course, tr)}"]
    if not all(is_known(course, part) for part in PARTS):
        lines.append(tr.text("What is missing I ask next."))
    lines += ["", note] if note else [""]
    lines.append(tr.text("Is it right? I may have misread: please compare with the paper."))
    rows = (
        (Button(tr.text("✔ Right"), Certificates.MEANT(draft.key, 0), style="primary"),),
        (Button(tr.text("📎 Right, keep the file too"), Certificates.WITH_FILE(draft.key)),),
        (Button(tr.text("✏️ Change"), Certificates.CORRECT(draft.key)),),
        leave_row(draft, tr),
    )
    return Screen("\n".join(lines), rows)


def offer_words(courses: Sequence[str], tr: Translator) -> str:
    """What was read, offered as an answer; the buttons below say the courses once more."""
    lines = [tr.text("<b>🔎 Read on the paper</b>"), *(f"🎓 {course}" for course in courses), ""]
    right = tr.text("Is it right? I may have misread: please compare with the paper.")
    return "\n".join([*lines, right])


def read_words(courses: Sequence[Course], tr: Translator) -> str:
    """What was read, above what it is asked for."""
    words = [f"🎓 {entry_words(FACT, course, tr)}" for course in courses]
    return "\n".join([tr.text("<b>🔎 Read on the paper</b>"), *words])


def kept_already(
    held: Sequence[Certificate], readings: Sequence[Sequence[Course]], tr: Translator
) -> str:
    """Which kept certificate may be the same, by its hours and day; "" for none."""
    read = [
        (course.get("hours"), course.get("issued")) for courses in readings for course in courses
    ]
    for certificate, course in zip(held, as_profile(held), strict=True):
        if (course["hours"], course["issued"]) in read:
            name = course_words(certificate, tr)
            return tr.text("⚠️ One like it is kept already: {name}.", name=name)
    return ""


def kind_words(kind: str | None, tr: Translator) -> str:
    """Why nothing is proposed of a paper that was read."""
    if kind is not None:
        return kind_note(kind, tr)
    return tr.text(
        "⚠️ I found neither hours nor day on it. Please write the line, or send a sharper picture."
    )


def unread_words(reason: str, visit: Visit) -> str:
    """Why a file was not read, and what to do."""
    tr = visit.tr
    match reason:
        case "too_large":
            return tr.text("⚠️ The file is larger than {n} MB.", n=LARGEST >> 20)
        case "too_many_dots":
            return tr.text("⚠️ The picture has more than {n} megapixels.", n=MOST_DOTS // 10**6)
        case "too_many_pages":
            return tr.text(
                "⚠️ The file has more than {n} pages. Please send the certificate alone.",
                n=MOST_PAGES,
            )
        case "locked":
            return tr.text("⚠️ The file is locked with a password.")
        case "other_kind":
            return tr.text("⚠️ I can read pictures (JPEG, PNG) and PDFs only.")
        case "broken":
            return tr.text("⚠️ The file is damaged and cannot be read.")
        case "busy":
            return tr.text(
                "⏳ Many pictures are being read just now. Write the line, or send it later."
            )
        case "too_long":
            return tr.text("⚠️ Reading it took too long. Please write the line.")
        case "gone":
            return tr.text("⚠️ I could not fetch the file. Please write the line, or send it again.")
    return tr.text("⚠️ I found no text on it. Please write the line, or send a sharper picture.")
