"""The term, early attestation, ways without attestation and what keeps a category."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.dates import add_months
from rules.vocabulary import Json
from tests.rules.attestation.people import ON, block


def held(granted: str) -> Json:
    return {"category": "moderator", "category_granted": granted}


def test_a_category_is_valid_five_years() -> None:
    term = block("expert", held("2024-02-29")).term
    assert term is not None
    assert term.to_json() == {
        "category": "moderator",
        "ends": "2029-02-28",
        "start": "2028-01-01",
        "apply_by": "2028-08-31",
    }
    for granted, year in (("2024-08-30", 2028), ("2024-08-31", 2029), ("2024-09-01", 2029)):
        late = block("expert", held(granted)).term
        assert late is not None
        assert (late.start, late.apply_by) == (date(year, 1, 1), date(year, 8, 31))


@given(st.integers(0, 1826))
def test_the_period_to_apply_in_is_over_before_the_category(days: int) -> None:
    granted = ON - timedelta(days)
    term = block("expert", held(granted.isoformat())).term
    ends = add_months(granted, 60)
    if ends < ON:
        assert term is None
        return
    assert term is not None
    assert term.ends == ends
    assert (term.start.month, term.start.day) == (1, 1)
    assert (term.apply_by.month, term.apply_by.day) == (8, 31)
    assert term.start.year == term.apply_by.year
    assert term.apply_by <= ends < term.apply_by.replace(year=term.apply_by.year + 1)


def test_without_its_day_no_term_is_said() -> None:
    assert block("expert", {"category": "moderator"}).term is None
    assert block("moderator", {"category": "none", "category_granted": "2024-01-01"}).term is None


def test_early_attestation() -> None:
    def early(category: str, profile: Json) -> str | None:
        steps = block(category, profile).to_json("en")["next_steps"]
        return next((step["text"] for step in steps if step["id"] == "early"), None)

    assert early("moderator", held("2024-02-29")) is None
    for category, number in (("expert", 4), ("researcher", 5), ("master", 6)):
        text = early(category, {})
        assert text is not None
        assert f"{number} achievements" in text
        assert "2 years" in text
    from_day = early("expert", held("2024-02-29"))
    assert from_day is not None
    assert "28 February 2026" in from_day
    other_step = early("master", held("2024-02-29"))
    assert other_step is not None
    assert "2026" not in other_step


def test_early_for_heads_and_deputies_goes_by_results() -> None:
    for category, early in (("deputy_3", False), ("deputy_2", True), ("deputy_1", True)):
        steps = block(category, {}, position="tvet-deputy-it").to_json("en")["next_steps"]
        found = [step for step in steps if step["id"] == "early"]
        assert [step["clause"] for step in found] == (["64"] if early else [])
        assert all("2 years running" in step["text"] for step in found)


NOT_FIRST_HEAD = ("A category is valid for 5 years.", "no attestation for 5 years")
FIRST_HEAD = ("The category of a first head is valid for 3 years.", "no attestation for 3 years")


@pytest.mark.parametrize(
    ("position", "category", "says"),
    [
        ("tvet-teacher", "expert", NOT_FIRST_HEAD),
        ("tvet-deputy-it", "deputy_1", NOT_FIRST_HEAD),
        ("tvet-director", "head_leader", FIRST_HEAD),
    ],
)
def test_what_keeps_a_category(position: str, category: str, says: tuple[str, str]) -> None:
    keeping = block(category, {}, position=position).to_json("en")["keeping"]
    texts = " ".join(fact["text"] for fact in keeping)
    assert all(each in texts for each in says)
    assert len({fact["id"] for fact in keeping} & {"term", "first-head-term"}) == 1
    assert "falls to the lowest" in texts
    assert "one step lower for 1 year" in texts
    assert "at least once in 3 years" in texts


def test_each_fact_that_keeps_names_its_clause() -> None:
    keeping = block("expert", {}).to_json("en")["keeping"]
    assert {fact["id"]: fact["clause"] for fact in keeping} == {
        "term": "26",
        "carried-over": "31",
        "kept": "29",
        "late": "46",
        "false-documents": "62",
        "further-training": "Law on Education, article 37-4",
    }
    others = block("expert", {}, position="tvet-psychologist").keeping
    assert "carried-over" not in {fact.id for fact in others}


HEALTH_AND_FAMILY = ("maternity", "parental", "illness", "disease", "retirement", "impaired")


def test_health_and_family_stand_apart_and_are_asked_of_nobody() -> None:
    for position, category in (("tvet-teacher", "expert"), ("tvet-director", "head_leader")):
        found = block(category, {}, position=position)
        given = found.to_json("en")
        exceptions = {fact["id"]: fact for fact in given["exceptions"]}
        clauses = {key: fact["clause"] for key, fact in exceptions.items()}
        assert clauses == {"kept-family": "29", "pension": "30", "test-longer": "40"}
        assert "on application" in exceptions["pension"]["text"]
        assert "40 more minutes" in exceptions["test-longer"]["text"]
        for part in ("requirements", "next_steps", "ways", "no_test", "keeping"):
            assert not any(word in str(given[part]) for word in HEALTH_AND_FAMILY), part
        asked = " ".join(question.of("en") for question in found.asks.values())
        assert not any(word in asked for word in HEALTH_AND_FAMILY)


@pytest.mark.parametrize(
    ("category", "test", "says"),
    [
        ("expert", None, "the category that the test allows"),
        ("expert", {"percent": 69}, "a result of 69 % gives: teacher-moderator"),
        ("master", {"percent": 85}, "a result of 85 % gives: teacher-researcher"),
        ("moderator", {"percent": 55}, "a result of 55 % gives: teacher."),
        ("moderator", {"percent": 49}, "the category that the test allows"),
        ("expert", {"percent": 65, "taken": "2025-01-01"}, "the category that the test allows"),
    ],
)
def test_a_good_portfolio_with_a_low_test(category: str, test: Json | None, says: str) -> None:
    found = block(category, {} if test is None else {"knowledge_test": test}).to_json("en")
    [below] = [step for step in found["next_steps"] if step["id"] == "test-below"]
    assert says in below["text"]
    assert below["clause"] == "24"
    manager = block("deputy_2", {}, position="tvet-deputy-it")
    assert "test-below" not in {step.id for step in manager.next_steps}
