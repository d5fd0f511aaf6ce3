"""Where HR's presses and words go. What a use case refuses is said kindly and changes nothing."""

from __future__ import annotations

from html import escape
from typing import Any

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message, User

from cases.errors import BadValue, CaseError, NameTaken, NotThere
from cases.wholly import wholly
from handlers.chat.filters import Pressed, command, start_link
from handlers.chat.outcome import Button, Outcome, Screen
from handlers.chat.press import pressed_message
from handlers.chat.visit import Visit
from handlers.chat.wordless import cannot_read
from handlers.hr import colleagues, deadline_look, organisations, writing
from handlers.hr.buttons import ACCEPT, ACCEPT_PATTERN, PATTERN, Action, read_press, shown
from handlers.hr.chooser import DeadlineGone
from handlers.hr.draft import DraftGone, DraftUnreadable
from handlers.hr.forms import Fields, await_again
from handlers.hr.refusals import why_not
from handlers.hr.routes import (
    FILES,
    FORMS,
    MESSAGES,
    OF_ORGANISATION,
    OUTSIDE,
    PAGED,
    WITH_ONE,
    WITH_THREE,
    WITH_TWO,
)
from handlers.hr.visit import HrVisit
from handlers.hr.watching import watch_no_more


async def hr_home(message: Message, visit: Visit) -> Outcome:
    """/hr"""
    return await organisations.home(visit, None)


async def link_opened(message: Message, visit: Visit, command: CommandObject) -> Outcome:
    """The one-time link for HR was opened."""
    token = (command.args or "").removeprefix(colleagues.PAYLOAD)
    try:
        return await colleagues.offer(visit, token, _name_of(message.from_user))
    except CaseError as error:
        return _said(visit, why_not(error, visit.tr))


async def link_accepted(callback: CallbackQuery, visit: Visit) -> Outcome:
    """The one-time link for HR was accepted."""
    edit = pressed_message(callback)
    token = (callback.data or "").removeprefix(ACCEPT)
    try:
        return await colleagues.accept(visit, edit, token, _name_of(callback.from_user))
    except CaseError as error:
        said = why_not(error, visit.tr)
        return shown(_only(visit, said), edit, said)


async def pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    """A button of HR; a right that is gone takes what was seen off the screen."""
    press = read_press(callback.data or "")
    if press is None:
        return Outcome(toast=visit.tr.text("This button no longer works. /start shows the menu."))
    edit = pressed_message(callback)
    await watch_no_more(visit)
    try:
        if press.action in OUTSIDE:
            return await OUTSIDE[press.action](visit, edit)
        if press.action in PAGED:
            return await PAGED[press.action](visit, edit, *press.numbers)
        organisation_id, *numbers = press.numbers
        return await _carried_out(HrVisit(visit, organisation_id, edit), press.action, numbers)
    except BadValue as error:
        return Outcome(toast=why_not(error, visit.tr))
    except CaseError as error:
        said = why_not(error, visit.tr)
        return shown(_only(visit, said), edit, said)


async def _carried_out(hr: HrVisit, action: Action, numbers: list[int]) -> Outcome:
    """What the action shows; where its thing is gone, what it was a part of."""
    try:
        async with wholly(hr.work):
            match numbers:
                case [first]:
                    return await WITH_ONE[action](hr, first)
                case [first, second]:
                    return await WITH_TWO[action](hr, first, second)
                case [first, second, third]:
                    return await WITH_THREE[action](hr, first, second, third)
            return await OF_ORGANISATION[action](hr)
    except DraftUnreadable:
        return await writing.ask_discard(hr)
    except DeadlineGone:
        return await deadline_look.gone(hr)
    except DraftGone:
        return await writing.gone(hr)
    except NotThere as error:
        return await organisations.show_organisation(hr, toast=why_not(error, hr.tr))


async def typed(message: Message, visit: Visit, data: dict[str, Any]) -> Outcome:
    """Words for the form that was asked for; what would not do is asked for again."""
    name, fields = _form(data), data["fields"]
    try:
        if name == organisations.NEW:
            return await organisations.create(visit, message.text or "")
        return await _filled_in(HrVisit(visit, fields["organisation"]), name, fields, message)
    except (BadValue, NameTaken) as error:
        await await_again(visit)
        return _said(visit, why_not(error, visit.tr))
    except CaseError as error:
        return _said(visit, why_not(error, visit.tr))


async def _filled_in(hr: HrVisit, form: str, fields: Fields, message: Message) -> Outcome:
    try:
        async with wholly(hr.work):
            if form in MESSAGES:
                return await MESSAGES[form](hr, fields, message)
            return await FORMS[form](hr, fields, message.text or "")
    except DraftUnreadable:
        return await writing.ask_discard(hr)
    except DeadlineGone:
        return await deadline_look.gone(hr)
    except DraftGone:
        return await writing.gone(hr)


async def no_words(message: Message, visit: Visit, data: dict[str, Any]) -> Outcome:
    """A picture or a voice where words were asked for: the next words will do. A file where one was
    asked for is taken."""
    name = _form(data)
    if name in MESSAGES:
        return await typed(message, visit, data)
    if name in FILES:
        fields = data["fields"]
        try:
            async with wholly(visit.work):
                return await FILES[name](HrVisit(visit, fields["organisation"]), fields, message)
        except CaseError as error:
            return _said(visit, why_not(error, visit.tr))
    await await_again(visit)
    return shown(Screen(cannot_read(message, visit.tr)), None)


def _form(data: dict[str, Any]) -> str:
    """The form that was noted; words for one of an earlier edition of the bot go on to others."""
    name: str = data["form"]
    if name not in (*FORMS, *MESSAGES, organisations.NEW):
        raise SkipHandler
    return name


def _name_of(user: User | None) -> str | None:
    """The name in Telegram, shown before it is taken."""
    return None if user is None else user.full_name


def _said(visit: Visit, text: str) -> Outcome:
    return shown(Screen(escape(text)), None)


def _only(visit: Visit, text: str) -> Screen:
    """The words alone: nothing of what was on the screen stays."""
    return Screen(escape(text), ((Button(visit.tr.text("⬅️ Menu"), "m:home"),),))


def router() -> Router:
    """Before the questions: words that HR was asked for are no answers."""
    hr_router = Router(name="hr")
    hr_router.message.register(link_opened, start_link(F.args.startswith(colleagues.PAYLOAD)))
    hr_router.message.register(hr_home, command("hr"))
    hr_router.callback_query.register(link_accepted, Pressed(ACCEPT_PATTERN))
    hr_router.callback_query.register(pressed, Pressed(PATTERN))
    return hr_router
