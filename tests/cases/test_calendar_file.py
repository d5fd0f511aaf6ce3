from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from cases.calendar_file import CalendarDay, calendar_file, certificate_title, personal_date_title
from rules.norms.model import Text
from rules.vocabulary import LANGUAGES

NOW = datetime(2026, 11, 20, 6, 30, tzinfo=UTC)
TITLE = Text(kk="Өтінімдер, сынақ; \\ «Қ»" * 8, ru="Заявления\nдо срока", en="Applications")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_calendar_reads_back_what_was_written(language: str) -> None:
    days = [CalendarDay("deadline-7", date(2026, 12, 31), TITLE, (30, 0))]
    content = calendar_file(days, language, NOW)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    calendar = Calendar.from_ical(content)
    [event] = calendar.walk("VEVENT")
    assert str(event["SUMMARY"]) == TITLE.of(language)
    assert event["SUMMARY"].params["LANGUAGE"] == language
    assert str(event["UID"]) == "deadline-7@biliktilik"
    assert event.decoded("DTSTAMP") == NOW
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (
        date(2026, 12, 31),
        date(2027, 1, 1),
    )
    triggers = [alarm.decoded("TRIGGER") for alarm in event.walk("VALARM")]
    assert triggers == [timedelta(hours=10, days=-30), timedelta(hours=10)]


def test_the_same_days_are_the_same_bytes_and_no_days_are_a_calendar_too() -> None:
    days = [CalendarDay("a", date(2027, 1, 1), TITLE), CalendarDay("b", date(2027, 1, 2), TITLE)]
    assert calendar_file(days, "kk", NOW) == calendar_file(days, "kk", NOW)
    assert Calendar.from_ical(calendar_file([], "kk", NOW)).walk("VEVENT") == []


def test_titles_of_personal_days_are_in_three_languages() -> None:
    titles = [certificate_title(72), *map(personal_date_title, ("category", "language"))]
    for title in titles:
        assert len({title.kk, title.ru, title.en}) == 3
    assert all("72" in certificate_title(72).of(language) for language in LANGUAGES)
