"""Every screen of a demonstration year fits a phone, in every language."""

from __future__ import annotations

from collections import Counter, deque
from typing import Final

import pytest

from bot.commands.demo import fill
from handlers.chat.phone import LINES, height
from i18n import LANGUAGES
from rules.norms.loading import catalogue
from rules.vocabulary import Language
from tests.cases.college import HR, OPERATOR, OTHER_HR
from tests.handlers.house import NOW, House, Somebody

USERS: Final = 60
READERS: Final[dict[Language, int]] = dict(zip(LANGUAGES, (OPERATOR, HR, OTHER_HR), strict=True))
OF_A_KIND: Final = 3
"""Screens of each action that are looked at, from the first and from the last of a list."""
OF_TRAINING: Final = ("train", "form", "fig", "rep", "dec", "doc", "year", "need", "trip")

# How high a screen is does not depend on the database.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


class Reader:
    """Opens whatever the screens of training offer, and says which are too high."""

    def __init__(self, person: Somebody) -> None:
        self.person = person
        self.seen: Counter[str] = Counter()
        self.too_high: dict[str, tuple[int, str]] = {}

    async def read(self, first: str) -> None:
        waiting = deque([first])
        known = {first}
        while waiting:
            data = waiting.popleft()
            action = data.split(":")[1]
            if self.seen[action] == OF_A_KIND:
                continue
            self.seen[action] += 1
            for other in await self._opened(data):
                if other not in known and other.split(":")[1].startswith(OF_TRAINING):
                    known.add(other)
                    waiting.append(other)

    async def _opened(self, data: str) -> list[str]:
        house, here = self.person.house, self.person.id
        before = len(house.telegram.messages(here))
        at = self.person.live
        await house.telegram.press(here, at.message_id, data, stale=True)
        await house.settle(60)
        for message in [self.person.live, *house.telegram.messages(here)[before:]]:
            high = height(message.html or "")
            if high > LINES:
                self.too_high[data] = (high, message.text)
        return [each for each in self.person.data() if each.startswith("h:")]


@pytest.mark.parametrize("kind", ["college", "university"])
async def test_every_screen_of_a_year_fits_a_phone(house: House, kind: str) -> None:
    readers = frozenset(READERS.values())
    # One year runs, the other is over: some screens are only of one of them.
    year = NOW.year - (kind == "university")
    await fill(house.database, catalogue(), USERS, None, lambda: NOW, kind, year, readers)
    found: dict[tuple[Language, str], tuple[int, str]] = {}
    for language, number in READERS.items():
        reader = Reader(house.person(number, language))
        await reader.person.say("/start")
        async with house.database.work() as work:
            await work.people.set_language(number, language)
        await reader.read("h:train:1")
        assert len(reader.seen) > 30, sorted(reader.seen)
        found |= {(language, data): each for data, each in reader.too_high.items()}
    assert found == {}, "\n".join(f"{k} {v[0]} {v[1]}" for k, v in found.items())
