"""What is short, what is open and what courses are about to lose, against slow ways to say it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rules.norms.loading import catalogue
from rules.roster.courses import Course
from rules.roster.judging import judged
from rules.roster.lacking import clause_standings, courses_leave
from rules.roster.person import Person
from rules.roster.schooling import Schooling
from tests.rules.roster.test_judging import POSITIONS, people
from tests.thoroughness import examples

ON = date(2026, 11, 20)
DAY = timedelta(days=1)
COURSES = st.lists(
    st.builds(
        Course,
        st.sampled_from([36, 72, 120]),
        st.dates(date(2023, 1, 1), ON).map(str) | st.sampled_from(["2024", "2025-02"]),
    ),
    max_size=4,
).map(tuple)


def lecturer(**said: object) -> Person:
    plain = Person(None, 2, "Тестова Айна", position="uni-lecturer")
    return replace(plain, **said)  # type: ignore[arg-type]


def clauses(person: Person, on: date = ON) -> dict[str, tuple[str, object, date | None]]:
    found = judged(catalogue(), person, None, on)
    return {
        each.clause: (each.state, each.short, each.until)
        for each in clause_standings(catalogue(), person, found, on)
    }


def test_what_is_short_has_its_figure_and_its_last_day() -> None:
    schools = (Schooling("higher"),)
    person = lecturer(education=schools, courses=(Course(36, "2024-03-10"),))
    assert clauses(person) == {
        "certificate-profile": ("short", {"hours": 36}, date(2027, 3, 10)),
    }
    assert clauses(replace(person, education=(Schooling("tvet"),))).keys() == {
        "education",
        "certificate-profile",
    }


def test_what_the_record_leaves_open_is_not_short() -> None:
    assert {state for state, _, _ in clauses(lecturer()).values()} == {"open"}
    some = lecturer(education=(Schooling("higher"),), courses=(Course(72, "2025"),))
    assert {state for state, _, _ in clauses(some).values()} == {"open"}


def test_service_counted_up_to_a_day_may_have_grown() -> None:
    service = {"scientific_pedagogical": 3, "specialty": 5}
    person = lecturer(experience=service, education=(Schooling("higher"),))
    state, short, until = clauses(person)["experience-scientific-pedagogical-12"]
    assert (state, short, until) == ("short", {"months": 9}, date(2027, 8, 19))
    counted = replace(person, service_as_of="2026-02-20")
    assert "experience-scientific-pedagogical-12" not in {
        clause for clause, (state, _, _) in clauses(counted).items() if state == "short"
    }
    later = replace(person, service_as_of="2026-05-20")
    assert clauses(later)["experience-scientific-pedagogical-12"][1] == {"months": 3}


@examples(400)
@given(people(), COURSES)
def test_short_means_unmet_and_open_means_unknown(person: Person, courses: object) -> None:
    person = replace(person, courses=courses)  # type: ignore[arg-type]
    found = judged(catalogue(), person, None, ON)
    standings = clause_standings(catalogue(), person, found, ON)
    statuses = {item.leaf.id: item.status for item in found.items}
    wanted = {"not_eligible": "unmet", "undetermined": "unknown"}
    assert bool(standings) == (found.verdict != "eligible")
    assert all(statuses[each.clause] == wanted[found.verdict] for each in standings)
    assert all(each.until is None or each.until >= ON for each in standings)


@examples(200)
@given(people(), COURSES, st.sampled_from(POSITIONS))
def test_an_answer_holds_until_its_day(person: Person, courses: object, position: str) -> None:
    """Judged again on any day up to `until`, nothing but time having passed, it is as it was."""
    person = replace(person, courses=courses, position=position)  # type: ignore[arg-type]
    person = replace(person, service_as_of=ON.isoformat())
    for clause, (state, short, until) in clauses(person).items():
        if state != "short" or until is None:
            continue
        for day in {ON + DAY, ON + (until - ON) / 2, until} - {ON}:
            if ON < day <= until and catalogue().on(day) == catalogue().on(ON):
                then = clauses(person, day).get(clause)
                assert then is not None
                assert then[0] == "short"
                if "hours" in short:  # type: ignore[operator]
                    assert then[1] == short


@given(COURSES)
def test_without_a_clause_the_newest_course_counts_three_years(courses: tuple[Course, ...]) -> None:
    person = Person(None, 2, "Тестова", position="tvet-teacher", courses=courses)
    starts = {"2024": "2024-01-01", "2025-02": "2025-02-01"}
    days = [date.fromisoformat(starts.get(each.issued, each.issued)) for each in courses]
    counting = [day for day in days if still_counts(day, ON)]
    found = courses_leave(catalogue(), person, ON)
    if not counting:
        assert found == []
        return
    [leaving] = found
    assert leaving.until is not None
    assert any(still_counts(day, leaving.until) for day in days)
    assert not any(still_counts(day, leaving.until + DAY) for day in days)


@given(COURSES)
def test_a_clause_is_lost_when_no_other_course_reaches_its_hours(
    courses: tuple[Course, ...],
) -> None:
    person = lecturer(courses=courses)
    starts = {"2024": "2024-01-01", "2025-02": "2025-02-01"}
    days = [
        date.fromisoformat(starts.get(each.issued, each.issued))
        for each in courses
        if each.hours >= 72
    ]
    found = courses_leave(catalogue(), person, ON)
    assert bool(found) == any(still_counts(day, ON) for day in days)
    for leaving in found:
        assert leaving.clause == "certificate-profile"
        assert leaving.until is not None
        assert any(still_counts(day, leaving.until) for day in days)
        assert not any(still_counts(day, leaving.until + DAY) for day in days)


def test_a_course_without_a_day_may_be_the_newest() -> None:
    courses = (Course(72, "2023-12-01"), Course(72, ""))
    assert courses_leave(catalogue(), lecturer(courses=courses), ON) == []
    post = Person(None, 2, "Тестова", position="tvet-teacher", courses=courses)
    assert courses_leave(catalogue(), post, ON) == []


def still_counts(issued: date, on: date) -> bool:
    """Issued no earlier than the same day three years before."""
    try:
        since = on.replace(year=on.year - 3)
    except ValueError:
        since = on.replace(year=on.year - 3, day=28)
    return since <= issued
