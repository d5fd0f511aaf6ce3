"""A calendar file (.ics, RFC 5545) of days that must not be missed.

The library is loaded when a file is made: it takes as long as half the rest of a start.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from rules.norms.model import Text
from rules.verdict.deadlines import DAYS_BEFORE

if TYPE_CHECKING:
    from icalendar import Alarm, Event

PRODUCT: Final = "-//Biliktilik//Deadlines//EN"
DOMAIN: Final = "biliktilik"
NAME: Final = Text(
    kk="Біліктілік: мерзімдер", ru="Біліктілік: сроки", en="Biliktilik: days not to miss"
)
JANUARY_TITLE: Final = Text(
    kk="Портфолио: комиссиялар қаңтардан тамызға дейін қарайды",
    ru="Портфолио: комиссии смотрят их с января по август",
    en="Portfolio: commissions look at them from January to August",
)
DATE_TITLES: Final = {
    "portfolio": Text(
        kk="Колледж портфолионы қабылдайтын соңғы күн",
        ru="Последний день приёма портфолио в колледже",
        en="The college's last day for portfolios",
    ),
    "category": Text(
        kk="Біліктілік санатының мерзімі аяқталады",
        ru="Заканчивается срок квалификационной категории",
        en="The qualification category ends",
    ),
    "management_category": Text(
        kk="Басшы санатының мерзімі аяқталады",
        ru="Заканчивается срок категории руководителя",
        en="The management category ends",
    ),
    "language": Text(
        kk="Тіл сертификатының мерзімі аяқталады",
        ru="Заканчивается срок языкового сертификата",
        en="The language certificate ends",
    ),
}


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A whole day with its title. `uid` stays the same for the same thing, so that a file added
    again moves the day instead of doubling it."""

    uid: str
    day: date
    title: Text
    days_before: tuple[int, ...] = DAYS_BEFORE


def certificate_title(hours: int) -> Text:
    """For the day on which a course of so many hours leaves its three years."""
    return Text(
        kk=f"Курс сертификаты ({hours} сағ) университет лауазымдарына есептелмейді: 3 жыл өтті",
        ru=f"Сертификат курса ({hours} ч) не учитывается для должностей университета: 3 года",
        en=f"The course certificate ({hours} h) no longer counts for university posts: 3 years",
    )


def personal_date_title(kind: str) -> Text:
    """For the last day of a `category`, a `management_category`, a `language` certificate, or for a
    `portfolio`."""
    return DATE_TITLES[kind]


def wish_title(name: str) -> Text:
    """For the day from which what the person has is enough for what `name` says."""
    return Text(
        kk=f"Осы күннен бастап талаптар орындалады: {name}",
        ru=f"С этого дня требования выполнены: {name}",
        en=f"From this day the requirements are met: {name}",
    )


def calendar_file(days: Iterable[CalendarDay], language: str, now: datetime) -> bytes:
    """The days with their alarms, titled in `language` (kk, ru or en), as the bytes of a file."""
    from icalendar import Calendar

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
    from icalendar import Event, vText

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
    from icalendar import Alarm

    # Days begin at midnight; the alarm is to sound at ten in the morning.
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", entry.title.of(language))
    alarm.add("trigger", timedelta(hours=10) - timedelta(days=days_before))
    return alarm
