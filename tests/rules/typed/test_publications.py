"""Publications typed in one message."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.typed.outcome import NotUnderstood, OutOfRange, Understood
from rules.typed.publications import PublicationLine, read_publications

ON = date(2026, 11, 20)
P = PublicationLine


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("2 статьи КОКСОН, scopus Q2 2024", [P("national")] * 2 + [P("scopus", 2, None, 2024)]),
        ("web of science q1 и 1 монография", [P("wos", 1), P("monograph")]),
        ("scopus, percentile 35", [P("scopus", None, 35)]),
        ("скопус 85 процентиль", [P("scopus", None, 85)]),
        ("3 халықаралық", [P("international")] * 3),
        ("ұлттық тізім 2\n2 оқу құралы", [P("national")] * 2 + [P("teaching")] * 2),
        ("2 national list + 1 wos 2025", [P("national")] * 2 + [P("wos", None, None, 2025)]),
    ],
)
def test_kinds_with_their_number(text: str, lines: list[PublicationLine]) -> None:
    assert read_publications(text, ON) == Understood(tuple(lines))


@pytest.mark.parametrize(
    "text", ["2 вак", "нет", "не знаю", "", "два", "5", "3 scopus, percentile 35"]
)
def test_what_is_not_clear_is_not_counted(text: str) -> None:
    assert read_publications(text, ON) == NotUnderstood()


@pytest.mark.parametrize(
    ("text", "reason"),
    [("99 scopus", "too_large"), ("0 wos", "too_small"), ("scopus 2031", "future")],
)
def test_what_cannot_be_is_out_of_range(text: str, reason: str) -> None:
    reading = read_publications(text, ON)
    assert isinstance(reading, OutOfRange)
    assert reading.reason == reason


@given(st.text(max_size=5000))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    read_publications(text, ON)
