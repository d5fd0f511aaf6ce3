""" "This is wrong" under a report: the words are asked for, and passed on to the operators."""

from __future__ import annotations

from html import escape
from typing import Any, Final

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from cases.errors import BadValue, ConsentNeeded
from cases.objections import LONGEST, object_to
from cases.purposes import OBJECTIONS
from handlers.chat import listening
from handlers.chat.buttons import AfterReport, Menu, Objections
from handlers.chat.names import target_name
from handlers.chat.outcome import Button, Outcome, Screen, Show, column
from handlers.chat.press import pressed_message
from handlers.chat.visit import Visit
from handlers.chat.wordless import cannot_read
from handlers.my_checks.kept import gone, own_decision
from handlers.papers.paper import code_of
from handlers.start.purposes import ask_first
from storage.repositories.objections import About
from storage.tables.checks import Decision

LISTENS: Final = "objection"


async def begun(callback: CallbackQuery, visit: Visit) -> Outcome:
    [run_id] = Objections.BEGIN.read(callback)
    edit = pressed_message(callback)
    decision = await own_decision(visit, run_id)
    if decision is None:
        return gone(visit)
    asked = await ask_first(visit, OBJECTIONS, Objections.BEGIN(run_id), edit)
    if asked is not None:
        return asked
    await listening.listen(visit, LISTENS, {"run": run_id})
    tr = visit.tr
    text = tr.text(
        "<b>What is wrong?</b>\n{name}\nCode of the check: <code>{code}</code>\n\nWrite in one "
        "message what should be otherwise and why. Whoever runs this bot reads it and answers you "
        "here. At most {most} letters, without names of others.",
        name=_name(visit, decision),
        code=code_of(decision.record),
        most=tr.number(LONGEST),
    )
    back = Button(tr.text("⬅️ Back"), AfterReport.MORE("back", run_id))
    return Outcome((Show(Screen(text, column(back)), edit),))


def _name(visit: Visit, decision: Decision) -> str:
    name = target_name(visit.desk.catalogue, decision.position, decision.category, visit.tr)
    return escape(name)


async def typed(message: Message, visit: Visit, data: dict[str, Any]) -> Outcome:
    decision = await own_decision(visit, data["run"])
    if decision is None:
        return gone(visit)
    about = About(code_of(decision.record), decision.position, decision.category)
    tr, words = visit.tr, message.text or ""
    try:
        heard = await object_to(
            visit.work, visit.person.id, about, words, tr.language, visit.desk.operators, visit.now
        )
    except ConsentNeeded:
        asked = await ask_first(visit, OBJECTIONS, Objections.BEGIN(data["run"]))
        assert asked is not None, "the consent was withdrawn meanwhile"
        return asked
    except BadValue as bad:
        if bad.field == "many":
            said = tr.plural(
                "You have written {n} time today; that is enough for a day. It is all read.",
                "You have written {n} times today; that is enough for a day. It is all read.",
                int(str(bad.high)),
            )
            return _said(visit, data["run"], said)
        await listening.keep(visit)
        said = tr.text("⚠️ Please write it in 1 to {most} letters.", most=tr.number(LONGEST))
        return Outcome((Show(Screen(said)),))
    said = tr.text(
        "✉️ Passed on with the code {code}. The answer comes into this chat.",
        code=f"<code>{about.code}</code>",
    )
    if heard.again:
        said = tr.text("This has been passed on already.")
    return _said(visit, data["run"], said)


def _said(visit: Visit, run_id: int, text: str) -> Outcome:
    rows = column(
        Button(visit.tr.text("⬅️ Back"), AfterReport.MORE("back", run_id)),
        Button(visit.tr.text("⬅️ Menu"), Menu.HOME()),
    )
    return Outcome((Show(Screen(text, rows)),))


async def no_words(message: Message, visit: Visit, data: dict[str, Any]) -> Outcome:
    """A picture or a voice where words were asked for: the next words will do."""
    await listening.keep(visit)
    return Outcome((Show(Screen(cannot_read(message, visit.tr))),))


def router() -> Router:
    router = Router(name="objecting")
    router.callback_query.register(begun, Objections.BEGIN.pressed)
    return router
