"""The map of a career: every step up to the highest, days of the reports and none of the past."""

from __future__ import annotations

import pytest
from hypothesis import given

from rules.norms.loading import catalogue
from rules.questionnaire.career import MOST_POSITIONS, USUAL_STEP_UP, Career, career
from rules.questionnaire.flow import Sheet
from rules.questionnaire.scope import seen_from
from rules.verdict.check import check
from rules.vocabulary import CATEGORY_STEPS
from tests.rules.questionnaire.kept import Kept, kept_rows
from tests.rules.questionnaire.test_supposing import ON, named
from tests.rules.verdict.oracle import World
from tests.rules.verdict.strategies import Target, as_json, cases
from tests.thoroughness import examples

POSITIONS = tuple(catalogue().positions.values())
WITH_CATEGORIES = [position.id for position in POSITIONS if position.categories]


def held(category: str) -> tuple[Kept, ...]:
    return kept_rows({"category": category}, "tvet-teacher")


def next_category(found: Career) -> str | None:
    return next((stop.report.category for stop in found.stops if stop.kind == "category"), None)


@pytest.mark.parametrize("position", WITH_CATEGORIES)
def test_every_category_has_a_next_one_until_the_highest(position: str) -> None:
    steps = catalogue().positions[position].categories
    category = "none"
    seen: list[str] = []
    while category != CATEGORY_STEPS[-1]:
        following = next_category(career(catalogue(), held(category), position, None, ON))
        assert following is not None
        assert following not in seen
        seen.append(following)
        category = following
    assert seen == list(steps)
    assert next_category(career(catalogue(), held("master"), position, None, ON)) is None


def test_while_nothing_is_said_of_a_category_the_one_that_was_checked_is_next() -> None:
    found = career(catalogue(), [], "tvet-teacher", "expert", ON)
    assert found.held is None
    assert next_category(found) == "expert"
    assert next_category(career(catalogue(), [], "tvet-teacher", None, ON)) == "teacher"
    old = career(catalogue(), held("first"), "tvet-teacher", "teacher", ON)
    assert next_category(old) == "expert"


def test_the_usual_steps_lead_to_positions_that_there_are_and_end() -> None:
    for start, above in USUAL_STEP_UP.items():
        assert {start, *above} <= set(catalogue().positions)
    ends = {position.id for position in POSITIONS} - set(USUAL_STEP_UP)
    assert ends == {"tvet-director", "uni-director"}
    for position in POSITIONS:
        reached: set[str] = set()
        new = {position.id}
        while new:
            assert not new & reached
            reached |= new
            new = {above for each in new for above in USUAL_STEP_UP.get(each, ())}


@examples(40)
@given(cases())
def test_each_place_is_the_report_of_its_check_and_no_day_is_past(
    case: tuple[Target, World],
) -> None:
    target, profile = case
    person = named(target, profile)
    rows = kept_rows(as_json(person), target.position_id)
    found = career(catalogue(), rows, target.position_id, target.category, target.on)
    names = [(stop.report.position, stop.report.category) for stop in found.stops]
    assert len(set(names)) == len(names)
    assert len([stop for stop in found.stops if stop.kind != "category"]) <= MOST_POSITIONS
    for stop in found.stops:
        position, category = stop.report.position, stop.report.category
        answers, _ = seen_from(position, rows)
        sheet = Sheet(catalogue(), position, category, target.on, 1, answers)
        there = check(catalogue(), position, category, sheet.profile(), target.on)
        assert stop.report == there
        assert there.eligible_on is None or there.eligible_on >= target.on
        if stop.kind == "near":
            assert there.verdict == "not_eligible"
            assert there.route
        if (position, category) == (target.position_id, target.category):
            assert there.eligible_on == target.report(person).eligible_on
