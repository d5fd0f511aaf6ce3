"""A year of training as heads and HR see it: its units, and the consolidated schedule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from cases.errors import NotThere
from cases.rights import note, require, require_some
from cases.training.holders import chain, heads_of, main_units, people_behind
from cases.training.messages import ask_now
from cases.training.years import year_of
from rules.dates import today
from rules.training.chain import STEPS_OF_FORM, Standing, standing, way_of
from rules.training.vocabulary import ChainStep, PassageOutcome, Step
from storage.database import Work
from storage.tables.register import Employee
from storage.tables.training import Passage, TrainingDocument, TrainingYear


@dataclass(frozen=True, slots=True)
class UnitView:
    """A unit in a year. `people`: employee → state of the plan ("" where there is none), by name;
    `document`: its latest edition, None: nobody has begun to approve it; `in_force`: the approved
    one, which stays while a later one is on its way."""

    department_id: int
    name: str
    people: tuple[tuple[Employee, str], ...]
    document: TrainingDocument | None
    standing: Standing
    passages: tuple[Passage, ...]
    in_force: TrainingDocument | None

    @property
    def given(self) -> int:
        return sum(state not in ("", "draft") for _, state in self.people)

    @property
    def missing(self) -> tuple[Employee, ...]:
        return tuple(each for each, state in self.people if state in ("", "draft"))

    @property
    def ready(self) -> bool:
        """Whether its latest edition can be consolidated."""
        return self.document is not None and self.standing.over

    @property
    def to_consolidate(self) -> TrainingDocument | None:
        """The edition that goes into a consolidated schedule: the latest where it is ready, else
        the one in force."""
        return self.document if self.ready else self.in_force


@dataclass(frozen=True, slots=True)
class WholeView:
    """The consolidated schedule of a year; `university_money`: whether any course uses it."""

    year: TrainingYear
    units: tuple[UnitView, ...]
    document: TrainingDocument | None
    standing: Standing
    passages: tuple[Passage, ...]
    received: frozenset[int]
    university_money: bool

    @property
    def late(self) -> tuple[UnitView, ...]:
        return tuple(each for each in self.units if not each.ready)


async def units_seen(
    work: Work, actor_id: int, organisation_id: int, year_id: int, now: datetime
) -> list[UnitView]:
    """All units that the actor's right covers, by name. Raises `NotAllowed`, `NotThere`."""
    may = await require_some(work, actor_id, "see_register", organisation_id, now)
    year = await year_of(work, organisation_id, year_id)
    return [each for each in await units_of(work, year, now) if may.covers(each.department_id)]


async def unit_seen(
    work: Work, actor_id: int, organisation_id: int, year_id: int, department_id: int, now: datetime
) -> UnitView:
    """Raises `NotAllowed`, `NotThere`."""
    for each in await units_seen(work, actor_id, organisation_id, year_id, now):
        if each.department_id == department_id:
            return each
    raise NotThere


async def whole_seen(
    work: Work, actor_id: int, organisation_id: int, year_id: int, now: datetime
) -> WholeView:
    """For HR. Raises `NotAllowed`, `NotThere`."""
    await require(work, actor_id, "organise", organisation_id, now)
    return await _whole(work, await year_of(work, organisation_id, year_id), now)


async def units_of(work: Work, year: TrainingYear, now: datetime) -> list[UnitView]:
    """Every department with people of its own, by name."""
    organisation_id = year.organisation_id
    posts = main_units(await work.register.all_appointments(organisation_id, today(now)))
    plans = {each.employee_id: each for each in await work.training_plans.of_year(year.id)}
    people: dict[int, list[tuple[Employee, str]]] = defaultdict(list)
    everybody = await work.register.all(organisation_id)
    for employee in sorted(everybody, key=lambda each: (each.name, each.id)):
        post, plan = posts.get(employee.id), plans.get(employee.id)
        if post is not None and post.department_id is not None:
            people[post.department_id].append((employee, "" if plan is None else plan.state))
    documents = await work.training_documents.of_year(year.id, "602-01")
    latest = {each.department_id: each for each in documents}
    in_force = {each.department_id: each for each in documents if each.state == "approved"}
    passages = await work.training_documents.passages([each.id for each in latest.values()])
    way = way_of(await chain(work, organisation_id), "602-01")
    found = []
    for department in await work.organisations.departments(organisation_id):
        if department.id not in people:
            continue
        document = latest.get(department.id)
        done = [] if document is None else passages[document.id]
        found.append(
            UnitView(
                department.id,
                department.name,
                tuple(people[department.id]),
                document,
                _where(document, way, done),
                tuple(done),
                in_force.get(department.id),
            )
        )
    return sorted(found, key=lambda each: (each.name, each.department_id))


async def _whole(work: Work, year: TrainingYear, now: datetime) -> WholeView:
    documents = await work.training_documents.of_year(year.id, "602-05")
    document = documents[-1] if documents else None
    money = await university_money_in(work, year)
    way = way_of(await chain(work, year.organisation_id), "602-05", university_money=money)
    done: list[Passage] = []
    received: frozenset[int] = frozenset()
    if document is not None:
        done = (await work.training_documents.passages([document.id]))[document.id]
        receipts = await work.training_documents.receipts(document.id)
        received = frozenset(each.department_id for each in receipts)
    where = _where(document, way, done)
    units = tuple(await units_of(work, year, now))
    return WholeView(year, units, document, where, tuple(done), received, money)


async def standing_of(
    work: Work, year: TrainingYear, document: TrainingDocument, now: datetime
) -> Standing:
    passages = (await work.training_documents.passages([document.id]))[document.id]
    money = document.form != "602-05" or await university_money_in(work, year)
    way = way_of(await chain(work, year.organisation_id), document.form, university_money=money)
    return _where(document, way, passages)


def _where(
    document: TrainingDocument | None, way: Sequence[Step], passages: Sequence[Passage]
) -> Standing:
    """Where a document stands. What is approved has its way behind it, whatever is switched on
    later."""
    settled = document is not None and document.state != "open"
    return standing(() if settled else way, done_of(passages))


def done_of(passages: Iterable[Passage]) -> list[tuple[ChainStep, PassageOutcome]]:
    return [(each.step, each.outcome) for each in passages]


async def university_money_in(work: Work, year: TrainingYear) -> bool:
    plans = await work.training_plans.of_year(year.id)
    items = await work.training_plans.items([each.id for each in plans])
    # A cost that nobody said is not nought.
    return any(
        each.state != "withdrawn" and each.new.source == "university" and each.new.cost != 0
        for each in items
    )


async def chase(
    work: Work, actor_id: int, organisation_id: int, year_id: int, department_id: int, now: datetime
) -> tuple[int, int] | None:
    """Asks everybody of a unit whose plan is missing, once a day at the most; how many were asked,
    and how many have no Telegram here. None for heads and deputies: the numbers would tell who is
    here of those who did not agree that they see it. Raises `NotAllowed`, `NotThere`."""
    may = await require(work, actor_id, "write", organisation_id, now, department_id=department_id)
    unit = await unit_seen(work, actor_id, organisation_id, year_id, department_id, now)
    year = await year_of(work, organisation_id, year_id)
    people = await people_behind(work, organisation_id, [each.id for each in unit.missing])
    day = year.plans_due or today(now)
    await ask_now(work, people.values(), "training_plan", year_id, day, now)
    thing = ("department", department_id)
    await note(work, actor_id, organisation_id, "training.chase", thing, now, people=len(people))
    return (len(people), len(unit.missing) - len(people)) if may.everywhere else None


async def plans_of_led(
    work: Work, person_id: int, year_id: int, now: datetime
) -> tuple[int, int, int, int | None] | None:
    """Of the units that a head leads: how many plans are in, how many there should be, of how many
    people one is still waited for, and the unit where that is one only. None where no plan
    is missing (any more)."""
    year = await work.training_years.get(year_id)
    if year is None:
        return None
    led = [
        each
        for each in await units_of(work, year, now)
        if person_id in await heads_of(work, year.organisation_id, each.department_id, now)
    ]
    waiting = [each for each in led if each.missing and not each.standing.over]
    if not waiting:
        return None
    only = waiting[0].department_id if len(waiting) == 1 else None
    given, people = sum(each.given for each in led), sum(len(each.people) for each in led)
    return given, people, sum(len(each.missing) for each in waiting), only


async def document_of(
    work: Work, organisation_id: int, document_id: int
) -> tuple[TrainingDocument, TrainingYear]:
    """A schedule. Raises `NotThere`, also for one of another organisation."""
    document = await work.training_documents.get(document_id)
    if document is None or document.form not in STEPS_OF_FORM:
        raise NotThere
    return document, await year_of(work, organisation_id, document.year_id)
