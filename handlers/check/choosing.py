"""Choosing a position: the lists and the category."""

from __future__ import annotations

from functools import partial
from html import escape

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.chat.buttons import AfterReport, Choosing, Menu
from handlers.chat.filters import command
from handlers.chat.names import category_name, position_name, short_name, target_name
from handlers.chat.outcome import Button, Keyboard, Outcome, Screen, Show, column, grid, page_turns
from handlers.chat.position_lists import Group, listed
from handlers.chat.press import pressed_message
from handlers.chat.said_words import capital
from handlers.chat.visit import Visit
from handlers.check import asking
from storage.tables.checks import Run

ON_A_PAGE = 8
HALF_A_ROW = 20
"""Letters of a button that shares its row."""
NO_CATEGORY = "-"
# A position and the category as its button has it; None: no category is chosen yet.
Wanted = tuple[str, str | None]


def groups(visit: Visit) -> tuple[Button, ...]:
    tr = visit.tr
    return (
        Button(tr.text("🏫 College"), Choosing.LIST("tvet", 0)),
        Button(tr.text("🎓 University"), Choosing.LIST("uni", 0)),
    )


def choose_screen(visit: Visit, *, above: str = "") -> Screen:
    """Asks for a position, by words or from the lists."""
    text = visit.tr.text(
        "<b>Which position?</b>\nWrite it in your own words or choose from the list."
    )
    rows = (groups(visit), (Button(visit.tr.text("⬅️ Menu"), Menu.HOME()),))
    return Screen(f"{above}\n\n{text}" if above else text, rows)


def choose_outcome(
    visit: Visit, edit: int | None, toast: str | None = None, *, wanted: Wanted | None = None
) -> Outcome:
    """The choice of a position, or first what to do with the check that is still open; `wanted`:
    what was chosen already."""
    screen = choose_screen(visit) if visit.run is None else _open_run_screen(visit, wanted)
    return Outcome((Show(screen, edit),), toast)


def _open_run_screen(visit: Visit, wanted: Wanted | None) -> Screen:
    tr = visit.tr
    assert visit.run is not None
    name = target_name(visit.desk.catalogue, visit.run.position, visit.run.category, tr)
    lines = [tr.text("You have begun a check: {name}.", name=f"<b>{escape(name)}</b>")]
    if not visit.consents:
        lines.append(tr.text("If you begin another one, the answers given so far are deleted."))
    buttons = [Button(tr.text("▶️ Continue"), Menu.CONTINUE())]
    if wanted is not None and not _is_of(visit.run, wanted):
        position, category = wanted
        data = Choosing.ANOTHER_POSITION(visit.run.id, position)
        if category is not None:
            data = Choosing.ANOTHER_CATEGORY(visit.run.id, position, category)
        buttons.append(Button("🔎 " + short_name(visit.desk.catalogue, position, tr), data))
    buttons.append(Button(tr.text("🔎 Another position"), Choosing.ANOTHER(visit.run.id)))
    buttons.append(Button(tr.text("⬅️ Menu"), Menu.HOME()))
    return Screen("\n".join(lines), column(*buttons))


def _is_of(run: Run, wanted: Wanted) -> bool:
    """Whether a check is what is wanted, as far as that is chosen."""
    position, category = wanted
    return run.position == position and category in (None, run.category or NO_CATEGORY)


def browse_screen(visit: Visit, group: Group, page: int) -> Screen:
    """One page of a list of positions."""
    ids = listed(visit.desk.catalogue, group)
    last = (len(ids) - 1) // ON_A_PAGE
    page = min(max(page, 0), last)
    shown = ids[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    rows: list[tuple[Button, ...]] = [(_position_button(visit, position),) for position in shown]
    rows += page_turns(page, last, partial(Choosing.LIST, group))
    rows.append((Button(visit.tr.text("⬅️ Back"), Menu.CHECK()),))
    text = visit.tr.text(
        "<b>Choose the position</b> (page {page} of {pages})", page=page + 1, pages=last + 1
    )
    return Screen(text, tuple(rows))


def _position_button(visit: Visit, position: str) -> Button:
    return Button(short_name(visit.desk.catalogue, position, visit.tr), Choosing.POSITION(position))


def category_screen(
    visit: Visit, position: str, *, above: str = "", another: Button | None = None
) -> Screen:
    """Which category of a position, or the position itself; `another`: the way to other ones."""
    tr = visit.tr
    name = escape(position_name(visit.desk.catalogue, position, tr))
    categories = visit.desk.catalogue.positions[position].categories
    buttons = [
        Button(capital(category_name(category, tr)), Choosing.CATEGORY(position, category))
        for category in categories
    ]
    long = [button for button in buttons if len(button.text) > HALF_A_ROW]
    rows: Keyboard = (
        *column(*long),
        *grid([button for button in buttons if button not in long], 2),
        (Button(tr.text("The post only"), Choosing.CATEGORY(position, NO_CATEGORY)),),
        (
            another or Button(tr.text("Another position"), Menu.CHECK()),
            Button(tr.text("⬅️ Menu"), Menu.HOME()),
        ),
    )
    question = tr.text("For which category?")
    return Screen(f"{above or f'<b>{name}</b>'}\n{question}", rows)


async def take_position(visit: Visit, position: str, edit: int | None) -> Outcome:
    """Goes on with a position: to its categories, or straight to the questions."""
    if visit.desk.catalogue.positions[position].categories:
        return Outcome((Show(category_screen(visit, position), edit),))
    return await asking.begin(visit, position, None, edit=edit)


async def check(message: Message, visit: Visit) -> Outcome:
    return choose_outcome(visit, None)


async def check_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    """From a report the choice comes as a new message: the report stays."""
    return choose_outcome(visit, editable(callback, visit))


async def another(callback: CallbackQuery, visit: Visit) -> Outcome:
    """Leaves the open check, as it was warned."""
    [run_id] = Choosing.ANOTHER.read(callback)
    await _leave(visit, run_id)
    return choose_outcome(visit, pressed_message(callback))


async def position_instead(callback: CallbackQuery, visit: Visit) -> Outcome:
    """The same, for the position that was chosen before."""
    run_id, position = Choosing.ANOTHER_POSITION.read(callback)
    await _leave(visit, run_id)
    return await take_chosen(visit, position, pressed_message(callback))


async def category_instead(callback: CallbackQuery, visit: Visit) -> Outcome:
    run_id, position, category = Choosing.ANOTHER_CATEGORY.read(callback)
    await _leave(visit, run_id)
    return await take_category(visit, position, category, pressed_message(callback))


async def _leave(visit: Visit, run_id: int) -> None:
    if visit.run is not None and visit.run.id == run_id:
        await asking.stop(visit, visit.run)


async def browse(callback: CallbackQuery, visit: Visit) -> Outcome:
    group, page = Choosing.LIST.read(callback)
    screen = browse_screen(visit, group, page)
    return Outcome((Show(screen, editable(callback, visit)),))


async def position_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    [position] = Choosing.POSITION.read(callback)
    return await take_chosen(visit, position, editable(callback, visit))


async def take_chosen(visit: Visit, position: str, edit: int | None) -> Outcome:
    """Goes on with the position of a button, unless there is none or a check is open."""
    if position not in visit.desk.catalogue.positions:
        return choose_outcome(visit, edit, visit.tr.text("That list is out of date."))
    if visit.run is not None:
        return await still_open(visit, edit, (position, None))
    return await take_position(visit, position, edit)


async def category_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    position, category = Choosing.CATEGORY.read(callback)
    return await take_category(visit, position, category, editable(callback, visit))


async def take_category(visit: Visit, position: str, category: str, edit: int | None) -> Outcome:
    """Begins the check of a button, unless there is no such or a check is open."""
    known = visit.desk.catalogue.positions.get(position)
    if known is None or category not in (*known.categories, NO_CATEGORY):
        return choose_outcome(visit, edit, visit.tr.text("That list is out of date."))
    if visit.run is not None:
        return await still_open(visit, edit, (position, category))
    chosen = None if category == NO_CATEGORY else category
    return await asking.begin(visit, position, chosen, edit=edit)


async def still_open(visit: Visit, edit: int | None, wanted: Wanted | None = None) -> Outcome:
    """An old list was pressed, or one twice, while a check is open: that check is shown, and what
    was pressed can be gone on with."""
    assert visit.run is not None
    if edit is not None and edit == visit.run.message_id:
        return await asking.ask(visit, visit.run, edit=edit)
    return choose_outcome(visit, edit, wanted=wanted)


def editable(callback: CallbackQuery, visit: Visit) -> int | None:
    """The pressed message, unless it is a report, which stays."""
    message_id = pressed_message(callback)
    return None if _is_report(callback) else message_id


def _is_report(callback: CallbackQuery) -> bool:
    markup = getattr(callback.message, "reply_markup", None)
    if markup is None:
        return False
    return any(
        _opens_the_law(button.callback_data or "")
        for row in markup.inline_keyboard
        for button in row
    )


def _opens_the_law(data: str) -> bool:
    """Whether a button is the one to the official text, which stands below reports only."""
    text, section = AfterReport.OFFICIAL.values(data), AfterReport.SECTION.values(data)
    if text is not None:
        return text[1] == "new"
    return section is not None and section[:2] == ("text", 0)


def router() -> Router:
    router = Router(name="choosing")
    router.message.register(check, command("check"))
    router.callback_query.register(check_pressed, Menu.CHECK.pressed)
    router.callback_query.register(another, Choosing.ANOTHER.pressed)
    router.callback_query.register(position_instead, Choosing.ANOTHER_POSITION.pressed)
    router.callback_query.register(category_instead, Choosing.ANOTHER_CATEGORY.pressed)
    router.callback_query.register(browse, Choosing.LIST.pressed)
    router.callback_query.register(position_pressed, Choosing.POSITION.pressed)
    return router
