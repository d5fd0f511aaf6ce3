"""What if: another answer or a step taken, and the report beside the one there is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.chat import listening
from handlers.chat.buttons import WhatIf
from handlers.chat.outcome import Outcome, Screen, Show
from handlers.chat.press import pressed_message
from handlers.chat.visit import Visit
from handlers.check import asking
from handlers.check.choosing import choose_outcome
from handlers.check.question_view import (
    CANCEL,
    STAY,
    choose_screen,
    item_of,
    leads_to_item,
    not_understood,
    out_of_range,
    question_screen,
)
from handlers.my_checks import what_if_view as view
from handlers.my_checks.kept import nothing_kept
from handlers.my_checks.supposal import KIND, Supposal, Supposing, short_mark, supposing
from rules.questionnaire.flow import Sheet
from rules.questionnaire.moves import BACK, move_for
from rules.questionnaire.question import Answered, Change
from rules.questionnaire.supposing import supposed, with_course
from rules.questionnaire.typed import read_typed
from rules.typed.coming_course import read_course
from rules.typed.outcome import Choose, OutOfRange, Understood
from rules.verdict.check import Report, check


async def began(callback: CallbackQuery, visit: Visit) -> Outcome:
    """From a report or a list of ways: a new message, nothing supposed yet."""
    return await _menu(visit, *WhatIf.NEW.read(callback), fresh=True, edit=None)


async def cleared(callback: CallbackQuery, visit: Visit) -> Outcome:
    [run_id] = WhatIf.CLEAR.read(callback)
    return await _menu(visit, run_id, fresh=True, edit=pressed_message(callback))


async def menu(callback: CallbackQuery, visit: Visit) -> Outcome:
    [run_id] = WhatIf.MENU.read(callback)
    return await _menu(visit, run_id, fresh=False, edit=pressed_message(callback))


async def _menu(visit: Visit, run_id: int, *, fresh: bool, edit: int | None) -> Outcome:
    case = await _case(visit, run_id, fresh=fresh)
    if isinstance(case, Outcome):
        return case
    idle = case.supposing(replace(case.supposal, fact=None, draft=None, topic=None))
    screen = view.menu_screen(idle, _report(idle.sheet), visit.tr)
    return await _noted(visit, idle, screen, edit)


async def _case(visit: Visit, run_id: int, *, fresh: bool = False) -> Supposing | Outcome:
    """The "what if" that a press belongs to; otherwise what to say instead."""
    if visit.run is None and not visit.consents:
        return Outcome((Show(nothing_kept(visit)),))
    return await _case_of(visit, run_id, fresh=fresh)


def _report(sheet: Sheet) -> Report:
    return check(sheet.catalogue, sheet.position, sheet.category, sheet.profile(), sheet.on)


async def _noted(
    visit: Visit,
    case: Supposing,
    screen: Screen,
    edit: int | None,
    *,
    hears: bool = False,
    toast: str | None = None,
) -> Outcome:
    keep = listening.listen if hears else listening.note
    await keep(visit, KIND, case.supposal.to_json())
    return Outcome((Show(screen, edit),), toast)


async def _result(
    visit: Visit, case: Supposing, edit: int | None, toast: str | None = None
) -> Outcome:
    screen = view.result_screen(case, _report(case.real), _report(case.sheet), visit.tr)
    return await _noted(visit, case, screen, edit, toast=toast)


async def result(callback: CallbackQuery, visit: Visit) -> Outcome:
    case = await _case(visit, *WhatIf.RESULT.read(callback))
    if isinstance(case, Outcome):
        return case
    return await _result(visit, case, pressed_message(callback))


async def element(callback: CallbackQuery, visit: Visit) -> Outcome:
    """One step of a way, or all of the nearest one, as if it were taken today."""
    action, run_id, mark = WhatIf.STEP.read(callback)
    case = await _case(visit, run_id)
    if isinstance(case, Outcome):
        return case
    report = _report(case.sheet)
    edit = pressed_message(callback)
    if action == "all" and short_mark(list(report.route)) == mark:
        steps = list(report.route)
    else:
        steps = [step for known, step in view.elements(report).items() if known == mark]
    if not steps:
        toast = visit.tr.text("This has been added already, or the ways have changed.")
        return await _result(visit, case, edit, toast)
    changes = supposed(case.sheet, steps)
    return await _result(visit, case.supposing(case.supposal.with_changes(changes)), edit)


async def facts(callback: CallbackQuery, visit: Visit) -> Outcome:
    case = await _case(visit, *WhatIf.FACTS.read(callback))
    if isinstance(case, Outcome):
        return case
    screen = view.facts_screen(case, visit.tr)
    return await _noted(visit, case, screen, pressed_message(callback))


async def fact(callback: CallbackQuery, visit: Visit) -> Outcome:
    """Asks one fact, for supposing only."""
    run_id, name = WhatIf.FACT.read(callback)
    case = await _case(visit, run_id)
    if isinstance(case, Outcome):
        return case
    if name not in case.real.relevance.sources or name not in case.sheet.answers:
        return await _result(visit, case, pressed_message(callback))
    return await _ask(visit, case.asked(name), pressed_message(callback))


async def _ask(
    visit: Visit,
    case: Supposing,
    edit: int | None,
    *,
    note: str = "",
    toast: str | None = None,
    item: int = 0,
) -> Outcome:
    sheet = case.asking
    question = sheet.question
    assert question is not None
    alone = replace(question, place=1, of=1, first_advantage=False, advantage_only=False)
    above = visit.tr.text("🔮 <i>Only a trial: nothing of this is saved.</i>")
    screen = question_screen(sheet, alone, visit.tr, above=above, note=note, item=item)
    return await _noted(visit, case, view.as_supposed(screen), edit, hears=True, toast=toast)


async def answered(callback: CallbackQuery, visit: Visit) -> Outcome:
    """A button of a supposed question; it counts only for the question being asked."""
    run_id, path, option = WhatIf.ANSWER.read(callback)
    edit = pressed_message(callback)
    case = await _case_of(visit, run_id)
    if isinstance(case, Outcome):
        return case
    already = visit.tr.text("This is already answered.")
    if case.supposal.fact is None:
        return await _result(visit, case, edit, already)
    question = case.asking.question
    assert question is not None
    if question.step.path != path:
        return await _ask(visit, case, edit, toast=already)
    if option == STAY or leads_to_item(option):
        return await _ask(visit, case, edit, item=item_of(option))
    move = None if option == CANCEL else move_for(question.step, option)
    if option in (CANCEL, BACK) and (option == CANCEL or not case.supposal.draft["log"]):
        stopped = case.supposing(replace(case.supposal, fact=None, draft=None))
        screen = view.menu_screen(stopped, _report(stopped.sheet), visit.tr)
        return await _noted(visit, stopped, screen, edit)
    if move is None:
        return await _ask(visit, case, edit, toast=already)
    return await _take(visit, case, case.asking.after(move), edit, item_of(option))


async def _case_of(visit: Visit, run_id: int, *, fresh: bool = False) -> Supposing | Outcome:
    if visit.run is not None:
        return choose_outcome(visit, None)
    case = await supposing(visit, run_id, fresh=fresh)
    if case is None:
        toast = visit.tr.text("Those answers are no longer kept. /check begins anew.")
        return Outcome(toast=toast)
    return case


async def _take(
    visit: Visit, case: Supposing, changes: tuple[Change, ...], edit: int | None, item: int = 0
) -> Outcome:
    """Goes on after an answer: the next step of the same fact, or the report beside the other."""
    after = case.after(changes)
    if after.supposal.fact is not None:
        return await _ask(visit, after, edit, item=item)
    return await _result(visit, after, edit)


async def course(callback: CallbackQuery, visit: Visit) -> Outcome:
    """A course to come: its subject, then its hours and day in words."""
    case = await _case(visit, *WhatIf.COURSE.read(callback))
    if isinstance(case, Outcome):
        return case
    edit = pressed_message(callback)
    topics = case.real.relevance.topics
    if not topics or not view.courses_known(case):
        toast = visit.tr.text("Your courses are not known: answer that question first.")
        return Outcome(toast=toast)
    if len(topics) > 1:
        return await _noted(visit, case, view.topics_screen(case, visit.tr), edit)
    return await _ask_course(visit, case, topics[0], edit)


async def topic(callback: CallbackQuery, visit: Visit) -> Outcome:
    run_id, name = WhatIf.TOPIC.read(callback)
    case = await _case(visit, run_id)
    if isinstance(case, Outcome):
        return case
    if name not in case.real.relevance.topics:
        return await _result(visit, case, pressed_message(callback))
    return await _ask_course(visit, case, name, pressed_message(callback))


async def _ask_course(
    visit: Visit, case: Supposing, name: str, edit: int | None, note: str = ""
) -> Outcome:
    asking_it = case.supposing(replace(case.supposal, fact=None, draft=None, topic=name))
    screen = view.course_screen(asking_it, name, visit.tr, note)
    return await _noted(visit, asking_it, screen, edit, hears=True)


async def typed(message: Message, visit: Visit, data: dict[str, Any]) -> Outcome:
    """Words for the question or the course that is being supposed."""
    case = await _case_of(visit, data["run"])
    if isinstance(case, Outcome):
        return case
    words = message.text or ""
    if case.supposal.topic is not None:
        return await _typed_course(visit, case, case.supposal.topic, words)
    if case.supposal.fact is None:
        return await _result(visit, case, None)
    question = case.asking.question
    assert question is not None
    reading = read_typed(question.step, words, visit.on)
    if isinstance(reading, Understood):
        return await _take(visit, case, case.asking.after(Answered(reading.value)), None)
    if isinstance(reading, Choose):
        screen = choose_screen(case.asking, question, reading, visit.tr)
        if screen is not None:
            return await _noted(visit, case, view.as_supposed(screen), None, hears=True)
    if isinstance(reading, OutOfRange):
        note = out_of_range(reading, question.step, visit.tr)
    else:
        note = not_understood(question.step, visit.tr)
    return await _ask(visit, case, None, note=note)


async def _typed_course(visit: Visit, case: Supposing, name: str, words: str) -> Outcome:
    read = read_course(words, visit.on)
    if read is None:
        note = visit.tr.text("⚠️ I did not understand. Please write: 72 hours, 15.03.2027.")
        return await _ask_course(visit, case, name, None, note)
    about = read.topic if read.topic in case.real.relevance.topics else name
    changes = with_course(case.sheet, about or name, read.hours, read.day)
    if changes is None:
        return await _result(visit, case.supposing(case.supposal.with_changes({})), None)
    day = read.day if read.day > visit.on else None
    return await _result(visit, case.supposing(case.supposal.with_changes(changes, day)), None)


async def kept(callback: CallbackQuery, visit: Visit) -> Outcome:
    """It has come true: the answers are kept, and the check is made again in a new run."""
    run_id, mark = WhatIf.KEEP.read(callback)
    case = await _case(visit, run_id)
    if isinstance(case, Outcome):
        return case
    if not case.supposal.changes or case.supposal.mark != mark:
        toast = visit.tr.text("This is already kept, or the trial has changed.")
        return Outcome(toast=toast)
    if case.supposal.day is not None:
        return await _result(visit, case, pressed_message(callback))
    old = case.run
    run = await visit.work.runs.open(visit.person.id, old.position, old.category, visit.now)
    sheet = await visit.keep_on(await visit.sheet(run), run, case.changes())
    await listening.note(visit, KIND, Supposal(run.id).to_json())
    above = visit.tr.text("💾 Kept.")
    return await asking.ask(visit, run, sheet, edit=pressed_message(callback), above=above)


def router() -> Router:
    router = Router(name="what_if")
    router.callback_query.register(began, WhatIf.NEW.pressed)
    router.callback_query.register(cleared, WhatIf.CLEAR.pressed)
    router.callback_query.register(menu, WhatIf.MENU.pressed)
    router.callback_query.register(result, WhatIf.RESULT.pressed)
    router.callback_query.register(facts, WhatIf.FACTS.pressed)
    router.callback_query.register(course, WhatIf.COURSE.pressed)
    router.callback_query.register(element, WhatIf.STEP.pressed)
    router.callback_query.register(fact, WhatIf.FACT.pressed)
    router.callback_query.register(topic, WhatIf.TOPIC.pressed)
    router.callback_query.register(kept, WhatIf.KEEP.pressed)
    router.callback_query.register(answered, WhatIf.ANSWER.pressed)
    return router
