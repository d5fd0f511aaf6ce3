"""Where HR's presses and words go. What a use case refuses is said kindly and changes nothing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import CallbackQuery, Message

from cases.errors import BadValue, CaseError, NameTaken, NotThere
from handlers.chat.filters import Pressed, pressed_message
from handlers.chat.outcome import Button, Outcome, Screen
from handlers.chat.visit import Visit
from handlers.hr import (
    audience,
    colleagues,
    deadline_form,
    deadlines,
    departments,
    edition_form,
    editions,
    links,
    log,
    members,
    moments,
    organisations,
    progress,
    superior,
    writing,
)
from handlers.hr.buttons import PATTERN, read_press, shown
from handlers.hr.forms import await_again
from handlers.hr.refusals import why_not
from handlers.hr.watching import watch_no_more

Do = Callable[..., Awaitable[Outcome]]


@dataclass(frozen=True, slots=True)
class Action:
    """What a button does, and how many numbers it carries."""

    numbers: int
    do: Do


ACTIONS: Final[dict[str, Action]] = {
    "home": Action(0, organisations.home),
    "all": Action(1, organisations.everything),
    "new": Action(0, organisations.ask_new),
    "org": Action(1, organisations.organisation),
    "rename": Action(1, organisations.ask_name),
    "hr": Action(1, colleagues.listed),
    "appoint": Action(2, colleagues.appoint),
    "dismiss": Action(2, colleagues.ask_dismiss),
    "dismiss_yes": Action(2, colleagues.dismiss),
    "parts": Action(2, departments.listed),
    "part": Action(2, departments.card),
    "part_new": Action(1, departments.ask_new),
    "part_name": Action(2, departments.ask_name),
    "part_drop": Action(2, departments.ask_remove),
    "part_drop_yes": Action(2, departments.remove),
    "links": Action(1, links.listed),
    "invite": Action(1, links.choose),
    "link": Action(3, links.make),
    "unlink": Action(2, links.ask_withdraw),
    "unlink_yes": Action(2, links.withdraw),
    "members": Action(3, members.listed),
    "member": Action(2, members.card),
    "member_part": Action(3, members.choose_department),
    "member_move": Action(3, members.move),
    "member_end": Action(2, members.ask_end),
    "member_end_yes": Action(2, members.end),
    "days": Action(2, deadlines.listed),
    "day": Action(2, deadlines.card),
    "day_new": Action(1, deadline_form.begin),
    "day_change": Action(2, deadline_form.change),
    "day_kind": Action(2, deadline_form.kind_pressed),
    "day_usual": Action(1, deadline_form.usual_titles),
    "day_no_en": Action(1, deadline_form.without_english),
    "day_pick": Action(2, deadline_form.day_pressed),
    "day_part": Action(2, deadline_form.ask_part),
    "day_save": Action(1, deadline_form.save),
    "day_drop": Action(2, deadlines.ask_remove),
    "day_drop_yes": Action(2, deadlines.remove),
    "editions": Action(1, editions.listed),
    "edition": Action(2, editions.card),
    "edition_accept": Action(2, editions.accept),
    "edition_reject": Action(2, editions.ask_reason),
    "edition_drop": Action(2, editions.take_back),
    "edition_new": Action(1, edition_form.begin),
    "edition_number": Action(2, edition_form.number_pressed),
    "edition_done": Action(1, edition_form.numbers_done),
    "edition_day": Action(2, edition_form.day_pressed),
    "edition_no_en": Action(1, edition_form.without_english),
    "edition_part": Action(2, edition_form.ask_part),
    "edition_send": Action(1, edition_form.send),
    "superior": Action(1, superior.asked),
    "superior_set": Action(2, superior.chosen),
    "log": Action(2, log.listed),
    "casts": Action(1, progress.listed),
    "cast": Action(2, progress.card),
    "cast_pause": Action(2, progress.pause),
    "cast_go": Action(2, progress.resume),
    "cast_stop": Action(2, progress.ask_cancel),
    "cast_stop_yes": Action(2, progress.cancel),
    "cast_file": Action(2, progress.file),
    "cast_new": Action(1, writing.begin),
    "draft": Action(1, writing.overview),
    "draft_text": Action(2, writing.ask_text),
    "draft_no_en": Action(1, writing.without_english),
    "draft_drop": Action(1, writing.ask_discard),
    "draft_drop_yes": Action(1, writing.drop),
    "preview": Action(1, writing.preview),
    "inert": Action(0, writing.inert),
    "send": Action(2, writing.ask_send),
    "send_yes": Action(2, writing.send),
    "when": Action(2, moments.ask),
    "when_now": Action(1, moments.at_once),
    "when_hour": Action(3, moments.hour_pressed),
    "who": Action(1, audience.choose),
    "who_all": Action(1, audience.everybody),
    "who_lang": Action(3, audience.language_pressed),
    "who_parts": Action(2, audience.departments),
    "who_part": Action(4, audience.department_pressed),
    "who_posts": Action(2, audience.positions),
    "who_post": Action(4, audience.position_pressed),
    "who_ask": Action(2, audience.ask_limit),
    "who_set": Action(3, audience.limit_pressed),
}
FORMS: Final[dict[str, Do]] = {
    "organisation_new": organisations.create,
    "organisation_rename": organisations.rename,
    "department_new": departments.add,
    "department_rename": departments.rename,
    deadline_form.FORM: deadline_form.words,
    edition_form.FORM: edition_form.words,
    editions.REJECT: editions.reject,
    writing.FORM: writing.words,
    moments.FORM: moments.words,
    audience.FORM: audience.words,
}


async def hr_asked(message: Message, visit: Visit) -> Outcome:
    """/hr"""
    return await organisations.home(visit, None)


async def invited(message: Message, visit: Visit, command: CommandObject) -> Outcome:
    """The one-time link for HR was opened."""
    token = (command.args or "").removeprefix(colleagues.PAYLOAD)
    try:
        return await colleagues.offer(visit, token)
    except CaseError as error:
        return _said(visit, why_not(error, visit.tr))


async def appointment_accepted(callback: CallbackQuery, visit: Visit) -> Outcome:
    """The one-time link for HR was accepted."""
    edit = pressed_message(callback)
    token = (callback.data or "").removeprefix(colleagues.TAKE)
    try:
        return await colleagues.take(visit, edit, token)
    except CaseError as error:
        said = why_not(error, visit.tr)
        return shown(_only(visit, said), edit, said)


async def pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    """A button of HR; a right that is gone takes what was seen off the screen."""
    name, numbers = read_press(callback.data or "")
    action = ACTIONS.get(name)
    if action is None or len(numbers) != action.numbers:
        return Outcome(toast=visit.tr.text("This button no longer works. /start shows the menu."))
    edit = pressed_message(callback)
    await watch_no_more(visit)
    try:
        return await _carried_out(visit, edit, action, numbers)
    except BadValue as error:
        return Outcome(toast=why_not(error, visit.tr))
    except CaseError as error:
        said = why_not(error, visit.tr)
        return shown(_only(visit, said), edit, said)


async def _carried_out(
    visit: Visit, edit: int, action: Action, numbers: tuple[int, ...]
) -> Outcome:
    """What the action shows; where its thing is gone, the organisation (its first number)."""
    try:
        return await action.do(visit, edit, *numbers)
    except NotThere as error:
        said = why_not(error, visit.tr)
        return await organisations.organisation(visit, edit, numbers[0], toast=said)


async def typed(message: Message, visit: Visit, data: dict[str, Any]) -> Outcome:
    """Words for the form that was asked for; what would not do is asked for again."""
    form = _form(data)
    try:
        return await form(visit, data["fields"], message.text or "")
    except (BadValue, NameTaken) as error:
        await await_again(visit)
        return _said(visit, why_not(error, visit.tr))
    except CaseError as error:
        return _said(visit, why_not(error, visit.tr))


async def no_words(message: Message, visit: Visit, data: dict[str, Any]) -> Outcome:
    """A picture or a voice where words were asked for: the next words will do."""
    _form(data)
    await await_again(visit)
    text = visit.tr.text("I can only read text. Please write it or press a button.")
    return shown(Screen(text), None)


def _form(data: dict[str, Any]) -> Do:
    """The form that was noted; words for one of an earlier edition of the bot go on to others."""
    if data["form"] not in FORMS:
        raise SkipHandler
    return FORMS[data["form"]]


def _said(visit: Visit, text: str) -> Outcome:
    return shown(Screen(escape(text)), None)


def _only(visit: Visit, text: str) -> Screen:
    """The words alone: nothing of what was on the screen stays."""
    return Screen(escape(text), ((Button(visit.tr.text("⬅️ Menu"), "m:home"),),))


def router() -> Router:
    router = Router(name="hr")
    router.message.register(
        invited, CommandStart(deep_link=True, magic=F.args.startswith(colleagues.PAYLOAD))
    )
    router.message.register(hr_asked, Command("hr"))
    router.callback_query.register(
        appointment_accepted, Pressed(rf"^{colleagues.TAKE}[\w-]{{16,50}}$")
    )
    router.callback_query.register(pressed, Pressed(PATTERN))
    return router
