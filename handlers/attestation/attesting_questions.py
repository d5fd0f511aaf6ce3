"""Questions beside the attestation: each opens by a press, its answer comes back to the block.

Buttons carry run, category and answer, so that old ones and those before a restart go on working;
whether a question is still one of the block is looked up at each press.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import partial
from html import escape
from typing import Any, Final

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from cases.attestation_words import keep_word
from cases.errors import ConsentNeeded
from cases.superiors import OWN_WORD
from handlers.attestation.attestation_view import FIRST, Part, asks_of
from handlers.attestation.attested_profile import TEACHING, YES, word_key
from handlers.attestation.attesting import Block, block_of, of_run
from handlers.attestation.attesting_asks import SUPERIOR, WORK
from handlers.chat import listening
from handlers.chat.buttons import Attesting
from handlers.chat.outcome import Button, Keyboard, Outcome, Screen, Show, grid
from handlers.chat.press import pressed_message
from handlers.chat.said_words import label
from handlers.chat.said_words import said as said_words
from handlers.chat.visit import Visit
from handlers.check.question_view import not_understood, out_of_range
from handlers.my_checks.kept import nothing_kept
from i18n import mark
from rules.questionnaire.question import Option, Step, Widget
from rules.questionnaire.typed import read_typed
from rules.questionnaire.wording import Wording
from rules.typed.outcome import Choose, OutOfRange, Understood

LISTENS: Final = "attestation.work"
UNKNOWN: Final = "-"
SUPERIORS: Final = {
    "district": mark("District education department"),
    "region": mark("Regional education department"),
    "ministry": mark("Ministry or branch ministry"),
}
_WORK: Final = Step(
    "experience.teaching",
    "attestation.work",
    Widget.MONTHS,
    Wording(
        mark("How long have you done pedagogical work in all?"),
        mark("Press if it is exactly so, or write it: “3 years 2 months”, “since 2015”."),
    ),
    options=tuple(Option(str(12 * years)) for years in (0, 1, 2, 3, 5, 10, 15, 20, 30)),
    bounds=(0, 720),
    can_be_unknown=False,
)


@dataclass(frozen=True, slots=True)
class Where:
    """The block that a question stands beside."""

    run: str
    category: str


async def asked(callback: CallbackQuery, visit: Visit) -> Outcome:
    """Opens a question; one that is none any more opens the block."""
    key, run, category = Attesting.ASK.read(callback)
    edit = pressed_message(callback)
    block = await block_of(visit, run, category, edit)
    if isinstance(block, Outcome):
        return block
    where = Where(run, block.category)
    if key == WORK:
        return await _ask_work(visit, where, edit)
    if key == SUPERIOR:
        return await _ask_superior(visit, where, block, edit)
    if block.found is None or key not in block.found.asks:
        return await of_run(visit, run, category, edit, toast=_settled(visit))
    return _ask_yes_or_no(visit, where, block, key, edit)


def _settled(visit: Visit) -> str:
    return visit.tr.text("That is settled already. Here is how it stands.")


def _ask_yes_or_no(visit: Visit, where: Where, block: Block, key: str, edit: int) -> Outcome:
    assert block.found is not None, "the question is one of the rules"
    tr = visit.tr
    text = escape(block.found.asks[key].of(tr.language), quote=False)
    data = partial(Attesting.SAY, key, where.run, where.category)
    back = Attesting.PART(where.run, where.category, _part_of(block, key))
    rows: Keyboard = (
        (Button(tr.text("Yes"), data(YES)), Button(tr.text("No"), data("no"))),
        (Button(tr.text("Don't know"), data(UNKNOWN)),),
        (Button(tr.text("⬅️ Back"), back),),
    )
    return Outcome((Show(Screen(f"<b>{text}</b>", rows), edit),))


def _part_of(block: Block, key: str) -> str:
    """Where the question was asked, so that its answer comes back there."""
    found = block.found
    parts = (part for part in Part if found is not None and key in asks_of(found, part))
    return next((part.value for part in parts), FIRST)


async def _ask_superior(visit: Visit, where: Where, block: Block, edit: int) -> Outcome:
    if any(each.organisation is not None for each in block.person.told.superiors):
        toast = visit.tr.text("Your HR has said it, and that counts.")
        return await of_run(visit, where.run, where.category, edit, toast=toast)
    tr, data = visit.tr, partial(Attesting.SAY, SUPERIOR, where.run, where.category)
    rows = [(Button(tr.text(words), data(value)),) for value, words in SUPERIORS.items()]
    rows.append((Button(tr.text("Don't know"), data(UNKNOWN)),))
    rows.append((Button(tr.text("⬅️ Back"), Attesting.BESIDE(where.run, where.category)),))
    text = tr.text(
        "<b>Whom does your organisation answer to?</b>\n<i>Which commission decides depends on it. "
        "If your HR has said it here, that counts.</i>"
    )
    return Outcome((Show(Screen(text, tuple(rows)), edit),))


async def _ask_work(visit: Visit, where: Where, edit: int | None, note: str = "") -> Outcome:
    await listening.listen(visit, LISTENS, asdict(where))
    tr, data = visit.tr, partial(Attesting.SAY_WORK, where.run, where.category)
    buttons = [
        Button(label(option, _WORK.widget, tr), data(option.value)) for option in _WORK.options
    ]
    rows = (
        *grid(buttons, 3),
        (Button(tr.text("Don't know"), data(UNKNOWN)),),
        (Button(tr.text("⬅️ Back"), Attesting.BESIDE(where.run, where.category)),),
    )
    help_line = _WORK.wording.help
    assert help_line is not None
    lines = [f"<b>{said_words(_WORK.wording.question, tr)}</b>", f"<i>{tr.text(help_line)}</i>"]
    if note:
        lines += ["", note]
    return Outcome((Show(Screen("\n".join(lines), rows), edit),))


async def said(callback: CallbackQuery, visit: Visit) -> Outcome:
    """Keeps an answer, once however often it is pressed, and shows the block as it stands then."""
    key, run, category, value = Attesting.SAY.read(callback)
    edit = pressed_message(callback)
    block = await block_of(visit, run, category, edit)
    if isinstance(block, Outcome):
        return block
    where, told = Where(run, block.category), None if value == UNKNOWN else value
    if key == SUPERIOR:
        if told is not None and told not in SUPERIORS:
            return await _ask_superior(visit, where, block, edit)
        return await _keep(visit, where, "", OWN_WORD, told, edit)
    if block.found is None or key not in block.found.asks or told not in (None, YES, "no"):
        return await of_run(visit, run, category, edit, toast=_settled(visit))
    fact, part = word_key(key, block.category), _part_of(block, key)
    return await _keep(visit, where, block.position, fact, told, edit, part)


async def work_said(callback: CallbackQuery, visit: Visit) -> Outcome:
    run, category, months = Attesting.SAY_WORK.read(callback)
    edit = pressed_message(callback)
    block = await block_of(visit, run, category, edit)
    if isinstance(block, Outcome):
        return block
    told = None if months == UNKNOWN else months
    return await _keep(visit, Where(run, block.category), "", TEACHING, told, edit)


async def _keep(
    visit: Visit,
    where: Where,
    position: str,
    fact: str,
    value: str | None,
    edit: int | None,
    part: str = FIRST,
) -> Outcome:
    try:
        await keep_word(visit.work, visit.person.id, position, fact, value, visit.now)
    except ConsentNeeded:
        return Outcome((Show(nothing_kept(visit), edit),))
    toast = visit.tr.text("✔ Kept.") if value is not None else None
    return await of_run(visit, where.run, where.category, edit, part=part, toast=toast)


async def typed(message: Message, visit: Visit, data: dict[str, Any]) -> Outcome:
    """The pedagogical work in words."""
    where, tr = Where(**data), visit.tr
    reading = read_typed(_WORK, message.text or "", visit.on)
    if isinstance(reading, Understood):
        return await _keep(visit, where, "", TEACHING, str(reading.value), None)
    if isinstance(reading, OutOfRange):
        return await _ask_work(visit, where, None, out_of_range(reading, _WORK, tr))
    if isinstance(reading, Choose):
        return await _choose_work(visit, where, [int(value) for value in reading.options])
    return await _ask_work(visit, where, None, not_understood(_WORK, tr))


async def _choose_work(visit: Visit, where: Where, options: list[int]) -> Outcome:
    await listening.listen(visit, LISTENS, asdict(where))
    tr, data = visit.tr, partial(Attesting.SAY_WORK, where.run, where.category)
    rows = [(Button(tr.months(months), data(f"{months}")),) for months in options]
    rows.append((Button(tr.text("⬅️ Back"), Attesting.ASK(WORK, where.run, where.category)),))
    text = tr.text("❔ Please press what you mean, or write it in other words.")
    return Outcome((Show(Screen(text, tuple(rows))),))


def router() -> Router:
    router = Router(name="attestation questions")
    router.callback_query.register(asked, Attesting.ASK.pressed)
    router.callback_query.register(said, Attesting.SAY.pressed)
    router.callback_query.register(work_said, Attesting.SAY_WORK.pressed)
    return router
