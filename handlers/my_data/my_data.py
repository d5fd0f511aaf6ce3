"""/mydata: a message that says what there is, a page to read, and every row for other programs."""

from __future__ import annotations

import json

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.chat.buttons import Menu, MyData
from handlers.chat.filters import command
from handlers.chat.outcome import Attach, Button, Outcome, Screen, Show, column
from handlers.chat.visit import Visit
from handlers.my_data.readable import page, sections, summary


async def _everything(visit: Visit) -> Outcome:
    tr = visit.tr
    found = await sections(visit)
    held = await visit.work.people.export(visit.person.id)
    rows = json.dumps(held, ensure_ascii=False, indent=2).encode()
    back = column(Button(tr.text("🔒 My data"), Menu.PRIVACY()))
    return Outcome(
        (
            Show(Screen(summary(found, tr), back)),
            Attach("mydata.html", page(found, tr).encode(), tr.text("To read")),
            Attach("mydata.json", rows, tr.text("Everything that is kept about you.")),
        )
    )


async def asked(message: Message, visit: Visit) -> Outcome:
    return await _everything(visit)


async def pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    return await _everything(visit)


def router() -> Router:
    router = Router(name="my data")
    router.message.register(asked, command("mydata"))
    router.callback_query.register(pressed, MyData.FILE.pressed)
    return router
