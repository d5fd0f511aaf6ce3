"""A course that is planned, in words: hours and the day it ends."""

from __future__ import annotations

from datetime import date

import pytest

from rules.typed.coming_course import Course, read_course

ON = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "hours", "day"),
    [
        ("72 hours in March", 72, date(2027, 3, 31)),
        ("if I finish a 72-hour course in March", 72, date(2027, 3, 31)),
        ("72 часа в марте", 72, date(2027, 3, 31)),
        ("72 сағат наурызда", 72, date(2027, 3, 31)),
        ("36 часов в ноябре", 36, date(2026, 11, 30)),
        ("36 часов в октябре", 36, date(2027, 10, 31)),
        ("72 часа, февраль 2028", 72, date(2028, 2, 29)),
        ("72 часа 15.03.2027", 72, date(2027, 3, 15)),
        ("36 hours 10.10.2026", 36, date(2026, 10, 10)),
        ("72 часа, март 2025", 72, date(2025, 3, 1)),
        ("72", 72, ON),
    ],
)
def test_hours_and_the_day_are_read_in_three_languages(text: str, hours: int, day: date) -> None:
    assert read_course(text, ON) == Course(hours, day, None)


def test_a_subject_is_read_along() -> None:
    assert read_course("менеджмент 72 часа в марте", ON) == Course(
        72, date(2027, 3, 31), "education_management"
    )


@pytest.mark.parametrize(
    "text", ["", "hello", "в марте", "72 hours 2035", "72 часа 31.02.2027", "36 часов; 72 часа"]
)
def test_what_is_no_single_course_is_not_guessed(text: str) -> None:
    assert read_course(text, ON) is None
