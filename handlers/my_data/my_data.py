"""/mydata: a message that says what there is, a page to read, and every row for other programs."""

from __future__ import annotations

import json

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from cases.register.ties import own_records
from handlers.chat.buttons import Menu, MyData, OwnRecords
from handlers.chat.filters import command
from handlers.chat.outcome import Attach, Button, Outcome, Screen, Show, column
from handlers.chat.visit import Visit
from handlers.my_data.readable import page, sections, summary


async def _everything(visit: Visit) -> Outcome:
    tr = visit.tr
    found = await sections(visit)
    held = await visit.work.people.export(visit.person.id)
    rows = json.dumps(held, ensure_ascii=False, indent=2).encode()
    back = column(*await _of_register(visit), Button(tr.text("🔒 My data"), Menu.PRIVACY()))
    return Outcome(
        (
            Show(Screen(summary(found, tr), back)),
            Attach("mydata.html", page(found, tr).encode(), tr.text("To read")),
            Attach("mydata.json", rows, tr.text("Everything that is kept about you.")),
        )
    )


async def _of_register(visit: Visit) -> list[Button]:
    """The employer's record, and its correction by one press where the tie is confirmed."""
    tr, records = visit.tr, await own_records(visit.work, visit.person.id, visit.now)
    found = [Button(tr.text("📇 My employer's record"), OwnRecords.LIST())] if records else []
    open_to_correct = [
        own.tie.id
        for own in records
        if own.view is not None and own.tie.correction_asked_at is None
    ]
    if len(open_to_correct) == 1:
        ask = OwnRecords.CORRECT(open_to_correct[0])
        found.append(Button(tr.text("✏️ Ask for a correction"), ask))
    return found


async def asked(message: Message, visit: Visit) -> Outcome:
    return await _everything(visit)


async def pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    return await _everything(visit)


def router() -> Router:
    router = Router(name="my data")
    router.message.register(asked, command("mydata"))
    router.callback_query.register(pressed, MyData.FILE.pressed)
    return router
