"""What an employer holds on the person: tied by a personal link, shown, asked to be corrected."""

from __future__ import annotations

from html import escape
from typing import Any, Final

from aiogram import F, Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from cases.errors import ConsentNeeded, NotThere
from cases.purposes import REGISTER
from cases.register.beside import own_differences
from cases.register.ties import (
    LinkRefusal,
    LinkRefused,
    OwnRecord,
    ask_correction,
    look_at_link,
    own_records,
    take_link,
)
from cases.training.plans import own_years
from handlers.chat import listening
from handlers.chat.beside_view import difference_lines
from handlers.chat.buttons import Memberships, Menu, OwnRecords, Training
from handlers.chat.filters import start_link
from handlers.chat.menu import menu_screen
from handlers.chat.outcome import Button, Outcome, Screen, Show
from handlers.chat.press import pressed_message
from handlers.chat.record_view import record_lines
from handlers.chat.telegram_text import pages
from handlers.chat.visit import Visit
from handlers.start.consent import consent_screen, give_consent
from handlers.start.purposes import ask_first
from i18n import mark

PAYLOAD: Final = "t_"
LISTENS: Final = "tie.name"
_LINK: Final = "tie.link"
"""The link that was opened, until it is used."""
REFUSALS: Final[dict[LinkRefusal, str]] = {
    "unknown": mark("I do not know this link. Perhaps a part of it is missing."),
    "expired": mark("This link has expired."),
    "closed": mark("This link works no more."),
    "name": mark("⚠️ This link is for another family name. Please check and write it again."),
}


async def link_opened(message: Message, visit: Visit, command: CommandObject) -> Outcome:
    """Nobody's name is shown: whoever got the link says it first."""
    token = (command.args or "").removeprefix(PAYLOAD)
    return await _asked_name(visit, token, None)


async def _asked_name(visit: Visit, token: str, edit: int | None) -> Outcome:
    tr = visit.tr
    try:
        organisation = await look_at_link(visit.work, token, visit.now)
    except LinkRefused as refused:
        return await _refused(visit, refused.reason, edit)
    await listening.listen(visit, LISTENS, {"token": token})
    name = f"<b>{escape(organisation.name)}</b>"
    if not visit.consents:
        why = tr.text("{name} has a record for you. To tie you to it I need consent.", name=name)
        return Outcome((Show(consent_screen(visit, why, OwnRecords.AGREE), edit),))
    await listening.put_aside(visit, _LINK, {"token": token})
    asked = await ask_first(visit, REGISTER, OwnRecords.NAME(), edit)
    if asked is not None:
        return asked
    text = tr.text(
        "{name} has a record for you. Write your family name as it stands in your papers.",
        name=name,
    )
    return Outcome((Show(Screen(text, (_menu(visit),)), edit),))


async def agreed(callback: CallbackQuery, visit: Visit) -> Outcome:
    edit, [version] = pressed_message(callback), OwnRecords.AGREE.read(callback)
    noted = listening.noted(visit, LISTENS)
    if noted is None or not await give_consent(visit, version):
        return Outcome((Show(await menu_screen(visit), edit),))
    return await _asked_name(visit, noted["token"], edit)


async def asked_on(callback: CallbackQuery, visit: Visit) -> Outcome:
    """The link goes on once its person has agreed to the register."""
    edit, link = pressed_message(callback), await listening.aside(visit, _LINK)
    if link is None:
        return Outcome((Show(await menu_screen(visit), edit),))
    return await _asked_name(visit, link["token"], edit)


async def name_typed(message: Message, visit: Visit, data: dict[str, Any]) -> Outcome:
    tr, token = visit.tr, data["token"]
    try:
        refusal = await take_link(visit.work, visit.person.id, token, message.text or "", visit.now)
    except ConsentNeeded:
        return await _asked_name(visit, token, None)
    except LinkRefused as refused:
        return await _refused(visit, refused.reason, None)
    if refusal == "name":
        await listening.keep(visit)
        return Outcome((Show(Screen(tr.text(REFUSALS[refusal]), (_menu(visit),))),))
    if refusal is not None:
        return await _refused(visit, refusal, None)
    await listening.put_aside(visit, _LINK, None)
    text = tr.text("✔ Noted. When HR or your head has confirmed it you see your record in /orgs.")
    return Outcome((Show(Screen(text, (_menu(visit),))),))


async def _refused(visit: Visit, reason: LinkRefusal, edit: int | None) -> Outcome:
    what = visit.tr.text("Please ask the HR of your organisation for a new link.")
    why = visit.tr.text(REFUSALS[reason])
    return Outcome((Show(await menu_screen(visit, above=f"{why} {what}"), edit),))


async def shown(callback: CallbackQuery, visit: Visit) -> Outcome:
    """What HR has tied by name is asked about here first."""
    edit = pressed_message(callback)
    if await visit.work.ties.of_person(visit.person.id):
        asked = await ask_first(visit, REGISTER, OwnRecords.LIST(), edit)
        if asked is not None:
            return asked
    return await _records(visit, edit)


async def correction_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    [tie_id] = OwnRecords.CORRECT.read(callback)
    edit = pressed_message(callback)
    try:
        await ask_correction(visit.work, visit.person.id, tie_id, visit.now)
    except NotThere:
        return await _records(visit, edit, visit.tr.text("This is no longer there."))
    return await _records(visit, edit, visit.tr.text("HR is asked to look at it."))


async def _records(visit: Visit, edit: int, toast: str | None = None) -> Outcome:
    """Every record; what the person entered in the bot is apart from it and stays as it is."""
    tr = visit.tr
    lines: list[str] = []
    rows: list[tuple[Button, ...]] = []
    for own in await own_records(visit.work, visit.person.id, visit.now):
        lines += [*await _lines(visit, own), ""]
        if own.view is not None and own.tie.correction_asked_at is None:
            ask = OwnRecords.CORRECT(own.tie.id)
            rows.append((Button(tr.text("✏️ Ask for a correction"), ask),))
    if lines:
        lines.append(
            tr.text("This is the employer's. What you entered here yourself stays as it is.")
        )
    else:
        lines.append(tr.text("No employer's record is tied to you."))
    if await own_years(visit.work, visit.person.id, visit.now):
        rows.append((Button(tr.text("🎓 My training"), Training.HOME()),))
    rows += [(Button(tr.text("🏢 My organisations"), Memberships.LIST()),), _menu(visit)]
    *before, last = pages(lines)
    first, *others = (*(Screen(text) for text in before), Screen(last, tuple(rows)))
    return Outcome((Show(first, edit), *map(Show, others)), toast)


async def _lines(visit: Visit, own: OwnRecord) -> list[str]:
    tr = visit.tr
    name = escape(own.organisation.name)
    if own.view is None:
        return [f"🏢 {name}", tr.text("⏳ The tie waits to be confirmed.")]
    lines = [f"🏢 {name}", *record_lines(tr, visit.desk.catalogue, own.view)]
    found = await own_differences(visit.work, visit.person.id, own.view)
    lines += difference_lines(found, tr.text("You"), tr)
    if own.tie.correction_asked_at is not None:
        lines.append(tr.text("✏️ You have asked for a correction."))
    return lines


def _menu(visit: Visit) -> tuple[Button, ...]:
    return (Button(visit.tr.text("⬅️ Menu"), Menu.HOME()),)


def router() -> Router:
    router = Router(name="own record")
    by_link = start_link(F.args.regexp(rf"^{PAYLOAD}[\w-]{{1,62}}$"))
    router.message.register(link_opened, by_link)
    router.callback_query.register(agreed, OwnRecords.AGREE.pressed)
    router.callback_query.register(asked_on, OwnRecords.NAME.pressed)
    router.callback_query.register(shown, OwnRecords.LIST.pressed)
    router.callback_query.register(correction_pressed, OwnRecords.CORRECT.pressed)
    return router
