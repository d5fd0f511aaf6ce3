"""The notes: each other reading is told exactly where it would have decided differently.

Rows: position, category, profile, and the readings and notes that are told, worked from the text.
"""

from __future__ import annotations

from dataclasses import replace
from textwrap import wrap

import pytest

from rules.norms.loading import catalogue
from rules.norms.model import All, Text, leaves_of
from rules.norms.needs import OneOf
from rules.profile import parse_profile
from rules.validator.validation import problems
from rules.verdict.check import check
from rules.vocabulary import CATEGORY_STEPS, LANGUAGES, Json
from tests.rules.verdict.notes import ON, notes_of, told_to

PED: Json = {"level": "bachelor", "fields": ["pedagogical"]}
PROFILE: Json = {"level": "bachelor", "fields": ["profile"]}
BARE: Json = {"level": "bachelor", "fields": []}
EVERY_FIELD: Json = {
    "level": "bachelor",
    "fields": ["pedagogical", "profile", "military_pe", "psychology"],
}
COLLEGE: Json = {"level": "tvet", "fields": []}
YES: Json = {"*": True}
BUSINESS: Json = {"education": [PROFILE], "experience": {"business_management": 60}}
TEACHER: Json = {"education": [PED], "experience": {"teaching": 60, "tvet_head": 24}}
NO_CATEGORY: Json = {"category": "none", "management_category": "none"}
NOBODY: Json = {"business_management": 0, "methodical_head": 0}
DEPUTIES = (
    *("tvet-deputy-methodical", "tvet-deputy-academic", "tvet-deputy-educational"),
    *("tvet-deputy-training", "tvet-deputy-it", "tvet-deputy-production"),
    "tvet-deputy-methodical-union",
)


def deputy(education: list[Json], **experience: int) -> Json:
    return {
        "education": education,
        "experience": experience,
        "retraining": [],
        "management_category": "none",
    }


ROWS: list[tuple[str, str | None, Json, set[str]]] = [
    # 246: whoever will not teach may be asked for a category all the same.
    (
        "tvet-director",
        None,
        {**TEACHER, **NO_CATEGORY, "flags": {"teaches": False}},
        {"R1 everyone"},
    ),
    ("tvet-director", None, {**TEACHER, "category": "first", "flags": {"teaches": False}}, set()),
    ("tvet-director", None, {**TEACHER, "category": "expert", "flags": {"teaches": True}}, set()),
    ("tvet-director", None, {**TEACHER, **NO_CATEGORY, "flags": {"teaches": True}}, set()),
    # Years in business alone: the semicolons; besides, the category.
    (
        "tvet-director",
        None,
        {
            **BUSINESS,
            **NO_CATEGORY,
            "flags": {"teaches": False},
            "experience": {"business_management": 60, "teaching": 0},
        },
        {"R1 semicolons", "R1 everyone"},
    ),
    (
        "tvet-director",
        None,
        {
            **BUSINESS,
            "category": "first",
            "flags": {"teaches": True},
            "experience": {"business_management": 60, "tvet_head": 0},
        },
        {"R1 semicolons"},
    ),
    # A deputy's category before everything: only where something else is missing.
    (
        "tvet-director",
        None,
        {
            "education": [],
            "experience": {**NOBODY, "tvet_head": 0},
            "management_category": "deputy_3",
        },
        {"R1 instead-of-all"},
    ),
    (
        "tvet-director",
        None,
        {"education": [], "experience": {**NOBODY, "tvet_head": 0}, "category": "first"},
        set(),
    ),
    # 255: the category with years elsewhere; a person of education with 37 months there.
    (
        "tvet-deputy-educational",
        None,
        {
            "education": [PED],
            "experience": {"education_org": 36},
            "management_category": "deputy_1",
        },
        {"R2 which-work"},
    ),
    (
        "tvet-deputy-educational",
        None,
        {
            "education": [PED],
            "experience": {"education_org": 37},
            "management_category": "deputy_1",
        },
        set(),
    ),
    # 258: the comma.
    ("tvet-deputy-training", None, deputy([PROFILE], tvet_org=60, enterprise=0), {"R10"}),
    ("tvet-deputy-training", None, deputy([PED], tvet_org=60, enterprise=0), set()),
    ("tvet-deputy-training", None, deputy([PED], tvet_org=0, enterprise=36), set()),
    (
        "tvet-deputy-training",
        None,
        {**deputy([PROFILE], tvet_org=60, enterprise=0), "retraining": ["professional"]},
        set(),
    ),
    ("tvet-deputy-it", None, deputy([PROFILE], education_org=60, enterprise=0), set()),
    # 270: both kinds of years, "и (или)".
    (
        "tvet-methodist",
        "expert",
        {
            "education": [PED],
            "experience": {"specialty": 60, "education_org": 59},
            "competences": YES,
        },
        {"R4 both"},
    ),
    (
        "tvet-methodist",
        "expert",
        {
            "education": [PED],
            "experience": {"specialty": 60, "education_org": 60},
            "competences": YES,
        },
        set(),
    ),
    # 290: retraining alone; an officer with it; the special education.
    (
        "tvet-military-organizer",
        None,
        {"education": [], "retraining": ["pedagogical"], "flags": {"reserve_officer": False}},
        {"R8"},
    ),
    ("tvet-military-organizer", None, {"education": [], "retraining": ["pedagogical"]}, {"R8"}),
    (
        "tvet-military-organizer",
        None,
        {"education": [], "retraining": ["pedagogical"], "flags": {"reserve_officer": True}},
        set(),
    ),
    # 302: the higher diploma must be of the profile, the college one need not.
    (
        "tvet-workshop-head",
        None,
        {"education": [COLLEGE], "experience": {"enterprise": 0}},
        {"R11"},
    ),
    ("tvet-workshop-head", None, {"education": [COLLEGE], "experience": {"enterprise": 36}}, set()),
    (
        "tvet-workshop-head",
        None,
        {"education": [{"level": "post_secondary", "fields": ["profile"]}]},
        set(),
    ),
    (
        "tvet-pe-instructor",
        None,
        {"education": [{"level": "tvet", "fields": ["pedagogical"]}]},
        set(),
    ),
    ("tvet-organizer", None, {"education": [COLLEGE], "retraining": ["pedagogical"]}, set()),
]
for number in (298, 302):
    who = {298: "tvet-senior-master", 302: "tvet-workshop-head"}[number]
    profile_college: Json = {"level": "tvet", "fields": ["profile"]}
    for category, months, diploma, told in (
        ("moderator", 24, profile_college, {"R6 moderator"}),
        ("moderator", 60, profile_college, {"R6 moderator"}),
        ("moderator", 60, PROFILE, set()),
        ("moderator", 23, profile_college, set()),
        ("expert", 36, profile_college, set()),
        ("master", 47, profile_college, {"R6 master"}),
        ("master", 48, profile_college, {"R6 master"}),
        ("master", 59, PROFILE, {"R6 master"}),
        ("master", 60, PROFILE, set()),
    ):
        person = {"education": [diploma], "experience": {"specialty": months}, "competences": YES}
        ROWS.append((who, category, person, told))
for who in DEPUTIES:
    worked = {"education_org": 40, "tvet_org": 40, "enterprise": 0}
    for education, told in (([], {"R2 education-stays"}), ([PED], set())):
        held = {"education": education, "experience": worked, "management_category": "deputy_2"}
        ROWS.append((who, None, held, told))
for who in ("tvet-pe-instructor", "tvet-workshop-head", "tvet-master"):
    for step in (None, *CATEGORY_STEPS):
        if step == "master" and who != "tvet-workshop-head":
            continue
        person = {
            "education": [COLLEGE],
            "experience": {"specialty": 60, "enterprise": 0},
            "competences": YES,
        }
        also = {f"R6 {step}"} if who == "tvet-workshop-head" else set()
        ROWS.append((who, step, person, {"R11"} | (also & {"R6 moderator", "R6 master"})))
    both = [COLLEGE, BARE]
    person = {"education": both, "experience": {"specialty": 72}, "competences": YES}
    ROWS.append((who, "master", person, {"R11"}))


@pytest.mark.parametrize(("position", "category", "profile", "expected"), ROWS)
def test_a_note_is_told_exactly_where_it_decides(
    position: str, category: str | None, profile: Json, expected: set[str]
) -> None:
    assert told_to(position, category, profile) == expected


LITERAL = {  # position: whether the years need higher education; months by category
    "tvet-methodist": (True, {"expert": 60, "researcher": 72, "master": 84}),
    "tvet-department-head": (True, {"moderator": 24, "expert": 36, "researcher": 48, "master": 60}),
    "tvet-academic-unit-head": (
        True,
        {"moderator": 12, "expert": 24, "researcher": 36, "master": 48},
    ),
    "tvet-pe-instructor": (False, {"moderator": 36, "expert": 36, "researcher": 36, "master": 36}),
    "tvet-teacher": (True, {"moderator": 24, "expert": 36, "researcher": 48, "master": 60}),
    "tvet-military-organizer": (
        True,
        {"moderator": 24, "expert": 36, "researcher": 48, "master": 60},
    ),
    "tvet-psychologist": (True, {"moderator": 36, "expert": 48, "researcher": 60, "master": 60}),
    "tvet-workshop-head": (False, {"expert": 36, "researcher": 48}),
    "tvet-master": (False, {"moderator": 24, "expert": 36, "researcher": 48, "master": 60}),
    "tvet-dormitory-educator": (
        False,
        {"moderator": 24, "expert": 36, "researcher": 48, "master": 60},
    ),
    "tvet-assistant": (False, {"moderator": 36, "expert": 48, "researcher": 60, "master": 72}),
    "tvet-social-pedagogue": (
        True,
        {"moderator": 36, "expert": 48, "researcher": 60, "master": 60},
    ),
    "tvet-organizer": (False, {"moderator": 36, "expert": 48, "researcher": 60, "master": 60}),
    "tvet-youth-inspector": (
        False,
        {"moderator": 36, "expert": 48, "researcher": 48, "master": 60},
    ),
    "tvet-union-methodist": (True, {"moderator": 24, "expert": 36, "researcher": 48, "master": 60}),
}
YEARS_AT = {
    "tvet-department-head": "education_org",
    "tvet-academic-unit-head": "education_org",
    "tvet-social-pedagogue": "post",
    "tvet-union-methodist": "post",
}


@pytest.mark.parametrize("position", LITERAL)
def test_years_with_their_level_may_replace_the_first_clause_as_the_or_says(position: str) -> None:
    higher, months_of = LITERAL[position]
    for category, months in months_of.items():

        def told(diplomas: list[Json], months: int, category: str = category) -> set[str]:
            person = {
                "education": diplomas,
                "experience": {_kind(position, category): months, "tvet_org": 0, "enterprise": 0},
                "retraining": [],
                "competences": YES,
                "flags": {"reserve_officer": False},
            }
            return told_to(position, category, person)

        assert told([BARE], months) == {"R4"}, category
        assert told([BARE], months - 1) == set(), category
        assert told([], months) == set(), category
        if higher:
            assert told([COLLEGE], months) == set(), category
        # Whoever has the education and lacks the years is given no hope.
        assert told([EVERY_FIELD], months - 1) == set(), category


def _kind(position: str, category: str) -> str:
    if (position, category) == ("tvet-youth-inspector", "master"):
        return "post"
    return YEARS_AT.get(position, "specialty")


def test_every_note_of_a_college_is_told_by_some_row() -> None:
    told = {name for *_, expected in ROWS for name in expected} | {"R4"}
    assert told == notes_of("order-338")


def test_every_note_is_told_somewhere() -> None:
    written = {
        name
        for reading in catalogue().readings.values()
        for name in (
            *((reading.id,) if reading.note else ()),
            *(f"{reading.id} {name}" for name in reading.notes),
        )
    }
    assert written == notes_of("order-338") | notes_of("university")


def test_every_note_fits_three_lines_of_a_telephone_and_says_who_decides() -> None:
    decides = {"kk": "шешеді.", "ru": "Решает ", "en": " decides."}
    for reading in catalogue().readings.values():
        for text in (*filter(None, (reading.note,)), *reading.notes.values()):
            for language in LANGUAGES:
                assert len(wrap(text.of(language), 34)) <= 3, (reading.id, language)
                assert decides[language] in text.of(language), (reading.id, language)


def test_the_validator_refuses_a_long_note_and_a_category_that_nobody_is_granted() -> None:
    known = catalogue()
    long = Text("шешеді. " * 20, "Решает комиссия.", "The commission decides.")
    readings = {**known.readings, "R8": replace(known.readings["R8"], note=long)}
    found = list(problems(replace(known, readings=readings)))
    assert found == ["readings.yaml: the note R8 (kk) takes 5 lines of 34 letters; shorten it to 3"]
    director = known.positions["tvet-director"]
    leaf = next(x for x in leaves_of(director.checks[None].tree) if x.id == "category-management")
    old = replace(leaf, need=OneOf("management_category", ("head_manager", "head_leader")))
    check = replace(director.checks[None], tree=All((old,)))
    changed = {**known.positions, director.id: replace(director, checks={None: check})}
    found = list(problems(replace(known, positions=changed)))
    assert any("names only what nobody is granted any more" in each for each in found)


def test_only_categories_that_are_still_granted_are_offered() -> None:
    """R1: the old ones count, but nobody is sent to obtain one."""
    teaches = {**TEACHER, **NO_CATEGORY, "flags": {"teaches": True}}
    report = check(catalogue(), "tvet-director", None, parse_profile(teaches, ON), ON)
    assert report.route == ({"kind": "category", "category": ["expert", "researcher", "master"]},)
    assert report.alternatives == (
        ({"kind": "category", "management_category": ["deputy_3", "deputy_2", "deputy_1"]},),
    )
    for old in ({"category": "highest"}, {"management_category": "head_organizer"}):
        held = parse_profile({**teaches, **old}, ON)
        assert check(catalogue(), "tvet-director", None, held, ON).verdict == "eligible"


def test_a_category_that_is_not_asked_for_is_neither_met_nor_missing() -> None:
    for flags, status in (({"teaches": False}, "not_applicable"), ({}, "unknown")):
        person = parse_profile({**TEACHER, "category": "first", "flags": flags}, ON)
        report = check(catalogue(), "tvet-director", None, person, ON)
        items = {item.leaf.id: item.status for item in report.requirements}
        assert (items["category-pedagogical"], items["category-management"]) == (status, status)
        assert report.verdict == "eligible"
