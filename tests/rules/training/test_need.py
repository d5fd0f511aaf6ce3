"""Who needs a course and why: unknown is never no, and a norm that nobody knows is no norm of 0."""

from datetime import date

import pytest

from rules.norms.loading import catalogue
from rules.training.course_norm import CourseNorm, KnownCourse, course_norm
from rules.training.need import HeadSaid, Missing, missing, need_reasons, need_standing
from rules.training.planned import Leaving, Planned, risks_of
from rules.training.shortfall import Shortfall

ON = date(2026, 11, 20)
POST = "uni-senior-lecturer"
DAY = date(2026, 5, 1)
OLD = date(2021, 5, 1)


def norm(*courses: KnownCourse, position: str | None = POST) -> CourseNorm:
    return course_norm(catalogue(), position, courses, ON)


def course(hours: int, day: date | None = DAY, topic: str | None = "profile") -> KnownCourse:
    return KnownCourse(topic, hours, day, day)


def test_each_standing() -> None:
    whole, short, no_day = course(72), course(72, OLD), course(72, None)
    assert need_standing(norm(whole), None, [whole]) == "fine"
    assert need_standing(norm(short), None, [short]) == "short"
    assert need_standing(norm(), None, []) == "never"
    assert need_standing(norm(no_day), None, [no_day]) == "open"
    assert need_standing(norm(whole, position=None), None, [whole]) == "no_norm"
    unknown = course_norm(catalogue(), POST, None, ON)
    assert need_standing(unknown, None, None) == "open"


def test_what_will_be_missing_before_the_year_ends_is_missing() -> None:
    held = [course(72)]
    lacks = Shortfall(72, "profile", date(2027, 9, 12))
    assert need_standing(norm(*held), lacks, held) == "short"
    assert missing(norm(*held), lacks) == Missing(72, "profile")


def test_the_hours_missing_are_those_of_the_clause_and_no_sum() -> None:
    halves = norm(course(36), course(36))
    assert halves.met is False
    assert missing(halves, None) == Missing(72, "profile")
    assert missing(norm(position=None), None) is None


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (HeadSaid(fits=False), "subject_fit"),
        (HeadSaid(lessons=True), "lesson_marks"),
        (HeadSaid(young=True), "young"),
        (HeadSaid(methods=True), "methods_changed"),
        (HeadSaid(quality=True), "quality_management"),
    ],
)
def test_each_reason_follows_from_what_was_said(said: HeadSaid, reason: str) -> None:
    assert need_reasons(said, misses=False, long_ago=False) == (reason,)


def test_nothing_follows_from_what_nobody_said() -> None:
    assert need_reasons(HeadSaid(), misses=False, long_ago=None) == ()
    told = HeadSaid(fits=True, lessons=False, young=False, methods=False, quality=False)
    assert need_reasons(told, misses=False, long_ago=False) == ()
    both = need_reasons(HeadSaid(), misses=True, long_ago=True)
    assert both == ("norm_hours", "long_ago")


@pytest.mark.parametrize(
    ("fits", "doubtful", "risky"),
    [(None, None, False), (True, False, False), (False, None, True), (None, True, True)],
)
def test_off_the_profile_or_doubtful_is_a_risk_only_where_it_is_said(
    fits: bool | None, doubtful: bool | None, risky: bool
) -> None:
    item = Planned(source="own", fits=fits, doubtful=doubtful)
    found = risks_of(
        item, Leaving(None, None), ON, approved=True, approve_by=None, mark=None
    )  # fmt: skip
    assert ("ineffective" in found) is risky
