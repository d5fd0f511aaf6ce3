"""The attestation of college staff beside a check: what its rules ask for the same category.

It is judged on the day it is looked at, by the edition in force on that day; the kept decision
holds nothing of it. A short screen comes first: what is open, with a button that asks it and comes
back here, and the papers; all sections stand under a press.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from aiogram import Router
from aiogram.types import CallbackQuery

from cases.editions import editions_of_person
from cases.errors import BadValue, ConsentNeeded
from cases.portfolio import application_papers, keep_application_paper
from handlers.attestation.application_papers import (
    GATHERED,
    papers_button,
    papers_of,
    papers_screen,
)
from handlers.attestation.attestation_view import (
    MANAGER_CATEGORIES,
    PART_NAMES,
    SECTIONS,
    Part,
    edition_lines,
    part_screens,
    parts_of,
)
from handlers.attestation.attested_profile import Attested, Kept, with_kept
from handlers.attestation.attesting_asks import Ask, asks_beside, asks_of_part
from handlers.attestation.first_screen import choice_screen, first_text, heading
from handlers.chat.buttons import AfterReport, Attesting, Portfolio
from handlers.chat.in_parts import one_part
from handlers.chat.outcome import Button, Outcome, Screen, Show, column, grid
from handlers.chat.press import pressed_message
from handlers.chat.visit import Visit
from handlers.check.choosing import choose_outcome, editable
from handlers.my_checks.kept import nothing_kept
from handlers.my_checks.more import judged_run
from rules.attestation import Attestation, attestation, has_attestation
from rules.attestation.portfolio import sheet_category
from rules.errors import BadInput
from rules.profile import Profile


@dataclass(frozen=True, slots=True)
class Block:
    """The block of a check as it stands.

    `checked`: the answers of the check alone; `person`: with what is kept elsewhere; `found`: what
    the rules say, None where they lack the category; `asks`: what buttons of the first screen ask;
    `gathered`: the papers that are ticked off.
    """

    run: str
    position: str
    category: str
    checked: Profile
    person: Attested
    found: Attestation | None
    asks: tuple[Ask, ...]
    answers_of: str
    gathered: tuple[str, ...]

    @property
    def asked(self) -> tuple[str, ...]:
        """The requirements that some button of the first screen answers."""
        return tuple(settles for ask in self.asks for settles in ask.settles)

    @property
    def data(self) -> str:
        return Attesting.BESIDE(self.run, self.category)

    def part(self, name: str) -> str:
        """What a button to a section carries."""
        return Attesting.PART(self.run, self.category, name)


async def of_check(callback: CallbackQuery, visit: Visit) -> Outcome:
    """What the attestation asks of the person: by the answers of the check and what is kept."""
    [run_id] = Attesting.OF_CHECK.read(callback)
    return await of_run(visit, run_id, None, editable(callback, visit))


async def of_category(callback: CallbackQuery, visit: Visit) -> Outcome:
    return await of_run(visit, *Attesting.BESIDE.read(callback), pressed_message(callback))


async def part_of_check(callback: CallbackQuery, visit: Visit) -> Outcome:
    run_id, category, part = Attesting.PART.read(callback)
    return await of_run(visit, run_id, category, pressed_message(callback), part=part)


async def page_of_part(callback: CallbackQuery, visit: Visit) -> Outcome:
    run_id, category, part, page = Attesting.PART_PAGE.read(callback)
    edit = pressed_message(callback)
    return await of_run(visit, run_id, category, edit, part=part, page=page)


async def of_run(
    visit: Visit,
    run_id: str,
    chosen: str | None,
    edit: int | None,
    *,
    part: str | None = None,
    page: int = 0,
    toast: str | None = None,
) -> Outcome:
    """The same; `chosen`: the category of a head or deputy, whose check has none."""
    block = await block_of(visit, run_id, chosen, edit)
    if isinstance(block, Outcome):
        return block
    if part == SECTIONS and block.found is not None:
        return _sections(visit, block, edit, toast)
    if part == Part.PAPERS and papers_of(block.found):
        return _papers(visit, block, edit, toast)
    if block.found is not None and part in parts_of(block.found, block.asked):
        return _part_shown(visit, block, Part(part), page, edit, toast)
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
        data, back = partial(Attesting.BESIDE, run_id), AfterReport.MORE("back", int(run_id))
        screen = choice_screen(visit.desk.catalogue, position, data, back, visit.tr)
        return Outcome((Show(screen, edit),))
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
    gathered = await application_papers(visit.work, visit.person.id)
    return Block(
        run_id, position, wanted, judged.profile, person, found, asks, answers_of, gathered
    )


def _first_shown(visit: Visit, block: Block, edit: int | None, toast: str | None) -> Outcome:
    """What is open comes first, with what answers it; then the papers; the rest by a press."""
    tr = visit.tr
    asks = sorted(block.asks, key=lambda ask: ask.said)
    rows: list[tuple[Button, ...]] = [
        (Button(ask.words(tr), ask.data(block.run, block.category)),) for ask in asks
    ]
    papers = papers_button(block.found, block.gathered, block.part(Part.PAPERS), tr)
    rows.append((*papers, Button(tr.text("📊 Portfolio"), _portfolio(block))))
    another = Button(tr.text("🔁 Another post"), Attesting.POSITIONS(0))
    if block.found is not None and block.found.edition is not None:
        rows.append((Button(tr.text("📖 All about it"), block.part(SECTIONS)), another))
    else:
        rows.append((another,))
    rows.append((Button(tr.text("⬅️ Back"), _behind(block)),))
    text = first_text(_heading(visit, block), block.answers_of, block.found, tr)
    return Outcome((Show(Screen(text, tuple(rows)), edit),), toast)


def _heading(visit: Visit, block: Block) -> str:
    return heading(visit.desk.catalogue, block.position, block.category, visit.tr)


def _sections(visit: Visit, block: Block, edit: int | None, toast: str | None) -> Outcome:
    """What the rest is about; first of all what of the person's own was counted."""
    tr, added, found = visit.tr, block.person.added, block.found
    assert found is not None, "there are sections of what the rules say only"
    lines = [_heading(visit, block)]
    if Kept.COURSES in added:
        lines.append(tr.text("🎓 Courses are counted as they are kept in /certificates."))
    if Kept.DATE in added:
        lines.append(tr.text("📅 Your category and its term are taken from /dates."))
    lines.append(tr.text("🎓 For this the three years of the university do not count."))
    lines += ["", *edition_lines(found, tr)]
    parts = [
        Button(tr.text(PART_NAMES[part]), block.part(part)) for part in parts_of(found, block.asked)
    ]
    rows = (*grid(parts, 2), (Button(tr.text("⬅️ Back"), block.data),))
    return Outcome((Show(Screen("\n".join(lines), rows), edit),), toast)


def _papers(visit: Visit, block: Block, edit: int | None, toast: str | None) -> Outcome:
    assert block.found is not None, "there are papers of what the rules say only"
    tick = partial(Attesting.TICK, block.run, block.category)
    screen = papers_screen(
        block.found, _heading(visit, block), block.gathered, tick, block.data, visit.tr
    )
    return Outcome((Show(screen, edit),), toast)


async def ticked(callback: CallbackQuery, visit: Visit) -> Outcome:
    """A paper is there, or not after all; one that is asked for no more changes nothing."""
    run, category, said = Attesting.TICK.read(callback)
    edit = pressed_message(callback)
    block = await block_of(visit, run, category, edit)
    if isinstance(block, Outcome):
        return block
    paper, made = said.split(".")
    toast: str | None = visit.tr.text("✔ Kept.")
    try:
        await keep_application_paper(
            visit.work,
            visit.person.id,
            papers_of(block.found),
            paper,
            made == GATHERED,
            visit.now,
        )
    except ConsentNeeded:
        return Outcome((Show(nothing_kept(visit), edit),))
    except BadValue:
        toast = None
    return await of_run(visit, run, block.category, edit, part=Part.PAPERS, toast=toast)


def _portfolio(block: Block) -> str:
    """The scoring sheet of that category; of a first step the choice among those that have one."""
    named = sheet_category(block.position, block.category)
    if named is None:
        return Portfolio.CATEGORIES(block.position)
    return Portfolio.SHOW(block.position, named)


def _behind(block: Block) -> str:
    """Managers have chosen their category one screen before."""
    is_manager = block.category in MANAGER_CATEGORIES
    return Attesting.OF_CHECK(block.run) if is_manager else AfterReport.MORE("back", int(block.run))


def _part_shown(
    visit: Visit, block: Block, part: Part, page: int, edit: int | None, toast: str | None
) -> Outcome:
    found, tr = block.found, visit.tr
    assert found is not None, "there are sections of what the rules say only"
    texts = part_screens(found, part, _heading(visit, block), block.asked, tr)
    turn = partial(Attesting.PART_PAGE, block.run, block.category, part.value)
    asks = asks_of_part(found, part, block.person)
    rows = (
        *column(*(Button(ask.words(tr), ask.data(block.run, block.category)) for ask in asks)),
        (Button(tr.text("⬅️ Back"), block.part(SECTIONS)),),
    )
    return Outcome((Show(one_part(texts, page, turn, tr, rows), edit),), toast)


def router() -> Router:
    router = Router(name="attesting")
    router.callback_query.register(of_check, Attesting.OF_CHECK.pressed)
    router.callback_query.register(of_category, Attesting.BESIDE.pressed)
    router.callback_query.register(part_of_check, Attesting.PART.pressed)
    router.callback_query.register(page_of_part, Attesting.PART_PAGE.pressed)
    router.callback_query.register(ticked, Attesting.TICK.pressed)
    return router
