"""/my: the checks of a person, what has changed since, and checking again."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.chat.buttons import AfterReport, Menu, MyChecks
from handlers.chat.editions import ended_since
from handlers.chat.filters import command
from handlers.chat.names import target_name
from handlers.chat.outcome import Button, Outcome, Screen, Show, grid, page_turns
from handlers.chat.press import pressed_message
from handlers.chat.tappable import tappable_day
from handlers.chat.visit import Visit
from handlers.check import asking
from handlers.check.choosing import NO_CATEGORY, choose_outcome
from handlers.my_checks.kept import (
    as_given,
    changed_lines,
    gone,
    judged,
    latest_decisions,
    nothing_kept,
    numbered_decision,
    other_rules,
    same_rules,
)
from handlers.my_checks.sections import verdict_screen
from handlers.report.requirement_lines import status_sign
from rules.errors import BadInput
from rules.questionnaire.drafts import Draft, before
from rules.questionnaire.flow import Sheet
from rules.questionnaire.question import Change, Put
from rules.questionnaire.reopening import NOT_ASKED
from rules.verdict.check import Item
from rules.verdict.since import Since, since, whole_months
from storage.tables.checks import Decision

ON_A_PAGE: Final = 6
VERDICT_SIGNS: Final = {"eligible": "✅", "not_eligible": "⏳", "undetermined": "❔"}


async def my(message: Message, visit: Visit) -> Outcome:
    return await _list(visit, 0, None)


async def listed(callback: CallbackQuery, visit: Visit) -> Outcome:
    [page] = MyChecks.LIST.read(callback)
    return await _list(visit, page, pressed_message(callback))


async def _list(visit: Visit, page: int, edit: int | None) -> Outcome:
    """The latest check of each position and category, a page at a time."""
    if not visit.consents:
        return Outcome((Show(nothing_kept(visit), edit),))
    tr = visit.tr
    latest = await latest_decisions(visit)
    if not latest:
        text = tr.text("You have no checks yet.")
        row = (Button(tr.text("🔎 Check a position"), Menu.CHECK()),)
        return Outcome(
            (Show(Screen(text, (row, (Button(tr.text("⬅️ Menu"), Menu.HOME()),))), edit),)
        )
    last = (len(latest) - 1) // ON_A_PAGE
    page = min(page, last)
    shown = latest[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    rows: list[tuple[Button, ...]] = [
        (Button(_label(visit, decision), MyChecks.OPEN(decision.id)),) for decision in shown
    ]
    rows += page_turns(page, last, MyChecks.LIST)
    rows.append((Button(tr.text("💡 What helps most"), MyChecks.HELPS()),))
    if len(latest) > 1:
        rows.append((Button(tr.text("↔️ Two side by side"), MyChecks.FIRST(0)),))
    rows.append((Button(tr.text("🗺 Career map"), MyChecks.MAP(latest[0].id)),))
    rows.append(
        (Button(tr.text("🔗 My links"), MyChecks.LINKS()), Button(tr.text("⬅️ Menu"), Menu.HOME()))
    )
    text = tr.text("<b>Your checks</b> (page {page} of {pages})", page=page + 1, pages=last + 1)
    if any(_is_marked(visit, decision) for decision in shown):
        changed = tr.text(
            "⚖️ The rules, or our reading of them, have changed since: open the check."
        )
        text = f"{text}\n{changed}"
    return Outcome((Show(Screen(text, tuple(rows)), edit),))


def _label(visit: Visit, decision: Decision) -> str:
    label = f"{VERDICT_SIGNS[decision.verdict]} {_name(visit, decision)}"
    return f"{label} ⚖️" if _is_marked(visit, decision) else label


def _is_marked(visit: Visit, decision: Decision) -> bool:
    """Whether an edition has ended, or the rules were corrected, since a decision."""
    catalogue = visit.desk.catalogue
    ended = ended_since(catalogue, decision.position, decision.judged_on, visit.on, visit.tr)
    return ended is not None or not same_rules(catalogue, decision)


def _name(visit: Visit, decision: Decision) -> str:
    catalogue = visit.desk.catalogue
    return target_name(catalogue, decision.position, decision.category, visit.tr)


async def check_opened(callback: CallbackQuery, visit: Visit) -> Outcome:
    """One check: its day, what has changed since, and what can be done with it."""
    decision = await numbered_decision(visit, *MyChecks.OPEN.read(callback))
    if decision is None:
        return gone(visit)
    return await _one(visit, decision, pressed_message(callback))


async def _one(visit: Visit, decision: Decision, edit: int, toast: str | None = None) -> Outcome:
    tr, catalogue = visit.tr, visit.desk.catalogue
    judgement = await judged(visit, decision)
    if judgement is None:
        return other_rules(visit, decision)
    day = tr.date(decision.judged_on)
    lines = [
        f"<b>{escape(_label(visit, decision))}</b>",
        tr.text("Checked on {day}", day=day),
    ]
    ended = ended_since(catalogue, decision.position, decision.judged_on, visit.on, tr)
    if ended is not None:
        lines.append(ended)
    lines += changed_lines(visit, judgement)
    try:
        changed = since(
            catalogue,
            decision.position,
            decision.category,
            judgement.profile,
            decision.judged_on,
            visit.on,
        )
    except BadInput:
        return other_rules(visit, decision)
    lines += _changes(visit, decision, changed)
    buttons = [
        Button(tr.text("🔁 Check again"), MyChecks.AGAIN(decision.id)),
        Button(tr.text("📋 Show the report"), MyChecks.SHOW(decision.id)),
    ]
    wish = await visit.work.wishes.for_check(visit.person.id, decision.id)
    wished = None if wish is None or wish.day <= visit.on else wish.day
    if wished is not None:
        lines.append(tr.text("🔔 You will be reminded on {day}.", day=tappable_day(wished, tr)))
    buttons += _reminder_buttons(visit, decision, judgement.report.eligible_on, wished)
    buttons.append(Button(tr.text("➕ More"), AfterReport.MORE("back", decision.run_id or 0)))
    buttons.append(Button(tr.text("⬅️ Back"), MyChecks.LIST(0)))
    return Outcome((Show(Screen("\n".join(lines), grid(buttons, 2)), edit),), toast)


def _changes(visit: Visit, decision: Decision, changed: Since) -> list[str]:
    tr = visit.tr
    lines = []
    if changed.months:
        months = tr.months(changed.months)
        lines.append(
            tr.text(
                "⏱ {months} have gone by. If you went on working, your experience is longer now: "
                "it is not counted by itself, so check again and say it.",
                months=months,
            )
        )
    if changed.lost:
        lines.append(tr.text("⚠️ What counted then and no longer does:"))
        lines += [f"   {status_sign('unmet')} {_text(visit, item)}" for item in changed.lost]
    for leaving in changed.leaving:
        day = tr.date(leaving.day)
        lines.append(tr.text("⏳ From {day} this will no longer count:", day=day))
        lines += [f"   {_text(visit, item)}" for item in leaving.items]
    if not lines and decision.judged_on != visit.on:
        lines.append(tr.text("Nothing has changed since."))
    return lines


def _text(visit: Visit, item: Item) -> str:
    return escape(item.leaf.text.of(visit.tr.language))


def _reminder_buttons(
    visit: Visit, decision: Decision, day: date | None, wished: date | None
) -> list[Button]:
    """The wish to be reminded of a day to come, moving it there, or taking it back."""
    tr = visit.tr
    buttons = []
    if day is not None and day > visit.on and day != wished:
        buttons.append(
            Button(tr.text("🔔 Remind me on the day"), MyChecks.WISH("wish", decision.id))
        )
    if wished is not None:
        buttons.append(Button(tr.text("🔕 Do not remind me"), MyChecks.WISH("unwish", decision.id)))
    return buttons


async def wish(callback: CallbackQuery, visit: Visit) -> Outcome:
    """Notes the wish to be reminded on the day of eligibility, or takes it back."""
    kind, number = MyChecks.WISH.read(callback)
    decision = await numbered_decision(visit, number)
    judgement = None if decision is None else await judged(visit, decision)
    if decision is None or judgement is None:
        return gone(visit)
    day, tr = judgement.report.eligible_on, visit.tr
    if kind == "unwish":
        await visit.work.wishes.remove(visit.person.id, decision.id)
        toast = tr.text("You will not be reminded.")
    elif day is None or day <= visit.on:
        toast = tr.text("That day is over.")
    else:
        await visit.work.wishes.add(visit.person.id, decision.id, day, visit.now)
        toast = tr.text("You will be reminded on {day}.", day=tr.date(day))
    return await _one(visit, decision, pressed_message(callback), toast)


async def show(callback: CallbackQuery, visit: Visit) -> Outcome:
    """The report as it was, on its own day."""
    decision = await numbered_decision(visit, *MyChecks.SHOW.read(callback))
    if decision is None:
        return gone(visit)
    judgement = await judged(visit, decision)
    given = None if judgement is None else as_given(visit, judgement)
    if judgement is None or given is None:
        return other_rules(visit, decision)
    day = visit.tr.text("Checked on {day}", day=visit.tr.date(decision.judged_on))
    head = "\n".join((day, *changed_lines(visit, judgement)))
    screen = verdict_screen(visit, given, judgement.profile, decision.run_id or 0)
    return Outcome((Show(Screen(head)), Show(screen)))


async def again(callback: CallbackQuery, visit: Visit) -> Outcome:
    """The same check today. Once a month has gone by, experience is asked anew: nothing is
    counted that the person has not said."""
    decision = await numbered_decision(visit, *MyChecks.AGAIN.read(callback))
    if decision is None:
        return gone(visit)
    known = visit.desk.catalogue.positions.get(decision.position)
    if visit.run is not None or known is None or decision.category not in known.checks:
        wanted = None
        if known is not None and decision.category in known.checks:
            wanted = decision.position, decision.category or NO_CATEGORY
        return choose_outcome(visit, None, wanted=wanted)
    if not whole_months(decision.judged_on, visit.on):
        return await asking.begin(visit, decision.position, decision.category, edit=None)
    run = await visit.work.runs.open(
        visit.person.id, decision.position, decision.category, visit.now
    )
    sheet = await visit.sheet(run)
    sheet = await visit.keep_on(sheet, run, _experience_anew(sheet, decision))
    above = visit.tr.text("⏱ Time has gone by: how long have you worked by now?")
    asks = sheet.question is not None
    return await asking.ask(visit, run, sheet, edit=None, above=above if asks else "")


def _experience_anew(sheet: Sheet, decision: Decision) -> list[Change]:
    """Asks every kind of experience again that was said before the day of the decision was over."""
    draft = {
        fact: Draft(fresh=True, before=before(answer)).to_json()
        for fact, answer in sheet.answers.items()
        if fact.startswith("experience.")
        and fact in sheet.relevance.sources
        and answer.state == "value"
        and answer.run_id is not None
        and answer.run_id <= (decision.run_id or 0)
    }
    return [NOT_ASKED, *(Put(fact, "draft", value) for fact, value in draft.items())]


def router() -> Router:
    router = Router(name="history")
    router.message.register(my, command("my"))
    router.callback_query.register(listed, MyChecks.LIST.pressed)
    router.callback_query.register(check_opened, MyChecks.OPEN.pressed)
    router.callback_query.register(wish, MyChecks.WISH.pressed)
    router.callback_query.register(show, MyChecks.SHOW.pressed)
    router.callback_query.register(again, MyChecks.AGAIN.pressed)
    return router
