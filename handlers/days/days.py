"""/dates: days to remember, their reminders, the end of a category, the calendar file."""

from __future__ import annotations

from datetime import date
from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from cases.certificates import DATE_VALUES, remove_date, set_category_granted, set_date
from cases.errors import BadValue, ConsentNeeded, NotThere
from cases.reminders import allow_again, answer_reminder, calendar_of
from handlers.chat import listening
from handlers.chat.buttons import Days
from handlers.chat.filters import command
from handlers.chat.outcome import Attach, Outcome, Show
from handlers.chat.press import pressed_message
from handlers.chat.visit import Visit
from handlers.check.question_view import not_understood, out_of_range
from handlers.days.day_view import (
    SUBJECTS,
    Day,
    Wished,
    card_screen,
    days_of,
    how_screen,
    list_screen,
    names_of_wishes,
    remove_screen,
    value_screen,
    when_screen,
)
from handlers.days.personal_day import CATEGORIES, ENDS, GRANTED, KINDS, Asked, read_words, step_for
from handlers.start.consent import consent_screen, give_consent
from rules.dates import PartialDay
from rules.questionnaire.moves import move_for
from rules.questionnaire.question import Answered
from rules.typed.outcome import Choose, OutOfRange, Understood
from rules.vocabulary import is_first_head
from storage.tables.deadlines import DateKind, PersonalDate
from storage.tables.portfolio import PortfolioWish

LISTENS_DAY = "day.when"
FILE_NAME = "biliktilik.ics"


def _needs_consent(visit: Visit, edit: int | None) -> Outcome:
    why = visit.tr.text(
        "<b>📅 Days to remember</b>\nI can remind you before your category, language certificate "
        "or courses run out. For that I need your consent."
    )
    return Outcome((Show(consent_screen(visit, why, Days.AGREE), edit),))


async def _list(
    visit: Visit,
    edit: int | None,
    *,
    page: int = 0,
    above: str = "",
    toast: str | None = None,
) -> Outcome:
    if not visit.consents:
        return _needs_consent(visit, edit)
    screen = list_screen(visit, await days_of(visit), page, above=above)
    return Outcome((Show(screen, edit),), toast)


async def asked(message: Message, visit: Visit) -> Outcome:
    return await _list(visit, None)


async def list_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    return await _list(visit, pressed_message(callback))


async def page_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    [page] = Days.PAGE.read(callback)
    return await _list(visit, pressed_message(callback), page=page)


async def agreed(callback: CallbackQuery, visit: Visit) -> Outcome:
    edit, [version] = pressed_message(callback), Days.AGREE.read(callback)
    if not await give_consent(visit, version):
        return _needs_consent(visit, edit)
    return await _list(visit, edit, toast=visit.tr.text("Thank you."))


async def _card(
    visit: Visit,
    sign: str,
    number: int,
    edit: int | None,
    *,
    above: str = "",
    toast: str | None = None,
) -> Outcome:
    day = await _find(visit, sign, number)
    if day is None:
        return await _gone(visit, edit)
    return Outcome((Show(card_screen(visit, day, above=above), edit),), toast)


async def _find(visit: Visit, sign: str, number: int) -> Day | None:
    days = await days_of(visit)
    return next((day for day in days if (day.sign, day.number) == (sign, number)), None)


async def _gone(visit: Visit, edit: int | None) -> Outcome:
    return await _list(visit, edit, toast=visit.tr.text("This day is no longer noted."))


async def opened(callback: CallbackQuery, visit: Visit) -> Outcome:
    sign, number = Days.OPEN.read(callback)
    return await _card(visit, sign, number, pressed_message(callback))


async def stopped(callback: CallbackQuery, visit: Visit) -> Outcome:
    """As "stop these" below a reminder, before any has come."""
    sign, number = Days.STOP.read(callback)
    edit, tr = pressed_message(callback), visit.tr
    day = await _find(visit, sign, number)
    if day is None:
        return await _gone(visit, edit)
    if isinstance(day.thing, Wished):
        # Only this one; "stop these" below a reminder takes back all wishes.
        await visit.work.wishes.remove(visit.person.id, day.thing.decision_id)
        return await _list(visit, edit, toast=tr.text("No more reminders of this."))
    if isinstance(day.thing, PortfolioWish):
        await visit.work.portfolio_wishes.remove(visit.person.id)
        return await _list(visit, edit, toast=tr.text("No more reminders of this."))
    if day.coming:
        next_one = day.coming[0].id
        await answer_reminder(visit.work, visit.person.id, next_one, "stop", visit.now)
    return await _card(visit, sign, number, edit, toast=tr.text("No more reminders of this."))


async def allowed(callback: CallbackQuery, visit: Visit) -> Outcome:
    sign, number = Days.ALLOW.read(callback)
    edit = pressed_message(callback)
    try:
        await allow_again(visit.work, visit.person.id, SUBJECTS[sign], number, visit.now)
    except NotThere:
        return await _gone(visit, edit)
    toast = visit.tr.text("I will remind you again.")
    return await _card(visit, sign, number, edit, toast=toast)


async def calendar(callback: CallbackQuery, visit: Visit) -> Outcome:
    """A file for the calendar of a phone or computer."""
    tr = visit.tr
    if not any(day.day >= visit.on for day in await days_of(visit)):
        return await _gone(visit, pressed_message(callback))
    content = await calendar_of(
        visit.work, visit.person.id, tr.language, visit.now, await names_of_wishes(visit)
    )
    caption = tr.text("Open it on your phone or computer to add the days to your calendar.")
    return Outcome((Attach(FILE_NAME, content, caption),))


async def kind_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    edit, [sign] = pressed_message(callback), Days.KIND.read(callback)
    if not visit.consents:
        return _needs_consent(visit, edit)
    kind = KINDS[sign]
    values = DATE_VALUES[kind]
    if len(values) == 1:
        return await _ask(visit, Asked(kind, values[0], ENDS), edit)
    return Outcome((Show(value_screen(kind, values, visit.tr), edit),))


async def value_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    sign, value = Days.VALUE.read(callback)
    kind, edit = KINDS[sign], pressed_message(callback)
    if value not in DATE_VALUES[kind]:
        return await _list(visit, edit)
    if kind not in CATEGORIES:
        return await _ask(visit, Asked(kind, value, ENDS), edit)
    return Outcome((Show(how_screen(kind, value, visit.tr), edit),))


async def _ask(visit: Visit, wanted: Asked, edit: int | None, *, note: str = "") -> Outcome:
    if not visit.consents:
        return _needs_consent(visit, edit)
    await _listen(visit, wanted)
    return Outcome((Show(when_screen(wanted, visit.on, visit.tr, note=note), edit),))


async def _listen(visit: Visit, wanted: Asked) -> None:
    parts = {"kind": wanted.kind, "value": wanted.value, "how": wanted.how, "begun": wanted.begun}
    await listening.listen(visit, LISTENS_DAY, parts)


async def when_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    """A part of the day, or the whole day, which is kept: the same press twice keeps it once."""
    sign, value, how, said = Days.WHEN.read(callback)
    kind, edit = KINDS[sign], pressed_message(callback)
    if value not in DATE_VALUES[kind]:
        return await _list(visit, edit)
    begun = "" if said == "-" else said.rpartition("-")[0]
    wanted = Asked(kind, value, how, begun)
    if said == "-":
        return await _ask(visit, wanted, edit)
    if not isinstance(move_for(step_for(wanted, visit.on), said), Answered):
        return await _ask(visit, Asked(kind, value, how), edit)
    return await _answered(visit, wanted, said, edit)


async def _answered(visit: Visit, wanted: Asked, said: str, edit: int | None) -> Outcome:
    if not PartialDay(said).is_whole:
        return await _ask(visit, Asked(wanted.kind, wanted.value, wanted.how, said), edit)
    try:
        kept = await _keep(visit, wanted, date.fromisoformat(said))
    except ConsentNeeded:
        return _needs_consent(visit, edit)
    except BadValue:
        note = visit.tr.text("⚠️ That day cannot be. Please check it.")
        return await _ask(visit, Asked(wanted.kind, wanted.value, wanted.how), edit, note=note)
    return await _card(visit, "p", kept.id, edit, above=visit.tr.text("✔ Kept."))


async def _keep(visit: Visit, wanted: Asked, day: date) -> PersonalDate:
    work, person_id, kind, value = visit.work, visit.person.id, wanted.kind, wanted.value
    if wanted.how == GRANTED:
        head = is_first_head(value)
        return await set_category_granted(
            work, person_id, kind, value, day, visit.now, first_head=head
        )
    return await set_date(work, person_id, kind, value, day, visit.now)


async def unknown_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    """Without its day there is nothing to remind of; an earlier one stays as it is."""
    [sign] = Days.UNKNOWN.read(callback)
    where = visit.tr.text("The day stands in the order on your category: add it once you know it.")
    if KINDS[sign] == "portfolio":
        where = visit.tr.text("Ask at your college: add the day once you know it.")
    if KINDS[sign] == "language":
        where = visit.tr.text("The day stands on the certificate: add it once you know it.")
    return await _list(visit, pressed_message(callback), above=where)


async def typed(message: Message, visit: Visit, data: dict[str, Any]) -> Outcome:
    wanted = Asked(**data)
    reading = read_words(wanted, message.text or "", visit.on)
    if isinstance(reading, Understood):
        return await _answered(visit, wanted, reading.value, None)
    if isinstance(reading, Choose):
        await _listen(visit, wanted)
        note = visit.tr.text("❔ Please press what you mean, or write it in other words.")
        days = [day for day in reading.options if PartialDay(day).is_whole]
        screen = when_screen(wanted, visit.on, visit.tr, note=note, days=days)
        return Outcome((Show(screen),))
    step = step_for(wanted, visit.on)
    if isinstance(reading, OutOfRange):
        return await _ask(visit, wanted, None, note=out_of_range(reading, step, visit.tr))
    return await _ask(visit, wanted, None, note=not_understood(step, visit.tr))


async def removing(callback: CallbackQuery, visit: Visit) -> Outcome:
    edit, [sign] = pressed_message(callback), Days.REMOVE.read(callback)
    held = await _held(visit, KINDS[sign])
    day = None if held is None else await _find(visit, "p", held.id)
    if day is None:
        return await _gone(visit, edit)
    return Outcome((Show(remove_screen(visit, day, sign), edit),))


async def _held(visit: Visit, kind: DateKind) -> PersonalDate | None:
    dates = await visit.work.dates.of(visit.person.id)
    return next((each for each in dates if each.kind == kind), None)


async def removed(callback: CallbackQuery, visit: Visit) -> Outcome:
    edit, [sign] = pressed_message(callback), Days.REMOVE_YES.read(callback)
    try:
        await remove_date(visit.work, visit.person.id, KINDS[sign])
    except NotThere:
        return await _gone(visit, edit)
    return await _list(visit, edit, toast=visit.tr.text("Removed."))


def router() -> Router:
    router = Router(name="days to remember")
    router.message.register(asked, command("dates"))
    router.callback_query.register(list_pressed, Days.LIST.pressed)
    router.callback_query.register(page_pressed, Days.PAGE.pressed)
    router.callback_query.register(agreed, Days.AGREE.pressed)
    router.callback_query.register(opened, Days.OPEN.pressed)
    router.callback_query.register(stopped, Days.STOP.pressed)
    router.callback_query.register(allowed, Days.ALLOW.pressed)
    router.callback_query.register(calendar, Days.FILE.pressed)
    router.callback_query.register(kind_pressed, Days.KIND.pressed)
    router.callback_query.register(value_pressed, Days.VALUE.pressed)
    router.callback_query.register(when_pressed, Days.WHEN.pressed)
    router.callback_query.register(unknown_pressed, Days.UNKNOWN.pressed)
    router.callback_query.register(removing, Days.REMOVE.pressed)
    router.callback_query.register(removed, Days.REMOVE_YES.pressed)
    return router
