"""Two reports side by side, and the ways out of a "not yet" with their days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from rules.norms.facts import Facts
from rules.norms.loading import catalogue
from rules.verdict.check import ways_of_report
from rules.verdict.differences import differences
from rules.verdict.route import apply_months
from tests.rules.verdict.oracle import World
from tests.rules.verdict.strategies import Target, cases
from tests.thoroughness import examples

ON = date(2026, 11, 20)
TEACHER: World = {
    "education": [{"level": "bachelor", "fields": ["pedagogical"]}],
    "experience": {"specialty": 12},
    "competences": {"*": True},
}
TARGET = Target("tvet-teacher", "moderator", ON)


def test_what_a_year_more_changes() -> None:
    before = TARGET.report(TEACHER)
    after = TARGET.report({**TEACHER, "experience": {"specialty": 24}})
    found = differences(before, after)
    assert (found.verdict, found.route, found.day) == (True, True, True)
    assert {(old.status, new.status) for old, new in found.items} == {("unmet", "met")}


def test_a_smaller_shortfall_is_a_difference() -> None:
    after = TARGET.report({**TEACHER, "experience": {"specialty": 18}})
    found = differences(TARGET.report(TEACHER), after)
    assert not found.verdict
    assert any(old.short != new.short for old, new in found.items)


@examples(100)
@given(cases())
def test_a_report_does_not_differ_from_itself(case: tuple[Target, World]) -> None:
    target, profile = case
    assert not differences(target.report(profile), target.report(profile)).any


def test_reports_of_different_checks_are_not_compared() -> None:
    other = Target("tvet-teacher", "expert", ON).report(TEACHER)
    with pytest.raises(ValueError, match="different checks"):
        differences(TARGET.report(TEACHER), other)


@examples(200)
@given(cases())
def test_every_way_is_listed_and_its_day_is_one_of_eligibility(case: tuple[Target, World]) -> None:
    target, profile = case
    report = target.report(profile)
    person = target.parsed(profile)
    ways = ways_of_report(catalogue(), report, person)
    if report.verdict != "not_eligible":
        assert ways == ()
        return
    listed = [route for route in (report.route, *report.alternatives) if route]
    assert [way.elements for way in ways] == listed
    if report.route:
        assert ways[0].day == report.eligible_on
    for way in ways:
        if way.day is not None:
            months = apply_months(way.elements, Facts(person, report.on, target.position.implies))
            later = Target(target.position_id, target.category, way.day)
            assert later.report({**profile, "experience": months}).verdict == "eligible"
