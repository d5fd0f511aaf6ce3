"""Years of training made up at random: what stands on the forms, by Hypothesis."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from rules.training.vocabulary import (
    CAUSES,
    FUNDING_SOURCES,
    NEED_REASONS,
    RISKS,
    STAFF_CATEGORIES,
    TRAINING_AREAS,
    TRAINING_KINDS,
)
from workbooks.training.content import (
    Annual,
    Composition,
    Course,
    Decision,
    Education,
    Heading,
    Item,
    Member,
    Norm,
    Person,
    Planned,
    Schedule,
    Signature,
    StaffUnit,
    UnitSchedule,
    UnitYear,
)

DAY = date(2027, 3, 3)
MONTHS = tuple(range(1, 13))
NASTY = ("=1+1", "+7", "-1", "@A1", "*", "?", ">0", "а" * 200, "", "x\ny", '"', "—", "<b>&")
words = st.sampled_from(NASTY) | st.text(max_size=20)
amounts = st.none() | st.integers(0, 3_000_000)
hours = st.none() | st.integers(1, 2000)


def heading(form: str) -> Heading:
    signed = (Signature("Директор", "Директор"), Signature("Кадр", "Кадры", "=Мысал", "7", DAY))
    return Heading(form, "Үлгі", "2027", DAY, "live", signatures=signed)  # type: ignore[arg-type]


courses = st.none() | st.builds(
    Course, words, hours, st.sampled_from(["2025-01-02", "2025", ""]), words
)
people = st.builds(
    Person,
    words,
    words,
    st.none() | st.sampled_from(STAFF_CATEGORIES),
    st.none() | st.lists(st.sampled_from(["phd", "candidate"]), max_size=2).map(tuple),
    st.none() | st.just(("professor",)),
    courses,
    st.sampled_from(["main", "main", "main", "left"]),
)
items = st.builds(
    Item,
    topic=words,
    state=st.sampled_from(["planned", "done", "otherwise", "missed"]),
    kind=st.none() | st.sampled_from(TRAINING_KINDS),
    direction=words,
    area=st.none() | st.sampled_from(TRAINING_AREAS),
    subject=words,
    reason=st.none() | st.sampled_from(NEED_REASONS),
    provider=words,
    place=words,
    begins=st.none() | st.just(DAY),
    ends=st.none() | st.just(date(2027, 3, 14)),
    to_month=st.booleans(),
    month=st.none() | st.sampled_from(MONTHS),
    quarter=st.none() | st.integers(1, 4),
    hours=hours,
    cost=amounts,
    source=st.none() | st.sampled_from(FUNDING_SOURCES),
    proof=words,
    trip=st.none() | st.booleans(),
    paper=words,
    risks=st.lists(st.sampled_from(RISKS), max_size=2, unique=True).map(tuple),
    why=words,
)
planned = st.builds(Planned, people, st.lists(items, max_size=3).map(tuple))
units = st.builds(
    UnitSchedule,
    st.sampled_from(["", "И1", "=И2"]),
    words,
    st.lists(planned, max_size=3).map(tuple),
)


def _in_order(found: list[UnitSchedule]) -> tuple[UnitSchedule, ...]:
    return tuple(sorted(found, key=lambda each: each.institute))


consolidated = st.lists(units, max_size=4).map(
    lambda found: Schedule(heading("602-05"), _in_order(found), MONTHS)
)
one_unit = units.map(lambda unit: Schedule(heading("602-01"), (unit,), MONTHS))

members = st.builds(
    Member,
    person=st.builds(
        Person,
        words,
        st.sampled_from(["маман", "*", ">0", "=1", "Маман"]),
        st.none() | st.sampled_from(STAFF_CATEGORIES),
        st.none() | st.just(()) | st.just(("phd",)),
        st.none(),
        courses,
        st.sampled_from(["main", "main", "beside"]),
    ),
    rate=st.none() | st.integers(1, 300),
    main_job=st.none() | st.booleans(),
    education=st.none()
    | st.lists(
        st.builds(Education, st.sampled_from(["tvet", "higher", "master"]), words), max_size=2
    ).map(tuple),
    service=st.none() | st.integers(0, 600),
    subjects=words,
    competition_on=st.none() | st.just(DAY),
    hours=st.none() | st.integers(0, 300),
    longest=st.none() | st.integers(0, 300),
    norms=st.sampled_from(
        [(), (Norm("profile", 72),), (Norm("it", 72), Norm("profile", 72, "year"))]
    ),
    norms_met=st.none() | st.booleans(),
    lesson_mark=words,
    young=st.none() | st.booleans(),
    reasons=st.lists(st.sampled_from(NEED_REASONS), max_size=2, unique=True).map(tuple),
    planned=st.none() | st.integers(0, 300),
)
staff_units = st.builds(
    StaffUnit,
    st.none() | st.sampled_from(STAFF_CATEGORIES),
    st.sampled_from(["", "И"]),
    words,
    st.lists(members, max_size=4).map(tuple),
)


def composition(form: str) -> st.SearchStrategy[Composition]:
    return st.lists(staff_units, max_size=5).map(
        lambda found: Composition(
            heading(form), tuple(sorted(found, key=lambda each: str(each.staff)))
        )
    )


counts = st.integers(0, 40)


def _many(number: int) -> st.SearchStrategy[tuple[int, ...]]:
    return st.tuples(*[counts] * number)


unit_years = st.builds(
    UnitYear,
    institute=st.sampled_from(["", "И1"]),
    unit=words,
    staff=_many(len(STAFF_CATEGORIES) + 1),
    missed_by_cause=_many(len(CAUSES) + 1),
    cost_planned=_many(len(FUNDING_SOURCES) + 1),
    spent=_many(len(FUNDING_SOURCES) + 1),
    kinds_planned=_many(len(TRAINING_KINDS) + 1),
    kinds_done=_many(len(TRAINING_KINDS) + 1),
    **dict.fromkeys(
        ("trained", "planned", "done", "otherwise", "missed", "beyond", "hours_planned",
         "hours_done", "heard_in_time", "heard_late", "not_heard", "marks", "marks_sum",
         "recommended", "found", "closed", "not_attended", "ineffective", "left", "to_pay_back"),
        counts,
    ),
)  # fmt: skip
decisions = st.lists(st.builds(Decision, words, words, st.just(DAY), st.none()), max_size=2).map(
    tuple
)
annual = st.builds(
    Annual,
    heading=st.just(heading("602-06")),
    units=st.lists(unit_years, max_size=4).map(
        lambda found: tuple(sorted(found, key=lambda each: each.institute))
    ),
    before=st.none() | unit_years,
    year_before=st.just("2026"),
    decisions=decisions,
    later=st.none() | decisions,
)
