"""The nearest route: the smallest set of changes to a profile after which it is not `not_eligible`.

Contract, section 4: first the fewest elements that time alone cannot cure, then the soonest day,
fewest elements, least months in all, least hours, the order of the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any as AnyValue
from typing import cast

from rules.norms import needs as n
from rules.norms.compiled import CompiledTree
from rules.norms.facts import Facts
from rules.norms.model import Leaf
from rules.vocabulary import NO_LONGER_GRANTED

Element = dict[str, AnyValue]
Cost = tuple[int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Route:
    """Elements in the order of the requirements; `cost`: effort, soonest, elements, months, hours.

    A route's months are whole months of work, side by side; its hours are hours of courses.
    """

    elements: tuple[Element, ...]
    cost: Cost

    @property
    def by_time_alone(self) -> bool:
        return bool(self.elements) and self.cost[0] == 0


def routes(tree: CompiledTree, facts: Facts, may: int) -> list[Route]:
    """The best route of every way of the tree that a person can walk, nearest first.

    `may`: mask of the leaves that are met or unknown. Routes that contain another are left out.
    """
    found: list[Route] = []
    for missing in dict.fromkeys(way & ~may for way in tree.ways):
        route = cheapest(_leaves(tree, missing), facts)
        if route is not None:
            found.append(route)
    found.sort(key=lambda route: route.cost)
    return _without_detours(found)


def _leaves(tree: CompiledTree, mask: int) -> list[Leaf]:
    return [leaf for number, leaf in enumerate(tree.leaves) if mask >> number & 1]


def _without_detours(found: list[Route]) -> list[Route]:
    kept: list[Route] = []
    for route in found:
        if not any(_holds(route.elements, nearer.elements) for nearer in kept):
            kept.append(route)
    return kept


def _holds(elements: Iterable[Element], nearer: Iterable[Element]) -> bool:
    """Whether `elements` do all that `nearer` does, so that some of them are for nothing."""
    return all(any(_does(done, asked) for done in elements) for asked in nearer)


def _does(done: Element, asked: Element) -> bool:
    return all(
        done.get(key, 0) >= value if key in {"months", "hours"} else done.get(key) == value
        for key, value in asked.items()
    )


def cheapest(missing: list[Leaf], facts: Facts) -> Route | None:
    """The best route that cures every leaf of `missing`, or None when nobody can walk one."""
    if any(leaf.obtainable == "never" for leaf in missing):
        return None
    elements: list[tuple[int, Element]] = []
    order = {leaf.id: number for number, leaf in enumerate(missing)}
    by_kind: dict[str, list[Leaf]] = {}
    for leaf in missing:
        by_kind.setdefault(_family(leaf), []).append(leaf)
    for family, leaves in by_kind.items():
        cures = _CURES[family](leaves, facts)
        elements += [(order[leaf.id], element) for leaf, element in cures]
    elements.sort(key=lambda pair: pair[0])
    chosen = tuple(element for _, element in elements)
    return Route(chosen, cost_of(chosen))


def cost_of(elements: Iterable[Element]) -> Cost:
    """What ranks a route: effort, soonest day in months, elements, months in all, hours."""
    effort = hours = longest = total = count = 0
    for element in elements:
        count += 1
        months = element.get("months")
        if months is None:
            effort += 1
            hours += element.get("hours", 0)
        else:
            longest = max(longest, months)
            total += months
    return effort, longest, count, total, hours


Cures = list[tuple[Leaf, Element]]


def _family(leaf: Leaf) -> str:
    return leaf.need.fact if isinstance(leaf.need, n.OneOf) else leaf.kind


def _experience(leaves: list[Leaf], facts: Facts) -> Cures:
    """Elements of experience: each leaf cured on its own kind or on one that implies it."""
    needs = [cast(n.ExperienceNeed, leaf.need) for leaf in leaves]
    kinds = list(dict.fromkeys(need.experience for need in needs))
    first = {kind: next(x for x in leaves if _kind(x) == kind) for kind in kinds}
    choices = [[k for k in kinds if facts.implies(k, need.experience)] for need in needs]
    return min(_assignments(needs, choices, first, facts), key=_months_cost)


def _assignments(
    needs: list[n.ExperienceNeed],
    choices: list[list[str]],
    first: dict[str, Leaf],
    facts: Facts,
) -> Iterator[Cures]:
    for chosen in product(*choices):
        months: dict[str, int] = {}
        for kind, need in zip(chosen, needs, strict=True):
            short = need.months - (facts.effective(kind) or 0)
            months[kind] = max(months.get(kind, 0), short)
        yield [
            (first[kind], {"kind": "experience", "experience": kind, "months": count})
            for kind, count in months.items()
        ]


def _months_cost(cures: Cures) -> tuple[int, int, int]:
    months = [element["months"] for _, element in cures]
    return max(months), len(months), sum(months)


def _kind(leaf: Leaf) -> str:
    return cast(n.ExperienceNeed, leaf.need).experience


def _education(leaves: list[Leaf], _: Facts) -> Cures:
    """One diploma cures every leaf whose levels it can satisfy together with the others'."""
    return _merged(leaves, _one_education, _both_educations)


def _one_education(leaf: Leaf) -> Element:
    need = cast(n.EducationNeed, leaf.need)
    return {"kind": "education", "level": list(need.levels), "fields": list(need.fields)}


def _both_educations(a: Element, b: Element) -> Element | None:
    levels = [level for level in a["level"] if level in b["level"]]
    fields = a["fields"] + [field for field in b["fields"] if field not in a["fields"]]
    return {"kind": "education", "level": levels, "fields": fields} if levels else None


def _degree(leaves: list[Leaf], _: Facts) -> Cures:
    return _merged(leaves, _one_degree, _both_degrees)


def _one_degree(leaf: Leaf) -> Element:
    need = cast(n.DegreeNeed, leaf.need)
    return {"kind": "degree", "degree": list(need.degrees), "in_profile": list(need.in_profile)}


def _both_degrees(a: Element, b: Element) -> Element | None:
    degrees = [degree for degree in a["degree"] if degree in b["degree"]]
    in_profile = [d for d in degrees if d in a["in_profile"] or d in b["in_profile"]]
    return {"kind": "degree", "degree": degrees, "in_profile": in_profile} if degrees else None


def _one_of(leaves: list[Leaf], _: Facts) -> Cures:
    return _merged(leaves, _one_value, _both_values)


def _one_value(leaf: Leaf) -> Element:
    need = cast(n.OneOf, leaf.need)
    gone = frozenset[str]() if need.all_offered else NO_LONGER_GRANTED
    granted = [value for value in need.values if value not in gone]
    return {"kind": leaf.kind, _KEY[need.fact]: granted}


_KEY = {
    "titles": "title",
    "retraining": "retraining",
    "category": "category",
    "management_category": "management_category",
}


def _both_values(a: Element, b: Element) -> Element | None:
    key = next(name for name in a if name != "kind")
    values = [value for value in a[key] if value in b[key]]
    return {**a, key: values} if values else None


def _merged(
    leaves: list[Leaf],
    one: Callable[[Leaf], Element],
    both: Callable[[Element, Element], Element | None],
) -> Cures:
    cures: Cures = []
    for leaf in leaves:
        element = one(leaf)
        for number, (owner, earlier) in enumerate(cures):
            together = both(earlier, element)
            if together is not None:
                cures[number] = (owner, together)
                break
        else:
            cures.append((leaf, element))
    return cures


def _certificate(leaves: list[Leaf], facts: Facts) -> Cures:
    """One course per topic, long enough for every leaf on that topic."""
    by_topic: dict[str, tuple[Leaf, Element]] = {}
    for leaf in leaves:
        need = cast(n.CertificateNeed, leaf.need)
        hours = need.still_needed(facts)
        owner, earlier = by_topic.get(need.topic, (leaf, {"hours": 0}))
        hours = max(hours, earlier["hours"])
        by_topic[need.topic] = (
            owner,
            {"kind": "certificate", "topic": need.topic, "hours": hours},
        )
    return list(by_topic.values())


def _publication(leaves: list[Leaf], _: Facts) -> Cures:
    """One work per leaf; a `wos` one is international too (R29), the only one that cures two."""
    cures: Cures = []
    for leaf in leaves:
        need = cast(n.PublicationNeed, leaf.need)
        if need.quartile is not None or "wos" in need.indexes[:1]:
            cures.append((leaf, _wos(need)))
        elif not any(element["index"] in need.indexes for _, element in cures):
            cures.append((leaf, {"kind": "publication", "index": need.indexes[0]}))
    has_wos = any(element["index"] == "wos" for _, element in cures)
    return [
        (leaf, element)
        for leaf, element in cures
        if not (has_wos and "wos" in cast(n.PublicationNeed, leaf.need).indexes)
        or element["index"] == "wos"
    ]


def _wos(need: n.PublicationNeed) -> Element:
    element: Element = {"kind": "publication", "index": "wos"}
    if "wos" not in need.indexes:
        element["quartile"] = need.quartile
    return element


def _flag(leaves: list[Leaf], _: Facts) -> Cures:
    return [(x, {"kind": "flag", "flag": cast(n.Yes, x.need).flag}) for x in leaves]


def _competence(leaves: list[Leaf], _: Facts) -> Cures:
    return [
        (x, {"kind": "competence", "competence": cast(n.CompetenceNeed, x.need).competence})
        for x in leaves
    ]


_CURES: dict[str, Callable[[list[Leaf], Facts], Cures]] = {
    "experience": _experience,
    "education": _education,
    "degree": _degree,
    "titles": _one_of,
    "retraining": _one_of,
    "category": _one_of,
    "management_category": _one_of,
    "certificate": _certificate,
    "publication": _publication,
    "flag": _flag,
    "competence": _competence,
}


def apply_months(elements: Iterable[Element], facts: Facts) -> dict[str, int]:
    """The experience of the profile with the route's experience elements applied (contract, 4)."""
    months = dict(facts.profile.experience)
    for element in elements:
        kind = element["experience"]
        months[kind] = (facts.effective(kind) or 0) + element["months"]
    return months
