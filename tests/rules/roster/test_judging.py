"""A list decides only what every way of completing it decides alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from rules import vocabulary as v
from rules.norms.loading import catalogue
from rules.profile import Certificate, Degree, Education, Profile
from rules.roster.courses import Course
from rules.roster.judging import judged, next_category, standing
from rules.roster.person import Person
from rules.roster.schooling import Schooling
from rules.verdict.check import check
from tests.thoroughness import examples

ON = date(2026, 11, 20)
POSITIONS = sorted(catalogue().positions)
KINDS = ("teaching", "specialty", "scientific_pedagogical", "here")


@st.composite
def people(draw: st.DrawFn) -> Person:
    """People as lists show them: everything may be left open."""
    schools = st.builds(
        Schooling,
        st.sampled_from(["tvet", "higher", "bachelor", "master", "doctoral"]),
        st.lists(st.sampled_from(["pedagogical", "psychology"]), max_size=1).map(tuple),
    )
    courses = st.builds(Course, st.sampled_from([36, 72, 120]), st.just("2025-03-14"))
    return Person(
        sheet=None,
        row=2,
        name="Тестова Айна",
        position=draw(st.sampled_from(POSITIONS)),
        category=draw(st.sampled_from([None, *v.CATEGORIES])),
        management_category=draw(st.sampled_from([None, "deputy_3", "head_manager"])),
        experience=draw(st.dictionaries(st.sampled_from(KINDS), st.integers(0, 200))),
        education=draw(st.none() | st.lists(schools, max_size=2).map(tuple)),
        courses=draw(st.none() | st.lists(courses, max_size=2).map(tuple)),
        degrees=draw(st.none() | st.lists(st.sampled_from(v.DEGREES), max_size=1).map(tuple)),
        titles=draw(st.none() | st.lists(st.sampled_from(v.TITLES), max_size=1).map(tuple)),
    )


@st.composite
def truths(draw: st.DrawFn, person: Person) -> Profile:
    """What may be true of a person whom the list shows so."""
    higher = {"higher": v.HIGHER, "master": v.POSTGRADUATE}

    def school(said: Schooling) -> Education:
        level = draw(st.sampled_from(higher.get(said.level, (said.level,))))
        more = draw(st.sets(st.sampled_from(v.FIELDS)))
        fields = frozenset({*said.fields, *more})
        implied = {"pedagogical"} if fields & v.FIELDS_THAT_ARE_PEDAGOGICAL else set()
        return Education(level, fields | implied, draw(st.booleans()))

    service = {k: m for k, m in person.experience.items() if k != "here"}
    if "here" in person.experience:
        service["tvet_org"] = person.experience["here"] + draw(st.integers(0, 300))
    courses = person.courses
    if courses is None:
        courses = draw(st.just(()) | st.just((Course(120, "2025-03-14"),)))
    return Profile(
        education=tuple(map(school, person.education or ()))
        if person.education is not None
        else (Education(draw(st.sampled_from(v.LEVELS)), frozenset(v.FIELDS), None),),
        degrees=None
        if person.degrees is None
        else tuple(Degree(d, draw(st.booleans())) for d in person.degrees),
        titles=frozenset(
            draw(st.sets(st.sampled_from(v.TITLES))) if person.titles is None else person.titles
        ),
        honours=frozenset(draw(st.sets(st.sampled_from(v.HONOURS)))),
        experience=service,
        certificates=tuple(
            Certificate(draw(st.sampled_from(v.TOPICS)), c.hours, date.fromisoformat(c.issued))
            for c in courses
        ),
        retraining=frozenset(draw(st.sets(st.sampled_from(v.RETRAINING)))),
        category=person.category or draw(st.sampled_from(v.CATEGORIES)),
        management_category=person.management_category,
        publications=None,
        h_index=1000,
        language_level="C2",
        flags=dict.fromkeys(v.FLAGS, True),
        competences={"*": True},
    )


@examples(1200)
@given(st.data())
def test_no_completion_of_a_list_contradicts_its_verdict(data: st.DataObject) -> None:
    person = data.draw(people())
    assert person.position is not None
    steps = catalogue().on(ON).positions[person.position].categories
    category = data.draw(st.sampled_from([None, *steps]))
    found = judged(catalogue(), person, category, ON)
    true = check(catalogue(), person.position, category, data.draw(truths(person)), ON)
    if found.verdict == "eligible":
        assert true.verdict != "not_eligible"
    if found.verdict == "not_eligible":
        assert true.verdict == "not_eligible"


@given(people())
def test_only_who_is_not_eligible_has_a_route(person: Person) -> None:
    assert person.position is not None
    found = judged(catalogue(), person, None, ON)
    assert bool(found.route) <= (found.verdict == "not_eligible")
    assert (found.eligible_on is None) or found.eligible_on > ON


def _teacher(**said: object) -> Person:
    plain = Person(None, 2, "Тестова Айна", position="tvet-teacher")
    return replace(plain, **said)  # type: ignore[arg-type]


def test_what_the_words_say_is_enough_to_meet_and_what_they_leave_open_is_not() -> None:
    pedagogical = _teacher(education=(Schooling("higher", ("pedagogical",)),))
    assert judged(catalogue(), pedagogical, None, ON).verdict == "eligible"
    another = _teacher(education=(Schooling("higher"),))
    assert judged(catalogue(), another, None, ON).verdict == "undetermined"


def test_months_missing_lead_to_a_day() -> None:
    person = _teacher(
        category="teacher",
        education=(Schooling("higher", ("pedagogical",)),),
        experience={"specialty": 14},
    )
    found = standing(catalogue(), person, ON)
    assert found.following is not None
    assert found.following.category == "moderator"
    assert found.following.route == (
        {"kind": "experience", "experience": "specialty", "months": 10},
    )
    assert found.nearest == date(2027, 9, 20)


def test_years_in_the_college_are_the_least_of_work_in_colleges() -> None:
    deputy = Person(
        None, 2, "Тестова Айна", position="tvet-deputy-academic",
        education=(Schooling("higher", ("pedagogical",)),), experience={"here": 60},
    )  # fmt: skip
    assert judged(catalogue(), deputy, None, ON).verdict == "eligible"
    fewer = replace(deputy, experience={"here": 59})
    assert judged(catalogue(), fewer, None, ON).verdict == "undetermined"


def test_the_next_category_is_the_step_above() -> None:
    held = {None: None, "none": "teacher", "teacher": "moderator", "expert": "researcher"}
    held |= {"master": None, "second": "moderator", "first": "expert", "highest": "researcher"}
    for category, following in held.items():
        assert next_category(catalogue(), _teacher(category=category), ON) == following


def test_a_category_ends_with_its_term_and_a_course_with_its_three_years() -> None:
    person = _teacher(
        category="expert", category_date="2024-05-20",
        courses=(Course(72, "2023-01-10"), Course(72, "2025"), Course(36, "2024-03")),
    )  # fmt: skip
    found = standing(catalogue(), person, ON)
    assert found.category_ends == date(2029, 5, 20)
    assert found.course_leaves == date(2027, 3, 2)
    until = replace(person, category_until="2027")
    assert standing(catalogue(), until, ON).category_ends == date(2027, 1, 1)


def test_who_has_left_and_whose_post_is_open_is_not_judged() -> None:
    assert standing(catalogue(), _teacher(left=True), ON).post is None
    assert standing(catalogue(), _teacher(position=None), ON).post is None
