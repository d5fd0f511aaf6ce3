"""The way to an attestation from anywhere: by the menu, a command or words; and what it asks of
anybody, for those of whom no check of that post is kept.
"""

from __future__ import annotations

from functools import partial

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from cases.errors import BadValue, ConsentNeeded
from cases.portfolio import application_papers, keep_application_paper
from handlers.attestation import attesting
from handlers.attestation.application_papers import (
    GATHERED,
    papers_button,
    papers_of,
    papers_screen,
)
from handlers.attestation.attestation_view import (
    FIRST,
    MANAGER_CATEGORIES,
    PART_NAMES,
    SECTIONS,
    Part,
    edition_lines,
    part_screens,
    parts_of,
)
from handlers.attestation.first_screen import choice_screen, first_text, heading
from handlers.chat.buttons import CHOOSE, Attesting, Choosing, Menu
from handlers.chat.choosing_post import posts_screen
from handlers.chat.filters import command
from handlers.chat.in_parts import one_part
from handlers.chat.names import category_name, short_name
from handlers.chat.outcome import Button, Keyboard, Outcome, Screen, Show, column, grid
from handlers.chat.press import pressed_message
from handlers.chat.said_words import capital
from handlers.chat.visit import Visit
from handlers.check.choosing import choose_outcome
from handlers.my_checks.kept import nothing_kept
from rules.attestation import (
    Attestation,
    attestation,
    attested_positions,
    editions,
    has_attestation,
    is_managerial,
)
from rules.errors import BadInput
from rules.profile import parse_profile


async def home(visit: Visit, edit: int | None = None, part: str | None = None) -> Outcome:
    """That of the newest kept check that has one, at `part`; else the posts that have one."""
    run_id = await attested_run(visit)
    if run_id is None:
        return _positions(visit, 0, edit)
    return await attesting.of_run(visit, str(run_id), None, edit, part=part)


async def attested_run(visit: Visit, position: str = "", category: str = "") -> int | None:
    """The run of the newest kept check that has an attestation beside it: of that post for that
    category, or "" of any."""
    for one in await visit.work.decisions.of(visit.person.id):
        is_it = not position or (one.position == position and one.category in (None, category))
        if is_it and has_attestation(one.position, one.category):
            return one.run_id
    return None


def _positions(visit: Visit, page: int, edit: int | None) -> Outcome:
    tr = visit.tr
    text = tr.text(
        "<b>🎖 Attestation</b>\nWhat it asks, the test, and the papers to gather. It depends on the "
        "position and the category. Which post is it?"
    )
    check = ((Button(tr.text("🔎 Check a position"), Menu.CHECK()),),)
    chosen, turned = Attesting.CATEGORIES, Attesting.POSITIONS
    catalogue, posts = visit.desk.catalogue, attested_positions()
    screen = posts_screen(catalogue, posts, page, text, chosen, turned, tr, check)
    return Outcome((Show(screen, edit),))


def _categories(visit: Visit, position: str, edit: int | None) -> Outcome:
    known, tr = visit.desk.catalogue.positions.get(position), visit.tr
    if known is None or position not in attested_positions():
        return _positions(visit, 0, edit)
    pick, back = partial(Attesting.PICK, position), Attesting.POSITIONS(0)
    if is_managerial(position):
        screen = choice_screen(visit.desk.catalogue, position, pick, back, tr)
        return Outcome((Show(screen, edit),))
    buttons = [Button(capital(category_name(each, tr)), pick(each)) for each in known.categories]
    name = short_name(visit.desk.catalogue, position, tr)
    lines = [tr.text("<b>🎖 Attestation: {name}</b>", name=name), tr.text("For which category?")]
    rows = column(*buttons, Button(tr.text("⬅️ Back"), back))
    return Outcome((Show(Screen("\n".join(lines), rows), edit),))


async def opened(message: Message, visit: Visit) -> Outcome:
    return await home(visit)


async def home_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    return await home(visit, pressed_message(callback))


async def positions_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    [page] = Attesting.POSITIONS.read(callback)
    return _positions(visit, page, pressed_message(callback))


async def categories_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    [position] = Attesting.CATEGORIES.read(callback)
    return _categories(visit, position, pressed_message(callback))


async def picked(callback: CallbackQuery, visit: Visit) -> Outcome:
    """One's own check of that post counts, where there is one."""
    position, category = Attesting.PICK.read(callback)
    edit = pressed_message(callback)
    run_id = await attested_run(visit, position, category)
    if run_id is not None:
        return await attesting.of_run(visit, str(run_id), category, edit)
    return await _of_anybody(visit, position, category, edit, None)


async def of_anybody(callback: CallbackQuery, visit: Visit) -> Outcome:
    """What the attestation asks of anybody, below a report of which nothing is kept."""
    position, category = Attesting.OF_ANYBODY.read(callback)
    return await _of_anybody(visit, position, category, None, None)


async def part_of_anybody(callback: CallbackQuery, visit: Visit) -> Outcome:
    position, category, part = Attesting.PART_OF_ANYBODY.read(callback)
    return await _of_anybody(visit, position, category, pressed_message(callback), part)


async def page_of_anybody(callback: CallbackQuery, visit: Visit) -> Outcome:
    position, category, part, page = Attesting.PAGE_OF_ANYBODY.read(callback)
    edit = pressed_message(callback)
    return await _of_anybody(visit, position, category, edit, part, page)


async def _of_anybody(
    visit: Visit, position: str, category: str, edit: int | None, part: str | None, page: int = 0
) -> Outcome:
    if category == CHOOSE and is_managerial(position):
        data = partial(Attesting.OF_ANYBODY, position)
        catalogue = visit.desk.catalogue
        screen = choice_screen(catalogue, position, data, Menu.HOME(), visit.tr)
        return Outcome((Show(screen, edit),))
    if not _is_attested(visit, position, category):
        return choose_outcome(visit, None)
    found = _of_nobody(visit, position, category)
    screen = await _screen(visit, position, category, found, part, page)
    return Outcome((Show(screen, edit),))


def _is_attested(visit: Visit, position: str, category: str) -> bool:
    known = visit.desk.catalogue.positions.get(position)
    if known is None:
        return False
    if is_managerial(position):
        return category in MANAGER_CATEGORIES
    return category in known.checks and has_attestation(position, category)


def _of_nobody(visit: Visit, position: str, category: str) -> Attestation | None:
    """By the edition of today's day; None where the rules lack the category."""
    profile = parse_profile({}, visit.on, visit.desk.catalogue.competences)
    try:
        return attestation(position, category, profile, visit.on, editions())
    except BadInput:
        return None


async def _screen(
    visit: Visit,
    position: str,
    category: str,
    found: Attestation | None,
    part: str | None,
    page: int,
) -> Screen:
    tr, data = visit.tr, partial(Attesting.PART_OF_ANYBODY, position, category)
    above = heading(visit.desk.catalogue, position, category, tr)
    there = await application_papers(visit.work, visit.person.id)
    if found is None or found.edition is None:
        return Screen(first_text(above, "", found, tr), _below(visit, position, category))
    # What is open for anybody is all on the first screen.
    asked = tuple(item.id for item in found.requirements)
    parts = parts_of(found, asked)
    if part == Part.PAPERS and papers_of(found):
        tick = partial(Attesting.TICK_OF_ANYBODY, position, category) if visit.consents else None
        return papers_screen(found, above, there, tick, data(FIRST), tr)
    if part in parts:
        texts = part_screens(found, Part(part), above, asked, tr)
        turn = partial(Attesting.PAGE_OF_ANYBODY, position, category, part)
        back = (Button(tr.text("⬅️ Back"), data(SECTIONS)),)
        return one_part(texts, page, turn, tr, (back,))
    if part == SECTIONS:
        buttons = [Button(tr.text(PART_NAMES[each]), data(each.value)) for each in parts]
        text = "\n".join((above, "", *edition_lines(found, tr)))
        return Screen(text, (*grid(buttons, 2), (Button(tr.text("⬅️ Back"), data(FIRST)),)))
    said = tr.text("This is asked of anybody. Check the post, and your answers count.")
    if not visit.consents:
        said = tr.text("Your answers are not kept, so this is what is asked of anybody.")
    papers = papers_button(found, there, data(Part.PAPERS), tr)
    rows = ((*papers, Button(tr.text("📖 All about it"), data(SECTIONS))),)
    text = first_text(above, said, found, tr)
    return Screen(text, (*rows, *_below(visit, position, category)))


def _below(visit: Visit, position: str, category: str) -> Keyboard:
    tr = visit.tr
    check = Choosing.CATEGORY(position, category)
    if is_managerial(position):
        check = Choosing.POSITION(position)
    return (
        (Button(tr.text("🔎 Check this post"), check),),
        (
            Button(tr.text("🔁 Another post"), Attesting.POSITIONS(0)),
            Button(tr.text("⬅️ Menu"), Menu.HOME()),
        ),
    )


async def ticked(callback: CallbackQuery, visit: Visit) -> Outcome:
    position, category, said = Attesting.TICK_OF_ANYBODY.read(callback)
    edit = pressed_message(callback)
    if not _is_attested(visit, position, category):
        return choose_outcome(visit, None)
    asked = papers_of(_of_nobody(visit, position, category))
    paper, made = said.split(".")
    try:
        await keep_application_paper(
            visit.work, visit.person.id, asked, paper, made == GATHERED, visit.now
        )
    except ConsentNeeded:
        return Outcome((Show(nothing_kept(visit), edit),))
    except BadValue:
        return await _of_anybody(visit, position, category, edit, None)
    return await _of_anybody(visit, position, category, edit, Part.PAPERS)


def router() -> Router:
    router = Router(name="attestation of anybody")
    router.message.register(opened, command("attestation"))
    router.callback_query.register(home_pressed, Attesting.HOME.pressed)
    router.callback_query.register(positions_pressed, Attesting.POSITIONS.pressed)
    router.callback_query.register(categories_pressed, Attesting.CATEGORIES.pressed)
    router.callback_query.register(picked, Attesting.PICK.pressed)
    router.callback_query.register(of_anybody, Attesting.OF_ANYBODY.pressed)
    router.callback_query.register(part_of_anybody, Attesting.PART_OF_ANYBODY.pressed)
    router.callback_query.register(page_of_anybody, Attesting.PAGE_OF_ANYBODY.pressed)
    router.callback_query.register(ticked, Attesting.TICK_OF_ANYBODY.pressed)
    return router
