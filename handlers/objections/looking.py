"""What people hold against reports, as operators see and answer it."""

from __future__ import annotations

from html import escape
from typing import Any, Final

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from cases import objections
from cases.errors import BadValue, CaseError, ChangedMeanwhile, NotThere
from cases.objections import LONGEST, Looked
from handlers.chat import listening
from handlers.chat.buttons import Menu, Objections
from handlers.chat.names import target_name
from handlers.chat.outcome import Button, Keyboard, Outcome, Screen, Show, column, page_turns
from handlers.chat.press import pressed_message
from handlers.chat.telegram_text import shortened
from handlers.chat.visit import Visit
from i18n import LANGUAGE_NAMES, mark
from rules.dates import ALMATY
from storage.tables.deadlines import ReminderState
from storage.tables.objections import Objection

LISTENS: Final = "objection.answer"
ON_A_PAGE: Final = 5
LONGEST_SHOWN: Final = 200
STATES: Final[dict[ReminderState, str]] = {
    "pending": mark("The answer is on its way."),
    "sending": mark("The answer is on its way."),
    "sent": mark("The answer has arrived."),
    "blocked": mark("The answer did not arrive: the person has blocked the bot."),
    "failed": mark("The answer did not arrive."),
    "cancelled": mark("The answer did not arrive."),
    "unknown": mark("Whether the answer has arrived is not known."),
}


async def listed(callback: CallbackQuery, visit: Visit) -> Outcome:
    [page] = Objections.LIST.read(callback)
    try:
        return await _list(visit, page, pressed_message(callback))
    except CaseError as error:
        return _refused(visit, error, pressed_message(callback))


async def _list(visit: Visit, page: int, edit: int, toast: str | None = None) -> Outcome:
    tr = visit.tr
    actor, operators = visit.person.id, visit.desk.operators
    found = await objections.objections(visit.work, actor, operators, page * ON_A_PAGE, ON_A_PAGE)
    last = max(0, (found.total - 1) // ON_A_PAGE)
    if page > last:
        return await _list(visit, last, edit, toast)
    lines = [tr.text("<b>⚠️ “This is wrong”</b>"), tr.text("Each is kept for 90 days.")]
    if not found.total:
        lines.append(tr.text("Nothing so far."))
    numbered = []
    for number, each in enumerate(found.objections, start=1):
        beginning = shortened(" ".join(each.text.split()), LONGEST_SHOWN)
        lines += ["", f"{number}. {_head(visit, each)}", escape(beginning, quote=False)]
        numbered.append(Button(str(number), Objections.OPEN(each.id)))
    rows: Keyboard = (
        *((tuple(numbered),) if numbered else ()),
        *page_turns(page, last, Objections.LIST),
        (Button(tr.text("⬅️ Menu"), Menu.HOME()),),
    )
    return Outcome((Show(Screen("\n".join(lines), rows), edit),), toast)


def _head(visit: Visit, each: Objection) -> str:
    moment = each.written_at.astimezone(ALMATY).strftime("%d.%m.%Y %H:%M")
    sign = "🆕" if each.answered_at is None else "✔"
    return f"{sign} <code>{each.code}</code>, {moment}"


async def opened(callback: CallbackQuery, visit: Visit) -> Outcome:
    [number] = Objections.OPEN.read(callback)
    return await _show(visit, number, pressed_message(callback))


async def _show(visit: Visit, number: int, edit: int | None, toast: str | None = None) -> Outcome:
    try:
        looked = await objections.look_at(visit.work, visit.person.id, visit.desk.operators, number)
    except CaseError as error:
        return _refused(visit, error, edit)
    return Outcome((Show(_screen(visit, looked), edit),), toast)


def _screen(visit: Visit, looked: Looked) -> Screen:
    tr, each = visit.tr, looked.objection
    lines = [
        _head(visit, each),
        escape(_name(visit, each)),
        tr.text("Language: {name}", name=LANGUAGE_NAMES[each.language]),
        "",
        escape(each.text, quote=False),
    ]
    buttons = [Button(tr.text("⬅️ Back"), Objections.LIST(0))]
    if each.answer is None:
        write = Button(tr.text("✍️ Answer"), Objections.ANSWER(each.id), style="primary")
        buttons.insert(0, write)
    else:
        lines += ["", tr.text("<b>The answer</b>"), escape(each.answer, quote=False)]
    if looked.answer_state is not None:
        lines.append(f"<i>{tr.text(STATES[looked.answer_state])}</i>")
    return Screen("\n".join(lines), column(*buttons))


def _name(visit: Visit, each: Objection) -> str:
    known = visit.desk.catalogue.positions.get(each.position)
    if known is None or each.category not in known.checks:
        return each.position
    return target_name(visit.desk.catalogue, each.position, each.category, visit.tr)


async def answer_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    """The next words are the answer."""
    [number] = Objections.ANSWER.read(callback)
    edit, tr = pressed_message(callback), visit.tr
    try:
        looked = await objections.look_at(visit.work, visit.person.id, visit.desk.operators, number)
    except CaseError as error:
        return _refused(visit, error, edit)
    if looked.objection.answer is not None:
        toast = tr.text("This is already answered.")
        return Outcome((Show(_screen(visit, looked), edit),), toast)
    await listening.listen(visit, LISTENS, {"number": number})
    text = tr.text(
        "Write the answer: at most {most} letters, in {language} if you can. It goes out at once.",
        most=tr.number(LONGEST),
        language=LANGUAGE_NAMES[looked.objection.language],
    )
    words = escape(looked.objection.text, quote=False)
    rows = column(Button(tr.text("⬅️ Back"), Objections.OPEN(number)))
    return Outcome((Show(Screen(f"{words}\n\n{text}", rows), edit),))


async def typed(message: Message, visit: Visit, data: dict[str, Any]) -> Outcome:
    number, tr = data["number"], visit.tr
    try:
        await objections.answer(
            visit.work,
            visit.person.id,
            visit.desk.operators,
            number,
            message.text or "",
            visit.now,
        )
    except BadValue:
        await listening.keep(visit)
        said = tr.text("⚠️ Please write it in 1 to {most} letters.", most=tr.number(LONGEST))
        return Outcome((Show(Screen(said)),))
    except ChangedMeanwhile:
        above = tr.text("A colleague has answered this meanwhile; yours was not sent.")
        shown = await _show(visit, number, None)
        return Outcome((Show(Screen(above)), *shown.show))
    except CaseError as error:
        return _refused(visit, error, None)
    return await _show(visit, number, None)


async def no_words(message: Message, visit: Visit, data: dict[str, Any]) -> Outcome:
    await listening.keep(visit)
    said = visit.tr.text("⚠️ Please write it in 1 to {most} letters.", most=visit.tr.number(LONGEST))
    return Outcome((Show(Screen(said)),))


def _refused(visit: Visit, error: CaseError, edit: int | None) -> Outcome:
    """The words alone: nothing of what was on the screen stays."""
    said = visit.tr.text("You have no right to do this (any more).")
    if isinstance(error, NotThere):
        said = visit.tr.text("This is no longer there.")
    rows = column(Button(visit.tr.text("⬅️ Menu"), Menu.HOME()))
    return Outcome((Show(Screen(escape(said), rows), edit),), said)


def router() -> Router:
    router = Router(name="objections, for operators")
    router.callback_query.register(listed, Objections.LIST.pressed)
    router.callback_query.register(opened, Objections.OPEN.pressed)
    router.callback_query.register(answer_pressed, Objections.ANSWER.pressed)
    return router
