"""Something was saved by a colleague while another had it before them: told, never undone."""

from __future__ import annotations

from html import escape

from handlers.chat.outcome import Button, Outcome, Screen
from handlers.chat.telegram_text import shortened
from handlers.hr.forms import Fields, await_words
from handlers.hr.visit import HrVisit
from i18n import Translator

LONGEST_BUTTON = 40


def meanwhile(tr: Translator) -> str:
    """HTML."""
    return tr.text("<b>⚠️ A colleague has changed this meanwhile</b>")


async def name_again(
    hr: HrVisit, form: str, fields: Fields, typed: str, held: str, take: str, back: Button
) -> Outcome:
    """A name that was typed while a colleague gave another one: it can be taken, written anew, or
    left. `take`: callback data that takes it."""
    tr = hr.tr
    seen = fields["seen"]
    await await_words(hr, form, {**fields, "seen": held, "typed": typed})
    lines = [
        meanwhile(tr),
        f"• {escape(seen)} → {escape(held)}",
        tr.text("You wrote: {words}", words=escape(typed)),
    ]
    words = tr.text("Use: {name}", name=shortened(typed, LONGEST_BUTTON))
    return hr.show(Screen("\n".join(lines), ((Button(words, take),), (back,))))
