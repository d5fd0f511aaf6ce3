"""Where HR's presses and words go. What a use case refuses is said kindly and changes nothing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from html import escape
from typing import Any, Final

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message, User

from cases.errors import BadValue, CaseError, NameTaken, NotThere
from cases.wholly import wholly
from handlers.chat.filters import Pressed, command, pressed_message, start_link
from handlers.chat.outcome import Button, Outcome, Screen
from handlers.chat.visit import Visit
from handlers.chat.wordless import cannot_read
from handlers.hr import (
    audience,
    colleagues,
    deadline_form,
    deadline_look,
    deadlines,
    departments,
    edition_form,
    editions,
    figures,
    heads,
    link_sheet,
    links,
    list_files,
    list_filters,
    lists,
    log,
    members,
    message_routes,
    moments,
    old_records,
    organisations,
    progress,
    replies,
    roles,
    staff,
    staff_list,
    superior,
    ties,
    training_routes,
    writing,
)
from handlers.hr.buttons import ACCEPT, ACCEPT_PATTERN, PATTERN, Action, read_press, shown
from handlers.hr.chooser import DeadlineGone
from handlers.hr.draft import DraftGone, DraftUnreadable
from handlers.hr.forms import Fields, await_again
from handlers.hr.refusals import why_not
from handlers.hr.visit import HrVisit
from handlers.hr.watching import watch_no_more

# What the buttons do, by how many numbers they carry after the organisation's.
OUTSIDE: Final[dict[Action, Callable[[Visit, int], Awaitable[Outcome]]]] = {
    "home": organisations.home,
    "new": organisations.ask_new,
    "inert": writing.inert,
}
PAGED: Final[dict[Action, Callable[[Visit, int, int], Awaitable[Outcome]]]] = {
    "all": organisations.show_all,
    "own": organisations.own_page,
}
OF_ORGANISATION: Final[dict[Action, Callable[[HrVisit], Awaitable[Outcome]]]] = {
    "org": organisations.show_organisation,
    "rename": organisations.ask_name,
    "rename_yes": organisations.rename_anyway,
    "hr": colleagues.listed,
    "hr_name": colleagues.ask_name,
    "part_new": departments.ask_new,
    "led": heads.listed,
    "links": links.listed,
    "staff": staff.home,
    "staff_file": staff.file,
    "lists": lists.home,
    "figures": figures.show,
    "figures_picture": figures.picture,
    "figures_file": figures.file,
    "list_new": staff_list.begin,
    "list_stop": staff_list.stop,
    "old_all": old_records.ask_all,
    "old_all_yes": old_records.delete_all,
    "ties_all": ties.tie_all,
    "invite": links.choose,
    "day_new": deadline_form.begin,
    "day_usual": deadline_form.usual_titles,
    "day_no_en": deadline_form.without_english,
    "day_save": deadline_look.look,
    "editions": editions.listed,
    "edition_new": edition_form.begin,
    "edition_done": edition_form.numbers_done,
    "edition_no_en": edition_form.without_english,
    "edition_send": edition_form.send,
    "superior": superior.ask_superior,
    "casts": progress.listed,
    "cast_new": writing.begin,
    "draft": writing.overview,
    "draft_no_en": writing.without_english,
    "draft_drop": writing.ask_discard,
    "draft_drop_yes": writing.drop,
    "preview": writing.preview,
    "when_now": moments.at_once,
    "who": audience.choose,
    "who_all": audience.everybody,
    **message_routes.OF_ORGANISATION,
    **training_routes.OF_ORGANISATION,
}
WITH_ONE: Final[dict[Action, Callable[[HrVisit, int], Awaitable[Outcome]]]] = {
    "hr_page": colleagues.listed,
    "appoint": colleagues.appoint,
    "dismiss": colleagues.ask_dismiss,
    "dismiss_yes": colleagues.dismiss,
    "parts": departments.listed,
    "part": departments.show_department,
    "part_name": departments.ask_name,
    "part_name_yes": departments.rename_anyway,
    "part_kind": departments.ask_kind,
    "part_drop": departments.ask_remove,
    "part_drop_yes": departments.remove,
    "links_page": links.listed,
    "invite_page": links.choose,
    "tree": staff.tree,
    "record": staff.show_record,
    "ties": ties.waiting,
    "ties_new": ties.proposed,
    "tie_one": ties.tie_one,
    "tie_link": ties.link,
    "tie_yes": ties.confirm,
    "tie_right": ties.corrected,
    "tie_undo": ties.ask_undo,
    "tie_undo_yes": ties.undo,
    "roles": roles.listed,
    "role": roles.show_role,
    "role_until": roles.ask_until,
    "role_open": roles.without_end,
    "role_end": roles.ask_end,
    "role_end_yes": roles.end,
    "role_new": roles.ask_given,
    "sheet": link_sheet.ask,
    "old": old_records.listed,
    "old_drop": old_records.ask_one,
    "old_drop_yes": old_records.delete_one,
    "led_one": heads.show_member,
    "led_page": heads.listed,
    "list": staff_list.show_import,
    "list_send": staff_list.ask_file,
    "list_yes": staff_list.bring_in,
    "list_drop": staff_list.drop,
    "list_over": staff_list.ask_end_all,
    "list_over_yes": staff_list.end_all,
    "unlink": links.ask_withdraw,
    "unlink_yes": links.withdraw,
    "member": members.show_member,
    "member_end": members.ask_end,
    "member_end_yes": members.end,
    "days": deadlines.listed,
    "day": deadlines.show_deadline,
    "day_change": deadline_form.change,
    "day_kind": deadline_form.kind_pressed,
    "day_pick": deadline_form.day_pressed,
    "day_part": deadline_form.ask_part,
    "day_keep": deadline_look.save,
    "day_now": deadline_look.ask_now,
    "day_now_yes": deadline_look.save_and_remind,
    "day_drop": deadlines.ask_remove,
    "day_drop_yes": deadlines.remove,
    "editions_page": editions.listed,
    "edition": editions.show_edition,
    "edition_accept": editions.accept,
    "edition_reject": editions.ask_reason,
    "edition_drop": editions.take_back,
    "edition_number": edition_form.number_pressed,
    "edition_day": edition_form.day_pressed,
    "edition_part": edition_form.ask_part,
    "superior_set": superior.set_superior,
    "reply": replies.show_reply,
    "reply_file": replies.file,
    "log": log.listed,
    "casts_page": progress.listed,
    "cast": progress.show_broadcast,
    "cast_pause": progress.pause,
    "cast_go": progress.resume,
    "cast_stop": progress.ask_cancel,
    "cast_stop_yes": progress.cancel,
    "cast_file": progress.file,
    "draft_text": writing.ask_text,
    "send": writing.ask_send,
    "send_yes": writing.send,
    "when": moments.ask,
    "who_parts": audience.departments,
    "who_posts": audience.positions,
    "who_ask": audience.ask_limit,
    **message_routes.WITH_ONE,
    **training_routes.WITH_ONE,
}
WITH_TWO: Final[dict[Action, Callable[[HrVisit, int, int], Awaitable[Outcome]]]] = {
    "link": links.make,
    "staff_in": staff.listed,
    "list_ask": staff_list.ask_who,
    "list_gone": staff_list.missing,
    "list_end": staff_list.end_one,
    "lists_file": list_files.file,
    "members": members.listed,
    "director": colleagues.direct,
    "part_above": departments.ask_above,
    "part_be": departments.set_kind,
    "part_put": departments.set_above,
    "member_part": members.choose_department,
    "member_move": members.move,
    "superior_put": superior.put_superior,
    "replies": replies.listed,
    "when_hour": moments.hour_pressed,
    "who_lang": audience.language_pressed,
    "who_set": audience.limit_pressed,
    **message_routes.WITH_TWO,
    **training_routes.WITH_TWO,
}
WITH_THREE: Final[dict[Action, Callable[[HrVisit, int, int, int], Awaitable[Outcome]]]] = {
    "member_put": members.put,
    "list_say": staff_list.say_who,
    "lists_at": lists.listed,
    "lists_by": list_filters.choose,
    "lists_who": lists.show_person,
    "role_give": roles.give,
    "sheet_make": link_sheet.make,
    "who_part": audience.department_pressed,
    "who_post": audience.position_pressed,
    **message_routes.WITH_THREE,
    **training_routes.WITH_THREE,
}
FORMS: Final[dict[str, Callable[[HrVisit, Fields, str], Awaitable[Outcome]]]] = {
    organisations.RENAME: organisations.rename,
    colleagues.FORM: colleagues.name_typed,
    "department_new": departments.add,
    departments.RENAME: departments.rename,
    deadline_look.FORM: deadline_form.words,
    edition_form.FORM: edition_form.words,
    editions.REJECT: editions.reject,
    writing.FORM: writing.words,
    moments.FORM: moments.words,
    audience.FORM: audience.words,
    staff.FORM: staff.search,
    lists.FORM: lists.search,
    roles.FORM: roles.until_typed,
    staff_list.FORM: staff_list.words,
    **message_routes.FORMS,
    **training_routes.FORMS,
}
FILES: Final[dict[str, Callable[[HrVisit, Fields, Message], Awaitable[Outcome]]]] = {
    staff_list.FORM: staff_list.file_came,
    **training_routes.FILES,
}
"""Forms that take a file too."""


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
    name, fields, words = _form(data), data["fields"], message.text or ""
    try:
        if name == organisations.NEW:
            return await organisations.create(visit, words)
        return await _filled_in(HrVisit(visit, fields["organisation"]), name, fields, words)
    except (BadValue, NameTaken) as error:
        await await_again(visit)
        return _said(visit, why_not(error, visit.tr))
    except CaseError as error:
        return _said(visit, why_not(error, visit.tr))


async def _filled_in(hr: HrVisit, form: str, fields: Fields, words: str) -> Outcome:
    try:
        async with wholly(hr.work):
            return await FORMS[form](hr, fields, words)
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
    if name not in (*FORMS, organisations.NEW):
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
