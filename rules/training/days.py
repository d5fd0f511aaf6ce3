"""The days of a year of training that follow from others. What an organisation enters is in its
year; here is only what the readings derive."""

from __future__ import annotations

from datetime import date, timedelta

from rules.dates import add_months
from rules.training.readings import figure_of

DAY = timedelta(days=1)


def heard_by(last_day: date) -> date:
    """The last day on which a course is heard in time (clause 11.3, R704)."""
    return add_months(last_day, figure_of("R704"))


def asked_on(last_day: date) -> date:
    """The day on which a person is asked how a course went: the one after its end."""
    return last_day + DAY


def order_on(first_day: date) -> date:
    """The day on which the order for a trip is drafted (clause 7.5, R710)."""
    return first_day - figure_of("R710") * DAY


def quarters_of(begins: date, ends: date) -> tuple[date, ...]:
    """The last days of the calendar's quarters within a year of plans (R707): a proposal."""
    months = figure_of("R707")
    month = begins.replace(day=1)
    found = []
    while month <= ends:
        following = add_months(month, 1)
        last = following - DAY
        if last.month % months == 0 and begins <= last <= ends:
            found.append(last)
        month = following
    return tuple(found)
