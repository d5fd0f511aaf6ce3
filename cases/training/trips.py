"""Who travels for training by the approved schedule, and when HR is told to draft the order (clause
7.5, R710)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from cases.errors import NotThere
from cases.rights import require
from cases.training.holders import hr_of
from cases.training.years import year_of
from rules.dates import today
from rules.training.days import order_on
from rules.training.vocabulary import FundingSource
from rules.verdict.deadlines import Moment, allowed, reminders
from rules.vocabulary import Json
from storage.database import Work
from storage.tables.deadlines import Reminder
from storage.tables.training import TrainingYear
from storage.tables.training_needs import TripOrder


@dataclass(frozen=True, slots=True)
class Trip:
    """Somebody's trip as the approved schedule has it. `to_month`: of the days only the month is
    known. `papers`: number of contract, specification, consent, as far as they are named; `order`
    None: none was made for these days and this place."""

    item: int
    employee: int
    name: str
    post: str
    unit: str
    topic: str
    provider: str
    place: str
    first_day: date
    last_day: date
    to_month: bool
    source: FundingSource | None
    cost: int | None
    contract: str
    specification: str
    consent: str
    order: TripOrder | None

    @property
    def what(self) -> tuple[int, date, date, str]:
        """What an order is made for: another day or place is another trip."""
        return self.item, self.first_day, self.last_day, self.place


@dataclass(frozen=True, slots=True)
class TripDay:
    """All who set out on a day, by name."""

    day: date
    people: tuple[Trip, ...]

    @property
    def without_order(self) -> tuple[Trip, ...]:
        return tuple(each for each in self.people if each.order is None)


async def trips_seen(
    work: Work, actor_id: int, organisation_id: int, year_id: int, now: datetime
) -> list[TripDay]:
    """For HR. Raises `NotAllowed`, `NotThere`."""
    await require(work, actor_id, "organise", organisation_id, now)
    return await trips_of(work, await year_of(work, organisation_id, year_id))


async def trip_day_seen(
    work: Work, actor_id: int, organisation_id: int, year_id: int, day: date, now: datetime
) -> TripDay:
    """Raises `NotAllowed`, `NotThere` where nobody sets out on that day (any more)."""
    for each in await trips_seen(work, actor_id, organisation_id, year_id, now):
        if each.day == day:
            return each
    raise NotThere


async def trips_of(work: Work, year: TrainingYear) -> list[TripDay]:
    """The trips of the schedule in force, by day; what did not happen is none. Whoever calls has
    looked at the right."""
    documents = await work.training_documents.of_year(year.id, "602-05")
    approved = [each for each in documents if each.state == "approved"]
    if not approved or approved[-1].figures is None:
        return []
    rows = [
        (unit["department"], row)
        for unit in approved[-1].figures.get("units", ())
        for row in unit["rows"]
        if row.get("item") is not None and row["trip"] is True and row["first_day"] is not None
    ]
    numbers = [row["item"] for _, row in rows]
    results = await work.training_plans.results(numbers)
    orders = await work.training_needs.orders(numbers)
    names = {
        each.id: each.name for each in await work.organisations.departments(year.organisation_id)
    }
    by_day: dict[date, list[Trip]] = defaultdict(list)
    for department_id, row in rows:
        result = results.get(row["item"])
        if result is None or result.outcome != "missed":
            trip = _trip(row, names.get(department_id, ""), orders.get(row["item"]))
            by_day[trip.first_day].append(trip)
    return [
        TripDay(day, tuple(sorted(people, key=lambda each: (each.name, each.item))))
        for day, people in sorted(by_day.items())
    ]


def _trip(row: Json, unit: str, order: TripOrder | None) -> Trip:
    first = date.fromisoformat(row["first_day"])
    last = first if row["last_day"] is None else date.fromisoformat(row["last_day"])
    place = row["place"]
    if order is not None and (order.first_day, order.last_day, order.place) != (first, last, place):
        order = None
    consent, consent_on = row["consent_number"], row["consent_on"]
    if consent and consent_on is not None:
        consent = f"{consent} ({date.fromisoformat(consent_on):%d.%m.%Y})"
    return Trip(
        item=row["item"], employee=row["employee"], name=row["name"], post=row["post"], unit=unit,
        topic=row["topic"], provider=row["provider"], place=place, first_day=first, last_day=last,
        to_month=row["to_month"], source=row["source"], cost=row["cost"],
        contract=row["contract_number"], specification=row["specification"], consent=consent,
        order=order,
    )  # fmt: skip


async def travelling(work: Work, year_id: int, day: date) -> int:
    """How many set out on a day and have no order yet: what a message to HR says."""
    year = await work.training_years.get(year_id)
    found = [] if year is None else await trips_of(work, year)
    return sum(len(each.without_order) for each in found if each.day == day)


async def plan_trips(
    work: Work, year: TrainingYear, now: datetime, *, known: Sequence[TripDay] | None = None
) -> None:
    """Tells HR of each day with trips to come that have no order, so many days before, in one
    message; of a day that has its orders nothing more. `known`: the trips of the schedule before a
    revision: of a day about which HR was told already and that has other trips by now, once more.
    """
    coming = [
        each for each in await trips_of(work, year) if each.day >= today(now) and each.without_order
    ]
    before = {trip.what for each in known or () for trip in each.people}
    changed = {
        each.day
        for each in coming
        if known is not None and any(trip.what not in before for trip in each.without_order)
    }
    for person_id in await hr_of(work, year.organisation_id, now):
        held = [
            each
            for each in await work.reminders.of(person_id)
            if (each.subject, each.subject_id) == ("training_trip", year.id)
        ]
        days = {
            each.day: _moments(each.day, held, now, again=each.day in changed) for each in coming
        }
        await work.reminders.plan_days(person_id, "training_trip", year.id, days)


def _moments(
    day: date, held: Iterable[Reminder], now: datetime, *, again: bool
) -> tuple[Moment, ...]:
    usual = reminders(day, now, ((day - order_on(day)).days,))
    told = {each.days_before for each in held if each.day == day and each.state != "cancelled"}
    sent = any(each.day == day and each.state not in ("pending", "cancelled") for each in held)
    if not (again and sent):
        return usual
    # A reminder is known by how many days before it is: one that was sent is sent no second time.
    left = (day - today(now)).days
    free = next((each for each in range(left, -1, -1) if each not in told), None)
    return usual if free is None else (Moment(free, allowed(now)),)
