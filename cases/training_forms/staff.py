"""Everybody of the register as the forms count them: once, in the unit of their main post."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cases.tree import in_order
from rules.vocabulary import DEGREES, TITLES, Json
from storage.database import Work
from storage.tables.organisations import Department
from storage.tables.register import Appointment, Employee
from workbooks.training.content import Course, Person, Presence


@dataclass(frozen=True, slots=True)
class Post:
    """A post of somebody; `main`: the one by which they are counted."""

    employee: Employee
    appointment: Appointment
    main: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """A department as the forms name it; `number` None: whoever is in none."""

    number: int | None
    institute: str
    name: str


@dataclass(frozen=True, slots=True)
class Staff:
    """The posts of a day and the units in the order of the tree, the one of nobody's last."""

    employees: Mapping[int, Employee]
    posts: Sequence[Post]
    units: Sequence[Unit]

    @property
    def main(self) -> dict[int, Post]:
        """Employee → the main post."""
        return {each.employee.id: each for each in self.posts if each.main}


async def staff_on(work: Work, organisation_id: int, on: date) -> Staff:
    """Everybody who holds a post on a day, whether they ever opened the bot or not."""
    employees = {each.id: each for each in await work.register.all(organisation_id)}
    held: dict[int, list[Appointment]] = defaultdict(list)
    for each in await work.register.all_appointments(organisation_id, on):
        held[each.employee_id].append(each)
    posts = [
        Post(employees[number], each, each is main)
        for number, appointments in held.items()
        for main in [main_of(appointments)]
        for each in appointments
    ]
    posts.sort(key=lambda post: (post.employee.name, post.employee.id, not post.main))
    departments = await work.organisations.departments(organisation_id)
    return Staff(employees, posts, units_of(departments))


def main_of(appointments: Iterable[Appointment]) -> Appointment:
    """The first that names a department, else the first."""
    ordered = sorted(appointments, key=lambda each: each.id)
    return next((each for each in ordered if each.department_id is not None), ordered[0])


def units_of(departments: Sequence[Department]) -> list[Unit]:
    """All departments with the institute that they stand below, and one for nobody's."""
    branches = in_order(departments)
    named = {each.department.id: each.department for each in branches}
    units: list[Unit] = []
    for branch in branches:
        top, above = branch.department, named.get(branch.department.parent_id or 0)
        while above is not None:
            top, above = above, named.get(above.parent_id or 0)
        institute = top.name if top.kind == "institute" else ""
        units.append(Unit(branch.department.id, institute, branch.department.name))
    units.sort(key=lambda unit: unit.institute == "")
    return [*units, Unit(None, "", "")]


def person_of(post: Post, presence: Presence) -> Person:
    known = post.employee.known
    return Person(
        name=post.employee.name,
        post=post.appointment.post,
        staff=post.appointment.staff,
        degrees=_among(known.get("degrees"), DEGREES),
        titles=_among(known.get("titles"), TITLES),
        last=last_course(known),
        presence=presence,
    )


def _among(said: object, known: Sequence[str]) -> tuple[str, ...] | None:
    """Words of a closed list; None: nothing is said."""
    if not isinstance(said, list):
        return None
    words = {each.get("degree") if isinstance(each, dict) else each for each in said}
    return tuple(each for each in known if each in words)


def last_course(known: Json) -> Course | None:
    """The course with the latest day; of those without a day the first."""
    courses = [each for each in known.get("certificates") or () if isinstance(each, dict)]
    if not courses:
        return None
    last = max(courses, key=lambda each: str(each.get("issued") or ""))
    return Course(
        topic=str(last.get("title") or ""),
        hours=last.get("hours"),
        issued=shown_day(str(last.get("issued") or "")),
    )


def shown_day(said: str) -> str:
    """ "2026-03-14" as "14.03.2026"; of a month or a year as much as is said."""
    return ".".join(reversed(said.split("-")))
