"""A plan of a year: what is in it and missing, as last year, one typed line, handed in."""

from __future__ import annotations

from html import escape
from typing import Any, Final

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from cases.errors import BadValue, CaseError
from cases.training.plans import (
    PlanView,
    add_as_last_year,
    add_proposed,
    add_typed,
    give,
    open_questions,
    own_years,
    plan_of,
)
from cases.training.receipts import receive_by_number
from handlers.chat import listening
from handlers.chat.buttons import Menu, Training
from handlers.chat.filters import command
from handlers.chat.outcome import Button, Outcome, Screen, Show
from handlers.chat.press import pressed_message
from handlers.chat.telegram_text import pages, shortened
from handlers.chat.training_view import days_words, topic_words
from handlers.chat.visit import Visit
from handlers.hr.buttons import press
from handlers.training.agreeing import ask_of_own
from handlers.training.item import item_screen, refused
from i18n import mark
from storage.tables.training_plans import TrainingItem

LISTENS: Final = "training.line"
LONGEST: Final = 60
PLAN_STATES: Final = {
    "draft": mark("Not handed in yet."),
    "given": mark("✔ Handed in."),
    "approved": mark("✔ In the approved schedule."),
}
EXAMPLE: Final = mark("Python, 72 h, 3–14.03, Almaty, 90 000, university")


async def home(callback: CallbackQuery, visit: Visit) -> Outcome:
    return await _home(visit, pressed_message(callback))


async def by_command(message: Message, visit: Visit) -> Outcome:
    return await _home(visit, None)


async def _home(visit: Visit, edit: int | None) -> Outcome:
    """One's own plans, and the years of those whom one leads."""
    tr = visit.tr
    rows: list[tuple[Button, ...]] = []
    for year, employee in await own_years(visit.work, visit.person.id, visit.now):
        organisation = await visit.work.organisations.get(year.organisation_id)
        name = "" if organisation is None else organisation.name
        words = tr.text("📝 My plan {year}, {name}", year=year.label, name=name)
        rows.append((Button(shortened(words, LONGEST), Training.PLAN(year.id, employee.id)),))
    roles = await visit.work.roles.of_person(visit.person.id, visit.on)
    for number in sorted({role.organisation_id for role in roles}):
        organisation = await visit.work.organisations.get(number)
        if organisation is not None:
            words = tr.text("🎓 Training at {name}", name=organisation.name)
            rows.append((Button(shortened(words, LONGEST), press("train", number)),))
    lines = [tr.text("<b>Training</b>")]
    if not rows:
        lines.append(tr.text("No year of training is open for you."))
    rows.append((Button(tr.text("⬅️ Menu"), Menu.HOME()),))
    return Outcome((Show(Screen("\n".join(lines), tuple(rows)), edit),))


async def received(callback: CallbackQuery, visit: Visit) -> Outcome:
    """A head confirms below the message that the approved schedule has come."""
    [document_id] = Training.RECEIVED.read(callback)
    edit = pressed_message(callback)
    try:
        await receive_by_number(visit.work, visit.person.id, document_id, visit.now)
    except CaseError as error:
        return refused(visit, error, edit)
    back = (Button(visit.tr.text("⬅️ Back"), Training.HOME()),)
    return Outcome((Show(Screen(visit.tr.text("✔ Received."), (back,)), edit),))


async def shown(callback: CallbackQuery, visit: Visit) -> Outcome:
    year_id, employee_id = Training.PLAN.read(callback)
    edit, here = pressed_message(callback), Training.PLAN(year_id, employee_id)
    asked = await ask_of_own(visit, employee_id, here, edit)
    return asked or await plan_shown(visit, year_id, employee_id, edit)


async def mine(callback: CallbackQuery, visit: Visit) -> Outcome:
    """One's own plan, from a message that names the year alone."""
    [year_id] = Training.MY_PLAN.read(callback)
    employee_id = await _own(visit, year_id)
    if employee_id is None:
        return await home(callback, visit)
    edit, here = pressed_message(callback), Training.PLAN(year_id, employee_id)
    asked = await ask_of_own(visit, employee_id, here, edit)
    return asked or await plan_shown(visit, year_id, employee_id, edit)


async def _own(visit: Visit, year_id: int) -> int | None:
    for year, employee in await own_years(visit.work, visit.person.id, visit.now):
        if year.id == year_id:
            return employee.id
    return None


async def plan_shown(
    visit: Visit, year_id: int, employee_id: int, edit: int | None, toast: str | None = None
) -> Outcome:
    try:
        view = await plan_of(
            visit.work, visit.person.id, year_id, employee_id, visit.desk.catalogue, visit.now
        )
    except CaseError as error:
        return refused(visit, error, edit)
    *before, last = pages(_lines(visit, view))
    first, *others = (*(Screen(text) for text in before), Screen(last, _rows(visit, view)))
    return Outcome((Show(first, edit), *map(Show, others)), toast)


def _lines(visit: Visit, view: PlanView) -> list[str]:
    tr = visit.tr
    title = tr.text("Plan of training {year}", year=view.year.label)
    lines = [f"<b>{escape(title)}</b>", escape(view.employee.name)]
    if view.lacks is not None:
        lines.append(
            tr.text(
                "The norm misses {hours} from {day}.",
                hours=tr.hours(view.lacks.hours),
                day=tr.date(view.lacks.since),
            )
        )
    for place, item in enumerate(view.items, 1):
        parts = [topic_words(item.new, tr)]
        parts += [] if item.new.hours is None else [tr.hours(item.new.hours)]
        parts += [days_words(item.new, tr)] if item.new.first_day else []
        sign = "⚠️ " if open_questions(item) else ""
        lines.append(escape(f"{place}. {sign}{', '.join(parts)}"))
    if not view.items:
        lines.append(tr.text("Nothing is planned yet."))
    state = "draft" if view.plan is None else view.plan.state
    lines.append(tr.text(PLAN_STATES[state]))
    if view.year.plans_due is not None and state == "draft":
        lines.append(tr.text("Due by {day}.", day=tr.date(view.year.plans_due)))
    return lines


def _rows(visit: Visit, view: PlanView) -> tuple[tuple[Button, ...], ...]:
    tr, about = visit.tr, (view.year.id, view.employee.id)
    rows: list[tuple[Button, ...]] = [
        (Button(shortened(f"{place}. {topic_words(item.new, tr)}", LONGEST),
                Training.ITEM(item.id)),)
        for place, item in enumerate(view.items, 1)
    ]  # fmt: skip
    if not view.locked:
        if view.last_year and not view.items:
            rows.append((Button(tr.text("↩️ As last year"), Training.LAST_YEAR(*about)),))
        proposed = any(item.new.origin == "proposed" for item in view.items)
        if view.lacks is not None and not proposed:
            rows.append((Button(tr.text("➕ What the norm asks"), Training.NORM(*about)),))
        rows.append((Button(tr.text("✍️ Write a course"), Training.WRITE(*about)),))
        if view.plan is None or view.plan.state == "draft":
            rows.append((Button(tr.text("📤 Hand in"), Training.GIVE(*about), style="primary"),))
    if any(item.state != "planned" for item in view.items):
        rows.append((Button(tr.text("📋 Report on the plan"), Training.REPORT(*about)),))
    back = Training.HOME()
    if view.from_unit is not None:
        back = press("train_who", view.year.organisation_id, view.year.id, view.from_unit, 0)
    rows.append((Button(tr.text("⬅️ Back"), back),))
    return tuple(rows)


async def ask_line(callback: CallbackQuery, visit: Visit) -> Outcome:
    year_id, employee_id = Training.WRITE.read(callback)
    return await _line_asked(visit, year_id, employee_id, pressed_message(callback))


async def ask_own_line(callback: CallbackQuery, visit: Visit) -> Outcome:
    """A line for one's own plan, from a message that names the year alone."""
    [year_id] = Training.MY_WRITE.read(callback)
    employee_id = await _own(visit, year_id)
    if employee_id is None:
        return await home(callback, visit)
    edit, here = pressed_message(callback), Training.WRITE(year_id, employee_id)
    asked = await ask_of_own(visit, employee_id, here, edit)
    return asked or await _line_asked(visit, year_id, employee_id, edit)


async def _line_asked(visit: Visit, year_id: int, employee_id: int, edit: int | None) -> Outcome:
    tr = visit.tr
    await listening.listen(visit, LISTENS, {"year": year_id, "employee": employee_id})
    text = tr.text(
        "Write the course in one line, as far as you know it:\n<code>{example}</code>",
        example=tr.text(EXAMPLE),
    )
    back = (Button(tr.text("⬅️ Back"), Training.PLAN(year_id, employee_id)),)
    return Outcome((Show(Screen(text, (back,)), edit),))


async def line_typed(message: Message, visit: Visit, data: dict[str, Any]) -> Outcome:
    """What was read is kept and shown; what was not is shown too, and asked for."""
    tr, year_id, employee_id = visit.tr, data["year"], data["employee"]
    back = (Button(tr.text("⬅️ Back"), Training.PLAN(year_id, employee_id)),)
    try:
        item, said = await add_typed(
            visit.work, visit.person.id, year_id, employee_id, message.text or "", visit.now
        )
    except BadValue as bad:
        if bad.field == "items":
            return Outcome((Show(Screen(tr.text("⚠️ The plan is full."), (back,))),))
        await listening.keep(visit)
        text = tr.text("⚠️ I found no topic. Begin with what the course is about.")
        return Outcome((Show(Screen(text, (back,))),))
    except CaseError as error:
        return refused(visit, error, None)
    unread = ""
    if said.unread:
        words = escape(shortened("; ".join(said.unread), 300))
        unread = tr.text("Not understood, please say it by the buttons: {words}", words=words)
    return await item_screen(visit, item.id, None, above=unread)


async def as_last_year(callback: CallbackQuery, visit: Visit) -> Outcome:
    year_id, employee_id = Training.LAST_YEAR.read(callback)
    edit = pressed_message(callback)
    try:
        count = await add_as_last_year(visit.work, visit.person.id, year_id, employee_id, visit.now)
    except CaseError as error:
        return refused(visit, error, edit)
    toast = visit.tr.plural("{n} course is taken over.", "{n} courses are taken over.", count)
    return await plan_shown(visit, year_id, employee_id, edit, toast)


async def by_the_norm(callback: CallbackQuery, visit: Visit) -> Outcome:
    year_id, employee_id = Training.NORM.read(callback)
    edit = pressed_message(callback)
    try:
        item: TrainingItem = await add_proposed(
            visit.work, visit.person.id, year_id, employee_id, visit.desk.catalogue, visit.now
        )
    except CaseError as error:
        return refused(visit, error, edit)
    return await item_screen(visit, item.id, edit)


async def given(callback: CallbackQuery, visit: Visit) -> Outcome:
    year_id, employee_id = Training.GIVE.read(callback)
    edit = pressed_message(callback)
    try:
        await give(visit.work, visit.person.id, year_id, employee_id, visit.now)
    except CaseError as error:
        return refused(visit, error, edit)
    toast = visit.tr.text("✔ Handed in.")
    return await plan_shown(visit, year_id, employee_id, edit, toast)


def router() -> Router:
    router = Router(name="training plan")
    router.message.register(by_command, command("training"))
    for button, handler in (
        (Training.HOME, home),
        (Training.RECEIVED, received),
        (Training.PLAN, shown),
        (Training.WRITE, ask_line),
        (Training.MY_PLAN, mine),
        (Training.MY_WRITE, ask_own_line),
        (Training.LAST_YEAR, as_last_year),
        (Training.NORM, by_the_norm),
        (Training.GIVE, given),
    ):
        router.callback_query.register(handler, button.pressed)
    return router
