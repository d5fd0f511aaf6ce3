"""The employer's register of the demonstration: departments, records, appointments, ties."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from cases.purposes import REGISTER
from rules.roster.employment import staff_of
from rules.training.vocabulary import StaffCategory
from rules.vocabulary import Json
from storage.database import Work
from storage.tables.organisations import DepartmentKind
from storage.tables.register import Appointment

Tree = Mapping[str, tuple[DepartmentKind, tuple[str, ...]]]
COLLEGE: Final[Tree] = {
    "Бағдарламалау · Программирование": ("department", ()),
    "Электротехника": ("department", ()),
    "Құрылыс · Стройка": ("department", ()),
}
UNIVERSITY: Final[Tree] = {
    "Сынақ институты · Институт проб": (
        "institute",
        ("Үлгілер кафедрасы · Кафедра образцов", "Мысалдар кафедрасы · Кафедра примеров"),
    ),
    "Тест институты · Институт тестов": (
        "institute",
        ("Тесттер кафедрасы · Кафедра тестов", "Нобайлар кафедрасы · Кафедра эскизов"),
    ),
}
TREES: Final[dict[str, Tree]] = {"college": COLLEGE, "university": UNIVERSITY}
POSITIONS: Final[dict[str, tuple[str, ...]]] = {
    "college": (
        *("tvet-teacher",) * 6,
        *("tvet-master",) * 2,
        "tvet-methodist",
        "tvet-psychologist",
    ),
    "university": (
        *("uni-lecturer",) * 3,
        *("uni-senior-lecturer",) * 3,
        *("uni-assistant",) * 2,
        "uni-associate-professor-science",
        "uni-professor-science",
    ),
}
WITHOUT_TELEGRAM: Final[tuple[tuple[str, StaffCategory], ...]] = (
    ("инженер-лаборант", "support"),
    ("кітапханашы · библиотекарь", "support"),
    ("бухгалтер", "administrative"),
    ("ғылыми қызметкер · научный сотрудник", "research"),
    ("күзетші · вахтёр", "service"),
)
"""Posts of those few of the register who never opened the bot."""


@dataclass(frozen=True, slots=True)
class Record:
    """What the employer knows of one invented person. `person_id` None: no Telegram."""

    person_id: int | None
    number: str
    name: str
    department_id: int
    position: str | None
    post: str
    staff: StaffCategory | None
    known: Json


async def plant(work: Work, organisation_id: int, kind: str, now: datetime) -> list[int]:
    """The numbers of the departments that people are appointed to, made where they are missing."""
    for name, (sort, parts) in TREES[kind].items():
        await work.organisations.add_department(organisation_id, name, now, sort)
        for part in parts:
            held = {d.name: d.id for d in await work.organisations.departments(organisation_id)}
            await work.organisations.add_department(organisation_id, part, now, "chair", held[name])
    departments = await work.organisations.departments(organisation_id)
    above = {each.parent_id for each in departments}
    return [each.id for each in departments if each.id not in above]


def without_telegram(
    departments: Sequence[int], known_numbers: frozenset[str], year: int
) -> list[Record]:
    """The few whom the organisation's register does not hold yet, by their numbers."""
    education: Json = {"level": "bachelor", "fields": []}
    known: Json = {"education": [education], "as_of": f"{year}-01-01"}
    found = []
    for place, (post, staff) in enumerate(WITHOUT_TELEGRAM, start=1):
        number, department = f"Т-{place}", departments[place % len(departments)]
        if number not in known_numbers:
            name = f"Үлгі №{place}"
            found.append(Record(None, number, name, department, None, post, staff, known))
    return found


def with_schooling(record: Record, answers: Json) -> Record:
    """The record with what lists and the forms of a year of training show beside: education,
    degrees, titles, service."""
    chance = random.Random(record.number)
    months = int(answers["experience.specialty"])
    level = str(answers["education"]["items"][0]["level"])
    learned = level == "master" and chance.random() < 0.5
    known = record.known | {
        "education": [{"level": level, "fields": ["pedagogical", "profile"]}],
        "degrees": [chance.choice(("phd", "candidate"))] if learned else [],
        "titles": ["associate_professor"] if learned and months > 120 else [],
        "experience": {"total": months, "specialty": months, "scientific_pedagogical": months // 2},
    }
    return replace(record, known=known)


async def enter(
    work: Work, organisation_id: int, records: Sequence[Record], year: int, now: datetime
) -> None:
    """Adds the records with an appointment each; those with Telegram are tied."""
    added = await work.register.add(
        organisation_id, [(each.number, each.name, each.known) for each in records], now
    )
    pairs = list(zip(added, records, strict=True))
    await work.register.appoint([_appointment(number, each, year) for number, each in pairs])
    await work.demo.tie(
        [(number, each.person_id) for number, each in pairs if each.person_id is not None],
        REGISTER.id,
        REGISTER.version,
        now,
    )


def _appointment(number: int, each: Record, year: int) -> Appointment:
    chance = random.Random(each.number)
    since = date(year, 1, 1) - timedelta(days=chance.randrange(1, 4_000))
    competition = since if each.position is not None and each.position[:4] == "uni-" else None
    return Appointment(
        id=0,
        employee_id=number,
        department_id=each.department_id,
        position=each.position,
        post=each.post,
        staff=each.staff,
        rate=chance.choice((50, 100, 100, 100, 150)),
        since=since,
        until=None,
        competition_on=competition,
    )


def staff_category(position: str) -> StaffCategory | None:
    return "teaching" if staff_of("", position) == "teaching" else "administrative"
