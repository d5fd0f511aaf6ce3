"""What has changed since a decision: time alone, never the person's experience."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from rules.norms.loading import catalogue
from rules.profile import parse_profile
from rules.verdict.since import SOON, since, whole_months
from tests.rules.verdict.completions import copied
from tests.rules.verdict.oracle import World
from tests.rules.verdict.strategies import Target, everything

THEN = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("first", "second", "months"),
    [
        (date(2026, 11, 20), date(2026, 11, 20), 0),
        (date(2026, 11, 20), date(2026, 12, 19), 0),
        (date(2026, 11, 20), date(2026, 12, 20), 1),
        (date(2026, 1, 31), date(2026, 2, 27), 0),
        (date(2026, 1, 31), date(2026, 2, 28), 1),
        (date(2026, 11, 20), date(2028, 1, 20), 14),
        (date(2026, 11, 20), date(2026, 10, 1), 0),
    ],
)
def test_whole_months_end_on_the_same_day(first: date, second: date, months: int) -> None:
    assert whole_months(first, second) == months


def test_experience_does_not_grow_by_itself() -> None:
    person = parse_profile(
        {
            "education": [{"level": "bachelor", "fields": ["pedagogical"]}],
            "experience": {"specialty": 12},
            "competences": {"*": True},
        },
        THEN,
    )
    later = date(2030, 11, 20)
    found = since(catalogue(), "tvet-teacher", "moderator", person, THEN, later)
    assert (found.months, found.verdict, found.lost, found.leaving) == (48, "not_eligible", (), ())


def with_one_course(issued: date) -> tuple[Target, World]:
    """Somebody who has everything, with all courses of that day."""
    target = Target("uni-deputy-academic", None, THEN)
    person = copied(everything(target))
    for course in person["certificates"]:
        course["issued"] = issued
    return target, person


def test_a_course_is_announced_ninety_days_ahead_and_then_told_as_lost() -> None:
    issued = date(2024, 1, 20)
    leaves = date(2027, 1, 21)
    target, person = with_one_course(issued)
    assert target.report(person).verdict == "eligible"

    def on(day: date) -> tuple[str, int, list[date]]:
        profile = target.parsed(person)
        found = since(catalogue(), target.position_id, None, profile, THEN, day)
        return found.verdict, len(found.lost), [leaving.day for leaving in found.leaving]

    assert on(leaves - SOON - timedelta(1)) == ("eligible", 0, [])
    assert on(leaves - SOON) == ("eligible", 0, [leaves])
    assert on(leaves - timedelta(1)) == ("eligible", 0, [leaves])
    assert on(leaves) == ("not_eligible", 1, [])
