"""The day of a report is one that Telegram knows as a day; its words stay as they are."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from aiogram.utils.text_decorations import html_decoration
from hypothesis import given
from hypothesis import strategies as st

from handlers.chat.tappable import tappable_day
from handlers.papers.plain_words import plain
from i18n import LANGUAGES, translator
from local_chat.html_text import parse_html
from tests.handlers.checks import short_of_a_year
from tests.handlers.house import House


@given(st.dates(date(1971, 1, 1), date(2199, 12, 31)), st.sampled_from(LANGUAGES))
def test_it_is_the_same_day_from_greenwich_to_tokyo_in_the_words_of_the_language(
    day: date, language: str
) -> None:
    tr = translator(language)
    text, [entity] = parse_html(tappable_day(day, tr))
    assert text == tr.date(day) == plain(tappable_day(day, tr))
    assert entity["type"] == "date_time"
    assert html_decoration.date_time(text, entity["unix_time"]) == tappable_day(day, tr)
    moment = datetime.fromtimestamp(entity["unix_time"], UTC)
    for hours in range(10):
        assert moment.astimezone(timezone(timedelta(hours=hours))).date() == day


@pytest.mark.parametrize(
    ("language", "words"), [("en", "20 November 2027"), ("ru", "20 ноября 2027 г.")]
)
async def test_a_report_has_its_day_as_an_entity(house: House, language: str, words: str) -> None:
    person = house.person(1, language)
    await short_of_a_year(person)
    [found] = [each for each in person.live.entities if each["type"] == "date_time"]
    assert datetime.fromtimestamp(found["unix_time"], UTC).date() == date(2027, 11, 20)
    units = person.live.text.encode("utf-16-le")
    shown = units[2 * found["offset"] : 2 * (found["offset"] + found["length"])]
    assert " ".join(shown.decode("utf-16-le").split()) == words
