from dataclasses import dataclass

import pytest_asyncio

from storage.tables.audit import AuditEntry
from tests.cases.college import ALL, HR, PEOPLE, Colleges, found
from tests.handlers.house import House, Somebody


@dataclass
class Scene:
    """Two colleges; everybody of them has written to the bot before, in English."""

    house: House
    colleges: Colleges

    def person(self, person_id: int) -> Somebody:
        return self.house.person(person_id, "en")

    async def hr(self, person_id: int = HR) -> Somebody:
        """Somebody with the first screen of HR before them."""
        person = self.person(person_id)
        await person.say("/hr")
        return person

    async def opens(self, person: Somebody, action: str, *numbers: int) -> str:
        """Presses a button as an old message or another client may still show it."""
        at = person.live
        data = ":".join(("h", action, *map(str, numbers)))
        await self.house.telegram.press(person.id, at.message_id, data, stale=True)
        await self.house.settle(60)  # a paper on a busy machine
        return person.live.text

    async def log(self, organisation_id: int | None = None) -> list[AuditEntry]:
        """What stands in the audit log, the earliest first."""
        number = organisation_id or self.colleges.organisation
        async with self.house.database.work(writing=False) as work:
            return (await work.audit.of_organisation(number, 100))[::-1]

    async def actions(self) -> list[str]:
        return [entry.action for entry in await self.log()]


@pytest_asyncio.fixture
async def scene(house: House) -> Scene:
    colleges = await found(house.database, ALL)
    async with house.database.work() as work:
        for person_id in PEOPLE:
            await work.people.set_language(person_id, "en")
    return Scene(house, colleges)
