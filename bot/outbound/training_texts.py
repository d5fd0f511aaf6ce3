"""What goes out of a year of training: each message asks one thing and opens the place for it."""

from __future__ import annotations

from html import escape
from typing import Final

from handlers.chat.buttons import Training
from handlers.chat.training_view import CAUSES, REASONS
from handlers.hr.buttons import press
from handlers.hr.training_figure_words import figure_lines
from handlers.hr.training_words import DAY_WORDS, FINDINGS
from i18n import Translator
from storage.tables.outbound import ReminderContent

Row = tuple[tuple[str, str], ...]
DAYS: Final = {str(name): words for name, words in DAY_WORDS.items()}
FOUND: Final = {str(name): words for name, words in FINDINGS.items()}


def training_text(
    content: ReminderContent, head: str, tr: Translator
) -> tuple[str, tuple[Row, ...]]:
    """HTML, and rows of buttons: their words and callback data. `head`: how soon it is."""
    day, kind = tr.date(content.day), escape(content.kind, quote=False)
    value = escape(content.value or "", quote=False)
    opened = Training.HOME()
    of_year = (content.organisation_id or 0, content.year_id or 0)
    rows: tuple[Row, ...] = ()
    if content.subject == "training_step" or content.value == "meetings_due":
        opened = press("train_next", *of_year)
    elif content.subject == "training_year":
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
            row = (
                (tr.text("🎓 Open"), Training.MY_PLAN(content.subject_id)),
                (tr.text("✍️ Write a course"), Training.MY_WRITE(content.subject_id)),
            )
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
        case "training_year" if content.plans is not None:
            text, rows = _plans(content, content.plans, of_year, tr)
        case "training_year" if content.value == "reports_due":
            words = DAYS["reports_due"]
            what = tr.text(words)
            text = tr.text("Training {year}. {what}: {day}", year=kind, what=what, day=day)
            row = ((tr.text("📕 Reports"), press("rep_list", *of_year, 0)),)
        case "training_year" if content.value == "annual_due":
            words = DAYS["annual_due"]
            what = tr.text(words)
            text = tr.text("Training {year}. {what}: {day}", year=kind, what=what, day=day)
            row = ((tr.text("📕 Annual report 602-06"), press("year_rep", *of_year)),)
        case "nonconformity" if content.cause is None and not content.action:
            # Found by itself and nothing done yet: the cause is all that is asked.
            text = tr.text("{unit}: {found}. What is the cause?", unit=value,
                           found=_found(content, tr))  # fmt: skip
            here = (content.organisation_id or 0, content.subject_id)
            rows = tuple(
                ((tr.text(words), press("train_cause", *here, place)),)
                for place, words in enumerate(CAUSES.values())
            )
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
            lines = [_counted(content, tr), *figure_lines(content.figures or {}, tr)]
            text = "\n".join((tr.text("These figures go to HR: {unit}", unit=value), *lines))
            here = (content.organisation_id or 0, content.subject_id)
            row = (
                (tr.text("✅ Right"), press("figs_right", *here)),
                (tr.text("✏️ Correct"), press("figs_no", *here)),
            )
        case _:
            words = tr.text(DAYS.get(content.value or "", DAYS["quarters"]))
            text = tr.text("Training {year}. {what}: {day}", year=kind, what=words, day=day)
    return f"<b>{head}</b>\n\n{text}", rows or (row,)


def _counted(content: ReminderContent, tr: Translator) -> str:
    """The quarter that the figures are of, or the day that HR asked for."""
    if content.quarter is None:
        return tr.text("Figures as of {day}", day=tr.date(content.counted_on or content.day))
    label = escape(content.kind, quote=False)
    return tr.text("Quarter {n} of {year}", n=content.quarter, year=label)


def _plans(
    content: ReminderContent,
    plans: tuple[int, int, int, int | None],
    of_year: tuple[int, int],
    tr: Translator,
) -> tuple[str, tuple[Row, ...]]:
    """How many plans are in, and what may be done about the others."""
    given, people, missing, unit = plans
    text = tr.text(
        "Plans {year} of your people: {given} of {people} are in. Their day: {day}",
        year=escape(content.kind, quote=False), given=tr.number(given), people=tr.number(people),
        day=tr.date(content.day),
    )  # fmt: skip
    if unit is None:
        return text, (((tr.text("🗂 Units"), press("train_units", *of_year, 0)),),)
    remind = tr.text("🔔 Remind {n}", n=tr.number(missing))
    return text, (
        ((remind, press("train_chase", *of_year, unit)),),
        ((tr.text("🔎 Who needs training"), press("train_need", *of_year, unit)),),
    )


def _found(content: ReminderContent, tr: Translator) -> str:
    """What was found, as HTML."""
    return escape(content.words, quote=False) or tr.text(FOUND.get(content.kind, FOUND["other"]))
