"""Reminders of the portfolio: in January, and before the day of the college. Only if wished."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import partial
from html import escape

from aiogram import Router
from aiogram.types import CallbackQuery

from cases.errors import BadValue, ConsentNeeded
from cases.portfolio import wish_for_january
from cases.reminders import january_of
from cases.texts import title_words
from handlers.chat.buttons import Days, Portfolio
from handlers.chat.outcome import Button, Outcome, Screen, Show, column
from handlers.chat.press import pressed_message
from handlers.chat.visit import Visit
from handlers.my_checks.kept import nothing_kept
from handlers.portfolio.portfolio_view import heading
from handlers.portfolio.showing import shown
from handlers.portfolio.standing import Standing, standing
from rules.dates import today

OF_APPLICATIONS = "applications"
MOST_OF_HR = 3


async def reminding(callback: CallbackQuery, visit: Visit) -> Outcome:
    position, category, wanted = Portfolio.REMIND.read(callback)
    edit, person_id = pressed_message(callback), visit.person.id
    found = await standing(visit, position, category)
    if found is None:
        return await shown(visit, position, category, edit)
    toast = None
    try:
        if wanted == "on":
            await wish_for_january(visit.work, person_id, *found.where, visit.now)
            toast = visit.tr.text("✔ Kept.")
    except ConsentNeeded:
        return Outcome((Show(nothing_kept(visit), edit),))
    except BadValue:
        return await shown(visit, position, category, edit)
    if wanted == "off":
        await visit.work.portfolio_wishes.remove(person_id)
        toast = visit.tr.text("No more reminders of this.")
    return Outcome((Show(await _screen(visit, found), edit),), toast)


async def _screen(visit: Visit, found: Standing) -> Screen:
    tr, remind = visit.tr, partial(Portfolio.REMIND, *found.where)
    january = await january_of(visit.work, visit.person.id)
    lines = [
        heading(visit.desk.catalogue, found, tr),
        tr.text("Commissions look at portfolios from January to August."),
        "",
    ]
    if january is None:
        lines.append(tr.text("🔕 In January nothing reminds you."))
        button = Button(tr.text("🔔 Remind me in January"), remind("on"))
    else:
        day = tr.date(today(january.due_at))
        lines.append(tr.text("🔔 I will remind you: {days}.", days=day))
        button = Button(tr.text("🔕 Not in January"), remind("off"))
    lines += [line async for line in _college_lines(visit)]
    college = Button(tr.text("📅 My college's day"), Days.KIND("f"))
    back = Button(tr.text("⬅️ Back"), Portfolio.SHOW(*found.where))
    return Screen("\n".join(lines), column(button, college, back))


async def _college_lines(visit: Visit) -> AsyncIterator[str]:
    """The day of one's own college, and those of applications that its HR has entered."""
    tr, work = visit.tr, visit.work
    for each in await work.dates.of(visit.person.id):
        if each.kind == "portfolio":
            yield tr.text("📅 My college's day: {day}.", day=tr.date(each.ends))
    entered = await work.deadlines.of_person(visit.person.id, visit.on)
    for deadline in [each for each in entered if each.kind == OF_APPLICATIONS][:MOST_OF_HR]:
        title = escape(title_words(deadline.title, tr.language), quote=False)
        yield tr.text("🏫 From HR: {title}, {day}.", title=title, day=tr.date(deadline.day))


def router() -> Router:
    router = Router(name="reminders of a portfolio")
    router.callback_query.register(reminding, Portfolio.REMIND.pressed)
    return router
