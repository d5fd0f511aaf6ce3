"""A university in its year of training: an institute with two chairs, their heads, HR, a director.

The people are invented: their family names say so ("Мысалов").
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cases import roles
from cases.purposes import REGISTER
from cases.training.passing import Paper
from cases.training.years import add_year, set_days
from storage.database import Database, Work
from storage.tables.register import Appointment
from tests.cases.college import DAY, HR, NOW, OPERATOR, OPERATORS, TODAY, Colleges, found, greet

DIRECTOR, DEAN, HEAD, OTHER_HEAD, TEACHER_A, DEPUTY = range(7_000_000_030, 7_000_000_036)
PLANS_DUE, MEETINGS_DUE = date(2026, 12, 10), date(2026, 12, 20)
POST = "uni-senior-lecturer"


@dataclass(frozen=True, slots=True)
class University:
    """Numbers. `teachers`: HEAD's record, TEACHER_A's, and one of nobody here; `other`: of the
    other chair."""

    c: Colleges
    organisation: int
    institute: int
    chair: int
    other_chair: int
    teachers: tuple[int, int, int]
    other: int
    year: int


def paper(number: str = "№ 4", day: date = TODAY) -> Paper:
    return Paper(number, day)


def at(day: date) -> datetime:
    """In the morning of a day."""
    return NOW + (day - TODAY) * 1


async def tied(work: Work, person_id: int, employee_id: int) -> None:
    await greet(work, person_id)
    tie = await work.ties.propose(employee_id, person_id, HR, NOW)
    await work.ties.settle(tie.id, "confirmed", HR, NOW)
    await work.purposes.put(person_id, REGISTER.id, REGISTER.version, True, NOW)


async def employed(
    work: Work, organisation_id: int, department_id: int, *names: str, position: str | None = POST
) -> list[int]:
    people = await work.register.add(organisation_id, [("", name, {}) for name in names], NOW)
    await work.register.appoint(
        [
            Appointment(
                0,
                each,
                department_id,
                position,
                "аға оқытушы",
                "teaching",
                100,
                date(2020, 9, 1),
                None,
                None,
            )
            for each in people
        ]
    )
    return people


async def build(database: Database, *, institutes: bool = True) -> University:
    c = await found(database)
    async with database.work() as work:
        org = c.organisation
        institute = await work.organisations.add_department(
            org, "Институт", NOW, "institute" if institutes else "department"
        )
        assert institute is not None
        chairs = []
        for name in ("Кафедра А", "Кафедра Б"):
            chair = await work.organisations.add_department(org, name, NOW, "chair", institute.id)
            assert chair is not None
            chairs.append(chair.id)
        teachers = await employed(work, org, chairs[0], "Аманов Мысал", "Мысалова", "Үлгіев")
        [other] = await employed(work, org, chairs[1], "Басқаев Мысал")
        dean_record, director_record = await work.register.add(
            org, [("", "Деканов Мысал", {}), ("", "Директоров Мысал", {})], NOW
        )
        await tied(work, HEAD, teachers[0])
        await tied(work, TEACHER_A, teachers[1])
        await tied(work, OTHER_HEAD, other)
        await tied(work, DEAN, dean_record)
        await tied(work, DIRECTOR, director_record)
        await greet(work, DEPUTY)
        everything = (work, OPERATOR, OPERATORS, org)
        await roles.give_role(*everything, DIRECTOR, "hr_director", None, NOW)
        mine = (work, HR, OPERATORS, org)
        await roles.give_role(*mine, DEAN, "head", institute.id, NOW)
        await roles.give_role(*mine, HEAD, "head", chairs[0], NOW)
        await roles.give_role(*mine, OTHER_HEAD, "head", chairs[1], NOW)
        year = await add_year(work, HR, org, "2027", date(2027, 1, 1), date(2027, 12, 31), NOW)
        await set_days(work, HR, org, year.id, "plans_due", (PLANS_DUE,), NOW)
        await set_days(work, HR, org, year.id, "meetings_due", (MEETINGS_DUE,), NOW)
    return University(
        c, org, institute.id, chairs[0], chairs[1],
        (teachers[0], teachers[1], teachers[2]), other, year.id,
    )  # fmt: skip


LATER = NOW + 30 * DAY
SOON = timedelta(days=1)
