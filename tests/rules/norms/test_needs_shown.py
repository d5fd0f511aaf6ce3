"""What a requirement shows beside its status: what is needed, what there is, what is short."""

from __future__ import annotations

import pytest

from rules.norms.loading import catalogue
from rules.profile import parse_profile
from rules.verdict.check import check, ways_of_report
from rules.verdict.route import cost_of
from rules.vocabulary import Json
from tests.rules.verdict.notes import ON

FIELDS = ["profile", "scientific_pedagogical"]
OLD = "2024-10-10"


def shown(position: str, category: str | None, profile: Json, leaf: str) -> Json:
    known = catalogue()
    report = check(known, position, category, parse_profile(profile, ON, known.competences), ON)
    items = (*report.requirements, *report.preferences)
    return next(item.to_json("en") for item in items if item.leaf.id == leaf)


def courses(*issued: str | None) -> Json:
    made = [{"topic": "profile", "hours": 72, "issued": day} for day in issued]
    return {"certificates": [{k: v for k, v in each.items() if v} for each in made]}


@pytest.mark.parametrize(
    ("position", "category", "profile", "leaf", "need", "have", "short"),
    [
        (
            "tvet-teacher",
            None,
            {"education": [{"level": "tvet", "fields": []}]},
            "education-any-profile",
            {
                "levels": [
                    "tvet",
                    "post_secondary",
                    "bachelor",
                    "specialist",
                    "master",
                    "doctoral",
                ],
                "fields": ["profile"],
            },
            {"levels": ["tvet"]},
            None,
        ),
        (
            "uni-director",
            None,
            {"titles": ["professor", "associate_professor"]},
            "title",
            {"titles": ["associate_professor", "professor"]},
            {"titles": ["associate_professor", "professor"]},
            None,
        ),
        # A course without a day may count: what there is says so, as the missing hours do.
        (
            "uni-deputy-research",
            None,
            courses(OLD),
            "certificate-profile",
            {"topic": "profile", "hours": 72, "per": "year", "within_years": 3},
            {"hours": 72},
            None,
        ),
        (
            "uni-deputy-research",
            None,
            courses("2026-03-10"),
            "certificate-profile",
            {"topic": "profile", "hours": 72, "per": "year", "within_years": 3},
            {"hours": 72},
            None,
        ),
        (
            "uni-deputy-research",
            None,
            {"certificates": [{"topic": "it", "hours": 72, "issued": "2026-03-10"}]},
            "certificate-profile",
            {"topic": "profile", "hours": 72, "per": "year", "within_years": 3},
            {"hours": 0},
            {"hours": 72},
        ),
        (
            "uni-director",
            None,
            {"publications": []},
            "publication-indexed",
            {
                "publications": 1,
                "indexes": ["wos"],
                "quartile": 4,
                "percentile": 25,
                "within_years": 5,
            },
            {"publications": 0},
            {"publications": 1},
        ),
        (
            "uni-director",
            None,
            {"publications": []},
            "publication-national",
            {"publications": 1, "indexes": ["national"]},
            {"publications": 0},
            {"publications": 1},
        ),
    ],
)
def test_need_have_and_short(
    position: str,
    category: str | None,
    profile: Json,
    leaf: str,
    need: Json,
    have: Json,
    short: Json | None,
) -> None:
    item = shown(position, category, profile, leaf)
    assert (item["need"], item["have"], item.get("short")) == (need, have, short)
    assert ("short" in item) is (short is not None)


def test_no_day_is_promised_for_what_is_judged_otherwise_by_then() -> None:
    """A specialist without a basic education in IT: the months of a kind may be all that is short,
    and yet everything is judged again on the day."""
    known = catalogue()
    answers = {
        "education": [{"level": "specialist", "fields": FIELDS, "it_base": False}],
        "experience": {"scientific_pedagogical": 11, "specialty": 0, "industry": 0},
        "certificates": [{"topic": "profile", "hours": 72, "issued": "2023-11-25"}],
        "competences": {"*": True},
    }
    profile = parse_profile(answers, ON, known.competences)
    report = check(known, "uni-lecturer", None, profile, ON)
    assert report.verdict == "not_eligible"
    assert [way.day for way in ways_of_report(known, report, profile)][:1] == [None]
    assert report.eligible_on is None


def test_the_first_alternative_is_shown_and_holds_no_detour() -> None:
    known = catalogue()
    profile = parse_profile({"education": []}, ON)
    report = check(known, "tvet-youth-inspector", None, profile, ON)
    assert len(report.alternatives) == 2
    every = (report.route, *report.alternatives)
    assert len({repr(way) for way in every}) == len(every)
    costs = [cost_of(way) for way in every]
    assert costs == sorted(costs)
