"""A course that the head or HR proposes: the person agrees, names another one, or declines."""

from __future__ import annotations

from html import escape
from typing import Any, Final

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from cases.errors import BadValue, CaseError, NotThere
from cases.training.plans import item_to_change
from cases.training.proposals import accept, change, decline, open_proposal
from handlers.chat import listening
from handlers.chat.buttons import Training
from handlers.chat.outcome import Button, Outcome, Screen, Show
from handlers.chat.press import pressed_message
from handlers.chat.telegram_text import shortened
from handlers.chat.training_view import topic_words
from handlers.chat.visit import Visit
from handlers.training.item import item_screen, refused
from handlers.training.plan import EXAMPLE
from storage.tables.training_plans import LONGEST_WORDS

LISTENS_CHANGE: Final = "training.instead"
LISTENS_DECLINE: Final = "training.declined"


async def accepted(callback: CallbackQuery, visit: Visit) -> Outcome:
    [item_id] = Training.ACCEPT.read(callback)
    edit = pressed_message(callback)
    try:
        await accept(visit.work, visit.person.id, item_id, visit.now)
    except CaseError as error:
        return refused(visit, error, edit)
    return await item_screen(visit, item_id, edit, toast=visit.tr.text("✔ Kept."))


async def ask_change(callback: CallbackQuery, visit: Visit) -> Outcome:
    [item_id] = Training.CHANGE.read(callback)
    tr = visit.tr
    text = tr.text(
        "Write the course in one line, as far as you know it:\n<code>{example}</code>",
        example=tr.text(EXAMPLE),
    )
    return await _ask(visit, item_id, LISTENS_CHANGE, text, pressed_message(callback))


async def ask_decline(callback: CallbackQuery, visit: Visit) -> Outcome:
    [item_id] = Training.DECLINE.read(callback)
    text = visit.tr.text("Write why you decline. Your head will see it.")
    return await _ask(visit, item_id, LISTENS_DECLINE, text, pressed_message(callback))


async def _ask(visit: Visit, item_id: int, kind: str, text: str, edit: int | None) -> Outcome:
    try:
        item, *_ = await item_to_change(visit.work, visit.person.id, item_id, visit.now)
        if await open_proposal(visit.work, visit.person.id, item) is None:
            raise NotThere
    except CaseError as error:
        return refused(visit, error, edit)
    await listening.listen(visit, kind, {"item": item_id})
    title = escape(topic_words(item.new, visit.tr))
    rows = ((Button(visit.tr.text("⬅️ Back"), Training.ITEM(item_id)),),)
    return Outcome((Show(Screen(f"<b>{title}</b>\n{text}", rows), edit),))


async def change_typed(message: Message, visit: Visit, data: dict[str, Any]) -> Outcome:
    tr, item_id = visit.tr, data["item"]
    try:
        said = await change(visit.work, visit.person.id, item_id, message.text or "", visit.now)
    except BadValue:
        await listening.keep(visit)
        text = tr.text("⚠️ I found no topic. Begin with what the course is about.")
        rows = ((Button(tr.text("⬅️ Back"), Training.ITEM(item_id)),),)
        return Outcome((Show(Screen(text, rows)),))
    except CaseError as error:
        return refused(visit, error, None)
    unread = ""
    if said.unread:
        words = escape(shortened("; ".join(said.unread), 300))
        unread = tr.text("Not understood, please say it by the buttons: {words}", words=words)
    return await item_screen(visit, item_id, None, above=unread)


async def decline_typed(message: Message, visit: Visit, data: dict[str, Any]) -> Outcome:
    tr, item_id = visit.tr, data["item"]
    try:
        plan = await decline(visit.work, visit.person.id, item_id, message.text or "", visit.now)
    except BadValue:
        await listening.keep(visit)
        text = tr.text("⚠️ A reason is needed, of at most {n} characters.", n=LONGEST_WORDS)
        rows = ((Button(tr.text("⬅️ Back"), Training.ITEM(item_id)),),)
        return Outcome((Show(Screen(text, rows)),))
    except CaseError as error:
        return refused(visit, error, None)
    rows = ((Button(tr.text("⬅️ Back"), Training.PLAN(plan.year_id, plan.employee_id)),),)
    text = tr.text("It is taken out of the plan, and your head sees why.")
    return Outcome((Show(Screen(text, rows)),))


def router() -> Router:
    router = Router(name="training proposal")
    for button, handler in (
        (Training.ACCEPT, accepted),
        (Training.CHANGE, ask_change),
        (Training.DECLINE, ask_decline),
    ):
        router.callback_query.register(handler, button.pressed)
    return router
