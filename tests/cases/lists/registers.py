"""An invented college with a register drawn at random, its people tied or not."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from cases.purposes import HEADS, REGISTER
from rules.training.vocabulary import StaffCategory
from rules.vocabulary import Json
from storage.database import Database, Work
from storage.tables.checks import NewDecision
from storage.tables.organisations import Shares
from storage.tables.register import Appointment
from tests.cases.college import ALL, HR, NOTHING, NOW, TODAY, Colleges, found, greet

LECTURER: Final = "uni-lecturer"
METHODIST: Final = "tvet-methodist"
POSITIONS: Final = (LECTURER, LECTURER, METHODIST, None)
STAFF: Final[tuple[StaffCategory | None, ...]] = ("teaching", "teaching", "support", None)
FAMILY: Final = ("Әлиев", "Ақбаров", "Ғалиев", "Гумаров", "Қасымов", "Кенжин", "Үсенов", "Яковлев")
GIVEN: Final = ("Ерлан", "Ёлка", "Іңкәр", "Һафиз", "Ulan")
SERVICE: Final = ("teaching", "scientific_pedagogical", "specialty")
FIRST_PERSON: Final = 8_000_000_000


@dataclass(frozen=True, slots=True)
class Somebody:
    """One employee as drawn. `member`: None where not a member; `places`: departments."""

    id: int
    name: str
    known: Json
    posts: tuple[Appointment, ...]
    tie: str | None
    agreed: bool
    agreed_heads: bool
    shares: Shares | None
    wants_messages: bool
    has_decision: bool
    blocked: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """`parts`: departments; the second is below the first."""

    colleges: Colleges
    parts: tuple[int, ...]
    people: tuple[Somebody, ...]

    @property
    def organisation(self) -> int:
        return self.colleges.organisation


async def drawn(
    database: Database, seed: int, people: int = 40, colleges: Colleges | None = None
) -> Drawn:
    """`colleges`: those that there are already."""
    chance = random.Random(seed)
    colleges = colleges or await found(database)
    async with database.work() as work:
        first = await work.organisations.add_department(
            colleges.organisation, "Институт сынақ", NOW, "institute"
        )
        assert first is not None
        chair = await work.organisations.add_department(
            colleges.organisation, "Кафедра үлгі", NOW, "chair", first.id
        )
        assert chair is not None
        parts = (first.id, chair.id, colleges.department)
        made = [await _one(work, chance, colleges, parts, number) for number in range(people)]
    return Drawn(colleges, parts, tuple(made))


async def _one(
    work: Work, chance: random.Random, colleges: Colleges, parts: tuple[int, ...], number: int
) -> Somebody:
    name = f"{chance.choice(FAMILY)} {chance.choice(GIVEN)}"
    known = _known(chance)
    [employee] = await work.register.add(colleges.organisation, [(str(number), name, known)], NOW)
    posts = [_post(chance, employee, parts) for _ in range(chance.choice((1, 1, 1, 2)))]
    await work.register.appoint(posts)
    held = await work.register.appointments([employee])
    tie = chance.choice((None, "proposed", "confirmed", "confirmed", "confirmed"))
    somebody = Somebody(
        employee, name, known, tuple(held), tie,
        agreed=chance.random() < 0.8,
        agreed_heads=chance.random() < 0.5,
        shares=chance.choice((None, NOTHING, ALL, Shares(verdicts=True))),
        wants_messages=chance.random() < 0.8,
        has_decision=chance.random() < 0.5,
        blocked=chance.random() < 0.2,
    )  # fmt: skip
    if tie is not None:
        await _join(work, colleges, somebody, FIRST_PERSON + number)
    return somebody


async def _join(work: Work, colleges: Colleges, each: Somebody, person: int) -> None:
    await greet(work, person)
    if each.agreed:
        await work.purposes.put(person, REGISTER.id, REGISTER.version, True, NOW)
    if each.agreed_heads:
        await work.purposes.put(person, HEADS.id, HEADS.version, True, NOW)
    tie = await work.ties.propose(each.id, person, HR, NOW)
    if each.tie == "confirmed":
        await work.ties.settle(tie.id, "confirmed", HR, NOW)
    if each.shares is not None:
        member = await work.memberships.add(
            person, colleges.organisation, None, None, each.name, each.shares, NOW
        )
        await work.memberships.set_hr_messages(member.id, each.wants_messages)
    if each.has_decision:
        decision = NewDecision(b"", "d", LECTURER, None, "eligible", TODAY)
        await work.decisions.add(person, None, decision, NOW)
    if each.blocked:
        await work.people.set_blocked(person, True, NOW)


def _post(chance: random.Random, employee: int, parts: tuple[int, ...]) -> Appointment:
    ended = chance.random() < 0.15
    return Appointment(
        id=0,
        employee_id=employee,
        department_id=chance.choice((*parts, None)),
        position=chance.choice(POSITIONS),
        post=f"пост {chance.randrange(9)}",
        staff=chance.choice(STAFF),
        rate=100,
        since=chance.choice((None, TODAY - timedelta(days=chance.randrange(900)),
                             TODAY + timedelta(days=3))),
        until=TODAY - timedelta(days=1) if ended else chance.choice((None, TODAY)),
        competition_on=None,
    )  # fmt: skip


def _known(chance: random.Random) -> Json:
    """What the employer knows; anything may be left open."""
    said: dict[str, Any] = {}
    if chance.random() < 0.8:
        fields = chance.choice(([], [], ["pedagogical"]))
        level = chance.choice(("tvet", "higher", "bachelor", "master"))
        said["education"] = [{"level": level, "fields": fields}]
    if chance.random() < 0.8:
        said["certificates"] = [_course(chance) for _ in range(chance.randrange(4))]
    kinds = [
        k for k in ("teaching", "scientific_pedagogical", "specialty") if chance.random() < 0.6
    ]
    if kinds:
        said["experience"] = {kind: chance.randrange(0, 90) for kind in kinds}
        said["as_of"] = str(TODAY - timedelta(days=chance.randrange(0, 700)))
    if chance.random() < 0.7:
        said["category"] = chance.choice(("none", "moderator", "expert", "master"))
        if said["category"] != "none":
            said["category_until"] = str(TODAY + timedelta(days=chance.randrange(-400, 400)))
    return said


def _course(chance: random.Random) -> Json:
    day = TODAY - timedelta(days=chance.randrange(0, 1300))
    written = chance.choice((str(day), str(day), str(day)[:7], str(day)[:4]))
    course: Json = {"hours": chance.choice((36, 72, 120))}
    return course if chance.random() < 0.1 else {**course, "issued": written}
