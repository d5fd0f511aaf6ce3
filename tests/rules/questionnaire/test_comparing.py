"""Two checks side by side: the reports are those of the checks, a step serves both or is none."""

from __future__ import annotations

from hypothesis import given

from rules.questionnaire.comparing import side_by_side
from tests.rules.questionnaire.test_supposing import ON, named, sheet_of
from tests.rules.verdict.applying import applied
from tests.rules.verdict.oracle import World
from tests.rules.verdict.strategies import Target, cases
from tests.thoroughness import examples

NOTHING: World = {
    "education": [],
    "degrees": [],
    "titles": [],
    "publications": [],
    "certificates": [],
    "retraining": [],
    "experience": {"specialty": 0, "tvet_org": 0, "teaching": 0, "scientific_pedagogical": 0},
    "category": "none",
}


@examples(100)
@given(cases(), cases())
def test_each_side_is_the_report_and_what_serves_both_serves_each_alone(
    one: tuple[Target, World], other: tuple[Target, World]
) -> None:
    known = [(target, named(target, profile)) for target, profile in (one, other)]
    found = side_by_side(*(sheet_of(target, profile) for target, profile in known))
    assert [found.first, found.second] == [target.report(profile) for target, profile in known]
    steps = [*found.first.route, *found.second.route]
    for element in found.both:
        assert element in steps
        for target, profile in known:
            then = target.report(applied(profile, (element,), target.position_id, target.on))
            before = target.report(profile)
            assert before.verdict == "not_eligible"
            assert then.verdict != "not_eligible" or then.route != before.route


def test_two_categories_of_a_position_share_their_work_by_its_greater_length() -> None:
    sheets = [
        sheet_of(Target("tvet-teacher", category, ON), NOTHING)
        for category in ("moderator", "expert")
    ]
    found = side_by_side(*sheets)
    [work] = [step for step in found.both if step["kind"] == "experience"]
    asked = [s["months"] for r in (found.first, found.second) for s in r.route if "months" in s]
    assert work["months"] == max(asked)


def test_work_in_the_specialty_of_one_position_is_not_promised_to_another() -> None:
    sheets = [
        sheet_of(Target(position, "expert", ON), NOTHING)
        for position in ("tvet-teacher", "tvet-psychologist")
    ]
    found = side_by_side(*sheets)
    kinds = [step.get("experience") for step in found.both]
    assert "specialty" in [step.get("experience") for step in found.first.route]
    assert "specialty" not in kinds


def test_where_one_is_met_nothing_serves_both() -> None:
    target = Target("tvet-teacher", "moderator", ON)
    nothing = sheet_of(target, NOTHING)
    met = sheet_of(Target("tvet-assistant", None, ON), {})
    assert side_by_side(nothing, met).both == ()
