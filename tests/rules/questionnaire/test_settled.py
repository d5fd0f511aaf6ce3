"""A doubtful length that decides nothing is not asked back; one that decides something is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rules.norms.loading import catalogue
from rules.questionnaire.flow import Sheet
from rules.questionnaire.settled import AT_LEAST, settled
from rules.questionnaire.typed import read_typed
from rules.typed.outcome import Choose, NotUnderstood, Understood
from tests.rules.questionnaire.desk import ON, Desk
from tests.rules.verdict.oracle import World
from tests.rules.verdict.strategies import Target, cases
from tests.thoroughness import examples


def at_the_years() -> Desk:
    """A teacher-moderator, who needs two years in the specialty."""
    desk = Desk("tvet-teacher", "moderator")
    desk.press("bachelor", "pedagogical")
    assert desk.path == "experience.specialty"
    return desk


@pytest.mark.parametrize(
    ("words", "months"),
    [
        ("с 2014 года", 142),
        ("since 2014", 142),
        ("2014 жылдан бері", 142),
        ("2015-2019", 36),
    ],
)
def test_where_all_readings_decide_alike_the_most_cautious_is_taken(
    words: str, months: int
) -> None:
    desk = at_the_years()
    step = desk.question.step
    reading = read_typed(step, words, ON)
    assert isinstance(reading, Choose)
    assert settled(desk.sheet, step, reading) == Understood(months, AT_LEAST)


@pytest.mark.parametrize("words", ["с 2024 года", "2023-2025", "с 2025"])
def test_where_it_decides_it_is_asked_back(words: str) -> None:
    """Met by one reading and not by the other, or another time is missing."""
    desk = at_the_years()
    step = desk.question.step
    reading = read_typed(step, words, ON)
    assert isinstance(reading, Choose)
    assert settled(desk.sheet, step, reading) == reading


@pytest.mark.parametrize(
    "reading",
    [
        Choose((120, 10), "unit_missing"),
        Choose((60,), "period_ends"),
        Choose((87, 86), "period_ends"),
        Choose((60, 61), "unsure"),
        Choose((700, 721), "period_ends"),
        Understood(60),
        NotUnderstood(),
    ],
)
def test_other_doubts_stay(reading: Choose[int] | Understood[int] | NotUnderstood) -> None:
    desk = at_the_years()
    assert settled(desk.sheet, desk.question.step, reading) == reading


@examples(150)
@given(cases(complete=True), st.data())
def test_whatever_is_answered_afterwards_the_verdict_is_that_of_the_longest_too(
    case: tuple[Target, World], data: st.DataObject
) -> None:
    """Settled when nothing else was known yet; then everything becomes known."""
    target, profile = case
    kinds = sorted(profile.get("experience", {}))
    assume(kinds)
    kind = data.draw(st.sampled_from(kinds))
    low = data.draw(st.integers(0, 240))
    high = low + data.draw(st.integers(1, 24))
    sheet = Sheet(catalogue(), target.position_id, target.category, target.on, 1, {})
    fact = f"experience.{kind}"
    step = replace(at_the_years().question.step, fact=fact, path=fact)
    if isinstance(settled(sheet, step, Choose((low, high), "period_ends")), Choose):
        return
    verdicts = set()
    for months in (low, high):
        known = {**profile, "experience": {**profile["experience"], kind: months}}
        report = target.report(known)
        states = tuple((item.leaf.id, item.status) for item in report.requirements)
        verdicts.add((report.verdict, report.eligible_on, states))
    assert len(verdicts) == 1
