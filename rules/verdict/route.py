"""The nearest route: the smallest set of changes to a profile after which it is not `not_eligible`.

Contract, section 4: first the fewest elements that time alone cannot cure, then the soonest day,
fewest elements, least months in all, least hours, the order of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any as AnyValue

from rules.norms.compiled import CompiledTree
from rules.norms.facts import Facts
from rules.norms.model import Leaf
from rules.norms.needs import ExperienceNeed, PublicationNeed

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
    order = {leaf.id: number for number, leaf in enumerate(missing)}
    by_kind: dict[str, list[Leaf]] = {}
    for leaf in missing:
        by_kind.setdefault(leaf.kind, []).append(leaf)
    cures = [cure for leaves in by_kind.values() for cure in _cures(leaves, facts)]
    cures.sort(key=lambda cure: order[cure[0].id])
    chosen = tuple(element for _, element in cures)
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


def _cures(leaves: list[Leaf], facts: Facts) -> Cures:
    """The elements that cure leaves of one kind, each with the leaf that it is first for."""
    if leaves[0].kind == "experience":
        return _experience(leaves, facts)
    if leaves[0].kind == "publication":
        return _publications(leaves, facts)
    cures: Cures = []
    for leaf in leaves:
        element = leaf.need.cure(facts)
        for number, (owner, earlier) in enumerate(cures):
            together = _both(earlier, element)
            if together is not None:
                cures[number] = (owner, together)
                break
        else:
            cures.append((leaf, element))
    return cures


def _experience(leaves: list[Leaf], facts: Facts) -> Cures:
    """Elements of experience: each leaf cured on its own kind or on one that implies it."""
    needs = [leaf.need for leaf in leaves if isinstance(leaf.need, ExperienceNeed)]
    kinds = list(dict.fromkeys(need.experience for need in needs))
    first = {need.experience: leaf for leaf, need in zip(leaves[::-1], needs[::-1], strict=True)}
    choices = [[k for k in kinds if facts.implies(k, need.experience)] for need in needs]
    return min(_assignments(needs, choices, first, facts), key=_months_cost)


def _assignments(
    needs: list[ExperienceNeed],
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


def _both(a: Element, b: Element) -> Element | None:
    """One element that does what both do; None where nothing can."""
    match a["kind"]:
        case "education":
            return _any_of(a, "level", b, fields=[*dict.fromkeys((*a["fields"], *b["fields"]))])
        case "degree":
            named = {*a["in_profile"], *b["in_profile"]}
            shared = [degree for degree in a["degree"] if degree in b["degree"]]
            return _any_of(a, "degree", b, in_profile=[d for d in shared if d in named])
        case "certificate" if a["topic"] == b["topic"]:
            return {**a, "hours": max(a["hours"], b["hours"])}
        case "title" | "retraining" | "category" if a.keys() == b.keys():
            return _any_of(a, next(key for key in a if key != "kind"), b)
    return None


def _any_of(a: Element, key: str, b: Element, **others: AnyValue) -> Element | None:
    """The element with those values of `key` that do for both; None where none does."""
    values = [value for value in a[key] if value in b[key]]
    return {**a, key: values, **others} if values else None


def _publications(leaves: list[Leaf], facts: Facts) -> Cures:
    """One work per leaf; a `wos` one is international too (R29), the only one that cures two."""
    cures: Cures = []
    for leaf in leaves:
        element = leaf.need.cure(facts)
        if element["index"] == "wos" or all(each["index"] not in _taken(leaf) for _, each in cures):
            cures.append((leaf, element))
    has_wos = any(element["index"] == "wos" for _, element in cures)
    return [
        (leaf, element)
        for leaf, element in cures
        if element["index"] == "wos" or not (has_wos and "wos" in _taken(leaf))
    ]


def _taken(leaf: Leaf) -> tuple[str, ...]:
    """The indexes of works that a leaf takes."""
    return leaf.need.indexes if isinstance(leaf.need, PublicationNeed) else ()


def apply_months(elements: Iterable[Element], facts: Facts) -> dict[str, int]:
    """The experience of the profile with the route's experience elements applied (contract, 4)."""
    months = dict(facts.profile.experience)
    for element in elements:
        kind = element["experience"]
        months[kind] = (facts.effective(kind) or 0) + element["months"]
    return months
