"""The counter of a question is that of before, once an answer was taken back."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from rules.norms.loading import catalogue
from tests.rules.questionnaire.desk import Desk
from tests.rules.questionnaire.test_flow import possible

CHECKS = [
    (known.id, category) for known in catalogue().positions.values() for category in known.checks
]


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(CHECKS), st.randoms(use_true_random=False), st.booleans())
def test_back_shows_the_counter_of_before(
    target: tuple[str, str | None], chance: Any, all_at_once: bool
) -> None:
    desk = Desk(*target, all_at_once=all_at_once)
    for _ in range(40):
        if desk.path is None:
            return
        before = desk.path, desk.question.place, desk.question.of
        answer = chance.choice(possible(desk.question))
        desk.press(answer)
        if desk.path is not None and answer[0] not in "+-" and chance.random() < 0.5:
            desk.press("!back")
            assert (desk.path, desk.question.place, desk.question.of) == before
