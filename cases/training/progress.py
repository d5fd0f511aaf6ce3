"""Plan against done in a year of training, by month and by department, and who is trained."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from cases.rights import Reach, require_some
from cases.training.years import year_of
from rules.dates import add_months, today
from storage.database import Work
from storage.tables.training import TrainingYear

Month = tuple[int, int]
Counted = Mapping[tuple[int | None, Month | None], int]


@dataclass(frozen=True, slots=True)
class MonthProgress:
    """A month of the year by its first day; None: courses whose month nobody has said, or that
    ended outside the year."""

    month: date | None
    planned: int
    done: int


@dataclass(frozen=True, slots=True)
class UnitProgress:
    """`name` "": plans of people who are in no department. `people`: whose main post is there;
    `trained`: how many people of its schedule have a course behind them."""

    name: str
    planned: int
    done: int
    people: int
    trained: int


@dataclass(frozen=True, slots=True)
class Progress:
    year: TrainingYear
    months: tuple[MonthProgress, ...]
    units: tuple[UnitProgress, ...]

    @property
    def whole(self) -> UnitProgress:
        every = self.units
        return UnitProgress(
            "",
            sum(each.planned for each in every),
            sum(each.done for each in every),
            sum(each.people for each in every),
            sum(each.trained for each in every),
        )


async def progress_of(
    work: Work, actor_id: int, organisation_id: int, year_id: int, now: datetime
) -> Progress:
    """Courses of the departments that the actor's right covers. Raises `NotAllowed`, `NotThere`."""
    may = await require_some(work, actor_id, "see_register", organisation_id, now)
    await require_some(work, actor_id, "plan", organisation_id, now)
    year = await year_of(work, organisation_id, year_id)
    held = work.training_overview
    planned = _within(await held.planned(year.id), may)
    done = _within(await held.done(year.id), may)
    trained = await held.trained(year.id)
    people = await held.people(organisation_id, year.id, min(today(now), year.ends))
    names = {each.id: each.name for each in await work.organisations.departments(organisation_id)}
    places = {place for place, _ in (*planned, *done)} | set(people)
    units = sorted(
        (
            UnitProgress(
                names.get(place or 0, ""),
                sum(n for (here, _), n in planned.items() if here == place),
                sum(n for (here, _), n in done.items() if here == place),
                people.get(place or 0, (0, 0))[0],
                trained.get(place, 0),
            )
            for place in places
            if may.covers(place)
        ),
        key=lambda each: (each.name == "", each.name),
    )
    return Progress(year, _months(year, planned, done), tuple(units))


def _within(counted: Counted, may: Reach) -> dict[tuple[int | None, Month | None], int]:
    return {key: n for key, n in counted.items() if may.covers(key[0])}


def _months(year: TrainingYear, planned: Counted, done: Counted) -> tuple[MonthProgress, ...]:
    """Every month of the year, and what lies in none of them last where there is any."""
    firsts, first = [], year.begins.replace(day=1)
    while first <= year.ends:
        firsts.append(first)
        first = add_months(first, 1)
    known = {(each.year, each.month) for each in firsts}
    sums: list[Counter[Month | None]] = []
    for counted in (planned, done):
        by_month: Counter[Month | None] = Counter()
        for (_, month), n in counted.items():
            by_month[month if month in known else None] += n
        sums.append(by_month)
    found = [
        MonthProgress(each, *(by_month[each.year, each.month] for by_month in sums))
        for each in firsts
    ]
    if any(by_month[None] for by_month in sums):
        found.append(MonthProgress(None, *(by_month[None] for by_month in sums)))
    return tuple(found)
