"""Days that must not be missed, and the moments at which a person is reminded of them.

The day a certificate leaves its window follows readings R24. Moments are aware; they are computed
in Almaty and handed out in UTC.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from rules.dates import ALMATY, add_months, today, years_back
from rules.norms.catalog import Catalogue
from rules.profile import Profile
from rules.verdict.check import Item, check

WINDOW_YEARS: Final = 3

DAYS_BEFORE: Final = (90, 30, 7, 1)
LONGEST_BEFORE: Final = 366
# Commissions look at portfolios from January to August (attestation rules, clause 58). The tenth
# comes after the holidays, and until the end of the month it is news.
JANUARIES: Final = 5
IN_JANUARY, END_OF_JANUARY = 10, 31
REMIND_AT: Final = time(10)
AWAKE_FROM: Final = time(9)
AWAKE_UNTIL: Final = time(21)
DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Moment:
    """A reminder `days_before` the day it is about, due at `due_at` (UTC)."""

    days_before: int
    due_at: datetime


def leaves_window(issued: date, years: int = WINDOW_YEARS) -> date:
    """The first day on which a certificate of that day no longer counts (R24).

    Issued on 2023-11-20 it still counts on 2026-11-20, so it leaves on 2026-11-21. Raises
    OverflowError when that day lies outside the calendar.
    """
    day = add_months(issued, 12 * years) + DAY
    # 29 February counts back to 28 February, which may be the day of issue: one day more.
    return day + DAY if years_back(day, years) <= issued else day


def lost_on(
    catalogue: Catalogue, position: str, category: str | None, profile: Profile, day: date
) -> tuple[Item, ...]:
    """The requirements met on the eve of `day` and no longer on `day`, by the same profile.

    Nothing but time passes in between: courses and publications leave their windows. Empty when
    the edition of `day` has no such category.
    """
    eve = check(catalogue, position, category, profile, day - DAY)
    if category not in catalogue.on(day).positions[position].checks:
        return ()
    met = {item.leaf.id for item in eve.requirements if item.status == "met"}
    after = check(catalogue, position, category, profile, day)
    return tuple(
        item for item in after.requirements if item.leaf.id in met and item.status == "unmet"
    )


def is_allowed(moment: datetime) -> bool:
    """Whether a message may go out: from 9:00 to before 21:00 in Almaty."""
    return AWAKE_FROM <= moment.astimezone(ALMATY).time() < AWAKE_UNTIL


def allowed(moment: datetime) -> datetime:
    """The moment itself, or 9:00 of the next morning when it falls into the night; in UTC."""
    local = moment.astimezone(ALMATY)
    if local.time() >= AWAKE_UNTIL:
        return _at(local.date() + DAY, AWAKE_FROM)
    if local.time() < AWAKE_FROM:
        return _at(local.date(), AWAKE_FROM)
    return moment.astimezone(UTC)


def reminders(
    day: date, now: datetime, days_before: Iterable[int] = DAYS_BEFORE
) -> tuple[Moment, ...]:
    """When to remind of `day`, as seen at `now`, the earliest first; nothing once it has passed.

    A day that became known late is caught up with: of the moments that have passed only the
    nearest is sent, as soon as it may be, and not at all where the next one comes the same day.
    """
    late = late_reminder(day, now, days_before)
    coming = coming_reminders(day, now, days_before)
    return coming if late is None else (late, *coming)


def coming_reminders(
    day: date, now: datetime, days_before: Iterable[int] = DAYS_BEFORE
) -> tuple[Moment, ...]:
    """The moments that have not passed yet, the earliest first."""
    return tuple(each for each in _moments(day, days_before) if each.due_at > now)


def late_reminder(
    day: date, now: datetime, days_before: Iterable[int] = DAYS_BEFORE
) -> Moment | None:
    """What would catch up with the moments that have passed, as soon as it may be; None where
    nothing is to be caught up with."""
    passed = [each for each in _moments(day, days_before) if each.due_at <= now]
    if not passed:
        return None
    late = Moment(passed[-1].days_before, allowed(now))
    coming = coming_reminders(day, now, days_before)
    next_day = today(coming[0].due_at) if coming else day + DAY
    return late if today(late.due_at) < next_day else None


def januaries(now: datetime) -> dict[date, tuple[Moment, ...]]:
    """The ends of the Januaries to come, as many as a category is valid for years, each with its
    one moment: the tenth at 10:00."""
    before = (END_OF_JANUARY - IN_JANUARY,)
    first = today(now).year
    ends = (date(first + ahead, 1, END_OF_JANUARY) for ahead in range(JANUARIES + 1))
    coming = {end: coming_reminders(end, now, before) for end in ends}
    return dict([(end, moments) for end, moments in coming.items() if moments][:JANUARIES])


def _moments(day: date, days_before: Iterable[int]) -> list[Moment]:
    return [
        Moment(before, _at(day - before * DAY, REMIND_AT))
        for before in sorted(set(days_before), reverse=True)
        if 0 <= before <= LONGEST_BEFORE
    ]


def put_off(day: date, now: datetime) -> datetime | None:
    """When to remind again after "later": 10:00 of the next day; None when `day` is over then."""
    tomorrow = today(now) + DAY
    return _at(tomorrow, REMIND_AT) if tomorrow <= day else None


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, ALMATY).astimezone(UTC)
