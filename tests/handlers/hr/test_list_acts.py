"""How many acts the jobs of a year take at a college of 180 and a university of 800."""

from __future__ import annotations

import pytest

from bot.outbound.staff_lines import StaffLinesKept
from rules.norms.loading import catalogue
from rules.vocabulary import Json
from storage.repositories.register import NewEmployee
from storage.tables.register import Appointment
from tests.cases.college import NOW
from tests.handlers.house import Somebody
from tests.handlers.hr.conftest import Scene
from tests.handlers.hr.test_lists import file_of, shown

TVET: Json = {"education": [{"level": "tvet", "fields": []}]}
POST = {180: "tvet-methodist", 800: "uni-lecturer"}
EVERY = 9
"""Every ninth has no higher education, which both clauses ask for."""


async def employ(scene: Scene, people: int) -> list[str]:
    """The names of those who are short, in order."""
    new: list[NewEmployee] = [
        (str(n), f"Үлгі №{n:03}", TVET if n % EVERY == 0 else {}) for n in range(people)
    ]
    async with scene.house.database.work() as work:
        numbers = await work.register.add(scene.colleges.organisation, new, NOW)
        position = POST[people]
        posts = [
            Appointment(0, n, scene.colleges.department, position, "x", "teaching", 100, None, None,
                        None)
            for n in numbers
        ]  # fmt: skip
        await work.register.appoint(posts)
    kept = StaffLinesKept(scene.house.database, catalogue(), lambda: NOW)
    while await kept.step():
        continue
    return [name for _, name, known in new if known]


class Counting:
    """Somebody whose presses and words are counted."""

    def __init__(self, person: Somebody) -> None:
        self.person, self.acts = person, 0

    async def press(self, beginning: str) -> None:
        self.acts += 1
        labels = self.person.labels()
        await self.person.press(next(each for each in labels if each.startswith(beginning)))

    async def say(self, words: str) -> None:
        self.acts += 1
        await self.person.say(words)


@pytest.mark.parametrize("people", POST)
async def test_who_is_short_takes_two_and_a_file_three(scene: Scene, people: int) -> None:
    short = await employ(scene, people)
    hr = Counting(await scene.hr())
    await hr.press("📋 Lists")
    await hr.press("❌ Short by clause")
    assert hr.acts == 2
    assert f"{len(short)} people" in hr.person.live.text
    assert shown(hr.person) == short[:5]
    await hr.press("📤 As a file")
    assert hr.acts == 3
    assert [row[2] for row in list(file_of(hr.person).values)[2:]] == short


@pytest.mark.parametrize("people", POST)
async def test_the_last_of_all_is_found_in_three(scene: Scene, people: int) -> None:
    await employ(scene, people)
    hr = Counting(await scene.hr())
    await hr.press("📋 Lists")
    await hr.press("👥 Everybody")
    await hr.say(f"№{people - 1}")
    assert hr.acts == 3
    assert f"Үлгі №{people - 1}" in hr.person.live.text
    assert scene.house.refused() == []
