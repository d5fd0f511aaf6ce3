"""Why something of HR was not done, said kindly and in the person's language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from cases.errors import (
    BadValue,
    CaseError,
    InvitationRefused,
    NameTaken,
    NotAllowed,
    NotThere,
    Refusal,
)
from cases.message_templates import MOST
from i18n import Translator, mark

LINKS: Final[dict[Refusal, str]] = {
    "unknown": mark("This link is not known. Please check that you have all of it."),
    "expired": mark("This link has expired. Please ask for a new one."),
    "used": mark("This link has been used already; it works once. Please ask for a new one."),
    "withdrawn": mark("This link was withdrawn. Please ask for a new one."),
    "kind": mark("This link is for something else. Please open it again from the message."),
    "void": mark("Whoever made this link may no longer do so. Please ask for a new one."),
}
FIELDS: Final[dict[str, Callable[[BadValue, Translator], str]]] = {
    "day": lambda bad, tr: tr.text(
        "⚠️ A day from {low} to {high} is needed.", low=_day(bad.low, tr), high=_day(bad.high, tr)
    ),
    "until": lambda bad, tr: tr.text("⚠️ The last day cannot be in the past."),
    "at": lambda bad, tr: tr.text("⚠️ That moment has passed or is over a year away."),
    "days_before": lambda bad, tr: tr.text(
        "⚠️ Up to ten numbers from {low} to {high} are needed.", low=bad.low, high=bad.high
    ),
    "link": lambda bad, tr: tr.text("⚠️ A web address is needed: https://…"),
    "note_kk": lambda bad, tr: tr.text(
        "⚠️ The Kazakh text is missing or has over {most} characters.", most=bad.high
    ),
    "note_ru": lambda bad, tr: tr.text(
        "⚠️ The Russian text is missing or has over {most} characters.", most=bad.high
    ),
    "note_en": lambda bad, tr: tr.text(
        "⚠️ The English text has over {most} characters.", most=bad.high
    ),
    "answers": lambda bad, tr: tr.text("⚠️ Two to six different answers are needed, one to a line."),
    "answer": lambda bad, tr: tr.text(
        "⚠️ Each answer has at most {most} characters, in up to three languages.", most=bad.high
    ),
    "closed": lambda bad, tr: tr.text("⚠️ The question has ended."),
    "rest": lambda bad, tr: tr.text("⚠️ This goes to all who have not answered, to no others."),
    "audience": lambda bad, tr: tr.text("⚠️ A deadline cannot be for these conditions."),
    "templates": lambda bad, tr: tr.plural(
        "⚠️ There is {n} template already. Delete one first.",
        "⚠️ There are {n} templates already. Delete one first.",
        MOST,
    ),
    "begun": lambda bad, tr: tr.text("⚠️ The message to be changed has gone out or is gone."),
    "segment": lambda bad, tr: tr.text("⚠️ Nobody would get this. Please choose others."),
    "last_hr": lambda bad, tr: tr.text(
        "⚠️ Nobody else acts for this HR. Appoint a colleague first."
    ),
    "waiting": lambda bad, tr: tr.text("⚠️ One proposal is waiting already: decide on it first."),
    "reviewer": lambda bad, tr: tr.text(
        "⚠️ You proposed this yourself: an HR colleague of yours has to review it."
    ),
    "proposer": lambda bad, tr: tr.text(
        "⚠️ Whoever proposed this no longer acts for HR here. Reject it and propose it anew."
    ),
    "numbers": lambda bad, tr: tr.text(
        "⚠️ These numbers cannot be used. Reject them and propose them anew."
    ),
    "above": lambda bad, tr: tr.text("⚠️ A department cannot be a part of itself."),
    "text": lambda bad, tr: tr.text(
        "⚠️ One message holds {most} characters. Please write it shorter.", most=bad.high
    ),
    "text_kk": lambda bad, tr: tr.text("⚠️ The Kazakh text is missing or too long."),
    "text_ru": lambda bad, tr: tr.text("⚠️ The Russian text is missing or too long."),
    "text_en": lambda bad, tr: tr.text("⚠️ The English text is too long."),
}


def why_not(error: CaseError, tr: Translator) -> str:
    """Plain text, short enough to answer a press."""
    match error:
        case NotAllowed():
            return tr.text("You have no right to do this (any more).")
        case NotThere():
            return tr.text("This is no longer there.")
        case NameTaken():
            return tr.text("⚠️ This name is taken. Please choose another one.")
        case InvitationRefused():
            return tr.text(LINKS[error.reason])
        case BadValue() if error.field in FIELDS:
            return FIELDS[error.field](error, tr)
        case BadValue():
            return tr.text("⚠️ One line of at most {most} characters is needed.", most=error.high)
    return tr.text("This cannot be done.")


def _day(bound: object, tr: Translator) -> str:
    assert isinstance(bound, date)
    return tr.date(bound)
