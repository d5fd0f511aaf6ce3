"""The three values are exactly what brute force over all completions of the unknowns says."""

import pytest
from hypothesis import given

from tests.rules.verdict.completions import Unknowns, copied
from tests.rules.verdict.oracle import World
from tests.rules.verdict.strategies import DAYS, UNIVERSITY, Target, cases, cases_of, everything
from tests.thoroughness import examples

LIMIT = 80


@examples(500)
@given(cases())
def test_verdict_is_what_all_completions_say(case: tuple[Target, World]) -> None:
    judged_by_brute_force(*case)


@examples(500)
@given(cases_of(("certificates",), UNIVERSITY))
def test_courses_in_windows(case: tuple[Target, World]) -> None:
    judged_by_brute_force(*case)


@examples(200)
@given(cases_of(("education", "certificates"), UNIVERSITY))
def test_courses_that_a_basic_education_in_it_asks_for(case: tuple[Target, World]) -> None:
    judged_by_brute_force(*case)


@examples(300)
@given(cases_of(("publications", "titles"), UNIVERSITY))
def test_works_in_windows(case: tuple[Target, World]) -> None:
    judged_by_brute_force(*case)


def judged_by_brute_force(target: Target, profile: World) -> None:
    tree = target.compiled.check.tree
    worlds = Unknowns(profile, target.leaves, target.position, target.on).completions(LIMIT)
    judge = target.judge
    held = {judge.holds(tree, world) for world in worlds}
    expected = (
        "undetermined" if len(held) == 2 else "eligible" if held == {True} else "not_eligible"
    )
    assert target.report(profile).verdict == expected


@examples(300)
@given(cases())
def test_every_status_is_what_all_completions_say(case: tuple[Target, World]) -> None:
    target, profile = case
    report = target.report(profile)
    unknowns = Unknowns(profile, target.leaves, target.position, target.on)
    worlds = list(unknowns.completions(LIMIT))
    for item in (*report.requirements, *report.preferences):
        waived = {target.judge.waived(item.leaf, world) for world in worlds}
        held = {target.judge.need(item.leaf.need, world) for world in worlds}
        if waived != {False}:
            expected = "not_applicable" if waived == {True} else "unknown"
        else:
            expected = "unknown" if len(held) == 2 else "met" if held == {True} else "unmet"
        assert (item.leaf.id, item.status) == (item.leaf.id, expected)


@examples(300)
@given(cases(complete=True))
def test_a_complete_profile_is_never_undetermined(case: tuple[Target, World]) -> None:
    target, profile = case
    world = next(
        Unknowns(profile, target.leaves, target.position, target.on).completions(2),
    )
    expected = target.judge.holds(target.compiled.check.tree, world)
    assert target.report(profile).verdict == ("eligible" if expected else "not_eligible")


COURSE = {"topic": "profile", "hours": 72, "issued": DAYS[0]}


@pytest.mark.parametrize(
    ("position", "answers", "verdict"),
    [
        # One diploma in IT is enough to have a basic education in it, whatever the others are.
        ("uni-lecturer", {"education": [{"it_base": True}, {}], "certificates": [COURSE]}, -1),
        ("uni-lecturer", {"education": [{"it_base": False}, {}], "certificates": [COURSE]}, 0),
        ("uni-lecturer", {"education": [{"it_base": False}], "certificates": [COURSE]}, 1),
        # A foreigner's publication whose percentile is not known may waive the title (R23).
        ("uni-professor-science", {"titles": [], "publications": [{"index": "scopus"}]}, 0),
        ("uni-professor-science", {"titles": [], "publications": [{"index": "national"}]}, -1),
    ],
)
def test_what_inner_keys_leave_open(position: str, answers: World, verdict: int) -> None:
    target = Target(position, None, DAYS[0])
    answers = copied(answers)
    for diploma in answers.get("education", ()):
        diploma |= {"level": "master", "fields": ["profile", "scientific_pedagogical"]}
    report = target.report({**everything(target), **answers})
    assert report.verdict == {-1: "not_eligible", 0: "undetermined", 1: "eligible"}[verdict]
