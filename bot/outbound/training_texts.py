"""What goes out of a year of training: each message asks one thing and opens the place for it."""

from __future__ import annotations

from html import escape
from typing import Final

from handlers.chat.buttons import Training
from handlers.hr.buttons import press
from handlers.hr.training_words import DAY_WORDS, FINDINGS
from i18n import Translator
from storage.tables.outbound import ReminderContent

DAYS: Final = {str(name): words for name, words in DAY_WORDS.items()}
FOUND: Final = {str(name): words for name, words in FINDINGS.items()}


def training_text(content: ReminderContent, head: str, tr: Translator) -> tuple[str, str, str]:
    """HTML, the words of the button, and its callback data. `head`: how soon it is."""
    day, kind = tr.date(content.day), escape(content.kind, quote=False)
    value = escape(content.value or "", quote=False)
    home = (tr.text("🎓 Open"), Training.HOME())
    match content.subject:
        case "training_plan":
            text = tr.text(
                "Your plan of training {year} is due on {day}. Please hand it in.",
                year=kind, day=day,
            )  # fmt: skip
        case "training_report":
            text = tr.text(
                "Please confirm by {day} what came of your plan of training {year}.",
                year=kind, day=day,
            )  # fmt: skip
            return (
                f"<b>{head}</b>\n\n{text}",
                tr.text("📋 Report on the plan"),
                Training.MY_REPORT(content.subject_id),
            )
        case "training_signing":
            text = tr.text("Training {year}: a report waits for your signature.", year=kind)
            here = press("rep_list", content.organisation_id or 0, content.subject_id, 0)
            return f"<b>{head}</b>\n\n{text}", tr.text("📕 Reports"), here
        case "training_course":
            topic = kind or tr.text("a course without a topic")
            text = tr.text("The course “{topic}” is over. How did it go?", topic=topic)
            html = f"<b>{head}</b>\n\n{text}"
            return html, tr.text("📣 How was it?"), Training.TOLD(content.subject_id)
        case "training_heard":
            topic = kind or tr.text("a course without a topic")
            text = tr.text("The unit hears the course “{topic}” by {day}.", topic=topic, day=day)
        case "training_trip":
            text = tr.text(
                "On {day} people travel for training. The order is to be drafted.", day=day
            )
        case "training_step":
            text = tr.text("A schedule of training waits for you: {unit}", unit=value)
        case "training_receipt":
            text = tr.text("The schedule of training is approved. Please confirm that you have it.")
            return (
                f"<b>{head}</b>\n\n{text}",
                tr.text("📬 Received"),
                Training.RECEIVED(content.subject_id),
            )
        case "nonconformity":
            found = tr.text(FOUND.get(content.kind, FOUND["other"]))
            text = tr.text(
                "Due on {day}, {unit}: {found}. Is it cured?", day=day, unit=value, found=found
            )
        case _:
            words = tr.text(DAYS.get(content.value or "", DAYS["quarters"]))
            text = tr.text("Training {year}. {what}: {day}", year=kind, what=words, day=day)
    return f"<b>{head}</b>\n\n{text}", *home
