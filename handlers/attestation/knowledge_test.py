"""The person's own knowledge test, beside the attestation: per cent, then the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from cases.certificates import keep_test
from cases.errors import BadValue, ConsentNeeded
from handlers.attestation.attesting import of_run
from handlers.chat import listening
from handlers.chat.buttons import Attesting
from handlers.chat.day_rows import day_rows
from handlers.chat.outcome import Button, Outcome, Screen, Show
from handlers.chat.press import pressed_message
from handlers.chat.said_words import said
from handlers.chat.visit import Visit
from handlers.check.question_view import not_understood, out_of_range
from handlers.my_checks.kept import nothing_kept
from handlers.my_checks.more import judged_run
from i18n import mark
from rules.dates import PartialDay
from rules.questionnaire.days import day_step
from rules.questionnaire.moves import move_for
from rules.questionnaire.question import Answered, Step, Widget
from rules.questionnaire.typed import read_typed
from rules.questionnaire.wording import Wording
from rules.typed.outcome import Choose, OutOfRange, Understood

LISTENS: Final = "attestation.test"
UNKNOWN_DAY: Final = "-"
_PERCENT: Final = Step(
    "knowledge_test",
    "knowledge_test.percent",
    Widget.NUMBER,
    Wording(mark("How many per cent did you get in your last knowledge test? Write 0 to 100.")),
    bounds=(0, 100),
    can_be_unknown=False,
)
_DAY: Final = Step(
    "knowledge_test",
    "knowledge_test.taken",
    Widget.DATE,
    Wording(
        mark("On which day did you take it?"),
        mark("You can also write the date: 14.03.2025."),
    ),
    can_be_unknown=False,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked after beside the attestation of which check; `begun`: what is known of the day,
    "", "2025" or "2025-03". `percent` None: that is asked first."""

    run: str
    category: str
    percent: int | None = None
    begun: str = ""

    @property
    def step(self) -> Step:
        return _PERCENT if self.percent is None else _DAY

    def data(self, day: str) -> str:
        """The data of a button that says the day, or a part of it."""
        assert self.percent is not None, "the day is asked after the per cent"
        return Attesting.TAKEN(self.run, self.category, self.percent, day)


async def pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    run_id, category = Attesting.ASK_TEST.read(callback)
    judged = await judged_run(visit, int(run_id))
    if isinstance(judged, Outcome):
        return judged
    return await _ask(visit, Asked(run_id, category), pressed_message(callback))


async def _ask(
    visit: Visit, asked: Asked, edit: int | None, *, note: str = "", days: Sequence[str] = ()
) -> Outcome:
    """`days`: what typed words may mean."""
    await listening.listen(visit, LISTENS, asdict(asked))
    if asked.percent is None:
        return Outcome((Show(await _percent_screen(visit, asked, note), edit),))
    return Outcome((Show(_day_screen(visit, asked, note, days), edit),))


async def _percent_screen(visit: Visit, asked: Asked, note: str) -> Screen:
    tr = visit.tr
    rows = []
    if await visit.work.knowledge_tests.of(visit.person.id) is not None:
        remove = Attesting.REMOVE_TEST(asked.run, asked.category)
        rows.append((Button(tr.text("🗑 Remove"), remove),))
    rows.append((Button(tr.text("⬅️ Back"), Attesting.BESIDE(asked.run, asked.category)),))
    return Screen(_words(visit, asked.step, note), tuple(rows))


def _day_screen(visit: Visit, asked: Asked, note: str, days: Sequence[str]) -> Screen:
    tr = visit.tr
    step = day_step(asked.step, asked.begun, visit.on)
    rows = (
        *day_rows(step, tr, asked.data, days),
        (Button(tr.text("Don't know"), asked.data(UNKNOWN_DAY)),),
        (Button(tr.text("⬅️ Back"), Attesting.ASK_TEST(asked.run, asked.category)),),
    )
    return Screen(_words(visit, step, note), rows)


def _words(visit: Visit, step: Step, note: str) -> str:
    tr = visit.tr
    lines = [f"<b>{said(step.wording.question, tr)}</b>"]
    if step.wording.help is not None:
        lines.append(f"<i>{tr.text(step.wording.help)}</i>")
    if note:
        lines += ["", note]
    return "\n".join(lines)


async def day_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    """A part of the day, or all of it, which is kept: the same press twice keeps it once."""
    run_id, category, percent, said = Attesting.TAKEN.read(callback)
    edit = pressed_message(callback)
    judged = await judged_run(visit, int(run_id))
    if isinstance(judged, Outcome):
        return judged
    if said == UNKNOWN_DAY:
        return await _keep(visit, Asked(run_id, category, percent), None, edit)
    asked = Asked(run_id, category, percent, said.rpartition("-")[0])
    step = day_step(asked.step, asked.begun, visit.on)
    if not isinstance(move_for(step, said), Answered):
        return await _ask(visit, Asked(run_id, category, asked.percent), edit)
    return await _day_said(visit, asked, said, edit)


async def _day_said(visit: Visit, asked: Asked, said: str, edit: int | None) -> Outcome:
    if not PartialDay(said).is_whole:
        return await _ask(visit, Asked(asked.run, asked.category, asked.percent, said), edit)
    return await _keep(visit, asked, date.fromisoformat(said), edit)


async def _keep(visit: Visit, asked: Asked, taken: date | None, edit: int | None) -> Outcome:
    assert asked.percent is not None, "the day is asked after the per cent"
    try:
        await keep_test(visit.work, visit.person.id, asked.percent, taken, visit.now)
    except ConsentNeeded:
        return Outcome((Show(nothing_kept(visit), edit),))
    except BadValue:
        note = visit.tr.text("⚠️ That day cannot be. Please check it.")
        return await _ask(visit, Asked(asked.run, asked.category), edit, note=note)
    toast = visit.tr.text("✔ Kept.")
    return await of_run(visit, asked.run, asked.category, edit, toast=toast)


async def removed(callback: CallbackQuery, visit: Visit) -> Outcome:
    run_id, category = Attesting.REMOVE_TEST.read(callback)
    await visit.work.knowledge_tests.remove(visit.person.id)
    toast = visit.tr.text("Removed.")
    return await of_run(visit, run_id, category, pressed_message(callback), toast=toast)


async def typed(message: Message, visit: Visit, data: dict[str, Any]) -> Outcome:
    asked, text = Asked(**data), message.text or ""
    step = asked.step if asked.percent is None else day_step(asked.step, asked.begun, visit.on)
    reading = read_typed(step, text, visit.on)
    tr = visit.tr
    if isinstance(reading, Understood):
        if asked.percent is None:
            return await _ask(visit, Asked(asked.run, asked.category, reading.value), None)
        return await _day_said(visit, asked, reading.value, None)
    if isinstance(reading, OutOfRange):
        return await _ask(visit, asked, None, note=out_of_range(reading, step, tr))
    if isinstance(reading, Choose) and asked.percent is None:
        likeliest = tr.text(
            "❔ Did you mean {n} %? Please write the number only.", n=reading.options[0]
        )
        return await _ask(visit, asked, None, note=likeliest)
    if isinstance(reading, Choose):
        note = tr.text("❔ Please press what you mean, or write it in other words.")
        days = [str(day) for day in reading.options if PartialDay(str(day)).is_whole]
        return await _ask(visit, asked, None, note=note, days=days)
    return await _ask(visit, asked, None, note=not_understood(step, tr))


def router() -> Router:
    router = Router(name="knowledge test")
    router.callback_query.register(pressed, Attesting.ASK_TEST.pressed)
    router.callback_query.register(removed, Attesting.REMOVE_TEST.pressed)
    router.callback_query.register(day_pressed, Attesting.TAKEN.pressed)
    return router
