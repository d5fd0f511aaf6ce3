"""Per cent of a test in words and digits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.typed.outcome import Choose, NotUnderstood, OutOfRange, Understood
from rules.typed.percent import read_percent


@given(
    value=st.integers(0, 100),
    words=st.sampled_from(
        ["{}", "{}%", "{} %", "{} пайыз", "{} процентов", "{} проц.", "{} percent", "{} из 100",
         "{}/100", "100-ден {}", "результат: {}%", "{} пайыз жинадым", "сдала на {}%"]
    ),
)  # fmt: skip
def test_the_word_for_per_cent_changes_nothing(value: int, words: str) -> None:
    assert read_percent(words.format(value)) == Understood(value)


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("78,5%", (78, 79)),
        ("39 из 50", (78,)),
        ("50-ден 39", (78,)),
        ("78 баллов", (78,)),
        ("0,78", (78,)),
        ("около 78%", (78,)),
        ("78% и 82%", (78, 82)),
    ],
)
def test_what_is_no_whole_per_cent_is_asked(text: str, choices: tuple[int, ...]) -> None:
    assert read_percent(text) == Choose(choices)


@pytest.mark.parametrize("text", ["не знаю", "нет", "не сдавала", "", "хорошо", "60 из 50", "5/0"])
def test_no_per_cent_is_not_understood(text: str) -> None:
    assert read_percent(text) == NotUnderstood()


@pytest.mark.parametrize(("text", "reason"), [("120%", "too_large"), ("-5%", "too_small")])
def test_what_cannot_be_is_out_of_range(text: str, reason: str) -> None:
    assert read_percent(text) == OutOfRange(reason, 0, 100)


@given(st.text(max_size=600))
def test_any_text_is_read_within_its_range(text: str) -> None:
    reading = read_percent(text)
    if isinstance(reading, Understood):
        assert 0 <= reading.value <= 100
    elif isinstance(reading, Choose):
        assert all(0 <= value <= 100 for value in reading.options)
