"""The buttons of a question after a length of work: whole years, and what was said before."""

from hypothesis import given
from hypothesis import strategies as st

from rules.norms.loading import catalogue
from rules.questionnaire import single
from rules.questionnaire.relevance import relevance
from rules.questionnaire.scope import Seen
from rules.vocabulary import EXPERIENCE_KINDS

FACTS = [f"experience.{kind}" for kind in EXPERIENCE_KINDS]


def months(fact: str, held: int | None = None) -> list[int]:
    seen = None if held is None else Seen("value", held, 1, 1)
    return [int(option.value) for option in single.step(fact, None, seen).options]


@given(st.sampled_from(FACTS), st.none() | st.integers(0, 720))
def test_the_buttons_are_whole_years_and_what_was_said(fact: str, held: int | None) -> None:
    shown = months(fact, held)
    assert 0 in shown
    assert len(shown) == 9
    assert shown == sorted(set(shown))
    assert all(each % 12 == 0 or each == held for each in shown)
    if held is not None:
        assert {held, held // 12 * 12, min(held // 12 * 12 + 12, 720)} <= set(shown)


def test_the_months_that_a_post_asks_for_have_a_button() -> None:
    for position in catalogue().positions.values():
        for category in position.checks:
            known = relevance(position, category)
            for kind, asked in known.thresholds.items():
                options = single.step(f"experience.{kind}", known).options
                assert set(asked) <= {int(option.value) for option in options}


def test_whoever_did_not_know_before_gets_the_usual_years() -> None:
    unknown = single.step("experience.post", None, Seen("unknown", None, 1, 1))
    assert unknown == single.step("experience.post")
