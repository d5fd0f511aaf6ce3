"""People who press and type at random, the way no tester would."""

from __future__ import annotations

from random import Random

from local_chat.model import Message, Press
from tests.handlers.house import House, Somebody

NOISE = (
    "/start",
    "/start s_unknown",
    "/check",
    "/fit",
    "/my",
    "/help",
    "/lang",
    "/cancel",
    "/mydata",
    "/privacy",
    "/about",
    "/forget",
    "/nonsense",
    "преподаватель",
    "колледж оқытушысы",
    "associate professor",
    "методист",
    "директор",
    "3 года 2 мес",
    "5 жыл",
    "10",
    "since 2015",
    "14.03.2025",
    "31.02.2025",
    "20.11.2099",
    "72 часа",
    "да",
    "жоқ",
    "don't know",
    "педагогическое и по профилю",
    "<b>не закрыт & <script>",
    "😀😀😀",
    "\u202eобратно",
    "ұ" * 4000,
    "0",
    "-1",
    "999999999999999999999999",
)


class Crowd:
    """Twenty people, or so; `presses` are all they made."""

    def __init__(self, house: House, seed: int, size: int) -> None:
        self.chance = Random(seed)
        self.house = house
        languages = ("kk", "ru", "en", None, "de")
        self.people = [house.person(100 + n, languages[n % len(languages)]) for n in range(size)]
        self.presses: list[Press] = []

    async def arrive(self) -> None:
        for person in self.people:
            await self.house.telegram.type_text(person.id, "/start")

    async def act_once_each(self) -> None:
        for person in self.people:
            await self._act(person)

    async def _act(self, person: Somebody) -> None:
        what = self.chance.random()
        if what < 0.12:
            await self.house.telegram.type_text(person.id, self.chance.choice(NOISE))
        elif what < 0.14:
            await self.house.telegram.send_document(person.id, b"x", "x.bin")
        elif what < 0.16:
            self._repeat_update()
        elif what < 0.26:
            await self._press(person, self._with_buttons(person), times=1)
        else:
            newest = self._with_buttons(person)[-1:]
            await self._press(person, newest, times=2 if what < 0.36 else 1)

    def _repeat_update(self) -> None:
        self.house.telegram.redeliver_last_update()

    def _with_buttons(self, person: Somebody) -> list[Message]:
        messages = self.house.telegram.messages(person.id)
        return [message for message in messages if message.by_bot and message.rows]

    async def _press(self, person: Somebody, messages: list[Message], times: int) -> None:
        if not messages:
            return
        message = self.chance.choice(messages)
        buttons = [button.data for row in message.buttons for button in row if button.data]
        data = self.chance.choice(buttons)
        for _ in range(times):
            press = await self.house.telegram.press(person.id, message.message_id, data, stale=True)
            self.presses.append(press)
