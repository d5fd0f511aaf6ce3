"""Who is short of hours, beside `check`, which judges the same clauses."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from rules.norms.loading import catalogue
from rules.profile import Certificate, parse_profile
from rules.verdict.check import check
from rules.verdict.short_of_hours import ShortOfHours, is_short_of_hours
from rules.vocabulary import TOPICS

ON = date(2026, 11, 20)
POSITIONS = sorted(catalogue().positions)
COURSES = st.lists(
    st.builds(
        Certificate,
        st.sampled_from(TOPICS),
        st.sampled_from((1, 36, 40, 71, 72, 120)),
        st.dates(date(2023, 6, 1), ON),
    ),
    max_size=5,
)


@given(st.sampled_from(POSITIONS), COURSES)
def test_whoever_is_short_is_not_eligible_and_check_says_so_of_a_course(
    position: str, courses: list[Certificate]
) -> None:
    data = {
        "certificates": [
            {"topic": each.topic, "hours": each.hours, "issued": str(each.issued)}
            for each in courses
        ]
    }
    report = check(catalogue(), position, None, parse_profile(data, ON), ON)
    unmet = [i for i in report.requirements if i.leaf.kind == "certificate" and i.status == "unmet"]
    if is_short_of_hours(catalogue(), position, courses, ON):
        assert report.verdict == "not_eligible"
        assert unmet
    else:
        # Nothing else is known, so only courses could have decided.
        assert report.verdict != "not_eligible"


@given(st.sampled_from(POSITIONS), COURSES, COURSES)
def test_more_courses_make_nobody_short(
    position: str, courses: list[Certificate], more: list[Certificate]
) -> None:
    if not is_short_of_hours(catalogue(), position, courses, ON):
        assert not is_short_of_hours(catalogue(), position, [*courses, *more], ON)


@given(st.lists(st.tuples(st.sampled_from(POSITIONS), COURSES), max_size=12))
def test_many_are_judged_as_each_alone(people: list[tuple[str, list[Certificate]]]) -> None:
    judging = ShortOfHours(catalogue(), ON)
    for position, courses in people:
        given_to_it = [(each.topic, each.hours or 0, each.issued or ON) for each in courses]
        alone = is_short_of_hours(catalogue(), position, courses, ON)
        assert judging.holds(position, given_to_it) == alone


def test_a_clause_under_a_condition_that_courses_do_not_tell_is_open() -> None:
    """Whether a lecturer has a basic education in IT is not known here."""
    course = Certificate("profile", 72, date(2026, 1, 1))
    assert not is_short_of_hours(catalogue(), "uni-lecturer", [course], ON)


def test_a_position_that_is_not_in_the_catalogue_asks_for_nothing() -> None:
    assert not is_short_of_hours(catalogue(), "captain", [], ON)
