"""A window of aiogram-dialog with eight buttons, which keeps in Redis what was pressed.

`python -m benchmarks.step_dialog ADDRESS TOKEN REDIS`, by polling. Needs the extra `bench`.
"""

from __future__ import annotations

import asyncio
import gc
import operator
import sys
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import DefaultKeyBuilder
from aiogram.fsm.storage.redis import RedisStorage
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager, StartMode, Window, setup_dialogs
from aiogram_dialog.widgets.kbd import Column, Select
from aiogram_dialog.widgets.text import Format


class Asking(StatesGroup):
    question = State()


async def asked(dialog_manager: DialogManager, **_: object) -> dict[str, Any]:
    said = dialog_manager.dialog_data.get("said", [])
    options = [(f"Answer {len(said)} {number}", f"{number}") for number in range(8)]
    return {"question": f"Question {len(said)}: {said[-1:]}", "options": options}


async def keep(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    # As many answers as a check has.
    manager.dialog_data["said"] = [*manager.dialog_data.get("said", []), item][-20:]


async def begin(_: Message, dialog_manager: DialogManager) -> None:
    await dialog_manager.start(Asking.question, mode=StartMode.RESET_STACK)


async def main(address: str, token: str, redis: str) -> None:
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(address)))
    # For a hundred people at once; by default it fails where more than its pool are there.
    storage = RedisStorage.from_url(
        redis,
        connection_kwargs={"max_connections": 1000},
        key_builder=DefaultKeyBuilder(with_destiny=True),
    )
    dispatcher = Dispatcher(storage=storage, events_isolation=storage.create_isolation())
    options = Select(
        Format("{item[0]}"), "option", operator.itemgetter(1), "options", on_click=keep
    )
    window = Window(Format("{question}"), Column(options), state=Asking.question, getter=asked)
    dispatcher.include_router(Dialog(window))
    setup_dialogs(dispatcher)
    dispatcher.message.register(begin, CommandStart())
    gc.collect()
    gc.freeze()
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:4]))
