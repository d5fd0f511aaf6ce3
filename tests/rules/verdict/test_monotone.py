"""More of an ordered fact never hurts: neither the verdict nor the length of the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any as AnyValue

from hypothesis import given
from hypothesis import strategies as st

from rules.verdict.route import cost_of
from tests.rules.verdict.completions import copied
from tests.rules.verdict.oracle import FIELDS, FLAGS, HONOURS, World
from tests.rules.verdict.strategies import Target, cases
from tests.thoroughness import examples

BETTER = {"not_eligible": 0, "undetermined": 1, "eligible": 2}
Raise = Callable[[World], None]


def raises(target: Target, profile: World) -> Iterator[tuple[str, Raise]]:
    """Every way to give a person more than `profile` says, where it says something."""
    for kind, months in profile.get("experience", {}).items():
        for more in (1, 12, 60):
            yield f"{kind} +{more}", _put("experience", kind, months + more)
    for flag in FLAGS:
        if flag != "teaches" and profile.get("flags", {}).get(flag) is False:
            yield flag, _put("flags", flag, True)
    if profile.get("flags", {}).get("teaches"):
        yield "no teaching", _put("flags", "teaches", False)
    for item, known in profile.get("competences", {}).items():
        if not known:
            yield item, _put("competences", item, True)
    diploma = {"level": "doctoral", "fields": list(FIELDS), "it_base": False}
    yield "diploma", _add("education", diploma)
    yield "college diploma", _add("education", {**diploma, "level": "tvet"})
    yield "degree", _add("degrees", {"degree": "phd", "in_profile": True})
    yield "professor", _add("titles", "professor")
    yield "honour", _add("honours", HONOURS[1])
    yield "retraining", _add("retraining", "pedagogical")
    for hours in (1, 40, 72):
        course = {"topic": "profile", "hours": hours, "issued": target.on}
        yield f"course of {hours}", _add("certificates", course)
    for number, course in enumerate(profile.get("certificates", ())):
        if "hours" in course:
            yield "longer course", _change("certificates", number, "hours", course["hours"] + 35)
    for index in ("wos", "scopus", "teaching"):
        work = {"index": index, "quartile": 2, "percentile": 60, "published": target.on}
        yield f"{index} work", _add("publications", work)
    for number, work in enumerate(profile.get("publications", ())):
        if "quartile" in work:
            yield "better journal", _change("publications", number, "quartile", 1)
        if "percentile" in work:
            yield "better journal", _change("publications", number, "percentile", 100)
    if profile.get("category") == "none":
        yield "category", _put("category", None, "moderator")
    if profile.get("management_category") == "none":
        yield "management category", _put("management_category", None, "deputy_3")
    if "h_index" in profile:
        yield "h-index", _put("h_index", None, profile["h_index"] + 1)


def _put(key: str, inner: str | None, value: AnyValue) -> Raise:
    def change(profile: World) -> None:
        if inner is None:
            profile[key] = value
        else:
            profile[key][inner] = value

    return change


def _add(key: str, item: AnyValue) -> Raise:
    """One more in a list that is given; one that is not given stays unknown."""

    def change(profile: World) -> None:
        if key in profile:
            profile[key] = [*profile[key], item]

    return change


def _change(key: str, number: int, inner: str, value: AnyValue) -> Raise:
    def change(profile: World) -> None:
        profile[key][number][inner] = value

    return change


@examples(500)
@given(cases(), st.randoms(use_true_random=False))
def test_more_never_hurts(case: tuple[Target, World], random: AnyValue) -> None:
    target, profile = case
    before = target.report(profile)
    for name, change in random.sample([*raises(target, profile)], k=6):
        raised = copied(profile)
        change(raised)
        after = target.report(raised)
        assert BETTER[after.verdict] >= BETTER[before.verdict], name
        if before.route and after.verdict == "not_eligible":
            assert after.route, name
            assert cost_of(after.route) <= cost_of(before.route), name
