"""Which kept decisions have become others, and on what answers of other positions they rested."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from rules.norms.loading import catalogue
from rules.profile import parse_profile
from rules.verdict.check import check
from rules.verdict.corrections import correction, judged_without
from rules.verdict.record import decision_record
from rules.vocabulary import Json
from tests.rules.verdict.old_records import corrected_rules

ON = date(2026, 11, 20)
BACHELOR: list[Json] = [{"level": "bachelor", "fields": ["pedagogical"]}]
OF_PROFILE: list[Json] = [{"level": "bachelor", "fields": ["profile"]}]


def made(position: str, category: str | None, profile: Json) -> bytes:
    norms = catalogue()
    report = check(norms, position, category, parse_profile(profile, ON, norms.competences), ON)
    states = {fact: "value" for fact in profile if fact not in ("experience", "flags")}
    states |= {f"experience.{kind}": "value" for kind in profile.get("experience", {})}
    states |= {f"flags.{flag}": "value" for flag in profile.get("flags", {})}
    return decision_record(norms, report, profile, states, "en")


def teacher(months: int, education: list[Json] = BACHELOR) -> bytes:
    profile = {
        "education": education,
        "experience": {"specialty": months},
        "competences": {"*": True},
    }
    return made("tvet-teacher", "moderator", profile)


def test_a_decision_by_the_same_rules_stays() -> None:
    for months in (0, 12, 24):
        assert correction(catalogue(), teacher(months), ()) is None


@pytest.mark.parametrize(
    ("asked", "months", "verdict", "day"),
    [
        (12, 18, "eligible", "2026-11-20"),
        (36, 30, "not_eligible", "2027-05-20"),
        (36, 18, "not_eligible", "2028-05-20"),
    ],
)
def test_another_verdict_way_or_day_is_a_correction(
    asked: int, months: int, verdict: str, day: str, tmp_path: Path
) -> None:
    found = correction(corrected_rules(tmp_path, asked), teacher(months), ())
    assert found is not None
    assert found.rested_on == ()
    assert found.now is not None
    assert (found.now.verdict, str(found.now.eligible_on)) == (verdict, day)


def test_whose_answer_stays_the_same_is_told_nothing(tmp_path: Path) -> None:
    assert correction(corrected_rules(tmp_path, 36), teacher(40), ()) is None


def test_years_said_for_another_position_are_a_correction() -> None:
    found = correction(catalogue(), teacher(30), {"experience.specialty", "education"})
    assert found is not None
    assert found.rested_on == ("experience.specialty",)
    assert found.now is not None
    assert found.now.verdict == "undetermined"


def test_an_education_of_another_profile_is_a_correction_where_the_profile_decides() -> None:
    found = correction(catalogue(), teacher(30, OF_PROFILE), {"education"})
    assert found is not None
    assert found.rested_on == ("education",)
    # "No" was believed as well: another profile might be theirs.
    neither: list[Json] = [{"level": "bachelor", "fields": []}]
    assert correction(catalogue(), teacher(30, neither), {"education"}) is not None
    # A pedagogical education is one whatever the position.
    assert correction(catalogue(), teacher(30), {"education"}) is None


def test_what_does_not_depend_on_the_position_is_no_correction() -> None:
    methodist = made(
        "tvet-department-head",
        None,
        {"education": BACHELOR, "experience": {"education_org": 70, "tvet_org": 60}},
    )
    facts = {"experience.education_org", "experience.tvet_org", "titles", "h_index"}
    assert correction(catalogue(), methodist, facts) is None


def test_an_answer_that_decided_nothing_is_no_correction() -> None:
    profile = {
        "education": [{"level": "tvet", "fields": []}],
        "experience": {"specialty": 60},
        "retraining": [],
    }
    record = made("tvet-academic-unit-head", None, profile)
    assert json.loads(record)["report"]["verdict"] == "not_eligible"
    assert correction(catalogue(), record, {"experience.specialty"}) is None


def test_a_position_that_is_gone_is_a_correction_without_an_answer() -> None:
    given = {**json.loads(teacher(30)), "position": "tvet-gone"}
    found = correction(catalogue(), json.dumps(given).encode(), {"experience.specialty"})
    assert found is not None
    assert (found.now, found.rested_on) == (None, ())


def test_a_competence_that_is_gone_is_left_out() -> None:
    given = json.loads(teacher(30))
    given["profile"]["competences"] = {"*": True, "c000-99": False}
    found = judged_without(catalogue(), given)
    assert found is not None
    assert found.verdict == "eligible"
