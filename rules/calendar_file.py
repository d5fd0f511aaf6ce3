"""A calendar file (.ics, RFC 5545) of days that must not be missed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from icalendar import Alarm, Calendar, Event, vText

from rules.deadlines import DAYS_BEFORE
from rules.model import Text

PRODUCT: Final = "-//Biliktilik//Deadlines//EN"
DOMAIN: Final = "biliktilik"
NAME: Final = Text(
    kk="Біліктілік: мерзімдер", ru="Біліктілік: сроки", en="Biliktilik: days not to miss"
)


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A whole day with its title. `uid` stays the same for the same thing, so that a file added
    again moves the day instead of doubling it."""

    uid: str
    day: date
    title: Text
    days_before: tuple[int, ...] = DAYS_BEFORE


def calendar_file(days: Iterable[CalendarDay], language: str, now: datetime) -> bytes:
    """The days with their alarms, titled in `language` (kk, ru or en), as the bytes of a file."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", NAME.of(language))
    for entry in days:
        calendar.add_component(_event(entry, language, now))
    content: bytes = calendar.to_ical()
    return content


def _event(entry: CalendarDay, language: str, now: datetime) -> Event:
    title = vText(entry.title.of(language))
    title.params["LANGUAGE"] = language
    event = Event()
    event.add("uid", f"{entry.uid}@{DOMAIN}")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", title)
    event.add("transp", "TRANSPARENT")
    for before in entry.days_before:
        event.add_component(_alarm(entry, before, language))
    return event


def _alarm(entry: CalendarDay, days_before: int, language: str) -> Alarm:
    # Days begin at midnight; the alarm is to sound at ten in the morning.
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", entry.title.of(language))
    alarm.add("trigger", timedelta(hours=10) - timedelta(days=days_before))
    return alarm
