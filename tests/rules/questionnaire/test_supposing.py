"""Steps of a way applied to kept answers: what the contract says of applying a route."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given

from rules.norms.loading import catalogue
from rules.questionnaire.flow import Sheet
from rules.questionnaire.supposing import fact_of_element, supposed, with_course
from rules.verdict.check import check
from tests.rules.questionnaire.kept import Kept, kept_answers
from tests.rules.verdict.applying import applied
from tests.rules.verdict.oracle import World
from tests.rules.verdict.strategies import Target, as_json, cases
from tests.thoroughness import examples

ON = date(2026, 11, 20)


def sheet_of(target: Target, profile: World) -> Sheet:
    answers = kept_answers(as_json(profile))
    return Sheet(catalogue(), target.position_id, target.category, target.on, 1, answers)


def named(target: Target, profile: World) -> World:
    """`profile` with every competence of the check by its name."""
    if "competences" not in profile:
        return profile
    answers = profile["competences"]
    items = [item.id for item in target.position.competences]
    every = {item: answers.get(item, answers.get("*")) for item in items}
    return {**profile, "competences": {i: yes for i, yes in every.items() if yes is not None}}


@examples(400)
@given(cases())
def test_a_way_applied_to_kept_answers_is_the_way_applied_to_the_profile(
    case: tuple[Target, World],
) -> None:
    target, given_profile = case
    profile = named(target, given_profile)
    report = target.report(profile)
    ways = [way for way in (report.route, *report.alternatives) if way]
    assume(ways)
    sheet = sheet_of(target, profile)
    for way in ways:
        made = sheet.profile_with(supposed(sheet, way))
        expected = as_json(applied(profile, way, target.position_id, target.on))
        assert parsed(target, made) == parsed(target, expected)


def parsed(target: Target, profile: World) -> object:
    """The report: what the check does not look at may differ."""
    person = target.parsed(profile)
    return check(catalogue(), target.position_id, target.category, person, target.on).to_json("en")


def test_what_nobody_can_set_out_to_obtain_is_refused() -> None:
    with pytest.raises(ValueError, match="honour"):
        fact_of_element({"kind": "honour"})


def test_a_course_is_not_supposed_beside_unknown_ones() -> None:
    target = Target("uni-deputy-academic", None, ON)
    assert with_course(sheet_of(target, {}), "education_management", 72, ON) is None
    known = sheet_of(target, {"certificates": []})
    changed = with_course(known, "education_management", 72, date(2027, 3, 31))
    assert changed is not None
    assert changed["certificates"]["items"] == [
        {"topic": "education_management", "hours": 72, "issued": "2027-03-31"}
    ]
    assert known.answers["certificates"] == Kept(
        {"items": [], "asked": list(known.answers["certificates"].value["asked"]), "complete": True}
    )
