"""What goes out, in the language of whom it is for, and the buttons under it.

There is no conversation here, so the language is always the person's own, given by the caller.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Final

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from handlers.broadcast_words import broadcast_html
from i18n import Language, Translator, mark, translator
from rules.questionnaire.wording import LABELS
from storage.outbound_records import Campaign, ReminderContent

REMINDER_ANSWERS: Final = {
    "done": mark("Done"),
    "later": mark("Later"),
    "stop": mark("Stop these"),
}
KINDS_OF_DAY: Final = {
    "category": mark("Your qualification category “{value}” is valid until {day}."),
    "management_category": mark(
        "Your category of a head or deputy head “{value}” is valid until {day}."
    ),
    "language": mark("Your language certificate ({value}) is valid until {day}."),
}
LABELS_OF_VALUES: Final = {
    "category": "category",
    "management_category": "management_category",
    "language": "language_level",
}


@dataclass(frozen=True, slots=True)
class Message:
    """HTML and the buttons below it, row by row: text and callback data."""

    html: str
    rows: tuple[tuple[tuple[str, str], ...], ...]

    def markup(self) -> InlineKeyboardMarkup:
        return InlineKeyboardMarkup(
            [
                [InlineKeyboardButton(text, callback_data=data) for text, data in row]
                for row in self.rows
            ]
        )


def broadcast(campaign: Campaign, language: Language) -> Message:
    """A broadcast as this language gets it; the same for the preview and for the sending.

    Callback data of the button: `b:<campaign>:stop`.
    """
    tr = translator(language)
    html = broadcast_html(campaign.organisation, campaign.texts, language)
    stop = tr.text("No more messages from here")
    return Message(html, (((stop, f"b:{campaign.id}:stop"),),))


def reminder(content: ReminderContent, language: Language, on: date) -> Message:
    """A reminder as sent on the day `on`.

    Callback data of the buttons: `r:<reminder>:done`, `…:later`, `…:stop`.
    """
    tr = translator(language)
    row = tuple(
        (tr.text(label), f"r:{content.id}:{answer}") for answer, label in REMINDER_ANSWERS.items()
    )
    return Message(f"<b>{_how_soon(content.day, on, tr)}</b>\n\n{_about(content, tr)}", (row,))


def _how_soon(day: date, on: date, tr: Translator) -> str:
    days = (day - on).days
    if days <= 0:
        return tr.text("Today")
    if days == 1:
        return tr.text("Tomorrow")
    return tr.plural("In {n} day", "In {n} days", days)


def _about(content: ReminderContent, tr: Translator) -> str:
    day = tr.date(content.day)
    if content.titles is not None:
        return _deadline(content, day, tr)
    if content.hours is not None:
        return tr.text(
            "From {day} your course “{topic}” ({hours}) no longer counts: three years are over.",
            day=day,
            topic=_label("certificate_topic", content.kind, tr),
            hours=tr.hours(content.hours),
        )
    value = _label(LABELS_OF_VALUES[content.kind], content.value or "", tr)
    return tr.text(KINDS_OF_DAY[content.kind], value=value, day=day)


def _deadline(content: ReminderContent, day: str, tr: Translator) -> str:
    titles = content.titles or {}
    title = titles.get(tr.language) or titles.get("ru") or ""
    lines = [f"{escape(title, quote=False)}: {day}"]
    if content.organisation:
        lines.append(escape(content.organisation, quote=False))
    return "\n".join(lines)


def _label(vocabulary: str, value: str, tr: Translator) -> str:
    known = LABELS[vocabulary].get(value)
    return escape(value, quote=False) if known is None else tr.text(known)
