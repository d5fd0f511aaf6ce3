"""The university's notes: each other reading is told exactly where it would decide differently.

Everybody here meets all that the position asks, but for what the row says.
"""

from __future__ import annotations

import pytest

from rules.vocabulary import Json
from tests.rules.verdict.notes import ON, notes_of, told_to
from tests.rules.verdict.strategies import Target, as_json, everything

PHD: Json = {"degree": "phd", "in_profile": False}
CANDIDATE: Json = {"degree": "candidate", "in_profile": True}
Q1: Json = {"index": "wos", "quartile": 1, "published": "2011-01-01"}
WORKS: list[Json] = [{"index": each} for each in ("national", "international", "teaching")]


def course(topic: str, hours: int = 72, issued: str = "2026-02-01") -> Json:
    return {"topic": topic, "hours": hours, "issued": issued}


def years(**months: int) -> Json:
    """Nothing but these months, and no work at all of the other kinds."""
    others = ("education_org", "scientific_pedagogical", "specialty", "specialty_management")
    none = dict.fromkeys((*others, "education_management", "industry", "creative_union"), 0)
    return {"experience": {**none, **months}}


def professor(foreign: bool, works: list[Json]) -> Json:
    flags = dict.fromkeys(("recognised_works", "textbooks", "grants_led"), True)
    return {"titles": [], "flags": {**flags, "foreign_citizen": foreign}, "publications": works}


ARTS = ("uni-professor-arts-it", "uni-associate-professor-arts-it")
SCIENCE = ("uni-professor-science", "uni-associate-professor-science")
THREE_YEARS = [course("profile", issued=day) for day in ("2024-05-05", "2025-05-05", "2026-05-05")]
ROWS: list[tuple[str, Json, set[str]]] = [
    ("uni-director", {"titles": []}, {"R21"}),
    ("uni-director", {"titles": [], "degrees": []}, set()),
    ("uni-deputy-academic", {"certificates": THREE_YEARS, "titles": [], "degrees": [PHD]}, {"R21"}),
    ("uni-deputy-research", {"certificates": THREE_YEARS, "titles": [], "degrees": [PHD]}, {"R21"}),
    ("uni-department-head", {"titles": [], "degrees": [CANDIDATE]}, {"R21"}),
    ("uni-department-head", {"titles": [], "degrees": [PHD]}, set()),
    # The Honoured Worker of Culture replaces no degree; Honoured Art Worker does.
    *((who, {"degrees": [], "honours": ["honored_culture"]}, {"R22"}) for who in ARTS),
    *((who, {"degrees": [], "honours": ["honored_art"]}, set()) for who in ARTS),
    # The waiver of the title: a citizenship, and one publication of any date.
    *(
        (who, professor(foreign, works), told)
        for who in ("uni-professor-arts-it", "uni-professor-science")
        for foreign, works, told in (
            (True, [Q1], {"R23 title"}),
            (False, [Q1], {"R23 citizenship"}),
            (False, [], set()),
            (True, [], set()),
        )
    ),
    # 72 hours in each of three years, or in one of them only.
    *(
        (who, {"certificates": courses}, told)
        for who in ("uni-deputy-academic", "uni-deputy-research")
        for courses, told in (
            (THREE_YEARS, set()),
            (THREE_YEARS[:2], {"R25"}),
            ([course("profile", 71)], set()),
        )
    ),
    ("uni-director", years(education_management=59), {"R27 uni-director"}),
    ("uni-director", years(specialty=60), {"R27 uni-director"}),
    ("uni-director", years(specialty=59), set()),
    ("uni-director", years(specialty=180), set()),
    (
        "uni-deputy-academic",
        {**years(scientific_pedagogical=36), "certificates": THREE_YEARS},
        {"R27 uni-deputy-academic"},
    ),
    (
        "uni-deputy-academic",
        {**years(scientific_pedagogical=36, education_management=36), "certificates": THREE_YEARS},
        set(),
    ),
    # Senior positions stand in the English text alone; of work that nobody named nothing is hoped.
    (
        "uni-deputy-research",
        {**years(education_management=36), "certificates": THREE_YEARS},
        {"R27 uni-deputy-research"},
    ),
    ("uni-deputy-research", {**years(education_management=35), "certificates": THREE_YEARS}, set()),
    (
        "uni-deputy-research",
        {
            "experience": {"scientific_pedagogical": 0, "specialty": 0, "industry": 0},
            "certificates": THREE_YEARS,
        },
        set(),
    ),
    (
        "uni-senior-lecturer",
        {**years(scientific_pedagogical=36), "degrees": []},
        {"R27 uni-senior-lecturer"},
    ),
    ("uni-senior-lecturer", {**years(scientific_pedagogical=36), "degrees": [CANDIDATE]}, set()),
    ("uni-senior-lecturer", years(scientific_pedagogical=36, industry=60), set()),
    ("uni-senior-lecturer", years(industry=60), set()),
    ("uni-senior-lecturer", years(scientific_pedagogical=35), set()),
    # No years with a bachelor's degree: "for specialists" may spare them.
    *(
        (
            "uni-assistant",
            {**years(specialty=23), "education": [{"level": level, "fields": FIELDS}]},
            told,
        )
        for FIELDS in [["profile", "scientific_pedagogical"]]
        for level, told in (
            ("bachelor", {"R27 uni-assistant"}),
            ("specialist", set()),
            ("master", set()),
        )
    ),
    # One course on both, or fewer hours of IT.
    *(
        (who, {"certificates": [course("profile"), *courses]}, told)
        for who in SCIENCE
        for courses, told in (
            ([course("it")], {"R28"}),
            ([course("it", 36), course("online_methods")], {"R28"}),
            ([], set()),
        )
    ),
    (
        "uni-director",
        {
            "publications": [
                *WORKS,
                {"index": "scopus", "percentile": 25, "published": "2021-11-19"},
            ]
        },
        {"R29"},
    ),
    (
        "uni-director",
        {"publications": [*WORKS, {"index": "wos", "quartile": 1, "published": "2021-11-19"}]},
        set(),
    ),
    *((who, {"competences": {"*": False}}, {"R33"}) for who in SCIENCE),
]


@pytest.mark.parametrize(("position", "changed", "expected"), ROWS)
def test_a_note_is_told_exactly_where_it_decides(
    position: str, changed: Json, expected: set[str]
) -> None:
    person = as_json(everything(Target(position, None, ON)))
    assert told_to(position, None, {**person, **changed}) == expected


def test_every_note_of_the_university_is_told_by_some_row() -> None:
    assert {name for *_, expected in ROWS for name in expected} == notes_of("university")
