"""A day still to come, as people type it on 20 November 2026."""

from datetime import date

import pytest

from rules.typed.coming import read_coming_date
from rules.typed.outcome import Choose, NotUnderstood, OutOfRange, Understood

ON, LATEST = date(2026, 11, 20), date(2029, 11, 20)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("15.03.2027", date(2027, 3, 15)),
        ("15.03", date(2027, 3, 15)),
        ("15 наурыз", date(2027, 3, 15)),
        ("31 декабря", date(2026, 12, 31)),
        ("20.11", ON),
        ("19.11", date(2027, 11, 19)),
        ("5 декабря 2028 г.", date(2028, 12, 5)),
        ("Бүгін", ON),
        ("ертең", date(2026, 11, 21)),
        ("tomorrow", date(2026, 11, 21)),
        ("послезавтра", date(2026, 11, 22)),
    ],
)
def test_a_day_without_a_year_is_its_next_one(typed: str, day: date) -> None:
    assert read_coming_date(typed, ON, LATEST) == Understood(day)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("19.11.2026", "too_small"),
        ("вчера", "too_small"),
        ("21.11.2029", "too_large"),
        ("31.02.2027", "no_such_day"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(typed: str, reason: str) -> None:
    assert read_coming_date(typed, ON, LATEST) == OutOfRange(reason, ON, LATEST)


def test_what_can_be_several_days_is_asked_back() -> None:
    month = Choose((date(2027, 3, 1), date(2027, 3, 31)), "day_missing")
    assert read_coming_date("март 2027", ON, LATEST) == month
    slashes = Choose((date(2027, 2, 1), date(2027, 1, 2)), "day_or_month")
    assert read_coming_date("01/02/2027", ON, LATEST) == slashes


def test_other_words_are_not_guessed() -> None:
    assert read_coming_date("when it suits", ON, LATEST) == NotUnderstood()
