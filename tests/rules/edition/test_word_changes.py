"""The changes that are reported make the new text of the old one."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.edition import applied, word_changes
from rules.edition.letters import plain
from tests.rules.edition import invented as made
from tests.rules.edition.invented import ORDER

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


@settings(max_examples=6)
@given(st.randoms(use_true_random=False))
def test_random_edits_of_the_order_are_found_and_none_is_invented(chance: random.Random) -> None:
    """Words of a few paragraphs are put or replaced; the rest stays as it is."""
    blocks = made.order()
    names = [block.name for block in blocks if block.name]
    edited: dict[str, str] = {}
    for name in chance.sample(names, 3):
        blocks = made.altered(blocks, name, lambda line: _edited(line, chance))
        edited[name] = plain(" ".join(blocks[made.at(blocks, name)].lines))
    found = made.compared(ORDER, made.as_text(blocks))
    assert {each.old.name for each in found.of("changed") if each.old} == set(edited)
    assert len(found.of("unchanged")) == len(found.paragraphs) - 3
    for each in found.of("changed"):
        assert each.old is not None
        assert applied(each.old.text, each.changes) == edited[each.old.name]


def _edited(line: str, chance: random.Random) -> str:
    words = line.split(" ")
    place = chance.randrange(len(words))
    before, word, after = words[:place], words[place], words[place + 1 :]
    new = chance.choice(["новое", "7", "новое слово"])
    edits = ([*before, new, *after], [*before, word, new, *after], [*words, new])
    return " ".join(chance.choice(edits))
