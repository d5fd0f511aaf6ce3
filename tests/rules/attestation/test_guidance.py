"""The term, early attestation, ways without attestation and what keeps a category."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rules.dates import add_months
from tests.rules.attestation.people import ON, Json, block


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
        assert "24 months" in text
    from_day = early("expert", held("2024-02-29"))
    assert from_day is not None
    assert "February 28, 2026" in from_day
    other_step = early("master", held("2024-02-29"))
    assert other_step is not None
    assert "2026" not in other_step


def test_ways_without_attestation() -> None:
    def ways(category: str, profile: Json, position: str = "tvet-teacher") -> dict[str, str]:
        return {w.fact.id: w.status for w in block(category, profile, position=position).ways}

    assert ways("moderator", {}) == {"production": "unknown", "scholars": "unknown"}
    assert ways("moderator", {"experience": {"industry": 60}})["production"] == "met"
    short = {"experience": {"industry": 119, "enterprise": 119}}
    assert ways("expert", short) == {"production": "unmet"}
    assert ways("expert", {"experience": {"enterprise": 120}}) == {"production": "met"}
    assert ways("researcher", {}) == {}
    assert ways("expert", {}, "tvet-methodist") == {}
    assert ways("moderator", {"degrees": [{"degree": "phd"}]})["scholars"] == "met"
    assert ways("moderator", {"flags": {"bolashak_diploma": True}})["scholars"] == "met"
    # Other grounds are not in the profile, so nothing closes this way.
    nothing: Json = {"degrees": [], "flags": {"bolashak_diploma": False}}
    assert ways("moderator", nothing)["scholars"] == "unknown"
    assert ways("deputy_2", {"category": "researcher"}, "tvet-deputy-it") == {"appointed": "met"}
    assert ways("deputy_1", {"category": "expert"}, "tvet-deputy-it") == {"appointed": "unmet"}
    assert ways("head_leader", {"category": "master"}, "tvet-director") == {}


def test_what_keeps_a_category() -> None:
    def keeping(position: str, category: str) -> dict[str, str]:
        found = block(category, {}, position=position).to_json("en")
        return {fact["id"]: fact["clause"] for fact in found["keeping"]}

    teacher = keeping("tvet-teacher", "expert")
    assert teacher == {
        "term": "26",
        "carried-over": "31",
        "kept": "29",
        "pension": "30",
        "long-service": "57",
        "late": "46",
        "false-documents": "62",
        "further-training": "Law on Education, article 37-4",
    }
    assert "carried-over" not in keeping("tvet-psychologist", "expert")
    assert keeping("tvet-director", "head_leader")["first-head-term"] == "26"
    assert "first-head-term" not in keeping("tvet-deputy-it", "deputy_1")
