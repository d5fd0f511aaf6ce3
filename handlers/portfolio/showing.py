"""The portfolio's sheet as it stands: chosen, shown, and its parts."""

from __future__ import annotations

from functools import partial

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.attestation.attestation_view import MANAGER_CATEGORIES
from handlers.chat.buttons import Menu, Portfolio
from handlers.chat.choosing_post import posts_screen
from handlers.chat.filters import command
from handlers.chat.in_parts import one_part
from handlers.chat.names import CATEGORY_NAMES, short_name
from handlers.chat.outcome import Button, Keyboard, Outcome, Screen, Show, column, grid
from handlers.chat.press import pressed_message
from handlers.chat.said_words import capital
from handlers.chat.visit import Visit
from handlers.portfolio.portfolio_view import (
    MANAGERS,
    SIGNS,
    heading,
    number_of,
    part_screens,
    summary_lines,
)
from handlers.portfolio.standing import Standing, edition_of, last_checked, standing
from i18n import Translator
from rules.attestation.portfolio.wording import row_name


async def home(visit: Visit, edit: int | None = None) -> Outcome:
    """The sheet of the newest check that has one; else a choice."""
    found = last_checked(visit, await visit.work.decisions.of(visit.person.id))
    if found is None:
        return _positions(visit, 0, edit)
    position, category = found
    if category is None:
        return _categories(visit, position, edit)
    return await shown(visit, position, category, edit)


async def shown(
    visit: Visit, position: str, category: str, edit: int | None, toast: str | None = None
) -> Outcome:
    """The first screen of a sheet; where there is no such sheet any more, the choice."""
    found = await standing(visit, position, category)
    if found is None:
        return _positions(visit, 0, edit)
    lines = [heading(visit.desk.catalogue, found, visit.tr), *summary_lines(found, visit.tr)]
    return Outcome((Show(Screen("\n".join(lines), _keyboard(visit, found)), edit),), toast)


def _keyboard(visit: Visit, found: Standing) -> Keyboard:
    tr, part = visit.tr, partial(Portfolio.PART, *found.where)
    rows: list[tuple[Button, ...]] = []
    row = found.next_open(None)
    if row is not None:
        rows.append((Button(tr.text("▶️ Answer the rows"), Portfolio.ROW(*found.where, row.id)),))
    buttons = [
        Button(tr.text("🧭 What next"), part("next")),
        Button(tr.text("📎 Papers"), part("papers")),
        Button(tr.text("✏️ Change a row"), part("rows")),
        Button(tr.text("💬 Ask the commission"), part("asks")),
        Button(tr.text("🖼 Picture, PDF, essay"), Portfolio.KEEP(*found.where, "all")),
        Button(tr.text("🔔 Remind me"), Portfolio.REMIND(*found.where, "show")),
        Button(tr.text("🎓 Another category"), Portfolio.CATEGORIES(found.position)),
        Button(tr.text("⬅️ Menu"), Menu.HOME()),
    ]
    return (*rows, *grid(buttons, 2))


def _positions(visit: Visit, page: int, edit: int | None) -> Outcome:
    """All positions that have a sheet."""
    tr, edition = visit.tr, edition_of(visit)
    if edition is None:
        back = column(Button(tr.text("⬅️ Menu"), Menu.HOME()))
        text = tr.text("No edition of the scoring sheets is known for today.")
        return Outcome((Show(Screen(text, back), edit),))
    text = tr.text(
        "<b>📊 Portfolio</b>\nHow many points the commission's sheet asks for, how many you have, "
        "and what brings the rest. Which post is it?"
    )
    chosen, turned = Portfolio.CATEGORIES, Portfolio.POSITIONS
    catalogue, posts = visit.desk.catalogue, edition.positions
    return Outcome((Show(posts_screen(catalogue, posts, page, text, chosen, turned, tr), edit),))


def _categories(visit: Visit, position: str, edit: int | None) -> Outcome:
    tr, edition = visit.tr, edition_of(visit)
    sheet = None if edition is None else edition.sheet_of(position)
    if sheet is None:
        return _positions(visit, 0, edit)
    buttons = [
        Button(capital(_category(each, tr)), Portfolio.SHOW(position, each))
        for each in sheet.categories
    ]
    rows = (
        *column(*buttons),
        (Button(tr.text("Another post"), Portfolio.POSITIONS(0)),),
        (Button(tr.text("⬅️ Menu"), Menu.HOME()),),
    )
    name = short_name(visit.desk.catalogue, position, tr)
    lines = [tr.text("<b>📊 Portfolio: {name}</b>", name=name), tr.text("For which category?")]
    return Outcome((Show(Screen("\n".join(lines), rows), edit),))


def _category(category: str, tr: Translator) -> str:
    names = {**CATEGORY_NAMES, **{k: MANAGER_CATEGORIES[v] for k, v in MANAGERS.items()}}
    return tr.text(names[category])


async def opened(message: Message, visit: Visit) -> Outcome:
    return await home(visit)


async def home_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    return await home(visit, pressed_message(callback))


async def positions_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    [page] = Portfolio.POSITIONS.read(callback)
    return _positions(visit, page, pressed_message(callback))


async def categories_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    [position] = Portfolio.CATEGORIES.read(callback)
    return _categories(visit, position, pressed_message(callback))


async def sheet_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    position, category = Portfolio.SHOW.read(callback)
    return await shown(visit, position, category, pressed_message(callback))


async def part_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    position, category, part = Portfolio.PART.read(callback)
    return await _part(visit, position, category, part, 0, pressed_message(callback))


async def page_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    position, category, part, page = Portfolio.PART_PAGE.read(callback)
    return await _part(visit, position, category, part, page, pressed_message(callback))


async def _part(
    visit: Visit, position: str, category: str, part: str, page: int, edit: int | None
) -> Outcome:
    found = await standing(visit, position, category)
    if found is None:
        return _positions(visit, 0, edit)
    tr = visit.tr
    texts = part_screens(found, part, heading(visit.desk.catalogue, found, tr), tr)
    turn = partial(Portfolio.PART_PAGE, *found.where, part)
    rows = (*_part_rows(found, part, tr), _back(found, tr))
    return Outcome((Show(one_part(texts, page, turn, tr, rows), edit),))


def _part_rows(found: Standing, part: str, tr: Translator) -> Keyboard:
    rows = [each.row for each in found.asked]
    if part == "papers":
        listed = [row for row in rows if row.papers]
        data = partial(Portfolio.PAPERS, *found.where)
        return grid([Button(number_of(row), data(row.id)) for row in listed], 4)
    if part == "rows":
        signs = {each.row.id: SIGNS[each.state] for each in found.asked}
        data = partial(Portfolio.ROW, *found.where)
        return column(
            *(Button(f"{signs[row.id]} {row_name(row, tr.language)}", data(row.id)) for row in rows)
        )
    return ()


def _back(found: Standing, tr: Translator) -> tuple[Button, ...]:
    return (Button(tr.text("⬅️ Back"), Portfolio.SHOW(*found.where)),)


def router() -> Router:
    router = Router(name="portfolio")
    router.message.register(opened, command("portfolio"))
    router.callback_query.register(home_pressed, Portfolio.HOME.pressed)
    router.callback_query.register(positions_pressed, Portfolio.POSITIONS.pressed)
    router.callback_query.register(categories_pressed, Portfolio.CATEGORIES.pressed)
    router.callback_query.register(sheet_pressed, Portfolio.SHOW.pressed)
    router.callback_query.register(part_pressed, Portfolio.PART.pressed)
    router.callback_query.register(page_pressed, Portfolio.PART_PAGE.pressed)
    return router
