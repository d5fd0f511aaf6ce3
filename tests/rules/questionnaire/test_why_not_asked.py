"""Why a fact was not asked: a reason for each, and what a reason claims is so."""

from __future__ import annotations

from datetime import date

from hypothesis import given

from rules.norms.facts import Facts
from rules.norms.loading import catalogue
from rules.norms.needs import MET, UNKNOWN
from rules.profile import parse_profile
from rules.questionnaire.ask import leaves_by_fact, open_facts
from rules.questionnaire.why_not_asked import NotAsked, Why, by_reason, why_not_asked
from tests.rules.verdict.oracle import World
from tests.rules.verdict.strategies import Target, cases
from tests.thoroughness import examples

ON = date(2026, 11, 20)


def reasons(target: Target, profile: World, left_out: tuple[str, ...] = ()) -> list[NotAsked]:
    person = target.parsed(profile)
    found = why_not_asked(
        catalogue(), target.position_id, target.category, person, target.on, given_facts(profile),
        left_out,
    )  # fmt: skip
    return list(found)


def given_facts(profile: World) -> set[str]:
    return {
        name
        for key, value in profile.items()
        for name in (
            [f"{key}.{inner}" for inner in value] if key in ("experience", "flags") else [key]
        )
    }


@examples(300)
@given(cases())
def test_whatever_is_neither_answered_nor_open_has_one_reason(case: tuple[Target, World]) -> None:
    target, profile = case
    person = target.parsed(profile)
    asked = open_facts(catalogue(), target.position_id, target.category, person, target.on)
    expected = set(leaves_by_fact(catalogue(), target.position_id, target.category))
    expected -= given_facts(profile) | set(asked)
    found = [item.fact for item in reasons(target, profile)]
    assert len(found) == len(set(found))
    assert set(found) == expected


@examples(300)
@given(cases())
def test_a_reason_is_true(case: tuple[Target, World]) -> None:
    target, profile = case
    facts = Facts(target.parsed(profile), target.on, target.position.implies)
    report = target.report(profile)
    leaves = leaves_by_fact(catalogue(), target.position_id, target.category)
    for item in reasons(target, profile):
        states = [leaf.need.state(facts) for leaf in leaves[item.fact]]
        match item.why:
            case Why.MET:
                assert MET in states
                assert UNKNOWN not in states or any(x.condition for x in leaves[item.fact])
            case Why.OTHER_MET:
                assert report.verdict == "eligible"
                assert UNKNOWN in states
            case Why.NEARER:
                assert report.verdict != "eligible"
                assert UNKNOWN in states
            case Why.IMPOSSIBLE:
                assert report.verdict != "eligible"
                lacking = [x for x in report.requirements if x.status == "unmet"]
                assert any(x.leaf.obtainable == "never" for x in lacking)
            case Why.NOT_APPLICABLE:
                assert all(leaf.condition is not None for leaf in leaves[item.fact])


def test_an_alternative_that_is_met_spares_the_others() -> None:
    fields = ["profile", "scientific_pedagogical"]
    profile: World = {"education": [{"level": "master", "fields": fields}]}
    target = Target("uni-assistant", None, ON)
    found = {item.fact: item for item in reasons(target, profile)}
    report = target.report(profile)
    assert report.verdict == "eligible"
    assert found["experience.specialty"].why is Why.OTHER_MET
    assert found["experience.specialty"].sources


def test_a_kind_that_others_contain_is_met_already() -> None:
    target = Target("tvet-director", None, ON)
    found = {i.fact: i.why for i in reasons(target, {"experience": {"tvet_head": 240}})}
    used = leaves_by_fact(catalogue(), "tvet-director", None)
    implied = {"experience.teaching", "experience.tvet_org"} & set(used)
    assert implied
    assert all(found[fact] is Why.MET for fact in implied)


def test_what_was_left_out_is_said_to_be_left_out() -> None:
    target = Target("uni-assistant", None, ON)
    found = reasons(target, {}, left_out=("language_level",))
    assert [(i.fact, i.why) for i in found if i.fact == "language_level"] == [
        ("language_level", Why.LEFT_OUT)
    ]


def test_reasons_are_gathered_in_their_order() -> None:
    found = tuple(NotAsked(str(n), why, ()) for n, why in enumerate(reversed(Why)))
    assert [why for why, _ in by_reason(found)] == list(Why)
    assert sum(len(items) for _, items in by_reason(found)) == len(found)


def test_bad_days_do_not_matter_to_an_empty_profile() -> None:
    person = parse_profile({}, ON)
    assert why_not_asked(catalogue(), "tvet-teacher", "moderator", person, ON, ()) == ()
