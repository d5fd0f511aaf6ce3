"""Which facts are still open: whose answer can change the report of one check."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rules import needs as n
from rules.catalog import Catalogue
from rules.check import compiled_check
from rules.compiled import CompiledTree
from rules.facts import Facts
from rules.model import Leaf
from rules.profile import Profile


def fact_of(leaf: Leaf) -> str:
    """The contract's name of the fact that answers a leaf: `experience.specialty`, `titles` ..."""
    need = leaf.need
    if isinstance(need, n.OneOf):
        return need.fact
    if isinstance(need, n.ExperienceNeed):
        return f"experience.{need.experience}"
    if isinstance(need, n.Yes):
        return f"flags.{need.flag}"
    return _FACTS[type(need)]


_FACTS: dict[type, str] = {
    n.EducationNeed: "education",
    n.DegreeNeed: "degrees",
    n.CertificateNeed: "certificates",
    n.PublicationNeed: "publications",
    n.CompetenceNeed: "competences",
    n.AtLeast: "h_index",
    n.LanguageNeed: "language_level",
}


def open_facts(
    catalogue: Catalogue, position: str, category: str | None, profile: Profile, on: date
) -> tuple[str, ...]:
    """The facts to ask, in the order of the text, preferences last; empty when all is said.

    Raises BadInput for a position or category that the catalogue lacks.
    """
    compiled = compiled_check(catalogue, position, category)
    facts = Facts(profile, on, compiled.position.implies)
    required = _open(compiled.tree, facts)
    preferred = _unknown(compiled.preferences, facts)
    return tuple(dict.fromkeys(fact_of(leaf) for leaf in (*required, *preferred)))


def _unknown(tree: CompiledTree, facts: Facts) -> list[Leaf]:
    states, _, _ = tree.states(facts)
    return [leaf for leaf, state in zip(tree.leaves, states, strict=True) if state == n.UNKNOWN]


def _open(tree: CompiledTree, facts: Facts) -> Iterable[Leaf]:
    """The unknown leaves that stand in a way which a person could still walk."""
    states, sure, may = tree.states(facts)
    if tree.verdict(sure, may) == "eligible":
        return ()
    never = sum(
        1 << number for number, leaf in enumerate(tree.leaves) if leaf.obtainable == "never"
    )
    walkable = 0
    for way in tree.ways:
        if way & ~may & never == 0:
            walkable |= way
    return [
        leaf
        for number, (leaf, state) in enumerate(zip(tree.leaves, states, strict=True))
        if state == n.UNKNOWN and walkable >> number & 1
    ]


def leaves_by_fact(
    catalogue: Catalogue, position: str, category: str | None
) -> dict[str, tuple[Leaf, ...]]:
    """Every fact that a check can use, with its leaves; preferences last."""
    compiled = compiled_check(catalogue, position, category)
    found: dict[str, list[Leaf]] = {}
    for leaf in (*compiled.tree.leaves, *compiled.preferences.leaves):
        found.setdefault(fact_of(leaf), []).append(leaf)
    return {fact: tuple(leaves) for fact, leaves in found.items()}
