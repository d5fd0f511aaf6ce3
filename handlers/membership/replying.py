"""Answers to what HR sent: they go to that HR, never into the search for positions."""

from __future__ import annotations

from html import escape
from typing import Any, Final

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import CallbackQuery, Message

from cases.errors import BadValue, NotAllowed
from cases.replies import broadcast_perhaps_answered, message_answered, reply
from handlers.chat import listening
from handlers.chat.buttons import Menu, Sent
from handlers.chat.outcome import Button, Outcome, Screen, Show, column
from handlers.chat.press import pressed_message
from handlers.chat.telegram_text import shortened
from handlers.chat.visit import Visit
from storage.repositories.certificates import File
from storage.repositories.replies import Answered

NOTED: Final = "memb.reply"
SHOWN_BACK: Final = 60
LONGEST_NAME: Final = 60


async def _is_reply(message: Message) -> bool:
    """A reply to a message of ours; whose it was, the database knows."""
    earlier = message.reply_to_message
    if earlier is None or earlier.from_user is None or not earlier.from_user.is_bot:
        return False
    return not (message.text or "").startswith("/")


async def replied(message: Message, visit: Visit) -> Outcome:
    """Words, a picture or a document in reply to a message of HR."""
    earlier = message.reply_to_message
    assert earlier is not None, "the filter lets nothing else through"
    to = await message_answered(
        visit.work, visit.person.id, earlier.message_id, _campaign_below(earlier)
    )
    if to is None:
        raise SkipHandler
    await listening.keep(visit)
    text = message.text or message.caption or ""
    return await _passed_on(visit, to, text, _file(message), None)


def _campaign_below(earlier: Message) -> int | None:
    """The broadcast that the button below the message belongs to."""
    if earlier.reply_markup is None:
        return None
    buttons = (button for row in earlier.reply_markup.inline_keyboard for button in row)
    read = (Sent.MESSAGES.values(button.callback_data or "") for button in buttons)
    return next((values[0] for values in read if values is not None), None)


def _file(message: Message) -> File | None:
    if message.document is not None:
        return File(message.document.file_id, "document")
    return File(message.photo[-1].file_id, "photo") if message.photo else None


async def _passed_on(
    visit: Visit, to: Answered, text: str, file: File | None, edit: int | None
) -> Outcome:
    tr = visit.tr
    try:
        done = await reply(visit.work, visit.person.id, to, text, file, visit.now)
    except NotAllowed:
        said = tr.text("⚠️ You are not a member there any more: this was not passed on.")
    except BadValue:
        said = tr.text("⚠️ Only words, pictures and documents reach HR. Please write it.")
    else:
        name = escape(shortened(done.organisation.name, LONGEST_NAME))
        said = tr.text(
            "✉️ Passed on to the HR of {name}. Only it can read this, for 90 days.", name=name
        )
        if done.name is None:
            said += "\n" + tr.text("It does not know your name: you can give one in /orgs.")
    return Outcome((Show(Screen(said), edit),))


async def perhaps_a_reply(visit: Visit, words: str) -> Outcome | None:
    """Words that mean nothing else, soon after a message of HR: whether they are for it is asked,
    and they are kept until that is answered. None where no message came."""
    found = await broadcast_perhaps_answered(visit.work, visit.person.id, visit.now)
    if found is None:
        return None
    to, organisation = found
    assert to.campaign_id is not None, "a broadcast has a number"
    noted: dict[str, Any] = {"campaign": to.campaign_id, "words": words}
    await listening.note(visit, NOTED, noted)
    tr = visit.tr
    said = escape(shortened(" ".join(words.split()), SHOWN_BACK))
    text = tr.text(
        "Is “{words}” a reply to the message of {name}?",
        words=said,
        name=f"<b>{escape(shortened(organisation.name, LONGEST_NAME))}</b>",
    )
    rows = column(
        Button(tr.text("✉️ Yes, send it to HR"), Sent.REPLY(to.campaign_id, "reply")),
        Button(tr.text("🔎 No, a position"), Menu.CHECK()),
    )
    return Outcome((Show(Screen(text, rows)),))


async def meant_for_hr(callback: CallbackQuery, visit: Visit) -> Outcome:
    """Yes: the words are an answer; pressed twice they are passed on once."""
    number, _ = Sent.REPLY.read(callback)
    noted = listening.noted(visit, NOTED)
    if noted is None or noted["campaign"] != number:
        return Outcome(toast=visit.tr.text("These words are no longer here. Please write again."))
    words = noted["words"]
    if words is None:
        return Outcome(toast=visit.tr.text("This has been passed on already."))
    to = await message_answered(visit.work, visit.person.id, None, number)
    if to is None:
        return Outcome(toast=visit.tr.text("This message is no longer there."))
    await listening.note(visit, NOTED, {"campaign": number, "words": None})
    return await _passed_on(visit, to, words, None, pressed_message(callback))


def replying() -> Router:
    """Before all that takes words or files: whoever replies has said to whom."""
    router = Router(name="replying")
    router.message.register(replied, _is_reply)
    return router


def router() -> Router:
    router = Router(name="perhaps a reply")
    router.callback_query.register(meant_for_hr, Sent.REPLY.pressed)
    return router
