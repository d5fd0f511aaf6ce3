"""What goes out, in the language of whom it is for, and the buttons under it.

There is no conversation here, so the language is always the person's own, given by the caller.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Final

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.outbound.training_texts import training_text
from cases.questions import question_html
from cases.texts import broadcast_html, title_words
from handlers.chat.buttons import Choosing, Menu, MyChecks, Objections, Portfolio, Sent
from handlers.chat.names import short_name, target_name
from handlers.chat.tappable import tappable_day
from handlers.chat.telegram_text import shortened
from handlers.hr.buttons import press
from handlers.portfolio.portfolio_view import sheet_name
from handlers.report.corrected import check_corrected
from i18n import Language, Translator, mark, translator
from rules.attestation.portfolio import sheet_category
from rules.norms.loading import catalogue
from rules.norms.model import Text
from rules.questionnaire.wording import LABELS
from storage.tables.checks import Decision
from storage.tables.corrections import CorrectionContent
from storage.tables.deadlines import ReminderAnswer
from storage.tables.edition_notices import NoticeCheck, NoticeContent
from storage.tables.outbound import Campaign, Media, ObjectionWords, ReminderContent
from storage.tables.questions import Question

REMINDER_ANSWERS: Final[dict[ReminderAnswer, str]] = {
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
    "portfolio": mark("📊 Portfolio: your college takes it until {day}."),
}
MOST_CHECKS: Final = 3
LONGEST_BEGINNING: Final = 120
LABELS_OF_VALUES: Final = {
    "category": "category",
    "management_category": "management_category",
    "language": "language_level",
}


Rows = tuple[tuple[tuple[str, str], ...], ...]


@dataclass(frozen=True, slots=True)
class Message:
    """HTML and the buttons below it, row by row: text and callback data. `media`: the picture or
    file that the HTML is the caption of."""

    html: str
    rows: Rows
    media: Media | None = None

    def markup(self) -> InlineKeyboardMarkup | None:
        if not self.rows:
            return None
        return InlineKeyboardMarkup(
            [
                [InlineKeyboardButton(text, callback_data=data) for text, data in row]
                for row in self.rows
            ]
        )


def broadcast(campaign: Campaign, language: Language) -> Message:
    """A broadcast as this language gets it; the same for the preview and for the sending.

    Callback data of the buttons: `bq:<campaign that asked>:<place of the answer>`,
    `b:<campaign>:read` where receipts are asked for, `b:<campaign>:stop`.
    """
    tr = translator(language)
    html = broadcast_html(campaign.organisation, campaign.texts, language, campaign.formats)
    if campaign.question is not None:
        html += question_html(campaign.question, language)
    stop = tr.text("No more messages of HR")
    rows: Rows = (((stop, Sent.MESSAGES(campaign.id, "stop")),),)
    if campaign.asks_receipt:
        rows = (((tr.text("📬 I have read it"), Sent.READ(campaign.id, "read")),), *rows)
    if campaign.question is not None:
        rows = (*_answer_rows(campaign.asked_by, campaign.question, language), *rows)
    return Message(html, rows, campaign.media)


def _answer_rows(question_id: int, question: Question, language: Language) -> Rows:
    return tuple(
        ((question.words(place, language), Sent.CHOICE(question_id, place)),)
        for place in range(len(question.answers))
    )


def reminder(content: ReminderContent, language: Language, on: date) -> Message:
    """A reminder as sent on the day `on`.

    Callback data of the buttons: `r:<reminder>:done`, `…:later`, `…:stop`; see `_wish` for the
    day of a check, `_silence` and `_objection`.
    """
    tr = translator(language)
    if content.subject == "wish":
        return _wish(content, tr)
    if content.subject == "deadline_change":
        return _changed_day(content, tr)
    if content.subject == "portfolio":
        return _january(content, tr)
    if content.subject == "silence":
        return _silence(content, tr)
    if content.reply is not None:
        return _hr_answer(content.organisation or "", *content.reply, tr)
    if content.objection is not None:
        return _objection(content, content.objection, tr)
    head = _how_soon(content.day, on, tr)
    if content.subject.startswith("training_") or content.subject == "nonconformity":
        text, rows = training_text(content, head, tr)
        return Message(text, (*rows, _answers(content, ("later", "stop"), tr)))
    row = _answers(content, REMINDER_ANSWERS, tr)
    sheet = ((tr.text("📊 Portfolio"), Portfolio.HOME()),)
    rows = (sheet, row) if content.kind == "portfolio" else (row,)
    return Message(f"<b>{head}</b>\n\n{_about(content, tr)}", rows)


def watch(
    content: ReminderContent, people: int, done: int, language: Language, on: date
) -> Message:
    """How far a deadline is, for HR or a head: of `people`, `done` have said that they are.

    Callback data of the first button: `h:day_done:<organisation>:<deadline>:0`.
    """
    tr = translator(language)
    assert content.title is not None, "a deadline has a title"
    text = tr.plural(
        "<b>🗓 {soon}: a deadline of your people</b>\n\n{about}\n\nIt is for {n} person; "
        "{done} have told you that they are done.",
        "<b>🗓 {soon}: a deadline of your people</b>\n\n{about}\n\nIt is for {n} people; "
        "{done} have told you that they are done.",
        people,
        soon=_how_soon(content.day, on, tr),
        about=_about(content, tr),
        done=tr.number(done),
    )
    who = press("day_done", content.organisation_id or 0, content.subject_id, 0)
    return Message(text, (((tr.text("👥 Who is done"), who),), _answers(content, ("stop",), tr)))


def _answers(
    content: ReminderContent, answers: Iterable[ReminderAnswer], tr: Translator
) -> tuple[tuple[str, str], ...]:
    return tuple(
        (tr.text(REMINDER_ANSWERS[answer]), Sent.ANSWER(content.id, answer)) for answer in answers
    )


def _wish(content: ReminderContent, tr: Translator) -> Message:
    """The day has come on which a check said the requirements would be met.

    Callback data of the first button: `y:again:<decision>`, as in /my. Nobody puts off a day that
    has come, so there is no "later".
    """
    assert content.judged_on is not None, "a wish is made for a check"
    assert content.decision_id is not None
    text = tr.text(
        "<b>🔔 The day has come</b>\n\n<b>{name}</b>\n\nYour check of {checked} named {day} as the "
        "day on which the requirements can be met. It went by your answers and by the rules of "
        "that time, so please check again.",
        name=_position(content, tr),
        checked=tr.date(content.judged_on),
        day=tappable_day(content.day, tr),
    )
    again = ((tr.text("🔁 Check again"), MyChecks.AGAIN(content.decision_id)),)
    return Message(text, (again, _answers(content, ("done", "stop"), tr)))


def _january(content: ReminderContent, tr: Translator) -> Message:
    """January has come, when commissions begin to look at portfolios.

    Callback data of the first button: `pf:s:<position>:<category>`, the sheet it was wished for.
    """
    category = content.value or ""
    text = tr.text(
        "<b>📊 Portfolio: it is January</b>\n\n<b>{name}</b>\n\nCommissions look at portfolios "
        "from January to August. See which rows are empty and which papers are missing while there "
        "is time. Check the rules and the day of your college before you apply.",
        name=_sheet(content.kind, category, tr),
    )
    sheet = ((tr.text("📊 Portfolio"), Portfolio.SHOW(content.kind, category)),)
    return Message(text, (sheet, _answers(content, REMINDER_ANSWERS, tr)))


def _sheet(position: str, category: str, tr: Translator) -> str:
    """As HTML; of what the rules no longer know, that it is a sheet."""
    if position not in catalogue().positions or sheet_category(position, category) is None:
        return tr.text("Your scoring sheet")
    return sheet_name(catalogue(), position, category, tr)


def correction(content: CorrectionContent, language: Language) -> Message:
    """What has become of a person's checks, and a button for each that checks it again.

    Callback data of the buttons: `y:again:<decision>`, as in /my.
    """
    tr, norms = translator(language), catalogue()
    shown, left = content.checks[:MOST_CHECKS], len(content.checks) - MOST_CHECKS
    lines = [
        tr.text("<b>⚖️ A correction of {day}</b>", day=tr.date(content.corrected_on)),
        tr.text("We have mended how the requirements are read and asked. Please look again:"),
    ]
    for each in shown:
        lines += ["", *check_corrected(norms, each, tr)]
    if left > 0:
        lines += ["", tr.plural("{n} more check is in /my.", "{n} more checks are in /my.", left)]
    rows = tuple((_again(each.decision.id, each.decision, len(shown), tr),) for each in shown)
    return Message("\n".join(lines), rows)


def later_edition(content: ReminderContent, notice: NoticeContent, language: Language) -> Message:
    """What a later edition makes of a person's checks, in the words that somebody has let go out.

    Callback data of the buttons: `y:again:<decision>`, as in /my, or where the employer's record
    was judged `m:pos:<position>`; `r:<reminder>:stop`, after which no message about any edition
    comes.
    """
    tr = translator(language)
    shown, left = notice.checks[:MOST_CHECKS], len(notice.checks) - MOST_CHECKS
    begins = tr.text("From {day} newer requirements are in force.", day=tr.date(notice.since))
    lines = [f"<b>⚖️ {begins}</b>"]
    for each in shown:
        lines += ["", escape(each.texts[language], quote=False)]
    if left > 0:
        lines += ["", tr.plural("{n} more check is in /my.", "{n} more checks are in /my.", left)]
    rows = [
        (_again(number, each, len(shown), tr),)
        for each in shown
        if (number := each.decision_id) is not None
    ]
    records = dict.fromkeys(each.position for each in shown if each.decision_id is None)
    rows += [(_own_check(position, len(shown), tr),) for position in records]
    return Message("\n".join(lines), (*rows, _answers(content, ("stop",), tr)))


def _again(
    number: int, checked: Decision | NoticeCheck, of: int, tr: Translator
) -> tuple[str, str]:
    """The button that repeats a check; of several it names what was checked."""
    words = tr.text("🔁 Check again")
    known = catalogue().positions.get(checked.position)
    if of > 1 and known is not None:
        words = f"{words}: {target_name(catalogue(), known.id, checked.category, tr)}"
    return words, MyChecks.AGAIN(number)


def _own_check(position: str, of: int, tr: Translator) -> tuple[str, str]:
    """The button by which somebody checks by their own answers what a record was judged for."""
    words = tr.text("🔎 Check by my answers")
    if of > 1 and position in catalogue().positions:
        words = f"{words}: {short_name(catalogue(), position, tr)}"
    return words, Choosing.POSITION(position)


def _position(content: ReminderContent, tr: Translator) -> str:
    """The position and the category; of what the rules no longer know, that it was checked."""
    known = catalogue().positions.get(content.kind)
    if known is None or content.value not in known.checks:
        return tr.text("A position that you have checked")
    return escape(target_name(catalogue(), content.kind, content.value, tr), quote=False)


def _how_soon(day: date, on: date, tr: Translator) -> str:
    days = (day - on).days
    if days <= 0:
        return tr.text("Today")
    if days == 1:
        return tr.text("Tomorrow")
    return tr.plural("In {n} day", "In {n} days", days)


def _about(content: ReminderContent, tr: Translator) -> str:
    day = tappable_day(content.day, tr)
    if content.title is not None:
        return _deadline(content, content.title, day, tr)
    if content.hours is not None:
        return tr.text(
            "From {day} your course “{topic}” ({hours}) no longer counts for university posts: "
            "three years are over.",
            day=day,
            topic=_label("certificate_topic", content.kind, tr),
            hours=tr.hours(content.hours),
        )
    if content.kind == "portfolio":
        return tr.text(KINDS_OF_DAY[content.kind], day=day)
    value = _label(LABELS_OF_VALUES[content.kind], content.value or "", tr)
    return tr.text(KINDS_OF_DAY[content.kind], value=value, day=day)


def _deadline(content: ReminderContent, title: Text, day: str, tr: Translator) -> str:
    lines = [f"{escape(title_words(title, tr.language), quote=False)}: {day}"]
    if content.organisation:
        lines.append(escape(content.organisation, quote=False))
    note = content.note and (content.note.of(tr.language) or content.note.ru)
    if note:
        lines += ["", escape(note, quote=False)]
    if content.link:
        lines += ["", escape(content.link, quote=False)]
    return "\n".join(lines)


def _changed_day(content: ReminderContent, tr: Translator) -> Message:
    """A deadline that the person knows was moved or removed. Nothing can be answered to it."""
    assert content.title is not None, "a change keeps the titles"
    assert content.was is not None
    was, title = tr.date(content.was), escape(title_words(content.title, tr.language), quote=False)
    organisation = escape(content.organisation or "", quote=False)
    if content.moved_to is None:
        text = tr.text(
            "<b>A day that no longer counts</b>\n\n{title}: {was}\n{organisation}\n\nHR has "
            "removed it; no more reminders of it come.",
            title=title,
            was=was,
            organisation=organisation,
        )
    else:
        text = tr.text(
            "<b>A day has moved</b>\n\n{title}\n{was} → <b>{day}</b>\n{organisation}",
            title=title,
            was=was,
            day=tappable_day(content.moved_to, tr),
            organisation=organisation,
        )
    return Message(text, ())


def _silence(content: ReminderContent, tr: Translator) -> Message:
    """Nothing was heard for nearly two years. Callback data of the button: `m:privacy`; any press
    and any word will do."""
    text = tr.plural(
        "<b>Are you still there?</b>\n\nYou have not written here for almost two years. In {n} day "
        "everything that is kept about you will be deleted. To keep it, press the button or write "
        "anything.",
        "<b>Are you still there?</b>\n\nYou have not written here for almost two years. In {n} "
        "days everything that is kept about you will be deleted. To keep it, press the button or "
        "write anything.",
        content.days_before,
    )
    return Message(text, (((tr.text("✅ Keep my data"), Menu.PRIVACY()),),))


def _objection(content: ReminderContent, said: ObjectionWords, tr: Translator) -> Message:
    """To an operator what somebody holds against a report; to that person the answer.

    Callback data of the operator's button: `obj:o:<objection>`.
    """
    name, words = _position(content, tr), escape(said.text, quote=False)
    if content.subject == "objected":
        text = tr.text(
            "<b>⚠️ “This is wrong”</b>\n{name}\nCode: <code>{code}</code>\n\n{words}",
            name=name,
            code=said.code,
            words=words,
        )
        return Message(text, (((tr.text("✍️ Answer"), Objections.OPEN(content.subject_id)),),))
    beginning = escape(shortened(" ".join(said.text.split()), LONGEST_BEGINNING), quote=False)
    text = tr.text(
        "<b>An answer to your “This is wrong”</b>\n{name}\nCode: <code>{code}</code>\n"
        "<i>{words}</i>\n\n{answer}",
        name=name,
        code=said.code,
        words=beginning,
        answer=escape(said.answer, quote=False),
    )
    return Message(text, ())


def _hr_answer(organisation: str, said: str, answer: str, tr: Translator) -> Message:
    """HR's answer to a member; to write back, they reply to it."""
    beginning = shortened(" ".join(said.split()), LONGEST_BEGINNING)
    text = tr.text(
        "<b>✉️ An answer of HR</b>\n{organisation}\n<i>{words}</i>\n\n{answer}",
        organisation=escape(organisation, quote=False),
        words=escape(beginning, quote=False),
        answer=escape(answer, quote=False),
    )
    return Message(text, ())


def _label(vocabulary: str, value: str, tr: Translator) -> str:
    known = LABELS[vocabulary].get(value)
    return escape(value, quote=False) if known is None else tr.text(known)
