"""The changes that are reported make the new text of the old one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.edition import applied, word_changes

LINE = "стаж не менее 2 лет 3 года пяти и или, (или) и/или; «педагог» педагога-эксперта – . 15 он"
WORDS = st.sampled_from(LINE.split(" "))
TEXTS = st.lists(WORDS, max_size=25).map(" ".join)


@given(TEXTS, TEXTS)
def test_the_changes_make_the_new_text(old: str, new: str) -> None:
    assert applied(old, word_changes(old, new)) == new


@given(st.text(max_size=40), st.text(max_size=40))
def test_so_they_do_for_any_signs(old: str, new: str) -> None:
    assert applied(old, word_changes(old, new)) == new


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("не менее 3 лет", "не менее 4 лет", [("3", "4", "figure")]),
        ("не менее пяти лет", "не менее 6 лет", [("пяти", "6", "figure")]),
        ("стаж, работы", "стаж работы", [(",", "", "look")]),
        ("стаж работы", "стаж педагогической работы", [("", "педагогической", "words")]),
        ("стаж работы", "cтаж работы", [("стаж", "cтаж", "look")]),
        ("не менее 15 лет", "не менее 1 5 лет", [("15", "1 5", "figure")]),
    ],
)
def test_what_is_told(old: str, new: str, expected: list[tuple[str, str, str]]) -> None:
    found = [change.to_json() for change in word_changes(old, new)]
    assert [(c["from"], c["to"], c["kind"]) for c in found] == expected
