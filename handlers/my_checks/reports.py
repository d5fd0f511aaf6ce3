"""What a report offers: the official text, and changing an answer."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from html import escape

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.chat.buttons import AfterReport, Menu
from handlers.chat.in_parts import one_part
from handlers.chat.names import target_name
from handlers.chat.outcome import Button, Outcome, Show
from handlers.chat.phone import parts
from handlers.chat.press import pressed_message
from handlers.chat.said_words import fact_name, kept_words
from handlers.chat.telegram_text import shortened
from handlers.chat.visit import Visit
from handlers.check import asking
from handlers.check.choosing import choose_outcome
from handlers.my_checks.kept import gone, own_run
from handlers.report.official_view import official_parts
from rules.questionnaire.reopening import asking_advantages, reopened

LONGEST_LABEL = 48
LONGEST_LINE = 120


async def official(callback: CallbackQuery, visit: Visit) -> Outcome:
    """The paragraphs word for word, as a message of its own beside the report."""
    position, page = AfterReport.OFFICIAL.read(callback)
    if position not in visit.desk.catalogue.positions:
        return choose_outcome(visit, None, visit.tr.text("That list is out of date."))
    texts = official_parts(visit.desk.catalogue, position, visit.tr)
    number = 0 if page == "new" else int(page)
    rows = ((Button(visit.tr.text("⬅️ Menu"), Menu.HOME()),),)
    screen = one_part(
        texts, number, lambda to: AfterReport.OFFICIAL(position, f"{to}"), visit.tr, rows
    )
    return Outcome((Show(screen, None if page == "new" else pressed_message(callback)),))


async def change(callback: CallbackQuery, visit: Visit) -> Outcome:
    """The answers that this report uses, to choose the one to give anew."""
    return await _answers(visit, *AfterReport.CHANGE.read(callback), 0, None)


async def change_part(callback: CallbackQuery, visit: Visit) -> Outcome:
    run_id, page = AfterReport.CHANGE_PART.read(callback)
    return await _answers(visit, run_id, page, pressed_message(callback))


async def _answers(visit: Visit, run_id: int, page: int, edit: int | None) -> Outcome:
    run = await own_run(visit, run_id)
    if run is None:
        return gone(visit)
    if visit.run is not None:
        return choose_outcome(visit, None)
    sheet = await visit.sheet(run)
    tr = visit.tr
    name = target_name(visit.desk.catalogue, run.position, run.category, tr)
    head = (tr.text("<b>Which answer do you want to change?</b>"), escape(name), "")
    lines = []
    rows: list[tuple[Button, ...]] = []
    for fact in sheet.relevance.sources:
        answer = sheet.answers.get(fact)
        if answer is not None:
            words = shortened(kept_words(fact, answer, tr), LONGEST_LINE)
            lines.append(f"• {fact_name(fact, tr, sheet.relevance.position)}: {words}")
            label = shortened(fact_name(fact, tr, sheet.relevance.position), LONGEST_LABEL)
            rows.append((Button(label, AfterReport.ASK_ANEW(fact, run.id)),))
    report = AfterReport.SECTION("verdict", 0, run.id)
    rows.append(
        (Button(tr.text("⬅️ To the report"), report), Button(tr.text("⬅️ Menu"), Menu.HOME()))
    )
    turn = partial(AfterReport.CHANGE_PART, run.id)
    screen = one_part(parts(lines, head=head), page, turn, tr, tuple(rows))
    return Outcome((Show(screen, edit),))


async def fact_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    """Asks one fact anew, in a new run of the same check, and then shows the new report."""
    fact, run_id = AfterReport.ASK_ANEW.read(callback)
    message_id = pressed_message(callback)
    if visit.run is not None:
        return await asking.ask(visit, visit.run, edit=message_id)
    old = await own_run(visit, run_id)
    if old is None:
        return gone(visit)
    sheet = await visit.sheet(old)
    if fact not in sheet.answers or fact not in sheet.relevance.sources:
        return gone(visit)
    run = await visit.work.runs.open(visit.person.id, old.position, old.category, visit.now)
    sheet = replace(sheet, run_id=run.id)
    sheet = await visit.keep_on(sheet, run, reopened(sheet, fact))
    return await asking.ask(visit, run, sheet, edit=message_id)


async def advantages(callback: CallbackQuery, visit: Visit) -> Outcome:
    """Asks what only gives an advantage, in a new run of the same check; the report stays, and a
    new one comes after the last answer."""
    [run_id] = AfterReport.ADVANTAGES.read(callback)
    old = await own_run(visit, run_id)
    if old is None:
        return gone(visit)
    if visit.run is not None:
        return choose_outcome(visit, None)
    sheet = await visit.sheet(old)
    run = await visit.work.runs.open(visit.person.id, old.position, old.category, visit.now)
    sheet = replace(sheet, run_id=run.id)
    sheet = await visit.keep_on(sheet, run, asking_advantages(sheet, old.id))
    return await asking.ask(visit, run, sheet, edit=None)


def router() -> Router:
    router = Router(name="reports")
    router.callback_query.register(official, AfterReport.OFFICIAL.pressed)
    router.callback_query.register(change, AfterReport.CHANGE.pressed)
    router.callback_query.register(change_part, AfterReport.CHANGE_PART.pressed)
    router.callback_query.register(advantages, AfterReport.ADVANTAGES.pressed)
    router.callback_query.register(fact_pressed, AfterReport.ASK_ANEW.pressed)
    return router
