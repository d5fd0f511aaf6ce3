"""The order of questions against the best one there is; and no question is for nothing."""

from __future__ import annotations

from functools import cache
from random import Random

import pytest

from rules.norms.loading import catalogue
from rules.verdict.check import check
from tests.rules.questionnaire.fewest_questions import ON, Asking, State
from tests.rules.verdict.strategies import CHECKS
from tests.thoroughness import some

WITHIN = 1.08
MANY_STATES = 3000
PEOPLE = 3
TRIED = 400


@cache
def asking_about(position: str, category: str | None) -> Asking:
    """The check, with fewer plausible months where there are many states."""
    asking = Asking(position, category)
    return asking if asking.states <= MANY_STATES else Asking(position, category, few_months=True)


SMALL = [names for names in CHECKS if asking_about(*names).states <= MANY_STATES]


@pytest.mark.parametrize(("position", "category"), some(SMALL))
def test_our_order_asks_hardly_more_than_the_best_one(position: str, category: str | None) -> None:
    asking = asking_about(position, category)
    assert asking.least <= asking.ours <= WITHIN * asking.least


def test_nearly_every_check_is_compared_with_the_best_order() -> None:
    assert len(SMALL) >= len(CHECKS) - 8


@pytest.mark.parametrize(("position", "category"), some(CHECKS))
def test_every_question_has_two_answers_with_different_reports(
    position: str, category: str | None
) -> None:
    asking = Asking(position, category)
    random = Random(f"{position} {category}")
    for _ in range(PEOPLE):
        person = asking.person(random)
        state: State = ()
        while facts := asking.open(state):
            assert can_decide(asking, state, facts[0], random), (state, facts[0])
            state = (*state, (facts[0], person[facts[0]]))


def can_decide(asking: Asking, state: State, fact: str, random: Random) -> bool:
    """Whether, the rest answered in some way, two answers to `fact` have different reports."""
    for _ in range(TRIED):
        rest = {**asking.person(random), **dict(state)}
        found = {
            decided(asking, {**rest, fact: number}) for number in range(len(asking.answers[fact]))
        }
        if len(found) > 1:
            return True
    return False


def decided(asking: Asking, answers: dict[str, int]) -> str:
    profile = asking.profile(tuple(answers.items()))
    report = check(catalogue(), asking.position, asking.category, profile, ON)
    advantages = [item.status for item in report.preferences]
    notes = [(note.reading, note.otherwise) for note in report.notes]
    return repr((report.verdict, report.route, report.eligible_on, advantages, notes))
