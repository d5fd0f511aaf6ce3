"""Buttons below what was sent unasked: reminders, and broadcasts of an organisation's HR."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from cases.errors import BadValue, NotAllowed, NotThere
from cases.memberships import set_hr_messages
from cases.purposes import ANSWERS, RECEIPTS, has_agreed
from cases.questions import answer_question
from cases.receipts import confirm_reading
from cases.reminders import Answered, allow_again, answer_reminder
from cases.written import as_written, html_of
from handlers.chat import listening
from handlers.chat.buttons import Sent
from handlers.chat.outcome import Button, Keyboard, Outcome, Screen, Show
from handlers.chat.press import Press, pressed_message
from handlers.chat.visit import Visit
from handlers.start.purposes import ask_first
from i18n import Language, Translator
from rules.dates import today
from storage.tables.deadlines import ReminderAnswer
from storage.tables.questions import Question

# What an earlier press has written below the message.
_STATE = re.compile(r"\n\n(?:✔|🔕|⏰|✉️|🔒) [^\n]*\Z")


def _original(callback: CallbackQuery, tr: Translator) -> str:
    """The message as it was sent, as HTML; of one that Telegram gives no more, what it was."""
    if not isinstance(callback.message, Message):
        return tr.text("🔔 An earlier message")
    message = callback.message
    entities = message.entities or message.caption_entities or ()
    plain = message.text or message.caption or ""
    written = as_written(plain, [each.model_dump(exclude_none=True) for each in entities])
    return _STATE.sub("", html_of(*written))


def _below(callback: CallbackQuery, visit: Visit, state: str, rows: Keyboard) -> Show:
    text = _original(callback, visit.tr)
    whole = f"{text}\n\n{state}" if state else text
    message = callback.message
    is_caption = isinstance(message, Message) and message.text is None
    return Show(Screen(whole, rows), pressed_message(callback), is_caption=is_caption)


def _kept_rows(callback: CallbackQuery) -> Keyboard:
    """The buttons of a reminder that do something else than answer it."""
    if not isinstance(callback.message, Message) or callback.message.reply_markup is None:
        return ()
    rows = callback.message.reply_markup.inline_keyboard
    return tuple(
        tuple(Button(each.text, each.callback_data) for each in row)
        for row in rows
        if not any((each.callback_data or "").startswith("r:") for each in row)
    )


def _reminder_rows(number: int, answers: tuple[ReminderAnswer, ...], tr: Translator) -> Keyboard:
    words = {"done": tr.text("Done"), "later": tr.text("Later"), "stop": tr.text("Stop these")}
    return (tuple(Button(words[answer], Sent.ANSWER(number, answer)) for answer in answers),)


def _undo_row(number: int, tr: Translator) -> Keyboard:
    return ((Button(tr.text("↩️ Undo"), Sent.UNDO(number, "undo")),),)


async def answered(callback: CallbackQuery, visit: Visit) -> Outcome:
    """ "Done", "later" or "stop these" below a reminder; the message says what holds now."""
    await listening.keep(visit)
    number, said = Sent.ANSWER.read(callback)
    tr = visit.tr
    try:
        result = await answer_reminder(visit.work, visit.person.id, number, said, visit.now)
    except NotThere:
        return _not_kept(callback, visit)
    if said == "later":
        state = _again_words(result, tr)
        rows = _reminder_rows(number, ("done", "stop"), tr)
    elif said == "stop" and result.reminder.subject == "portfolio":
        state = tr.text("🔕 No more reminders of the portfolio. Its page brings them back.")
        rows = ()
    elif said == "stop" and result.reminder.subject == "edition":
        state = tr.text("🔕 No more messages about changes of the law.")
        rows = _undo_row(number, tr)
    elif result.reminder.subject == "wish":
        # Nothing further was planned, so there is nothing to bring back.
        state = _wish_words(said, tr)
        rows = ()
    else:
        state = (
            tr.text("✔ Done. No more reminders of this day.")
            if said == "done"
            else tr.text("🔕 No more reminders of this.")
        )
        rows = _undo_row(number, tr)
        if said == "done" and result.reminder.subject == "deadline":
            rows = (*await _tell_row(visit, number), *rows)
    return Outcome((_below(callback, visit, state, (*_kept_rows(callback), *rows)),))


async def _tell_row(visit: Visit, number: int) -> Keyboard:
    """Whoever has agreed is seen without another press."""
    if await has_agreed(visit.work, visit.person.id, RECEIPTS):
        return ()
    return ((Button(visit.tr.text("📣 Tell HR that I am done"), Sent.TELL(number, "tell")),),)


async def told(callback: CallbackQuery, visit: Visit) -> Outcome:
    """ "Done" of a deadline, for HR to see; asked for once, agreed to apart."""
    await listening.keep(visit)
    number, _ = Sent.TELL.read(callback)
    tr = visit.tr
    asked = await ask_first(visit, RECEIPTS, callback.data or "")
    if asked is not None:
        return asked
    try:
        await answer_reminder(visit.work, visit.person.id, number, "done", visit.now)
    except NotThere:
        return Outcome(toast=tr.text("This day is no longer noted."))
    said = tr.text("✔ Done. HR can see it. No more reminders of this day.")
    return Outcome((Show(Screen(said)),))


def _wish_words(said: str, tr: Translator) -> str:
    if said == "done":
        return tr.text("✔ Done.")
    return tr.text("🔕 No more reminders of your checks. In /my you can ask for them again.")


def _again_words(result: Answered, tr: Translator) -> str:
    if result.again_at is None:
        return tr.text("⏰ No other reminder comes before that day.")
    return tr.text("⏰ I will remind you again on {day}.", day=tr.date(today(result.again_at)))


async def undone(callback: CallbackQuery, visit: Visit) -> Outcome:
    """Takes "done" and "stop these" back."""
    await listening.keep(visit)
    number, _ = Sent.UNDO.read(callback)
    held = await visit.work.reminders.get(visit.person.id, number)
    if held is None:
        return _not_kept(callback, visit)
    await allow_again(visit.work, visit.person.id, held.subject, held.subject_id, visit.now)
    if held.subject == "edition":
        rows = (*_kept_rows(callback), *_reminder_rows(number, ("stop",), visit.tr))
        return Outcome((_below(callback, visit, "", rows),))
    rows = _reminder_rows(number, ("done", "later", "stop"), visit.tr)
    toast = visit.tr.text("I will remind you again.")
    return Outcome((_below(callback, visit, "", rows),), toast)


def _not_kept(callback: CallbackQuery, visit: Visit) -> Outcome:
    toast = visit.tr.text("This day is no longer noted.")
    return Outcome((_below(callback, visit, "", ()),), toast)


async def messages_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    """No more messages of the organisation that sent this one, or messages again."""
    await listening.keep(visit)
    number, said = Sent.MESSAGES.read(callback)
    tr, wanted = visit.tr, said == "again"
    campaign = await visit.work.campaigns.get(number)
    try:
        if campaign is None:
            raise NotAllowed
        await set_hr_messages(visit.work, visit.person.id, campaign.organisation_id, wanted)
    except NotAllowed:
        toast = tr.text("You are not a member there any more; nothing more comes.")
        return Outcome((_below(callback, visit, "", ()),), toast)
    if wanted:
        state = tr.text("✉️ HR's messages from here come again.")
        button = Button(tr.text("No more messages of HR"), Sent.MESSAGES(number, "stop"))
    else:
        state = tr.text(
            "🔕 HR's messages from here no longer come. Reminders of its deadlines still do; “Stop "
            "these” below one ends it, leaving in /orgs ends all."
        )
        button = Button(tr.text("↩️ Undo"), Sent.MESSAGES(number, "again"))
    kept = _without(callback, Sent.MESSAGES) or ()
    return Outcome((_below(callback, visit, state, (*kept, (button,))),), state)


async def has_read(callback: CallbackQuery, visit: Visit) -> Outcome:
    """ "I have read it" below a message of HR; asked for once, agreed to apart."""
    await listening.keep(visit)
    number, _ = Sent.READ.read(callback)
    tr = visit.tr
    asked = await ask_first(visit, RECEIPTS, callback.data or "")
    if asked is not None:
        return asked
    try:
        await confirm_reading(visit.work, visit.person.id, number, visit.now)
    except NotAllowed:
        return Outcome(toast=tr.text("This message is no longer there."))
    said = tr.text("✔ HR sees that you have read it.")
    rows = _without(callback, Sent.READ)
    if rows is None:
        return Outcome((Show(Screen(said)),), said)
    return Outcome((_below(callback, visit, said, rows),), said)


async def chosen(callback: CallbackQuery, visit: Visit) -> Outcome:
    """An answer below a question of HR or a head: by one press, changed by another until it ends;
    agreed to apart, once."""
    await listening.keep(visit)
    number, choice = Sent.CHOICE.read(callback)
    tr = visit.tr
    asked = await ask_first(visit, ANSWERS, callback.data or "")
    if asked is not None:
        return asked
    try:
        campaign = await answer_question(visit.work, visit.person.id, number, choice, visit.now)
    except NotAllowed:
        return Outcome(toast=tr.text("This message is no longer there."))
    except BadValue:
        return await _ended(callback, visit, number)
    assert campaign.question is not None, "it was answered"
    words = campaign.question.words(choice, visit.tr.language)
    said = tr.text("✔ Your answer: {words}. Another press changes it.", words=escape(words))
    kept = _without(callback, Sent.CHOICE)
    rows = _choices(campaign.question, number, choice, visit.tr.language)
    if kept is None:
        return Outcome((Show(Screen(said, rows)),))
    toast = tr.text("✔ Your answer: {words}. Another press changes it.", words=words)
    return Outcome((_below(callback, visit, said, (*rows, *kept)),), toast)


def _choices(question: Question, number: int, chosen: int, language: Language) -> Keyboard:
    """The answers with a sign before the one that counts."""
    words = [question.words(place, language) for place in range(len(question.answers))]
    return tuple(
        (Button(f"✅ {each}" if place == chosen else each, Sent.CHOICE(number, place)),)
        for place, each in enumerate(words)
    )


async def _ended(callback: CallbackQuery, visit: Visit, number: int) -> Outcome:
    """Nothing is answered any more; what was stays to be seen."""
    tr = visit.tr
    campaign = await visit.work.campaigns.get(number)
    answer = await visit.work.questions.chosen(number, visit.person.id)
    state = toast = tr.text("🔒 This question has ended.")
    if campaign is not None and campaign.question is not None and answer is not None:
        words = campaign.question.words(answer, visit.tr.language)
        state = tr.text("✔ Your answer: {words}. The question has ended.", words=escape(words))
    kept = _without(callback, Sent.CHOICE)
    if kept is None:
        return Outcome((Show(Screen(state)),), toast)
    return Outcome((_below(callback, visit, state, kept),), toast)


def _without(callback: CallbackQuery, pressed: Press[int, Any]) -> Keyboard | None:
    """The buttons of the message but this one; None where it is not below this message."""
    if not isinstance(callback.message, Message) or callback.message.reply_markup is None:
        return None
    rows = callback.message.reply_markup.inline_keyboard
    if not any(pressed.values(each.callback_data or "") for row in rows for each in row):
        return None
    kept = (
        tuple(
            Button(each.text, each.callback_data)
            for each in row
            if not pressed.values(each.callback_data or "")
        )
        for row in rows
    )
    return tuple(row for row in kept if row)


def router() -> Router:
    router = Router(name="sent messages")
    router.callback_query.register(answered, Sent.ANSWER.pressed)
    router.callback_query.register(undone, Sent.UNDO.pressed)
    router.callback_query.register(told, Sent.TELL.pressed)
    router.callback_query.register(has_read, Sent.READ.pressed)
    router.callback_query.register(chosen, Sent.CHOICE.pressed)
    router.callback_query.register(messages_pressed, Sent.MESSAGES.pressed)
    return router
