"""A whole year of training through the real dispatcher and the worker, with every state there is.

An invented organisation with a year behind it (`python -m bot demo`) plans the next one: a
university of 300 by the long chain, a college of 180 by the short one. A chair of 14 goes through
the year by presses and messages alone: somebody without Telegram, a leaver, research staff, a
course nobody attended, two nonconformities, a revision, a schedule that goes back. The other units
do the same through the use cases.

An action is a press or a sent message of the head, or of HR. What is counted, the goals, and each
step with its day stand in `STEPS`: another step is one more row. Fails where a goal is missed or a
state did not come about.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import sys
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

import structlog
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.commands.demo import CONSENT, fill
from bot.outbound.falling_behind import FallingBehind
from bot.outbound.rate_limit import SharedRateLimiter
from bot.outbound.worker import Worker
from cases.purposes import REGISTER, TRAINING
from cases.training.holders import heads_of, people_behind
from cases.training.passing import Paper
from cases.training.plans import add_typed, give
from cases.training.schedules import approve_unit
from cases.training.units import units_of
from local_chat.model import Message
from rules.norms.loading import catalogue
from rules.training.vocabulary import StaffCategory
from storage.database import Work, migrate
from storage.tables.register import Appointment
from storage.tables.training import TrainingYear
from tests.handlers.house import House, Somebody, open_house

GOALS: Final = {"head": 45, "HR": 60}
STAFF: Final = {"university": 300, "college": 180}
WITHOUT_TELEGRAM: Final = 5
"""Whom the demonstration adds beside those with Telegram."""
CHAIR: Final = 14
PATIENCE: Final = 300
"""Seconds: a form of 300 people takes its time on a machine that does other things."""
NAME: Final = "Үлгі он төрт · Образцовая кафедра"
HR_ID, FIRST_ID, DEAN_ID = 999, 5_000_001, 5_000_100
BEGAN: Final = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
STATES: Final = {
    "plan": {"draft", "given", "approved"},
    "course": {"planned", "done", "otherwise", "missed", "withdrawn"},
    "document": {"open", "approved", "replaced"},
    "step": {"done", "back"},
    "finding": {"open", "closed", "by hand", "by itself"},
    "figures": {"right", "wrong", "anew", "requested"},
}


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
        names = [(f"У-{n}", f"Үлгі{n} Мысал", {}) for n in range(1, CHAIR + 1)]
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


# What each step does. The days are counted from the first of the year.


async def year_entered(play: Play) -> None:
    hr = play.hr
    await hr.say("/hr")
    for button in ("Register", "Training", "A year"):
        await hr.press(button)
    await hr.say(f"{play.label}, {play.begins:%d.%m.%Y} – {play.ends:%d.%m.%Y}")
    await hr.press("Days of the year")
    ends = (play.ends - play.begins).days
    for words, days in (
        ("Plans", -10), ("Meetings", 2), ("Reports", ends + 10), ("Annual", ends + 20),
    ):  # fmt: skip
        await hr.press(words)
        await hr.say(f"{play.day(days):%d.%m.%Y}")


async def plans_written(play: Play) -> None:
    """Three of the chair are late: one of them without Telegram."""
    for n in range(CHAIR - 3):
        person = play.teacher(n) if n else play.head
        await _writes(
            play, person, play.people[n], f"Курс {n}, 72 h, {play.day(40 + n * 10):%d.%m}"
        )
    async with play.house.database.work() as work:
        year, now = await play.year(work), play.house.now
        # Somebody begins and hands nothing in before they are reminded.
        late = play.people[CHAIR - 3]
        await add_typed(work, FIRST_ID + CHAIR - 3, year.id, late, "Басталған курс, 36 h", now)
        everybody = [each.id for each in await work.register.all(play.organisation)]
        persons = await people_behind(work, play.organisation, everybody)
        for unit in await units_of(work, year, now):
            if unit.department_id == play.chair:
                continue
            for employee, _ in unit.people:
                by = persons.get(employee.id, HR_ID)
                await add_typed(work, by, year.id, employee.id, "Үлгі курсы, 36 h, own money", now)
                await give(work, by, year.id, employee.id, now)


async def _writes(play: Play, person: Actor, employee_id: int, line: str) -> None:
    """From the menu: one line, handed in."""
    async with play.house.database.work(writing=False) as work:
        year = await play.year(work)
    if person.role != "head":
        await person.phone.say("/start")
        person.at = person.phone.live
        data = f"tr:plan:{year.id}:{employee_id}"
        await play.house.telegram.press(person.phone.id, person.at.message_id, data, stale=True)
        await play.house.settle(PATIENCE)
        person.at = person.phone.live
    else:
        await person.press("Open", message="Your plan of training")
        await person.press("My plan")
    await person.press("Write a course")
    await person.say(f"{line}, Almaty, 90 000, university")
    await person.press("Back")
    await person.press("Hand in")


async def chased(play: Play) -> None:
    head = play.head
    await head.say("/hr")
    await head.press("Training")
    if not head.has("Units"):
        await head.press(play.label)
    await head.press("Units")
    await head.press("Remind 3")
    await play.sweep()
    await _writes(play, play.teacher(CHAIR - 3), play.people[CHAIR - 3], "Кеш курс, 36 h")
    # Who has no Telegram is planned for by the head.
    await head.press("People")
    await head.press(f"Үлгі{CHAIR} ")
    await head.press("Write a course")
    await head.say(f"Телеграмсыз курс, 36 h, {play.day(60):%d.%m}")
    await head.press("Back")
    await head.press("Hand in")


async def approved_by_head(play: Play) -> None:
    """From the message about the meeting: the schedule with number and day of its minutes."""
    await _approves(play, "№ 4", "Meetings of units")


async def _approves(play: Play, number: str, message: str) -> None:
    head = play.head
    await head.press("Open", message=message)
    await head.press("Units")
    await head.press("Next step")
    await head.say(f"{number}, today")


async def sent_back(play: Play) -> None:
    """The dean sends it back once; where there is none, HR does."""
    async with play.house.database.work(writing=False) as work:
        year = await play.year(work)
    is_signed = play.kind == "university"
    actor = play.actor(DEAN_ID, "dean") if is_signed else play.hr
    await actor.phone.say("/hr")
    actor.at = actor.phone.live
    data = f"h:train_unit:{play.organisation}:{year.id}:{play.chair}"
    await play.house.telegram.press(actor.phone.id, actor.at.message_id, data, stale=True)
    await play.house.settle(PATIENCE)
    actor.at = actor.phone.live
    await actor.press("Send back")
    await actor.say("Бір курс қымбат")


async def approved_again(play: Play) -> None:
    await _approves(play, "№ 5", "waits for you")


async def others_approve(play: Play) -> None:
    async with play.house.database.work() as work:
        year, now = await play.year(work), play.house.now
        for unit in await units_of(work, year, now):
            if not unit.passages:
                paper = Paper("№ 6", play.house.now.date())
                heads = await heads_of(work, play.organisation, unit.department_id, now)
                actor = heads[0] if heads else HR_ID
                here = (work, actor, play.organisation, year.id, unit.department_id)
                await approve_unit(*here, paper, now)
    if play.kind == "college":
        return
    for place in range(2):
        dean = play.actor(DEAN_ID + place, "dean")
        await dean.say("/hr")
        await dean.press("Training")
        if not dean.has("Sign all"):
            await dean.press(play.label)
        await dean.press("Sign all")
        await dean.say("№ 7, today")


async def consolidated(play: Play) -> None:
    """From the message that all units are ready."""
    hr = play.hr
    await hr.press("Open", message="waits for you")
    await hr.press("Consolidated schedule")
    await hr.press("Consolidate")
    await hr.say("№ 8, today")
    for number in ("№ 9", "№ 10"):
        if hr.has("Next step"):
            await hr.press("Next step")
            await hr.say(f"{number}, today")


async def received(play: Play) -> None:
    await play.head.press("Received", message="The schedule of training is approved")


async def revised(play: Play) -> None:
    """One course is taken out and another written, by a new edition that goes the same way."""
    head = play.head
    await head.say("/hr")
    await head.press("Training")
    if not head.has("Units"):
        await head.press(play.label)
    await head.press("Units")
    await head.press("new edition")
    await head.say("Жаңа пән енгізілді")
    teacher = play.teacher(3)
    await _opens(play, teacher, play.people[3])
    await teacher.press("1. ")
    await teacher.press("Take out")
    if teacher.has("Yes"):
        await teacher.press("Yes")
    await _opens(play, teacher, play.people[3])
    await teacher.press("Write a course")
    await teacher.say(f"Жаңа курс, 36 h, {play.day(120):%d.%m}, Astana, 0, own money")
    await teacher.press("Back")
    if teacher.has("Hand in"):
        await teacher.press("Hand in")
    await head.press("Next step")
    await head.say("№ 11, today")
    if play.kind == "university":
        dean = play.actor(DEAN_ID, "dean")
        await dean.say("/hr")
        await dean.press("Training")
        if not dean.has("Sign all"):
            await dean.press(play.label)
        await dean.press("Sign all")
        await dean.say("№ 12, today")


async def _opens(play: Play, person: Actor, employee_id: int) -> None:
    async with play.house.database.work(writing=False) as work:
        year = await play.year(work)
    await person.phone.say("/start")
    person.at = person.phone.live
    data = f"tr:plan:{year.id}:{employee_id}"
    await play.house.telegram.press(person.phone.id, person.at.message_id, data, stale=True)
    await play.house.settle(PATIENCE)
    person.at = person.phone.live


async def figures_right(play: Play) -> None:
    await play.head.press("Right", message="These figures go to HR")


async def figures_wrong(play: Play) -> None:
    """The head asks for a correction, the list is mended, HR has the unit counted anew."""
    head, hr = play.head, play.hr
    await head.press("Needs correcting", message="These figures go to HR")
    await head.say("Бір адам кетті")
    await hr.say("/hr")
    for button in ("Register", "Training", play.label, "Training forms"):
        await hr.press(button)
    for button in ("Figures", "Figures sent to HR", "✅ "):
        await hr.press(button)
    if hr.has("Remind"):
        await hr.press("Remind")
    await hr.press(f"✏️ {NAME[:10]}")
    await hr.press("Needs correcting")
    await hr.press("Recount")
    await play.sweep()
    await head.press("Right", message="These figures go to HR")


async def figures_asked(play: Play) -> None:
    hr = play.hr
    await hr.say("/hr")
    for button in ("Register", "Training", play.label, "Training forms", "Figures"):
        await hr.press(button)
    await hr.press("Figures of today")
    await play.sweep()
    await play.head.press("Right", message="These figures go to HR")


async def courses_told(play: Play) -> None:
    """Each says how the course went: as planned, otherwise, or not at all and why."""
    for n in range(1, CHAIR - 3):
        person = play.teacher(n)
        try:
            person.find("is over. How did it go?")
        except AssertionError:
            continue
        await person.press("How was it?", message="is over. How did it go?")
        if not person.has("As planned"):
            continue
        if n == 2:
            await person.press("Did not happen")
            await person.press("cancelled")
            continue
        if n == 5:
            await person.press("Otherwise")
            await person.say(f"36, {play.house.now:%d.%m.%Y}")
        else:
            await person.press("As planned")
        await person.press("4")
        await person.say("Пайдалы болды")


async def heard(play: Play) -> None:
    """The head writes the minutes once and presses for each."""
    head = play.head
    await head.press("Open", message="The unit hears the course")
    if "Write the number" not in (head.at.text if head.at else ""):
        return
    await head.say("№ 13, today")
    while head.has("👍"):
        await head.press("👍")


async def leaver(play: Play) -> None:
    """The employer's list says that somebody has left."""
    async with play.house.database.work() as work:
        held = await work.register.appointments([play.people[4]])
        on = play.house.now.date()
        await work.register.end_appointments([each.id for each in held], on)


async def found_by_itself(play: Play) -> None:
    """The course that nobody attended: cause, action; looked at again on its day."""
    head = play.head
    await head.press("Back")
    await head.press("Fell behind")
    await head.press("did not happen")
    if head.has("cancelled"):
        await head.press("cancelled")
    else:
        await head.press("What is done")
    due = play.house.now.date() + timedelta(days=10)
    await head.say(f"Басқа курс табу; Үлгі2; {due:%d.%m.%Y}")


async def entered_by_hand(play: Play) -> None:
    head = play.head
    await head.press("Back")
    for button in ("Add one myself", "The whole unit", "internal audit", "something else"):
        await head.press(button)
    due = play.house.now.date() + timedelta(days=10)
    await head.say(f"Бағдарлама ескі; жаңарту; Үлгі3; {due:%d.%m.%Y}")


async def looked_again(play: Play) -> None:
    await play.head.press("Put right", message="did not happen")


async def forms_taken(play: Play) -> None:
    hr = play.hr
    await hr.say("/hr")
    for button in ("Register", "Training", play.label, "Training forms"):
        await hr.press(button)
    at = hr.at
    for form in ("602-05", "602-06"):
        hr.at = at
        await hr.press(form)


@dataclass(frozen=True, slots=True)
class Step:
    """What is done on a day of the year, counted from its first; `kinds`: where there is such a
    step."""

    name: str
    day: int
    do: Callable[[Play], Awaitable[None]]


STEPS: Final = (
    Step("the year and its days", -30, year_entered),
    Step("own plan", -24, plans_written),
    Step("missing plans chased", -13, chased),
    Step("schedule approved by the unit", -5, approved_by_head),
    Step("sent back", -5, sent_back),
    Step("approved again", -4, approved_again),
    Step("others approve, institutes sign", -3, others_approve),
    Step("consolidated, agreed, approved", -2, consolidated),
    Step("received", -1, received),
    Step("a revision", 20, revised),
    Step("the revision consolidated", 21, consolidated),
    Step("courses told, first", 80, courses_told),
    Step("courses heard, first", 82, heard),
    Step("figures of the first quarter", 89, figures_right),
    Step("courses told, second", 160, courses_told),
    Step("courses heard, second", 161, heard),
    Step("fell behind: by itself", 162, found_by_itself),
    Step("fell behind: by hand", 162, entered_by_hand),
    Step("looked at again", 172, looked_again),
    Step("somebody leaves", 173, leaver),
    Step("figures of the second quarter", 180, figures_wrong),
    Step("figures on request", 200, figures_asked),
    Step("forms taken", 370, forms_taken),
)
"""Steps of other parts (analysis, trip orders, reports, decisions) are further rows here."""


async def _done(play: Play, step: Step) -> None:
    try:
        await step.do(play)
    except AssertionError as error:
        raise AssertionError(f"{play.kind}, {step.name}: {error}") from error


async def played(kind: str, staff: int, folder: str) -> Play:
    address = f"sqlite+aiosqlite:///{Path(folder) / kind}.db"
    await migrate(address)
    begins = date(2027, 1, 1) if kind == "university" else date(2027, 9, 1)
    ends = date(2027, 12, 31) if kind == "university" else date(2028, 8, 31)
    async with open_house(address) as house:
        house.now = BEGAN
        logging.disable(logging.CRITICAL)
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
        play = Play(house, kind, begins, ends)
        await prepared(play, staff)
        for each in STEPS:
            play.step = each.name
            await play.at(play.day(each.day))
            await _done(play, each)
            await play.look()
        # The people of the demonstration never opened the chat.
        refused = [each for each in house.refused() if "chat not found" not in each]
        assert not refused, refused
    return play


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--staff", type=int, help="fewer people than there should be")
    parser.add_argument("--kind", choices=STAFF, help="one of the two only")
    chosen = parser.parse_args()
    staff = chosen.staff
    results, missed = {}, []
    for kind in [chosen.kind] if chosen.kind else STAFF:
        with tempfile.TemporaryDirectory() as folder:
            play = asyncio.run(played(kind, staff or STAFF[kind], folder))
        totals: Counter[str] = Counter()
        print(f"\n{kind}: {staff or STAFF[kind]} people, a chair of {CHAIR}", file=sys.stderr)
        for each in STEPS:
            counted = {role: play.acts[(each.name, role)] for role in GOALS}
            totals.update(counted)
            print(f"  {each.name:36} {counted['head']:4} {counted['HR']:4}", file=sys.stderr)
        for role, goal in GOALS.items():
            print(f"  {role}: {totals[role]} actions, goal {goal}", file=sys.stderr)
            if totals[role] > goal:
                missed.append(f"{kind}: {role} {totals[role]} of {goal}")
        wanted = {(thing, state) for thing, states in STATES.items() for state in states}
        missed += [f"{kind}: no {thing} was {state}" for thing, state in wanted - play.seen]
        results[kind] = {
            "acts": dict(totals),
            "steps": {e.name: {r: play.acts[(e.name, r)] for r in GOALS} for e in STEPS},
        }
    for each in missed:
        print(f"missed: {each}", file=sys.stderr)
    print(json.dumps(results, ensure_ascii=False))
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
