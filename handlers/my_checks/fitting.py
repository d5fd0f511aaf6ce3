"""/fit: which positions fit, by the answers so far and up to three further ones."""

from __future__ import annotations

from typing import Any, Final

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.chat import listening
from handlers.chat.buttons import Fitting
from handlers.chat.filters import command
from handlers.chat.outcome import Outcome, Show
from handlers.chat.press import pressed_message
from handlers.chat.said_words import answer_line, reading_note
from handlers.chat.visit import Visit
from handlers.check.question_view import not_understood, out_of_range
from handlers.my_checks import fitting_view as view
from rules.questionnaire.fitting import (
    Splitter,
    best_question,
    fits,
    has_told,
    to_value,
)
from rules.questionnaire.moves import UNKNOWN
from rules.questionnaire.question import Put
from rules.questionnaire.scope import GENERAL, rows_of, seen_from
from rules.questionnaire.typed import read_typed
from rules.typed.outcome import OutOfRange, Understood
from storage.tables.checks import Answer

KIND: Final = "fit"


async def fit(message: Message, visit: Visit) -> Outcome:
    return await _summary(visit, None)


async def home(callback: CallbackQuery, visit: Visit) -> Outcome:
    return await _summary(visit, pressed_message(callback))


async def _summary(
    visit: Visit, edit: int | None, *, above: str = "", toast: str | None = None
) -> Outcome:
    rows = await _rows(visit)
    can_ask = visit.run is None and _question(visit, rows) is not None
    if not has_told(rows):
        screen = view.invitation_screen(can_ask, visit.tr, above=above)
        return Outcome((Show(screen, edit),), toast)
    every_fit = fits(visit.desk.catalogue, rows, visit.on)
    screen = view.summary_screen(every_fit, can_ask, visit.tr, above=above)
    return Outcome((Show(screen, edit),), toast)


async def _rows(visit: Visit) -> tuple[Answer, ...]:
    return await visit.work.answers.all(visit.person.id)


def _question(visit: Visit, rows: tuple[Answer, ...]) -> Splitter | None:
    return best_question(visit.desk.catalogue, rows, visit.on)


async def group(callback: CallbackQuery, visit: Visit) -> Outcome:
    standing, page = Fitting.GROUP.read(callback)
    rows = await _rows(visit)
    if not has_told(rows):
        return await _summary(visit, pressed_message(callback))
    every_fit = fits(visit.desk.catalogue, rows, visit.on)
    screen = view.group_screen(visit.desk.catalogue, every_fit, standing, page, visit.tr)
    return Outcome((Show(screen, pressed_message(callback)),))


async def began(callback: CallbackQuery, visit: Visit) -> Outcome:
    return await _ask(visit, 1, pressed_message(callback))


async def _ask(
    visit: Visit, number: int, edit: int | None, *, above: str = "", toast: str | None = None
) -> Outcome:
    """The question that splits the positions best; the positions when enough were asked."""
    splitter = None
    if visit.run is None and number <= view.QUESTIONS:
        splitter = _question(visit, await _rows(visit))
    if splitter is None:
        return await _summary(visit, edit, above=above, toast=toast)
    await listening.listen(visit, KIND, {"number": number, "key": splitter.key})
    screen = view.question_screen(splitter, number, visit.tr, above=above)
    return Outcome((Show(screen, edit),), toast)


async def pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    """An answer; it counts only for the question that is to be asked now."""
    number, key, option = Fitting.ANSWER.read(callback)
    edit = pressed_message(callback)
    splitter = await _current(visit, key)
    offered = splitter is not None and (
        option == UNKNOWN or any(known.value == option for known in splitter.step.options)
    )
    if splitter is None or not offered:
        toast = visit.tr.text("This is already answered.")
        return await _summary(visit, edit, toast=toast)
    answer = None if option == UNKNOWN else option
    return await _take(visit, splitter, answer, number, edit)


async def _current(visit: Visit, key: str) -> Splitter | None:
    """The question to be asked now, if it is the one of that key."""
    if visit.run is not None:
        return None
    splitter = _question(visit, await _rows(visit))
    return splitter if splitter is not None and splitter.key == key else None


async def _take(
    visit: Visit, splitter: Splitter, answer: Any, asked: int, edit: int | None, note: str = ""
) -> Outcome:
    """Keeps the answer; `note`: what was done to the typed words."""
    rows = await _rows(visit)
    answers, _ = seen_from(GENERAL, rows)
    if answer is None and splitter.fact in answers:
        # The level of a diploma stays known when its field is not.
        return await _summary(visit, edit)
    value = None if answer is None else to_value(splitter, answer, answers)
    put = Put(splitter.fact, "unknown" if answer is None else "value", value)
    number = 1 + max((row.sequence for row in rows), default=0)
    for row in rows_of(put, GENERAL, number):
        await visit.store(row, None)
    above = answer_line(splitter.step, answer, visit.tr)
    return await _ask(visit, asked + 1, edit, above=f"{above}{note}")


async def typed(message: Message, visit: Visit, data: dict[str, Any]) -> Outcome:
    splitter = await _current(visit, data["key"])
    if splitter is None:
        return await _summary(visit, None)
    reading = read_typed(splitter.step, message.text or "", visit.on)
    if isinstance(reading, Understood):
        note = reading_note(reading, visit.tr)
        return await _take(visit, splitter, reading.value, data["number"], None, note)
    if isinstance(reading, OutOfRange):
        note = out_of_range(reading, splitter.step, visit.tr)
    else:
        note = not_understood(splitter.step, visit.tr)
    await listening.keep(visit)
    screen = view.question_screen(splitter, data["number"], visit.tr, note=note)
    return Outcome((Show(screen),))


def router() -> Router:
    router = Router(name="fitting")
    router.message.register(fit, command("fit"))
    router.callback_query.register(home, Fitting.HOME.pressed)
    router.callback_query.register(group, Fitting.GROUP.pressed)
    router.callback_query.register(began, Fitting.ASK.pressed)
    router.callback_query.register(pressed, Fitting.ANSWER.pressed)
    return router
