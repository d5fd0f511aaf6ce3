"""A year of training that is played: people at their phones, the worker, the clock."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Final

from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.commands.demo import fill
from bot.outbound.falling_behind import FallingBehind
from bot.outbound.rate_limit import SharedRateLimiter
from bot.outbound.worker import Worker
from cases.purposes import REGISTER, TRAINING
from local_chat.model import Message
from rules.norms.loading import catalogue
from rules.training.vocabulary import StaffCategory
from rules.vocabulary import Json
from storage.database import Work
from storage.repositories.demo import CONSENT
from storage.tables.register import Appointment
from storage.tables.training import TrainingYear
from tests.handlers.house import House, Somebody

STAFF: Final = {"university": 300, "college": 180}
WITHOUT_TELEGRAM: Final = 5
"""Whom the demonstration adds beside those with Telegram."""
CHAIR: Final = 14
PATIENCE: Final = 300
"""Seconds: a form of 300 people takes its time on a machine that does other things."""
NAME: Final = "Үлгі он төрт · Образцовая кафедра"
HR_ID, FIRST_ID, DEAN_ID = 999, 5_000_001, 5_000_100
BEGAN: Final = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)


@dataclass
class Actor:
    """Somebody at their phone. `at`: the message they act in."""

    play: Play
    role: str
    phone: Somebody
    at: Message | None = None

    def _count(self) -> None:
        self.play.acts[(self.play.step, self.role)] += 1

    def _newest(self) -> Message:
        return self.play.house.telegram.last_message(self.phone.id)

    def find(self, words: str) -> Message:
        """The newest message of the bot that says so."""
        for each in reversed(self.play.house.telegram.messages(self.phone.id)):
            if each.by_bot and words in each.text and each.rows:
                return each
        raise AssertionError(f"{self.role} has no message with {words!r}")

    def has(self, button: str) -> bool:
        assert self.at is not None
        return any(button in each.text for row in self.at.buttons for each in row)

    async def press(self, button: str, *, message: str | None = None) -> str:
        """Presses the button whose text holds these words, in the message at hand or in the newest
        that says `message`."""
        at = self.find(message) if message else self.at
        assert at is not None, "nothing is open"
        found = [e for row in at.buttons for e in row if button in e.text]
        assert found, f"no {button!r} in {[e.text for row in at.buttons for e in row]}: {at.text}"
        before = self._newest().message_id
        self._count()
        await self.play.house.telegram.press(self.phone.id, at.message_id, found[0].data or "")
        await self.play.house.settle(PATIENCE)
        newest = self._newest()
        if newest.message_id != before and newest.rows:
            self.at = newest
        else:
            every = self.play.house.telegram.messages(self.phone.id)
            self.at = next(each for each in every if each.message_id == at.message_id)
        return self.at.text

    async def say(self, text: str) -> str:
        self._count()
        await self.phone.say(text)
        self.at = self._newest()
        return self.at.text


@dataclass
class Play:
    """The organisation in its year; `acts`: (step, role) → how many."""

    house: House
    kind: str
    begins: date
    ends: date
    organisation: int = 0
    chair: int = 0
    people: list[int] = field(default_factory=list)
    acts: Counter[tuple[str, str]] = field(default_factory=Counter)
    step: str = ""
    actors: dict[int, Actor] = field(default_factory=dict)
    seen: set[tuple[str, str]] = field(default_factory=set)

    def actor(self, person_id: int, role: str) -> Actor:
        if person_id not in self.actors:
            self.house.telegram.add_person(person_id, f"P{person_id}", "en", started=True)
            self.actors[person_id] = Actor(self, role, Somebody(self.house, person_id))
        return self.actors[person_id]

    @property
    def hr(self) -> Actor:
        return self.actor(HR_ID, "HR")

    @property
    def head(self) -> Actor:
        return self.actor(FIRST_ID, "head")

    def teacher(self, number: int) -> Actor:
        return self.actor(FIRST_ID + number, "teacher")

    @property
    def label(self) -> str:
        if self.kind == "university":
            return str(self.begins.year)
        return f"{self.begins.year}/{(self.begins.year + 1) % 100:02d}"

    async def year(self, work: Work) -> TrainingYear:
        years = await work.training_years.of_organisation(self.organisation)
        return next(each for each in years if each.label == self.label)

    def day(self, days: int) -> date:
        """So many days after the year begins; before it where that is negative."""
        return self.begins + timedelta(days=days)

    async def at(self, day: date) -> None:
        """It is that day: the worker finds what fell behind and sends what is due."""
        if datetime(day.year, day.month, day.day, 6, tzinfo=UTC) > self.house.now:
            self.house.now = datetime(day.year, day.month, day.day, 6, tzinfo=UTC)
        falling = FallingBehind(self.house.database, lambda: self.house.now)
        while await falling.step():
            pass
        await self.sweep()

    async def sweep(self) -> None:
        async def slept(seconds: float) -> None:
            self.house.now += timedelta(seconds=seconds)

        telegram = self.house.telegram
        bot_id = int(telegram.token.partition(":")[0])
        limiter = SharedRateLimiter(
            self.house.database, bot_id, lambda: self.house.now,
            monotonic=lambda: self.house.now.timestamp(), sleep=slept,
        )  # fmt: skip
        bot = ExtBot(
            telegram.token, base_url=f"{self.house.base_url}/bot", request=HTTPXRequest(),
            rate_limiter=limiter,
        )  # fmt: skip
        async with bot:
            for _ in range(8):
                worker = Worker(self.house.database, bot, bot_id, lambda: self.house.now)
                await worker.sweep()
                self.house.now += timedelta(seconds=3)

    async def look(self) -> None:
        """Notes which states there are at this moment."""
        async with self.house.database.work(writing=False) as work:
            with suppress(StopIteration, RuntimeError):
                year = await self.year(work)
                plans = await work.training_plans.of_year(year.id)
                self.seen |= {("plan", each.state) for each in plans}
                items = await work.training_plans.items([each.id for each in plans])
                self.seen |= {("course", each.state) for each in items}
                documents = await work.training_documents.of_year(year.id)
                self.seen |= {("document", each.state) for each in documents}
                passages = await work.training_documents.passages([e.id for e in documents])
                done = [each for held in passages.values() for each in held]
                self.seen |= {("step", each.outcome) for each in done}
                for found in await work.nonconformities.of_year(year.id):
                    how = "by itself" if found.words is None else "by hand"
                    state = "open" if found.closed_on is None else "closed"
                    self.seen |= {("finding", how), ("finding", state)}
                for each in await work.training_figures.snapshots(year.id):
                    self.seen |= {("figures", "requested")} if each.requested else set()
                    self.seen |= {("figures", "right")} if each.confirmed_at else set()
                    self.seen |= {("figures", "wrong")} if each.wrong else set()
                    counted = each.author is not None and not each.requested
                    self.seen |= {("figures", "anew")} if counted else set()


async def prepared(play: Play, staff: int) -> None:
    """The organisation with a year behind it, a chair of 14, and a dean where there is one."""
    users = staff - CHAIR - WITHOUT_TELEGRAM
    for number in range(CHAIR - 1):
        play.actor(FIRST_ID + number, "teacher" if number else "head")
    database, now = play.house.database, play.house.now
    made = await fill(
        database, catalogue(), users, None, lambda: now, play.kind, 2026, frozenset({HR_ID})
    )
    play.organisation = int(str(made["organisation"]))
    async with database.work() as work:
        await work.people.set_language(HR_ID, "en")
        await work.people.give_consent(HR_ID, CONSENT, now)
        departments = await work.organisations.departments(play.organisation)
        institutes = [each for each in departments if each.kind == "institute"]
        above = institutes[0].id if institutes else None
        chair = await work.organisations.add_department(
            play.organisation, NAME, now, "chair", above
        )
        assert chair is not None
        play.chair = chair.id
        names: list[tuple[str, str, Json]] = [
            (f"У-{n}", f"Үлгі{n} Мысал", {}) for n in range(1, CHAIR + 1)
        ]
        play.people = await work.register.add(play.organisation, names, now)
        await work.register.appoint([_post(play, n) for n in range(CHAIR)])
        for n, employee_id in enumerate(play.people[:-1]):
            await _tied(work, FIRST_ID + n, employee_id, now)
        await work.roles.give(play.organisation, FIRST_ID, "head", chair.id, None, HR_ID, now)
        for place, institute in enumerate(institutes):
            [dean] = await work.register.add(
                play.organisation, [(f"Д-{place}", f"Деканов{place} Үлгі", {})], now
            )
            await _tied(work, DEAN_ID + place, dean, now)
            await work.roles.give(
                play.organisation, DEAN_ID + place, "head", institute.id, None, HR_ID, now
            )


def _post(play: Play, n: int) -> Appointment:
    staff: StaffCategory = "research" if n == CHAIR - 2 else "teaching"
    position = "uni-lecturer" if play.kind == "university" else "tvet-teacher"
    return Appointment(
        0, play.people[n], play.chair, None if staff == "research" else position,
        "Үлгі лауазым · Образцовая должность", staff, 100, date(2020, 9, 1), None,
        date(2020, 9, 1),
    )  # fmt: skip


async def _tied(work: Work, person_id: int, employee_id: int, now: datetime) -> None:
    await work.people.ensure(person_id, "en", now)
    await work.people.set_language(person_id, "en")
    await work.people.give_consent(person_id, CONSENT, now)
    tie = await work.ties.propose(employee_id, person_id, HR_ID, now)
    await work.ties.settle(tie.id, "confirmed", HR_ID, now)
    for purpose in (REGISTER, TRAINING):
        await work.purposes.put(person_id, purpose.id, purpose.version, True, now)
