"""The order of questions that needs the fewest of them on average.

Facts that every way needs cannot be avoided, so they come first: their answers are free knowledge.
Of the rest, the fact comes first whose answer is likely to leave the fewest questions, supposing
that the person has all that it is asked for, or not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod

from rules.questionnaire.open_ways import Outlook

# How likely a person who asks about a position has what a requirement asks; only the order of
# questions hangs on these, never an answer.
LIKELY = {
    "education": 0.8,
    "degrees": 0.5,
    "titles": 0.4,
    "honours": 0.05,
    "retraining": 0.35,
    "category": 0.4,
    "management_category": 0.15,
    "certificates": 0.5,
    "publications": 0.4,
    "competences": 0.7,
    "flags.foreign_citizen": 0.03,
    "flags.reserve_officer": 0.1,
    "flags.teaches": 0.5,
    "experience.education_org": 0.5,
    "experience.tvet_org": 0.5,
    "experience.specialty": 0.5,
    "experience.scientific_pedagogical": 0.5,
    "experience.post": 0.4,
    "experience.teaching": 0.5,
}
OTHERWISE = 0.2


def in_order(
    leaves: Mapping[str, int], ways: Sequence[int], supposed: Outlook, sure: int, may: int
) -> list[str]:
    """The open facts, best to ask first; among equals in the order given.

    `leaves`: the mask of the open leaves of every open fact. `ways`: the ways that matter. `sure`,
    `may`: masks of the leaves that are surely met, and of those that may be.
    """
    needed = [fact for fact, mask in leaves.items() if ways and all(way & mask for way in ways)]
    rest = [fact for fact in leaves if fact not in needed]
    if len(rest) < 2:
        return [*needed, *rest]

    def questions_after(fact: str) -> float:
        mine = leaves[fact]
        others = {other: mask for other, mask in leaves.items() if other != fact}
        has_it = supposed.ways_that_matter(sure | mine & may, may)
        lacks_it = supposed.ways_that_matter(sure, may & ~mine | sure)
        then, otherwise = (_questions(others, left, supposed.never) for left in (has_it, lacks_it))
        return otherwise + _likely(fact) * (then - otherwise)

    return [*needed, *sorted(rest, key=questions_after)]


def _questions(leaves: Mapping[str, int], ways: Sequence[int], never: int) -> float:
    """How many of the facts these ways ask for, on average: what goes with something that nobody
    can set out to obtain is asked only of those who have that."""
    chances: dict[str, float] = {}
    for way in ways:
        wanted = [fact for fact, mask in leaves.items() if mask & way]
        bars = [fact for fact in wanted if leaves[fact] & way & never]
        for fact in wanted:
            chance = prod(_likely(bar) for bar in bars if bar != fact)
            chances[fact] = max(chances.get(fact, 0.0), chance)
    return sum(chances.values())


def _likely(fact: str) -> float:
    return LIKELY.get(fact, OTHERWISE)
