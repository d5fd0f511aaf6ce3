"""What one check of a position makes of each fact: which parts of it, which clauses, how far.

Read off the needs of the check's leaves, so a new rule file never needs a change here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from rules.norms.facts import Facts
from rules.norms.model import All, Leaf, Node, Position, Source, leaves_of
from rules.norms.needs import (
    MET,
    CertificateNeed,
    DegreeNeed,
    EducationNeed,
    ExperienceNeed,
    Need,
    OneOf,
    PublicationNeed,
)
from rules.questionnaire.ask import CONDITIONS
from rules.questionnaire.asked_words import wording_of
from rules.questionnaire.wording import Wording
from rules.vocabulary import CATEGORY_STEPS, FIELDS, HONOURS, INDEXES, TOPICS


@dataclass(frozen=True, slots=True)
class Relevance:
    """What matters of every fact in one check.

    `leaves`: those of the adopted tree and the preferences that use a fact. `topics`, `honours`,
    `indexes`: the values that some requirement or preference looks at; `fields`: those of a
    diploma, by its level. `in_profile`: degrees whose field matters. `dated`: indexes of
    publications whose date matters. `retraining`: the kinds that each requirement on it accepts.
    `thresholds`: months by kind of experience. `sources`: the clauses that use a fact.
    `advantage_only`: facts that only preferences use.
    """

    position: Position
    category: str | None
    fields: dict[str, tuple[str, ...]]
    it_base: bool
    in_profile: frozenset[str]
    topics: tuple[str, ...]
    honours: tuple[str, ...]
    indexes: tuple[str, ...]
    quartile: bool
    percentile: bool
    dated: frozenset[str]
    retraining: tuple[frozenset[str], ...]
    thresholds: dict[str, tuple[int, ...]]
    competences: tuple[str, ...]
    leaves: dict[str, tuple[Leaf, ...]]
    sources: dict[str, tuple[Source, ...]]
    advantage_only: frozenset[str]

    def wording(self, fact: str) -> Wording:
        """The question about `fact` in the words of its clauses."""
        return wording_of(fact, self.position, self.leaves.get(fact, ()))

    def decided_by(self, retraining: Collection[str]) -> bool:
        """Whether the retraining that counts everywhere decides alone, whatever else there is."""
        return all(
            accepted.intersection(retraining) or accepted == {"pedagogical"}
            for accepted in self.retraining
        )

    def more_could_matter(self, fact: str, facts: Facts) -> bool:
        """Whether another entry of the list `fact` could still change the report: whether some
        requirement on it is neither met nor replaced by an alternative that is met."""
        tree = self.position.checks[self.category].tree
        return not _settled(tree, fact, facts) or any(
            not _settled(leaf, fact, facts) for leaf in self.position.preferences
        )


def relevance(position: Position, category: str | None) -> Relevance:
    """What the check of `position` for `category` looks at; KeyError for an unknown category."""
    mandatory = _leaves(position, category)
    leaves = (*mandatory, *position.preferences)
    needs = [leaf.need for leaf in leaves]
    works = [need for need in needs if isinstance(need, PublicationNeed)]
    conditions = {leaf.condition for leaf in leaves}
    return Relevance(
        position=position,
        category=category,
        fields=_fields(needs),
        it_base="it_base" in conditions,
        in_profile=frozenset(
            degree for n in needs if isinstance(n, DegreeNeed) for degree in n.in_profile
        ),
        topics=_in_order(TOPICS, [n.topic for n in needs if isinstance(n, CertificateNeed)]),
        honours=_in_order(HONOURS, _values(needs, "honours")),
        indexes=_indexes(works),
        quartile=any(n.quartile is not None for n in works),
        percentile=any(n.percentile is not None for n in works),
        dated=frozenset(_indexes([n for n in works if n.within_years is not None])),
        retraining=tuple(
            frozenset(n.values) for n in needs if isinstance(n, OneOf) and n.fact == "retraining"
        ),
        thresholds=_thresholds(needs),
        competences=_competences(position, category),
        leaves=_by_fact((*leaves_of(position.checks[category].tree), *position.preferences)),
        sources=_sources(leaves),
        advantage_only=frozenset(_sources(position.preferences)) - frozenset(_sources(mandatory)),
    )


def _leaves(position: Position, category: str | None) -> tuple[Leaf, ...]:
    check = position.checks[category]
    trees = (check.tree, *(other.tree for other in check.others))
    return tuple(leaf for tree in trees for leaf in leaves_of(tree))


def _in_order(vocabulary: tuple[str, ...], used: list[str]) -> tuple[str, ...]:
    return tuple(value for value in vocabulary if value in used)


def _values(needs: list[Need], fact: str) -> list[str]:
    return [x for n in needs if isinstance(n, OneOf) and n.fact == fact for x in n.values]


def _by_fact(leaves: Iterable[Leaf]) -> dict[str, tuple[Leaf, ...]]:
    found: dict[str, dict[str, Leaf]] = {}
    for leaf in leaves:
        found.setdefault(leaf.need.fact, {})[leaf.id] = leaf
    return {fact: tuple(same.values()) for fact, same in found.items()}


def _fields(needs: list[Need]) -> dict[str, tuple[str, ...]]:
    used: dict[str, list[str]] = {}
    for need in needs:
        if isinstance(need, EducationNeed):
            for level in need.levels:
                used.setdefault(level, []).extend(need.fields)
    return {level: _in_order(FIELDS, fields) for level, fields in used.items()}


def _indexes(works: list[PublicationNeed]) -> tuple[str, ...]:
    used = [index for need in works for index in need.indexes]
    if any(need.quartile is not None for need in works):
        used.append("wos")
    if any(need.percentile is not None for need in works):
        used.append("scopus")
    return _in_order(INDEXES, used)


def _thresholds(needs: list[Need]) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for need in needs:
        if isinstance(need, ExperienceNeed):
            found.setdefault(need.experience, set()).add(need.months)
    return {kind: tuple(sorted(months)) for kind, months in found.items()}


def _competences(position: Position, category: str | None) -> tuple[str, ...]:
    if category is None:
        asked: set[str | None] = {None}
    else:
        asked = {None, *CATEGORY_STEPS[: CATEGORY_STEPS.index(category) + 1]}
    return tuple(item.id for item in position.competences if item.category in asked)


def _sources(leaves: tuple[Leaf, ...]) -> dict[str, tuple[Source, ...]]:
    found: dict[str, dict[Source, None]] = {}
    for leaf in leaves:
        facts = {leaf.need.fact}
        if leaf.condition is not None:
            facts.add(CONDITIONS[leaf.condition])
        for fact in facts:
            found.setdefault(fact, {})[leaf.source] = None
    return {fact: tuple(sources) for fact, sources in found.items()}


def _met(node: Node, facts: Facts) -> bool:
    if isinstance(node, Leaf):
        return node.need.state(facts) == MET
    every = all if isinstance(node, All) else any
    return every(_met(child, facts) for child in node.children)


def _settled(node: Node, fact: str, facts: Facts) -> bool:
    if isinstance(node, Leaf):
        return node.need.fact != fact or _met(node, facts)
    if not isinstance(node, All) and _met(node, facts):
        return True
    return all(_settled(child, fact, facts) for child in node.children)
