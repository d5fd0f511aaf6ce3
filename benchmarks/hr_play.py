"""A college and a university whose HR and a head play a year: people, lists, what is counted."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from benchmarks.hr_apart import (
    Compared,
    Row,
    posts_of,
    read_rows,
    rows_of_book,
    words_of_paper,
)
from benchmarks.training_play import BEGAN, HR_ID, PATIENCE, Actor, Play
from bot.commands.demo import fill
from bot.outbound.staff_lines import StaffLinesKept
from cases.lists.reading import ListName, Wanted
from cases.purposes import ANSWERS, HEADS, RECEIPTS, REGISTER
from handlers.hr.list_looks import Look, pack
from handlers.roster.list_words import TITLES
from rules.dates import today
from rules.norms.loading import catalogue
from rules.vocabulary import Json
from storage.repositories.demo import CONSENT
from storage.tables.organisations import Shares
from storage.tables.register import Appointment

STAFF: Final = {"college": 180, "university": 800}
WITHOUT_TELEGRAM: Final = 5
NEW: Final = 6
"""Those who have joined and have made no check; their courses or category end soon."""
NEW_ID: Final = 5_000_001
LISTED: Final[tuple[ListName, ...]] = (
    "short", "open", "leaving", "category_ends", "not_joined", "not_shared", "not_answered",
    "opted_out", "blocked",
)  # fmt: skip
STATES: Final[tuple[ListName, ...]] = ("short", "open", "nothing_short", "not_judged")
MOST_TURNS: Final = 12
"""Longer lists are turned no further: their file is compared as a whole."""


@dataclass(frozen=True, slots=True)
class Done:
    """A job with its acts. `before`: what it took once, "" where it could not be done."""

    job: str
    role: str
    acts: int
    goal: int
    before: str = ""


@dataclass
class HrPlay:
    """An organisation in its year. `within`: the head's department; `people`: those who have
    joined; `members`: person → name and department."""

    play: Play
    database: Path
    within: int = 0
    head_id: int = 0
    people: list[int] = field(default_factory=list)
    done: list[Done] = field(default_factory=list)
    compared: Compared = field(default_factory=Compared)

    @property
    def hr(self) -> Actor:
        return self.play.hr

    @property
    def head(self) -> Actor:
        return self.play.actor(self.head_id, "head")

    @property
    def on(self) -> date:
        return today(self.play.house.now)

    @asynccontextmanager
    async def job(
        self, job: str, actor: Actor, goal: int, before: str = "", first: int = 0
    ) -> AsyncIterator[None]:
        """Counts what is done within, from the first screen; `first`: acts that led there."""
        if not first:
            await self.home(actor)
        self.play.step = job
        yield
        acts = first + self.play.acts[(job, actor.role)]
        self.play.step = ""
        self.done.append(Done(job, actor.role, acts, goal, before))

    async def home(self, actor: Actor) -> None:
        self.play.step = ""
        await actor.say("/hr")

    def file(self, actor: Actor) -> bytes:
        """What came last."""
        message = self.play.house.telegram.last_message(actor.phone.id)
        assert message.media is not None, f"no file came: {message.text}"
        return message.media.data

    async def opens(self, actor: Actor, action: str, *numbers: int) -> str:
        """Presses a button as an old message may still show it."""
        assert actor.at is not None
        data = ":".join(("h", action, *map(str, numbers)))
        telegram = self.play.house.telegram
        await telegram.press(actor.phone.id, actor.at.message_id, data, stale=True)
        await self.play.house.settle(PATIENCE)
        actor.at = actor.phone.live
        return actor.at.text

    def rows(self) -> list[Row]:
        return read_rows(self.database, self.play.organisation, self.on)

    async def whole_list(self, actor: Actor, name: ListName, before: str = "") -> None:
        """By name, as a workbook and as a PDF, each against the evaluation apart."""
        is_head = actor is self.head
        title = TITLES[name].partition(" ")[2]
        about = f"{self.play.kind}, {actor.role}, {name}"
        within = self.within if is_head else None
        posts = posts_of(self.rows(), name, self.on, within, of_head=is_head)
        people = set(posts)
        async with self.job(title, actor, 2, before):
            await actor.press("Lists")
            await actor.press(TITLES[name])
        text = actor.at.text if actor.at else ""
        self.compared.same(f"{about}, total", number_of(text), len(people))
        if not people:
            return
        async with self.job(f"{title}: .xlsx", actor, 3, first=2):
            await actor.press("As a file")
        rows = rows_of_book(self.file(actor))
        self.compared.same(f"{about}, .xlsx", sorted(str(row[2]) for row in rows[2:]), posts)
        self.compared.same(f"{about}, first line", figures_of(str(rows[0][0])),
                           (len(people), len(posts)))  # fmt: skip
        async with self.job(f"{title}: PDF", actor, 3, first=2):
            await actor.press("For the printer")
        paper = words_of_paper(self.file(actor))
        missing = [each for each in people if "".join(each.split()) not in paper]
        self.compared.same(f"{about}, PDF without", missing, [])
        await self._turned(actor, about, list(dict.fromkeys(str(row[2]) for row in rows[2:])))

    async def _turned(self, actor: Actor, about: str, ordered: list[str]) -> None:
        """The list in the chat, slice by slice, in the order of the file."""
        shown = names_on(actor)
        for _ in range(MOST_TURNS):
            if actor.has("▶️"):
                await actor.press("▶️")
                shown += names_on(actor)
        self.compared.same(f"{about}, chat", shown, ordered[: len(shown)])
        if not actor.has("▶️"):
            self.compared.same(f"{about}, all turned", len(shown), len(ordered))

    async def adds_up(self) -> None:
        """Each post stands in one of the four lists; the two that the menu leaves out are there."""
        rows = self.rows()
        everybody, posts = 0, 0
        for name in ("staff", *STATES):
            await self.home(self.hr)
            look = pack(Look(Wanted(name), "after"), catalogue())
            await self.opens(self.hr, "lists_at", self.play.organisation, look, 0, 0)
            expected = posts_of(rows, name, self.on, None)
            assert self.hr.at is not None
            self.compared.same(f"{name}, total", number_of(self.hr.at.text), len(set(expected)))
            if not expected:
                continue
            await self.hr.press("As a file")
            count = figures_of(str(rows_of_book(self.file(self.hr))[0][0]))[1]
            everybody, posts = (count, posts) if name == "staff" else (everybody, posts + count)
        self.compared.same("short + open + nothing short + not judged", posts, everybody)
        self.compared.same("posts of everybody", everybody, len(rows))


def names_on(actor: Actor) -> list[str]:
    return re.findall(r"^• (.+)$", actor.at.text if actor.at else "", re.MULTILINE)


def number_of(text: str) -> int:
    """How many people a screen says."""
    found = re.search(r"^([\d\s]+) (?:person|people)", text, re.MULTILINE)
    return int("".join(found[1].split())) if found else -1


def figures_of(first_line: str) -> tuple[int, int]:
    """The people and posts of a file."""
    found = re.search(r"([\d\s]+) (?:person|people) · ([\d\s]+) posts?", first_line)
    return (0, 0) if found is None else (_int(found[1]), _int(found[2]))


def _int(words: str) -> int:
    return int("".join(words.split()))


async def prepared(played: HrPlay, staff: int) -> None:
    """The organisation of the demonstration, some new people, and a head of its last department."""
    play = played.play
    database, clock = play.house.database, lambda: BEGAN
    made = await fill(
        database, catalogue(), staff - WITHOUT_TELEGRAM - NEW, None, clock, play.kind,
        today(BEGAN).year, frozenset({HR_ID}),
    )  # fmt: skip
    play.organisation = int(str(made["organisation"]))
    async with database.work() as work:
        await work.people.set_language(HR_ID, "en")
        await work.people.give_consent(HR_ID, CONSENT, BEGAN)
        departments = await work.organisations.departments(play.organisation)
        played.within = departments[-1].id
        known = [(f"Ж-{n}", f"Жаңа №{n}", _ending(n, today(BEGAN))) for n in range(NEW)]
        numbers = await work.register.add(play.organisation, known, BEGAN)
        position = "uni-lecturer" if play.kind == "university" else "tvet-methodist"
        await work.register.appoint([
            Appointment(0, each, played.within, position, "Үлгі", "teaching", 100, None, None, None)
            for each in numbers
        ])  # fmt: skip
        pairs = list(zip(numbers, range(NEW_ID, NEW_ID + NEW), strict=True))
        for number, person in pairs:
            await work.people.ensure(person, "en", BEGAN)
            await work.people.give_consent(person, CONSENT, BEGAN)
            name, shares = f"Жаңа №{person - NEW_ID}", Shares(verdicts=True)
            await work.memberships.add(
                person, play.organisation, played.within, position, name, shares, BEGAN
            )
            played.head_id = person if number == numbers[0] else played.head_id
        await work.demo.tie(pairs, REGISTER.id, REGISTER.version, BEGAN)
    played.people = sorted(each.person_id for each in played.rows() if each.person_id)
    async with database.work() as work:
        await work.people.set_language(played.head_id, "en")
        await work.roles.give(
            play.organisation, played.head_id, "head", played.within, None, HR_ID, BEGAN
        )
        for person in played.people:
            for purpose in (RECEIPTS, ANSWERS, *([HEADS] if person % 2 else [])):
                await work.purposes.put(person, purpose.id, purpose.version, True, BEGAN)
    for person in played.people:
        play.house.telegram.add_person(person, f"P{person}", "en", started=True)
    kept = StaffLinesKept(database, catalogue(), lambda: play.house.now)
    while await kept.step():
        pass


def _ending(n: int, on: date) -> Json:
    """Of whom the category ends this year and the courses within weeks; every third is short."""
    return {
        "category": "expert",
        "category_until": str(on + timedelta(days=n * 8)),
        "certificates": [{"hours": 72, "issued": str(on - timedelta(days=1095 - n * 25))}],
        "education": [{"level": "master" if n % 3 else "tvet", "fields": ["pedagogical"]}],
        "experience": {"specialty": 100, "scientific_pedagogical": 90},
        "as_of": str(on),
    }
