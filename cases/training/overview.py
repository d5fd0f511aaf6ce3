"""A year of training at a glance: its units with where they stand, counted rather than read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cases.errors import NotThere
from cases.rights import Reach, Right, reach, require, require_some
from cases.training.holders import chain, right_of
from cases.training.units import done_of
from cases.training.years import year_of
from rules.dates import today
from rules.training.chain import Standing, standing, way_of
from rules.training.vocabulary import Step
from storage.database import Work
from storage.tables.organisations import Department
from storage.tables.training import Passage, TrainingDocument, TrainingYear
from storage.tables.training_outcomes import Nonconformity

ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Doing:
    """Which steps the viewer may do."""

    reaches: dict[Right, Reach]
    tree: Sequence[Department]

    def may(self, step: Step | None, department_id: int | None) -> bool:
        if step is None:
            return False
        right, place = right_of(step.holder, department_id, self.tree)
        return self.reaches[right].covers(place)

    @property
    def organises(self) -> bool:
        return self.reaches["organise"].everywhere


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit in a year: how many people have their main post there, how many of them have handed in
    a plan, where the schedule stands. `acts`: whether its next step is the viewer's."""

    department_id: int
    name: str
    people: int
    given: int
    document: TrainingDocument | None
    standing: Standing
    passages: tuple[Passage, ...]
    acts: bool

    @property
    def ready(self) -> bool:
        return self.document is not None and self.standing.over

    @property
    def waits_for_signature(self) -> bool:
        """Whether the viewer may sign it now."""
        step = self.standing.next
        return self.acts and self.document is not None and step is not None and step.name == "sign"


@dataclass(frozen=True, slots=True)
class Overview:
    """The units of a year that the viewer's right covers, by name. `exports`: of what the forms may
    be taken along."""

    year: TrainingYear
    units: tuple[UnitLine, ...]
    doing: Doing
    exports: Reach


@dataclass(frozen=True, slots=True)
class UnitPage:
    """A unit with a slice of its people: number, name, state of the plan ("": none)."""

    year: TrainingYear
    unit: UnitLine
    people: tuple[tuple[int, str, str], ...]
    more: bool
    doing: Doing


@dataclass(frozen=True, slots=True)
class FindingsPage:
    """A slice of what fell behind: each with the person's name, the topic, and the unit's name, ""
    where there is none."""

    year: TrainingYear
    rows: tuple[tuple[Nonconformity, str, str, str], ...]
    more: bool
    open: int
    closed: int


async def overview(
    work: Work, actor_id: int, organisation_id: int, year_id: int, now: datetime
) -> Overview:
    """Raises `NotAllowed`, `NotThere`."""
    may = await require_some(work, actor_id, "see_register", organisation_id, now)
    await require_some(work, actor_id, "plan", organisation_id, now)
    year = await year_of(work, organisation_id, year_id)
    doing = await doing_of(work, actor_id, organisation_id, now)
    exports = await reach(work, actor_id, "export", organisation_id, now)
    units = await _units(work, year, doing, now)
    seen = tuple(each for each in units if may.covers(each.department_id))
    return Overview(year, seen, doing, exports)


async def doing_of(work: Work, actor_id: int, organisation_id: int, now: datetime) -> Doing:
    rights: tuple[Right, ...] = ("approve", "organise", "sign_year")
    reaches = {each: await reach(work, actor_id, each, organisation_id, now) for each in rights}
    return Doing(reaches, await work.organisations.departments(organisation_id))


async def _units(
    work: Work, year: TrainingYear, doing: Doing, now: datetime, only: int | None = None
) -> list[UnitLine]:
    """`only`: this department's."""
    counts = await work.training_overview.people(year.organisation_id, year.id, today(now))
    latest = await work.training_overview.documents(year.id, "602-01")
    here = [each for each in doing.tree if each.id in counts and (only is None or each.id == only)]
    numbers = [latest[each.id].id for each in here if each.id in latest]
    passages = await work.training_documents.passages(numbers)
    way = way_of(await chain(work, year.organisation_id), "602-01")
    found = []
    for each in here:
        document = latest.get(each.id)
        done = () if document is None else tuple(passages[document.id])
        where = standing(way, done_of(done))
        found.append(
            UnitLine(
                each.id, each.name, *counts[each.id], document, where, done,
                doing.may(where.next, each.id),
            )
        )  # fmt: skip
    return sorted(found, key=lambda each: (each.name, each.department_id))


async def unit_page(
    work: Work,
    actor_id: int,
    organisation_id: int,
    year_id: int,
    department_id: int,
    now: datetime,
    *,
    after: int | None = None,
) -> UnitPage:
    """`after`: the number of the person after whom the slice begins. Raises `NotAllowed`,
    `NotThere`."""
    may = await require_some(work, actor_id, "see_register", organisation_id, now)
    await require_some(work, actor_id, "plan", organisation_id, now)
    year = await year_of(work, organisation_id, year_id)
    doing = await doing_of(work, actor_id, organisation_id, now)
    units = await _units(work, year, doing, now, department_id)
    if not units or not may.covers(department_id):
        raise NotThere
    place = None
    if after is not None:
        last = await work.register.get(after)
        if last is None or last.organisation_id != organisation_id:
            raise NotThere
        place = (last.name, last.id)
    people = await work.training_overview.people_of(
        department_id, year.id, today(now), place, ON_A_PAGE + 1
    )
    more = len(people) > ON_A_PAGE
    return UnitPage(year, units[0], tuple(people[:ON_A_PAGE]), more, doing)


@dataclass(frozen=True, slots=True)
class WholePage:
    """The consolidated schedule. `document` None: none was begun."""

    year: TrainingYear
    units: tuple[UnitLine, ...]
    document: TrainingDocument | None
    standing: Standing
    passages: tuple[Passage, ...]
    received: frozenset[int]
    acts: bool


async def whole_page(
    work: Work, actor_id: int, organisation_id: int, year_id: int, now: datetime
) -> WholePage:
    """For HR. Raises `NotAllowed`, `NotThere`."""
    await require(work, actor_id, "organise", organisation_id, now)
    year = await year_of(work, organisation_id, year_id)
    doing = await doing_of(work, actor_id, organisation_id, now)
    root = await work.organisations.root(organisation_id)
    document = (await work.training_overview.documents(year.id, "602-05")).get(root)
    money = await work.training_overview.university_money(year.id)
    way = way_of(await chain(work, organisation_id), "602-05", university_money=money)
    passages: tuple[Passage, ...] = ()
    received: frozenset[int] = frozenset()
    if document is not None:
        passages = tuple((await work.training_documents.passages([document.id]))[document.id])
        receipts = await work.training_documents.receipts(document.id)
        received = frozenset(each.department_id for each in receipts)
    where = standing(way, done_of(passages))
    units = tuple(await _units(work, year, doing, now))
    acts = doing.may(where.next, None)
    return WholePage(year, units, document, where, passages, received, acts)


async def findings_page(
    work: Work, actor_id: int, organisation_id: int, year_id: int, now: datetime,
    *, closed: bool, after: int = 0,
) -> FindingsPage:  # fmt: skip
    """What fell behind as it was last found, as far as the right goes. Raises `NotAllowed`,
    `NotThere`."""
    may = await require_some(work, actor_id, "approve", organisation_id, now)
    year = await year_of(work, organisation_id, year_id)
    places = None if may.everywhere else may.departments
    held = work.training_overview
    rows = await held.findings(year.id, places, after, ON_A_PAGE + 1, closed=closed)
    names = {each.id: each.name for each in await work.organisations.departments(organisation_id)}
    shown = tuple(
        (found, person, topic, names.get(found.department_id or 0, ""))
        for found, person, topic in rows[:ON_A_PAGE]
    )
    counts = [await held.count_findings(year.id, places, closed=each) for each in (False, True)]
    return FindingsPage(year, shown, len(rows) > ON_A_PAGE, counts[0], counts[1])
