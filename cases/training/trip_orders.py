"""Orders for trips: the draft made of the approved schedule, and the number and day that HR enters
once the order is signed (clause 7.5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from cases.errors import NotThere
from cases.rights import note, require
from cases.training.passing import Paper
from cases.training.schedules import number_of
from cases.training.trips import Trip, TripDay, plan_trips, trip_day_seen, trips_of
from cases.training.years import year_of
from rules.dates import today
from storage.database import Work
from storage.tables.training_needs import TripOrder
from workbooks.training.trip_order import DraftDay, Traveller, TripDraft


async def draft_of(
    work: Work, actor_id: int, organisation_id: int, year_id: int, day: date | None, now: datetime
) -> TripDraft:
    """The draft for a day (None: for all days to come): those who have no order yet, or, where all
    have one, everybody of the day once more. Raises `NotAllowed`, `NotThere`."""
    await require(work, actor_id, "organise", organisation_id, now)
    year = await year_of(work, organisation_id, year_id)
    organisation = await work.organisations.get(organisation_id)
    found = await trips_of(work, year)
    if day is None:
        found = [each for each in found if each.day >= today(now) and each.without_order]
    else:
        found = [each for each in found if each.day == day]
    if organisation is None or not found:
        raise NotThere
    days = tuple(DraftDay(each.day, _travellers(each)) for each in found)
    thing = ("training_year", year.id)
    await note(work, actor_id, organisation_id, "training.draft", thing, now, days=len(days))
    return TripDraft(organisation.name, year.label, today(now), days)


def _travellers(day: TripDay) -> tuple[Traveller, ...]:
    return tuple(_traveller(each) for each in day.without_order or day.people)


def _traveller(trip: Trip) -> Traveller:
    return Traveller(
        name=trip.name, post=trip.post, unit=trip.unit, topic=trip.topic, provider=trip.provider,
        place=trip.place, first_day=trip.first_day, last_day=trip.last_day,
        to_month=trip.to_month, source=trip.source, cost=trip.cost, contract=trip.contract,
        specification=trip.specification, consent=trip.consent,
    )  # fmt: skip


async def enter_order(
    work: Work,
    actor_id: int,
    organisation_id: int,
    year_id: int,
    day: date,
    paper: Paper,
    now: datetime,
) -> int:
    """The number and day of the order for everybody of a day who has none, or, where all have one,
    of another one instead; how many. HR is told of the day no more.

    Raises `NotAllowed`, `NotThere`, `BadValue` ("number", "day").
    """
    number = number_of(paper, now)
    found: Sequence[Trip] = ()
    seen = await trip_day_seen(work, actor_id, organisation_id, year_id, day, now)
    found = seen.without_order or seen.people
    for trip in found:
        await work.training_needs.put_order(
            TripOrder(
                trip.item, trip.first_day, trip.last_day, trip.place, number, paper.day, actor_id,
                now,
            )
        )  # fmt: skip
        thing = ("training_item", trip.item)
        await note(work, actor_id, organisation_id, "training.order", thing, now)
    await plan_trips(work, await year_of(work, organisation_id, year_id), now)
    return len(found)
