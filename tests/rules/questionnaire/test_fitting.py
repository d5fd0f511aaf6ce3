"""How positions stand to a person, and the question that tells most of them apart."""

from __future__ import annotations

from collections import Counter
from datetime import date
from math import log2
from typing import Any

import pytest

from rules.norms.loading import catalogue
from rules.norms.tied_facts import TIED
from rules.profile import parse_profile
from rules.questionnaire.fitting import (
    Splitter,
    Standing,
    best_question,
    fits,
    has_told,
    splitters,
    to_value,
)
from rules.questionnaire.flow import Sheet
from rules.questionnaire.scope import seen_from
from rules.verdict.check import check
from tests.rules.questionnaire.kept import Kept, kept_rows

ON = date(2026, 11, 20)
TEACHER = "tvet-teacher"
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


def worth(splitter: Splitter, rows: tuple[Kept, ...]) -> float:
    """The question's worth by the checks themselves, the slow way."""
    total = 0.0
    for position in catalogue().positions:
        counted: Counter[str] = Counter()
        for option in splitter.step.options:
            answers, _ = seen_from(position, rows)
            value = to_value(splitter, option.value, answers)
            sheet = Sheet(catalogue(), position, None, ON, 0, answers)
            data = {**sheet.profile_with({splitter.fact: value}), "competences": {"*": True}}
            report = check(catalogue(), position, None, parse_profile(data, ON), ON)
            counted[report.verdict] += 1
        shares = [n / counted.total() for n in counted.values()]
        total -= sum(share * log2(share) for share in shares)
    return total


@pytest.mark.parametrize("person", PEOPLE)
def test_the_question_asked_is_the_one_worth_most(person: str) -> None:
    answers = kept_rows(PEOPLE[person], TEACHER)
    chosen = best_question(catalogue(), answers, ON)
    assert chosen is not None
    best = max(worth(each, answers) for each in splitters(catalogue(), answers))
    assert worth(chosen, answers) == pytest.approx(best)


def test_what_is_answered_or_not_known_is_not_asked_again() -> None:
    said = kept_rows(PEOPLE["a graduate"], TEACHER)
    answers = (*said, Kept(None, "unknown", fact="titles"))
    keys = {each.key for each in splitters(catalogue(), answers)}
    assert keys.isdisjoint({"education", "education.fields", "titles"})
    assert "education.fields" in {
        each.key for each in splitters(catalogue(), kept_rows(PEOPLE["a level only"], TEACHER))
    }


def test_there_is_nothing_to_ask_when_everything_is_said() -> None:
    answers = tuple(Kept(None, "unknown", fact=s.key) for s in splitters(catalogue(), ()))
    assert best_question(catalogue(), answers, ON) is None


@pytest.mark.parametrize("person", PEOPLE)
def test_a_standing_is_what_the_check_says(person: str) -> None:
    found = fits(catalogue(), kept_rows(PEOPLE[person], TEACHER), ON)
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
            case Standing.ANSWER:
                assert fit.report.verdict == "undetermined"
                assert len(fit.open) == 1
            case Standing.STEP:
                assert fit.report.verdict == "not_eligible"
                assert len({element["kind"] for element in fit.report.route}) == 1
            case Standing.FAR:
                assert fit.report.verdict == "not_eligible"


def test_what_depends_on_the_position_counts_only_where_it_was_said() -> None:
    rows = kept_rows(
        {
            "education": [{"level": "bachelor", "fields": ["profile"]}],
            "experience": {"specialty": 120},
            "competences": {"*": True},
        },
        TEACHER,
    )
    standing = {fit.position: fit for fit in fits(catalogue(), rows, ON)}
    assert standing[TEACHER].standing in (Standing.MET, Standing.OPEN, Standing.ANSWER)
    assert "education" not in standing[TEACHER].open
    assert standing["tvet-master"].standing is not Standing.MET
    assert "education" in standing["tvet-master"].open


def test_nothing_that_depends_on_the_position_is_asked_without_one() -> None:
    for person in PEOPLE.values():
        for splitter in splitters(catalogue(), kept_rows(person, TEACHER)):
            assert splitter.fact not in TIED
            assert "profile" not in {option.value for option in splitter.step.options}


def test_who_has_told_nothing_that_counts_is_known_as_such() -> None:
    assert not has_told(())
    assert not has_told((Kept(None, "unknown", fact="titles"),))
    assert not has_told((Kept(60, fact="experience.specialty", position="?"),))
    assert not has_told((Kept(True, fact="skipped_advantages"),))
    assert has_told((Kept([], fact="titles"),))
