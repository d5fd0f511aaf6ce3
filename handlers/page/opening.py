"""/page: a button that opens the page inside Telegram, a link into the browser, the end of both."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from cases.page_sessions import end_sessions, make_link
from handlers.chat.buttons import Menu, Page
from handlers.chat.filters import command, start_link
from handlers.chat.outcome import Button, Outcome, Screen, Show, column
from handlers.chat.page_button import app_address, app_button, is_in_telegram
from handlers.chat.press import pressed_message
from handlers.chat.visit import Visit

PAYLOAD = "page"


async def typed(message: Message, visit: Visit) -> Outcome:
    return await _opened(visit, None, None)


async def link_opened(message: Message, visit: Visit, command: CommandObject) -> Outcome:
    """From the page itself, which cannot know who looks at it."""
    return await _opened(visit, None, None)


async def pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    """With the organisation that the page is about then; 0: none."""
    [organisation_id] = Page.OPEN.read(callback)
    return await _opened(visit, organisation_id or None, pressed_message(callback))


async def ended(callback: CallbackQuery, visit: Visit) -> Outcome:
    """Everybody who is signed in as this person is signed in no more, wherever it is."""
    tr = visit.tr
    number = await end_sessions(visit.work, visit.person.id)
    said = tr.plural(
        "{n} visit to the page has ended.", "{n} visits to the page have ended.", number
    )
    rows = column(
        Button(tr.text("🖥 Open it again"), Page.OPEN(0)), Button(tr.text("⬅️ Menu"), Menu.HOME())
    )
    return Outcome((Show(Screen(said, rows), pressed_message(callback)),))


async def _opened(visit: Visit, organisation_id: int | None, edit: int | None) -> Outcome:
    tr, menu = visit.tr, Button(visit.tr.text("⬅️ Menu"), Menu.HOME())
    if visit.desk.page is None:
        text = tr.text("There is no page here: everything is in this chat.")
        return Outcome((Show(Screen(text, column(menu)), edit),))
    organisation = None
    if organisation_id is not None:
        organisation = await visit.work.organisations.get(organisation_id)
    chosen = None if organisation is None else organisation.id
    token = await make_link(visit.work, visit.person.id, chosen, visit.now)
    text = tr.text(
        "<b>🖥 Your page</b>\nLists and reports on a large screen. The link is yours alone: it "
        "works once, for 15 minutes. Then you are signed in for 8 hours."
    )
    rows = [Button(tr.text("🌐 Open in the browser"), url=f"{app_address(visit)}enter/{token}")]
    if is_in_telegram(visit):
        rows.insert(0, app_button(visit, 0))
    rows += [Button(tr.text("🚪 Sign out everywhere"), Page.END()), menu]
    return Outcome((Show(Screen(text, column(*rows)), edit),))


def router() -> Router:
    router = Router(name="page")
    router.message.register(typed, command("page"))
    router.message.register(link_opened, start_link(F.args == PAYLOAD))
    router.callback_query.register(pressed, Page.OPEN.pressed)
    router.callback_query.register(ended, Page.END.pressed)
    return router
