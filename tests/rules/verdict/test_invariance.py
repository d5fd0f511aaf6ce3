"""What must not matter: the order of alternatives, the language, the process, the moment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.norms.catalog import Catalogue
from rules.norms.loading import catalogue
from rules.norms.model import All, Any, Check, Leaf, Node, Position
from rules.verdict.check import check
from rules.verdict.record import OtherRules, decision_record, replay
from rules.verdict.route import cost_of
from rules.vocabulary import LANGUAGES
from tests.rules.verdict.oracle import World
from tests.rules.verdict.strategies import Target, as_json, cases, everything
from tests.thoroughness import examples


def shuffled(node: Node, random: Random) -> Node:
    if isinstance(node, Leaf):
        return node
    children = [shuffled(child, random) for child in node.children]
    random.shuffle(children)
    return All(tuple(children)) if isinstance(node, All) else Any(tuple(children))


@examples(100)
@given(cases(), st.integers(0, 10**6))
def test_order_of_children_is_irrelevant(case: tuple[Target, World], seed: int) -> None:
    target, profile = case
    tree = shuffled(target.compiled.check.tree, Random(seed))
    known = catalogue().positions[target.position_id]
    checks = {**known.checks, target.category: Check(tree, known.checks[target.category].others)}
    positions = {**catalogue().positions, known.id: replace(known, checks=checks)}
    other = replace(catalogue(), positions=positions)
    mixed = check(other, known.id, target.category, target.parsed(profile), target.on)
    report = target.report(profile)
    assert mixed.verdict == report.verdict
    assert cost_of(mixed.route) == cost_of(report.route)
    statuses = {item.leaf.id: item.status for item in report.requirements}
    assert {item.leaf.id: item.status for item in mixed.requirements} == statuses


@examples(100)
@given(cases())
def test_languages_change_texts_only(case: tuple[Target, World]) -> None:
    target, profile = case
    answers = [target.report(profile).to_json(lang) for lang in LANGUAGES]
    for answer in answers:
        assert answer.pop("lang") in LANGUAGES
        for name in ("requirements", "preferences", "notes"):
            texts = [item.pop("text") for item in answer[name]]
            assert all(text == text.strip() and text for text in texts)
    assert answers[0] == answers[1] == answers[2]


@examples(100)
@given(cases(), st.sampled_from(LANGUAGES))
def test_a_record_replays_to_the_same_bytes(case: tuple[Target, World], lang: str) -> None:
    target, profile = case
    report = target.report(profile)
    states = {"education": "value", "titles": "unknown", "honours": "skipped: not asked here"}
    record = decision_record(catalogue(), report, as_json(profile), states, lang)
    assert replay(catalogue(), record) == record
    told = json.loads(record)
    assert told["report"] == json.loads(json.dumps(report.to_json(lang)))
    assert (told["rules"], told["states"]) == (target.position.digest, states)
    assert date.fromisoformat(told["on"]) == target.on


@pytest.mark.usefixtures("nothing_superseded")
def test_a_record_of_other_rules_is_refused() -> None:
    target = Target("tvet-teacher", "expert", date(2026, 11, 20))
    profile = everything(target)
    record = decision_record(catalogue(), target.report(profile), as_json(profile), {}, "kk")
    with pytest.raises(OtherRules, match="made with rules"):
        replay(_otherwise(target.position), record)


def _otherwise(position: Position) -> Catalogue:
    """The same rules, but for what the rule file says of one position."""
    positions = {**catalogue().positions, position.id: replace(position, digest="0" * 64)}
    return replace(catalogue(), positions=positions)


REPLAY = """
import sys
from rules.norms.loading import catalogue
from rules.verdict.record import replay
sys.stdout.buffer.write(replay(catalogue(), sys.stdin.buffer.read()))
"""


@pytest.mark.parametrize("seed", ["1", "2", "3", "77"])
def test_another_process_replays_to_the_same_bytes(seed: str) -> None:
    """Sets are ordered differently there; the record must not be."""
    target = Target("uni-director", None, date(2026, 11, 20))
    profile = as_json(
        {**everything(target), "certificates": [], "titles": ["associate_professor", "professor"]}
    )
    record = decision_record(catalogue(), target.report(profile), profile, {}, "ru")
    done = subprocess.run(
        [sys.executable, "-c", REPLAY],
        input=record,
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )
    assert done.stdout == record
