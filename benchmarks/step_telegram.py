"""People at their phones and Telegram between them and a bot, in a process of its own.

`python -m benchmarks.step_telegram` prints its address and serves until its standard input ends.
A bot is known by its token: to one that begins with "1" people write, below the screens of all
others they press; where it begins with "9", whatever button there is, after a /start. Each does so
again as soon as what they did is answered and shown, so the bots are told apart by nothing but
their own time. `POST /round` lets people do so a number of times and tells how long each had to
wait, in seconds.

Buttons are pressed at random, a few questions forward and back again, so that few checks end;
whoever has none begins another (`begins`: what the buttons for that carry).
"""

from __future__ import annotations

import asyncio
import gc
import json
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final

from aiohttp import ClientSession, web

DEEPEST: Final = 5
AT_ONCE: Final = 100
NOT_TAKEN: Final = ("!back", "!cancel", "!stop", "!skip", "!stay")
Raw = dict[str, Any]


@dataclass
class Person:
    id: int
    left: int = 0
    begun: float = 0.0
    depth: int = 0
    run: str = ""
    first: str = ""
    waits: set[str] = field(default_factory=set)
    shown: Raw = field(default_factory=dict)

    def buttons(self) -> list[str]:
        rows = self.shown.get("reply_markup", {}).get("inline_keyboard", ())
        return [
            button["callback_data"] for row in rows for button in row if "callback_data" in button
        ]


class Talk:
    """One bot with its people."""

    def __init__(self, writes: bool, any_button: bool) -> None:
        self.writes = writes
        self.any_button = any_button
        self.people: dict[int, Person] = {}
        self.updates: list[Raw] = []
        self.number = 0
        self.webhook: Raw | None = None
        self.came = asyncio.Event()
        self.is_over = asyncio.Event()
        self.took: list[float] = []
        self.refused = 0
        self.is_ready = asyncio.Event()
        self.begins: list[str] = []
        self.chance = random.Random(7)
        self.kinds: Counter[str] = Counter()
        self.calling: set[asyncio.Task[None]] = set()

    async def round(self, people: list[int], steps: int, begins: list[str]) -> Raw:
        self.begins = begins
        self.took, self.refused = [], 0
        self.kinds.clear()
        self.is_over.clear()
        for number in people:
            person = self.people.setdefault(number, Person(number))
            person.left = steps
            self.next(person)
        await self.is_over.wait()
        return {"took": self.took, "refused": self.refused, "kinds": self.kinds}

    def next(self, person: Person) -> None:
        self.number += 1
        sender = {"id": person.id, "is_bot": False, "first_name": "P", "language_code": "ru"}
        chat = {"id": person.id, "type": "private", "first_name": "P"}
        update: Raw = {"update_id": self.number}
        if self.writes or (self.any_button and not person.buttons()):
            said: Raw = {"text": "да"}
            if self.any_button:
                command = {"type": "bot_command", "offset": 0, "length": 6}
                said = {"text": "/start", "entities": [command]}
            update["message"] = {
                "message_id": self.number, "date": 1, "chat": chat, "from": sender, **said,
            }  # fmt: skip
            person.waits = {"shown"}
        else:
            update["callback_query"] = {
                "id": f"{self.number}.{person.id}", "from": sender, "chat_instance": "1",
                "data": self.pressed(person),
                "message": {**person.shown, "message_id": 7, "date": 1, "chat": chat, "from": ME},
            }  # fmt: skip
            person.waits = {"shown", "answered"}
        person.begun = time.perf_counter()
        self.updates.append(update)
        self.came.set()
        if self.webhook is not None:
            call = asyncio.create_task(self.call(update))
            self.calling.add(call)
            call.add_done_callback(self.calling.discard)

    async def call(self, update: Raw) -> None:
        assert self.webhook is not None
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook.get("secret_token", "")}
        while True:
            async with CLIENT[0].post(self.webhook["url"], json=update, headers=headers) as answer:
                if answer.status == 200:
                    return
            self.refused += 1
            await asyncio.sleep(0.1)

    def pressed(self, person: Person) -> str:
        """What a finger does: forward, or back where it is deep enough, never out of the check."""
        if self.any_button:
            return self.chance.choice(person.buttons())
        every = [data for data in person.buttons() if data.startswith("q:")]
        forward = [data for data in every if not data.endswith(NOT_TAKEN)]
        if not forward:
            self.kinds["begun"] += 1
            return self.chance.choice(self.begins)
        [_, run, path, _] = forward[0].split(":")
        person.first, person.run = (person.first if run == person.run else path), run
        person.depth = 0 if path == person.first else person.depth
        if person.depth and (person.depth >= DEEPEST or self.chance.random() < 0.4):
            person.depth -= 1
            self.kinds["back"] += 1
            return f"q:{run}:{path}:!back"
        person.depth += 1
        self.kinds["answered"] += 1
        return self.chance.choice(forward)

    def done(self, person_id: int, what: str) -> None:
        person = self.people[person_id]
        if what not in person.waits:
            return
        person.waits.discard(what)
        if person.waits:
            return
        self.took.append(time.perf_counter() - person.begun)
        person.left -= 1
        if person.left > 0:
            self.next(person)
        elif all(each.left <= 0 for each in self.people.values()):
            self.is_over.set()


CLIENT: list[ClientSession] = []
ME: Final = {"id": 42, "is_bot": True, "first_name": "B", "username": "benchmark_bot"}
TALKS: dict[str, Talk] = {}


def talk_of(token: str) -> Talk:
    return TALKS.setdefault(token, Talk(token.startswith("1"), token.startswith("9")))


async def told(request: web.Request) -> Raw:
    if request.content_type == "application/json":
        said: Raw = await request.json()
        return said
    form = {name: str(value) for name, value in (await request.post()).items()}
    if "reply_markup" in form:
        return {**form, "reply_markup": json.loads(form["reply_markup"])}
    return form


async def answer(request: web.Request) -> web.Response:
    talk = talk_of(request.match_info["token"])
    method, said = request.match_info["method"].lower(), await told(request)
    result: object = True
    if method == "getme":
        result = ME
    elif method == "getupdates":
        talk.is_ready.set()
        result = await updates(talk, said)
    elif method == "setwebhook":
        talk.webhook = said
        talk.is_ready.set()
    elif method in ("editmessagetext", "sendmessage"):
        chat = int(said["chat_id"])
        shown = {"text": said["text"]}
        if "reply_markup" in said:
            shown["reply_markup"] = said["reply_markup"]
        talk.people[chat].shown = shown
        talk.done(chat, "shown")
        result = {
            "message_id": 7, "date": 1, "from": ME,
            "chat": {"id": chat, "type": "private", "first_name": "P"}, **shown,
        }  # fmt: skip
    elif method == "answercallbackquery":
        talk.done(int(str(said["callback_query_id"]).rpartition(".")[2]), "answered")
    return web.json_response({"ok": True, "result": result})


async def updates(talk: Talk, said: Raw) -> list[Raw]:
    offset, seconds = int(said.get("offset") or 0), float(said.get("timeout") or 0)
    talk.updates = [each for each in talk.updates if each["update_id"] >= offset]
    if not talk.updates and seconds:
        talk.came.clear()
        try:
            async with asyncio.timeout(seconds):
                await talk.came.wait()
        except TimeoutError:
            return []
    return talk.updates[:AT_ONCE]


async def one_round(request: web.Request) -> web.Response:
    asked = await request.json()
    talk = talk_of(asked.pop("token"))
    return web.json_response(await talk.round(**asked))


async def ready(request: web.Request) -> web.Response:
    """Answers once the bot takes updates."""
    await talk_of(request.query["token"]).is_ready.wait()
    return web.Response()


async def main() -> None:
    app = web.Application()
    app.router.add_post("/round", one_round)
    app.router.add_get("/ready", ready)
    app.router.add_post("/bot{token}/{method}", answer)
    app.router.add_get("/bot{token}/{method}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    async with ClientSession() as client:
        CLIENT.append(client)
        print(f"http://127.0.0.1:{runner.addresses[0][1]}", flush=True)
        gc.collect()
        gc.freeze()
        await asyncio.to_thread(sys.stdin.read)
    await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(main())
