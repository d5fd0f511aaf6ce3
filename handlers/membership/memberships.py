"""/orgs: memberships, what HR sees of the person, leaving."""

from __future__ import annotations

from typing import Any, Final

from aiogram import Router
from aiogram.types import CallbackQuery, Message, User

from cases.errors import BadValue, NotAllowed
from cases.heads import is_led
from cases.memberships import (
    OwnMembership,
    leave,
    memberships_of,
    set_details,
    set_hr_messages,
    set_shares,
)
from cases.purposes import HEADS, was_asked
from cases.texts import in_one_line
from handlers.chat import listening
from handlers.chat.buttons import Memberships
from handlers.chat.filters import command
from handlers.chat.outcome import Outcome, Show
from handlers.chat.press import pressed_message
from handlers.chat.visit import Visit
from handlers.membership.membership_view import (
    card_screen,
    leave_screen,
    list_screen,
    name_screen,
    position_screen,
    shares_of,
)
from handlers.start.purposes import ask_first
from rules.matching import match

LISTENS_NAME, LISTENS_POSITION = "memb.name", "memb.position"
OFFERED: Final = 5
LONGEST_QUERY: Final = 200


async def _list(
    visit: Visit, edit: int | None, *, above: str = "", toast: str | None = None
) -> Outcome:
    held = await memberships_of(visit.work, visit.person.id)
    is_tied = bool(await visit.work.ties.of_person(visit.person.id))
    screen = list_screen(visit, held, above=above, is_tied=is_tied)
    return Outcome((Show(screen, edit),), toast)


async def _gone(visit: Visit, edit: int | None) -> Outcome:
    return await _list(visit, edit, toast=visit.tr.text("You are not a member there any more."))


async def _own(visit: Visit, organisation_id: int) -> OwnMembership | None:
    held = await memberships_of(visit.work, visit.person.id)
    return next((own for own in held if own.organisation.id == organisation_id), None)


async def _card(
    visit: Visit,
    organisation_id: int,
    edit: int | None,
    *,
    above: str = "",
    toast: str | None = None,
) -> Outcome:
    own = await _own(visit, organisation_id)
    if own is None:
        return await _gone(visit, edit)
    return Outcome((Show(card_screen(visit, own, above=above), edit),), toast)


async def _asked_of_heads(visit: Visit, go_on: str, edit: int | None) -> Outcome | None:
    """Once, where somebody leads the person's department: what its head may see."""
    work, person_id = visit.work, visit.person.id
    if not visit.consents or await was_asked(work, person_id, HEADS):
        return None
    if not await is_led(work, person_id, visit.now):
        return None
    return await ask_first(visit, HEADS, go_on, edit, otherwise=go_on)


async def asked(message: Message, visit: Visit) -> Outcome:
    question = await _asked_of_heads(visit, Memberships.LIST(), None)
    return question or await _list(visit, None)


async def list_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    edit = pressed_message(callback)
    question = await _asked_of_heads(visit, Memberships.LIST(), edit)
    return question or await _list(visit, edit)


async def opened(callback: CallbackQuery, visit: Visit) -> Outcome:
    [number] = Memberships.OPEN.read(callback)
    edit = pressed_message(callback)
    question = await _asked_of_heads(visit, Memberships.OPEN(number), edit)
    return question or await _card(visit, number, edit)


async def shares_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    """The button says what holds after it, so pressing it twice changes nothing."""
    number, signs = Memberships.SHARES.read(callback)
    edit = pressed_message(callback)
    try:
        await set_shares(visit.work, visit.person.id, number, shares_of(signs))
    except NotAllowed:
        return await _gone(visit, edit)
    return await _card(visit, number, edit, toast=visit.tr.text("Changed."))


async def messages_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    number, wanted = Memberships.MESSAGES.read(callback)
    edit = pressed_message(callback)
    try:
        await set_hr_messages(visit.work, visit.person.id, number, wanted == 1)
    except NotAllowed:
        return await _gone(visit, edit)
    return await _card(visit, number, edit, toast=visit.tr.text("Changed."))


async def ask_name(
    visit: Visit,
    organisation_id: int,
    user: User | None,
    edit: int | None,
    *,
    above: str = "",
    note: str = "",
) -> Outcome:
    """Asks what HR may call the person; `user`: whose name in Telegram is suggested."""
    own = await _own(visit, organisation_id)
    if own is None:
        return await _gone(visit, edit)
    await listening.listen(visit, LISTENS_NAME, {"organisation": organisation_id})
    suggested = None if user is None else in_one_line(user.full_name)
    screen = name_screen(visit, own, suggested, above=above, note=note)
    return Outcome((Show(screen, edit),))


async def name_asked(callback: CallbackQuery, visit: Visit) -> Outcome:
    [number] = Memberships.ASK_NAME.read(callback)
    return await ask_name(visit, number, callback.from_user, pressed_message(callback))


async def name_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    """The name in Telegram, or none."""
    number, which = Memberships.NAME.read(callback)
    name = callback.from_user.full_name if which == "tg" else None
    return await _named(visit, number, name, callback.from_user, pressed_message(callback))


async def name_typed(message: Message, visit: Visit, data: dict[str, Any]) -> Outcome:
    return await _named(visit, data["organisation"], message.text, message.from_user, None)


async def _named(
    visit: Visit, organisation_id: int, name: str | None, user: User | None, edit: int | None
) -> Outcome:
    own = await _own(visit, organisation_id)
    if own is None:
        return await _gone(visit, edit)
    position = own.membership.position
    try:
        await set_details(visit.work, visit.person.id, organisation_id, position, name, visit.now)
    except BadValue as bad:
        note = visit.tr.text(
            "⚠️ A name has from {low} to {high} letters.", low=bad.low, high=bad.high
        )
        return await ask_name(visit, organisation_id, user, edit, note=note)
    if position is None:
        return await _ask_position(visit, organisation_id, edit, above=visit.tr.text("✔ Kept."))
    return await _card(visit, organisation_id, edit, above=visit.tr.text("✔ Kept."))


async def _ask_position(
    visit: Visit,
    organisation_id: int,
    edit: int | None,
    found: tuple[str, ...] | None = None,
    *,
    above: str = "",
) -> Outcome:
    """`found`: what typed words may mean; without them the positions checked lately."""
    own = await _own(visit, organisation_id)
    if own is None:
        return await _gone(visit, edit)
    await listening.listen(visit, LISTENS_POSITION, {"organisation": organisation_id})
    positions = await _checked(visit) if found is None else found
    return Outcome((Show(position_screen(visit, own, positions, above=above), edit),))


async def _checked(visit: Visit) -> tuple[str, ...]:
    made = await visit.work.decisions.of(visit.person.id)
    known = visit.desk.catalogue.positions
    return tuple(dict.fromkeys(each.position for each in made if each.position in known))[:OFFERED]


async def position_asked(callback: CallbackQuery, visit: Visit) -> Outcome:
    [number] = Memberships.ASK_POSITION.read(callback)
    return await _ask_position(visit, number, pressed_message(callback))


async def position_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    number, position = Memberships.POSITION.read(callback)
    edit = pressed_message(callback)
    if position != "-" and position not in visit.desk.catalogue.positions:
        return await _ask_position(visit, number, edit)
    return await _positioned(visit, number, None if position == "-" else position, edit)


async def position_typed(message: Message, visit: Visit, data: dict[str, Any]) -> Outcome:
    found = match((message.text or "")[:LONGEST_QUERY], limit=OFFERED)
    positions = tuple(result.position for result in found.results)
    if found.confident and positions:
        return await _positioned(visit, data["organisation"], positions[0], None)
    tr = visit.tr
    above = (
        tr.text("Which of these do you mean?")
        if positions
        else tr.text("There is no such position here.")
    )
    return await _ask_position(visit, data["organisation"], None, positions, above=above)


async def _positioned(
    visit: Visit, organisation_id: int, position: str | None, edit: int | None
) -> Outcome:
    own = await _own(visit, organisation_id)
    if own is None:
        return await _gone(visit, edit)
    name = own.membership.name
    await set_details(visit.work, visit.person.id, organisation_id, position, name, visit.now)
    return await _card(visit, organisation_id, edit, above=visit.tr.text("✔ Kept."))


async def leaving(callback: CallbackQuery, visit: Visit) -> Outcome:
    [number] = Memberships.LEAVE.read(callback)
    own, edit = await _own(visit, number), pressed_message(callback)
    if own is None:
        return await _gone(visit, edit)
    return Outcome((Show(leave_screen(visit, own), edit),))


async def left(callback: CallbackQuery, visit: Visit) -> Outcome:
    edit, [number] = pressed_message(callback), Memberships.LEAVE_YES.read(callback)
    try:
        await leave(visit.work, visit.person.id, number, visit.now)
    except NotAllowed:
        return await _gone(visit, edit)
    above = visit.tr.text("You have left. HR no longer sees anything of you.")
    return await _list(visit, edit, above=above)


def router() -> Router:
    router = Router(name="memberships")
    router.message.register(asked, command("orgs"))
    router.callback_query.register(list_pressed, Memberships.LIST.pressed)
    router.callback_query.register(opened, Memberships.OPEN.pressed)
    router.callback_query.register(shares_pressed, Memberships.SHARES.pressed)
    router.callback_query.register(messages_pressed, Memberships.MESSAGES.pressed)
    router.callback_query.register(name_asked, Memberships.ASK_NAME.pressed)
    router.callback_query.register(name_pressed, Memberships.NAME.pressed)
    router.callback_query.register(position_asked, Memberships.ASK_POSITION.pressed)
    router.callback_query.register(position_pressed, Memberships.POSITION.pressed)
    router.callback_query.register(leaving, Memberships.LEAVE.pressed)
    router.callback_query.register(left, Memberships.LEAVE_YES.pressed)
    return router
