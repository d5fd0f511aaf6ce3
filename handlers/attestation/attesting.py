"""The attestation of college staff beside a check: what its rules ask for the same category.

It is judged on the day it is looked at, by the edition in force on that day; the kept decision
holds nothing of it. A short screen comes first; each part stands under a press, and what is open
has a button that asks it and comes back here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from html import escape

from aiogram import Router
from aiogram.types import CallbackQuery

from cases.editions import editions_of_person
from handlers.attestation.attestation_view import (
    MANAGER_CATEGORIES,
    PART_NAMES,
    Part,
    attested_name,
    block_lines,
    part_lines,
    parts_of,
)
from handlers.attestation.attested_profile import Attested, Kept, with_kept
from handlers.attestation.attesting_asks import Ask, asks_beside, asks_of_part
from handlers.chat.buttons import CHOOSE, AfterReport, Attesting, Menu, Portfolio
from handlers.chat.filters import pressed_message
from handlers.chat.names import target_name
from handlers.chat.outcome import Button, Keyboard, Outcome, Screen, Show, column, grid
from handlers.chat.visit import Visit
from handlers.check.choosing import choose_outcome, editable
from handlers.my_checks.more import judged_run
from rules.attestation import Attestation, attestation, editions, has_attestation, is_managerial
from rules.attestation.portfolio import sheet_category
from rules.errors import BadInput
from rules.profile import Profile, parse_profile

FIRST = "main"
"""In a button's data: back to the first screen of a block that is shown already."""


@dataclass(frozen=True, slots=True)
class Block:
    """The block of a check as it stands.

    `checked`: the answers of the check alone; `person`: with what is kept elsewhere; `found`: what
    the rules say, None where they lack the category; `asks`: what buttons of the first screen ask.
    """

    run: str
    position: str
    category: str
    checked: Profile
    person: Attested
    found: Attestation | None
    asks: tuple[Ask, ...]
    answers_of: str

    @property
    def asked(self) -> tuple[str, ...]:
        """The requirements that some button of the first screen answers."""
        return tuple(settles for ask in self.asks for settles in ask.settles)

    @property
    def data(self) -> str:
        return Attesting.BESIDE(self.run, self.category)


async def of_check(callback: CallbackQuery, visit: Visit) -> Outcome:
    """What the attestation asks of the person: by the answers of the check and what is kept."""
    [run_id] = Attesting.OF_CHECK.read(callback)
    return await of_run(visit, run_id, None, editable(callback, visit))


async def of_category(callback: CallbackQuery, visit: Visit) -> Outcome:
    return await of_run(visit, *Attesting.BESIDE.read(callback), pressed_message(callback))


async def part_of_check(callback: CallbackQuery, visit: Visit) -> Outcome:
    run_id, category, part = Attesting.PART.read(callback)
    return await of_run(visit, run_id, category, pressed_message(callback), part=part)


async def of_run(
    visit: Visit,
    run_id: str,
    chosen: str | None,
    edit: int | None,
    *,
    part: str | None = None,
    toast: str | None = None,
) -> Outcome:
    """The same; `chosen`: the category of a head or deputy, whose check has none."""
    block = await block_of(visit, run_id, chosen, edit)
    if isinstance(block, Outcome):
        return block
    if block.found is not None and part in parts_of(block.found, block.asked):
        return _part_shown(visit, block, Part(part), edit, toast)
    return _first_shown(visit, block, edit, toast)


async def block_of(
    visit: Visit, run_id: str, chosen: str | None, edit: int | None
) -> Block | Outcome:
    """The block, or what to say where there is none."""
    judged = await judged_run(visit, int(run_id))
    if isinstance(judged, Outcome):
        return judged
    position, category = judged.report.position, judged.report.category
    if not has_attestation(position, category):
        return choose_outcome(visit, None)
    wanted = category or (chosen if chosen in MANAGER_CATEGORIES else None)
    if wanted is None:
        return _choice(
            visit,
            position,
            partial(Attesting.BESIDE, run_id),
            AfterReport.MORE("back", int(run_id)),
            edit,
        )
    known = await editions_of_person(visit.work, visit.person.id)
    person = await with_kept(visit, judged.profile, position, wanted, known)
    try:
        found = attestation(position, wanted, person.profile, visit.on, known, person.told)
    except BadInput:
        found = None
    asks = () if found is None else asks_beside(found, person, judged.profile)
    on = judged.report.on
    tr = visit.tr
    answers_of = (
        "" if on == visit.on else tr.text("Your answers are those of {day}.", day=tr.date(on))
    )
    return Block(run_id, position, wanted, judged.profile, person, found, asks, answers_of)


def _first_shown(visit: Visit, block: Block, edit: int | None, toast: str | None) -> Outcome:
    tr, added = visit.tr, block.person.added
    above = [block.answers_of]
    if Kept.COURSES in added:
        above.append(tr.text("🎓 Courses are counted as they are kept in /certificates."))
    if Kept.DATE in added:
        above.append(tr.text("📅 Your category and its term are taken from /dates."))
    rows: list[tuple[Button, ...]] = [
        (Button(ask.words(tr), ask.data(block.run, block.category)),) for ask in block.asks
    ]
    if block.found is not None:
        rows += _parts(
            block.found, block.asked, partial(Attesting.PART, block.run, block.category), visit
        )
    rows.append((Button(tr.text("📊 Portfolio"), _portfolio(block.position, block.category)),))
    rows.append((Button(tr.text("⬅️ Back"), _behind(block)),))
    return _first(
        visit, block.position, block.category, block.found, above, tuple(rows), edit, toast
    )


def _portfolio(position: str, category: str) -> str:
    """The scoring sheet of that category; of a first step the choice among those that have one."""
    named = sheet_category(position, category)
    if named is None:
        return Portfolio.CATEGORIES(position)
    return Portfolio.SHOW(position, named)


def _behind(block: Block) -> str:
    """Managers have chosen their category one screen before."""
    is_manager = block.category in MANAGER_CATEGORIES
    return Attesting.OF_CHECK(block.run) if is_manager else AfterReport.MORE("back", int(block.run))


def _parts(
    found: Attestation, asked: Collection[str], data: Callable[[str], str], visit: Visit
) -> Keyboard:
    tr = visit.tr
    parts = parts_of(found, asked)
    return grid([Button(tr.text(PART_NAMES[part]), data(part.value)) for part in parts], 2)


def _part_shown(
    visit: Visit, block: Block, part: Part, edit: int | None, toast: str | None
) -> Outcome:
    found = block.found
    assert found is not None, "there are parts of what the rules say only"
    asks = asks_of_part(found, part, block.person)
    rows = column(
        *(Button(ask.words(visit.tr), ask.data(block.run, block.category)) for ask in asks),
        Button(visit.tr.text("⬅️ Back"), block.data),
    )
    text = "\n".join(
        (
            _heading(visit, block.position, block.category),
            *part_lines(found, part, block.asked, visit.tr),
        )
    )
    return Outcome((Show(Screen(text, rows), edit),), toast)


async def of_anybody(callback: CallbackQuery, visit: Visit) -> Outcome:
    """What the attestation asks of anybody: for those of whom nothing is kept."""
    position, category = Attesting.OF_ANYBODY.read(callback)
    return _of_anybody(visit, position, category, None, None)


async def part_of_anybody(callback: CallbackQuery, visit: Visit) -> Outcome:
    position, category, part = Attesting.PART_OF_ANYBODY.read(callback)
    return _of_anybody(visit, position, category, pressed_message(callback), part)


def _of_anybody(
    visit: Visit, position: str, category: str, edit: int | None, part: str | None
) -> Outcome:
    known = visit.desk.catalogue.positions.get(position)
    if known is None:
        return choose_outcome(visit, None)
    if category == CHOOSE and is_managerial(position):
        return _choice(
            visit,
            position,
            partial(Attesting.OF_ANYBODY, position),
            Menu.HOME(),
            None,
        )
    of_manager = is_managerial(position) and category in MANAGER_CATEGORIES
    if not of_manager and (category not in known.checks or not has_attestation(position, category)):
        return choose_outcome(visit, None)
    profile = parse_profile({}, visit.on, visit.desk.catalogue.competences)
    found = _of_nobody(position, category, profile, visit)
    data, tr = partial(Attesting.PART_OF_ANYBODY, position, category), visit.tr
    # What is open for anybody is all on the first screen.
    asked = () if found is None else tuple(item.id for item in found.requirements)
    if found is not None and part in parts_of(found, asked):
        lines = part_lines(found, Part(part), asked, tr)
        text = "\n".join((_heading(visit, position, category), *lines))
        back = column(Button(tr.text("⬅️ Back"), data(FIRST)))
        return Outcome((Show(Screen(text, back), edit),))
    above = [tr.text("Your answers are not kept, so this is what is asked of anybody.")]
    rows: Keyboard = ((Button(tr.text("⬅️ Menu"), Menu.HOME()),),)
    if found is not None:
        rows = (*_parts(found, asked, data, visit), *rows)
    return _first(visit, position, category, found, above, rows, edit)


def _choice(
    visit: Visit, position: str, data: Callable[[str], str], back: str, edit: int | None
) -> Outcome:
    """Which category of a head or deputy: the check by Order No. 338 knows none of theirs."""
    tr = visit.tr
    name = escape(target_name(visit.desk.catalogue, position, None, tr))
    lines = [
        tr.text("<b>🎖 Attestation: {name}</b>", name=name),
        tr.text("For which category?"),
    ]
    rows = column(
        *(Button(tr.text(words), data(category)) for category, words in MANAGER_CATEGORIES.items()),
        Button(tr.text("⬅️ Back"), back),
    )
    return Outcome((Show(Screen("\n".join(lines), rows), edit),))


def _of_nobody(position: str, category: str, profile: Profile, visit: Visit) -> Attestation | None:
    """By the edition of today's day; None where the rules lack the category."""
    try:
        return attestation(position, category, profile, visit.on, editions())
    except BadInput:
        return None


def _heading(visit: Visit, position: str, category: str) -> str:
    name = escape(attested_name(visit.desk.catalogue, position, category, visit.tr))
    return visit.tr.text("<b>🎖 Attestation: {name}</b>", name=name)


def _first(
    visit: Visit,
    position: str,
    category: str,
    found: Attestation | None,
    above: list[str],
    rows: Keyboard,
    edit: int | None,
    toast: str | None = None,
) -> Outcome:
    lines = [_heading(visit, position, category), *filter(None, above)]
    if found is not None:
        lines += block_lines(found, visit.tr)
    else:
        lines.append(visit.tr.text("The attestation rules have no such category for this post."))
    return Outcome((Show(Screen("\n".join(lines), rows), edit),), toast)


def router() -> Router:
    router = Router(name="attesting")
    router.callback_query.register(of_check, Attesting.OF_CHECK.pressed)
    router.callback_query.register(of_category, Attesting.BESIDE.pressed)
    router.callback_query.register(part_of_check, Attesting.PART.pressed)
    router.callback_query.register(part_of_anybody, Attesting.PART_OF_ANYBODY.pressed)
    router.callback_query.register(of_anybody, Attesting.OF_ANYBODY.pressed)
    return router
