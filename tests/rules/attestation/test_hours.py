"""Course hours since the last attestation, added up: exact arithmetic, never a guess."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.vocabulary import Json
from tests.rules.attestation.people import ON, block, course, statuses

NEEDED = {"moderator": 72, "expert": 72, "researcher": 80, "master": 108}
GRANTED = date(2024, 2, 29)
HELD: Json = {"category": "moderator", "category_granted": GRANTED.isoformat()}
DAYS = st.sampled_from([GRANTED + timedelta(days) for days in (-400, -1, 0, 1, 365, 995)])
TOPICS = st.sampled_from(["profile", "it", "online_methods", "education_management"])
HOURS = st.sampled_from([1, 18, 36, 40, 71, 72, 80, 108])


def complete_course(day: date, hours: int, topic: str) -> Json:
    return course(hours, day.isoformat(), topic)


COMPLETE = st.lists(st.builds(complete_course, DAYS, HOURS, TOPICS), max_size=5)
LOSSES = st.sets(st.tuples(st.integers(0, 4), st.sampled_from(["hours", "issued"])), max_size=2)


@given(st.sampled_from(sorted(NEEDED)), COMPLETE)
def test_hours_since_the_category_are_added_up(category: str, courses: list[Json]) -> None:
    held = {"category": "researcher", "category_granted": GRANTED.isoformat()}
    found = block(category, {**held, "certificates": courses})
    counted = [c for c in courses if c["issued"] >= GRANTED.isoformat()]
    missing = max(NEEDED[category] - sum(c["hours"] for c in counted), 0)
    assert found.hours_short == missing
    assert statuses(found)["course-hours"] == ("unmet" if missing else "met")
    profile = any(c["topic"] == "profile" for c in counted)
    assert statuses(found)["profile-course"] == ("met" if profile else "unmet")


@given(COMPLETE, LOSSES, st.booleans())
def test_unknowns_are_what_every_completion_says(
    courses: list[Json], losses: set[tuple[int, str]], granted_known: bool
) -> None:
    """Whatever is lost is filled in every way that matters: the status is what all agree on."""
    lost = [(number, key) for number, key in sorted(losses) if number < len(courses)]
    given_courses = [
        {key: value for key, value in c.items() if (number, key) not in lost}
        for number, c in enumerate(courses)
    ]
    held: Json = {"category": "moderator"}
    day = GRANTED.isoformat()
    known = {**held, "category_granted": day} if granted_known else held
    found = statuses(block("expert", {**known, "certificates": given_courses}))

    options = [[1, 5000] if key == "hours" else ["2001-01-01", ON.isoformat()] for _, key in lost]
    grants = [day] if granted_known else ["2022-01-01", *(c["issued"] for c in courses), day, ON]
    seen: dict[str, set[str]] = {"course-hours": set(), "profile-course": set()}
    for grant, values in product(grants, product(*options)):
        filled = [dict(c) for c in given_courses]
        for (number, key), value in zip(lost, values, strict=True):
            filled[number][key] = value
        full = {**held, "category_granted": str(grant), "certificates": filled}
        for name, status in statuses(block("expert", full)).items():
            if name in seen:
                seen[name].add(status)
    for name, outcomes in seen.items():
        assert found[name] == (outcomes.pop() if len(outcomes) == 1 else "unknown")


def test_who_was_never_attested_has_every_course_counted() -> None:
    courses = [course(40, "2015-01-01"), course(32, None, "it")]
    for held in ("none", "teacher"):
        found = block("moderator", {"category": held, "certificates": courses})
        assert (statuses(found)["course-hours"], found.hours_short) == ("met", 0)


def test_without_the_day_of_the_category_old_courses_decide_nothing() -> None:
    profile = {"category": "moderator", "certificates": [course(100, "2025-01-01")]}
    found = block("expert", profile)
    assert (statuses(found)["course-hours"], found.hours_short) == ("unknown", None)
    assert found.requirements[2].have == {"hours_from": 0, "hours_to": 100}
    few = block("expert", {**profile, "certificates": [course(40, "2025-01-01")]})
    assert (statuses(few)["course-hours"], few.hours_short) == ("unmet", 32)


def test_a_course_without_a_day_may_be_just_enough() -> None:
    courses = [course(36, "2025-01-01"), course(36, None)]
    found = block("expert", {**HELD, "certificates": courses})
    assert (statuses(found)["course-hours"], found.hours_short) == ("unknown", None)
    courses[1] = course(35, None)
    found = block("expert", {**HELD, "certificates": courses})
    assert (statuses(found)["course-hours"], found.hours_short) == ("unmet", 1)


@pytest.mark.parametrize("certificates", [None, []])
def test_not_answered_is_not_none(certificates: list[Json] | None) -> None:
    given_answers = {} if certificates is None else {"certificates": certificates}
    found = block("master", given_answers)
    assert found.hours_short == (None if certificates is None else 108)
