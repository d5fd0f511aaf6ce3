"""Consent to the keeping of answers: its words, its version, and what "yes" and "no" do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html import escape
from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.chat.buttons import Menu, MyData
from handlers.chat.outcome import Button, Outcome, Screen, Show
from handlers.chat.press import pressed_message
from handlers.chat.visit import Visit
from handlers.check.choosing import choose_outcome
from i18n import Translator

CONSENT_VERSION: Final = "2"
CONSENT_DATE: Final = date(2026, 11, 30)


def consent_in_short(operator: str | None, tr: Translator) -> str:
    """What matters most of what a person agrees to, as HTML; the whole is a press away."""
    return tr.text(
        "🔒 If you agree, your answers and reports are kept with your Telegram ID, until /forget "
        "or two years of silence. Only you see them, unless you join an organisation. Telegram's "
        "servers are outside Kazakhstan. Responsible: {name}.",
        name=_responsible(operator, tr),
    )


def _responsible(operator: str | None, tr: Translator) -> str:
    return escape(operator) if operator else tr.text("the owner of this bot (no name is set)")


def consent_words(operator: str | None, tr: Translator) -> str:
    """What a person agrees to, whole, as HTML."""
    lines = [
        tr.text("<b>Your data</b>"),
        tr.text("• Responsible: {name}.", name=_responsible(operator, tr)),
        tr.text(
            "• Kept: your Telegram number, language, answers and reports, so that you "
            "need not answer twice; certificates, dates and organisations if you add them."
        ),
        tr.text(
            "• Seen by others: nothing, unless you join an organisation; its HR sees what you "
            "choose. Who acts for an HR is noted by Telegram number in a log that stays."
        ),
        tr.text(
            "• For how long: until you delete it with /forget, or have been silent for two "
            "years; you are told 30 days before. Without consent: until the report is shown, a "
            "day at most."
        ),
        tr.text("• Anything further is asked about when you first use it."),
        tr.text("• Telegram's servers, through which everything passes, are outside Kazakhstan."),
        tr.text("• You can withdraw at any time: /privacy."),
        tr.text(
            "<i>Version {version} of {day}.</i>", version=CONSENT_VERSION, day=tr.date(CONSENT_DATE)
        ),
    ]
    return "\n".join(lines)


def consent_screen(visit: Visit, why: str, agree: Callable[[str], str]) -> Screen:
    """Why consent is needed, what it is to, and the button that says yes; `agree`: its data for a
    version of the words."""
    tr = visit.tr
    return Screen(
        f"{why}\n\n{consent_in_short(visit.desk.operator, tr)}",
        (
            (Button(tr.text("✅ I agree"), agree(CONSENT_VERSION), style="primary"),),
            (
                Button(tr.text("🔒 In full"), Menu.PRIVACY()),
                Button(tr.text("⬅️ Menu"), Menu.HOME()),
            ),
        ),
    )


async def give_consent(visit: Visit, version: str) -> bool:
    """Notes the consent, which counts from here on in this update too; False when the text that
    was agreed to is not today's any more. There is no other way to give it."""
    if version != CONSENT_VERSION:
        return False
    person = visit.person
    await visit.work.people.give_consent(person.id, version, visit.now)
    await visit.work.people.set_language(person.id, person.language)
    visit.person = await visit.work.people.ensure(person.id, person.language, visit.now)
    return True


async def agreed(callback: CallbackQuery, visit: Visit) -> Outcome:
    """The button names the version that was on the screen; instead of an older one that of today
    is shown."""
    [version] = MyData.AGREE.read(callback)
    if not await give_consent(visit, version):
        why = visit.tr.text("The text has changed since. Please read it again.")
        screen = consent_screen(visit, why, MyData.AGREE)
        return Outcome((Show(screen, pressed_message(callback)),))
    toast = visit.tr.text("Thank you. Your answers will be kept.")
    return choose_outcome(visit, pressed_message(callback), toast)


async def declined(callback: CallbackQuery, visit: Visit) -> Outcome:
    """Begins without consent; consent that was given meanwhile is withdrawn under /privacy only."""
    await visit.work.people.set_language(visit.person.id, visit.person.language)
    toast = visit.tr.text("Nothing will be kept after the report.")
    if visit.person.consent_at is not None:
        day = visit.tr.date(visit.person.consent_at.date())
        toast = visit.tr.text("You agreed on {day}.", day=day)
    return choose_outcome(visit, pressed_message(callback), toast)


def router() -> Router:
    router = Router(name="consent")
    router.callback_query.register(agreed, MyData.AGREE.pressed)
    router.callback_query.register(declined, MyData.DECLINE.pressed)
    return router
