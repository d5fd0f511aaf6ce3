"""The project's Bot API server in a process of its own, which writes down every sending call.

`python -m benchmarks.telegram_server --people 3000 --latency 0.05 …` prints its address and serves
until its standard input ends. `GET /bench/calls` tells all calls as [arrived, answered, chat,
outcome] in seconds of this process's monotonic clock, and how many messages each chat holds. Half
of the latency lies before the arrival, half after the answer.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import random
import sys
import time
from collections.abc import Awaitable, Callable
from contextvars import ContextVar

from aiohttp import web

from local_chat.calls import Call, CallLog
from local_chat.faults import Fault
from local_chat.server import LocalTelegram, create_app
from storage.repositories.demo import FIRST_ID

SENDING = "sendmessage"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


LATEST: ContextVar[Call] = ContextVar("latest")


class NotedCalls(CallLog):
    """The log of calls that also tells whoever serves a call how it ended."""

    def add(self, call: Call) -> None:
        super().add(call)
        LATEST.set(call)


def invite(telegram: LocalTelegram, people: int, blocked: float) -> None:
    """People of the demonstration; of each hundred some have blocked the bot."""
    chance = random.Random(people)
    for person_id in range(FIRST_ID, FIRST_ID + people):
        person = telegram.add_person(person_id, "Мысал", "kk", started=True)
        person.blocked = chance.random() < blocked


def trouble(telegram: LocalTelegram, flood: float, page: float, torn: float) -> None:
    for fault, chance in (
        (Fault("flood", retry_after=1), flood),
        (Fault("page"), page),
        (Fault("torn"), torn),
    ):
        if chance:
            # Chances are tried one after another; each is a share of all calls.
            telegram.faults.chance(SENDING, fault, chance)


def serve(telegram: LocalTelegram, latency: float) -> web.Application:
    app = create_app(telegram)
    telegram.calls = NotedCalls()
    calls: list[tuple[float, float, int, str]] = []

    @web.middleware
    async def note(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not request.path.lower().endswith(SENDING):
            return await handler(request)
        await asyncio.sleep(latency / 2)
        arrived = time.monotonic()
        try:
            return await handler(request)
        finally:
            call = LATEST.get(None)  # none where the caller died before it was dealt with
            chat, outcome = (call.chat_id or 0, call.outcome) if call else (0, "cut")
            calls.append((arrived, time.monotonic(), chat, outcome))
            await asyncio.sleep(latency / 2)

    async def tell(_: web.Request) -> web.Response:
        held = {str(chat): len(telegram.messages(chat)) for chat in telegram.people}
        return web.json_response({"calls": calls, "messages": held})

    async def count(_: web.Request) -> web.Response:
        return web.Response(text=str(len(calls)))

    app.middlewares.append(note)
    app.router.add_get("/bench/count", count)
    app.router.add_get("/bench/calls", tell)
    return app


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=3000)
    parser.add_argument("--latency", type=float, default=0.05)
    for name in ("flood", "page", "torn", "blocked"):
        parser.add_argument(f"--{name}", type=float, default=0.0)
    given = parser.parse_args()
    telegram = LocalTelegram(history_limit=50)
    invite(telegram, given.people, given.blocked)
    trouble(telegram, given.flood, given.page, given.torn)
    runner = web.AppRunner(serve(telegram, given.latency), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    # A full collection would stop the server, and calls that arrive meanwhile would seem bunched.
    gc.collect()
    gc.freeze()
    print(json.dumps({"address": address, "token": telegram.token}), flush=True)
    await asyncio.to_thread(sys.stdin.read)
    await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(main())
