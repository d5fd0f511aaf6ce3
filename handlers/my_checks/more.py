"""More of a report: why something was not asked, the other ways, the picture and the paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from html import escape

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.chat.buttons import (
    AfterReport,
    Attesting,
    Menu,
    MyChecks,
    Objections,
    Portfolio,
    WhatIf,
)
from handlers.chat.in_parts import one_part
from handlers.chat.making import make
from handlers.chat.names import clauses, target_name
from handlers.chat.outcome import Button, Made, Outcome, Screen, Show, grid
from handlers.chat.phone import parts
from handlers.chat.press import pressed_message
from handlers.chat.said_words import fact_name
from handlers.chat.visit import Visit
from handlers.my_checks.kept import (
    Judged,
    changed_lines,
    gone,
    has_its_rules,
    judged,
    other_rules,
    own_decision,
    told_of,
)
from handlers.papers.wanted import Wanted, made
from handlers.report.report_buttons import another
from handlers.report.section_view import way_lines
from i18n import Translator, mark
from rules.attestation import has_attestation
from rules.attestation.portfolio import sheet_category
from rules.norms.model import Position
from rules.questionnaire.why_not_asked import NotAsked, Why, by_reason, why_not_asked
from rules.verdict.check import ways_of_report

REASONS = {
    Why.MET: mark("other answers show that it is met already"),
    Why.SETTLED: mark("other answers show how it stands"),
    Why.NOT_APPLICABLE: mark("it does not apply to you"),
    Why.OTHER_MET: mark("what is required is met already without it"),
    Why.NEARER: mark("another way is nearer, whatever the answer"),
    Why.IMPOSSIBLE: mark("that way also needs what cannot be obtained any more"),
    Why.LEFT_OUT: mark("it only gives an advantage: a press below the report asks it"),
}


async def more(callback: CallbackQuery, visit: Visit) -> Outcome:
    """The rest of what a report offers; from the report itself as a new message."""
    how, run_id = AfterReport.MORE.read(callback)
    judgement = await judged_run(visit, run_id)
    if isinstance(judgement, Outcome):
        return judgement
    edit = None if how == "more" else pressed_message(callback)
    return Outcome((Show(_menu(visit, judgement, run_id), edit),))


async def judged_run(visit: Visit, run_id: int) -> Judged | Outcome:
    """The person's check that ended this run, or what to say where it cannot be repeated."""
    decision = await own_decision(visit, run_id)
    if decision is None:
        return gone(visit)
    judgement = await judged(visit, decision)
    return other_rules(visit, decision) if judgement is None else judgement


def _menu(visit: Visit, judgement: Judged, run_id: int) -> Screen:
    tr = visit.tr
    buttons = [
        Button(tr.text("🔮 What if…"), WhatIf.NEW(run_id)),
        Button(tr.text("❓ Why not asked"), AfterReport.WHY(run_id)),
        Button(tr.text("🔗 Share"), AfterReport.SHARE(run_id)),
        Button(tr.text("🖼 Picture"), AfterReport.PAPER("png", run_id)),
        Button(tr.text("📄 PDF"), AfterReport.PAPER("pdf", run_id)),
        Button(tr.text("🗺 Career map"), MyChecks.MAP(judgement.decision.id)),
        Button(tr.text("🗂 My checks"), MyChecks.LIST(0)),
        *another(visit.desk.catalogue, judgement.report, tr),
        Button(tr.text("⚠️ This is wrong"), Objections.BEGIN(run_id)),
        Button(tr.text("⬅️ Menu"), Menu.HOME()),
    ]
    if has_attestation(judgement.report.position, judgement.report.category):
        buttons.insert(1, Button(tr.text("🎖 Attestation"), Attesting.OF_CHECK(str(run_id))))
        buttons.insert(2, _portfolio(judgement, tr))
    if judgement.report.route:
        buttons.insert(1, Button(tr.text("🧭 All ways"), AfterReport.WAYS(run_id)))
    lines = [
        f"<b>{_name(visit, judgement)}</b>",
        _day(visit, judgement),
        *changed_lines(visit, judgement),
    ]
    return Screen("\n".join(lines), grid(buttons, 2))


def _portfolio(judgement: Judged, tr: Translator) -> Button:
    """The scoring sheet of what was checked; of a first step and of managers the choice."""
    position, category = judgement.report.position, judgement.report.category
    named = None if category is None else sheet_category(position, category)
    data = Portfolio.CATEGORIES(position)
    if named is not None:
        data = Portfolio.SHOW(position, named)
    return Button(tr.text("📊 Portfolio"), data)


def _name(visit: Visit, judgement: Judged) -> str:
    decision = judgement.decision
    catalogue = visit.desk.catalogue
    return escape(target_name(catalogue, decision.position, decision.category, visit.tr))


def _day(visit: Visit, judgement: Judged) -> str:
    return visit.tr.text("Checked on {day}", day=visit.tr.date(judgement.report.on))


async def why_asked(callback: CallbackQuery, visit: Visit) -> Outcome:
    """The facts that were not asked, by reason."""
    return await _why(callback, visit, *AfterReport.WHY.read(callback), 0)


async def why_part(callback: CallbackQuery, visit: Visit) -> Outcome:
    return await _why(callback, visit, *AfterReport.WHY_PART.read(callback))


async def _why(callback: CallbackQuery, visit: Visit, run_id: int, page: int) -> Outcome:
    judgement = await judged_run(visit, run_id)
    if isinstance(judgement, Outcome):
        return judgement
    skipped = {
        fact: state for fact, state in judgement.states.items() if state.startswith("skipped")
    }
    not_asked = why_not_asked(
        visit.desk.catalogue,
        judgement.report.position,
        judgement.report.category,
        judgement.profile,
        judgement.report.on,
        answered=[fact for fact in judgement.states if fact not in skipped],
        left_out=[fact for fact, state in skipped.items() if "left it out" in state],
    )
    position = visit.desk.catalogue.on(judgement.report.on).positions[judgement.report.position]
    lines = [f"<b>{_name(visit, judgement)}</b>", *_reasons(not_asked, position, visit.tr)]
    return _opened(lines, page, partial(AfterReport.WHY_PART, run_id), run_id, callback, visit)


def _reasons(not_asked: tuple[NotAsked, ...], position: Position, tr: Translator) -> Iterator[str]:
    if not not_asked:
        yield tr.text("Everything that this check uses was asked.")
    for reason, items in by_reason(not_asked):
        because = tr.text(REASONS[reason])
        yield ""
        yield tr.text("Not asked, because {reason}:", reason=because)
        for item in items:
            yield f"• {fact_name(item.fact, tr, position)} ({clauses(item.sources, tr)})"


async def ways(callback: CallbackQuery, visit: Visit) -> Outcome:
    """The nearest way and the others: what each takes, and its day."""
    return await _ways(callback, visit, *AfterReport.WAYS.read(callback), 0)


async def ways_part(callback: CallbackQuery, visit: Visit) -> Outcome:
    return await _ways(callback, visit, *AfterReport.WAYS_PART.read(callback))


async def _ways(callback: CallbackQuery, visit: Visit, run_id: int, page: int) -> Outcome:
    judgement = await judged_run(visit, run_id)
    if isinstance(judgement, Outcome):
        return judgement
    tr, catalogue = visit.tr, visit.desk.catalogue.on(judgement.report.on)
    position = catalogue.positions[judgement.report.position]
    lines = [
        f"<b>{_name(visit, judgement)}</b>",
        _day(visit, judgement),
        *changed_lines(visit, judgement),
    ]
    found = ways_of_report(catalogue, judgement.report, judgement.profile)
    lines += ["", *way_lines(found, position, tr)]
    return _opened(lines, page, partial(AfterReport.WAYS_PART, run_id), run_id, callback, visit)


def _opened(
    lines: list[str],
    page: int,
    turn: Callable[[int], str],
    run_id: int,
    callback: CallbackQuery,
    visit: Visit,
) -> Outcome:
    """A part of a text, with the way back to what a report offers."""
    back = ((Button(visit.tr.text("⬅️ Back"), AfterReport.MORE("back", run_id)),),)
    screen = one_part(parts(lines), page, turn, visit.tr, back)
    return Outcome((Show(screen, pressed_message(callback)),))


async def papers(callback: CallbackQuery, visit: Visit) -> Outcome:
    """The card or the file of a check, exactly as it was decided."""
    kind, run_id = AfterReport.PAPER.read(callback)
    decision = await own_decision(visit, run_id)
    if decision is None:
        return gone(visit)
    if not has_its_rules(visit.desk.catalogue, decision):
        return other_rules(visit, decision)
    told = await told_of(visit, decision)
    wanted = Wanted(kind == "png", decision.record, visit.desk.operator, told, visit.on)
    again = Button(visit.tr.text("🔁 Try again"), AfterReport.PAPER(kind, run_id))
    making = partial(make, visit.desk.workshop, made, wanted, visit.tr, again)
    name = f"{decision.position}-{decision.judged_on.isoformat()}.{kind}"
    if wanted.as_picture:
        caption = visit.tr.text("Your check as a picture.")
        return Outcome((Made(name, making, "photo", caption),))
    caption = visit.tr.text("Your check for the personal file.")
    return Outcome((Made(name, making, "document", caption),))


def router() -> Router:
    router = Router(name="more")
    router.callback_query.register(more, AfterReport.MORE.pressed)
    router.callback_query.register(why_asked, AfterReport.WHY.pressed)
    router.callback_query.register(why_part, AfterReport.WHY_PART.pressed)
    router.callback_query.register(ways, AfterReport.WAYS.pressed)
    router.callback_query.register(ways_part, AfterReport.WAYS_PART.pressed)
    router.callback_query.register(papers, AfterReport.PAPER.pressed)
    return router
