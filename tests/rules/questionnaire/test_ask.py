"""What is asked can change the report; when nothing is left to ask, no answer changes it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice, product
from random import Random
from typing import Any as AnyValue

import pytest
from hypothesis import given

from rules.errors import BadInput
from rules.norms.loading import catalogue
from rules.profile import parse_profile
from rules.questionnaire.ask import leaves_by_fact, open_facts
from rules.verdict.check import Report
from tests.rules.verdict.completions import Slot, Unknowns, copied, put
from tests.rules.verdict.oracle import World
from tests.rules.verdict.strategies import DAYS, Target, cases, everything
from tests.thoroughness import examples

TRIED = 400


def asked(target: Target, profile: World) -> tuple[str, ...]:
    return open_facts(
        catalogue(), target.position_id, target.category, target.parsed(profile), target.on
    )


def slots_by_fact(target: Target, profile: World) -> dict[str, list[Slot]]:
    found: dict[str, list[Slot]] = {}
    for slot in Unknowns(profile, target.leaves, target.position, target.on).slots():
        found.setdefault(slot.fact, []).append(slot)
    return found


def answers(profile: World, slots: list[Slot]) -> Iterator[World]:
    """The profile with one fact answered, in every way; a sample of many ways."""
    total = 1
    for slot in slots:
        total *= len(slot.options)
    if total <= TRIED:
        chosen: Iterator[tuple[AnyValue, ...]] = product(*(slot.options for slot in slots))
    else:
        random = Random(3)
        ends = [tuple(s.options[end] for s in slots) for end in (0, -1)]
        rest = (tuple(random.choice(s.options) for s in slots) for _ in range(TRIED))
        chosen = iter([*ends, *rest])
    for values in chosen:
        answered = copied(profile)
        for slot, value in zip(slots, values, strict=True):
            put(answered, slot.path, list(value) if isinstance(value, tuple) else value)
        for work in answered.get("publications", ()):
            for key in [key for key, value in work.items() if value is None]:
                del work[key]
        yield answered


def decided(report: Report) -> tuple[str, tuple[object, ...], date | None]:
    return report.verdict, report.route, report.eligible_on


@examples(120)
@given(cases())
def test_every_open_fact_can_change_the_report(case: tuple[Target, World]) -> None:
    target, profile = case
    before = target.report(profile).to_json("en")
    slots = slots_by_fact(target, profile)
    for fact in asked(target, profile):
        reports = (target.report(x).to_json("en") for x in answers(profile, slots[fact]))
        assert any(report != before for report in reports), fact


@examples(500)
@given(cases())
def test_when_nothing_is_open_no_answer_changes_what_is_decided(
    case: tuple[Target, World],
) -> None:
    target, profile = case
    if asked(target, profile):
        return
    report = target.report(profile)
    before = decided(report)
    assert report.verdict != "undetermined"
    assert "unknown" not in {preference.status for preference in report.preferences}
    for slots in slots_by_fact(target, profile).values():
        for answered in islice(answers(profile, slots), 40):
            assert decided(target.report(answered)) == before


@examples(120)
@given(cases())
def test_answering_what_is_asked_comes_to_an_end(case: tuple[Target, World]) -> None:
    """Complete answers: no fact is asked twice, and the end is a decision."""
    target, profile = case
    told: list[str] = []
    random = Random(len(repr(profile)))
    while still := asked(target, profile):
        assert still[0] not in told
        told.append(still[0])
        slots = slots_by_fact(target, profile)[still[0]]
        profile = random.choice([*islice(answers(profile, slots), 30)])
        profile.setdefault(still[0].split(".")[0], [])
    assert target.report(profile).verdict != "undetermined"
    assert set(told) <= set(leaves_by_fact(catalogue(), target.position_id, target.category))


def open_for(position: str, changes: World, category: str | None = None) -> tuple[str, ...]:
    target = Target(position, category, DAYS[0])
    return asked(target, {**everything(target), **changes})


def test_an_unknown_basic_education_in_it_is_asked_as_education() -> None:
    diploma = {"level": "master", "fields": ["profile", "scientific_pedagogical"]}
    course = {"topic": "profile", "hours": 72, "issued": DAYS[0]}
    changes = {"education": [diploma], "certificates": [course]}
    assert open_for("uni-lecturer", changes) == ("education",)


def test_a_kind_that_is_not_given_is_asked_while_it_decides_the_day() -> None:
    """Ten months in all of education bound the time in colleges, but do not say it."""
    profile: World = {"experience": {"tvet_org": 10}}
    assert open_for("tvet-union-methodist", profile) == ()
    profile = {"experience": {"education_org": 10}, "management_category": "none"}
    assert open_for("tvet-deputy-academic", profile) == ("experience.tvet_org",)
    profile["experience"] = {"education_org": 0}
    assert open_for("tvet-deputy-academic", profile) == ("experience.tvet_org",)


def test_a_course_is_asked_about_that_may_hold_on_the_day_time_leads_to() -> None:
    """The dated course has left its window by then; one without a date may still count."""
    dated = {"topic": "profile", "hours": 72, "issued": date(2023, 12, 10)}
    changes: World = {
        "experience": {"scientific_pedagogical": 0, "specialty": 0, "industry": 0},
        "certificates": [dated],
    }
    assert open_for("uni-lecturer", changes) == ()
    changes["certificates"] = [dated, {"topic": "profile", "hours": 72}]
    assert open_for("uni-lecturer", changes) == ("certificates",)
    changes["certificates"] = [dated, {**dated, "issued": DAYS[0]}]
    assert open_for("uni-lecturer", changes) == ()


def test_the_date_of_a_course_is_asked_while_it_decides_the_missing_hours() -> None:
    courses: list[World] = [
        {"topic": topic, "hours": 72, "issued": DAYS[0]} for topic in ("it", "online_methods")
    ]
    undated = [*courses, {"topic": "profile", "hours": 40}]
    assert open_for("uni-associate-professor-science", {"certificates": undated}) == (
        "certificates",
    )
    short = [*courses, {"topic": "profile", "hours": 40, "issued": DAYS[0]}]
    assert open_for("uni-associate-professor-science", {"certificates": short}) == ()


@pytest.mark.parametrize(
    ("position", "category", "field", "told"),
    [
        ("tvet-teacher", "highest", "category", "teacher, moderator, expert, researcher, master"),
        ("tvet-director", "expert", "category", "none: this position has no categories"),
        ("teacher", None, "position", "tvet-teacher"),
    ],
)
def test_what_the_catalogue_lacks_is_refused(
    position: str, category: str | None, field: str, told: str
) -> None:
    with pytest.raises(BadInput, match=told) as refused:
        open_facts(catalogue(), position, category, parse_profile({}, DAYS[0]), DAYS[0])
    assert refused.value.field == field


ON = date(2026, 11, 20)
DIRECTOR = {"education": [{"level": "bachelor", "fields": ["profile"]}]}
BUSINESS = {"business_management": 60}


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        # Who has a category that counts need not say whether they will teach, nor who will not.
        ({"category": "first"}, set()),
        ({"management_category": "head_leader"}, set()),
        ({"flags": {"teaches": False}}, set()),
        ({"category": "none", "management_category": "none"}, {"flags.teaches"}),
        ({"flags": {"teaches": True}, "category": "none"}, {"management_category"}),
        ({"flags": {"teaches": True}}, {"category", "management_category"}),
        ({}, {"flags.teaches", "category", "management_category"}),
    ],
)
def test_a_director_is_asked_for_a_category_only_where_it_matters(
    answers: World, asked: set[str]
) -> None:
    person = parse_profile({**DIRECTOR, "experience": BUSINESS, **answers}, ON)
    assert set(open_facts(catalogue(), "tvet-director", None, person, ON)) == asked
    elsewhere = open_facts(catalogue(), "tvet-deputy-methodical", None, person, ON)
    assert "flags.teaches" not in elsewhere
