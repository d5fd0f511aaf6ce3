"""One course of a plan: what is said of it, its risks, and what is open, one thing at a time."""

from __future__ import annotations

from html import escape
from typing import Any, Final

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from cases.errors import CaseError, NotThere
from cases.rights import reach
from cases.training.plans import (
    Locked,
    item_seen,
    item_to_change,
    open_questions,
    planned_of,
    say,
    withdraw,
)
from cases.training.proposals import open_proposal
from cases.training.risks import approve_grounds, judge_course, risks_seen, say_payback
from handlers.chat import listening
from handlers.chat.buttons import Training
from handlers.chat.outcome import Button, Outcome, Screen, Show
from handlers.chat.press import pressed_message
from handlers.chat.telegram_text import pages
from handlers.chat.training_view import CHOICES, QUESTIONS, item_lines, risk_lines, topic_words
from handlers.chat.visit import Visit
from i18n import Translator
from rules.training.planned import Asked, without_proof
from rules.training.said import read_cost, read_hours, read_span
from storage.tables.organisations import NAME_LENGTH
from storage.tables.training import PAPER_LENGTH, TrainingYear
from storage.tables.training_plans import LONGEST_WORDS, TrainingItem, TrainingPlan

LISTENS: Final = "training.say"
LONGEST: Final[dict[Asked, int]] = {
    "topic": NAME_LENGTH,
    "place": NAME_LENGTH,
    "paper": NAME_LENGTH,
    "contract_number": PAPER_LENGTH,
    "specification": PAPER_LENGTH,
    "consent_number": PAPER_LENGTH,
    "grounds": LONGEST_WORDS,
}
"""Letters of an answer in words."""
SAID: Final = {0: False, 1: True}


async def shown(callback: CallbackQuery, visit: Visit) -> Outcome:
    [item_id] = Training.ITEM.read(callback)
    return await item_screen(visit, item_id, pressed_message(callback))


async def item_screen(
    visit: Visit, item_id: int, edit: int | None, *, above: str = "", toast: str | None = None
) -> Outcome:
    tr = visit.tr
    try:
        item, plan, year = await item_seen(visit.work, visit.person.id, item_id, visit.now)
    except CaseError as error:
        return refused(visit, error, edit)
    lines = [above] if above else []
    lines += item_lines(item, tr)
    view = await risks_seen(visit.work, item, plan, year, visit.now)
    lines += risk_lines(view, tr)
    if view.subjects:
        lines.append(tr.text("Teaches: {subjects}", subjects=escape(view.subjects)))
    missing = [each for each in without_proof(planned_of(item.new)) if each in QUESTIONS]
    if missing:
        lines.append(tr.text("📎 Still to be named:"))
        lines += [f"• {tr.text(QUESTIONS[each])}" for each in missing]
    if item.new.kind == "other" and item.new.grounds:
        approved = tr.text("✔ The head has approved the grounds.")
        lines.append(
            approved
            if item.new.approved_by_head
            else tr.text("⏳ The head has to approve the grounds.")
        )
    rows = await _rows(visit, item, plan, year)
    *before, last = pages(lines)
    first, *others = (*(Screen(text) for text in before), Screen(last, rows))
    return Outcome((Show(first, edit), *map(Show, others)), toast)


async def _rows(
    visit: Visit, item: TrainingItem, plan: TrainingPlan, year: TrainingYear
) -> tuple[tuple[Button, ...], ...]:
    tr = visit.tr
    rows: list[tuple[Button, ...]] = []
    may_change = await _is_open(visit, item.id)
    if may_change and await open_proposal(visit.work, visit.person.id, item) is not None:
        rows.append((Button(tr.text("✔ Agree"), Training.ACCEPT(item.id), style="primary"),))
        rows.append((Button(tr.text("✏️ Another course"), Training.CHANGE(item.id)),))
        rows.append((Button(tr.text("✖ Decline, with a reason"), Training.DECLINE(item.id)),))
    elif may_change:
        left = len(open_questions(item))
        if left:
            words = tr.plural("❓ {n} thing to say", "❓ {n} things to say", left)
            rows.append((Button(words, Training.ASK(item.id, 0), style="primary"),))
        rows.append((Button(tr.text("🗑 Take out"), Training.DROP(item.id)),))
    may = await reach(visit.work, visit.person.id, "approve", year.organisation_id, visit.now)
    if may.covers(plan.department_id):
        if item.new.kind == "other" and item.new.grounds and not item.new.approved_by_head:
            rows.append((Button(tr.text("✔ Approve the grounds"), Training.GROUNDS(item.id)),))
        if item.new.source == "university" and item.new.payback is not True:
            rows.append(
                (Button(tr.text("📄 A clause on paying back"), Training.PAYBACK(item.id, 1)),)
            )
        rows.append(_judging(item, tr))
    ended = item.new.last_day is not None and item.new.last_day < visit.on
    if ended or item.state != "planned":
        rows.append((Button(tr.text("📣 How was it?"), Training.TOLD(item.id)),))
    if may_change and plan.state == "draft":
        about = (plan.year_id, plan.employee_id)
        rows.append((Button(tr.text("📤 Hand in"), Training.GIVE(*about)),))
    rows.append((Button(tr.text("⬅️ Back"), Training.PLAN(plan.year_id, plan.employee_id)),))
    return tuple(rows)


def _judging(item: TrainingItem, tr: Translator) -> tuple[Button, ...]:
    """What the head says of the course itself (clause 10.2); said once, it is taken back."""
    off, doubtful = item.new.fits is False, item.new.doubtful is True
    fits = tr.text("✔ Fits the subjects") if off else tr.text("✖ Off the subjects")
    trusted = tr.text("✔ Organiser is sound") if doubtful else tr.text("❔ Doubtful organiser")
    return (
        Button(fits, Training.FITS(item.id, 1 if off else 0)),
        Button(trusted, Training.DOUBTFUL(item.id, 0 if doubtful else 1)),
    )


async def _is_open(visit: Visit, item_id: int) -> bool:
    try:
        item, _, _ = await item_to_change(visit.work, visit.person.id, item_id, visit.now)
    except CaseError:
        return False
    return item.state == "planned"


async def ask(callback: CallbackQuery, visit: Visit) -> Outcome:
    item_id, place = Training.ASK.read(callback)
    return await asked(visit, item_id, place, pressed_message(callback))


async def asked(visit: Visit, item_id: int, place: int, edit: int | None) -> Outcome:
    """The question at this place among those that are open; after the last the item itself."""
    tr = visit.tr
    try:
        item, _, _ = await item_to_change(visit.work, visit.person.id, item_id, visit.now)
    except CaseError as error:
        return refused(visit, error, edit)
    open_ones = open_questions(item)
    if place >= len(open_ones):
        return await item_screen(visit, item_id, edit)
    what = open_ones[place]
    rows = [
        (Button(tr.text(words), Training.SET(item_id, what, value)),)
        for value, words in CHOICES.get(what, {}).items()
    ]
    if what in CHOICES:
        await listening.note(visit, LISTENS, {"item": item_id, "place": place, "asked": what})
    else:
        await listening.listen(visit, LISTENS, {"item": item_id, "place": place, "asked": what})
    rows.append((Button(tr.text("⏭ Later"), Training.ASK(item_id, place + 1)),))
    rows.append((Button(tr.text("⬅️ Back"), Training.ITEM(item_id)),))
    text = f"<b>{escape(topic_words(item.new, tr))}</b>\n{tr.text(QUESTIONS[what])}"
    return Outcome((Show(Screen(text, tuple(rows)), edit),))


async def chosen(callback: CallbackQuery, visit: Visit) -> Outcome:
    """An answer by a button. What was put off before it stays put off."""
    item_id, what, value = Training.SET.read(callback)
    edit = pressed_message(callback)
    choices = next((each for name, each in CHOICES.items() if name == what), None)
    if choices is None or value not in choices:
        return await item_screen(visit, item_id, edit)
    noted = listening.noted(visit, LISTENS)
    place = noted["place"] if noted is not None and noted["item"] == item_id else 0
    said: Any = value == "yes" if what == "trip" else value
    try:
        await say(visit.work, visit.person.id, item_id, visit.now, **{what: said})
    except CaseError as error:
        return refused(visit, error, edit)
    return await asked(visit, item_id, place, edit)


async def typed(message: Message, visit: Visit, data: dict[str, Any]) -> Outcome:
    """An answer in words; what would not do is asked for again."""
    item_id, what = data["item"], data["asked"]
    try:
        _, _, year = await item_to_change(visit.work, visit.person.id, item_id, visit.now)
        said = _read(what, message.text or "", year)
        if said is None:
            await listening.keep(visit)
            return _again(visit, item_id, what)
        await say(visit.work, visit.person.id, item_id, visit.now, **said)
    except CaseError as error:
        return refused(visit, error, None)
    return await asked(visit, item_id, data["place"], None)


def _read(what: Asked, text: str, year: TrainingYear) -> dict[str, Any] | None:
    match what:
        case "hours":
            hours = read_hours(text)
            return None if hours is None else {"hours": hours}
        case "cost":
            cost = read_cost(text)
            return None if cost is None else {"cost": cost}
        case "days":
            span = read_span(text, year.begins, year.ends)
            if span is None:
                return None
            return {"first_day": span[0], "last_day": span[1], "to_month": span[2]}
    words = " ".join(text.split())
    return {what: words} if 1 <= len(words) <= LONGEST[what] else None


def _again(visit: Visit, item_id: int, what: Asked) -> Outcome:
    tr = visit.tr
    told, question = tr.text("⚠️ I did not understand this."), tr.text(QUESTIONS[what])
    text = f"{told}\n{question}"
    rows = ((Button(tr.text("⬅️ Back"), Training.ITEM(item_id)),),)
    return Outcome((Show(Screen(text, rows)),))


async def grounds_approved(callback: CallbackQuery, visit: Visit) -> Outcome:
    [item_id] = Training.GROUNDS.read(callback)
    edit = pressed_message(callback)
    try:
        await approve_grounds(visit.work, visit.person.id, item_id, visit.now)
    except CaseError as error:
        return refused(visit, error, edit)
    return await item_screen(visit, item_id, edit, toast=visit.tr.text("✔ Kept."))


async def payback_said(callback: CallbackQuery, visit: Visit) -> Outcome:
    item_id, said = Training.PAYBACK.read(callback)
    edit = pressed_message(callback)
    try:
        await say_payback(visit.work, visit.person.id, item_id, bool(said), visit.now)
    except CaseError as error:
        return refused(visit, error, edit)
    return await item_screen(visit, item_id, edit, toast=visit.tr.text("✔ Kept."))


async def fit_said(callback: CallbackQuery, visit: Visit) -> Outcome:
    item_id, said = Training.FITS.read(callback)
    return await _judged(visit, item_id, pressed_message(callback), fits=SAID.get(said))


async def doubt_said(callback: CallbackQuery, visit: Visit) -> Outcome:
    item_id, said = Training.DOUBTFUL.read(callback)
    return await _judged(visit, item_id, pressed_message(callback), doubtful=SAID.get(said))


async def _judged(visit: Visit, item_id: int, edit: int | None, **said: bool | None) -> Outcome:
    try:
        await judge_course(visit.work, visit.person.id, item_id, visit.now, **said)
    except CaseError as error:
        return refused(visit, error, edit)
    return await item_screen(visit, item_id, edit, toast=visit.tr.text("✔ Kept."))


async def ask_drop(callback: CallbackQuery, visit: Visit) -> Outcome:
    [item_id] = Training.DROP.read(callback)
    tr = visit.tr
    rows = (
        (Button(tr.text("No, keep it"), Training.ITEM(item_id)),),
        (Button(tr.text("Yes, take it out"), Training.DROP_YES(item_id), style="danger"),),
    )
    text = tr.text("Take this course out of the plan?")
    return Outcome((Show(Screen(text, rows), pressed_message(callback)),))


async def drop(callback: CallbackQuery, visit: Visit) -> Outcome:
    [item_id] = Training.DROP_YES.read(callback)
    edit, tr = pressed_message(callback), visit.tr
    try:
        plan = await withdraw(visit.work, visit.person.id, item_id, visit.now)
    except CaseError as error:
        return refused(visit, error, edit)
    rows = ((Button(tr.text("⬅️ Back"), Training.PLAN(plan.year_id, plan.employee_id)),),)
    return Outcome((Show(Screen(tr.text("It is taken out of the plan."), rows), edit),))


def refused(visit: Visit, error: CaseError, edit: int | None) -> Outcome:
    """Why something of a plan was not done; nothing is lost."""
    tr = visit.tr
    text = tr.text("This is no longer there.")
    if isinstance(error, Locked):
        text = tr.text("🔒 The schedule is approved. Your head can open a revision.")
    elif not isinstance(error, NotThere):
        text = tr.text("This cannot be done.")
    rows = ((Button(tr.text("⬅️ Back"), Training.HOME()),),)
    return Outcome((Show(Screen(text, rows), edit),))


def router() -> Router:
    router = Router(name="training item")
    for button, handler in (
        (Training.ITEM, shown),
        (Training.ASK, ask),
        (Training.SET, chosen),
        (Training.GROUNDS, grounds_approved),
        (Training.PAYBACK, payback_said),
        (Training.FITS, fit_said),
        (Training.DOUBTFUL, doubt_said),
        (Training.DROP, ask_drop),
        (Training.DROP_YES, drop),
    ):
        router.callback_query.register(handler, button.pressed)
    return router
