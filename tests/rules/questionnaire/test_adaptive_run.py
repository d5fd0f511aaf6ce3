"""Asking only what is open comes to the report that asking everything comes to."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any as AnyValue

from hypothesis import given
from hypothesis import strategies as st

from rules.norms.loading import catalogue
from rules.questionnaire.ask import open_facts
from rules.verdict.check import Report
from tests.rules.verdict.completions import Unknowns, copied, put
from tests.rules.verdict.oracle import World, effective
from tests.rules.verdict.strategies import Target, cases
from tests.thoroughness import examples


def facts_of(profile: World) -> list[str]:
    """The contract's names of the facts that `profile` answers."""
    return [
        name
        for key, value in profile.items()
        for name in (
            [f"{key}.{inner}" for inner in value] if key in ("experience", "flags") else [key]
        )
    ]


def told(profile: World, fact: str, hidden: World) -> World:
    """`profile` with the answer to `fact` that `hidden` holds."""
    key, _, inner = fact.partition(".")
    more = copied(profile)
    if inner:
        more.setdefault(key, {})[inner] = hidden[key][inner]
    else:
        more[key] = hidden[key]
    return more


def consistent(target: Target, hidden: World) -> World:
    """`hidden` with every kind of experience a total, the time in kinds that imply it included."""
    months = hidden.get("experience", {})
    totals = {kind: effective(months, kind, target.position_id) for kind in months}
    return {**hidden, "experience": totals}


def as_told(option: AnyValue) -> AnyValue:
    """An option of a slot as the profile holds it: what is known to be absent is left out."""
    if isinstance(option, tuple):
        return list(option)
    if isinstance(option, list):
        return [as_told(item) for item in option]
    if isinstance(option, dict):
        return {key: value for key, value in option.items() if value is not None}
    return option


def asked(target: Target, profile: World) -> list[str]:
    """What is open and has no answer yet."""
    facts = open_facts(
        catalogue(), target.position_id, target.category, target.parsed(profile), target.on
    )
    return [fact for fact in facts if fact not in facts_of(profile)]


def interviewed(target: Target, hidden: World, unknown: frozenset[str] = frozenset()) -> World:
    """What has been said when nothing is left to ask; to `unknown` the answer is "don't know"."""
    profile: World = {}
    while facts := [fact for fact in asked(target, profile) if fact not in unknown]:
        profile = told(profile, facts[0], hidden)
    return profile


def decided(report: Report) -> tuple[str, tuple[object, ...], date | None]:
    return report.verdict, report.route, report.eligible_on


def statuses(report: Report) -> dict[str, str]:
    """Of requirements and preferences, by id."""
    return {item.leaf.id: item.status for item in (*report.requirements, *report.preferences)}


def definite(report: Report) -> dict[str, str]:
    return {name: status for name, status in statuses(report).items() if status != "unknown"}


@examples(400)
@given(cases(complete=True))
def test_an_adaptive_run_and_asking_everything_come_to_one_report(
    case: tuple[Target, World],
) -> None:
    target, hidden = case[0], consistent(*case)
    short = target.report(interviewed(target, hidden))
    full = target.report(hidden)
    assert decided(short) == decided(full)
    assert definite(short).items() <= statuses(full).items()
    assert [item.status for item in short.preferences] == [i.status for i in full.preferences]


@examples(200)
@given(cases(), st.randoms(use_true_random=False))
def test_dont_know_never_contradicts_what_is_said_later(
    case: tuple[Target, World], random: Random
) -> None:
    """What is unknown, whole facts and parts of them, is said bit by bit, in any order."""
    target, profile = case
    before = target.report(profile)
    while slots := Unknowns(profile, target.leaves, target.position, target.on).slots():
        slot = random.choice(slots)
        profile = copied(profile)
        put(profile, slot.path, as_told(random.choice([x for x in slot.options if x is not None])))
        after = target.report(profile)
        assert definite(before).items() <= statuses(after).items(), slot
        assert before.verdict in ("undetermined", after.verdict), slot
        before = after


@examples(250)
@given(cases(complete=True), st.randoms(use_true_random=False))
def test_what_was_not_known_can_be_said_after_the_questions(
    case: tuple[Target, World], random: Random
) -> None:
    """Some questions get "don't know". Once they are answered the report is that of everything."""
    target, hidden = case[0], consistent(*case)
    unknown = frozenset(fact for fact in facts_of(hidden) if random.random() < 0.3)
    partly = interviewed(target, hidden, unknown)
    before = target.report(partly)
    full = target.report(hidden)
    assert definite(before).items() <= statuses(full).items()
    assert before.verdict in ("undetermined", full.verdict)
    while facts := asked(target, partly):
        partly = told(partly, facts[0], hidden)
    after = target.report(partly)
    assert decided(after) == decided(full)
    assert definite(before).items() <= statuses(after).items()
