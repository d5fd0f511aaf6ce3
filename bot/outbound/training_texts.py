"""What goes out of a year of training: each message asks one thing and opens the place for it."""

from __future__ import annotations

from html import escape
from typing import Final

from handlers.chat.buttons import Training
from handlers.chat.training_view import REASONS
from handlers.hr.buttons import press
from handlers.hr.training_figure_words import figure_lines
from handlers.hr.training_words import DAY_WORDS, FINDINGS
from i18n import Translator
from storage.tables.outbound import ReminderContent

Row = tuple[tuple[str, str], ...]
DAYS: Final = {str(name): words for name, words in DAY_WORDS.items()}
FOUND: Final = {str(name): words for name, words in FINDINGS.items()}


def training_text(content: ReminderContent, head: str, tr: Translator) -> tuple[str, Row]:
    """HTML, and a row of buttons: their words and callback data. `head`: how soon it is."""
    day, kind = tr.date(content.day), escape(content.kind, quote=False)
    value = escape(content.value or "", quote=False)
    opened = Training.HOME()
    of_year = (content.organisation_id or 0, content.year_id or 0)
    if content.subject in ("training_year", "training_step"):
        opened = press("train_year", *of_year)
    elif content.subject == "training_heard":
        opened = press("train_hear", *of_year)
    row: Row = ((tr.text("🎓 Open"), opened),)
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
            row = ((tr.text("📋 Report on the plan"), Training.MY_REPORT(content.subject_id)),)
        case "training_signing":
            text = tr.text("Training {year}: a report waits for your signature.", year=kind)
            reports = press("rep_list", content.organisation_id or 0, content.subject_id, 0)
            row = ((tr.text("📕 Reports"), reports),)
        case "training_course":
            topic = kind or tr.text("a course without a topic")
            text = tr.text("The course “{topic}” is over. How did it go?", topic=topic)
            row = ((tr.text("📣 How was it?"), Training.TOLD(content.subject_id)),)
        case "training_heard":
            topic = kind or tr.text("a course without a topic")
            text = tr.text("The unit hears the course “{topic}” by {day}.", topic=topic, day=day)
        case "training_trip":
            count = int(content.value or 0)
            text = tr.plural(
                "{n} person travels for training on {day}.",
                "{n} people travel for training on {day}.",
                count, day=day,
            )  # fmt: skip
            when = int(f"{content.day:%Y%m%d}")
            numbers = (content.organisation_id or 0, content.subject_id, when)
            row = ((tr.text("📄 Draft of the order"), press("train_trip_file", *numbers)),)
        case "training_proposal":
            about = [tr.text(words) for name, words in REASONS.items() if name == content.value]
            about += [] if content.hours is None else [tr.hours(content.hours)]
            text = tr.text("A course is proposed to you: {about}", about=", ".join(about) or "…")
            row = ((tr.text("👀 Look at it"), Training.ITEM(content.subject_id)),)
        case "training_step":
            text = tr.text("A schedule of training waits for you: {unit}", unit=value)
        case "training_receipt":
            text = tr.text("The schedule of training is approved. Please confirm that you have it.")
            row = ((tr.text("📬 Received"), Training.RECEIVED(content.subject_id)),)
        case "nonconformity":
            found = _found(content, tr)
            text = tr.text(
                "Due on {day}, {unit}: {found}. Is it cured?", day=day, unit=value, found=found
            )
            here = (content.organisation_id or 0, content.subject_id)
            row = (
                (tr.text("✔ Cured"), press("train_cured", *here, 1)),
                (tr.text("Not yet"), press("train_cured", *here, 0)),
            )
        case "training_owner":
            text = tr.text(
                "You answer for this by {day}. {found}: {action}",
                day=day, found=_found(content, tr), action=escape(content.action, quote=False),
            )  # fmt: skip
            row = ((tr.text("✔ It is done"), Training.OWNER_DONE(content.subject_id)),)
        case "training_figures":
            lines = figure_lines(content.figures or {}, tr)
            text = "\n".join((tr.text("These figures go to HR: {unit}", unit=value), *lines))
            here = (content.organisation_id or 0, content.subject_id)
            row = (
                (tr.text("✅ Right"), press("figs_right", *here)),
                (tr.text("✏️ Correct"), press("figs_no", *here)),
            )
        case _:
            words = tr.text(DAYS.get(content.value or "", DAYS["quarters"]))
            text = tr.text("Training {year}. {what}: {day}", year=kind, what=words, day=day)
    return f"<b>{head}</b>\n\n{text}", row


def _found(content: ReminderContent, tr: Translator) -> str:
    """What was found, as HTML."""
    return escape(content.words, quote=False) or tr.text(FOUND.get(content.kind, FOUND["other"]))
