"""What would help most: every thing is one of a nearest way, and does what is said of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rules.questionnaire.helping import helps
from tests.rules.questionnaire.test_supposing import ON, named, sheet_of
from tests.rules.verdict.applying import applied
from tests.rules.verdict.oracle import World
from tests.rules.verdict.strategies import Target, cases
from tests.thoroughness import examples


@examples(100)
@given(st.lists(cases(), min_size=1, max_size=3))
def test_what_helps_is_on_the_nearest_ways_and_brings_the_day_that_is_said(
    given_cases: list[tuple[Target, World]],
) -> None:
    known = [(target, named(target, profile)) for target, profile in given_cases]
    found = helps([sheet_of(target, profile) for target, profile in known])
    wanted = [
        (target, profile, element)
        for target, profile in known
        for element in target.report(profile).route
        if element["kind"] != "experience"
    ]
    assert sum(len(each.opened) for each in found) == len(wanted)
    for target, profile, element in wanted:
        [help_of_it] = [each for each in found if each.element == element]
        then = target.report(applied(profile, (element,), target.position_id, target.on))
        about = target.position_id, target.category, then.eligible_on, len(then.route)
        assert about in [(o.position, o.category, o.day, o.left) for o in help_of_it.opened]


def test_what_brings_a_day_comes_before_what_brings_none() -> None:
    near = Target("tvet-teacher", None, ON)
    far = Target("uni-professor-science", None, ON)
    nothing: World = {"education": [], "degrees": [], "titles": [], "publications": []}
    found = helps([sheet_of(far, nothing), sheet_of(near, nothing)])
    days = [each.opened[0].day for each in found]
    assert days[0] == ON
    assert found[0].opened[0].position == "tvet-teacher"
    assert [day is None for day in days] == sorted(day is None for day in days)
