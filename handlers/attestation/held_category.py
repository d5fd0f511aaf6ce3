"""The category that a person holds and its day, asked beside the attestation.

With its day it is one of the days to remember (/dates); without, the person's word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from cases.attestation_words import keep_word
from cases.certificates import set_category_granted
from cases.errors import BadValue, ConsentNeeded
from handlers.attestation.attesting import block_of, of_run
from handlers.chat import listening
from handlers.chat.buttons import Attesting
from handlers.chat.day_rows import day_rows
from handlers.chat.outcome import Button, Outcome, Screen, Show, grid
from handlers.chat.press import pressed_message
from handlers.chat.said_words import VOCABULARIES, named
from handlers.chat.said_words import said as said_words
from handlers.chat.visit import Visit
from handlers.check.question_view import not_understood, out_of_range
from handlers.my_checks.kept import nothing_kept
from i18n import mark
from rules.dates import PartialDay
from rules.questionnaire.days import day_step
from rules.questionnaire.moves import move_for
from rules.questionnaire.question import Answered, Step, Widget
from rules.questionnaire.typed import read_typed
from rules.questionnaire.wording import Wording
from rules.typed.outcome import Choose, OutOfRange, Understood
from rules.vocabulary import CATEGORIES, MANAGEMENT_CATEGORIES, is_first_head
from storage.tables.deadlines import DateKind

LISTENS: Final = "attestation.held"
UNKNOWN: Final = "-"
NONE: Final = "none"
_DAY: Final = Step(
    "category",
    "category.granted",
    Widget.DATE,
    Wording(
        mark("When was the category granted? The day of the order."),
        mark("You can also write the date: 14.03.2025."),
    ),
    can_be_unknown=False,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Beside which check; `value`: the category that is held; `begun`: what is known of its day."""

    run: str
    category: str
    value: str
    begun: str = ""

    def data(self, day: str) -> str:
        """The data of a button that says the day, or a part of it."""
        return Attesting.GRANTED(self.run, self.category, self.value, day)


async def pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    """Which category; where it is known, at once its day."""
    run, category = Attesting.ASK_HELD.read(callback)
    edit = pressed_message(callback)
    block = await block_of(visit, run, category, edit)
    if isinstance(block, Outcome):
        return block
    kind = block.person.fact
    said_to_check = getattr(block.checked, kind)
    if said_to_check not in (None, NONE):
        return await _ask_day(visit, Asked(run, block.category, said_to_check), edit)
    tr = visit.tr
    values = CATEGORIES if kind == "category" else MANAGEMENT_CATEGORIES
    buttons = [
        Button(named(VOCABULARIES[kind], value, tr), Attesting.HELD(run, block.category, value))
        for value in values
    ]
    unknown = Button(tr.text("Don't know"), Attesting.HELD(run, block.category, UNKNOWN))
    back = Button(tr.text("⬅️ Back"), block.data)
    question = tr.text("Which category do you hold now?")
    return Outcome(
        (Show(Screen(f"<b>{question}</b>", (*grid(buttons, 2), (unknown,), (back,))), edit),)
    )


async def held(callback: CallbackQuery, visit: Visit) -> Outcome:
    run, category, value = Attesting.HELD.read(callback)
    edit = pressed_message(callback)
    block = await block_of(visit, run, category, edit)
    if isinstance(block, Outcome):
        return block
    kind = block.person.fact
    values = CATEGORIES if kind == "category" else MANAGEMENT_CATEGORIES
    if value in values and value != NONE:
        return await _ask_day(visit, Asked(run, block.category, value), edit)
    known = NONE if value == NONE else None
    return await _keep_word(visit, Asked(run, block.category, value), kind, known, edit)


async def _ask_day(
    visit: Visit, asked: Asked, edit: int | None, *, note: str = "", days: Sequence[str] = ()
) -> Outcome:
    """`days`: what typed words may mean."""
    await listening.listen(visit, LISTENS, asdict(asked))
    tr = visit.tr
    step = day_step(_DAY, asked.begun, visit.on)
    lines = [f"<b>{said_words(step.wording.question, tr)}</b>"]
    if step.wording.help is not None:
        lines.append(f"<i>{said_words(step.wording.help, tr)}</i>")
    if note:
        lines += ["", note]
    rows = (
        *day_rows(step, tr, asked.data, days),
        (Button(tr.text("Don't know"), asked.data(UNKNOWN)),),
        (Button(tr.text("⬅️ Back"), Attesting.BESIDE(asked.run, asked.category)),),
    )
    return Outcome((Show(Screen("\n".join(lines), rows), edit),))


async def day_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    """A part of the day, or all of it: the same press twice keeps it once."""
    run, category, value, said = Attesting.GRANTED.read(callback)
    edit = pressed_message(callback)
    block = await block_of(visit, run, category, edit)
    if isinstance(block, Outcome):
        return block
    kind = block.person.fact
    if said == UNKNOWN:
        return await _keep_word(visit, Asked(run, block.category, value), kind, value, edit)
    asked = Asked(run, block.category, value, said.rpartition("-")[0])
    step = day_step(_DAY, asked.begun, visit.on)
    if not isinstance(move_for(step, said), Answered):
        return await _ask_day(visit, Asked(run, block.category, value), edit)
    return await _day_said(visit, asked, kind, said, edit)


async def _day_said(
    visit: Visit, asked: Asked, kind: DateKind, said: str, edit: int | None
) -> Outcome:
    if not PartialDay(said).is_whole:
        return await _ask_day(visit, Asked(asked.run, asked.category, asked.value, said), edit)
    work, person_id, granted = visit.work, visit.person.id, date.fromisoformat(said)
    head = is_first_head(asked.value)
    try:
        await set_category_granted(
            work, person_id, kind, asked.value, granted, visit.now, first_head=head
        )
    except ConsentNeeded:
        return Outcome((Show(nothing_kept(visit), edit),))
    except BadValue:
        note = visit.tr.text("⚠️ That day cannot be. Please check it.")
        begin = Asked(asked.run, asked.category, asked.value)
        return await _ask_day(visit, begin, edit, note=note)
    # The day says more than the word that stood for it.
    await keep_word(work, person_id, "", kind, None, visit.now)
    toast = visit.tr.text("✔ Kept.")
    return await of_run(visit, asked.run, asked.category, edit, toast=toast)


async def _keep_word(
    visit: Visit, asked: Asked, kind: DateKind, value: str | None, edit: int | None
) -> Outcome:
    try:
        await keep_word(visit.work, visit.person.id, "", kind, value, visit.now)
    except ConsentNeeded:
        return Outcome((Show(nothing_kept(visit), edit),))
    toast = None if value is None else visit.tr.text("✔ Kept.")
    return await of_run(visit, asked.run, asked.category, edit, toast=toast)


async def typed(message: Message, visit: Visit, data: dict[str, Any]) -> Outcome:
    """The day in words."""
    asked, tr = Asked(**data), visit.tr
    block = await block_of(visit, asked.run, asked.category, None)
    if isinstance(block, Outcome):
        return block
    step = day_step(_DAY, asked.begun, visit.on)
    reading = read_typed(step, message.text or "", visit.on)
    if isinstance(reading, Understood):
        return await _day_said(visit, asked, block.person.fact, reading.value, None)
    if isinstance(reading, OutOfRange):
        return await _ask_day(visit, asked, None, note=out_of_range(reading, step, tr))
    if isinstance(reading, Choose):
        note = tr.text("❔ Please press what you mean, or write it in other words.")
        days = [str(day) for day in reading.options if PartialDay(str(day)).is_whole]
        return await _ask_day(visit, asked, None, note=note, days=days)
    return await _ask_day(visit, asked, None, note=not_understood(step, tr))


def router() -> Router:
    router = Router(name="held category")
    router.callback_query.register(pressed, Attesting.ASK_HELD.pressed)
    router.callback_query.register(held, Attesting.HELD.pressed)
    router.callback_query.register(day_pressed, Attesting.GRANTED.pressed)
    return router
