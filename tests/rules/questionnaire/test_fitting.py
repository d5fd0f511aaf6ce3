"""How positions stand to a person, and the question that tells most of them apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from math import log2
from typing import Any

import pytest

from rules.catalog import catalogue
from rules.check import check
from rules.profile import parse_profile
from rules.questionnaire.fitting import (
    Splitter,
    Standing,
    best_question,
    fits,
    splitters,
    to_value,
)
from rules.questionnaire.flow import Sheet
from tests.rules.questionnaire.kept import Kept, kept_answers

ON = date(2026, 11, 20)
PEOPLE: dict[str, dict[str, Any]] = {
    "nobody known": {},
    "a graduate": {"education": [{"level": "bachelor", "fields": ["pedagogical", "profile"]}]},
    "a master with experience": {
        "education": [{"level": "master", "fields": ["pedagogical", "profile"]}],
        "experience": {"tvet_org": 60, "specialty": 60},
        "degrees": [],
    },
    "a level only": {"education": [{"level": "bachelor"}]},
}


def worth(splitter: Splitter, answers: Mapping[str, Kept]) -> float:
    """The question's worth by the checks themselves, the slow way."""
    total = 0.0
    for position in catalogue().positions:
        counted: Counter[str] = Counter()
        for option in splitter.step.options:
            value = to_value(splitter, option.value, answers)
            sheet = Sheet(catalogue(), position, None, ON, 0, dict(answers))
            data = {**sheet.profile_with({splitter.fact: value}), "competences": {"*": True}}
            report = check(catalogue(), position, None, parse_profile(data, ON), ON)
            counted[report.verdict] += 1
        shares = [n / counted.total() for n in counted.values()]
        total -= sum(share * log2(share) for share in shares)
    return total


@pytest.mark.parametrize("person", PEOPLE)
def test_the_question_asked_is_the_one_worth_most(person: str) -> None:
    answers = kept_answers(PEOPLE[person])
    chosen = best_question(catalogue(), answers, ON)
    assert chosen is not None
    best = max(worth(each, answers) for each in splitters(catalogue(), answers))
    assert worth(chosen, answers) == pytest.approx(best)


def test_what_is_answered_or_not_known_is_not_asked_again() -> None:
    answers = {**kept_answers(PEOPLE["a graduate"]), "titles": Kept(None, "unknown")}
    keys = {each.key for each in splitters(catalogue(), answers)}
    assert keys.isdisjoint({"education", "education.fields", "titles"})
    assert "education.fields" in {
        each.key for each in splitters(catalogue(), kept_answers(PEOPLE["a level only"]))
    }


def test_there_is_nothing_to_ask_when_everything_is_said() -> None:
    answers = {each.key: Kept(None, "unknown") for each in splitters(catalogue(), {})}
    assert best_question(catalogue(), answers, ON) is None


@pytest.mark.parametrize("person", PEOPLE)
def test_a_standing_is_what_the_check_says(person: str) -> None:
    found = fits(catalogue(), kept_answers(PEOPLE[person]), ON)
    assert sorted(fit.position for fit in found) == sorted(catalogue().positions)
    order = list(Standing)
    assert [order.index(f.standing) for f in found] == sorted(
        order.index(f.standing) for f in found
    )
    for fit in found:
        match fit.standing:
            case Standing.MET:
                assert fit.report.verdict == "eligible"
            case Standing.OPEN:
                assert fit.report.verdict == "undetermined"
                assert len(fit.open) != 1
            case Standing.STEP:
                kinds = [element["kind"] for element in fit.report.route]
                assert len(fit.open) == 1 or len(set(kinds)) == 1
            case Standing.FAR:
                assert fit.report.verdict == "not_eligible"
