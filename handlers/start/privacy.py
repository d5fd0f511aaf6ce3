"""What is kept of a person and why; the consent withdrawn, everything deleted."""

from __future__ import annotations

from html import escape
from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from cases.organisations import organisations_of_only_hr
from cases.purposes import said_of_purposes
from handlers.chat import listening
from handlers.chat.buttons import Memberships, Menu, MyData
from handlers.chat.filters import command
from handlers.chat.in_parts import one_part
from handlers.chat.menu import menu_screen
from handlers.chat.outcome import Button, Outcome, Screen, Show, column
from handlers.chat.phone import parts
from handlers.chat.press import pressed_message
from handlers.chat.telegram_text import shortened
from handlers.chat.visit import Visit
from handlers.check import asking
from handlers.start.consent import CONSENT_VERSION, consent_words

LONGEST_NAME: Final = 60


async def privacy_screen(visit: Visit, page: int = 0) -> Screen:
    tr = visit.tr
    later = await said_of_purposes(visit.work, visit.person.id)
    if visit.person.consent_at is not None:
        day = tr.date(visit.person.consent_at.date())
        state = tr.text("You agreed on {day}.", day=day)
        if visit.person.consent_version != CONSENT_VERSION:
            version = escape(visit.person.consent_version or "")
            state += " " + tr.text("That was version {version}; it still holds.", version=version)
        switch = Button(tr.text("Withdraw consent"), MyData.WITHDRAW())
    else:
        state = tr.text("You have not agreed: your answers go as soon as the report is shown.")
        switch = Button(tr.text("✅ I agree"), MyData.AGREE(CONSENT_VERSION))
    rows = column(
        switch,
        *([Button(tr.text("🧾 What was asked later"), MyData.ASKED_LATER())] if later else []),
        Button(tr.text("🏢 My organisations"), Memberships.LIST()),
        Button(tr.text("📄 My data as a file"), MyData.FILE()),
        Button(tr.text("🗑 Delete everything"), MyData.FORGET()),
        Button(tr.text("⬅️ Menu"), Menu.HOME()),
    )
    employer = tr.text(
        "• What your employer enters in its register is the employer's: /forget and a withdrawn "
        "consent undo your tie to it, the employer's record stays."
    )
    pictures = tr.text(
        "A picture or a PDF of a certificate is read on our own machine and deleted at once; the "
        "name on it is not kept."
    )
    words = consent_words(visit.desk.operator, tr)
    kept = tr.text(
        "• It is kept because you work there, to plan courses and attestation, by us for your "
        "employer; three years after your last post ends HR is asked to delete it."
    )
    lines = (*words.split("\n"), "", employer, kept, pictures)
    return one_part(parts(lines, foot=(state,)), page, Menu.PRIVACY_PART, tr, rows)


async def forget_screen(visit: Visit) -> Screen:
    """Asked before everything is deleted; the safe way out comes first."""
    tr = visit.tr
    text = tr.text(
        "<b>Delete everything that is kept about you?</b>\nAnswers, reports, certificates, dates, "
        "memberships and consent go for ever."
    )
    alone = await organisations_of_only_hr(visit.work, visit.person.id)
    if alone:
        name = escape(shortened(alone[0].name, LONGEST_NAME))
        text += "\n\n" + tr.text(
            "⚠️ Nobody else acts for the HR of {name}: appoint a colleague first, in /hr.",
            name=name,
        )
    return Screen(
        text,
        column(
            Button(tr.text("No, keep it"), Menu.HOME()),
            Button(tr.text("🗑 Yes, delete everything"), MyData.FORGET_YES(), style="danger"),
        ),
    )


def withdraw_screen(visit: Visit) -> Screen:
    """Asked before consent is withdrawn; the safe way out comes first."""
    tr = visit.tr
    text = tr.text(
        "<b>Withdraw your consent?</b>\nAt once are deleted, for ever: your answers, reports and "
        "links to them, self-assessments, knowledge tests, what you said beside the attestation "
        "and of your portfolio, certificates, dates, reminders, memberships, replies to HR, what "
        "you called wrong and what you agreed to later. You can go on without consent: then "
        "answers are kept until the report is shown, a day at most."
    )
    return Screen(
        text,
        column(
            Button(tr.text("No, keep it"), Menu.PRIVACY()),
            Button(tr.text("🗑 Yes, withdraw and delete"), MyData.WITHDRAW_YES(), style="danger"),
        ),
    )


async def privacy(message: Message, visit: Visit) -> Outcome:
    return Outcome((Show(await privacy_screen(visit)),))


async def privacy_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    return Outcome((Show(await privacy_screen(visit), pressed_message(callback)),))


async def privacy_part(callback: CallbackQuery, visit: Visit) -> Outcome:
    screen = await privacy_screen(visit, *Menu.PRIVACY_PART.read(callback))
    return Outcome((Show(screen, pressed_message(callback)),))


async def withdraw_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    if not visit.consents:
        return Outcome((Show(await privacy_screen(visit), pressed_message(callback)),))
    return Outcome((Show(withdraw_screen(visit), pressed_message(callback)),))


async def withdrawn(callback: CallbackQuery, visit: Visit) -> Outcome:
    """Without consent nothing from before stays: what is kept goes at once."""
    if visit.consents:
        await _withdraw(visit)
    said = visit.tr.text(
        "Consent is withdrawn. Your answers, reports, certificates, dates, reminders and "
        "memberships are deleted."
    )
    return Outcome((Show(await menu_screen(visit, above=said), pressed_message(callback)),))


async def _withdraw(visit: Visit) -> None:
    if visit.run is not None:
        await asking.stop(visit, visit.run)
    await visit.work.people.withdraw_consent(visit.person.id, visit.now)
    await visit.work.answers.clear(visit.person.id)
    await listening.note(visit, "nothing")


async def forget(message: Message, visit: Visit) -> Outcome:
    return Outcome((Show(await forget_screen(visit)),))


async def forget_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    return Outcome((Show(await forget_screen(visit), pressed_message(callback)),))


async def forgotten(callback: CallbackQuery, visit: Visit) -> Outcome:
    await visit.work.people.forget(visit.person.id)
    text = visit.tr.text("Everything is deleted. /start begins anew.")
    return Outcome((Show(Screen(text), pressed_message(callback)),))


def router() -> Router:
    router = Router(name="privacy")
    router.message.register(privacy, command("privacy"))
    router.callback_query.register(privacy_pressed, Menu.PRIVACY.pressed)
    router.callback_query.register(privacy_part, Menu.PRIVACY_PART.pressed)
    router.callback_query.register(withdraw_pressed, MyData.WITHDRAW.pressed)
    router.callback_query.register(withdrawn, MyData.WITHDRAW_YES.pressed)
    router.message.register(forget, command("forget"))
    router.callback_query.register(forget_pressed, MyData.FORGET.pressed)
    router.callback_query.register(forgotten, MyData.FORGET_YES.pressed)
    return router
