"""A second, slow judge, written from the contract: two-valued truth of one complete person.

A world is a profile of the contract in which nothing is missing, its dates as `date`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain, product
from typing import Any as AnyValue

from dateutil.relativedelta import relativedelta

from rules.norms import needs as n
from rules.norms.model import All, Leaf, Node, leaves_of

World = dict[str, AnyValue]

IMPLIED_AT_ONCE = {
    "tvet_org": {"education_org"},
    "tvet_head": {"tvet_org", "education_management", "teaching"},
    "education_management": {"education_org"},
    "teaching": {"education_org"},
    "scientific_pedagogical": {"education_org"},
    "business_management": {"enterprise_management"},
    "enterprise_management": {"enterprise"},
    "post": {"specialty"},
    "specialty_management": {"specialty"},
}
INDUSTRY_IS_SPECIALTY = frozenset(
    f"uni-{name}"
    for name in (
        "director",
        "professor-science",
        "professor-arts-it",
        "associate-professor-science",
        "associate-professor-arts-it",
        "lecturer",
        "assistant",
    )
)
KINDS = (
    *IMPLIED_AT_ONCE,
    "education_org",
    "methodical_head",
    "enterprise",
    "specialty",
    "industry",
    "creative_union",
)
FIELDS = (
    "pedagogical",
    "profile",
    "scientific_pedagogical",
    "pedagogy_psychology",
    "psychology",
    "social_pedagogy",
    "military_pe",
    "military",
)
LEVELS = ("tvet", "post_secondary", "bachelor", "specialist", "master", "doctoral")
FLAGS = (
    "top500_diploma",
    "bolashak_diploma",
    "foreign_citizen",
    "reserve_officer",
    "recognised_works",
    "implemented_result",
    "textbooks",
    "grants_led",
    "teaches",
)
CATEGORIES = (
    "none",
    "teacher",
    "moderator",
    "expert",
    "researcher",
    "master",
    "second",
    "first",
    "highest",
)
MANAGEMENT = (
    "none",
    "deputy_3",
    "deputy_2",
    "deputy_1",
    "head_organizer",
    "head_manager",
    "head_leader",
)
CEFR = ("none", "A1", "A2", "B1", "B2", "C1", "C2")
TOPICS = ("profile", "education_management", "it", "online_methods")
HONOURS = ("honored_culture", "honored_art", "honorary_title", "state_award")


@cache
def implied_by(kind: str, position: str) -> frozenset[str]:
    """Every kind that time in `kind` is time in as well, `kind` included."""
    at_once = dict(IMPLIED_AT_ONCE)
    if position in INDUSTRY_IS_SPECIALTY:
        at_once["industry"] = {"specialty"}
    found = {kind}
    for _ in KINDS:
        found |= set().union(*(at_once.get(k, set()) for k in found))
    return frozenset(found)


def effective(experience: dict[str, int], kind: str, position: str) -> int | None:
    """Effective months of a given kind; of another the upper end of its range, None: no bound."""

    def known(of: str) -> int:
        return max((m for k, m in experience.items() if of in implied_by(k, position)), default=0)

    if kind in experience:
        return known(kind)
    above = implied_by(kind, position) - {kind}
    return min((known(k) for k in above if k in experience), default=None)


@dataclass(frozen=True)
class Judge:
    """The two-valued truth of requirements at one position on one day."""

    position: str
    on: date

    def holds(self, node: Node, world: World) -> bool:
        if isinstance(node, Leaf):
            return self.leaf(node, world)
        held = (self.holds(child, world) for child in node.children)
        return all(held) if isinstance(node, All) else any(held)

    def leaf(self, leaf: Leaf, world: World) -> bool:
        return self.waived(leaf, world) or self.need(leaf.need, world)

    def waived(self, leaf: Leaf, world: World) -> bool:
        if leaf.condition == "teaches":
            return not world["flags"]["teaches"]
        return leaf.condition == "it_base" and not any(e["it_base"] for e in world["education"])

    def need(self, need: n.Need, world: World) -> bool:
        match need:
            case n.EducationNeed():
                return any(
                    e["level"] in need.levels and set(need.fields) <= with_implied(e["fields"])
                    for e in world["education"]
                )
            case n.DegreeNeed():
                return any(
                    d["degree"] in need.degrees
                    and (d["in_profile"] or d["degree"] not in need.in_profile)
                    for d in world["degrees"]
                )
            case n.OneOf():
                held = world[need.fact]
                return bool(set(need.values) & ({held} if isinstance(held, str) else set(held)))
            case n.ExperienceNeed():
                months = effective(world["experience"], need.experience, self.position)
                return months is not None and months >= need.months
            case n.CertificateNeed():
                return self._certificates(need, world["certificates"])
            case n.PublicationNeed():
                return sum(self._publication(need, p) for p in world["publications"]) >= need.count
            case n.Yes():
                return bool(world["flags"][need.flag])
            case n.CompetenceNeed():
                return bool(world["competences"][need.competence])
            case n.AtLeast():
                return bool(world["h_index"] >= need.h_index)
            case n.LanguageNeed():
                return CEFR.index(world["language_level"]) >= CEFR.index(need.language_level)

    def _certificates(self, need: n.CertificateNeed, held: list[World]) -> bool:
        since = self.on - relativedelta(years=need.within_years)
        mine = [c for c in held if c["topic"] == need.topic and since <= c["issued"] <= self.on]
        if need.per == "course":
            return any(c["hours"] >= need.hours for c in mine)
        return any(
            sum(
                c["hours"]
                for c in mine
                if first["issued"] <= c["issued"] < first["issued"] + relativedelta(years=1)
            )
            >= need.hours
            for first in mine
        )

    def _publication(self, need: n.PublicationNeed, work: World) -> bool:
        if need.within_years is not None and work["published"] < self.on - relativedelta(
            years=need.within_years
        ):
            return False
        quartile, percentile = work["quartile"], work["percentile"]
        return (
            work["index"] in need.indexes
            or (need.quartile is not None and quartile is not None and quartile <= need.quartile)
            or (
                need.percentile is not None
                and percentile is not None
                and percentile >= need.percentile
            )
        )


def with_implied(fields: Iterable[str]) -> set[str]:
    given = set(fields)
    implying = {"social_pedagogy", "pedagogy_psychology", "military_pe"}
    return given | ({"pedagogical"} if given & implying else set())


def alternatives(node: Node) -> Iterator[tuple[Leaf, ...]]:
    """Every choice of alternatives in a tree, in the order of the text."""
    if isinstance(node, Leaf):
        yield (node,)
    elif isinstance(node, All):
        for parts in product(*(list(alternatives(child)) for child in node.children)):
            yield tuple(chain.from_iterable(parts))
    else:
        for child in node.children:
            yield from alternatives(child)


def unique_leaves(node: Node) -> tuple[Leaf, ...]:
    return tuple({leaf.id: leaf for leaf in leaves_of(node)}.values())
