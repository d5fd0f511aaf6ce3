"""The nearest route is sound, minimal and nearest, against brute force over sets of changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given

from rules.norms import needs as n
from rules.norms.loading import catalogue
from rules.norms.model import All, Check, Leaf, Source, Text
from rules.profile import parse_profile
from rules.verdict.check import Report, check
from tests.rules.verdict.applying import Element, applied, lessened
from tests.rules.verdict.completions import Unknowns
from tests.rules.verdict.oracle import World, alternatives, effective, implied_by, unique_leaves
from tests.rules.verdict.strategies import DAYS, UNIVERSITY, Target, cases, cases_of, everything
from tests.thoroughness import examples

NOBODY_CAN_OBTAIN = ("foreign_citizen", "it_base", "reserve_officer", "teaches")
Cost = tuple[int, int, int, int, int]
Changes = tuple[Element, ...]


def verdict_with(target: Target, profile: World, route: Changes) -> str:
    return target.report(applied(profile, route, target.position.id, target.on)).verdict


@examples(350)
@given(cases())
def test_routes_are_sound_and_minimal(case: tuple[Target, World]) -> None:
    target, profile = case
    report = target.report(profile)
    assert report.verdict == "not_eligible" or (not report.route and not report.alternatives)
    for route in (report.route, *report.alternatives)[:3]:
        if route:
            assert verdict_with(target, profile, route) != "not_eligible"
    for less in lessened(report.route):
        assert verdict_with(target, profile, less) == "not_eligible", less


@examples(150)
@given(cases())
def test_no_route_asks_for_what_nobody_can_obtain(case: tuple[Target, World]) -> None:
    target, profile = case
    report = target.report(profile)
    for element in (e for route in (report.route, *report.alternatives) for e in route):
        assert element["kind"] not in ("honour", "h_index", "language")
        assert element.get("flag") not in NOBODY_CAN_OBTAIN


@examples(350)
@given(cases())
def test_a_person_without_a_route_has_nothing_to_try(case: tuple[Target, World]) -> None:
    """Not eligible and no route: only where every alternative needs what nobody can obtain."""
    target, profile = case
    report = target.report(profile)
    if report.verdict != "not_eligible":
        return
    unmet = {item.leaf.id for item in report.requirements if item.status == "unmet"}
    hopeless = [
        any(leaf.id in unmet and _beyond_reach(leaf) for leaf in way)
        for way in alternatives(target.compiled.check.tree)
    ]
    assert bool(report.route) is not all(hopeless)


def _beyond_reach(leaf: Leaf) -> bool:
    return leaf.kind == "honour" or getattr(leaf.need, "flag", None) in NOBODY_CAN_OBTAIN


@examples(500)
@given(cases(complete=True))
def test_no_set_of_changes_is_nearer(case: tuple[Target, World]) -> None:
    nothing_is_nearer(*case)


@examples(150)
@given(cases_of(("experience",), (("tvet-director", None), *UNIVERSITY), complete=True))
def test_no_way_of_working_on_is_nearer(case: tuple[Target, World]) -> None:
    nothing_is_nearer(*case)


def nothing_is_nearer(target: Target, profile: World) -> None:
    """The contract's order: effort, soonest day, elements, months, hours, order of the text."""
    report = target.report(profile)
    changes = list(possible_changes(target, profile, report))
    if not 0 < len(report.route) <= 4 or len(changes) > 16:
        return
    best = cost(report.route)
    ours = first_way(target, profile, report.route)
    for size in range(1, min(len(report.route) + 2, 5)):
        for chosen in combinations(changes, size):
            rank = cost(chosen)
            if rank > best:
                continue
            way = first_way(target, profile, chosen)
            assert way is None or (rank, way) >= (best, ours), chosen


def cost(route: Changes) -> Cost:
    months = [element["months"] for element in route if "months" in element]
    hours = sum(element.get("hours", 0) for element in route)
    effort = len(route) - len(months)
    return effort, max(months, default=0), len(route), sum(months), hours


def first_way(target: Target, profile: World, route: Changes) -> int | None:
    """Number of the first alternative, in the order of the text, that holds with `route`."""
    changed = applied(profile, route, target.position.id, target.on)
    world = next(Unknowns(changed, target.leaves, target.position, target.on).completions(2))
    judge = target.judge
    held = {x.id for x in unique_leaves(target.compiled.check.tree) if judge.leaf(x, world)}
    ways = alternatives(target.compiled.check.tree)
    return next((i for i, way in enumerate(ways) if all(x.id in held for x in way)), None)


def possible_changes(target: Target, profile: World, report: Report) -> Iterator[Element]:
    """Single changes worth trying: each cures a requirement that is unmet, or helps to."""
    leaves = [x.leaf for x in report.requirements if x.status == "unmet"]
    needs = [leaf.need for leaf in leaves]
    yield from _experience(target, profile, needs)
    diplomas = [x for x in needs if isinstance(x, n.EducationNeed)]
    fields = sorted({f for x in diplomas for f in x.fields})
    for level in {frozenset(x.levels): x.levels[-1] for x in diplomas}.values():
        yield {"kind": "education", "level": [level], "fields": fields}
    degrees = [x for x in needs if isinstance(x, n.DegreeNeed)]
    for degree in sorted({d for x in degrees for d in x.degrees}):
        yield {"kind": "degree", "degree": [degree], "in_profile": [degree]}
    for one in (x for x in needs if isinstance(x, n.OneOf) and x.fact != "honours"):
        kind = {"titles": "title", "management_category": "category"}.get(one.fact, one.fact)
        key = "title" if one.fact == "titles" else one.fact
        for value in one.values:
            yield {"kind": kind, key: [value]}
    for course in (x for x in needs if isinstance(x, n.CertificateNeed)):
        yield _course(target, profile, course)
    works = [x for x in needs if isinstance(x, n.PublicationNeed)]
    for index in sorted({i for x in works for i in x.indexes} - {"wos", "scopus"}):
        yield {"kind": "publication", "index": index}
    if any("wos" in x.indexes or x.quartile for x in works):
        yield {"kind": "publication", "index": "wos", "quartile": 1}
    for leaf in leaves:
        if isinstance(leaf.need, n.CompetenceNeed):
            yield {"kind": "competence", "competence": leaf.need.competence}
        elif isinstance(leaf.need, n.Yes) and leaf.need.flag not in NOBODY_CAN_OBTAIN:
            yield {"kind": "flag", "flag": leaf.need.flag}


def _experience(target: Target, profile: World, needs: list[n.Need]) -> Iterator[Element]:
    asked = [x for x in needs if isinstance(x, n.ExperienceNeed)]
    for kind in sorted({x.experience for x in asked}):
        had = effective(profile["experience"], kind, target.position.id) or 0
        above = implied_by(kind, target.position.id)
        for months in sorted({x.months - had for x in asked if x.experience in above}):
            yield {"kind": "experience", "experience": kind, "months": months}


def _course(target: Target, profile: World, need: n.CertificateNeed) -> Element:
    """The fewest hours that do, found by trying them one after another."""
    judge = target.judge
    for hours in range(1, need.hours + 1):
        element = {"kind": "certificate", "topic": need.topic, "hours": hours}
        if judge.need(need, applied(profile, (element,), target.position.id, target.on)):
            return element
    raise AssertionError(f"no course cures {need}")


@examples(150)
@given(cases())
def test_elements_stand_in_the_order_of_the_requirements(case: tuple[Target, World]) -> None:
    target, profile = case
    report = target.report(profile)
    if len(report.route) < 2:
        return
    unmet = [item.leaf.id for item in report.requirements if item.status == "unmet"]
    places = []
    for element in report.route:
        after = target.report(applied(profile, (element,), target.position.id, target.on))
        cured = [x.leaf.id for x in after.requirements if x.status != "unmet"]
        places.append(next(i for i, leaf in enumerate(unmet) if leaf in cured))
    assert places == sorted(places)


@examples(350)
@given(cases())
def test_eligible_on_is_the_day_when_everything_is_judged_again(
    case: tuple[Target, World],
) -> None:
    target, profile = case
    report = target.report(profile)
    if report.verdict == "eligible":
        assert report.eligible_on == target.on
        return
    given_kinds = profile.get("experience", {})
    known = all(e["kind"] == "experience" and e["experience"] in given_kinds for e in report.route)
    if not report.route or not known:
        assert report.eligible_on is None
        return
    day = target.on + relativedelta(months=max(e["months"] for e in report.route))
    then = Target(target.position_id, target.category, day)
    after = applied(profile, report.route, target.position.id, target.on)
    worlds = Unknowns(after, then.leaves, then.position, day).completions(100)
    tree = target.compiled.check.tree
    surely = all(then.judge.holds(tree, world) for world in worlds)
    assert report.eligible_on == (day if surely else None)


@pytest.mark.parametrize(
    ("position", "category", "answers", "route"),
    [
        # A master's degree cures both the education and the experience of an assistant.
        (
            "uni-assistant",
            None,
            {"education": [], "experience": {"specialty": 0, "industry": 0}},
            [("education", ["master", "doctoral"])],
        ),
        # A Web of Science work is international too; one change for two requirements (R29).
        (
            "uni-director",
            None,
            {"publications": [{"index": "national"}, {"index": "teaching"}]},
            [("publication", "wos")],
        ),
    ],
)
def test_one_change_may_cure_two_requirements(
    position: str, category: str | None, answers: World, route: list[tuple[str, object]]
) -> None:
    target = Target(position, category, DAYS[0])
    found = target.report({**everything(target), **answers}).route
    what = {"education": "level", "publication": "index"}
    assert [(element["kind"], element[what[element["kind"]]]) for element in found] == route


@pytest.mark.parametrize(
    ("business", "route"),
    [
        # Two kinds run side by side: ten months are sooner than eleven, though one is fewer.
        (49, [("teaching", 10), ("tvet_head", 10)]),
        # As soon either way: one element is fewer than two.
        (50, [("business_management", 10)]),
    ],
)
def test_kinds_of_experience_run_side_by_side(business: int, route: list[tuple[str, int]]) -> None:
    target = Target("tvet-director", None, DAYS[0])
    months = {"teaching": 50, "tvet_head": 14, "methodical_head": 0}
    person = {**everything(target), "experience": {**months, "business_management": business}}
    found = target.report(person).route
    assert [(element["experience"], element["months"]) for element in found] == route


@pytest.mark.parametrize(
    ("first", "second", "verdict", "hours"),
    [
        ("2025-11-20", "2026-11-19", "eligible", None),
        # A year after the first course its day no longer counts with it, nor today (R25).
        ("2025-11-19", "2026-11-19", "not_eligible", 36),
        ("2025-11-20", "2026-11-20", "not_eligible", 36),
        ("2025-11-21", "2026-11-20", "eligible", None),
        ("2023-11-20", "2024-11-19", "eligible", None),
        ("2023-11-19", "2024-11-18", "not_eligible", 72),
        ("2024-02-29", "2025-02-28", "not_eligible", 72),
        ("2024-02-29", "2025-02-27", "eligible", None),
    ],
)
def test_courses_of_one_year_add_up(
    first: str, second: str, verdict: str, hours: int | None
) -> None:
    """The two deputies: 36 and 36 hours, on 20 November 2026."""
    target = Target("uni-deputy-research", None, DAYS[0])
    courses = [
        {"topic": "profile", "hours": 36, "issued": date.fromisoformat(day)}
        for day in (first, second)
    ]
    report = target.report({**everything(target), "certificates": courses})
    assert report.verdict == verdict
    assert [element.get("hours") for element in report.route] == ([hours] if hours else [])


@pytest.mark.parametrize(
    ("kind", "day"), [("tvet_org", date(2031, 1, 20)), ("education_org", None)]
)
def test_a_kind_that_is_not_given_leaves_the_day_open(kind: str, day: date | None) -> None:
    """Ten months in all of education bound those in colleges, but do not say them."""
    target = Target("tvet-deputy-academic", None, DAYS[0])
    answers = {"experience": {kind: 10}, "management_category": "none"}
    report = target.report({**everything(target), **answers})
    assert report.route == ({"kind": "experience", "experience": "tvet_org", "months": 50},)
    assert report.eligible_on == day


def degree(*degrees: str, in_profile: tuple[str, ...] = ()) -> n.DegreeNeed:
    return n.DegreeNeed(degrees, in_profile)


@pytest.mark.parametrize(
    ("kind", "needs", "elements"),
    [
        # One diploma of a level that does for both, with the fields of both.
        (
            "education",
            (
                n.EducationNeed(("bachelor", "master"), ("pedagogical",)),
                n.EducationNeed(("master", "doctoral"), ("profile", "pedagogical")),
            ),
            [{"level": ["master"], "fields": ["pedagogical", "profile"]}],
        ),
        (
            "education",
            (n.EducationNeed(("tvet",), ()), n.EducationNeed(("master",), ("profile",))),
            [{"level": ["tvet"], "fields": []}, {"level": ["master"], "fields": ["profile"]}],
        ),
        # Of the degrees that do for both, those are in the profile of which either says so.
        (
            "degree",
            (
                degree("candidate", "phd", "doctor_of_sciences", in_profile=("candidate", "phd")),
                degree("phd", "doctor_of_sciences"),
            ),
            [{"degree": ["phd", "doctor_of_sciences"], "in_profile": ["phd"]}],
        ),
        (
            "degree",
            (degree("phd"), degree("phd", "candidate", in_profile=("phd", "candidate"))),
            [{"degree": ["phd"], "in_profile": ["phd"]}],
        ),
        (
            "degree",
            (degree("phd"), degree("candidate")),
            [
                {"degree": ["phd"], "in_profile": []},
                {"degree": ["candidate"], "in_profile": []},
            ],
        ),
        # The longer of two courses on one topic.
        *(
            (
                "certificate",
                tuple(n.CertificateNeed("it", hours, 3) for hours in both),
                [{"topic": "it", "hours": 72}],
            )
            for both in ((36, 72), (72, 36))
        ),
        (
            "certificate",
            (n.CertificateNeed("it", 36, 3), n.CertificateNeed("profile", 72, 3)),
            [{"topic": "it", "hours": 36}, {"topic": "profile", "hours": 72}],
        ),
        (
            "title",
            (
                n.OneOf("titles", ("associate_professor", "professor")),
                n.OneOf("titles", ("professor",)),
            ),
            [{"title": ["professor"]}],
        ),
    ],
)
def test_two_requirements_of_a_kind_in_one_way(
    kind: str, needs: tuple[n.Need, ...], elements: list[Element]
) -> None:
    """No rule file asks for such two at once yet."""
    leaves = tuple(
        Leaf(f"{kind}-{number}", kind, need, Text("x", "x", "x"), Source("x", "1"), "effort")
        for number, need in enumerate(needs)
    )
    known = catalogue().positions["uni-director"]
    position = replace(known, checks={None: Check(All(leaves), ())})
    other = replace(catalogue(), positions={**catalogue().positions, known.id: position})
    nothing: World = {"education": [], "degrees": [], "titles": [], "certificates": []}
    report = check(other, known.id, None, parse_profile(nothing, DAYS[0]), DAYS[0])
    assert list(report.route) == [{"kind": kind, **element} for element in elements]
