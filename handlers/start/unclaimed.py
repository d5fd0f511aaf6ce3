"""What no other conversation takes: /cancel, unknown commands, pictures, old buttons, blocking."""

from __future__ import annotations

from typing import Final

from aiogram import F, Router
from aiogram.enums import ChatMemberStatus
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message

from handlers.chat import listening
from handlers.chat.filters import command
from handlers.chat.menu import menu_screen
from handlers.chat.outcome import NOTHING, Outcome, Screen, Show
from handlers.chat.visit import Visit
from handlers.chat.wordless import cannot_read
from handlers.check import asking
from handlers.start.start import help_screen

_TOLD: Final = "edited"


async def cancel(message: Message, visit: Visit) -> Outcome:
    """Stops the open check; asks first where answers would be lost."""
    run = visit.run
    if run is None:
        said = visit.tr.text("There is nothing to stop.")
        return Outcome((Show(await menu_screen(visit, above=said)),))
    sheet = await visit.sheet(run)
    question = sheet.question
    if question is not None and await asking.loses_answers(visit, run):
        screen = asking.stop_screen(visit, run, question.step.path)
        return Outcome((Show(screen, None, run.id),))
    said = await asking.stop(visit, run)
    return Outcome((Show(await menu_screen(visit, above=said)),))


async def blocked(update: ChatMemberUpdated, visit: Visit) -> Outcome:
    """The person blocked the bot, or let it in again."""
    gone = update.new_chat_member.status in (ChatMemberStatus.KICKED, ChatMemberStatus.LEFT)
    await visit.work.people.set_blocked(visit.person.id, gone, visit.now)
    return NOTHING


async def unknown_command(message: Message, visit: Visit) -> Outcome:
    return Outcome((Show(help_screen(visit)),))


async def no_words(message: Message, visit: Visit) -> Outcome:
    """Pictures, voice and stickers cannot be read."""
    text = cannot_read(message, visit.tr)
    if visit.run is None:
        return Outcome((Show(Screen(text)),))
    return await asking.ask(visit, visit.run, edit=None, note=text)


async def edited(message: Message, visit: Visit) -> Outcome:
    """A message that was changed afterwards, which Telegram tells of several times."""
    told = {"message": message.message_id}
    await listening.keep(visit)
    if await listening.aside(visit, _TOLD) == told:
        return NOTHING
    await listening.put_aside(visit, _TOLD, told)
    text = visit.tr.text(
        "You changed a message. I read each message once, as it comes. Please send what is right "
        "as a new message."
    )
    return Outcome((Show(Screen(text)),))


async def old_button(callback: CallbackQuery, visit: Visit) -> Outcome:
    """A button of an earlier edition of the bot."""
    return Outcome(toast=visit.tr.text("This button no longer works. /start shows the menu."))


def stopping() -> Router:
    """/cancel: before the conversations that take words."""
    router = Router(name="stopping")
    router.message.register(cancel, command("cancel"))
    return router


def router() -> Router:
    """Whatever is left: after all other conversations."""
    router = Router(name="rest")
    router.my_chat_member.register(blocked)
    router.edited_message.register(edited)
    router.message.register(unknown_command, F.text)
    router.message.register(no_words)
    router.callback_query.register(old_button)
    return router
