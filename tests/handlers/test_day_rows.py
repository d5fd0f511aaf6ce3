"""A month as people know it: weeks in rows, from Monday on."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.chat.buttons import Menu
from handlers.chat.day_rows import month_rows
from i18n import LANGUAGES, translator
from tests.handlers.house import House
from tests.handlers.people import with_consent

HEADS = {
    "en": ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"],
    "ru": ["Пн", "Вт", "Ср", "Чт", "Пт", "Сб", "Вс"],
    "kk": ["Дс", "Сс", "Ср", "Бс", "Жм", "Сб", "Жс"],
}


@given(st.dates(date(1960, 1, 1), date(2060, 1, 1)), st.data())
def test_each_day_stands_below_its_weekday_and_nothing_else_is_a_day(
    start: date, data: st.DataObject
) -> None:
    last = monthrange(start.year, start.month)[1]
    until = data.draw(st.integers(start.day, last))
    days = {start.replace(day=n): f"d:{n}" for n in range(start.day, until + 1)}
    heads, *weeks = month_rows(days, translator("en"))
    assert [button.text for button in heads] == HEADS["en"]
    assert {len(week) for week in weeks} == {7}
    placed = {
        button.data: column
        for week in weeks
        for column, button in enumerate(week)
        if button.data != Menu.NOTHING()
    }
    assert placed == {data: day.weekday() for day, data in days.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_weekdays_are_named_shortly_in_each_language(language: str) -> None:
    tr = translator(language)
    assert [tr.weekday(number) for number in range(7)] == HEADS[language]


async def test_a_place_without_a_day_does_nothing_and_words_still_count(house: House) -> None:
    person = await with_consent(house)
    await person.say("/dates")
    await person.press("day:k:l")
    await person.press(":B2")
    await person.press(":2027")
    await person.press(":2027-05")
    before = person.live.text
    assert await person.press("Mo") == before
    assert "14 May 2027" in await person.say("14.05.2027")
    assert house.refused() == []
