"""A bare aiogram echo bot: one call for each text, nothing kept.

`python -m benchmarks.step_echo ADDRESS TOKEN [PORT]`: by polling, or by webhook on a port.
"""

from __future__ import annotations

import asyncio
import gc
import sys

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web


async def echo(message: Message) -> None:
    await message.answer(message.text or "")


async def main(address: str, token: str, port: int | None) -> None:
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(address)))
    dispatcher = Dispatcher()
    dispatcher.message.register(echo, F.text)
    gc.collect()
    gc.freeze()
    if port is None:
        await dispatcher.start_polling(bot)
        return
    application = web.Application()
    handler = SimpleRequestHandler(dispatcher, bot, handle_in_background=False)
    handler.register(application, path="/echo")
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await bot.set_webhook(f"http://127.0.0.1:{port}/echo")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if sys.argv[3:] else None))
