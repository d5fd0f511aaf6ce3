"""What a requirement shows beside its status: what is needed, what there is, what is short."""

from __future__ import annotations

from datetime import date

import pytest

from rules.norms.loading import catalogue
from rules.profile import parse_profile
from rules.verdict.check import check, ways_of_report
from rules.vocabulary import Json
from tests.rules.verdict.notes import ON
from tests.rules.verdict.strategies import Target, as_json, everything

FIELDS = ["profile", "scientific_pedagogical"]
OLD = "2024-10-10"
LEVELS = ["tvet", "post_secondary", "bachelor", "specialist", "master", "doctoral"]
YEARS = {"experience": "tvet_org", "months": 60}
FROM_5_TO_70 = {"months_from": 5, "months_to": 70}
NO_CATEGORY = {"category": "none", "management_category": "none"}
DEPUTY = {
    "tvet_org": 0,
    "tvet_head": 36,
    "education_management": 36,
    "teaching": 36,
    "scientific_pedagogical": 36,
    "enterprise_management": 7,
    "post": 7,
    "education_org": 7,
    "business_management": 0,
    "methodical_head": 24,
    "enterprise": 0,
    "specialty": 12,
}
DIRECTOR = {"tvet_head": 12, "business_management": 50, "methodical_head": 12}


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
                "levels": LEVELS,
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
        # What nobody said is not shown as nothing.
        (
            "tvet-youth-inspector",
            None,
            {},
            "education-any",
            {"levels": LEVELS, "fields": []},
            {},
            None,
        ),
        (
            "uni-director",
            None,
            {},
            "title",
            {"titles": ["associate_professor", "professor"]},
            {},
            None,
        ),
        (
            "uni-deputy-research",
            None,
            {},
            "certificate-profile",
            {"topic": "profile", "hours": 72, "per": "year", "within_years": 3},
            {},
            None,
        ),
        *(
            ("tvet-deputy-academic", None, {"experience": given}, "experience-tvet-org-60", *told)
            for given, *told in (
                # Heading a college is work in it; work in all of education bounds it.
                ({}, YEARS, {}, None),
                ({"tvet_head": 5}, YEARS, {"months_from": 5}, None),
                ({"education_org": 70}, YEARS, {"months_to": 70}, None),
                ({"tvet_head": 5, "education_org": 70}, YEARS, FROM_5_TO_70, None),
                ({"education_org": 50}, YEARS, {"months_to": 50}, {"months": 10}),
            )
        ),
        *(
            ("tvet-teacher", "moderator", given, "c287-01", {"competence": "c287-01"}, have, None)
            for given, have in (
                ({}, {}),
                ({"competences": {"c287-01": False}}, {"competence": False}),
                ({"competences": {"c287-01": True}}, {"competence": True}),
            )
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


@pytest.mark.parametrize(
    ("fields", "day"),
    [(FIELDS, date(2028, 11, 20)), (None, None)],
)
def test_a_day_is_promised_only_where_everything_judged_again_holds(
    fields: list[str] | None, day: date | None
) -> None:
    """Two years of work are all that is certainly short. Where the fields of the diploma are not
    known, they lead to no answer all the same."""
    known = catalogue()
    diploma = {"level": "specialist", "it_base": False}
    answers = {
        "education": [diploma if fields is None else {**diploma, "fields": fields}],
        "experience": {"specialty": 0},
        "competences": {"*": True},
    }
    profile = parse_profile(answers, ON, known.competences)
    report = check(known, "uni-assistant", None, profile, ON)
    assert report.route == ({"kind": "experience", "experience": "specialty", "months": 24},)
    assert ways_of_report(known, report, profile)[0].day == report.eligible_on == day


def ways(position: str, profile: Json) -> list[list[Json]]:
    known = catalogue()
    report = check(known, position, None, parse_profile(profile, ON, known.competences), ON)
    return [[*way] for way in (report.route, *report.alternatives)]


def work(kind: str, months: int) -> Json:
    return {"kind": "experience", "experience": kind, "months": months}


def test_the_alternatives_are_shown_from_the_first_one_on() -> None:
    diplomas = [
        (["bachelor", "specialist", "master", "doctoral"], ["pedagogical"]),
        (LEVELS, []),
        (["tvet", "post_secondary"], ["pedagogical"]),
    ]
    assert ways("tvet-youth-inspector", {"education": []}) == [
        [{"kind": "education", "level": levels, "fields": fields}] for levels, fields in diplomas
    ]


def test_a_way_that_asks_for_more_of_the_same_is_no_alternative() -> None:
    """One month in education does; the two years of the other sentence contain it."""
    target = Target("tvet-deputy-educational", None, ON)
    person = as_json(everything(target))
    profile = {**person, "experience": {**person["experience"], **DEPUTY}}
    assert ways("tvet-deputy-educational", profile) == [[work("education_org", 1)]]


@pytest.mark.parametrize(
    ("teaching", "nearest"),
    [
        # Teaching runs beside heading a college.
        (24, [work("teaching", 36), work("tvet_head", 12)]),
        # Heading a college is teaching too: as soon either way, so one element.
        (12, [work("tvet_head", 48)]),
    ],
)
def test_an_alternative_is_the_nearest_of_its_kind(teaching: int, nearest: list[Json]) -> None:
    target = Target("tvet-director", None, ON)
    person = as_json(everything(target))
    months = {**dict.fromkeys(person["experience"], 0), **DIRECTOR, "teaching": teaching}
    found = ways("tvet-director", {**person, **NO_CATEGORY, "experience": months})
    assert [way[:-1] for way in found[-2:]] == [nearest] * 2
