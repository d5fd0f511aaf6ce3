from dataclasses import dataclass
from datetime import date

import pytest_asyncio

from cases.purposes import TRAINING
from tests.cases.college import HR, NOW, PEOPLE, TODAY
from tests.cases.training.university import (
    DEAN,
    DIRECTOR,
    HEAD,
    OTHER_HEAD,
    TEACHER_A,
    University,
    build,
)
from tests.handlers.house import House, Somebody


@dataclass
class Campus:
    """A university with a year of training; everybody uses the bot in English."""

    house: House
    u: University

    def person(self, person_id: int) -> Somebody:
        return self.house.person(person_id, "en")

    def at(self, day: date) -> None:
        self.house.now = NOW + (day - TODAY)

    async def opens(self, person: Somebody, data: str) -> str:
        """Presses a button as an old message may still show it."""
        at = person.live
        await self.house.telegram.press(person.id, at.message_id, data, stale=True)
        await self.house.settle()
        return person.live.text

    async def plan(self, person_id: int = TEACHER_A, employee: int | None = None) -> Somebody:
        """Somebody with the plan of an employee before them."""
        person = self.person(person_id)
        await person.say("/start")
        record = employee or self.u.teachers[1]
        await self.opens(person, f"tr:plan:{self.u.year}:{record}")
        return person

    async def year(self, person_id: int = HR) -> Somebody:
        """HR, or a head, with the year before them."""
        person = self.person(person_id)
        await person.say("/hr")
        await self.opens(person, f"h:train_year:{self.u.organisation}:{self.u.year}")
        return person


@pytest_asyncio.fixture
async def campus(house: House) -> Campus:
    u = await build(house.database)
    async with house.database.work() as work:
        for person_id in (*PEOPLE, DIRECTOR, DEAN, HEAD, OTHER_HEAD, TEACHER_A):
            await work.people.set_language(person_id, "en")
            await work.purposes.put(person_id, TRAINING.id, TRAINING.version, True, house.now)
    return Campus(house, u)
