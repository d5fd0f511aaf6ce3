"""Worked cases: what the contract and the readings answer for given people, one JSON line each.

`cases/*.jsonl` hold `{"id","position","category","on","profile","expect","why"}`. `expect` is
`{"error": true}` for bad input, otherwise `verdict`, `eligible_on`, and `route` (the keys that an
element names must agree, others are free) or `route_kinds`; `preferences_met` agrees by number.
`examples.jsonl` came with the contract; the others were derived from its text without the rules.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any as AnyValue

import pytest

from rules import vocabulary as v
from rules.errors import BadInput
from rules.norms.catalog import Catalogue
from rules.norms.loading import catalogue
from rules.norms.model import All, Any, Check, Leaf, Node, Position, leaves_of
from rules.norms.needs import Need
from rules.profile import parse_profile, read_day
from rules.verdict.check import Report, check
from rules.vocabulary import Json

CASES = Path(__file__).parent / "cases"
FILES = ("examples", "college", "university")
# The thresholds a need may hold, and the values between which moving one changes what it asks:
# a quartile above 4 or a percentile under 0 excludes nothing that can be given.
BOUNDS = {
    "months": (0, 10_000),
    "hours": (0, 10_000),
    "within_years": (0, 100),
    "count": (0, 100),
    "quartile": (0, 4),
    "percentile": (0, 101),
    "h_index": (0, 100),
}
# Where another requirement of the same check always asks for more, waiving this one is no change:
# the master of 326 needs higher education besides the "any education" that goes with retraining.
IMPLIED = {("tvet-youth-inspector", "master", "education-any")}


@dataclass(frozen=True)
class Case:
    """One line of a case file."""

    id: str
    position: str
    category: str | None
    on: str
    profile: AnyValue
    expect: Json
    why: str


@cache
def cases(name: str) -> tuple[Case, ...]:
    lines = (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(Case(**json.loads(line)) for line in lines)


@cache
def cases_by_check() -> dict[tuple[str, str | None], list[Case]]:
    """The cases that are answered, not refused, by position and category."""
    found: dict[tuple[str, str | None], list[Case]] = {}
    for case in (case for name in FILES for case in cases(name)):
        if "error" not in case.expect:
            found.setdefault((case.position, case.category), []).append(case)
    return found


def disagreement(case: Case, known: Catalogue) -> str | None:
    """What `known` answers otherwise than the case expects; None when they agree."""
    try:
        day = read_day(case.on)
        profile = parse_profile(case.profile, day, catalogue().competences)
        report = check(known, case.position, case.category, profile, day)
    except BadInput as refusal:
        return None if "error" in case.expect else f"refused: {refusal}"
    if "error" in case.expect:
        return f"not refused: {report.verdict}"
    return next(_differences(case.expect, report), None)


def _differences(expect: Json, report: Report) -> Iterator[str]:
    eligible_on = None if report.eligible_on is None else report.eligible_on.isoformat()
    if report.verdict != expect["verdict"]:
        yield f"{report.verdict}, not {expect['verdict']}"
    if eligible_on != expect["eligible_on"]:
        yield f"eligible_on {eligible_on}, not {expect['eligible_on']}"
    route = [dict(element) for element in report.route]
    expected = expect.get("route", [{"kind": kind} for kind in expect.get("route_kinds", ())])
    if not same_elements(expected, route):
        yield f"route {route}, not {expected}"
    met = sum(item.status == "met" for item in report.preferences)
    if "preferences_met" in expect and met != len(expect["preferences_met"]):
        yield f"{met} preferences met, not {expect['preferences_met']}"


def same_elements(expected: list[Json], route: list[Json]) -> bool:
    """Whether every element fits one expected element of its own, whatever else it says."""
    left = list(route)
    for wanted in sorted(expected, key=len, reverse=True):
        fitting = next((e for e in left if wanted.items() <= e.items()), None)
        if fitting is None:
            return False
        left.remove(fitting)
    return not left


@pytest.mark.parametrize("name", FILES)
def test_each_case_gets_the_answer_of_the_text(name: str) -> None:
    found = ((case, disagreement(case, catalogue())) for case in cases(name))
    failing = [f"{case.id}: {said} ({case.why})" for case, said in found if said is not None]
    assert not failing, f"{len(failing)} cases disagree\n" + "\n".join(failing)


def test_no_two_cases_share_an_id() -> None:
    ids = [case.id for name in FILES for case in cases(name)]
    assert len(set(ids)) == len(ids)


def test_each_check_has_cases_that_pass_fail_and_stay_open() -> None:
    every = {(p.id, category) for p in catalogue().positions.values() for category in p.checks}
    assert len(every) == 35 + 76
    verdicts = {"eligible", "not_eligible", "undetermined"}
    lacking = {
        key: missing
        for key in every
        if (missing := verdicts - {case.expect["verdict"] for case in cases_by_check()[key]})
    }
    assert not lacking


@pytest.mark.parametrize("position", list(catalogue().positions))
def test_each_threshold_moved_by_one_is_noticed(position: str) -> None:
    known = catalogue().positions[position]
    moves = [*_moved_requirements(known), *_moved_preferences(known)]
    assert moves
    unnoticed = [what for what, moved, keys in moves if not _noticed(moved, keys)]
    assert not unnoticed, f"{len(unnoticed)} of {len(moves)}:\n" + "\n".join(unnoticed)


@pytest.mark.parametrize("position", list(catalogue().positions))
def test_each_requirement_waived_or_closed_is_noticed(position: str) -> None:
    known = catalogue().positions[position]
    unnoticed = [what for what, moved, key in _replaced(known) if not _noticed(moved, (key,))]
    assert not unnoticed, "\n".join(unnoticed)


Categories = tuple[str | None, ...]


def _noticed(moved: Position, categories: Categories) -> bool:
    """Whether a stored case of these categories gets another answer from the moved position."""
    real = catalogue()
    known = Catalogue({moved.id: moved}, real.documents, real.readings, real.digest)
    affected = (case for c in categories for case in cases_by_check()[(moved.id, c)])
    return any(disagreement(case, known) is not None for case in affected)


def _replaced(known: Position) -> Iterator[tuple[str, Position, str | None]]:
    """Each leaf of each check as if everybody met it, and as if nobody ever could."""
    for category, asked in known.checks.items():
        for place in dict.fromkeys(leaf.id for leaf in leaves_of(asked.tree)):
            implied = (known.id, category, place) in IMPLIED
            for what, node in (("waived", All(())), ("closed", Any(())))[implied:]:
                checks = {category: Check(_with(asked.tree, place, node))}
                yield f"{category} {place} {what}", replace(known, checks=checks), category


def _moved_requirements(known: Position) -> Iterator[tuple[str, Position, Categories]]:
    for category, asked in known.checks.items():
        for leaf in {leaf.id: leaf for leaf in leaves_of(asked.tree)}.values():
            for what, need in _moved_needs(leaf.need):
                tree = _with(asked.tree, leaf.id, replace(leaf, need=need))
                moved = replace(known, checks={category: Check(tree)})
                yield f"{category} {leaf.id} {what}", moved, (category,)


def _moved_preferences(known: Position) -> Iterator[tuple[str, Position, Categories]]:
    for leaf in known.preferences:
        for what, need in _moved_needs(leaf.need):
            others = tuple(replace(leaf, need=need) if p is leaf else p for p in known.preferences)
            moved = replace(known, preferences=others)
            yield f"preference {leaf.id} {what}", moved, tuple(known.checks)


def _moved_needs(need: AnyValue) -> Iterator[tuple[str, Need]]:
    """`need` with each of its thresholds one up and one down, and how it was moved."""
    for name, (lowest, highest) in BOUNDS.items():
        number = getattr(need, name, None)
        if number is None:
            continue
        for to in (number - 1, number + 1):
            if lowest <= to <= highest:
                yield f"{name} {number} -> {to}", replace(need, **{name: to})
    level = getattr(need, "language_level", None)
    if level is not None:
        yield from (
            (f"{level} -> {to}", replace(need, language_level=to)) for to in _neighbours(level)
        )


def _neighbours(level: str) -> Iterable[str]:
    place = v.LANGUAGE_LEVELS.index(level)
    return v.LANGUAGE_LEVELS[place - 1], v.LANGUAGE_LEVELS[place + 1]


def _with(tree: Node, place: str, other: Node) -> Node:
    """`tree` with `other` in the place of the leaf whose id is `place`."""
    if isinstance(tree, Leaf):
        return other if tree.id == place else tree
    children = tuple(_with(child, place, other) for child in tree.children)
    return All(children) if isinstance(tree, All) else Any(children)
