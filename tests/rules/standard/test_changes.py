"""What changed in a card, word by word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from rules.standard import Place, Run, card_changes, cards_on, changes, word_runs

BEFORE, AFTER = date(2023, 12, 5), date(2023, 12, 6)
WORDS = st.lists(
    st.sampled_from(["оқу", "дәріс", ",", "(", ")", "сондай-ақ", " ", "  ", "and", "1"]),
    max_size=14,
).map("".join)


def joined(runs: tuple[Run, ...], left_out: str) -> str:
    return "".join(run.text for run in runs if run.kind != left_out)


@given(WORDS, WORDS)
def test_runs_give_both_texts_back(before: str, after: str) -> None:
    runs = word_runs(before, after)
    assert joined(runs, "added") == before
    assert joined(runs, "removed") == after
    assert all(run.text for run in runs)
    if before == after:
        assert {run.kind for run in runs} <= {"kept"}


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_is_compared(before: str, after: str) -> None:
    runs = word_runs(before, after)
    assert (joined(runs, "added"), joined(runs, "removed")) == (before, after)


def test_removed_and_added_words_of_the_amendment() -> None:
    found = {change.place: change.runs for change in card_changes(4, BEFORE, AFTER)}
    assert set(found) == {Place(1, 1, "abilities", 1), Place(1, 1, "abilities", 3)}
    first = found[Place(1, 1, "abilities", 1)]
    assert [run.text.strip() for run in first if run.kind == "removed"] == ["(дәрістерден басқа)"]
    assert not [run for run in first if run.kind == "added"]
    third = card_changes(5, BEFORE, AFTER)[1].runs
    assert [run.kind for run in third] == ["kept", "removed", "added", "kept"]
    assert third[1].text.strip() == "магистратура және докторантура"
    assert third[2].text == ","


def test_backwards_the_same_words_come_back() -> None:
    for card in (3, 4, 5):
        there, back = card_changes(card, BEFORE, AFTER), card_changes(card, AFTER, BEFORE)
        assert [c.place for c in there] == [c.place for c in back]
        for one, other in zip(there, back, strict=True):
            assert joined(one.runs, "added") == joined(other.runs, "removed")


def test_nothing_changes_within_an_edition_or_before_the_standard() -> None:
    assert card_changes(3, AFTER, date(2026, 11, 20)) == ()
    assert card_changes(3, date(2023, 11, 19), AFTER) == ()


def test_what_is_gone_is_removed_whole() -> None:
    (card,) = cards_on(AFTER, 4)
    (function,) = card.functions
    shorter = replace(card, functions=(replace(function, skills=function.skills[:1]),))
    found = changes(card, shorter, "ru")
    skill = function.skills[1]
    assert len(found) == 1 + len(skill.abilities) + len(skill.knowledge)
    assert {run.kind for change in found for run in change.runs} == {"removed"}
    assert {run.kind for c in changes(shorter, card, "ru") for run in c.runs} == {"added"}
