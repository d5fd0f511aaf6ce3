"""An organisation with invented people, for trying HR's work and for measuring.

Everything follows from the number of a person, so two runs make the same people. Nobody is reminded
of anything within the first two days: messages that come in between would spoil a measurement.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from bot.commands import demo_register as of_register
from bot.commands.demo_training import plant_year
from cases.rights import note
from rules.dates import add_months, today
from rules.errors import BadInput
from rules.norms.catalog import Catalogue
from rules.norms.model import Text
from rules.profile import parse_profile
from rules.questionnaire.profile_of import profile_of
from rules.questionnaire.question import Put
from rules.questionnaire.scope import rows_of
from rules.verdict.check import check
from rules.verdict.deadlines import Moment, leaves_window, reminders
from rules.verdict.record import decision_record
from rules.vocabulary import TOPICS, Json, JsonValue, Language
from storage.database import Database, Work
from storage.repositories.demo import CONSENT
from storage.tables.checks import NewDecision
from storage.tables.organisations import Shares

ORGANISATION: Final = "Үлгі колледжі · Образцовый колледж"
UNIVERSITY: Final = "Үлгі университеті · Образцовый университет"
KINDS: Final = ("college", "university")
SPOKEN: Final[tuple[Language, ...]] = ("kk", "kk", "kk", "ru", "ru", "ru", "en")
QUIET: Final = timedelta(days=2)
AT_ONCE: Final = 200


@dataclass(frozen=True, slots=True)
class Invented:
    """One invented person; `answers`: fact → value as the conversation keeps it."""

    id: int
    language: Language
    position: str
    department: int
    answers: Json
    courses: tuple[tuple[str, int, date], ...]
    category_ends: date
    shares: Shares


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer in the shape in which kept answers are read."""

    state: str
    value: JsonValue


async def fill(
    database: Database,
    catalogue: Catalogue,
    users: int,
    name: str | None,
    clock: Callable[[], datetime],
    kind: str = "college",
    year: int | None = None,
    operators: frozenset[int] = frozenset(),
) -> dict[str, object]:
    """Adds the organisation where it is missing, and so many people; what was made, by name.

    `year`: the one that the register is kept for; None: this one. `operators` become its HR. Raises
    BadInput for a database with real people in it, which stays as it is.
    """
    now = clock()
    of_year = year or today(now).year
    async with database.work() as work:
        real = await work.demo.real_people(operators)
        if real:
            raise BadInput(
                "DATABASE_URL", f"the database holds {real} real people; use an empty one"
            )
        title = name or (ORGANISATION if kind == "college" else UNIVERSITY)
        made = await work.organisations.add(title, now) or await work.organisations.named(title)
        assert made is not None
        departments = await of_register.plant(work, made.id, kind, now)
        first = await work.demo.next_id(operators)
        for operator in sorted(operators):
            await _appoint(work, made.id, operator, now)
    people = range(first, first + users)
    for start in range(0, users, AT_ONCE):
        async with database.work() as work:
            records = []
            for person_id in people[start : start + AT_ONCE]:
                invented = invent(person_id, departments, today(now), kind)
                await _add(work, catalogue, made.id, invented, now)
                record = _record(catalogue, invented, today(now))
                records.append(of_register.with_schooling(record, invented.answers))
            await of_register.enter(work, made.id, records, of_year, now)
    async with database.work(long=True) as work:
        await _add_deadline(work, made.id, now)
        held = await work.register.all(made.id)
        numbers = frozenset(each.number for each in held)
        few = of_register.without_telegram(departments, numbers, of_year)
        await of_register.enter(work, made.id, few, of_year, now)
        staff = len(held) + len(few)
        if year is not None:
            await plant_year(work, made.id, kind, year, now)
    return {
        "organisation": made.id,
        "name": title,
        "users": users,
        "first_id": first,
        "last_id": first + users - 1,
        "staff": staff,
    }


async def _appoint(work: Work, organisation_id: int, operator: int, now: datetime) -> None:
    await work.people.ensure(operator, "ru", now)
    await work.organisations.hold(organisation_id)
    if await work.hr.in_force(organisation_id, operator) is None:
        right = await work.hr.grant(organisation_id, operator, None, now)
        await note(work, operator, organisation_id, "hr.accept", ("role", right.id), now)


def _record(catalogue: Catalogue, who: Invented, on: date) -> of_register.Record:
    """What the employer knows: the courses without their topics, and the day of the category."""
    courses: list[JsonValue] = [
        {"hours": h, "issued": day.isoformat()} for _, h, day in who.courses
    ]
    granted = add_months(who.category_ends, -60)
    known: Json = {"category": who.answers["category"], "certificates": courses,
                   "experience": {"specialty": who.answers["experience.specialty"]},
                   "as_of": on.isoformat()}  # fmt: skip
    if who.answers["category"] != "none":
        known |= {
            "category_date": granted.isoformat(),
            "category_until": who.category_ends.isoformat(),
        }
    return of_register.Record(
        person_id=who.id,
        number=str(who.id),
        name=_name(who.id),
        department_id=who.department,
        position=who.position,
        post=catalogue.positions[who.position].names.ru,
        staff=of_register.staff_category(who.position),
        known=known,
    )


def _name(person_id: int) -> str:
    return f"Мысал №{person_id}"


def invent(person_id: int, departments: list[int], on: date, kind: str = "college") -> Invented:
    """The person of this number as seen on the day `on`."""
    chance = random.Random(person_id)
    months = chance.randrange(0, 300)
    courses = tuple(
        (chance.choice(TOPICS), chance.choice((36, 72, 80, 120)), _ago(on, chance, 1_850))
        for _ in range(chance.randrange(0, 4))
    )
    answers: Json = {
        "education": {
            "items": [
                {
                    "level": chance.choice(("tvet", "bachelor", "bachelor", "master")),
                    "fields": ["pedagogical", "profile"],
                    "asked": ["pedagogical", "profile"],
                }
            ],
            "asked": [],
            "complete": True,
        },
        "experience.specialty": months,
        "experience.teaching": min(months, chance.randrange(0, 300)),
        "category": chance.choice(("none", "teacher", "moderator", "expert")),
        "competences": {"items": {"*": True}},
    }
    return Invented(
        id=person_id,
        language=chance.choice(SPOKEN),
        position=chance.choice(of_register.POSITIONS[kind]),
        department=chance.choice(departments),
        answers=answers,
        courses=courses,
        category_ends=on + timedelta(days=chance.randrange(1, chance.choice((60, 1_800)))),
        shares=Shares(verdicts=chance.random() < 0.8, certificates=chance.random() < 0.8),
    )


async def _add(
    work: Work, catalogue: Catalogue, organisation_id: int, who: Invented, now: datetime
) -> None:
    await work.people.ensure(who.id, who.language, now)
    await work.people.set_language(who.id, who.language)
    await work.people.give_consent(who.id, CONSENT, now)
    await work.memberships.add(
        who.id, organisation_id, who.department, who.position, _name(who.id), who.shares, now
    )
    for number, (fact, value) in enumerate(who.answers.items(), start=1):
        for row in rows_of(Put(fact, "value", value), who.position, number):
            if row.state is not None:
                await work.answers.put(
                    who.id, None, row.fact, "value", row.value, now, row.position
                )
    for topic, hours, issued in who.courses:
        kept = await work.certificates.add(who.id, topic, hours, issued, None, now)
        day = leaves_window(issued)
        await work.reminders.plan(who.id, "certificate", kept.id, day, _later(day, now))
    ends = who.category_ends
    category = await work.dates.put(who.id, "category", who.answers["category"], ends, now)
    await work.reminders.plan(who.id, "personal_date", category.id, ends, _later(ends, now))
    await _judge(work, catalogue, who, now)


async def _judge(work: Work, catalogue: Catalogue, who: Invented, now: datetime) -> None:
    on = today(now)
    answered = {fact: Answered("value", value) for fact, value in who.answers.items()}
    data = profile_of(answered, known=frozenset({"*"}))  # type: ignore[arg-type]
    data["certificates"] = [
        {"topic": topic, "hours": hours, "issued": issued.isoformat()}
        for topic, hours, issued in who.courses
    ]
    profile = parse_profile(data, on, catalogue.competences)
    report = check(catalogue, who.position, None, profile, on)
    states = dict.fromkeys(who.answers, "value")
    record = decision_record(catalogue, report, data, states, who.language)
    await work.decisions.add(
        who.id,
        None,
        NewDecision(record, catalogue.digest, who.position, None, report.verdict, on),
        now,
    )


async def _add_deadline(work: Work, organisation_id: int, now: datetime) -> None:
    day = add_months(today(now), 5)
    if await work.deadlines.of_organisation(organisation_id, day):
        return
    title = Text(
        kk="Аттестаттауға өтініштер (үлгі)",
        ru="Заявления на аттестацию (пример)",
        en="Applications for attestation (example)",
    )
    before = (30, 7, 1)
    added = await work.deadlines.add(organisation_id, "applications", title, day, before, None, now)
    moments = reminders(day, now, before)
    await work.reminders.plan_members(added, moments)


def _later(day: date, now: datetime) -> list[Moment]:
    return [moment for moment in reminders(day, now) if moment.due_at > now + QUIET]


def _ago(on: date, chance: random.Random, days: int) -> date:
    return on - timedelta(days=chance.randrange(0, days))
