"""Albums: Telegram sends every picture as a message of its own, which together are one thing."""

from __future__ import annotations

from typing import Final

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import Message

from cases.certificates import add_page
from cases.errors import NotThere
from handlers.certificates.adding import page_of_draft
from handlers.certificates.certificates import LISTENS_FILE, sent_file
from handlers.certificates.reading_at_question import page_at_question
from handlers.chat import listening
from handlers.chat.outcome import NOTHING, Outcome
from handlers.chat.visit import Visit
from storage.repositories.certificates import File

_BEGUN: Final = "album"


async def page_came(message: Message, visit: Visit) -> Outcome:
    """The first page is answered as any file; the others are kept with it, without a word."""
    begun = {"id": message.media_group_id}
    if await listening.aside(visit, _BEGUN) != begun:
        await listening.put_aside(visit, _BEGUN, begun)
        raise SkipHandler
    page = sent_file(message)
    if page is not None:
        taken = await page_of_draft(message, visit, page)
        taken = taken or await page_at_question(message, visit, page)
        if taken is not None:
            return taken
    await listening.keep(visit)
    if page is not None:
        await _of_certificate(message, visit, page)
    return NOTHING


async def _of_certificate(message: Message, visit: Visit, page: File) -> None:
    data = listening.noted(visit, LISTENS_FILE)
    if data is None or data.get("album") != message.media_group_id:
        return
    try:
        await add_page(visit.work, visit.person.id, data["id"], page)
    except NotThere:
        return


async def _of_album(message: Message) -> bool:
    return message.media_group_id is not None


def router() -> Router:
    """Before whoever takes files."""
    router = Router(name="albums")
    router.message.register(page_came, _of_album)
    return router
