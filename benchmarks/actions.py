"""How many actions lead to a report: people who type what they can, through the real dispatcher.

An action is a press or a sent message, /start and consent included. Three invented people go to
every position, and to one category of those that have any: one who begins, one who has worked for
some years, one who has nearly everything. Each goes twice. `told`: the first message says who one
is, as people write to a colleague, and is confirmed. `named`: the first message names the post
only. Every question is then answered by typing, lists in one message; what has no words, by a
press.

Fails where a goal is missed by somebody who tells; see `docs/actions.md` for the figures.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from string import ascii_lowercase
from typing import Final

import structlog

from handlers.chat.names import short_name
from i18n import translator
from rules.norms.loading import catalogue
from rules.vocabulary import EXPERIENCE_KINDS, FLAGS
from storage.database import migrate
from tests.handlers.house import House, Somebody, open_house

LIMIT: Final = 60
PROFESSORS: Final = 14
UNIVERSITY: Final = 12
COLLEGE: Final = 8
MEDIAN: Final = 8
CATEGORY_WANTED: Final = "expert"
CATEGORY_WORDS: Final = {"expert": "эксперта", "moderator": "модератора"}


@dataclass(frozen=True, slots=True)
class Person:
    """`told`: what they say of themselves beside the post. `answers`: what they type to a question,
    by its path without numbers or by its fact; what is not there is "no"."""

    name: str
    told: str
    answers: Mapping[str, str]


_COLLEGE: Final = (
    Person(
        "begins",
        "высшее педагогическое образование, бакалавр, стаж по специальности 1 год, "
        "педагогический стаж 1 год, категории нет",
        {
            "education.level": "бакалавр",
            "education.fields": "педагогическое",
            "experience.teaching": "1 год",
            "experience.education_org": "1 год",
            "experience.tvet_org": "1 год",
            "experience.specialty": "1 год",
            "experience.post": "1 год",
            "category": "без категории",
        },
    ),
    Person(
        "some years",
        "высшее педагогическое образование, бакалавр, стаж по специальности 5 лет, "
        "педагогический стаж 5 лет, категория модератор",
        {
            "education.level": "бакалавр",
            "education.fields": "педагогическое",
            "experience.teaching": "5 лет",
            "experience.education_org": "5 лет",
            "experience.tvet_org": "5 лет",
            "experience.specialty": "5 лет",
            "experience.post": "5 лет",
            "category": "модератор",
        },
    ),
    Person(
        "nearly all",
        "магистр, образование педагогическое, стаж по специальности 12 лет, "
        "педагогический стаж 12 лет, категория эксперт",
        {
            "education.level": "магистр",
            "education.fields": "педагогическое",
            "experience.teaching": "12 лет",
            "experience.education_org": "12 лет",
            "experience.tvet_org": "12 лет",
            "experience.tvet_head": "2 года",
            "experience.education_management": "3 года",
            "experience.specialty": "12 лет",
            "experience.post": "12 лет",
            "category": "эксперт",
            "flags.teaches": "да",
            "retraining": "педагогическая",
        },
    ),
)

_UNIVERSITY: Final = (
    Person(
        "begins",
        "магистр по профилю, научно-педагогический стаж 1 год, курсы по профилю 72 часа 14.03.2025",
        {
            "education.level": "магистр",
            "education.fields": "по профилю",
            "experience.scientific_pedagogical": "1 год",
            "experience.specialty": "1 год",
            "certificates": "по профилю 72 часа 14.03.2025",
            "publications": "1 статья КОКСОН",
            "language_level": "нет сертификата",
        },
    ),
    Person(
        "some years",
        "магистр по профилю, PhD по профилю, научно-педагогический стаж 6 лет, "
        "курсы по профилю 72 часа 14.03.2025 и 36 часов 20.05.2025 онлайн-методики",
        {
            "education.level": "магистр",
            "education.fields": "по профилю",
            "degrees.degree": "PhD",
            "degrees.in_profile": "да",
            "experience.scientific_pedagogical": "6 лет",
            "experience.specialty": "8 лет",
            "certificates": "по профилю 72 часа 14.03.2025; онлайн-методики 36 часов 20.05.2025",
            "publications": "2 Scopus 40 процентиль 2024, 3 национальных, 2 учебно-методических",
            "publications.quartile": "2",
            "publications.percentile": "40",
            "publications.published": "12.05.2024",
            "h_index": "2",
            "flags.textbooks": "да",
            "language_level": "B2",
            "it_base": "нет",
        },
    ),
    Person(
        "nearly all",
        "магистр по профилю, кандидат наук по профилю, доцент, научно-педагогический стаж 15 лет, "
        "стаж по специальности 18 лет, курсы по профилю 72 часа 14.03.2025, IT 72 часа 10.04.2025, "
        "онлайн-методики 36 часов 20.05.2025",
        {
            "education.level": "магистр",
            "education.fields": "по профилю",
            "degrees.degree": "кандидат наук",
            "degrees.in_profile": "да",
            "titles": "доцент",
            "experience.scientific_pedagogical": "15 лет",
            "experience.education_management": "4 года",
            "experience.specialty": "18 лет",
            "certificates": "по профилю 72 часа 14.03.2025; IT 72 часа 10.04.2025; "
            "онлайн-методики 36 часов 20.05.2025",
            "publications": "3 Scopus 60 процентиль 2024, 2 WoS Q2 2025, 4 национальных, "
            "3 учебно-методических, 1 монография",
            "publications.quartile": "2",
            "publications.percentile": "60",
            "publications.published": "12.05.2024",
            "h_index": "4",
            "flags.textbooks": "да",
            "flags.grants_led": "да",
            "flags.recognised_works": "да",
            "language_level": "B2",
            "it_base": "да",
        },
    ),
)


@dataclass(frozen=True, slots=True)
class Way:
    """The actions of one person to one report, telling of themselves first or not."""

    position: str
    category: str | None
    person: str
    told: int
    named: int


def people_of(position: str) -> tuple[Person, ...]:
    return _UNIVERSITY if position.startswith("uni-") else _COLLEGE


def goal_of(position: str) -> int:
    if not position.startswith("uni-"):
        return COLLEGE
    return PROFESSORS if "professor" in position else UNIVERSITY


class Player:
    """Somebody at the phone; every action is counted. `steps`: what was done, for looking at."""

    def __init__(self, house: House, number: int, person: Person) -> None:
        self.phone: Somebody = house.person(number, "ru")
        self.person = person
        self.steps: list[str] = []

    @property
    def actions(self) -> int:
        return len(self.steps)

    async def say(self, words: str) -> None:
        self.steps.append(words)
        await self.phone.say(words)

    async def press(self, button: str) -> None:
        self.steps.append(f"[{button}]")
        await self.phone.press(button)

    async def go(self, position: str, category: str | None, *, tells: bool) -> int:
        """From /start to the report; the number of actions."""
        await self.say("/start")
        await self.press("c:yes:2")
        name = catalogue().positions[position].names.ru
        if category is not None:
            name = f"{name}, хочу категорию {CATEGORY_WORDS[category]}"
        await self.say(f"{name}. {self.person.told}" if tells else name)
        await self._to_the_questions(position, category)
        tried: set[str] = set()
        while not self._has_report():
            await self._answer(tried)
            assert self.actions < LIMIT, self.steps
        return self.actions

    async def _to_the_questions(self, position: str, category: str | None) -> None:
        """Confirms what was understood, and chooses what is left to choose."""
        for _ in range(6):
            every = self.phone.data()
            if self._is_asked() or self._has_report():
                return
            wanted = (f"m:pos:{position}", f"m:cat:{position}:{category or '-'}")
            there = [data for data in every if data in wanted]
            there += self._agreeing(position, category)
            there += [data for data in every if data.startswith("m:among:")]
            if there:
                await self.press(there[0])
            else:
                await self.say(catalogue().positions[position].names.ru)

    def _agreeing(self, position: str, category: str | None) -> list[str]:
        """The buttons that say that all was understood, the one that says most first."""
        name = short_name(catalogue(), position, translator("ru"))
        every = [button for row in self.phone.live.buttons for button in row]
        near = [b for b in every if (b.data or "").startswith("st:p")]
        named = [b.data or "" for b in near if b.text == name]
        meant = [b.data or "" for b in every if (b.data or "").startswith("st:k")]
        if meant:
            return [next(data for data in meant if data.endswith(f":{category or '-'}"))]
        sure = [b.data or "" for b in every if (b.data or "").startswith(("st:a", "st:y"))]
        return [*named, *sure]

    def _is_asked(self) -> bool:
        return any(data.startswith("q:") for data in self.phone.data())

    def _has_report(self) -> bool:
        return any(data.startswith("e:s:asked") for data in self.phone.data())

    async def _answer(self, tried: set[str]) -> None:
        """Types the answer; what was not understood is pressed instead."""
        asked = next(data for data in self.phone.data() if data.startswith("q:"))
        path = asked.split(":")[2]
        parts = path.split(".")
        plain = ".".join(part for part in parts if not part.isdecimal())
        words = self._words(parts[0], plain)
        if path in tried or words is None:
            await self._pressed(path)
            return
        tried.add(path)
        await self.say(words)

    def _words(self, fact: str, plain: str) -> str | None:
        answers = self.person.answers
        if fact == "competences":
            return None
        if plain.startswith("experience.with."):
            return self._kinds(plain)
        if plain.endswith(".more"):
            return "больше нет"
        if plain in ("certificates.topic", "publications.index"):
            return answers.get(fact, "нет")
        if plain == "education.it_base":
            return answers.get("it_base", "нет")
        if plain == "education.fields" and not self._is_offered(answers[plain]):
            return None
        if plain.startswith("flags.with."):
            return self._flags(plain)
        if plain.startswith("publications.published"):
            plain = "publications.published"
        if plain in answers:
            return answers[plain]
        if plain.startswith("experience."):
            return "0"
        return "нет"

    def _kinds(self, path: str) -> str:
        """The numbers of the kinds of work that there has been."""
        kinds = [EXPERIENCE_KINDS[ascii_lowercase.index(sign)] for sign in path.split(".")[2]]
        done = self.person.answers
        numbers = [n for n, kind in enumerate(kinds, 1) if f"experience.{kind}" in done]
        return f"{', '.join(map(str, numbers))}, остальное нет" if numbers else "нет"

    def _flags(self, path: str) -> str:
        """The numbers of what is so."""
        flags = [FLAGS[ascii_lowercase.index(sign)] for sign in path.split(".")[2]]
        so = self.person.answers
        numbers = [n for n, flag in enumerate(flags, 1) if so.get(f"flags.{flag}") == "да"]
        return f"{', '.join(map(str, numbers))}, остальное нет" if numbers else "нет"

    def _is_offered(self, words: str) -> bool:
        """Whether a button says it: people look."""
        return any(words[:7].casefold() in label.casefold() for label in self.phone.labels())

    async def _pressed(self, path: str) -> None:
        """The button that says most: all of a page, or "don't know" where words did not do."""
        every = [data for data in self.phone.data() if data.startswith("q:")]
        for end in (":!all", ":alone", ":none", ":!done", ":!unknown"):
            there = [data for data in every if data.endswith(end)]
            if there:
                await self.press(there[0])
                return
        await self.press(every[0])


def checks() -> Iterator[tuple[str, str | None]]:
    """Every position, and a category of each that has them."""
    for position in catalogue().positions.values():
        yield position.id, None
        if position.categories:
            yield position.id, CATEGORY_WANTED


async def played(verbose: bool) -> list[Way]:
    found = []
    number = 0
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'actions.sqlite3'}"
        await migrate(url)
        async with open_house(url) as house:
            for position, category in checks():
                for person in people_of(position):
                    counts = {}
                    for tells in (True, False):
                        number += 1
                        player = Player(house, number, person)
                        counts[tells] = await player.go(position, category, tells=tells)
                        if verbose:
                            print(position, category, person.name, player.steps, file=sys.stderr)
                    found.append(Way(position, category, person.name, counts[True], counts[False]))
    return found


def main() -> int:
    logging.disable(logging.CRITICAL)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    ways = asyncio.run(played("--steps" in sys.argv))
    missed = []
    most: dict[str, int] = {}
    for position, category in checks():
        mine = [way for way in ways if (way.position, way.category) == (position, category)]
        told = [way.told for way in mine]
        named = [way.named for way in mine]
        goal = goal_of(position)
        if category is None:
            most[position] = max(told)
        if max(told) > goal:
            missed.append(f"{position}/{category or '-'}")
        print(
            f"{position + '/' + (category or '-'):46} told {told} named {named} goal {goal}",
            file=sys.stderr,
        )
    middle = median(most.values())
    print(f"median over {len(most)} positions: {middle} (wanted {MEDIAN})", file=sys.stderr)
    print(json.dumps({"ways": [asdict(way) for way in ways], "median": middle, "missed": missed}))
    return bool(missed) or middle > MEDIAN


if __name__ == "__main__":
    sys.exit(main())
